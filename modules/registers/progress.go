package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Share is how many rows of what weight have one status in one combination of
// system, discipline, phase, milestone and company.
type Share struct {
	System     *uuid.UUID `json:"system"`
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
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

func (m *Module) readProgress(ctx context.Context, _ ofProject) (*Progress, error) {
	p := &Progress{Items: []Share{}}
	err := db.On(ctx).NewRaw("select system, discipline, phase, milestone, company, status, sum(rows) as rows, sum(weight) as weight from registers.progress group by 1, 2, 3, 4, 5, 6 having sum(rows) > 0").Scan(ctx, &p.Items)
	if err != nil {
		return nil, err
	}
	q := m.late(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.rows as t").ColumnExpr("count(*)")))
	return p, q.Scan(ctx, &p.Late)
}

// late keeps rows that were planned for a day before today and are not done.
func (m *Module) late(q *bun.SelectQuery) *bun.SelectQuery {
	return open(q).Where("t.planned_on < ?", m.clock.Today().Format("2006-01-02"))
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
		/ nullif(sum(weight) filter (where status <> 'not_applicable'), 0), 0) as done from registers.progress group by project having sum(rows) > 0`).Scan(ctx, &all.Items)
	return all, err
}
