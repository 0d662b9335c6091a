package registers

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// fitted is the register with the project's own columns, where edits touch
// them or make rows. Own values that came together are taken apart, and new
// rows begin with what their columns begin with.
func (m *Module) fitted(ctx context.Context, t *thing, all []*edit) (*thing, error) {
	wanted := false
	for _, e := range all {
		if e.Create {
			wanted = true
		}
		if raw, together := e.Set["own"]; together {
			e.apart(raw)
			wanted = true
		}
		for name := range e.Set {
			wanted = wanted || strings.HasPrefix(name, ownPrefix)
		}
	}
	if !wanted {
		return t, nil
	}
	t, err := m.with(ctx, t)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		for _, f := range t.fields {
			if _, given := e.Set[f.name]; e.Create && !given && len(f.initial) > 0 && len(f.within) == 0 {
				e.Set = maps.Clone(e.Set)
				if e.Set == nil {
					e.Set = map[string]json.RawMessage{}
				}
				e.Set[f.name] = f.initial
			}
		}
	}
	return t, nil
}

// apart takes own values that came as one object apart into fields.
func (e *edit) apart(raw json.RawMessage) {
	var own map[string]json.RawMessage
	if err := json.Unmarshal(raw, &own); err != nil && e.failed == nil {
		e.failed = problem.At("own", "is not of the right kind")
	}
	set := maps.Clone(e.Set)
	delete(set, "own")
	for key, v := range own {
		set[ownPrefix+key] = v
	}
	e.Set = set
}

// gather puts the own values of each edit together as they are kept, when they
// suit the row's discipline.
func (t *thing) gather(ctx context.Context, all []*edit) error {
	if err := t.suit(ctx, all); err != nil {
		return err
	}
	for _, e := range all {
		own := map[string]any{}
		for name, v := range e.values {
			if key, is := strings.CutPrefix(name, ownPrefix); is {
				delete(e.values, name)
				if v != nil || !e.Create {
					own[key] = v
				}
			}
		}
		if len(own) > 0 || e.Create && slices.ContainsFunc(t.fields, func(f *field) bool { return f.own != "" }) {
			e.values["own"] = own
		}
	}
	return nil
}

// suit refuses values of columns that are not for the discipline of their row,
// and new rows without what their discipline needs.
func (t *thing) suit(ctx context.Context, all []*edit) error {
	var limited []*field
	for _, f := range t.fields {
		if len(f.within) > 0 {
			limited = append(limited, f)
		}
	}
	if len(limited) == 0 {
		return nil
	}
	now, err := t.disciplinesOf(ctx, all)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.failed != nil || e.Delete {
			continue
		}
		discipline, given := e.values["discipline"]
		if !given {
			discipline = now[e.ID]
		}
		wrong := problem.New(problem.Invalid, "")
		for _, f := range limited {
			id, _ := discipline.(string)
			fits := slices.ContainsFunc(f.within, func(d uuid.UUID) bool { return strings.EqualFold(d.String(), id) })
			v, set := e.values[f.name]
			switch {
			case !fits && v != nil:
				wrong.And(f.name, "is not for rows of this discipline")
			case fits && f.expected && v == nil && (set || e.Create):
				wrong.And(f.name, "is needed")
			}
		}
		if len(wrong.Fields) > 0 {
			e.failed = wrong
		}
	}
	return nil
}

// disciplinesOf are the disciplines of rows that are there already.
func (t *thing) disciplinesOf(ctx context.Context, all []*edit) (map[uuid.UUID]any, error) {
	var ids []uuid.UUID
	for _, e := range all {
		if !e.Create && !e.Delete {
			ids = append(ids, e.ID)
		}
	}
	of := map[uuid.UUID]any{}
	if len(ids) == 0 || !t.has("discipline") {
		return of, nil
	}
	var found []struct {
		ID         uuid.UUID
		Discipline *string
	}
	err := db.On(ctx).NewRaw("select id, discipline from ? where id in (?)", bun.Safe(t.table()), bun.List(ids)).Scan(ctx, &found)
	for _, f := range found {
		if f.Discipline != nil {
			of[f.ID] = *f.Discipline
		}
	}
	return of, err
}

// mergeOwn changes the own values of a row that somebody else changed since it
// was read: those that nobody else changed are merged, the others are told one
// by one.
func (t *thing) mergeOwn(ctx context.Context, e *edit) error {
	wanted, ok := e.values["own"].(map[string]any)
	if !ok {
		return nil
	}
	var text string
	if err := db.On(ctx).NewRaw("select own from ? where id = ? for update", bun.Safe(t.table()), e.ID).Scan(ctx, &text); err != nil {
		return err
	}
	now := map[string]any{}
	if err := json.Unmarshal([]byte(text), &now); err != nil {
		return err
	}
	whole := maps.Clone(now)
	maps.Copy(whole, wanted)
	maps.DeleteFunc(whole, func(_ string, v any) bool { return v == nil })
	raw, err := json.Marshal(whole)
	if err != nil {
		return err
	}
	// The history knows what stood there when it was read; asking it by a change
	// of the whole tells whether anybody changed any of it.
	err = db.Nested(ctx, func(ctx context.Context) error {
		return db.Patch(ctx, t.table(), e.ID, e.Base, map[string]json.RawMessage{"own": raw})
	})
	if err != nil {
		p := problem.Of(err)
		if p.Kind != problem.Stale || len(p.Stale) != 1 {
			return err
		}
		if clash := ownClash(p.Stale[0], now, wanted); clash != nil {
			return clash
		}
		if _, err := db.On(ctx).NewRaw("update ? t set own = ?::jsonb where t.id = ?", bun.Safe(t.table()), string(raw), e.ID).Exec(ctx); err != nil {
			return err
		}
	}
	delete(e.values, "own")
	return db.On(ctx).NewRaw("select version from ? where id = ?", bun.Safe(t.table()), e.ID).Scan(ctx, &e.version)
}

// ownClash tells which own values somebody else changed to something other
// than what is wanted.
func ownClash(d problem.Difference, now, wanted map[string]any) *problem.Problem {
	was, _ := d.Base.(map[string]any)
	p := problem.New(problem.Stale, "")
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		yours := plainJSON(wanted[key])
		if !reflect.DeepEqual(was[key], now[key]) && !reflect.DeepEqual(now[key], yours) {
			p.Stale = append(p.Stale, problem.Difference{Field: ownPrefix + key, Base: was[key], Theirs: now[key], Yours: yours})
		}
	}
	if len(p.Stale) == 0 {
		return nil
	}
	return p
}

func init() {
	problem.Teach(map[string]string{"is not for rows of this discipline": "er ikke for rækker af dette fagområde"})
}
