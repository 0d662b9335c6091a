package registers

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Part is the part of a project that progress is asked of: a discipline, a
// company, a location with all that lies in it, or the whole.
type Part struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Discipline uuid.UUID `query:"discipline" json:"-"`
	Company    uuid.UUID `query:"company" json:"-"`
	Location   uuid.UUID `query:"location" json:"-"`
}

// figures is where the part's progress is kept: for all systems together, or by
// system where the part has only some.
func (p Part) figures() string {
	if p.Location != uuid.Nil {
		return "registers.progress as t"
	}
	return "registers.figures as t"
}

// days is where the part's days are kept.
func (p Part) days() string {
	if p.Location != uuid.Nil {
		return "registers.curve as t"
	}
	return "registers.days as t"
}

// narrow keeps what is counted of the part, in a query of figures t.
func (p Part) narrow(q *bun.SelectQuery) *bun.SelectQuery {
	if p.Discipline != uuid.Nil {
		q = q.Where("t.discipline = ?", p.Discipline)
	}
	if p.Company != uuid.Nil {
		q = q.Where("t.company = ?", p.Company)
	}
	if p.Location != uuid.Nil {
		q = q.Where("t.system = any (array(select s.id from registers.systems s where s.project = t.project and s.location in (select registers.inside(?))))", p.Location)
	}
	return q
}

// Filter is the part as lines of a register's filter.
func (p Part) Filter() (string, error) {
	all := []Condition{}
	for _, one := range []struct {
		field string
		id    uuid.UUID
	}{{"discipline", p.Discipline}, {"company", p.Company}, {placeField, p.Location}} {
		if one.id != uuid.Nil {
			all = append(all, Condition{Field: one.field, Op: "in", Value: json.RawMessage(`["` + one.id.String() + `"]`)})
		}
	}
	text, err := json.Marshal(all)
	return string(text), err
}

// Share is how many rows of what weight have one status in one combination of
// discipline, phase, milestone and company.
type Share struct {
	Discipline *uuid.UUID `json:"discipline"`
	Phase      *uuid.UUID `json:"phase"`
	Milestone  *uuid.UUID `json:"milestone"`
	Company    *uuid.UUID `json:"company"`
	Status     string     `json:"status"`
	Rows       int        `json:"rows"`
	Weight     float64    `json:"weight"`
}

// Progress is how far a project is. It is kept up with every change of a row
// and never counted anew.
type Progress struct {
	Items []Share `json:"items"`
	Late  int     `json:"late"`
	Soon  int     `json:"soon"` // planned for the next fourteen days
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

func (m *Module) readProgress(ctx context.Context, q Part) (*Progress, error) {
	p := &Progress{Items: []Share{}}
	shares := q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr(q.figures()))).
		ColumnExpr("t.discipline, t.phase, t.milestone, t.company, t.status, sum(t.rows) as rows, sum(t.weight) as weight").
		GroupExpr("1, 2, 3, 4, 5").Having("sum(t.rows) > 0")
	if err := shares.Scan(ctx, &p.Items); err != nil {
		return nil, err
	}
	today := m.clock.Today()
	days := q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr(q.days()))).Where("t.day <= ?", soonest(today)).
		ColumnExpr("coalesce(sum(t.open) filter (where t.day < ?), 0) as late, coalesce(sum(t.open) filter (where t.day >= ?), 0) as soon", day(today), day(today))
	return p, days.Scan(ctx, &p.Late, &p.Soon)
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// soonest is the last day of those that are looked ahead to.
func soonest(today time.Time) string { return day(today.AddDate(0, 0, 14)) }

// late keeps rows that were planned for a day before today and are not done.
func (m *Module) late(q *bun.SelectQuery) *bun.SelectQuery {
	return open(q).Where("t.planned_on < ?", day(m.clock.Today()))
}

// soon keeps rows that are planned for the next fourteen days and not done.
func (m *Module) soon(q *bun.SelectQuery) *bun.SelectQuery {
	today := m.clock.Today()
	return open(q).Where("t.planned_on between ? and ?", day(today), soonest(today))
}

// open keeps rows on which work is left.
func open(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("t.status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked')")
}

