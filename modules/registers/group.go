package registers

import (
	"context"
	"fmt"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// groupsUpTo is how many groups a list is told in.
const groupsUpTo = 2000

// Groups asks how the rows that a filter leaves fall into the values of a field.
type Groups struct {
	Project uuid.UUID `params:"project" json:"-"`
	Thing   string    `query:"thing" json:"-" validate:"required,max=40"`
	Field   string    `query:"field" json:"-" validate:"required,max=60"`
	Filter  string    `query:"filter" json:"-" validate:"max=20000"`
	Q       string    `query:"q" json:"-" validate:"max=200"`
	At      time.Time `query:"at" json:"-"`
}

// Group is one value of a field, with how many rows have it and the sums of
// what can be added up in them.
type Group struct {
	Value *string            `json:"value"`
	Count int                `json:"count"`
	Sums  map[string]float64 `bun:"type:jsonb" json:"sums"`
}

// GroupList are the groups in the order in which a list of them shows.
type GroupList struct {
	Items []Group `json:"items"`
}

func (m *Module) listGroups(ctx context.Context, q Groups) (*GroupList, error) {
	t, err := m.lookedAt(ctx, q.Thing)
	if err != nil {
		return nil, err
	}
	language := scope.From(ctx).Language
	orders, joins, err := t.together(q.Field, language, m.ranks(ctx, t))
	if err != nil {
		return nil, err
	}
	by, value := bun.Safe(orders[0].expression), bun.Safe(orders[1].expression)
	source, err := t.source(ctx, q.At)
	if err != nil {
		return nil, err
	}
	s := db.On(ctx).NewSelect().TableExpr("? as t", source).ColumnExpr("(?)::text as value", value).ColumnExpr("count(*) as count").
		ColumnExpr("jsonb_build_object(?) as sums", bun.Safe(t.sums())).GroupExpr("?, ?", value, by).OrderExpr("? asc nulls last, ? asc nulls last", by, value).Limit(groupsUpTo + 1)
	for _, j := range joins {
		s = s.Join(j)
	}
	asked := List{Filter: q.Filter, Q: q.Q, At: q.At}
	if err := t.lookUp(ctx, &asked); err != nil {
		return nil, err
	}
	if s, err = t.narrow(within(ctx, s), asked, language); err != nil {
		return nil, err
	}
	all := &GroupList{Items: []Group{}}
	if err := s.Scan(ctx, &all.Items); err != nil {
		return nil, err
	}
	if len(all.Items) > groupsUpTo {
		return nil, problem.At("field", "has more than %d values; narrow the list first", groupsUpTo)
	}
	return all, nil
}

// together orders rows so that those of one value stand together: by what the
// value is called, and then by the value itself, for two may be called the same.
func (t *thing) together(field, language string, ranks ranking) ([]order, []string, error) {
	e, k, ok := t.expression(field, language)
	if !ok {
		return nil, nil, problem.At("group", "there is no field %s", field)
	}
	switch k {
	case choice, flag, link, company, person, document:
	default:
		return nil, nil, problem.At("group", "%s cannot be grouped by", field)
	}
	o := order{expression: e, nullable: true}
	var joins []string
	switch k {
	case link:
		to := t.field(field).to
		joins = []string{fmt.Sprintf("left join %s g on g.project = t.project and g.id = %s", to.table(), e)}
		o.expression = strings.ReplaceAll(to.sortLabel(), "t.", "g.")
	case company, person:
		o.expression = rank(e, ranks(k, e))
	case document:
		joins, o.expression = []string{place("g", e, ranks(k, e))}, "g.place"
	case choice:
		if strings.HasPrefix(field, ownPrefix) {
			o.expression = e + " collate platform.natural_order"
			break
		}
		o.expression = fmt.Sprintf("array_position(array['%s'], %s)", strings.Join(t.field(field).choices, "','"), e)
	}
	return []order{o, {expression: e, nullable: true}}, joins, nil
}

// sums is the SQL of a group's sums, by field.
func (t *thing) sums() string {
	all := []string{}
	for _, f := range t.fields {
		if f.sums {
			e, _, _ := t.expression(f.name, "")
			all = append(all, fmt.Sprintf("'%s', coalesce(sum(%s), 0)", f.name, e))
		}
	}
	return strings.Join(all, ", ")
}

func init() {
	problem.Teach(map[string]string{
		"%s cannot be grouped by":                        "der kan ikke grupperes efter %s",
		"has more than %d values; narrow the list first": "har mere end %d værdier; indsnævr først listen",
	})
}
