package registers

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ready checks and completes edits before they are saved, and returns the
// register with the columns that they touch.
func (m *Module) ready(ctx context.Context, t *thing, all []*edit) (*thing, error) {
	t, err := m.fitted(ctx, t, all)
	if err != nil {
		return nil, err
	}
	t.check(all)
	if err := m.knownPeople(ctx, t, all); err != nil {
		return nil, err
	}
	if t.prepare != nil {
		if err := t.prepare(ctx, m, all); err != nil {
			return nil, err
		}
	}
	return t, t.gather(ctx, all)
}

// save carries out edits of one register. Each is refused or done for itself;
// what is wrong stays with its edit.
func (m *Module) save(ctx context.Context, t *thing, all []*edit) error {
	t, err := m.ready(ctx, t, all)
	if err != nil {
		return err
	}
	groups := map[string][]*edit{}
	for _, e := range all {
		if e.failed != nil {
			continue
		}
		kind := "change"
		switch {
		case e.Create:
			kind = "1create"
		case e.Delete:
			kind = "3delete"
		default:
			kind = "2change " + strings.Join(slices.Sorted(maps.Keys(e.values)), ",")
		}
		groups[kind] = append(groups[kind], e)
	}
	for _, kind := range slices.Sorted(maps.Keys(groups)) {
		if err := m.saveGroup(ctx, t, kind, groups[kind]); err != nil {
			return err
		}
	}
	return nil
}

// saveGroup saves edits of one form in one statement; if the database refuses
// it, each is tried for itself to find those that are wrong.
func (m *Module) saveGroup(ctx context.Context, t *thing, kind string, group []*edit) error {
	run := func(ctx context.Context, some []*edit) error {
		switch kind[0] {
		case '1':
			return t.create(ctx, some)
		case '3':
			return t.delete(ctx, some)
		}
		return t.change(ctx, some)
	}
	if len(group) == 1 {
		return group[0].refusedBy(db.Nested(ctx, func(ctx context.Context) error { return run(ctx, group) }))
	}
	err := db.Nested(ctx, func(ctx context.Context) error { return run(ctx, group) })
	if err == nil || problem.Of(err).Kind == problem.Internal || problem.Of(err).Kind == problem.Unavailable {
		return err
	}
	if len(group) <= 8 {
		for _, e := range group {
			if err := m.saveGroup(ctx, t, kind, []*edit{e}); err != nil {
				return err
			}
		}
		return nil
	}
	half := len(group) / 2 // the wrong ones are few: the rest is saved in large parts
	if err := m.saveGroup(ctx, t, kind, group[:half]); err != nil {
		return err
	}
	return m.saveGroup(ctx, t, kind, group[half:])
}

// refusedBy keeps a refusal with its edit and passes on what is not one.
func (e *edit) refusedBy(err error) error {
	if err == nil {
		return nil
	}
	p := problem.Of(err)
	if p.Kind == problem.Internal || p.Kind == problem.Unavailable {
		return err
	}
	e.failed = p
	return nil
}

func (t *thing) create(ctx context.Context, group []*edit) error {
	columns := []string{"id"}
	named := map[string]bool{}
	for _, e := range group {
		for name := range e.values {
			named[name] = true
		}
	}
	columns = append(columns, slices.Sorted(maps.Keys(named))...)
	images := make([]map[string]any, len(group))
	for i, e := range group {
		image := map[string]any{"id": e.ID}
		for name := range named {
			v, given := e.values[name]
			if !given {
				v = t.field(name).unset()
			}
			image[name] = v
		}
		images[i] = image
		e.version = 1
	}
	body, err := json.Marshal(images)
	if err != nil {
		return err
	}
	list := quoted(columns)
	_, err = db.On(ctx).NewRaw("insert into ? (?) select ? from jsonb_populate_recordset(null::?, ?::jsonb)",
		bun.Safe(t.table()), bun.Safe(list), bun.Safe(list), bun.Safe(t.table()), string(body)).Exec(ctx)
	return err
}

// unset is what a field holds that was not given when its row was made.
func (f *field) unset() any {
	switch f.kind {
	case text:
		return ""
	case flag:
		return false
	case choice:
		return f.choices[0]
	case data:
		return map[string]any{}
	case whole, number:
		if f.name == "position" {
			return 0
		}
		if f.name == "weight" {
			return 1
		}
	}
	return nil
}

