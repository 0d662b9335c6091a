package registers

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/uptrace/bun"
)

// narrow adds the conditions of a filter and a search to a query of rows t.
func (t *thing) narrow(q *bun.SelectQuery, list List, language string) (*bun.SelectQuery, error) {
	if words := strings.TrimSpace(list.Q); words != "" {
		q = t.find(q, list, words)
	}
	if list.Filter == "" {
		return q, nil
	}
	var all []Condition
	if err := json.Unmarshal([]byte(list.Filter), &all); err != nil {
		return nil, problem.At("filter", "is not a list of conditions")
	}
	if len(all) > 40 {
		return nil, problem.At("filter", "is too many: at most %s", "40")
	}
	for _, c := range all {
		var err error
		if q, err = t.where(q, list, c, language); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// few is how many rows a search looks up before it reads the list; where there
// are more, the list soon meets them.
const few = 1000

// lookUp finds the rows that a search of an indexed register means, if they are few.
func (t *thing) lookUp(ctx context.Context, list *List) error {
	words := strings.TrimSpace(list.Q)
	if !t.indexed || !list.At.IsZero() || utf8.RuneCountInString(words) < 3 {
		return nil
	}
	return db.On(ctx).NewRaw("select registers.find(?, ?, ?)::text", t.plural, "%"+escapeLike(words)+"%", few).Scan(ctx, &list.found)
}

// find searches a row's words, and what names it.
func (t *thing) find(q *bun.SelectQuery, list List, words string) *bun.SelectQuery {
	pattern := "%" + escapeLike(words) + "%"
	ownPattern := "%" + escapeLike(strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words)) + "%" // own values stand as JSON
	return q.WhereGroup(" and ", func(q *bun.SelectQuery) *bun.SelectQuery {
		if list.found != nil {
			q = q.Where("t.id = any (?::uuid[])", list.value(string(list.found)))
		} else {
			q = q.Where("("+t.words+") ilike ?", list.value(pattern)).WhereOr("t.own <> '{}' and jsonb_path_query_array(t.own, '$.*')::text ilike ?", list.value(ownPattern))
			if t.search != "" {
				q = q.WhereOr(t.search, list.value(pattern))
			}
		}
		if n, err := strconv.Atoi(words); err == nil && n >= 0 && n < 1<<31 && t.has("no") {
			q = q.WhereOr("t.no = ?", list.value(strconv.Itoa(n)))
		}
		return q
	})
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s)
}

func (t *thing) where(q *bun.SelectQuery, list List, c Condition, language string) (*bun.SelectQuery, error) {
	if c.Field == placeField && places[t.name] != "" {
		return t.at(q, list, c)
	}
	e, k, ok := t.expression(c.Field, language)
	if !ok {
		return nil, problem.At("filter", "there is no field %s", c.Field)
	}
	column := bun.Safe(e)
	if f := t.field(c.Field); f != nil && f.own != "" && c.Op == "in" {
		if values, empty, err := list.values(c, k); err == nil && !empty && len(values) > 0 && len(values) <= 50 && k != number && k != date {
			return f.holds(q, list, values), nil
		}
	}
	if k == many {
		return t.ofMany(q, list, c, column)
	}
	switch c.Op {
	case "empty", "filled":
		condition := "? is null"
		if k == text {
			condition = "coalesce(?, '') = ''"
		}
		if c.Op == "filled" {
			condition = "not (" + condition + ")"
		}
		return q.Where(condition, column), nil
	case "in":
		return t.oneOf(q, list, c, column, k)
	case "not_in":
		return t.noneOf(q, list, c, column, k)
	case "contains":
		words, err := list.one(c, text)
		if err != nil || k != text {
			return nil, problem.At("filter", "%s cannot be searched for words", c.Field)
		}
		return q.Where("? ilike ?", column, list.value("%"+escapeLike(words.text)+"%")), nil
	}
	signs := map[string]string{"is": "=", "not": "is distinct from", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
	sign, ok := signs[c.Op]
	if !ok {
		return nil, problem.At("filter", "there is no comparison %s", c.Op)
	}
	v, err := list.one(c, k)
	if err != nil {
		return nil, err
	}
	return q.Where("? "+sign+" ?", column, v), nil
}

// values reads the list of a condition; null in it stands for empty.
func (list List) values(c Condition, k kind) (known []unknown, empty bool, err error) {
	var all []json.RawMessage
	if err := json.Unmarshal(c.Value, &all); err != nil || len(all) > 1000 {
		return nil, false, problem.At("filter", "%s needs a list of values", c.Field)
	}
	for _, raw := range all {
		if s := strings.TrimSpace(string(raw)); s == "null" || s == `""` {
			empty = true
			continue
		}
		v, err := list.one(Condition{Field: c.Field, Value: raw}, k)
		if err != nil {
			return nil, false, err
		}
		known = append(known, v)
	}
	return known, empty, nil
}

// oneOf keeps rows whose value is in a list.
func (t *thing) oneOf(q *bun.SelectQuery, list List, c Condition, column bun.Safe, k kind) (*bun.SelectQuery, error) {
	known, empty, err := list.values(c, k)
	if err != nil {
		return nil, err
	}
	return q.WhereGroup(" and ", func(q *bun.SelectQuery) *bun.SelectQuery {
		switch {
		case len(known) > 0:
			q = q.Where("? in (?)", column, bun.List(known))
		case !empty:
			q = q.Where("false")
		}
		if empty && k == text {
			q = q.WhereOr("? = ''", column)
		} else if empty {
			q = q.WhereOr("? is null", column)
		}
		return q
	}), nil
}

// noneOf keeps rows whose value is not in a list.
func (t *thing) noneOf(q *bun.SelectQuery, list List, c Condition, column bun.Safe, k kind) (*bun.SelectQuery, error) {
	known, empty, err := list.values(c, k)
	if err != nil {
		return nil, err
	}
	void := "? is null"
	if k == text {
		void = "coalesce(?, '') = ''"
	}
	if empty {
		q = q.Where("not ("+void+")", column)
	}
	if len(known) > 0 {
		q = q.Where("(? is null or ? not in (?))", column, column, bun.List(known))
	}
	return q, nil
}

// one reads a single value of a condition and checks that it is of the field's kind.
func (list List) one(c Condition, k kind) (unknown, error) {
	f := &field{name: c.Field, kind: k, max: 2000}
	if k == choice {
		f.kind = text
	}
	v, err := f.check(c.Value)
	if err != nil || v == nil {
		return unknown{}, problem.At("filter", "%s is compared with something that is not of its kind", c.Field)
	}
	switch v := v.(type) {
	case string:
		return list.value(v), nil
	case bool:
		return list.value(strconv.FormatBool(v)), nil
	case json.Number:
		return list.value(v.String()), nil
	}
	return unknown{}, problem.At("filter", "%s is compared with something that is not of its kind", c.Field)
}

func init() {
	problem.Teach(map[string]string{
		"there is no field %s":                                  "der er intet felt %s",
		"is not a place in this list":                           "er ikke et sted i denne liste",
		"is not a list of conditions":                           "er ikke en liste af betingelser",
		"%s cannot be searched for words":                       "i %s kan der ikke søges efter ord",
		"there is no comparison %s":                             "der er ingen sammenligning %s",
		"%s needs a list of values":                             "%s skal have en liste af værdier",
		"%s is compared with something that is not of its kind": "%s sammenlignes med noget, der ikke er af samme slags",
	})
}
