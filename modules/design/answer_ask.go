package design

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// usually is how many days the designer has, unless a day is said.
const usually = 14

// AskAnswer asks the designer how one requirement is met.
type AskAnswer struct {
	Project     uuid.UUID   `params:"project" json:"-"`
	ID          uuid.UUID   `json:"id"`
	Requirement uuid.UUID   `json:"requirement" validate:"required"`
	System      *uuid.UUID  `json:"system,omitempty"`
	Phase       *uuid.UUID  `json:"phase,omitempty"`
	Company     *uuid.UUID  `json:"company,omitempty"`
	Person      *uuid.UUID  `json:"person,omitempty"`
	DueOn       *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

func (m *Module) askAnswer(ctx context.Context, cmd AskAnswer) (*Opened, error) {
	if err := m.known(ctx, cmd.Company, cmd.Person); err != nil {
		return nil, err
	}
	of, err := m.requirementsOf(ctx, []uuid.UUID{cmd.Requirement})
	if err != nil {
		return nil, err
	}
	r, ok := of[cmd.Requirement]
	if !ok {
		return nil, problem.At("requirement", "is not in this project")
	}
	if r.State != "approved" {
		return nil, problem.At("requirement", "is not approved")
	}
	for kind, id := range map[string]*uuid.UUID{"system": cmd.System, "phase": cmd.Phase} {
		if err := m.there(ctx, kind, id); err != nil {
			return nil, err
		}
	}
	a := m.question(ctx, r, cmd)
	a.ID = kernel.NewID(cmd.ID)
	if err := keep(ctx, []*Answer{a}); err != nil {
		if problem.Is(db.Translate(err), problem.Conflict) {
			return nil, problem.At("requirement", "is asked about already").Because(err)
		}
		return nil, err
	}
	return m.opened(ctx, a.ID)
}

// there refuses a system or a phase that is not in the project.
func (m *Module) there(ctx context.Context, kind string, id *uuid.UUID) error {
	if id == nil {
		return nil
	}
	found, err := m.registers.Labels(ctx, kind, []uuid.UUID{*id})
	if err == nil && len(found) == 0 {
		err = problem.At(kind, "is not in this project")
	}
	return err
}

// question is what is asked about a requirement.
func (m *Module) question(ctx context.Context, r *Requirement, cmd AskAnswer) *Answer {
	due := cmd.DueOn
	if due == nil {
		day := clock.Date(m.clock.Today().AddDate(0, 0, usually).Format(time.DateOnly))
		due = &day
	}
	return &Answer{ID: uuid.Must(uuid.NewV7()), Requirement: r.ID, System: cmd.System, Phase: cmd.Phase, Edition: r.Edition, Discipline: r.Discipline, Company: cmd.Company, Person: cmd.Person,
		DueOn: due, Status: "asked", AskedBy: orNil(scope.From(ctx).Person), AskedAt: m.moment(ctx)}
}

// keep keeps questions, and tells of each.
func keep(ctx context.Context, all []*Answer) error {
	if len(all) == 0 {
		return nil
	}
	if _, err := db.On(ctx).NewInsert().Model(&all).Exec(ctx); err != nil {
		return err
	}
	told := make([]*Event, len(all))
	for i, a := range all {
		told[i] = &Event{ID: uuid.Must(uuid.NewV7()), Answer: a.ID, At: a.AskedAt, Person: a.AskedBy, Side: side(ctx), Kind: "asked", ToStatus: "asked", ToCompany: a.Company, ToPerson: a.Person, DueOn: a.DueOn}
	}
	_, err := db.On(ctx).NewInsert().Model(&told).Exec(ctx)
	return err
}

// takenOver tells of questions that somebody took over from who had them.
func (m *Module) takenOver(ctx context.Context, answers []uuid.UUID, _ uuid.UUID) error {
	_, err := db.On(ctx).NewRaw(`insert into design.events (id, answer, at, person, side, kind, from_status, to_status, to_company, to_person, due_on)
		select gen_random_uuid(), id, ?, ?, ?, 'assigned', status, status, company, person, due_on from design.answers where id in (?)`, m.moment(ctx), scope.From(ctx).Person, side(ctx), bun.List(answers)).Exec(ctx)
	return err
}

// mostAsked is how many requirements are asked about at once.
const mostAsked = 1000

// AskMany asks about approved requirements: those that are named, or all of a
// discipline, or all.
type AskMany struct {
	Project      uuid.UUID   `params:"project" json:"-"`
	Requirements []uuid.UUID `json:"requirements,omitempty" validate:"max=1000"`
	Discipline   *uuid.UUID  `json:"discipline,omitempty"`
	Phase        *uuid.UUID  `json:"phase,omitempty"`
	Company      *uuid.UUID  `json:"company,omitempty"`
	Person       *uuid.UUID  `json:"person,omitempty"`
	DueOn        *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

// PreviewMany asks which requirements would be asked about.
type PreviewMany struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Discipline uuid.UUID `query:"discipline" json:"-"`
	Phase      uuid.UUID `query:"phase" json:"-"`
}

// Question is a requirement that is, or would be, asked about, or why it is not.
type Question struct {
	Requirement *Requirement    `json:"requirement"`
	Problem     *problem.Answer `json:"problem,omitempty"`
}

// Questions are many of them; the entry of the history undoes them all.
type Questions struct {
	Results []Question `json:"results"`
	Entry   uuid.UUID  `json:"entry"`
}

func (m *Module) previewMany(ctx context.Context, q PreviewMany) (*Questions, error) {
	out, _, err := m.questions(ctx, AskMany{Project: q.Project, Discipline: orNil(q.Discipline), Phase: orNil(q.Phase)})
	return out, err
}

func (m *Module) askMany(ctx context.Context, cmd AskMany) (*Questions, error) {
	if err := m.known(ctx, cmd.Company, cmd.Person); err != nil {
		return nil, err
	}
	if err := m.there(ctx, "phase", cmd.Phase); err != nil {
		return nil, err
	}
	out, all, err := m.questions(ctx, cmd)
	if err != nil {
		return nil, err
	}
	return out, keep(ctx, all)
}

// questions finds what is to be asked, and what is not because it was already.
func (m *Module) questions(ctx context.Context, cmd AskMany) (*Questions, []*Answer, error) {
	s := scope.From(ctx)
	if !s.Has("requirements", "edit_all") {
		return nil, nil, kernel.Lacks("requirements", "edit_all")
	}
	ids := cmd.Requirements
	if len(ids) == 0 {
		discipline := uuid.Nil
		if cmd.Discipline != nil {
			discipline = *cmd.Discipline
		}
		var err error
		if ids, err = m.registers.RequirementsApproved(ctx, discipline, mostAsked+1); err != nil {
			return nil, nil, err
		}
		if len(ids) > mostAsked {
			return nil, nil, problem.At("discipline", "has more than %d approved requirements: choose some of them", mostAsked)
		}
	}
	out := &Questions{Results: []Question{}, Entry: s.Request}
	if len(ids) == 0 {
		return out, nil, nil
	}
	of, err := m.requirementsOf(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	var asked []uuid.UUID
	q := db.On(ctx).NewSelect().TableExpr("design.answers as a").ColumnExpr("distinct a.requirement").Where("a.requirement in (?)", bun.List(ids))
	if cmd.Phase != nil {
		q = q.Where("a.phase = ?", *cmd.Phase)
	}
	if err := q.Scan(ctx, &asked); err != nil {
		return nil, nil, err
	}
	had := make(map[uuid.UUID]bool, len(asked))
	for _, id := range asked {
		had[id] = true
	}
	var all []*Answer
	for _, id := range ids {
		r, ok := of[id]
		if !ok {
			continue
		}
		var why *problem.Problem
		switch {
		case r.State != "approved":
			why = problem.New(problem.Conflict, "It is not approved")
		case had[id]:
			why = problem.New(problem.Conflict, "It is asked about already")
		default:
			all = append(all, m.question(ctx, r, AskAnswer{Phase: cmd.Phase, Company: cmd.Company, Person: cmd.Person, DueOn: cmd.DueOn}))
		}
		one := Question{Requirement: r}
		if why != nil {
			a := why.In(s.Language, "", s.Request.String())
			one.Problem = &a
		}
		had[id] = true // one that stands twice is asked once
		out.Results = append(out.Results, one)
	}
	return out, all, nil
}

func init() {
	problem.Teach(map[string]string{
		"answers of the basis of design": "svar i projektbasis",
		"is not approved":                "er ikke godkendt",
		"is asked about already":         "er der allerede spurgt til",
		"It is not approved":             "Det er ikke godkendt",
		"It is asked about already":      "Der er allerede spurgt til det",
		"has more than %d approved requirements: choose some of them": "har mere end %d godkendte krav: vælg nogle af dem",
	})
}
