package design

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Answer is how the designer meets a requirement: for all of the project, or in
// a system, or in a phase. A side is the company that somebody acted for.
type Answer struct {
	bun.BaseModel `bun:"table:design.answers,alias:a" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Version       int         `bun:",scanonly" json:"version"`
	ChangedAt     time.Time   `bun:",scanonly" json:"changed_at"`
	Requirement   uuid.UUID   `json:"requirement"`
	System        *uuid.UUID  `json:"system"`
	Phase         *uuid.UUID  `json:"phase"`
	Edition       int         `json:"edition"` // of the requirement that is asked about, or was answered
	Discipline    *uuid.UUID  `json:"discipline"`
	Company       *uuid.UUID  `json:"company"` // is to answer
	Person        *uuid.UUID  `json:"person"`
	DueOn         *clock.Date `bun:"type:date" json:"due_on"`
	Status        string      `json:"status" validate:"oneof=asked answered returned approved"`
	Text          string      `json:"text"`       // how it is met
	Reference     string      `json:"reference"`  // where, in words
	VersionOf     *uuid.UUID  `json:"version_of"` // the version of a document that says it
	Page          *int        `json:"page"`
	AskedBy       *uuid.UUID  `json:"asked_by"`
	AskedAt       time.Time   `json:"asked_at"`
	AnsweredBy    *uuid.UUID  `json:"answered_by"`
	AnsweredSide  *uuid.UUID  `json:"answered_side"`
	AnsweredAt    *time.Time  `json:"answered_at"`
	JudgedBy      *uuid.UUID  `json:"judged_by"`
	JudgedSide    *uuid.UUID  `json:"judged_side"`
	JudgedAt      *time.Time  `json:"judged_at"`
	Reason        string      `json:"reason"` // why it was returned, or is asked again
}

const answerColumns = "?TableColumns, a.version, a.changed_at"

// Requirement is what an answer answers, as the registers have it.
type Requirement struct {
	ID          uuid.UUID  `json:"id"`
	Code        string     `json:"code"`
	TitleDA     string     `json:"title_da" bun:"title_da"`
	TitleEN     string     `json:"title_en" bun:"title_en"`
	CriterionDA string     `json:"criterion_da" bun:"criterion_da"`
	CriterionEN string     `json:"criterion_en" bun:"criterion_en"`
	State       string     `json:"state" validate:"oneof=proposed returned approved superseded"`
	Edition     int        `json:"edition"`
	Discipline  *uuid.UUID `json:"discipline"`
}

// title is a requirement's title in a language, or else in the other.
func (r *Requirement) title(language string) string {
	if language == "en" && r.TitleEN != "" || r.TitleDA == "" {
		return r.TitleEN
	}
	return r.TitleDA
}

// requirementsOf reads the requirements of answers, in one question.
func (m *Module) requirementsOf(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*Requirement, error) {
	if len(ids) == 0 {
		return map[uuid.UUID]*Requirement{}, nil
	}
	var found []*Requirement
	err := m.registers.RequirementsInto(ctx, ids, &found)
	all := make(map[uuid.UUID]*Requirement, len(found))
	for _, r := range found {
		all[r.ID] = r
	}
	return all, err
}

// Listed is an answer with its requirement; none where the reader may not see it.
type Listed struct {
	Answer
	Of *Requirement `json:"of"`
}

// Opened is an answer as its page shows it.
type Opened struct {
	Listed
	May  []string `json:"may"`  // what the reader may do with it as it stands
	Turn bool     `json:"turn"` // it waits for the reader
}

type ofAnswer struct {
	Project uuid.UUID `params:"project" json:"-"`
	Answer  uuid.UUID `params:"answer" json:"-"`
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

func (m *Module) readAnswer(ctx context.Context, q ofAnswer) (*Opened, error) {
	return m.opened(ctx, q.Answer)
}

// opened reads an answer with what its page shows beside it.
func (m *Module) opened(ctx context.Context, id uuid.UUID) (*Opened, error) {
	a := new(Answer)
	if err := db.On(ctx).NewSelect().Model(a).ColumnExpr(answerColumns).Where("a.id = ?", id).Scan(ctx); err != nil {
		return nil, err
	}
	of, err := m.requirementsOf(ctx, []uuid.UUID{a.Requirement})
	if err != nil {
		return nil, err
	}
	w := whoActs(ctx)
	return &Opened{Listed: Listed{*a, of[a.Requirement]}, May: a.may(w), Turn: a.waitsFor(w)}, nil
}

// hold reads an answer that is about to be moved on; others wait meanwhile.
func hold(ctx context.Context, id uuid.UUID) (*Answer, error) {
	a := new(Answer)
	return a, db.On(ctx).NewSelect().Model(a).ColumnExpr(answerColumns).Where("a.id = ?", id).For("update").Scan(ctx)
}

// save keeps what has become of an answer.
func (a *Answer) save(ctx context.Context) error {
	result, err := db.On(ctx).NewUpdate().Model(a).ExcludeColumn("id", "requirement", "system", "phase", "asked_by", "asked_at").WherePK().Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return problem.New(problem.Invalid, "Nothing would be changed")
}

// known refuses a company or a person that is not on the project.
func (m *Module) known(ctx context.Context, company, person *uuid.UUID) error {
	if company != nil {
		names, err := m.companies.Companies(ctx)
		if err != nil {
			return err
		}
		if _, ok := names[*company]; !ok {
			return problem.At("company", "is not on this project")
		}
	}
	if person != nil {
		names, err := m.people.Names(ctx)
		if err != nil {
			return err
		}
		if _, ok := names[*person]; !ok {
			return problem.At("person", "is not on this project")
		}
	}
	return nil
}

// moment is when a device did what it sends, or now.
func (m *Module) moment(ctx context.Context) time.Time {
	at, _, _ := db.Captured(ctx)
	if at.IsZero() || at.After(m.clock.Now()) {
		return m.clock.Now()
	}
	return at
}

// side is the company that the person acts for; nil where they have none.
func side(ctx context.Context) *uuid.UUID { return orNil(scope.From(ctx).Company) }

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func is(p *uuid.UUID, id uuid.UUID) bool { return p != nil && id != uuid.Nil && *p == id }
