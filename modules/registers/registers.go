// Package registers keeps the lists that a commissioning project is run by:
// disciplines, methods, phases, locations, types, systems, components,
// instruments, service tasks, spare parts, requirements, and the register rows in which they meet.
package registers

import (
	"context"
	"encoding/json"

	"cxweb/platform/clock"
	"cxweb/platform/files"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// people is what registers needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
	Ensure(ctx context.Context, email, name, company, phone, language string) (id uuid.UUID, known bool, err error)
}

// projects is what registers needs of the projects module.
type projects interface {
	Companies(ctx context.Context) (map[uuid.UUID]string, error)
	EnsureCompany(ctx context.Context, name string) (uuid.UUID, error)
}

// documents is what registers needs of the documents module.
type documents interface {
	// Called tells what documents are called, of these or of all: number and title,
	// and the order of their numbers. Those that the person may not see are missing.
	Called(ctx context.Context, ids []uuid.UUID) (order []uuid.UUID, called map[uuid.UUID][2]string, err error)
	// There tells which of these are in the project, whoever may see them.
	There(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]bool, error)
}

// history is what registers needs of the audit module.
type history interface {
	Undo(ctx context.Context, entry uuid.UUID) (rows, refused int, err error)
}

// Module is the registers module.
type Module struct {
	history   history
	documents documents
	clock     *clock.Clock
	files     *files.Store
	people    people
	projects  projects
	things    []*thing
}

// New returns the registers module.
func New(c *clock.Clock, store *files.Store, p people, in projects) *Module {
	return &Module{clock: c, files: store, people: p, projects: in,
		things: []*thing{disciplines, methods, phases, ownClasses, locations, types, systems, components, instruments, serviceTasks, spareParts, requirements, rows}}
}

// Join hands over the module that undoes imports, and the one whose documents
// rows link to.
func (m *Module) Join(h history, d documents) { m.history, m.documents = h, d }

