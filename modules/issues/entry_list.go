package issues

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

// Which narrows the log. Several words of one field stand with commas between.
type Which struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Show       string    `query:"show" json:"-" validate:"omitempty,oneof=mine raised company overdue open all"`
	Kind       string    `query:"kind" json:"-" validate:"max=100"`
	Status     string    `query:"status" json:"-" validate:"max=200"`
	Severity   string    `query:"severity" json:"-" validate:"max=100"`
	Discipline uuid.UUID `query:"discipline" json:"-"`
	Company    uuid.UUID `query:"company" json:"-"`
	Person     uuid.UUID `query:"person" json:"-"`
	System     uuid.UUID `query:"system" json:"-"`
	Component  uuid.UUID `query:"component" json:"-"`
	Location   uuid.UUID `query:"location" json:"-"`
	Row        uuid.UUID `query:"row" json:"-"`
	Q          string    `query:"q" json:"-" validate:"max=200"`
	Sort       string    `query:"sort" json:"-" validate:"max=40"`
}

// ListEntries asks for a page of the log.
type ListEntries struct {
	Which
	Limit int    `query:"limit" json:"-" validate:"min=0,max=500"`
	After string `query:"after" json:"-" validate:"max=500"`
	Count bool   `query:"count" json:"-"`
}

// Page is a page of the log; next leads to the one after it.
type Page struct {
	Items []*Entry `json:"items"`
	Next  *string  `json:"next,omitempty"`
	Total *int     `json:"total,omitempty"`
}

// placed is an entry with its place in the list.
type placed struct {
	bun.BaseModel `bun:"table:issues.entries,alias:e"`
	Entry         `bun:"embed:"`
	Cursor        string `bun:",scanonly"`
}

// orders are what the log can be sorted by; none of them is ever null.
var orders = map[string]string{
	"raised": "e.raised_at", "due": "coalesce(e.due_on, date '9999-12-31')", "changed": "e.changed_at", "number": "e.number", "label": "e.label collate platform.natural_order",
	"severity": "array_position(array['critical', 'major', 'minor'], e.severity)", "status": "array_position(array['new', 'assigned', 'rejected', 'remedied', 'verified', 'closed'], e.status)",
	"title": "e.title collate platform.natural_order",
}

