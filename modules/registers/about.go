package registers

import (
	"context"
	"encoding/json"
	"fmt"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// belongings are what a thing belongs to, as SQL over it.
var belongings = map[string]string{
	"row":        "select system, null::uuid as component, null::uuid as location, discipline, company, person from registers.rows where id = ?",
	"system":     "select id as system, null::uuid as component, location, discipline, company, null::uuid as person from registers.systems where id = ?",
	"component":  "select c.system, c.id as component, coalesce(c.location, s.location) as location, s.discipline, s.company, null::uuid as person from registers.components c left join registers.systems s on s.id = c.system where c.id = ?",
	"location":   "select null::uuid as system, null::uuid as component, id as location, null::uuid as discipline, null::uuid as company, null::uuid as person from registers.locations where id = ?",
	"discipline": "select null::uuid as system, null::uuid as component, null::uuid as location, id as discipline, null::uuid as company, null::uuid as person from registers.disciplines where id = ?",
}

// About tells other modules what a thing belongs to: its system, component,
// location, discipline, company and person, each missing where there is none.
// What the reader may not see is not found.
func (m *Module) About(ctx context.Context, kind string, id uuid.UUID) (map[string]uuid.UUID, error) {
	query, ok := belongings[kind]
	if !ok {
		return nil, problem.New(problem.NotFound, "")
	}
	var of struct{ System, Component, Location, Discipline, Company, Person *uuid.UUID }
	if err := db.On(ctx).NewRaw(query, id).Scan(ctx, &of); err != nil {
		return nil, err
	}
	all := map[string]uuid.UUID{}
	for name, v := range map[string]*uuid.UUID{"system": of.System, "component": of.Component, "location": of.Location, "discipline": of.Discipline, "company": of.Company, "person": of.Person} {
		if v != nil {
			all[name] = *v
		}
	}
	return all, nil
}

// Labels tells other modules what people call things of one kind: a tag, a
// code, a number, or the name in the reader's language.
func (m *Module) Labels(ctx context.Context, kind string, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	t := m.thingNamed(kind)
	if t == nil || len(ids) == 0 {
		return map[uuid.UUID]string{}, nil
	}
	label := t.label
	if t == disciplines {
		label, _, _ = t.expression("name", scope.From(ctx).Language)
	}
	var all []struct {
		ID    uuid.UUID
		Label string
	}
	err := db.On(ctx).NewRaw(fmt.Sprintf("select t.id, (%s)::text as label from %s t where t.id in (?)", label, t.table()), bun.List(ids)).Scan(ctx, &all)
	if err != nil {
		return nil, err
	}
	names := make(map[uuid.UUID]string, len(all))
	for _, one := range all {
		names[one.ID] = one.Label
	}
	return names, nil
}

// Tagged finds systems by a part of their tag, or of one they had before, for searches in what refers to
// systems.
func (m *Module) Tagged(ctx context.Context, words string) ([]uuid.UUID, error) {
	ids := []uuid.UUID{}
	return ids, db.On(ctx).NewRaw("select id from registers.systems where tag ilike ?0 union select system from registers.tag_aliases where system is not null and tag ilike ?0 limit 500", "%"+escapeLike(words)+"%").Scan(ctx, &ids)
}

// Inside gives a location and all that lies in it.
func (m *Module) Inside(ctx context.Context, location uuid.UUID) ([]uuid.UUID, error) {
	ids := []uuid.UUID{}
	return ids, db.On(ctx).NewRaw("select registers.inside(?) limit 50000", location).Scan(ctx, &ids)
}

// Numbered finds a register row by its number.
func (m *Module) Numbered(ctx context.Context, no int) (id uuid.UUID, err error) {
	return id, db.On(ctx).NewRaw("select id from registers.rows where project = ? and no = ?", scope.From(ctx).Project, no).Scan(ctx, &id)
}

// reportUpTo is how many late rows, coming rows and systems a report names each.
const reportUpTo = 200

// namedThing is a thing as a report names it, in the reader's language.
type namedThing struct {
	ID        uuid.UUID `json:"id"`
	Code      string    `json:"code"`
	Name      string    `json:"name"`
	Milestone bool      `json:"milestone"`
}

// dueRow is a row as a report lists it.
type dueRow struct {
	No        int        `json:"no"`
	Title     string     `json:"title"`
	System    string     `json:"system"`
	Company   *uuid.UUID `json:"company"`
	PlannedOn clock.Date `json:"planned_on" bun:"type:date"`
	Status    string     `json:"status"`
}

// report is all that a report says of a part of the project.
type report struct {
	Progress    *Progress     `json:"progress"`
	Curve       *Curve        `json:"curve"`
	Places      *Places       `json:"places"`
	Disciplines []namedThing  `json:"disciplines"`
	Phases      []namedThing  `json:"phases"`
	Systems     []namedThing  `json:"systems"`
	Matrix      []SystemShare `json:"matrix"` // of these systems
	Late        []dueRow      `json:"late"`
	Soon        []dueRow      `json:"soon"`
}

// Report tells other modules how far a part of the project is, as JSON:
// progress, curve, places, what is late and what comes, with their names.
func (m *Module) Report(ctx context.Context, discipline, company, location uuid.UUID) ([]byte, error) {
	q := Part{Project: scope.From(ctx).Project, Discipline: discipline, Company: company, Location: location}
	r := new(report)
	var err error
	if r.Progress, err = m.readProgress(ctx, q); err != nil {
		return nil, err
	}
	if r.Curve, err = m.readCurve(ctx, q); err != nil {
		return nil, err
	}
	if r.Places, err = m.listPlaces(ctx, q); err != nil {
		return nil, err
	}
	for t, into := range map[*thing]*[]namedThing{disciplines: &r.Disciplines, phases: &r.Phases} {
		if *into, err = labelled(ctx, t, "t.code", t.order, nil); err != nil {
			return nil, err
		}
	}
	if r.Systems, err = labelled(ctx, systems, "t.tag", "t.tag collate platform.natural_order", func(s *bun.SelectQuery) *bun.SelectQuery {
		return s.Where("t.id in (?)", q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.progress as t"))).ColumnExpr("t.system").Where("t.rows > 0"))
	}); err != nil {
		return nil, err
	}
	r.Matrix = []SystemShare{}
	if len(r.Systems) > 0 {
		ids := make([]uuid.UUID, len(r.Systems))
		for i, one := range r.Systems {
			ids[i] = one.ID
		}
		if err := q.shares(ctx).Where("t.system in (?)", bun.List(ids)).Scan(ctx, &r.Matrix); err != nil {
			return nil, err
		}
	}
	if r.Late, err = m.due(ctx, q, m.late); err != nil {
		return nil, err
	}
	if r.Soon, err = m.due(ctx, q, m.soon); err != nil {
		return nil, err
	}
	return json.Marshal(r)
}

// labelled lists things with what people call them.
func labelled(ctx context.Context, t *thing, code, order string, some func(*bun.SelectQuery) *bun.SelectQuery) ([]namedThing, error) {
	name, _, _ := t.expression("name", scope.From(ctx).Language)
	all := []namedThing{}
	s := within(ctx, db.On(ctx).NewSelect().TableExpr("? as t", bun.Ident(t.table()))).ColumnExpr("t.id, ? as code, ? as name", bun.Safe(code), bun.Safe(name)).OrderExpr(order).Limit(reportUpTo)
	if t.has("milestone") {
		s = s.ColumnExpr("t.milestone").OrderExpr("t.milestone")
	}
	if some != nil {
		s = some(s)
	}
	return all, s.Scan(ctx, &all)
}

// due lists open rows of a part by their day.
func (m *Module) due(ctx context.Context, q Part, which func(*bun.SelectQuery) *bun.SelectQuery) ([]dueRow, error) {
	title, _, ok := rows.expression("title", scope.From(ctx).Language)
	if !ok {
		return nil, fmt.Errorf("rows have no title")
	}
	all := []dueRow{}
	s := which(q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.rows as t")))).
		Join("left join registers.systems y on y.project = t.project and y.id = t.system").
		ColumnExpr("t.no, ? as title, coalesce(y.tag, '') as system, t.company, t.planned_on, t.status", bun.Safe(title)).OrderExpr("t.planned_on, t.no").Limit(reportUpTo)
	return all, s.Scan(ctx, &all)
}
