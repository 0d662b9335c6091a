package design

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Which narrows the basis of design. Several statuses stand with commas between.
type Which struct {
	Project     uuid.UUID `params:"project" json:"-"`
	Show        string    `query:"show" json:"-" validate:"omitempty,oneof=mine company overdue open all"`
	Status      string    `query:"status" json:"-" validate:"max=200"`
	Discipline  uuid.UUID `query:"discipline" json:"-"`
	Company     uuid.UUID `query:"company" json:"-"`
	Requirement uuid.UUID `query:"requirement" json:"-"`
	System      uuid.UUID `query:"system" json:"-"`
	Phase       uuid.UUID `query:"phase" json:"-"`
	Q           string    `query:"q" json:"-" validate:"max=200"`
	Sort        string    `query:"sort" json:"-" validate:"max=40"`
}

// ListAnswers asks for a page of the basis of design.
type ListAnswers struct {
	Which
	Limit int    `query:"limit" json:"-" validate:"min=0,max=200"`
	After string `query:"after" json:"-" validate:"max=500"`
	Count bool   `query:"count" json:"-"`
}

// Page is a page of the basis of design; next leads to the one after it.
type Page struct {
	Items []*Listed `json:"items"`
	Next  *string   `json:"next,omitempty"`
	Total *int      `json:"total,omitempty"`
}

// placed is an answer with its place in the list.
type placed struct {
	bun.BaseModel `bun:"table:design.answers,alias:a"`
	Answer        `bun:"embed:"`
	Cursor        string `bun:",scanonly"`
}

// orders are what the basis can be sorted by; none of them is ever null.
var orders = map[string]string{"due": "coalesce(a.due_on, date '9999-12-31')", "asked": "a.asked_at", "changed": "a.changed_at",
	"status": "array_position(array['asked', 'returned', 'answered', 'approved'], a.status)"}

var statuses = []string{"asked", "answered", "returned", "approved"}

func (m *Module) listAnswers(ctx context.Context, q ListAnswers) (*Page, error) {
	limit := cmp.Or(q.Limit, 50)
	sort, down := strings.CutPrefix(cmp.Or(q.Sort, "due"), "-")
	way, sign := " asc", ">"
	if down {
		way, sign = " desc", "<"
	}
	order, ok := orders[sort]
	if !ok {
		return nil, problem.At("sort", "there is no field %s", sort)
	}
	var found []*placed
	s := db.On(ctx).NewSelect().Model(&found).ColumnExpr(answerColumns).ColumnExpr("jsonb_build_array((" + order + ")::text, a.id)::text as cursor").
		OrderExpr(order + way + ", a.id" + way).Limit(int64(limit) + 1)
	s, err := m.narrow(ctx, s, q.Which)
	if err != nil {
		return nil, err
	}
	if q.After != "" {
		place, err := placeOf(q.After)
		if err != nil {
			return nil, err
		}
		s = s.Where("(?, a.id) ? (?, ?)", bun.Safe(order), bun.Safe(sign), place[0], place[1])
	}
	if err := s.Scan(ctx); err != nil {
		if problem.Is(db.Translate(err), problem.Invalid) {
			return nil, problem.At("after", "is not a place in this list").Because(err)
		}
		return nil, err
	}
	page := &Page{Items: []*Listed{}}
	if len(found) > limit {
		next := base64.RawURLEncoding.EncodeToString([]byte(found[limit-1].Cursor))
		page.Next, found = &next, found[:limit]
	}
	ids := make([]uuid.UUID, len(found))
	for i, p := range found {
		ids[i] = p.Requirement
	}
	of, err := m.requirementsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range found {
		page.Items = append(page.Items, &Listed{p.Answer, of[p.Requirement]})
	}
	if q.Count {
		n, err := m.count(ctx, q.Which)
		if err != nil {
			return nil, err
		}
		page.Total = &n
	}
	return page, nil
}

// placeOf reads a place in the list as literals whose type the database takes
// from what they are compared with.
func placeOf(after string) ([2]bun.Safe, error) {
	var place [2]bun.Safe
	text, err := base64.RawURLEncoding.DecodeString(after)
	var values []string
	if err == nil {
		err = json.Unmarshal(text, &values)
	}
	if err != nil || len(values) != 2 {
		return place, problem.At("after", "is not a place in this list")
	}
	for i, v := range values {
		place[i] = bun.Safe("'" + strings.ReplaceAll(strings.ReplaceAll(v, "\x00", ""), "'", "''") + "'")
	}
	return place, nil
}

