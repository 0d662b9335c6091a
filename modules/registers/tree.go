package registers

import (
	"cmp"
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// treeActions are what people do with the trees of places and of systems, and
// with the classes that these are sorted by.
func (m *Module) treeActions() []kernel.Action {
	return []kernel.Action{
		kernel.Get("class.list", "/projects/:project/classes", m.listClasses).Says("Classes of the shipped catalogue, BIM7AA, and of the project's own, by code or name."),
		kernel.Get("tree.list", "/projects/:project/tree", m.listTree).Says("What lies right below a place or a system, or at the top of the tree."),
		kernel.Do("tree.move", "/projects/:project/tree/move", m.moveInTree).Says("Moves up to 500 places, systems and components below another; each is done or refused for itself."),
	}
}

// Node is a place, a system or a component in its tree.
type Node struct {
	Thing   string     `json:"thing" validate:"oneof=location system component"`
	ID      uuid.UUID  `json:"id"`
	Version int        `json:"version"`
	Parent  *uuid.UUID `json:"parent"`
	Kind    string     `json:"kind"` // of a place
	Code    string     `json:"code"` // or tag
	NameDA  string     `json:"name_da" bun:"name_da"`
	NameEN  string     `json:"name_en" bun:"name_en"`
	Below   int        `json:"below"` // how many lie right below it
}

// ListTree asks for what lies right below something; without it, for the top.
type ListTree struct {
	Project uuid.UUID `params:"project" json:"-"`
	Of      string    `query:"of" json:"-" validate:"required,oneof=location system"`
	Parent  uuid.UUID `query:"parent" json:"-"`
	After   string    `query:"after" json:"-" validate:"max=500"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
}

// nodeShape are a node's columns as listTree reads them.
var nodeShape = []db.Column{{Name: "thing"}, {Name: "id"}, {Name: "version"}, {Name: "parent"}, {Name: "kind"}, {Name: "code"}, {Name: "name_da"}, {Name: "name_en"}, {Name: "below"}}

// The two trees: places hold places and the systems that stand in them;
// systems hold their parts and their components.
const (
	placeNodes = `select 'location' as thing, l.id, l.version, l.parent, l.kind, l.code, l.name as name_da, l.name as name_en, 1 as rank,
		(select count(*) from registers.locations b where b.project = l.project and b.parent = l.id) + (select count(*) from registers.systems b where b.project = l.project and b.location = l.id) as below
		from registers.locations l where l.project = ?0 and l.parent is not distinct from ?1
		union all select 'system', s.id, s.version, s.location, '', s.tag, s.name_da, s.name_en, 2, 0 from registers.systems s where s.project = ?0 and s.location = ?1`
	systemNodes = `select 'system' as thing, s.id, s.version, s.parent, '' as kind, s.tag as code, s.name_da, s.name_en, 1 as rank,
		(select count(*) from registers.systems b where b.project = s.project and b.parent = s.id) + (select count(*) from registers.components b where b.project = s.project and b.system = s.id) as below
		from registers.systems s where s.project = ?0 and s.parent is not distinct from ?1
		union all select 'component', c.id, c.version, c.system, '', c.tag, c.name, c.name, 2, 0 from registers.components c where c.project = ?0 and c.system = ?1`
)

func (m *Module) listTree(ctx context.Context, q ListTree) (*Page[Node], error) {
	nodes, parent := placeNodes, any(q.Parent)
	if q.Of == "system" {
		nodes = systemNodes
	}
	if q.Parent == uuid.Nil {
		parent = nil
	}
	s := db.On(ctx).NewSelect().TableExpr("("+nodes+") as t", q.Project, parent).ColumnExpr("t.thing, t.id, t.version, t.parent, t.kind, t.code, t.name_da, t.name_en, t.below")
	from := List{After: q.After}
	s, err := from.apply(s, []order{{expression: "t.rank"}, {expression: "t.code collate platform.natural_order"}, {expression: "t.id"}}, nil)
	if err != nil {
		return nil, err
	}
	page := &Page[Node]{}
	return page, page.read(ctx, s, from, nodeShape, cmp.Or(q.Limit, 200))
}

// noCycle refuses a parent that is the row itself or lies below it. Whoever
// moves things in the tree waits for whoever else does.
func (t *thing) noCycle(ctx context.Context, _ *Module, all []*edit) error {
	locked := false
	for _, e := range all {
		parent, ok := e.values["parent"].(string)
		if !ok || e.failed != nil {
			continue
		}
		if parent == e.ID.String() {
			e.failed = problem.At("parent", "is part of itself")
			continue
		}
		if e.Create {
			continue // nothing lies below a new row
		}
		if !locked {
			if _, err := db.On(ctx).NewRaw("select pg_advisory_xact_lock(hashtext('registers.tree ' || platform.project()::text))").Exec(ctx); err != nil {
				return err
			}
			locked = true
		}
		var below bool
		err := db.On(ctx).NewRaw(`with recursive up as (select id, parent from ? where id = ?
			union select p.id, p.parent from ? p join up on p.id = up.parent) select exists (select 1 from up where id = ?)`,
			bun.Safe(t.table()), parent, bun.Safe(t.table()), e.ID).Scan(ctx, &below)
		if err != nil {
			return err
		}
		if below {
			e.failed = problem.At("parent", "is part of itself")
		}
	}
	return nil
}
