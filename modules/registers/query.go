package registers

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// List asks for a page of a register.
type List struct {
	Project uuid.UUID `params:"project" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
	After   string    `query:"after" json:"-" validate:"max=2000"`
	Q       string    `query:"q" json:"-" validate:"max=200"`
	Sort    string    `query:"sort" json:"-" validate:"max=200"`
	Filter  string    `query:"filter" json:"-" validate:"max=20000"`
	Count   bool      `query:"count" json:"-"`
	At      time.Time `query:"at" json:"-"`                      // the register as it stood then; takes the right to view the history
	Group   string    `query:"group" json:"-" validate:"max=60"` // rows of one value of this field stand together, in the order of group.list

	found []byte    // ids of what is searched for, as PostgreSQL writes an array; nil: not looked up
	args  *[]string // where values go that are sent beside the statement; nil: they stand in it
}

// Condition is one line of a filter.
type Condition struct {
	Field string          `json:"field"`
	Op    string          `json:"op"`
	Value json.RawMessage `json:"value,omitempty"`
}

// expression is the SQL of a field of a row t. Names without a language mean
// the reader's, and the other where that is empty.
func (t *thing) expression(name, language string) (string, kind, bool) {
	if f := t.field(name); f != nil {
		return f.sql(), f.kind, true
	}
	if t.has(name + "_da") {
		first, second := "da", "en"
		if language == "en" {
			first, second = second, first
		}
		return fmt.Sprintf("coalesce(nullif(t.%s_%s, ''), t.%s_%s)", name, first, name, second), text, true
	}
	switch name {
	case placeField:
		if places[t.name] != "" {
			return places[t.name], link, true
		}
	case "version":
		return "t.version", whole, true
	case "created_at", "changed_at":
		return "t." + name, date, true
	case "created_by":
		return "t.created_by", person, true
	case "id":
		return "t.id", link, true
	}
	return "", text, false
}

// order is one field that a list is sorted by.
type order struct {
	expression string
	descending bool
	nullable   bool
}

// sorted reads "planned_on,-status" into expressions, the id last. Links are
// sorted by what they lead to, companies and people by name, documents by number.
func (t *thing) sorted(list List, language string, ranks ranking) (orders []order, joins []string, err error) {
	names := strings.Split(list.Sort, ",")
	if list.Sort == "" {
		names = []string{t.order}
	}
	if list.Group != "" {
		if orders, joins, err = t.together(list.Group, language, ranks); err != nil {
			return nil, nil, err
		}
	}
	for i, name := range names {
		name, descending := strings.TrimPrefix(strings.TrimSpace(name), "-"), strings.HasPrefix(strings.TrimSpace(name), "-")
		e, k, ok := t.expression(name, language)
		if !ok {
			return nil, nil, problem.At("sort", "there is no field %s", name)
		}
		o := order{expression: e, descending: descending, nullable: true}
		switch {
		case k == link && t.has(name):
			alias := "j" + strconv.Itoa(i)
			joins = append(joins, fmt.Sprintf("left join %s %s on %s.project = t.project and %s.id = %s", t.field(name).to.table(), alias, alias, alias, e))
			to := t.field(name).to
			o.expression = strings.ReplaceAll(to.sortLabel(), "t.", alias+".")
		case k == company || k == person:
			o.expression = rank(e, ranks(k, e))
		case k == document:
			alias := "j" + strconv.Itoa(i)
			joins, o.expression = append(joins, place(alias, e, ranks(k, e))), alias+".place"
		case k == many, strings.HasPrefix(name, ownPrefix) && (k == choice || k == text):
			o.expression = e + " collate platform.natural_order"
		case k == choice:
			o.expression = fmt.Sprintf("array_position(array['%s'], %s)", strings.Join(t.field(name).choices, "','"), e)
		case k == text:
			o.expression = e + " collate platform.natural_order"
			o.nullable = false
		case k == whole || k == flag:
			o.nullable = name != "no" && name != "position" && name != "br18" && name != "version" && name != "milestone"
		}
		orders = append(orders, o)
		if name == "no" { // nothing comes after what no two rows share
			return orders, joins, nil
		}
	}
	return append(orders, order{expression: "t.id"}), joins, nil
}

func (t *thing) sortLabel() string {
	if t.has("position") {
		return "t.position"
	}
	return t.label + " collate platform.natural_order"
}

// ranking gives the companies, people or documents of an expression in the order of what they are called.
type ranking func(k kind, e string) []uuid.UUID

func rank(e string, ids []uuid.UUID) string {
	return fmt.Sprintf("array_position(%s, %s)", arrayOf(ids), e)
}

// place joins where ids stand, which is found faster than by rank where they are many.
func place(alias, e string, ids []uuid.UUID) string {
	return fmt.Sprintf("left join unnest(%s) with ordinality %[2]s (id, place) on %[2]s.id = %[3]s", arrayOf(ids), alias, e)
}

func arrayOf(ids []uuid.UUID) string {
	quoted := make([]string, len(ids))
	for i, id := range ids {
		quoted[i] = "'" + id.String() + "'"
	}
	return "array[" + strings.Join(quoted, ",") + "]::uuid[]"
}

// apply sorts and starts after the cursor. What it is sorted by comes last
// among the columns: of a page's last row, that is the cursor of the next.
func (list List) apply(q *bun.SelectQuery, orders []order, joins []string) (*bun.SelectQuery, error) {
	for _, j := range joins {
		q = q.Join(j)
	}
	for _, o := range orders {
		way := " asc nulls last"
		if o.descending {
			way = " desc nulls last"
		}
		if !o.nullable {
			way = strings.TrimSuffix(way, " nulls last")
		}
		q = q.OrderExpr(o.expression + way).ColumnExpr("(" + o.expression + ")::text")
	}
	if list.After == "" {
		return q, nil
	}
	bytes, err := base64.RawURLEncoding.DecodeString(list.After)
	var values []*string
	if err == nil {
		err = json.Unmarshal(bytes, &values)
	}
	if err != nil || len(values) != len(orders) {
		return nil, problem.At("after", "is not a place in this list")
	}
	condition, args := list.beyond(orders, values)
	if v := values[0]; v != nil && !orders[0].nullable && !orders[0].descending {
		q = q.Where("? >= ?", bun.Safe(orders[0].expression), list.value(*v)) // lets the index begin there
	}
	return q.Where(condition, args...), nil
}

// beyond is the condition for rows after the cursor: later in the first field,
// or the same there and later in the next.
func (list List) beyond(orders []order, values []*string) (string, []any) {
	o, v := orders[0], values[0]
	e := bun.Safe(o.expression)
	later, args := "false", []any{}
	if v != nil {
		sign := ">"
		if o.descending {
			sign = "<"
		}
		later, args = "? "+sign+" ?", []any{e, list.value(*v)}
		if o.nullable {
			later, args = "("+later+" or ? is null)", append(args, e)
		}
	}
	if len(orders) == 1 {
		return later, args
	}
	same, sameArgs := "? is null", []any{e}
	if v != nil {
		same, sameArgs = "? = ?", []any{e, list.value(*v)}
	}
	rest, restArgs := list.beyond(orders[1:], values[1:])
	args = append(append(args, sameArgs...), restArgs...)
	return "(" + later + " or (" + same + " and " + rest + "))", args
}

// value is a value of a filter or a cursor: beside the statement where that is
// kept prepared, else in it.
func (list List) value(v string) unknown { return unknown{v, list.args} }

// unknown is a value whose type the database takes from what it is compared with.
type unknown struct {
	text string
	in   *[]string
}

// AppendQuery implements schema.QueryAppender.
func (u unknown) AppendQuery(_ schema.QueryGen, b []byte) ([]byte, error) {
	if u.in != nil {
		*u.in = append(*u.in, u.text)
		return strconv.AppendInt(append(b, '$'), int64(len(*u.in)), 10), nil
	}
	return append(b, "'"+strings.ReplaceAll(strings.ReplaceAll(u.text, "\x00", ""), "'", "''")+"'"...), nil
}
