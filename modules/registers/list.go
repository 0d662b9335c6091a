package registers

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Page is a page of a register; next leads to the one after it.
type Page[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next,omitempty"`
	Total *int    `json:"total,omitempty"`

	lines []byte // the page up to its items, as the database gave them
}

// Encoded is the page as JSON; its rows are not read into T on the way.
func (p *Page[T]) Encoded() []byte {
	b := p.lines
	if p.Next != nil {
		b = append(append(append(b, `,"next":"`...), *p.Next...), '"')
	}
	if p.Total != nil {
		b = strconv.AppendInt(append(b, `,"total":`...), int64(*p.Total), 10)
	}
	return append(b, '}')
}

const (
	pageSize   = 50
	countUpTo  = 200_000 // beyond it a total is not counted row by row
	valuesUpTo = 500
)

// list answers a page of a register. T is the row's type.
func list[T any](m *Module, t *thing, narrowed func(*bun.SelectQuery) *bun.SelectQuery) func(context.Context, List) (*Page[T], error) {
	return func(ctx context.Context, q List) (*Page[T], error) {
		limit := cmp.Or(q.Limit, pageSize)
		language := scope.From(ctx).Language
		t, err := m.asked(ctx, t, q)
		if err != nil {
			return nil, err
		}
		ranked := false
		orders, joins, err := t.sorted(q, language, func(k kind, e string) []uuid.UUID { ranked = true; return m.ranks(ctx, t)(k, e) })
		if err != nil {
			return nil, err
		}
		if err := t.lookUp(ctx, &q); err != nil {
			return nil, err
		}
		page := &Page[T]{}
		if q.Count {
			if page.Total, err = m.count(ctx, t, q, narrowed); err != nil {
				return nil, err
			}
		}
		if (q.Q == "" || q.found != nil) && narrowed == nil && !ranked && (q.At.IsZero() || q.inOrderOfIDs()) { // words that are many are planned for by themselves
			q.args = &[]string{}
		}
		source, err := t.page(ctx, q, narrowed == nil, limit)
		if err != nil {
			return nil, err
		}
		s := db.On(ctx).NewSelect().TableExpr("? as t", source).ColumnExpr(t.columns()).Limit(int64(limit)+1).
			Where("t.project = ?", q.value(scope.From(ctx).Project.String()))
		if s, err = t.narrow(s, q, language); err != nil {
			return nil, err
		}
		if narrowed != nil {
			s = narrowed(s)
		}
		if s, err = q.apply(s, orders, joins); err != nil {
			return nil, err
		}
		db.Last(ctx)
		if err := page.read(ctx, s, q, t.shape(), limit); err != nil {
			return nil, err
		}
		return page, nil
	}
}

// read runs a query that was given its order by q.apply.
func (p *Page[T]) read(ctx context.Context, s *bun.SelectQuery, q List, shape []db.Column, limit int) error {
	text, err := s.Limit(int64(limit)+1).AppendQuery(s.DB().QueryGen(), nil)
	if err != nil {
		return err
	}
	var args []string
	if q.args != nil {
		args = *q.args
	}
	lines, err := db.Read(ctx, `{"items":`, shape, limit, string(text), args...)
	if err != nil {
		if problem.Is(err, problem.Invalid) {
			return problem.At("after", "is not a place in this list").Because(err)
		}
		return err
	}
	p.lines = lines.JSON
	if lines.Rows > limit {
		place, err := json.Marshal(lines.Beyond)
		if err != nil {
			return err
		}
		next := base64.RawURLEncoding.EncodeToString(place)
		p.Next = &next
	}
	return nil
}

// within names the project beside row security, which keeps to it anyhow: the
// planner then knows how much of the table that is.
func within(ctx context.Context, s *bun.SelectQuery) *bun.SelectQuery {
	return s.Where("t.project = ?", scope.From(ctx).Project)
}

// stoodUpTo is how many rows of a register as it stood are counted.
const stoodUpTo = 25_000

