package handover

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"cxweb/modules/handover/cobie"

	"github.com/google/uuid"
)

// fill takes over further facts that have a column of their own on the sheet.
func fill(sheet string, cells cobie.Cells, facts map[string]string) {
	for _, column := range cobie.Columns(sheet) {
		v, ok := facts[column.Header]
		if _, set := cells[column.Header]; !ok || set {
			continue
		}
		cells[column.Header] = v
		if n, err := strconv.ParseFloat(v, 64); err == nil && column.Kind != cobie.External && n < 1e15 && strconv.FormatFloat(n, 'f', -1, 64) == v {
			cells[column.Header] = n
		}
	}
}

func (c *toCobie) writeTypes(ctx context.Context) error {
	if err := c.out.Sheet("Type"); err != nil {
		return err
	}
	return c.part(ctx, "types", func(l line) error {
		cells := c.base(l, l.text("name"), "IfcTypeObject")
		cells["Category"], cells["Description"] = l.text("category"), first(l.text("description"), l.text("name"))
		if kind := strings.ToLower(l.text("asset_type")); kind == "fixed" || kind == "moveable" {
			cells["AssetType"] = strings.ToUpper(kind[:1]) + kind[1:]
		}
		cells["Manufacturer"], cells["ModelNumber"] = c.keys[fold(l.text("manufacturer"))], l.text("model")
		cells["WarrantyGuarantorParts"] = c.keys[fold(l.text("warranty_by"))]
		if l.has("warranty_months") {
			cells["WarrantyDurationParts"], cells["WarrantyDurationUnit"] = l.number("warranty_months"), "month"
		}
		if l.has("expected_life_years") {
			cells["ExpectedLife"], cells["DurationUnit"] = l.number("expected_life_years"), "year"
		}
		fill("Type", cells, l.facts())
		return c.out.Row(cells)
	})
}

func (c *toCobie) writeComponents(ctx context.Context) error {
	if err := c.out.Sheet("Component"); err != nil {
		return err
	}
	c.components, c.members = map[uuid.UUID]string{}, map[uuid.UUID][]uuid.UUID{}
	byName := map[string]bool{}
	for _, name := range c.spaces {
		byName[name] = true
	}
	return c.part(ctx, "components", func(l line) error {
		id, tag := l.id("id"), l.keep("tag")
		c.components[id] = tag
		if system := l.id("system"); system != uuid.Nil {
			c.members[system] = append(c.members[system], id)
		}
		cells := c.base(l, tag, "IfcElement")
		cells["TypeName"], cells["Description"] = c.types[l.id("type")], first(l.text("name"), l.text("description"), tag)
		if space := c.spaces[l.id("location")]; space != "" {
			all := []string{space}
			for _, one := range strings.Split(l.facts()["further_spaces"], ",") {
				if one = strings.TrimSpace(one); byName[one] && !slices.Contains(all, one) {
					all = append(all, one)
				}
			}
			cells["Space"] = strings.Join(all, ", ")
		}
		cells["SerialNumber"], cells["InstallationDate"], cells["WarrantyStartDate"] = l.text("serial"), l.text("installed_on"), l.text("warranty_from")
		cells["TagNumber"], cells["BarCode"], cells["AssetIdentifier"] = tag, l.text("barcode"), l.text("asset")
		fill("Component", cells, l.facts())
		return c.out.Row(cells)
	})
}

// writeSystems writes each system once for each of its components. One that
// has none stands there too, for it has attributes and documents.
func (c *toCobie) writeSystems(ctx context.Context) error {
	if err := c.part(ctx, "system_components", func(l line) error {
		c.members[l.id("system")] = append(c.members[l.id("system")], l.id("component"))
		return nil
	}); err != nil {
		return err
	}
	if err := c.out.Sheet("System"); err != nil {
		return err
	}
	disciplines, err := c.labels(ctx, "disciplines")
	if err != nil {
		return err
	}
	return c.part(ctx, "systems", func(l line) error {
		category := l.text("classification")
		if of := disciplines[l.id("discipline")]; category == "" && of.code != "" {
			category = of.code + ": " + of.name
		}
		members := []string{}
		for _, id := range c.members[l.id("id")] {
			members = append(members, c.components[id])
		}
		if len(members) == 0 {
			members = append(members, cobie.NA)
		}
		for _, member := range members {
			cells := c.base(l, l.text("tag"), "IfcSystem")
			cells["Category"], cells["ComponentNames"], cells["Description"] = category, member, first(l.inLanguage("name", c.p.Language), l.text("description"))
			if err := c.out.Row(cells); err != nil {
				return err
			}
		}
		return nil
	})
}
