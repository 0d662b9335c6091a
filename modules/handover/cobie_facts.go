package handover

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"cxweb/modules/handover/archive"
	"cxweb/modules/handover/cobie"

	"github.com/google/uuid"
)

// documents writes the photos, enclosures and signatures of tests.
func (c *toCobie) documents(ctx context.Context) error {
	if err := c.out.Sheet("Document"); err != nil {
		return err
	}
	evidence, err := c.readEvidence(ctx)
	if err != nil {
		return err
	}
	return c.lines(ctx, archive.FilesPath, func(l line) error {
		f := file{Path: l.text("path"), Part: l.text("part"), Row: l.id("row")}
		t, ok := evidence.test(f)
		if !ok || f.Path == "" {
			return nil
		}
		row := evidence.rows[t.row]
		sheet, name := c.described(row.tag)
		return c.out.Row(cobie.Cells{"Name": strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path)), "CreatedBy": first(c.people[t.person].Email, c.author), "CreatedOn": t.at[:min(len(t.at), 19)],
			"Category": "Test Reports", "ApprovalBy": "Information Only", "Stage": "As Built", "SheetName": sheet, "RowName": name, "Directory": path.Dir(f.Path), "File": path.Base(f.Path),
			"ExtSystem": "CXweb", "ExtObject": "IfcDocumentReference", "ExtIdentifier": l.text("id"),
			"Description": fmt.Sprintf("%s %s: %s", c.say("Registerrække", "Register row"), row.no, c.word(t.result, "result"))})
	})
}

// described is what a register row is about: its system, or else the facility.
func (c *toCobie) described(tag string) (sheet, name string) {
	if tag == "" {
		return "Facility", c.at.Project.Name
	}
	return "System", tag
}

// carriers are the parts whose rows carry further facts, and the sheet and name
// under which a row of each stands.
func (c *toCobie) carriers() []carrier {
	return []carrier{
		{"locations", func(l line) (string, string) {
			id := l.id("id")
			for _, of := range []struct {
				sheet string
				names map[uuid.UUID]string
			}{{"Floor", c.floors}, {"Space", c.spaces}, {"Zone", c.zones}} {
				if name := of.names[id]; name != "" {
					return of.sheet, name
				}
			}
			return "Facility", c.at.Project.Name
		}},
		{"types", func(l line) (string, string) { return "Type", l.text("name") }},
		{"components", func(l line) (string, string) { return "Component", l.text("tag") }},
		{"systems", func(l line) (string, string) { return "System", l.text("tag") }},
	}
}

type carrier struct {
	part string
	of   func(l line) (sheet, name string)
}

// placed are facts that stand in columns, or on sheets of their own.
var placed = []string{"ext_system", "ext_object", "ext_identifier", "spaces", "further_spaces"}

// attributes writes the further facts that have no column of their own, where
// components stand that stand in no space, and the results of register rows.
func (c *toCobie) attributes(ctx context.Context) error {
	if err := c.out.Sheet("Attribute"); err != nil {
		return err
	}
	where, err := c.labels(ctx, "locations")
	if err != nil {
		return err
	}
	for _, carrier := range c.carriers() {
		err := c.part(ctx, carrier.part, func(l line) error {
			sheet, name := carrier.of(l)
			facts := l.facts()
			if at := l.id("location"); at != uuid.Nil && (carrier.part == "systems" || c.spaces[at] == "") {
				if facts == nil {
					facts = map[string]string{}
				}
				facts[c.title(carrier.part, "location")] = where[at].code
			}
			for _, fact := range slices.Sorted(maps.Keys(facts)) {
				if slices.Contains(placed, fact) || strings.HasPrefix(fact, coordinate) || slices.ContainsFunc(cobie.Columns(sheet), func(k cobie.Column) bool { return k.Header == fact }) {
					continue
				}
				called := fact
				if sheet == "Facility" { // a site or building; the facility has one such name only
					called = l.text("code") + " " + fact
				}
				if err := c.out.Row(cobie.Cells{"Name": called, "CreatedBy": c.by(l), "CreatedOn": on(l), "Category": "As Built", "SheetName": sheet, "RowName": name, "Value": facts[fact],
					"ExtSystem": "CXweb", "ExtObject": "IfcPropertySingleValue", "ExtIdentifier": l.text("id")}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return c.part(ctx, "rows", c.result)
}

// result writes a register row: what was measured, or else its status.
func (c *toCobie) result(l line) error {
	sheet, name := c.described(c.systems[l.id("system")])
	value := any(first(l.text("measured_text"), c.word(l.text("status"), "status")))
	stage := "Requirement"
	if l.has("measured") {
		value = l.number("measured")
	}
	if l.has("measured") || l.has("done_on") {
		stage = "As Built"
	}
	return c.out.Row(cobie.Cells{"Name": strings.TrimSpace(l.text("no") + " " + l.inLanguage("title", c.p.Language)), "CreatedBy": c.by(l), "CreatedOn": on(l), "Category": stage,
		"SheetName": sheet, "RowName": name, "Value": value, "Unit": l.text("unit"), "ExtSystem": "CXweb", "ExtObject": "IfcPropertySingleValue", "ExtIdentifier": l.text("id"),
		"Description": c.word(l.text("status"), "status"), "AllowedValues": c.limit(l)})
}

// limit is what a row's value is held against, in words.
func (c *toCobie) limit(l line) string {
	if text := l.inLanguage("criterion", c.p.Language); text != "" {
		return text
	}
	if !l.has("target") {
		return l.text("target_text")
	}
	text := c.word(l.text("comparison"), "comparison") + " " + l.text("target")
	if l.has("tolerance") {
		text += " ± " + l.text("tolerance")
	}
	return strings.TrimSpace(text + " " + l.text("unit"))
}

// coordinate begins the fact that holds a coordinate of an imported model: its
// kind follows, and three numbers are its value.
const coordinate = "coordinate"

func (c *toCobie) coordinates(ctx context.Context) error {
	if err := c.out.Sheet("Coordinate"); err != nil {
		return err
	}
	for _, carrier := range c.carriers() {
		err := c.part(ctx, carrier.part, func(l line) error {
			sheet, name := carrier.of(l)
			facts := l.facts()
			for _, fact := range slices.Sorted(maps.Keys(facts)) {
				kind, ok := strings.CutPrefix(fact, coordinate)
				axes := strings.Split(facts[fact], "; ")
				if !ok || len(axes) != 3 {
					continue
				}
				if err := c.out.Row(cobie.Cells{"Name": name, "CreatedBy": c.by(l), "CreatedOn": on(l), "Category": strings.TrimSpace(kind), "SheetName": sheet, "RowName": name,
					"CoordinateXAxis": axes[0], "CoordinateYAxis": axes[1], "CoordinateZAxis": axes[2], "ExtSystem": "CXweb", "ExtObject": "IfcCartesianPoint", "ExtIdentifier": l.text("id")}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