// count counts what a list holds in all; of a register that held more than are
// counted, it says nothing.
func (m *Module) count(ctx context.Context, t *thing, q List, narrowed func(*bun.SelectQuery) *bun.SelectQuery) (*int, error) {
	t, err := m.asked(ctx, t, q)
	if err != nil {
		return nil, err
	}
	q.After = ""
	source, err := t.page(ctx, q, narrowed == nil, stoodUpTo)
	if err != nil {
		return nil, err
	}
	inner := db.On(ctx).NewSelect().TableExpr("? as t", source).ColumnExpr("1").Limit(countUpTo)
	inner, err = t.narrow(within(ctx, inner), q, scope.From(ctx).Language)
	if err != nil {
		return nil, err
	}
	if narrowed != nil {
		inner = narrowed(inner)
	}
	n := 0
	if err := db.On(ctx).NewSelect().TableExpr("(?) as counted", inner).ColumnExpr("count(*)").Scan(ctx, &n); err != nil {
		return nil, err
	}
	if !q.At.IsZero() && n > stoodUpTo {
		return nil, nil //nolint:nilnil // it is not counted
	}
	return &n, nil
}

// ranks is the ranking of a register's columns.
func (m *Module) ranks(ctx context.Context, t *thing) ranking {
	return func(k kind, e string) []uuid.UUID {
		if k == document {
			order, _, _ := m.linked(ctx, t, e)
			return order
		}
		return m.ranked(ctx, k)
	}
}

// ranked are the ids of companies or people by name, for sorting.
func (m *Module) ranked(ctx context.Context, k kind) []uuid.UUID {
	db.Beyond(ctx)
	names := map[uuid.UUID]string{}
	if k == company {
		names, _ = m.projects.Companies(ctx)
	} else if people, err := m.people.Names(ctx); err == nil {
		for id, n := range people {
			names[id] = n[0]
		}
	}
	ids := make([]uuid.UUID, 0, len(names))
	for id := range names {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int {
		return cmp.Or(strings.Compare(strings.ToLower(names[a]), strings.ToLower(names[b])), strings.Compare(a.String(), b.String()))
	})
	return ids
}

// Values asks which values a field has, and how often, among the rows that a
// filter leaves.
type Values struct {
	Project uuid.UUID `params:"project" json:"-"`
	Thing   string    `query:"thing" json:"-" validate:"required,max=40"`
	Field   string    `query:"field" json:"-" validate:"required,max=60"`
	Filter  string    `query:"filter" json:"-" validate:"max=20000"`
	Q       string    `query:"q" json:"-" validate:"max=200"`
	At      time.Time `query:"at" json:"-"`
}

// Value is a value of a field with the number of rows that have it.
type Value struct {
	Value *string `json:"value"`
	Count int     `json:"count"`
}

// ValueList is what a filter can offer, the most frequent first.
type ValueList struct {
	Items []Value `json:"items"`
}

func (m *Module) listValues(ctx context.Context, q Values) (*ValueList, error) {
	t, err := m.lookedAt(ctx, q.Thing)
	if err != nil {
		return nil, err
	}
	language := scope.From(ctx).Language
	e, k, ok := t.expression(q.Field, language)
	if !ok {
		return nil, problem.At("field", "there is no field %s", q.Field)
	}
	source, err := t.source(ctx, q.At)
	if err != nil {
		return nil, err
	}
	s := db.On(ctx).NewSelect().TableExpr("? as t", source).ColumnExpr("(?)::text as value", bun.Safe(e)).ColumnExpr("count(*)").
		GroupExpr("1").OrderExpr("2 desc, 1").Limit(valuesUpTo)
	if k == many {
		s = db.On(ctx).NewSelect().TableExpr("? as t", source).Join("left join lateral jsonb_array_elements_text(?) v on true", bun.Safe(t.field(q.Field).inside())).
			ColumnExpr("v.value").ColumnExpr("count(*)").GroupExpr("1").OrderExpr("2 desc, 1").Limit(valuesUpTo)
	}
	asked := List{Filter: q.Filter, Q: q.Q, At: q.At}
	if err := t.lookUp(ctx, &asked); err != nil {
		return nil, err
	}
	s, err = t.narrow(within(ctx, s), asked, language)
	if err != nil {
		return nil, err
	}
	all := &ValueList{Items: []Value{}}
	return all, s.Scan(ctx, &all.Items)
}

func init() {
	problem.Teach(map[string]string{"is not a register": "er ikke et register"})
}
