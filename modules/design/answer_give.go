package design

import (
	"context"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// AssignAnswer says who is to answer, and by when.
type AssignAnswer struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Answer  uuid.UUID   `params:"answer" json:"-"`
	Company *uuid.UUID  `json:"company,omitempty"`
	Person  *uuid.UUID  `json:"person,omitempty"`
	DueOn   *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

func (m *Module) assignAnswer(ctx context.Context, cmd AssignAnswer) (*Opened, error) {
	return m.step(ctx, cmd.Answer, "assigned", "", (*Answer).mayAssign, func(a *Answer) error {
		if cmd.Company == nil && cmd.Person == nil {
			return problem.At("company", "is needed: choose the company or the person that is to answer")
		}
		if err := m.known(ctx, cmd.Company, cmd.Person); err != nil {
			return err
		}
		a.Company, a.Person = cmd.Company, cmd.Person
		if cmd.DueOn != nil {
			a.DueOn = cmd.DueOn
		}
		return nil
	})
}

// GiveAnswer says how and where a requirement is met.
type GiveAnswer struct {
	Project   uuid.UUID  `params:"project" json:"-"`
	Answer    uuid.UUID  `params:"answer" json:"-"`
	Text      string     `json:"text" validate:"max=10000"`
	Reference string     `json:"reference,omitempty" validate:"max=500"`
	VersionOf *uuid.UUID `json:"version_of,omitempty"` // of a document of the project
	Page      *int       `json:"page,omitempty" validate:"omitempty,min=1,max=10000"`
}

func (m *Module) giveAnswer(ctx context.Context, cmd GiveAnswer) (*Opened, error) {
	return m.step(ctx, cmd.Answer, "answered", cmd.Text, (*Answer).mayGive, func(a *Answer) error {
		if strings.TrimSpace(cmd.Text) == "" {
			return problem.At("text", "is needed: say how the requirement is met")
		}
		if err := m.cites(ctx, a, cmd); err != nil {
			return err
		}
		of, err := m.requirementsOf(ctx, []uuid.UUID{a.Requirement})
		if err != nil {
			return err
		}
		if r, ok := of[a.Requirement]; ok {
			a.Edition = r.Edition // what is answered is what it says now
		}
		s, now := scope.From(ctx), m.moment(ctx)
		a.Status, a.Text, a.Reference, a.Reason = "answered", strings.TrimSpace(cmd.Text), strings.TrimSpace(cmd.Reference), ""
		a.VersionOf, a.Page = cmd.VersionOf, cmd.Page
		a.AnsweredBy, a.AnsweredSide, a.AnsweredAt = orNil(s.Person), orNil(s.Company), &now
		a.JudgedBy, a.JudgedSide, a.JudgedAt = nil, nil, nil
		return nil
	})
}

// cites refuses a version of a document that is not in the project, or that the
// person may not see, unless the answer named it before; and a page of none.
func (m *Module) cites(ctx context.Context, a *Answer, cmd GiveAnswer) error {
	switch {
	case cmd.VersionOf == nil && cmd.Page != nil:
		return problem.At("page", "is a page of a document: choose the document too")
	case cmd.VersionOf == nil || is(a.VersionOf, *cmd.VersionOf):
		return nil
	}
	found, err := m.documents.Cited(ctx, []uuid.UUID{*cmd.VersionOf})
	if err == nil && len(found) == 0 {
		err = problem.At("version_of", "is not a document that you see in this project")
	}
	return err
}

// ApproveAnswer approves an answer.
type ApproveAnswer struct {
	Project uuid.UUID `params:"project" json:"-"`
	Answer  uuid.UUID `params:"answer" json:"-"`
	Note    string    `json:"note,omitempty" validate:"max=10000"`
}

func (m *Module) approveAnswer(ctx context.Context, cmd ApproveAnswer) (*Opened, error) {
	return m.step(ctx, cmd.Answer, "approved", cmd.Note, (*Answer).mayJudge, func(a *Answer) error {
		m.judged(ctx, a, "approved", "")
		return nil
	})
}

func (m *Module) judged(ctx context.Context, a *Answer, status, reason string) {
	s, now := scope.From(ctx), m.moment(ctx)
	a.Status, a.Reason = status, reason
	a.JudgedBy, a.JudgedSide, a.JudgedAt = orNil(s.Person), orNil(s.Company), &now
}

// ReturnAnswer sends an answer back to the designer.
type ReturnAnswer struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Answer  uuid.UUID   `params:"answer" json:"-"`
	Reason  string      `json:"reason" validate:"max=10000"`
	DueOn   *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

func (m *Module) returnAnswer(ctx context.Context, cmd ReturnAnswer) (*Opened, error) {
	return m.step(ctx, cmd.Answer, "returned", cmd.Reason, (*Answer).mayJudge, func(a *Answer) error {
		reason := strings.TrimSpace(cmd.Reason)
		if reason == "" {
			return problem.At("reason", "is needed: say what the answer lacks")
		}
		m.judged(ctx, a, "returned", reason)
		if cmd.DueOn != nil {
			a.DueOn = cmd.DueOn
		}
		return nil
	})
}

// ReopenAnswer asks again about what was approved.
type ReopenAnswer struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Answer  uuid.UUID   `params:"answer" json:"-"`
	Reason  string      `json:"reason" validate:"max=10000"`
	DueOn   *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

func (m *Module) reopenAnswer(ctx context.Context, cmd ReopenAnswer) (*Opened, error) {
	return m.step(ctx, cmd.Answer, "reopened", cmd.Reason, (*Answer).mayReopen, func(a *Answer) error {
		reason := strings.TrimSpace(cmd.Reason)
		if reason == "" {
			return problem.At("reason", "is needed: say why it is asked again")
		}
		m.judged(ctx, a, "returned", reason)
		if cmd.DueOn != nil {
			a.DueOn = cmd.DueOn
		}
		return nil
	})
}

// step moves an answer on, if the person may, and tells of it.
func (m *Module) step(ctx context.Context, id uuid.UUID, kind, note string, may func(*Answer, who) error, move func(*Answer) error) (*Opened, error) {
	a, err := hold(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := may(a, whoActs(ctx)); err != nil {
		return nil, err
	}
	from := a.Status
	if err := move(a); err != nil {
		return nil, err
	}
	if err := a.save(ctx); err != nil {
		return nil, err
	}
	v := &Event{Answer: a.ID, At: m.moment(ctx), Kind: kind, FromStatus: from, ToStatus: a.Status, Note: strings.TrimSpace(note)}
	if kind == "answered" {
		v.VersionOf, v.Page = a.VersionOf, a.Page
		if a.Reference != "" {
			v.Note += "\n" + a.Reference
		}
	}
	if kind == "assigned" {
		v.ToCompany, v.ToPerson, v.DueOn = a.Company, a.Person, a.DueOn
	}
	if err := tell(ctx, v); err != nil {
		return nil, err
	}
	return m.opened(ctx, id)
}

func init() {
	problem.Teach(map[string]string{
		"is needed: choose the company or the person that is to answer": "skal udfyldes: vælg det firma eller den person, der skal svare",
		"is needed: say how the requirement is met":                     "skal udfyldes: skriv, hvordan kravet opfyldes",
		"is a page of a document: choose the document too":              "er en side i et dokument: vælg også dokumentet",
		"is not a document that you see in this project":                "er ikke et dokument, som du ser på dette projekt",
		"is needed: say what the answer lacks":                          "skal udfyldes: skriv, hvad svaret mangler",
		"is needed: say why it is asked again":                          "skal udfyldes: skriv, hvorfor der spørges igen",
	})
}
