package registers

import (
	"context"
	"encoding/json"
	"fmt"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// reportUpTo is how many late rows, coming rows and systems a report names each.
const reportUpTo = 200

// namedThing is a thing as a report names it, in the reader's language.
type namedThing struct {
	ID        uuid.UUID `json:"id"`
	Code      string    `json:"code"`
	Name      string    `json:"name"`
	Milestone bool      `json:"milestone"`
}

// dueRow is a row as a report lists it.
type dueRow struct {
	No        int        `json:"no"`
	Title     string     `json:"title"`
	System    string     `json:"system"`
	Company   *uuid.UUID `json:"company"`
	PlannedOn Date       `json:"planned_on" bun:"type:date"`
	Status    string     `json:"status"`
}

// report is all that a report says of a part of the project.
type report struct {
	Progress    *Progress    `json:"progress"`
	Curve       *Curve       `json:"curve"`
	Places      *Places      `json:"places"`
	Disciplines []namedThing `json:"disciplines"`
	Phases      []namedThing `json:"phases"`
	Systems     []namedThing `json:"systems"`
	Late        []dueRow     `json:"late"`
	Soon        []dueRow     `json:"soon"`
}

// Report tells other modules how far a part of the project is, as JSON:
// progress, curve, places, what is late and what comes, with their names.
func (m *Module) Report(ctx context.Context, discipline, company, location uuid.UUID) ([]byte, error) {
	q := Part{Project: scope.From(ctx).Project, Discipline: discipline, Company: company, Location: location}
	r := new(report)
	var err error
	if r.Progress, err = m.readProgress(ctx, q); err != nil {
		return nil, err
	}
	if r.Curve, err = m.readCurve(ctx, q); err != nil {
		return nil, err
	}
	if r.Places, err = m.listPlaces(ctx, q); err != nil {
		return nil, err
	}
	for t, into := range map[*thing]*[]namedThing{disciplines: &r.Disciplines, phases: &r.Phases} {
		if *into, err = labelled(ctx, t, "t.code", t.order, nil); err != nil {
			return nil, err
		}
	}
	if r.Systems, err = labelled(ctx, systems, "t.tag", "t.tag collate platform.natural_order", func(s *bun.SelectQuery) *bun.SelectQuery {
		return s.Where("t.id in (?)", q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.progress as t"))).ColumnExpr("t.system").Where("t.rows > 0"))
	}); err != nil {
		return nil, err
	}
	if r.Late, err = m.due(ctx, q, m.late); err != nil {
		return nil, err
	}
	if r.Soon, err = m.due(ctx, q, m.soon); err != nil {
		return nil, err
	}
	return json.Marshal(r)
}

// labelled lists things with what people call them.
func labelled(ctx context.Context, t *thing, code, order string, some func(*bun.SelectQuery) *bun.SelectQuery) ([]namedThing, error) {
	name, _, _ := t.expression("name", scope.From(ctx).Language)
	all := []namedThing{}
	s := within(ctx, db.On(ctx).NewSelect().TableExpr("? as t", bun.Ident(t.table()))).ColumnExpr("t.id, ? as code, ? as name", bun.Safe(code), bun.Safe(name)).OrderExpr(order).Limit(reportUpTo)
	if t.has("milestone") {
		s = s.ColumnExpr("t.milestone").OrderExpr("t.milestone")
	}
	if some != nil {
		s = some(s)
	}
	return all, s.Scan(ctx, &all)
}

// due lists open rows of a part by their day.
func (m *Module) due(ctx context.Context, q Part, which func(*bun.SelectQuery) *bun.SelectQuery) ([]dueRow, error) {
	title, _, ok := rows.expression("title", scope.From(ctx).Language)
	if !ok {
		return nil, fmt.Errorf("rows have no title")
	}
	all := []dueRow{}
	s := which(q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.rows as t")))).
		Join("left join registers.systems y on y.project = t.project and y.id = t.system").
		ColumnExpr("t.no, ? as title, coalesce(y.tag, '') as system, t.company, t.planned_on, t.status", bun.Safe(title)).OrderExpr("t.planned_on, t.no").Limit(reportUpTo)
	return all, s.Scan(ctx, &all)
}
