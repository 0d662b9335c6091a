package registers

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cxweb/platform/problem"

	"github.com/uptrace/bun"
)

var columnKinds = map[string]kind{"text": text, "number": number, "date": date, "choice": choice, "choices": many, "person": person, "document": document, "flag": flag}

// asField is the column as the register sees it.
func (c *Column) asField() *field {
	f := &field{name: c.Field, own: strings.TrimPrefix(c.Field, ownPrefix), kind: columnKinds[c.Kind], choices: c.Choices, within: c.Disciplines, initial: c.Initial,
		called: []string{c.NameDA, c.NameEN}, sums: c.Kind == "number"}
	// One that is for some disciplines only is asked for when the row's is known.
	f.needed = c.Required && len(c.Disciplines) == 0
	f.expected = c.Required
	return f
}

// with returns the register with the project's own columns among its fields.
func (m *Module) with(ctx context.Context, t *thing) (*thing, error) {
	all, err := columnsOf(ctx, t.name)
	return t.among(all), err
}

// among is the register with those of some columns that are its own.
func (t *thing) among(all []Column) *thing {
	whole := *t
	whole.fields = slices.Clone(t.fields)
	for _, c := range all {
		if c.Thing == t.name {
			whole.fields = append(whole.fields, c.asField())
		}
	}
	if len(whole.fields) == len(t.fields) {
		return t
	}
	return &whole
}

// lookedAt finds a register by name, with the project's own columns.
func (m *Module) lookedAt(ctx context.Context, name string) (*thing, error) {
	t := m.thingNamed(name)
	if t == nil {
		return nil, problem.At("thing", "is not a register")
	}
	return m.with(ctx, t)
}

// asked is the register with the project's own columns, where a list asks for them.
func (m *Module) asked(ctx context.Context, t *thing, q List) (*thing, error) {
	for _, text := range []string{q.Filter, q.Sort, q.Group} {
		if strings.Contains(text, ownPrefix) {
			return m.with(ctx, t)
		}
	}
	return t, nil
}

// inside is the SQL of an own value of a row t as it is kept. Keys are made by
// the program and hold nothing but letters and digits.
func (f *field) inside() string { return "t.own->'" + f.own + "'" }

// sql is the SQL of a field of a row t.
func (f *field) sql() string {
	if f.own == "" {
		return "t." + f.name
	}
	switch f.kind {
	case many:
		return "(" + f.inside() + ")::text"
	case number:
		return "(t.own->>'" + f.own + "')::numeric"
	case date:
		return "(t.own->>'" + f.own + "')::date"
	case flag:
		return "(t.own->>'" + f.own + "')::boolean"
	case person, document:
		return "(t.own->>'" + f.own + "')::uuid"
	}
	return "(t.own->>'" + f.own + "')"
}

// holds keeps rows whose own value is one of these, or has one of them among
// it; written so that the index finds them.
func (f *field) holds(q *bun.SelectQuery, list List, values []unknown) *bun.SelectQuery {
	return q.Where("t.own <> '{}'").WhereGroup(" and ", func(q *bun.SelectQuery) *bun.SelectQuery {
		for _, v := range values {
			var value any = v.text
			switch f.kind {
			case flag:
				value = v.text == "true"
			case many:
				value = []string{v.text}
			}
			image, err := json.Marshal(map[string]any{f.own: value})
			if err != nil {
				return q.Where("false")
			}
			q = q.WhereOr("t.own @> ?::jsonb", list.value(string(image)))
		}
		return q
	})
}

// ofMany keeps rows by a column that may hold several of its choices.
func (t *thing) ofMany(q *bun.SelectQuery, list List, c Condition, column bun.Safe) (*bun.SelectQuery, error) {
	f := t.field(c.Field)
	inside := bun.Safe(f.inside())
	switch c.Op {
	case "empty":
		return q.Where("? is null", inside), nil
	case "filled":
		return q.Where("? is not null", inside), nil
	case "contains":
		words, err := list.one(c, text)
		if err != nil {
			return nil, problem.At("filter", "%s cannot be searched for words", c.Field)
		}
		return q.Where("? ilike ?", column, list.value("%"+escapeLike(words.text)+"%")), nil
	case "in", "not_in":
		values, empty, err := list.values(c, text)
		if err != nil {
			return nil, err
		}
		condition, args := "false", []any{}
		if len(values) > 0 {
			condition, args = "coalesce(jsonb_exists_any(?, array[?]), false)", []any{inside, bun.List(values)}
		}
		if empty {
			condition, args = condition+" or ? is null", append(args, inside)
		}
		if c.Op == "not_in" {
			condition = "not (" + condition + ")"
		}
		return q.Where(condition, args...), nil
	}
	return nil, problem.At("filter", "there is no comparison %s", c.Op)
}

// several checks a value of which there may be more than one; in a sheet they
// stand with semicolons between.
func (f *field) several(v any) (any, error) {
	var given []string
	switch v := v.(type) {
	case string:
		given = strings.Split(v, ";")
	case []any:
		for _, one := range v {
			s, ok := one.(string)
			if !ok {
				return nil, problem.At(f.name, "is not of the right kind")
			}
			given = append(given, s)
		}
	default:
		return nil, problem.At(f.name, "is not of the right kind")
	}
	var kept []string
	for _, s := range given {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		at := slices.IndexFunc(f.choices, func(c string) bool { return strings.EqualFold(c, s) })
		if at < 0 {
			return nil, problem.At(f.name, "is not one of %s", strings.Join(f.choices, ", "))
		}
		if !slices.Contains(kept, f.choices[at]) {
			kept = append(kept, f.choices[at])
		}
	}
	if len(kept) == 0 {
		return f.cleared()
	}
	return kept, nil
}

// flatten puts own values beside the others of a row's image, by their field.
func (t *thing) flatten(image map[string]any) {
	own, _ := image["own"].(map[string]any)
	for key, v := range own {
		image[ownPrefix+key] = v
	}
}

// lacks is the SQL condition on rows that lack what their project's own
// columns need at the handover.
func (t *thing) lacks() string {
	within := "c.disciplines = '{}'"
	if t.has("discipline") {
		within = "(c.disciplines = '{}' or discipline = any (c.disciplines))"
	}
	return fmt.Sprintf("exists (select 1 from registers.columns c where c.project = platform.project() and c.thing = '%s' and c.at_handover and %s and not jsonb_exists(own, c.key))", t.name, within)
}
