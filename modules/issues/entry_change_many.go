package issues

import (
	"context"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// many is how many entries are changed at once.
const many = 200

// ChangeMany does the same to many entries: assigns them, moves their due
// date, or closes them. Each is done or refused for itself.
type ChangeMany struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Entries []uuid.UUID `json:"entries" validate:"required,min=1,max=200"`
	Act     string      `json:"act" validate:"required,oneof=assign due close"`
	Company *uuid.UUID  `json:"company,omitempty"`
	Person  *uuid.UUID  `json:"person,omitempty"`
	DueOn   *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
	Reason  string      `json:"reason,omitempty" validate:"max=10000"`
}

// PreviewMany asks what a change of many entries would do.
type PreviewMany struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entries string    `query:"entries" json:"-" validate:"required,max=7400"` // ids with commas between
	Act     string    `query:"act" json:"-" validate:"required,oneof=assign due close"`
	Company uuid.UUID `query:"company" json:"-"`
	Person  uuid.UUID `query:"person" json:"-"`
	DueOn   string    `query:"due_on" json:"-" validate:"omitempty,datetime=2006-01-02"`
	Reason  string    `query:"reason" json:"-" validate:"max=2000"`
}

// Outcome is what a change did, or would do, to one of many entries, or why it
// is refused.
type Outcome struct {
	Entry      uuid.UUID       `json:"entry"`
	Label      string          `json:"label"`
	Title      string          `json:"title"`
	FromStatus string          `json:"from_status"`
	ToStatus   string          `json:"to_status"`
	FromDue    *clock.Date     `json:"from_due"`
	ToDue      *clock.Date     `json:"to_due"`
	Problem    *problem.Answer `json:"problem,omitempty"`
}

// Outcomes are those of many entries; the entry of the history undoes them all.
type Outcomes struct {
	Results []Outcome `json:"results"`
	Entry   uuid.UUID `json:"entry"`
}

func (m *Module) changeMany(ctx context.Context, cmd ChangeMany) (*Outcomes, error) {
	return m.each(ctx, cmd, true)
}

func (m *Module) previewMany(ctx context.Context, q PreviewMany) (*Outcomes, error) {
	cmd := ChangeMany{Project: q.Project, Act: q.Act, Company: orNil(q.Company), Person: orNil(q.Person), Reason: q.Reason}
	if q.DueOn != "" {
		day := clock.Date(q.DueOn)
		cmd.DueOn = &day
	}
	for _, text := range strings.Split(q.Entries, ",") {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, problem.At("entries", "is not an id")
		}
		cmd.Entries = append(cmd.Entries, id)
	}
	if len(cmd.Entries) > many {
		return nil, problem.At("entries", "is too many: at most %s", "200")
	}
	return m.each(ctx, cmd, false)
}

// each carries a change of many entries out, or only tells what it would do.
func (m *Module) each(ctx context.Context, cmd ChangeMany, keep bool) (*Outcomes, error) {
	if err := m.known(ctx, cmd.Company, cmd.Person); err != nil {
		return nil, err
	}
	setting, err := findSetting(ctx)
	if err != nil {
		return nil, err
	}
	var found []*Entry
	s := db.On(ctx).NewSelect().Model(&found).ColumnExpr(entryColumns).Where("e.id in (?)", bun.List(cmd.Entries)).OrderExpr("e.id")
	if keep {
		s = s.For("update")
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	byID := make(map[uuid.UUID]*Entry, len(found))
	for _, e := range found {
		byID[e.ID] = e
	}
	out := &Outcomes{Results: []Outcome{}, Entry: scope.From(ctx).Request}
	for _, id := range cmd.Entries {
		e, ok := byID[id]
		if !ok {
			out.refuse(ctx, Outcome{Entry: id}, problem.New(problem.NotFound, ""))
			continue
		}
		delete(byID, id) // one that stands twice is done once
		one := Outcome{Entry: id, Label: e.Label, Title: e.Title, FromStatus: e.Status, FromDue: e.DueOn}
		err := m.apply(ctx, cmd, e, setting.DueDays)
		if err == nil && keep {
			err = db.Nested(ctx, func(ctx context.Context) error { return m.keep(ctx, cmd, e, one.FromStatus) })
		}
		if p := problem.Of(err); err != nil {
			if p.Kind == problem.Internal || p.Kind == problem.Unavailable {
				return nil, err
			}
			one.ToStatus, one.ToDue = one.FromStatus, one.FromDue
			out.refuse(ctx, one, p)
			continue
		}
		one.ToStatus, one.ToDue = e.Status, e.DueOn
		out.Results = append(out.Results, one)
	}
	return out, nil
}

func (o *Outcomes) refuse(ctx context.Context, one Outcome, p *problem.Problem) {
	s := scope.From(ctx)
	a := p.In(s.Language, "", s.Request.String())
	one.Problem = &a
	o.Results = append(o.Results, one)
}

// apply does to one entry what is asked of many.
func (m *Module) apply(ctx context.Context, cmd ChangeMany, e *Entry, days int) error {
	w := whoActs(ctx)
	switch cmd.Act {
	case "assign":
		if err := e.mayAssign(w); err != nil {
			return err
		}
		return e.assign(cmd.Company, cmd.Person, cmd.DueOn, m.clock.Today(), days)
	case "close":
		if err := e.mayClose(w); err != nil {
			return err
		}
		return e.closed(ctx, m, cmd.Reason)
	}
	if cmd.DueOn == nil {
		return problem.At("due_on", "is needed")
	}
	if err := e.mayChange(w, "due_on"); err != nil {
		return err
	}
	e.DueOn = cmd.DueOn
	return nil
}

// keep saves one of many entries and tells of it.
func (m *Module) keep(ctx context.Context, cmd ChangeMany, e *Entry, from string) error {
	v := &Event{Entry: e.ID, At: m.moment(ctx), FromStatus: from, ToStatus: e.Status, DueOn: e.DueOn}
	switch cmd.Act {
	case "assign":
		v.Kind, v.ToCompany, v.ToPerson = "assigned", e.Company, e.Person
	case "close":
		v.Kind, v.Note, v.DueOn = "closed", e.Reason, nil
	default:
		v.Kind, v.Fields, v.FromStatus, v.ToStatus = "changed", "due_on", "", ""
	}
	if err := e.save(ctx); err != nil {
		return err
	}
	return tell(ctx, v)
}

func init() {
	problem.Teach(map[string]string{"is not an id": "er ikke et id"})
}
