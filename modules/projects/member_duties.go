package projects

import (
	"context"
	"fmt"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// ListDuties asks what hangs on a member, and what would become of it: with a
// company, when they move to it; with another member, who takes over.
type ListDuties struct {
	Project uuid.UUID `params:"project" json:"-"`
	Member  uuid.UUID `params:"member" json:"-"`
	Company string    `query:"company" json:"-" validate:"omitempty,uuid"` // none is written as zeros
	To      uuid.UUID `query:"to" json:"-"`
}

// Duty is one kind of what hangs on a member. Of a move it counts what lies at
// the company that is left.
type Duty struct {
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Area   string `json:"area"`          // of the rights that seeing it takes
	Open   int    `json:"open"`          // wait for the member
	Done   int    `json:"done"`          // are done, approved or locked, and keep the name
	Goes   int    `json:"goes"`          // of the open, those that whoever takes over can take over
	Why    string `json:"why,omitempty"` // why one may not hand them over
	Before int    `json:"before"`        // seen before a move by who is narrowed to their own company
	After  int    `json:"after"`         // and after it
}

// Duties are what hangs on a member, as far as the reader sees it.
type Duties struct {
	Items  []*Duty `json:"items"`
	Hidden bool    `json:"hidden"` // there are areas that the reader does not see
}

func (m *Module) listDuties(ctx context.Context, q ListDuties) (*Duties, error) {
	s := scope.From(ctx)
	from, err := findMember(ctx, q.Member)
	if err != nil {
		return nil, err
	}
	if from.Person != s.Person && !s.Has("members", "edit_all") {
		return nil, kernel.Lacks("members", "edit_all")
	}
	h := handOver{from: from}
	if q.Company != "" {
		to := uuid.MustParse(q.Company)
		h.moves(&to)
	}
	if q.To != uuid.Nil {
		if h.to, err = m.taker(ctx, q.To, h); err != nil {
			return nil, err
		}
	}
	out := &Duties{Items: []*Duty{}}
	var seen []kernel.Duty
	for _, d := range m.duties {
		switch {
		case !s.Has(d.Area, "view"):
			out.Hidden = true
		case h.concerns(d):
			seen = append(seen, d)
		}
	}
	found, err := m.count(ctx, h, seen)
	if err != nil {
		return nil, err
	}
	for _, d := range seen {
		one := found[d.Thing]
		if one.Open+one.Done+one.Before+one.After == 0 {
			continue
		}
		one.Kind, one.Name, one.Area = d.Thing, problem.Say(s.Language, d.Says), d.Area
		if err := h.mayHand(ctx, d); err != nil {
			one.Goes, one.Why = 0, problem.Of(err).In(s.Language, "", s.Request.String()).Detail
		}
		out.Items = append(out.Items, one)
	}
	return out, nil
}

// count counts every kind of duty in one statement.
func (m *Module) count(ctx context.Context, h handOver, of []kernel.Duty) (map[string]*Duty, error) {
	all := map[string]*Duty{}
	var parts []string
	var args []any
	for _, d := range of {
		whose, mine := h.whose(ctx, d)
		fits, can := h.fits(d)
		sights, seen := h.sights(ctx, d)
		parts = append(parts, fmt.Sprintf(`select ?::text as kind, count(*) filter (where x.open) as open, count(*) filter (where not x.open) as done, count(*) filter (where x.open and x.fits) as goes, %s
			from (select (%s) as open, (%s) as fits from %s t where %s) x`, sights, d.Open, fits, d.Table, whose))
		args = append(args, d.Thing)
		args = append(append(append(args, seen...), can...), mine...)
		all[d.Thing] = &Duty{}
	}
	if len(parts) == 0 {
		return all, nil
	}
	var lines []*Duty
	err := db.On(ctx).NewRaw(strings.Join(parts, " union all "), args...).Scan(ctx, &lines)
	for _, l := range lines {
		all[l.Kind] = l
	}
	return all, err
}

// sights are the SQL columns of how many rows somebody who is narrowed to their
// own company sees before a move and after it.
func (h handOver) sights(ctx context.Context, d kernel.Duty) (columns string, args []any) {
	if h.moved == nil {
		return "0 as before, 0 as after", nil
	}
	narrowed := ""
	if d.Discipline != "" && h.from.Disciplines != nil {
		narrowed = fmt.Sprintf(" and s.%s = any (?::uuid[])", d.Discipline)
	}
	one := fmt.Sprintf("(select count(*) from %s s where s.project = ? and s.%s = ?%s)", d.Table, d.Company, narrowed)
	for _, company := range []uuid.UUID{*h.left, *h.moved} {
		args = append(args, scope.From(ctx).Project, company)
		if narrowed != "" {
			args = append(args, ids(h.from.Disciplines))
		}
	}
	return one + " as before, " + one + " as after", args
}