// listMine lists open rows that the person or their company is responsible for.
func (m *Module) listMine(ctx context.Context, q List) (*Page[Row], error) {
	s := scope.From(ctx)
	if q.Sort == "" {
		q.Sort = "planned_on,no"
	}
	return list[Row](m, rows, func(sel *bun.SelectQuery) *bun.SelectQuery {
		return open(sel).WhereGroup(" and ", func(sel *bun.SelectQuery) *bun.SelectQuery {
			sel = sel.Where("t.person = ?", s.Person)
			if s.Company != uuid.Nil {
				sel = sel.WhereOr("t.company = ? and t.person is null", s.Company)
			}
			return sel
		})
	})(ctx, q)
}

// ProjectProgress is how far one of one's projects is.
type ProjectProgress struct {
	Project uuid.UUID `json:"project"`
	Rows    int       `json:"rows"`
	Done    float64   `json:"done_share"` // weight done ÷ weight of all that applies
}

// ProjectsProgress is how far one's projects are.
type ProjectsProgress struct {
	Items []ProjectProgress `json:"items"`
}

func (m *Module) listProgress(ctx context.Context, _ struct{}) (*ProjectsProgress, error) {
	all := &ProjectsProgress{Items: []ProjectProgress{}}
	err := db.On(ctx).NewRaw(`select project, sum(rows) as rows, coalesce(sum(weight) filter (where status in ('passed', 'passed_with_remarks', 'approved'))
		/ nullif(sum(weight) filter (where status <> 'not_applicable'), 0), 0) as done from registers.figures group by project having sum(rows) > 0`).Scan(ctx, &all.Items)
	return all, err
}

const (
	tallyUpTo = 100 // systems at once
	tallyMost = 15
)

// TallySystems asks how far systems are: those that are named, or those with
// most left to do.
type TallySystems struct {
	Part    `json:"-"`
	Systems string `query:"systems" json:"-" validate:"max=3700"` // ids with commas between
	Most    int    `query:"most" json:"-" validate:"min=0,max=100"`
}

// SystemShare is how many rows of what weight of a system have one status in
// one phase and milestone.
type SystemShare struct {
	System    *uuid.UUID `json:"system"`
	Phase     *uuid.UUID `json:"phase"`
	Milestone *uuid.UUID `json:"milestone"`
	Status    string     `json:"status"`
	Rows      int        `json:"rows"`
	Weight    float64    `json:"weight"`
}

// SystemShares are those of the systems that were asked for, and how many
// systems there are in the part at all, counting rows without one as another.
type SystemShares struct {
	Items   []SystemShare `json:"items"`
	Systems int           `json:"systems"`
}

func (m *Module) tallySystems(ctx context.Context, q TallySystems) (*SystemShares, error) {
	all := &SystemShares{Items: []SystemShare{}}
	shares := q.shares(ctx)
	if q.Systems != "" {
		named := strings.Split(q.Systems, ",")
		ids := make([]uuid.UUID, len(named))
		for i, name := range named {
			var err error
			if ids[i], err = uuid.Parse(name); err != nil {
				return nil, problem.At("systems", "is not of the right kind")
			}
		}
		if len(ids) > tallyUpTo {
			return nil, problem.At("systems", "are more than %d", tallyUpTo)
		}
		all.Systems = len(ids)
		return all, shares.Where("t.system in (?)", bun.List(ids)).Scan(ctx, &all.Items)
	}
	left := q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.progress as t"))).Where("t.status <> 'not_applicable'").
		ColumnExpr("t.system, count(*) over () as systems").GroupExpr("1").Having("sum(t.rows) > 0").
		OrderExpr("coalesce(sum(t.weight) filter (where t.status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked')), 0) desc, sum(t.weight) desc, t.system").Limit(int64(cmp.Or(q.Most, tallyMost)))
	var found []struct {
		System  uuid.UUID `bun:",nullzero"`
		Systems int
	}
	if err := left.Scan(ctx, &found); err != nil || len(found) == 0 {
		return all, err
	}
	all.Systems = found[0].Systems
	ids := make([]uuid.UUID, len(found))
	for i, one := range found {
		ids[i] = one.System
	}
	return all, shares.Where("coalesce(t.system, ?) in (?)", uuid.Nil, bun.List(ids)).Scan(ctx, &all.Items)
}

// shares are those of the part's systems.
func (p Part) shares(ctx context.Context) *bun.SelectQuery {
	return p.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.progress as t"))).
		ColumnExpr("t.system, t.phase, t.milestone, t.status, sum(t.rows) as rows, sum(t.weight) as weight").
		GroupExpr("1, 2, 3, 4").Having("sum(t.rows) > 0")
}

func init() {
	problem.Teach(map[string]string{"are more than %d": "er flere end %d"})
}