// change changes the same fields of many rows; rows that somebody else changed
// since they were read go through the merge one by one.
func (t *thing) change(ctx context.Context, group []*edit) error {
	names := slices.Sorted(maps.Keys(group[0].values))
	if len(names) == 0 {
		return problem.New(problem.Invalid, "No field is changed")
	}
	images := make([]map[string]any, len(group))
	for i, e := range group {
		image := maps.Clone(e.values)
		image["id"], image["version"] = e.ID, e.Base
		images[i] = image
	}
	body, err := json.Marshal(images)
	if err != nil {
		return err
	}
	may, args, err := t.mayEdit(ctx)
	if err != nil {
		return err
	}
	var saved []struct {
		ID      uuid.UUID
		Version int
	}
	set := make([]string, len(names))
	for i, n := range names {
		set[i] = fmt.Sprintf("%q = r.%q", n, n)
		if n == "own" {
			set[i] = "own = jsonb_strip_nulls(t.own || r.own)"
		}
	}
	err = db.On(ctx).NewRaw("update ? t set ? from jsonb_populate_recordset(null::?, ?::jsonb) r where t.id = r.id and t.version = r.version and "+may+" returning t.id, t.version",
		append([]any{bun.Safe(t.table()), bun.Safe(strings.Join(set, ", ")), bun.Safe(t.table()), string(body)}, args...)...).Scan(ctx, &saved)
	if err != nil {
		return err
	}
	done := make(map[uuid.UUID]int, len(saved))
	for _, s := range saved {
		done[s.ID] = s.Version
	}
	for _, e := range group {
		if v, ok := done[e.ID]; ok {
			e.version = v
			continue
		}
		if err := e.refusedBy(db.Nested(ctx, func(ctx context.Context) error { return t.merge(ctx, e) })); err != nil {
			return err
		}
	}
	return nil
}

// merge changes a row that is not at the version that was read, or that the
// person may not change; it finds out which.
func (t *thing) merge(ctx context.Context, e *edit) error {
	if err := t.mine(ctx, e.ID); err != nil {
		return err
	}
	if err := t.mergeOwn(ctx, e); err != nil || len(e.values) == 0 {
		return err
	}
	set := make(map[string]json.RawMessage, len(e.values))
	for name, v := range e.values {
		raw, err := json.Marshal(v)
		if err != nil {
			return err
		}
		set[name] = raw
	}
	if err := db.Patch(ctx, t.table(), e.ID, e.Base, set); err != nil {
		return err
	}
	return db.On(ctx).NewRaw("select version from ? where id = ?", bun.Safe(t.table()), e.ID).Scan(ctx, &e.version)
}

func (t *thing) delete(ctx context.Context, group []*edit) error {
	for _, e := range group {
		if err := t.mine(ctx, e.ID); err != nil {
			return err
		}
		var now int
		if err := db.On(ctx).NewRaw("select version from ? where id = ? for update", bun.Safe(t.table()), e.ID).Scan(ctx, &now); err != nil {
			return err
		}
		if e.Base != 0 && e.Base != now {
			return problem.New(problem.Stale, "It was changed since you read it. Look at it again before you delete it.")
		}
		if _, err := db.On(ctx).NewRaw("delete from ? where id = ?", bun.Safe(t.table()), e.ID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// mayEdit is the condition under which the person may change a row t.
func (t *thing) mayEdit(ctx context.Context) (string, []any, error) {
	s := scope.From(ctx)
	if s.Has(t.area, "edit_all") {
		return "true", nil, nil
	}
	if s.Has(t.area, "edit_own") {
		condition, args := t.own(ctx)
		return condition, args, nil
	}
	return "", nil, kernel.Lacks(t.area, "edit")
}

// mine refuses a row that is not there, or that only others may change.
func (t *thing) mine(ctx context.Context, id uuid.UUID) error {
	may, args, err := t.mayEdit(ctx)
	if err != nil {
		return err
	}
	var yes bool
	if err := db.On(ctx).NewRaw("select "+may+" from ? t where id = ?", append(args, bun.Safe(t.table()), id)...).Scan(ctx, &yes); err != nil {
		return err
	}
	if !yes {
		return problem.New(problem.Denied, "You may change your own rows only. It takes the right to edit all to change this one.")
	}
	return nil
}

// knownPeople refuses companies and people that are not on the project, and
// documents that are not in it.
func (m *Module) knownPeople(ctx context.Context, t *thing, all []*edit) error {
	for _, f := range t.fields {
		if f.kind == document {
			if err := m.knownDocuments(ctx, f, all); err != nil {
				return err
			}
		}
		if f.kind != company && f.kind != person {
			continue
		}
		var known map[string]bool
		for _, e := range all {
			id, ok := e.values[f.name].(string)
			if !ok || e.failed != nil {
				continue
			}
			if known == nil {
				known = map[string]bool{}
				for _, k := range m.ranked(ctx, f.kind) {
					known[k.String()] = true
				}
			}
			if !known[strings.ToLower(id)] {
				e.failed = problem.At(f.name, "is not on this project")
			}
		}
	}
	return nil
}

func quoted(names []string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(all, ", ")
}

func init() {
	problem.Teach(map[string]string{
		"It was changed since you read it. Look at it again before you delete it.":              "Den er ændret, siden du læste den. Se på den igen, før du sletter den.",
		"You may change your own rows only. It takes the right to edit all to change this one.": "Du må kun ændre dine egne rækker. Det kræver retten til at redigere alle at ændre denne.",
		"is not on this project": "er ikke på dette projekt",
	})
}
