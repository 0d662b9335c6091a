package registers

import (
	"context"
	"encoding/json"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// TreeThing is one place, system or component.
type TreeThing struct {
	Thing string    `json:"thing" validate:"required,oneof=location system component"`
	ID    uuid.UUID `json:"id" validate:"required"`
}

// MoveInTree moves places, systems and components below another; without one,
// to the top of their tree.
type MoveInTree struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Things  []TreeThing `json:"things" validate:"required,min=1,max=500,dive"`
	To      *TreeThing  `json:"to,omitempty"`
}

// ranks are the kinds of places from the largest to the smallest; a zone lies
// anywhere.
var ranks = []string{"site", "building", "floor", "space"}

// move says which field of a thing is to hold what it is moved below.
type move struct {
	t     *thing
	field string
}

// moves are what lies below what. A system below a place stands there, below a
// system it is part of it; a component below a system belongs to it.
var moves = map[string]map[string]move{
	"location":  {"location": {locations, "parent"}, "": {locations, "parent"}},
	"system":    {"location": {systems, "location"}, "system": {systems, "parent"}, "": {systems, "parent"}},
	"component": {"system": {components, "system"}, "": {components, "system"}},
}

func (m *Module) moveInTree(ctx context.Context, cmd MoveInTree) (*Outcomes, error) {
	to, target := "", any(nil)
	if cmd.To != nil {
		to, target = cmd.To.Thing, cmd.To.ID
	}
	targetRaw, err := json.Marshal(target)
	if err != nil {
		return nil, err
	}
	versions, err := m.treeVersions(ctx, cmd)
	if err != nil {
		return nil, err
	}
	if cmd.To != nil && versions[cmd.To.ID].Version == 0 {
		return nil, problem.At("to", "is not in this project")
	}
	all := make([]*edit, len(cmd.Things))
	groups := map[*thing][]*edit{}
	seen := map[uuid.UUID]bool{}
	for i, one := range cmd.Things {
		mv, can := moves[one.Thing][to]
		e := &edit{ID: one.ID, Base: versions[one.ID].Version, Set: map[string]json.RawMessage{mv.field: targetRaw}}
		all[i] = e
		switch {
		case seen[one.ID]:
			e.failed = problem.New(problem.Invalid, "The same row stands twice among the changes")
		case versions[one.ID].Version == 0:
			e.failed = problem.New(problem.NotFound, "")
		case !can:
			e.failed = problem.New(problem.Conflict, "It cannot lie there: places lie in places, systems in places and systems, components in systems")
		case one.Thing == "location" && to == "location" && !fitsIn(versions[one.ID].Kind, versions[cmd.To.ID].Kind):
			e.failed = problem.New(problem.Conflict, "A %s does not lie in a %s", problem.Word(versions[one.ID].Kind), problem.Word(versions[cmd.To.ID].Kind))
		default:
			groups[mv.t] = append(groups[mv.t], e)
		}
		seen[one.ID] = true
	}
	for _, t := range []*thing{locations, systems, components} {
		if err := m.save(ctx, t, groups[t]); err != nil {
			return nil, err
		}
	}
	s := scope.From(ctx)
	out := &Outcomes{Results: make([]Outcome, len(all)), Entry: s.Request}
	for i, e := range all {
		out.Results[i] = Outcome{ID: e.ID, Version: e.version}
		if e.failed != nil {
			a := lieIn(e.failed).In(s.Language, "", s.Request.String())
			out.Results[i] = Outcome{ID: e.ID, Problem: &a}
		}
	}
	return out, nil
}

// lieIn puts the refusal of a circle into words that stand for themselves.
func lieIn(p *problem.Problem) *problem.Problem {
	if len(p.Fields) == 1 && p.Fields[0].Format == "is part of itself" {
		return problem.New(problem.Conflict, "It cannot lie in itself, or in something that lies in it")
	}
	return p
}

// fitsIn tells whether one kind of place lies in another.
func fitsIn(kind, in string) bool {
	if kind == "zone" {
		return true
	}
	return in != "zone" && slices.Index(ranks, kind) > slices.Index(ranks, in)
}

type treeVersion struct {
	Version int
	Kind    string
}

// treeVersions reads at which version the things of a move are, and of what kind.
func (m *Module) treeVersions(ctx context.Context, cmd MoveInTree) (map[uuid.UUID]treeVersion, error) {
	wanted := map[string][]uuid.UUID{}
	things := cmd.Things
	if cmd.To != nil {
		things = append(slices.Clone(things), *cmd.To)
	}
	for _, one := range things {
		wanted[one.Thing] = append(wanted[one.Thing], one.ID)
	}
	all := map[uuid.UUID]treeVersion{}
	for thing, ids := range wanted {
		t, kind := m.thingNamed(thing), "''"
		if t == locations {
			kind = "kind"
		}
		var found []struct {
			ID uuid.UUID
			treeVersion
		}
		if err := db.On(ctx).NewRaw("select id, version, "+kind+" as kind from ? where id in (?)", bun.Safe(t.table()), bun.List(ids)).Scan(ctx, &found); err != nil {
			return nil, err
		}
		for _, f := range found {
			all[f.ID] = f.treeVersion
		}
	}
	return all, nil
}

func init() {
	problem.Teach(map[string]string{
		"It cannot lie there: places lie in places, systems in places and systems, components in systems": "Det kan ikke ligge der: steder ligger i steder, anlæg i steder og anlæg, komponenter i anlæg",
		"It cannot lie in itself, or in something that lies in it":                                        "Det kan ikke ligge i sig selv eller i noget, der ligger i det",
		"A %s does not lie in a %s": "En %s ligger ikke i en %s",
		"site":                      "grund", "building": "bygning", "floor": "etage", "space": "rum", "zone": "zone",
	})
}
