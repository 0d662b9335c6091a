package handover

import (
	"context"
	"fmt"
	"strings"

	"cxweb/modules/handover/cobie"

	"github.com/google/uuid"
)

// place is a location, as far as others need to know of it.
type place struct {
	parent     uuid.UUID
	kind, code string
}

// readPlaces gives every floor, space and zone its name on the sheets: its
// code, and where that stands twice what it lies in before it.
func (c *toCobie) readPlaces(ctx context.Context) error {
	c.places = map[uuid.UUID]place{}
	var order []uuid.UUID
	err := c.part(ctx, "locations", func(l line) error {
		c.places[l.id("id")] = place{l.id("parent"), l.keep("kind"), l.keep("code")}
		order = append(order, l.id("id"))
		return nil
	})
	if err != nil {
		return err
	}
	var floors, spaces, zones []uuid.UUID
	isFloor := map[uuid.UUID]bool{}
	for _, id := range order {
		switch c.places[id].kind {
		case "floor":
			isFloor[id] = true
		case "space":
			spaces = append(spaces, id)
			floor := c.floorOf(id)
			isFloor[floor] = true
			c.rest = c.rest || floor == uuid.Nil
		case "zone":
			zones = append(zones, id)
		}
	}
	for _, id := range order {
		if isFloor[id] {
			floors = append(floors, id)
		}
	}
	c.floors = c.distinct(floors, func(id uuid.UUID) string { return c.places[c.up(id, "building", "site")].code })
	c.spaces = c.distinct(spaces, func(id uuid.UUID) string { return c.floors[c.floorOf(id)] })
	c.zones = c.distinct(zones, func(id uuid.UUID) string { return c.places[c.places[id].parent].code })
	return nil
}

// up is the nearest place above one that is of one of the kinds.
func (c *toCobie) up(id uuid.UUID, kinds ...string) uuid.UUID {
	for steps := 0; steps < 50; steps++ {
		id = c.places[id].parent
		for _, kind := range kinds {
			if c.places[id].kind == kind {
				return id
			}
		}
		if id == uuid.Nil {
			break
		}
	}
	return uuid.Nil
}

// floorOf is what a space stands on: a floor, or the building or site itself.
func (c *toCobie) floorOf(space uuid.UUID) uuid.UUID { return c.up(space, "floor", "building", "site") }

// distinct names places so that no name stands twice.
func (c *toCobie) distinct(all []uuid.UUID, above func(uuid.UUID) string) map[uuid.UUID]string {
	count, taken, names := map[string]int{}, map[string]bool{}, make(map[uuid.UUID]string, len(all))
	for _, id := range all {
		count[fold(c.places[id].code)]++
	}
	for _, id := range all {
		name := c.places[id].code
		if count[fold(name)] > 1 {
			name = strings.TrimSpace(above(id) + " " + name)
		}
		unique := name
		for n := 2; taken[fold(unique)]; n++ {
			unique = fmt.Sprintf("%s (%d)", name, n)
		}
		taken[fold(unique)], names[id] = true, unique
	}
	return names
}

// noFloor is the floor of spaces that stand on none.
func (c *toCobie) noFloor() string { return c.say("Uden etage", "No floor") }

func (c *toCobie) writeFloors(ctx context.Context) error {
	if err := c.out.Sheet("Floor"); err != nil {
		return err
	}
	err := c.part(ctx, "locations", func(l line) error {
		name, ok := c.floors[l.id("id")]
		if !ok {
			return nil
		}
		cells := c.base(l, name, "IfcBuildingStorey")
		cells["Category"], cells["Description"] = first(l.text("category"), map[string]string{"site": "Site"}[l.text("kind")], "Floor"), first(l.text("name"), l.text("description"))
		cells["Elevation"], cells["Height"] = l.number("elevation_m"), l.number("height_m")
		return c.out.Row(cells)
	})
	if err != nil || !c.rest {
		return err
	}
	cells := c.base(c.project, c.noFloor(), "IfcBuilding")
	cells["Category"] = "Floor"
	return c.out.Row(cells)
}

func (c *toCobie) writeSpaces(ctx context.Context) error {
	if err := c.out.Sheet("Space"); err != nil {
		return err
	}
	return c.part(ctx, "locations", func(l line) error {
		name, ok := c.spaces[l.id("id")]
		if !ok {
			return nil
		}
		cells := c.base(l, name, "IfcSpace")
		cells["Category"], cells["FloorName"] = l.text("category"), first(c.floors[c.floorOf(l.id("id"))], c.noFloor())
		cells["Description"] = first(l.text("name"), l.text("description"), l.text("code"))
		cells["UsableHeight"], cells["NetArea"] = l.number("height_m"), l.number("area_m2")
		fill("Space", cells, l.facts())
		return c.out.Row(cells)
	})
}

// writeZones writes each zone once for each of its spaces: those that lie in
// it, and those that it was imported with.
func (c *toCobie) writeZones(ctx context.Context) error {
	if err := c.out.Sheet("Zone"); err != nil {
		return err
	}
	inside, byName := map[uuid.UUID][]string{}, map[string]bool{}
	if err := c.part(ctx, "locations", func(l line) error {
		if name, ok := c.spaces[l.id("id")]; ok {
			byName[name] = true
			if zone := c.up(l.id("id"), "zone"); zone != uuid.Nil {
				inside[zone] = append(inside[zone], name)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return c.part(ctx, "locations", func(l line) error {
		name, ok := c.zones[l.id("id")]
		if !ok {
			return nil
		}
		spaces := inside[l.id("id")]
		for _, one := range strings.Split(l.facts()["spaces"], ",") {
			if one = strings.TrimSpace(one); byName[one] {
				spaces = append(spaces, one)
			}
		}
		if len(spaces) == 0 {
			spaces = []string{cobie.NA}
		}
		for _, space := range spaces {
			cells := c.base(l, name, "IfcZone")
			cells["Category"], cells["SpaceNames"], cells["Description"] = l.text("category"), space, first(l.text("description"), l.text("name"))
			if err := c.out.Row(cells); err != nil {
				return err
			}
		}
		return nil
	})
}
