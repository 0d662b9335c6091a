package issues

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

// exported is how many entries one file holds at most.
const exported = 50_000

// ExportEntries asks for the entries of a list as a file.
type ExportEntries struct {
	Which
	Format string `query:"format" json:"-" validate:"omitempty,oneof=xlsx csv"`
}

func (m *Module) exportEntries(ctx context.Context, q ExportEntries) (*kernel.File, error) {
	if err := kernel.MayExport(scope.From(ctx), "log"); err != nil {
		return nil, err
	}
	if n, err := m.count(ctx, q.Which); err != nil || n > exported {
		if err == nil {
			err = problem.New(problem.Invalid, "There are %d entries; a file holds at most %d. Narrow the list first.", n, exported)
		}
		return nil, err
	}
	var all []*Entry
	s, err := m.narrow(ctx, db.On(ctx).NewSelect().Model(&all).ColumnExpr(entryColumns).OrderExpr("e.kind, e.number"), q.Which)
	if err != nil {
		return nil, err
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	n, err := m.names(ctx, all)
	if err != nil {
		return nil, err
	}
	titles, rows := make([]sheet.Column, len(columns)), make([][]any, len(all))
	for i, c := range columns {
		titles[i] = sheet.Column{Title: n.word(c.title), Date: c.date}
	}
	for i, e := range all {
		rows[i] = n.cells(e)
	}
	return kernel.ListFile("cx-log", q.Format, n.language, n.word([2]string{"Cx-log", "Commissioning log"}), titles, rows)
}

// names are what people call that to which entries refer.
type names struct {
	language  string
	labels    map[string]map[uuid.UUID]string
	companies map[uuid.UUID]string
	people    map[uuid.UUID][2]string
}

func (m *Module) names(ctx context.Context, all []*Entry) (*names, error) {
	n := &names{language: scope.From(ctx).Language, labels: map[string]map[uuid.UUID]string{}}
	wanted := map[string]map[uuid.UUID]bool{}
	for _, e := range all {
		for kind, id := range map[string]*uuid.UUID{"discipline": e.Discipline, "system": e.System, "component": e.Component, "location": e.Location, "row": e.Row} {
			if id == nil {
				continue
			}
			if wanted[kind] == nil {
				wanted[kind] = map[uuid.UUID]bool{}
			}
			wanted[kind][*id] = true
		}
	}
	var err error
	for kind, some := range wanted {
		ids := make([]uuid.UUID, 0, len(some))
		for id := range some {
			ids = append(ids, id)
		}
		if n.labels[kind], err = m.registers.Labels(ctx, kind, ids); err != nil {
			return nil, err
		}
	}
	if n.companies, err = m.companies.Companies(ctx); err != nil {
		return nil, err
	}
	n.people, err = m.people.Names(ctx)
	return n, err
}

// column is a column of the file.
type column struct {
	title [2]string // Danish, English
	cell  func(n *names, e *Entry) any
	date  bool
}

var columns = []column{
	{title: [2]string{"Nr.", "No."}, cell: func(_ *names, e *Entry) any { return e.Label }},
	{title: [2]string{"Art", "Kind"}, cell: func(n *names, e *Entry) any { return n.word(kindWords[e.Kind]) }},
	{title: [2]string{"Status", "Status"}, cell: func(n *names, e *Entry) any { return n.word(statusWords[e.Status]) }},
	{title: [2]string{"Alvor", "Severity"}, cell: func(n *names, e *Entry) any { return n.word(severityWords[e.Severity]) }},
	{title: [2]string{"Titel", "Title"}, cell: func(_ *names, e *Entry) any { return e.Title }},
	{title: [2]string{"Beskrivelse", "Description"}, cell: func(_ *names, e *Entry) any { return e.Description }},
	{title: [2]string{"Årsag", "Cause"}, cell: func(_ *names, e *Entry) any { return e.Cause }},
	{title: [2]string{"Fagområde", "Discipline"}, cell: func(n *names, e *Entry) any { return n.label("discipline", e.Discipline) }},
	{title: [2]string{"Anlæg", "System"}, cell: func(n *names, e *Entry) any { return n.label("system", e.System) }},
	{title: [2]string{"Komponent", "Component"}, cell: func(n *names, e *Entry) any { return n.label("component", e.Component) }},
	{title: [2]string{"Lokation", "Location"}, cell: func(n *names, e *Entry) any { return n.label("location", e.Location) }},
	{title: [2]string{"Registerrække", "Register row"}, cell: func(n *names, e *Entry) any { return n.label("row", e.Row) }},
	{title: [2]string{"Ansvarligt firma", "Responsible company"}, cell: func(n *names, e *Entry) any { return n.company(e.Company) }},
	{title: [2]string{"Ansvarlig person", "Responsible person"}, cell: func(n *names, e *Entry) any { return n.person(e.Person) }},
	{title: [2]string{"Frist", "Due date"}, date: true, cell: func(_ *names, e *Entry) any { return day(e.DueOn) }},
	{title: [2]string{"Økonomisk virkning", "Cost effect"}, cell: func(n *names, e *Entry) any { return n.word(yesWords[e.CostEffect]) }},
	{title: [2]string{"Rejst af", "Raised by"}, cell: func(n *names, e *Entry) any { return n.person(e.RaisedBy) }},
	{title: [2]string{"Rejst", "Raised"}, date: true, cell: func(_ *names, e *Entry) any { return date(&e.RaisedAt) }},
	{title: [2]string{"Udbedring", "Remedy"}, cell: func(_ *names, e *Entry) any { return e.Remedy }},
	{title: [2]string{"Udbedret af", "Remedied by"}, cell: func(n *names, e *Entry) any { return n.person(e.RemediedBy) }},
	{title: [2]string{"Udbedret", "Remedied"}, date: true, cell: func(_ *names, e *Entry) any { return date(e.RemediedAt) }},
	{title: [2]string{"Verificering", "Verification"}, cell: func(_ *names, e *Entry) any { return e.Verification }},
	{title: [2]string{"Verificeret af", "Verified by"}, cell: func(n *names, e *Entry) any { return n.person(e.VerifiedBy) }},
	{title: [2]string{"Verificeret", "Verified"}, date: true, cell: func(_ *names, e *Entry) any { return date(e.VerifiedAt) }},
	{title: [2]string{"Begrundelse", "Reason"}, cell: func(_ *names, e *Entry) any { return e.Reason }},
	{title: [2]string{"Lukket af", "Closed by"}, cell: func(n *names, e *Entry) any { return n.person(e.ClosedBy) }},
	{title: [2]string{"Lukket", "Closed"}, date: true, cell: func(_ *names, e *Entry) any { return date(e.ClosedAt) }},
	{title: [2]string{"GUID", "GUID"}, cell: func(_ *names, e *Entry) any { return e.ID.String() }},
}

var (
	kindWords     = map[string][2]string{"observation": {"Observation", "Observation"}, "issue": {"Sag", "Issue"}, "defect": {"Mangel", "Defect"}}
	severityWords = map[string][2]string{"critical": {"Kritisk (A)", "Critical (A)"}, "major": {"Væsentlig (B)", "Major (B)"}, "minor": {"Mindre (C)", "Minor (C)"}}
	statusWords   = map[string][2]string{"new": {"Ny", "New"}, "assigned": {"Tildelt", "Assigned"}, "remedied": {"Meldt udbedret", "Reported remedied"}, "rejected": {"Afvist", "Rejected"}, "verified": {"Verificeret", "Verified"}, "closed": {"Lukket", "Closed"}}
	yesWords      = map[bool][2]string{true: {"ja", "yes"}, false: {"nej", "no"}}
)

func (n *names) word(w [2]string) string {
	if n.language == "en" {
		return w[1]
	}
	return w[0]
}

func (n *names) label(kind string, id *uuid.UUID) any {
	if id == nil {
		return nil
	}
	return n.labels[kind][*id]
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

// date is the day of a moment: a log is read by days.
func date(t *time.Time) any {
	if t == nil {
		return nil
	}
	return clock.Day(*t)
}

func (n *names) cells(e *Entry) []any {
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = c.cell(n, e)
	}
	return cells
}

func init() {
	problem.Teach(map[string]string{
		"There are %d entries; a file holds at most %d. Narrow the list first.": "Der er %d poster; en fil rummer højst %d. Afgræns listen først.",
	})
}