// Manifest lists all that registers does.
func (m *Module) Manifest() kernel.Manifest {
	f := kernel.Manifest{Name: "registers", Area: "registers"}
	f.Actions = append(f.Actions, actions[Discipline, DisciplineFields](m, disciplines)...)
	f.Actions = append(f.Actions, actions[Method, MethodFields](m, methods)...)
	f.Actions = append(f.Actions, actions[Phase, PhaseFields](m, phases)...)
	f.Actions = append(f.Actions, actions[OwnClass, OwnClassFields](m, ownClasses)...)
	f.Actions = append(f.Actions, actions[Location, LocationFields](m, locations)...)
	f.Actions = append(f.Actions, actions[Type, TypeFields](m, types)...)
	f.Actions = append(f.Actions, actions[System, SystemFields](m, systems)...)
	f.Actions = append(f.Actions, actions[Component, ComponentFields](m, components)...)
	f.Actions = append(f.Actions, actions[Instrument, InstrumentFields](m, instruments)...)
	f.Actions = append(f.Actions, actions[ServiceTask, ServiceTaskFields](m, serviceTasks)...)
	f.Actions = append(f.Actions, actions[SparePart, SparePartFields](m, spareParts)...)
	f.Actions = append(f.Actions, actions[Requirement, RequirementFields](m, requirements)...)
	f.Actions = append(f.Actions, m.approvalActions()...)
	f.Actions = append(f.Actions, actions[Row, RowFields](m, rows)...)
	f.Actions = append(f.Actions,
		kernel.Get("value.list", "/projects/:project/values", m.listValues).Says("The values of a field with their counts, for a filter."),
		kernel.Get("group.list", "/projects/:project/groups", m.listGroups).Says("How the rows of a register fall into the values of a field, with counts and sums."),
		kernel.Get("seen.export", "/projects/:project/seen", m.exportSeen).Costly().Anyone().Says("What is seen of a register as CSV or XLSX: its columns, filter and order. Takes the right to export it."),
		kernel.Get("progress.read", "/projects/:project/progress", m.readProgress).Says("Rows and weight by discipline, phase, company and status, of the project or of a part of it."),
		kernel.Get("progress.tally", "/projects/:project/progress/systems", m.tallySystems).Says("Rows and weight by phase and status of the systems that are named, or of those with most left to do."),
		kernel.Get("curve.read", "/projects/:project/progress/curve", m.readCurve).Says("The S-curve: weight planned and done week by week, and when all is done at the pace of the last four weeks."),
		kernel.Get("place.list", "/projects/:project/progress/places", m.listPlaces).Says("The locations that work lies at, each with the progress of all that lies in it."),
		kernel.Get("progress.list", "/progress", m.listProgress).Programs().Says("Rows and share done of each of one's projects."),
		kernel.Get("row.late", "/projects/:project/progress/late", list[Row](m, rows, m.late)).Says("Rows that should have been done by now."),
		kernel.Get("row.soon", "/projects/:project/progress/soon", list[Row](m, rows, m.soon)).Says("Open rows that are planned for the next fourteen days."),
		kernel.Get("row.mine", "/projects/:project/progress/mine", m.listMine).Says("Open rows of one's own or of one's company, the soonest first."),
	)
	f.Actions = append(f.Actions, m.columnActions()...)
	f.Actions = append(f.Actions, m.viewActions()...)
	f.Actions = append(f.Actions, m.importActions()...)
	f.Actions = append(append(f.Actions, m.tagActions()...), m.treeActions()...)
	f.Tasks = []kernel.TaskKind{m.importKind(), m.changeKind()}
	f.Templates = []kernel.TemplateKind{{Name: "requirement_set", Tables: []string{"registers.requirements"}}, {Name: "row_set", Tables: []string{"registers.rows"}},
		{Name: "value_list", Tables: []string{"registers.disciplines", "registers.methods", "registers.phases"}}}
	f.Personal = []kernel.Personal{
		{Table: "registers.rows", Holds: "who is responsible for a row", Person: "person", OnErase: "kept: ids only"},
		{Table: "registers.requirements", Holds: "who approved a requirement", Person: "approved_by", OnErase: "kept: ids only"},
		{Table: "registers.editions", Holds: "who approved an edition of a requirement", Person: "approved_by", OnErase: "kept as evidence until the licence ends: ids only"},
		{Table: "registers.imports", Holds: "who brought a file in", Person: "person", OnErase: "kept: ids only"},
		{Table: "registers.import_rows", Holds: "contacts of an imported workbook, until it is carried out", Person: "", OnErase: "deleted after ninety days"},
		{Table: "registers.views", Holds: "who keeps a view of a register", Person: "person", OnErase: "own views deleted, shared ones kept: ids only"},
		{Table: "registers.tag_aliases", Holds: "who gave a thing another tag", Person: "person", OnErase: "kept: ids only"},
		{Table: "registers.mappings", Holds: "how somebody mapped the headers of a sheet", Person: "person", OnErase: "deleted"},
	}
	f.Duties = []kernel.Duty{{Thing: "row", Says: "register rows", Table: "registers.rows", Person: "person", Company: "company", Discipline: "discipline", Open: "t.status not in ('passed', 'passed_with_remarks', 'approved', 'not_applicable')"}}
	for _, t := range m.things {
		f.Restores = append(f.Restores, t.restore())
	}
	f.Waits = m.awaited()
	f.Restores = append(f.Restores, kernel.Restore{Table: "registers.editions", Parents: []string{"registers.requirements"}, Label: "r->>'code'", Area: "requirements"})
	f.Restores = append(f.Restores, kernel.Restore{Table: "registers.system_components", Parents: []string{"registers.systems", "registers.components"}, Label: "''"})
	f.Restores = append(f.Restores, kernel.Restore{Table: "registers.columns", Label: "coalesce(nullif(r->>'name_da', ''), r->>'name_en')", Area: "project"},
		kernel.Restore{Table: "registers.views", Label: "r->>'name'", Area: "project"})
	f.Restores = append(f.Restores, kernel.Restore{Table: "registers.recurrences", Parents: []string{"registers.rows"}, Label: "r->>'kind'"}, kernel.Restore{Table: "registers.locks", Parents: []string{"registers.rows"}, Label: "r->>'document'", Area: "project"})
	f.Restores = append(f.Restores, kernel.Restore{Table: "registers.tag_rules", Label: "r->>'grammar'"})
	f.Handover = append(handover(), tagParts()...)
	f.Demo = m.demo
	return f
}

func (m *Module) thingNamed(name string) *thing {
	for _, t := range m.things {
		if t.name == name || t.plural == name {
			return t
		}
	}
	return nil
}

// restore tells the history how to put this register's rows back.
func (t *thing) restore() kernel.Restore {
	r := kernel.Restore{Table: t.table(), Label: t.named(), Area: t.area}
	for _, f := range t.fields {
		if f.kind == link && f.to != t {
			r.Parents = append(r.Parents, f.to.table())
		}
	}
	switch {
	case t.is(rows):
		r.Approved = kernel.Approval{Field: "status", Value: "approved", Area: "tests"}
	case t.is(requirements):
		r.Approved = kernel.Approval{Field: "state", Value: "approved", Area: "requirements"}
	}
	return r
}

// SetUp makes things of one kind when a project begins.
func (m *Module) SetUp(ctx context.Context, kind string, lines []map[string]any) error {
	t := m.thingNamed(kind)
	all := make([]*edit, len(lines))
	for i, line := range lines {
		set := map[string]json.RawMessage{}
		for name, v := range line {
			raw, err := json.Marshal(v)
			if err != nil {
				return err
			}
			set[name] = raw
		}
		all[i] = &edit{ID: uuid.Must(uuid.NewV7()), Create: true, Set: set}
	}
	if err := m.save(ctx, t, all); err != nil {
		return err
	}
	for _, e := range all {
		if e.failed != nil {
			return e.failed
		}
	}
	return nil
}