func (m *Module) count(ctx context.Context, q Which) (n int, err error) {
	s, err := m.narrow(ctx, db.On(ctx).NewSelect().TableExpr("design.answers as a").ColumnExpr("count(*)"), q)
	if err != nil {
		return 0, err
	}
	return n, s.Scan(ctx, &n)
}

// narrow adds what a list leaves out to a query of answers a.
func (m *Module) narrow(ctx context.Context, s *bun.SelectQuery, q Which) (*bun.SelectQuery, error) {
	s = s.Where("a.project = ?", scope.From(ctx).Project)
	if q.Status != "" {
		words := strings.Split(q.Status, ",")
		for _, w := range words {
			if !slices.Contains(statuses, w) {
				return nil, problem.At("status", "is not one of %s", strings.Join(statuses, ", "))
			}
		}
		s = s.Where("a.status in (?)", bun.List(words))
	}
	for name, id := range map[string]uuid.UUID{"discipline": q.Discipline, "company": q.Company, "requirement": q.Requirement, "system": q.System, "phase": q.Phase} {
		if id != uuid.Nil {
			s = s.Where("a.? = ?", bun.Ident(name), id)
		}
	}
	w := whoActs(ctx)
	switch q.Show {
	case "open":
		s = s.Where("a.status <> 'approved'")
	case "overdue":
		s = s.Where(overdue, m.clock.Today().Format("2006-01-02"))
	case "company":
		s = s.Where("a.status <> 'approved' and a.company = ?", w.company)
	case "mine":
		s = turn(s, w)
	}
	words := strings.TrimSpace(q.Q)
	if words == "" {
		return s, nil
	}
	found, err := m.registers.RequirementsFound(ctx, words)
	if err != nil {
		return nil, err
	}
	return s.WhereGroup(" and ", func(s *bun.SelectQuery) *bun.SelectQuery {
		s = s.Where("(a.text || ' ' || a.reference) ilike ?", "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(words)+"%")
		if len(found) > 0 {
			s = s.WhereOr("a.requirement in (?)", bun.List(found))
		}
		return s
	}), nil
}

// overdue is the condition for what the designer is late with.
const overdue = "a.status in ('asked', 'returned') and a.due_on < ?"

// turn keeps answers that wait for somebody; waitsFor says the same of one.
func turn(s *bun.SelectQuery, w who) *bun.SelectQuery {
	return s.WhereGroup(" and ", func(s *bun.SelectQuery) *bun.SelectQuery {
		s = s.Where("false")
		if w.all {
			s = s.WhereOr("a.status in ('asked', 'returned') and a.company is null and a.person is null")
		}
		if w.own || w.all {
			s = s.WhereOr("a.status in ('asked', 'returned') and (a.person = ? or a.person is null and a.company = ?)", w.person, w.company)
		}
		if w.all || w.approve {
			s = s.WhereOr("a.status = 'answered' and coalesce(a.answered_by <> ?, true) and coalesce(a.answered_side <> ?, true)", w.person, w.company)
		}
		return s
	})
}

// Figure is how many answers have one status.
type Figure struct {
	Status  string `json:"status"`
	Answers int    `json:"answers"`
	Overdue int    `json:"overdue"`
}

// Figures are how the basis of design stands.
type Figures struct {
	Items []Figure `json:"items"`
	Mine  int      `json:"mine"` // wait for the reader
}

func (m *Module) readFigures(ctx context.Context, q ofProject) (*Figures, error) {
	f := &Figures{Items: []Figure{}}
	err := db.On(ctx).NewRaw("select a.status, count(*) as answers, count(*) filter (where "+overdue+") as overdue from design.answers a where a.project = ? group by 1 order by 1",
		m.clock.Today().Format("2006-01-02"), q.Project).Scan(ctx, &f.Items)
	if err != nil {
		return nil, err
	}
	f.Mine, err = m.count(ctx, Which{Show: "mine"})
	return f, err
}

func init() {
	problem.Teach(map[string]string{
		"there is no field %s":        "der er intet felt %s",
		"is not a place in this list": "er ikke et sted i denne liste",
	})
}
