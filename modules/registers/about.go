package registers

import (
	"context"
	"fmt"

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
