package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// placeField is what filters call the location that a thing lies at, with all
// that lies in it.
const placeField = "place"

// places are the SQL of the location of a row t, of things that have one.
var places = map[string]string{
	"row":       "(select s.location from registers.systems s where s.project = t.project and s.id = t.system)",
	"system":    "t.location",
	"component": "coalesce(t.location, (select s.location from registers.systems s where s.project = t.project and s.id = t.system))",
}

// at keeps what lies at one of some locations, or in it.
func (t *thing) at(q *bun.SelectQuery, list List, c Condition) (*bun.SelectQuery, error) {
	if c.Op != "in" {
		return nil, problem.At("filter", "there is no comparison %s", c.Op)
	}
	known, empty, err := list.values(c, link)
	if err != nil {
		return nil, err
	}
	where := bun.Safe(places[t.name])
	return q.WhereGroup(" and ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("false")
		for _, one := range known {
			if t.is(rows) { // from the systems there to their rows, by index
				q = q.WhereOr("t.system = any (array(select s.id from registers.systems s where s.project = t.project and s.location in (select registers.inside(?))))", one)
			} else {
				q = q.WhereOr("? in (select registers.inside(?))", where, one)
			}
		}
		if empty {
			q = q.WhereOr("? is null", where)
		}
		return q
	}), nil
}

// Place is a location with the progress of all that lies in it.
type Place struct {
	ID      uuid.UUID  `json:"id"`
	Parent  *uuid.UUID `json:"parent"`
	Kind    string     `json:"kind"`
	Code    string     `json:"code"`
	Name    string     `json:"name"`
	Height  *float64   `json:"height" bun:"elevation_m"` // above the ground, which floors are ordered by
	Rows    int        `json:"rows"`                     // that apply
	Weight  float64    `json:"weight"`                   // of these
	Done    float64    `json:"done"`                     // weight of those that are done
	Failed  int        `json:"failed"`
	Systems int        `json:"systems"`
}

// Places are the locations that work lies at, those that hold others first.
type Places struct {
	Items []Place `json:"items"`
	Else  Place   `json:"elsewhere"` // of what has no location
}

// listPlaces adds progress up from the locations of systems to the floors and
// buildings that they lie in.
func (m *Module) listPlaces(ctx context.Context, q Part) (*Places, error) {
	shares := q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr("registers.progress as t"))).
		Join("left join registers.systems y on y.project = t.project and y.id = t.system").Where("t.status <> 'not_applicable'").
		ColumnExpr("y.location, sum(t.rows) as rows, sum(t.weight) as weight, count(distinct t.system) as systems").
		ColumnExpr("coalesce(sum(t.weight) filter (where t.status in ('passed', 'passed_with_remarks', 'approved')), 0) as done").
		ColumnExpr("coalesce(sum(t.rows) filter (where t.status = 'failed'), 0) as failed").GroupExpr("1").Having("sum(t.rows) > 0")
	var found []Place
	err := db.On(ctx).NewRaw(`with recursive shares as materialized (?),
		up (at, leaf) as (select location, location from shares where location is not null
			union all select l.parent, up.leaf from up join registers.locations l on l.project = platform.project() and l.id = up.at where l.parent is not null)
		select l.id, l.parent, l.kind, l.code, l.name, l.elevation_m, sum(s.rows) as rows, sum(s.weight) as weight, sum(s.done) as done, sum(s.failed) as failed, sum(s.systems) as systems
			from up join shares s on s.location = up.leaf join registers.locations l on l.project = platform.project() and l.id = up.at
			group by l.id, l.parent, l.kind, l.code, l.name, l.elevation_m
		union all select '00000000-0000-0000-0000-000000000000', null, '', '', '', null, rows, weight, done, failed, systems from shares where location is null
		order by kind, code, name, id`, shares).Scan(ctx, &found)
	if err != nil {
		return nil, err
	}
	all := &Places{Items: []Place{}}
	for _, p := range found {
		if p.ID == uuid.Nil {
			all.Else = p
			continue
		}
		all.Items = append(all.Items, p)
	}
	return all, nil
}