func (m *Module) listEntries(ctx context.Context, q ListEntries) (*Page, error) {
	limit := cmp.Or(q.Limit, 50)
	sort, way, sign := strings.TrimPrefix(cmp.Or(q.Sort, "-raised"), "-"), " asc", ">"
	if strings.HasPrefix(cmp.Or(q.Sort, "-raised"), "-") {
		way, sign = " desc", "<"
	}
	order, ok := orders[sort]
	if !ok {
		return nil, problem.At("sort", "there is no field %s", sort)
	}
	var found []*placed
	s := db.On(ctx).NewSelect().Model(&found).ColumnExpr(entryColumns).ColumnExpr("jsonb_build_array((" + order + ")::text, e.id)::text as cursor").
		OrderExpr(order + way + ", e.id" + way).Limit(int64(limit) + 1)
	s, err := m.narrow(ctx, s, q.Which)
	if err != nil {
		return nil, err
	}
	if q.After != "" {
		place, err := placeOf(q.After)
		if err != nil {
			return nil, err
		}
		s = s.Where("(?, e.id) ? (?, ?)", bun.Safe(order), bun.Safe(sign), place[0], place[1])
	}
	if err := s.Scan(ctx); err != nil {
		if problem.Is(db.Translate(err), problem.Invalid) {
			return nil, problem.At("after", "is not a place in this list").Because(err)
		}
		return nil, err
	}
	page := &Page{Items: []*Entry{}}
	for i, p := range found {
		if i == limit {
			next := base64.RawURLEncoding.EncodeToString([]byte(found[i-1].Cursor))
			page.Next = &next
			break
		}
		page.Items = append(page.Items, &p.Entry)
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
	s, err := m.narrow(ctx, db.On(ctx).NewSelect().TableExpr("issues.entries as e").ColumnExpr("count(*)"), q)
	if err != nil {
		return 0, err
	}
	return n, s.Scan(ctx, &n)
}

// narrow adds what a list leaves out to a query of entries e.
func (m *Module) narrow(ctx context.Context, s *bun.SelectQuery, q Which) (*bun.SelectQuery, error) {
	s = s.Where("e.project = ?", scope.From(ctx).Project)
	for _, f := range []struct {
		name, given string
		allowed     []string
	}{{"kind", q.Kind, kinds}, {"status", q.Status, statuses}, {"severity", q.Severity, severities}} {
		if f.given == "" {
			continue
		}
		words := strings.Split(f.given, ",")
		for _, w := range words {
			if !slices.Contains(f.allowed, w) {
				return nil, problem.At(f.name, "is not one of %s", strings.Join(f.allowed, ", "))
			}
		}
		s = s.Where("e.? in (?)", bun.Ident(f.name), bun.List(words))
	}
	for name, id := range map[string]uuid.UUID{"discipline": q.Discipline, "company": q.Company, "person": q.Person, "system": q.System, "component": q.Component, "row": q.Row} {
		if id != uuid.Nil {
			s = s.Where("e.? = ?", bun.Ident(name), id)
		}
	}
	if q.Location != uuid.Nil {
		inside, err := m.registers.Inside(ctx, q.Location)
		if err != nil {
			return nil, err
		}
		s = s.Where("e.location in (?)", bun.List(append(inside, q.Location)))
	}
	w := whoActs(ctx)
	switch q.Show {
	case "open":
		s = s.Where("e.status <> 'closed'")
	case "overdue":
		s = s.Where(overdue, m.clock.Today().Format("2006-01-02"))
	case "company":
		s = s.Where("e.status <> 'closed' and e.company = ?", w.company)
	case "raised":
		s = s.Where("e.raised_by = ?", w.person)
	case "mine":
		s = turn(s, w)
	}
	words := strings.TrimSpace(q.Q)
	if words == "" {
		return s, nil
	}
	systems, err := m.registers.Tagged(ctx, words)
	if err != nil {
		return nil, err
	}
	return s.WhereGroup(" and ", func(s *bun.SelectQuery) *bun.SelectQuery {
		s = s.Where("(e.label || ' ' || e.title || ' ' || e.description || ' ' || e.cause || ' ' || e.remedy) ilike ?", "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(words)+"%")
		if len(systems) > 0 {
			s = s.WhereOr("e.system in (?)", bun.List(systems))
		}
		return s
	}), nil
}

// overdue is the condition for entries that their side is late with; what is
// remedied in time is not late while others have yet to verify it.
const overdue = "e.status in ('new', 'assigned', 'rejected') and e.due_on < ?"

// turn keeps entries that wait for somebody; waitsFor says the same of one.
func turn(s *bun.SelectQuery, w who) *bun.SelectQuery {
	return s.WhereGroup(" and ", func(s *bun.SelectQuery) *bun.SelectQuery {
		s = s.Where("false")
		if w.all {
			s = s.WhereOr("e.status = 'new'")
		}
		if w.own {
			s = s.WhereOr("e.status in ('assigned', 'rejected') and (e.person = ? or e.person is null and e.company = ?)", w.person, w.company)
		}
		if w.all || w.approve {
			s = s.WhereOr("e.status = 'remedied' and (? or e.kind <> 'defect') and coalesce(e.remedied_by <> ?, true) and coalesce(e.remedied_side <> ?, true)", w.approve, w.person, w.company)
		}
		if w.approve {
			s = s.WhereOr("e.status = 'verified'")
		}
		return s
	})
}

var (
	kinds      = []string{"observation", "issue", "defect"}
	severities = []string{"critical", "major", "minor"}
	statuses   = []string{"new", "assigned", "rejected", "remedied", "verified", "closed"}
)

// Figure is how many entries have one kind, status and severity.
type Figure struct {
	Kind     string `json:"kind"`
	Status   string `json:"status"`
	Severity string `json:"severity"`
	Entries  int    `json:"entries"`
	Overdue  int    `json:"overdue"`
}

// Figures are how the log stands.
type Figures struct {
	Items []Figure `json:"items"`
	Mine  int      `json:"mine"` // wait for the reader
}

// ReadFigures asks how the log stands, or a part of it.
type ReadFigures struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Discipline uuid.UUID `query:"discipline" json:"-"`
	Company    uuid.UUID `query:"company" json:"-"`
	Location   uuid.UUID `query:"location" json:"-"`
}

func (m *Module) readFigures(ctx context.Context, q ReadFigures) (*Figures, error) {
	f := &Figures{Items: []Figure{}}
	part := Which{Discipline: q.Discipline, Company: q.Company, Location: q.Location}
	s, err := m.narrow(ctx, db.On(ctx).NewSelect().TableExpr("issues.entries as e"), part)
	if err != nil {
		return nil, err
	}
	s = s.ColumnExpr("e.kind, e.status, e.severity, count(*) as entries").ColumnExpr("count(*) filter (where "+overdue+") as overdue", m.clock.Today().Format("2006-01-02")).
		GroupExpr("1, 2, 3").OrderExpr("1, 2, 3")
	if err := s.Scan(ctx, &f.Items); err != nil {
		return nil, err
	}
	part.Show = "mine"
	f.Mine, err = m.count(ctx, part)
	return f, err
}

func init() {
	problem.Teach(map[string]string{
		"there is no field %s":        "der er intet felt %s",
		"is not a place in this list": "er ikke et sted i denne liste",
	})
}
