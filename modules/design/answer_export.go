package design

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
	"cxweb/platform/sheet"

	"github.com/google/uuid"
)

// exported is how many lines one file holds at most.
const exported = 20_000

// ExportAnswers asks for the basis of design as a file.
type ExportAnswers struct {
	Which
	Format string `query:"format" json:"-" validate:"omitempty,oneof=xlsx csv"`
}

func (m *Module) exportAnswers(ctx context.Context, q ExportAnswers) (*kernel.File, error) {
	s := scope.From(ctx)
	if err := kernel.MayExport(s, "requirements"); err != nil {
		return nil, err
	}
	if n, err := m.count(ctx, q.Which); err != nil || n > exported {
		if err == nil {
			err = problem.New(problem.Invalid, "There are %d lines; a file holds at most %d. Narrow the list first.", n, exported)
		}
		return nil, err
	}
	var all []*Answer
	list, err := m.narrow(ctx, db.On(ctx).NewSelect().Model(&all).ColumnExpr(answerColumns).OrderExpr("a.requirement, a.id"), q.Which)
	if err != nil {
		return nil, err
	}
	if err := list.Scan(ctx); err != nil {
		return nil, err
	}
	n, err := m.names(ctx, all)
	if err != nil {
		return nil, err
	}
	columns := []sheet.Column{{Title: n.word("Krav", "Requirement")}, {Title: n.word("Titel", "Title")}, {Title: n.word("Version", "Version")}, {Title: n.word("Anlæg", "System")}, {Title: n.word("Fase", "Phase")},
		{Title: n.word("Fagområde", "Discipline")}, {Title: n.word("Status", "Status")}, {Title: n.word("Svar", "Answer")}, {Title: n.word("Dokument", "Document")}, {Title: n.word("Side", "Page")}, {Title: n.word("Hvor", "Where")}, {Title: n.word("Firma", "Company")}, {Title: n.word("Person", "Person")},
		{Title: n.word("Frist", "Due date"), Date: true}, {Title: n.word("Besvaret", "Answered"), Date: true}, {Title: n.word("Besvaret af", "Answered by")}, {Title: n.word("Bedømt", "Judged"), Date: true}, {Title: n.word("Bedømt af", "Judged by")},
		{Title: n.word("Begrundelse", "Reason")}}
	rows := make([][]any, len(all))
	for i, a := range all {
		var code, title any
		if r, ok := n.of[a.Requirement]; ok {
			code, title = r.Code, r.title(n.language)
		}
		rows[i] = []any{code, title, a.Edition, n.label("system", a.System), n.label("phase", a.Phase), n.label("discipline", a.Discipline), n.word(statusWords[a.Status][0], statusWords[a.Status][1]), a.Text, n.cited(a.VersionOf), number(a.Page), a.Reference,
			n.company(a.Company), n.person(a.Person), day(a.DueOn), date(a.AnsweredAt), n.person(a.AnsweredBy), date(a.JudgedAt), n.person(a.JudgedBy), a.Reason}
	}
	return kernel.ListFile(n.word("projektbasis", "basis_of_design"), q.Format, n.language, n.word("Projektbasis", "Basis of design"), columns, rows)
}

var statusWords = map[string][2]string{"asked": {"Hos projekterende", "With the designer"}, "answered": {"Hos Cx-teamet", "With the commissioning team"}, "returned": {"Returneret", "Returned"}, "approved": {"Godkendt", "Approved"}}

// names are what people call that to which lines of a file refer.
type names struct {
	language  string
	of        map[uuid.UUID]*Requirement
	labels    map[string]map[uuid.UUID]string
	versions  map[uuid.UUID][3]string
	companies map[uuid.UUID]string
	people    map[uuid.UUID][2]string
}

func (m *Module) names(ctx context.Context, all []*Answer) (*names, error) {
	n := &names{language: scope.From(ctx).Language, labels: map[string]map[uuid.UUID]string{}}
	wanted := map[string][]uuid.UUID{}
	var versions []uuid.UUID
	for _, a := range all {
		if a.VersionOf != nil {
			versions = append(versions, *a.VersionOf)
		}
		wanted["requirement"] = append(wanted["requirement"], a.Requirement)
		for kind, id := range map[string]*uuid.UUID{"system": a.System, "phase": a.Phase, "discipline": a.Discipline} {
			if id != nil {
				wanted[kind] = append(wanted[kind], *id)
			}
		}
	}
	var err error
	if n.of, err = m.requirementsOf(ctx, wanted["requirement"]); err != nil {
		return nil, err
	}
	for _, kind := range []string{"system", "phase", "discipline"} {
		if n.labels[kind], err = m.registers.Labels(ctx, kind, wanted[kind]); err != nil {
			return nil, err
		}
	}
	if n.versions, err = m.documents.Cited(ctx, versions); err != nil {
		return nil, err
	}
	if n.companies, err = m.companies.Companies(ctx); err != nil {
		return nil, err
	}
	n.people, err = m.people.Names(ctx)
	return n, err
}

func (n *names) word(da, en string) string {
	if n.language == "en" {
		return en
	}
	return da
}

func (n *names) label(kind string, id *uuid.UUID) any {
	if id == nil {
		return nil
	}
	return n.labels[kind][*id]
}

// cited is the number of a document with its revision.
func (n *names) cited(version *uuid.UUID) any {
	if version == nil {
		return nil
	}
	c, seen := n.versions[*version]
	if !seen {
		return n.word("Et dokument, som du ikke kan se, eller som er slettet", "A document that you may not see, or that was deleted")
	}
	return c[0] + " rev. " + c[2]
}

func number(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

func (n *names) company(id *uuid.UUID) any {
	if id == nil {
		return nil
	}
	return n.companies[*id]
}

func (n *names) person(id *uuid.UUID) any {
	if id == nil {
		return nil
	}
	return n.people[*id][0]
}

func day(d *clock.Date) any {
	if d == nil {
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(*d))
	if err != nil {
		return string(*d)
	}
	return t
}

// date is the day of a moment: a list is read by days.
func date(t *time.Time) any {
	if t == nil {
		return nil
	}
	return clock.Day(*t)
}

func init() {
	problem.Teach(map[string]string{
		"There are %d lines; a file holds at most %d. Narrow the list first.": "Der er %d linjer; en fil rummer højst %d. Afgræns listen først.",
	})
}
