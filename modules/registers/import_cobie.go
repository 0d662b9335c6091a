package registers

import (
	"context"
	"slices"
	"strings"

	"cxweb/platform/sheet"
	"cxweb/platform/table"
)

// cobieSheets are the sheets that make a workbook COBie; the rest is optional
// (COBie 2.4).
var cobieSheets = []string{"Contact", "Facility", "Floor", "Space", "Type", "Component"}

// isCobie recognises a COBie workbook by its sheets and their headers.
func isCobie(sheets []ImportSheet) bool {
	for _, name := range cobieSheets {
		at := slices.IndexFunc(sheets, func(s ImportSheet) bool { return s.Name == name })
		if at < 0 || !slices.Contains(sheets[at].Headers, "CreatedBy") {
			return false
		}
	}
	return true
}

// cobieReader turns the sheets of a COBie workbook into rows of the registers.
// Attributes and coordinates become further facts of what they describe;
// zones and systems, whose rows stand once for each member, become one each.
type cobieReader struct {
	drafts  []*draft
	byKey   map[string]*draft   // thing and name
	headers map[string][]string // by sheet
	counted map[string]int
}

func newCobieReader() *cobieReader {
	return &cobieReader{byKey: map[string]*draft{}, headers: map[string][]string{}, counted: map[string]int{}}
}

// readCobie reads a COBie workbook, whose rows are whole only when all of it is read.
func readCobie(ctx context.Context, path string) ([]*draft, error) {
	r := newCobieReader()
	name := ""
	// Components stand before systems in the standard's order, but a file may
	// have them otherwise: what links to others is read in a second round.
	for _, round := range [][]string{{"Contact", "Facility", "Floor", "Space", "Type", "Component"}, {"Zone", "System"}, {"Attribute", "Coordinate"}} {
		err := sheet.Read(ctx, path, func(s table.Sheet) error { name = s.Name; return nil }, func(row table.Row) error {
			if slices.Contains(round, name) {
				r.row(name, row)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return r.drafts, nil
}

// cobieRow is one row by header; cells that hold n/a, nothing, or their own
// header's name, as templates leave them, are not there.
type cobieRow struct {
	sheet string
	row   int
	cells map[string]table.Cell
}

func (r *cobieReader) row(sheet string, row table.Row) {
	headers, known := r.headers[sheet]
	if !known {
		r.headers[sheet] = headersOf(row)
		return
	}
	one := cobieRow{sheet: sheet, row: row.Number, cells: map[string]table.Cell{}}
	for _, c := range row.Cells {
		if c.Column > len(headers) {
			continue
		}
		text := strings.TrimSpace(c.Text)
		if text == "" || strings.EqualFold(text, "n/a") || text == headers[c.Column-1] {
			continue
		}
		c.Text = text
		one.cells[headers[c.Column-1]] = c
	}
	if len(one.cells) > 0 {
		r.read(one)
	}
}

// read turns one row into what it is on its sheet.
func (r *cobieReader) read(one cobieRow) {
	switch one.sheet {
	case "Contact":
		r.contact(one)
	case "Facility":
		r.place(one, "building", "", map[string]string{"name": "ProjectName", "description": "Description"})
	case "Floor":
		r.place(one, "floor", "", map[string]string{"description": "Description", "elevation_m": "Elevation", "height_m": "Height"})
	case "Space":
		r.place(one, "space", "FloorName", map[string]string{"name": "Description", "area_m2": "NetArea", "height_m": "UsableHeight"})
	case "Zone":
		r.member(one, locations, "code", "SpaceNames", "spaces")
	case "Type":
		r.thing(one, types, "name", map[string]string{"description": "Description", "asset_type": "AssetType", "manufacturer": "Manufacturer", "model": "ModelNumber", "warranty_by": "WarrantyGuarantorParts", "category": "Category"})
		r.durations(one)
	case "Component":
		d := r.thing(one, components, "tag", map[string]string{"description": "Description", "serial": "SerialNumber", "barcode": "BarCode", "asset": "AssetIdentifier"})
		r.component(one, d)
	case "System":
		r.member(one, systems, "tag", "ComponentNames", "components")
	case "Attribute":
		r.fact(one, one.text("Name"), strings.TrimSpace(one.text("Value")+" "+one.text("Unit")))
	case "Coordinate":
		r.fact(one, strings.TrimSpace("coordinate "+one.text("Category")), one.text("CoordinateXAxis")+"; "+one.text("CoordinateYAxis")+"; "+one.text("CoordinateZAxis"))
	}
}

// keep has the row's draft know what stood in it, for the report and for mending.
func (r cobieRow) keep(d *draft) {
	for h, c := range r.cells {
		d.Cells[h] = c.Text
	}
}

func (r cobieRow) text(column string) string { return r.cells[column].Text }

// begin makes the draft of a row, or returns the one that its name has already.
func (r *cobieReader) begin(one cobieRow, t *thing, name string) (d *draft, again bool) {
	key := t.name + "\x00" + strings.ToLower(name)
	if had := r.byKey[key]; had != nil {
		return had, true
	}
	d = newDraft(one.sheet, one.row, t.name)
	one.keep(d)
	r.byKey[key] = d
	r.drafts = append(r.drafts, d)
	return d, false
}

// thing reads a row that becomes one row of a register.
func (r *cobieReader) thing(one cobieRow, t *thing, key string, fields map[string]string) *draft {
	name := one.text("Name")
	d, again := r.begin(one, t, name)
	if again {
		d = newDraft(one.sheet, one.row, t.name)
		one.keep(d)
		d.bad("Name", name, "stands twice on the sheet")
		r.drafts = append(r.drafts, d)
		return d
	}
	d.need(t, key, "Name", one.cells["Name"])
	for field, column := range fields {
		if c, ok := one.cells[column]; ok {
			d.take(t, field, column, c, "en")
		}
	}
	d.origin(one)
	return d
}

func (d *draft) need(t *thing, field, column string, c table.Cell) {
	if c.Text == "" {
		d.bad(column, "", "is needed")
		return
	}
	d.take(t, field, column, c, "en")
}

// origin keeps where a row came from: the model's own identifier, and what the
// registers have no field for.
func (d *draft) origin(one cobieRow) {
	extra := d.extra()
	for column, name := range map[string]string{"ExtSystem": "ext_system", "ExtObject": "ext_object", "ExtIdentifier": "ext_identifier", "ExternalSystem": "ext_system", "ExternalFacilityIdentifier": "ext_identifier",
		"ExternalFacilityObject": "ext_object", "SiteName": "SiteName", "ProjectName": "ProjectName", "LinearUnits": "LinearUnits", "AreaUnits": "AreaUnits", "VolumeUnits": "VolumeUnits", "CurrencyUnit": "CurrencyUnit", "Phase": "Phase", "RoomTag": "RoomTag", "GrossArea": "GrossArea", "TagNumber": "TagNumber",
		"NominalLength": "NominalLength", "NominalWidth": "NominalWidth", "NominalHeight": "NominalHeight", "ModelReference": "ModelReference", "Shape": "Shape", "Size": "Size", "Color": "Color", "Finish": "Finish", "Grade": "Grade", "Material": "Material", "Constituents": "Constituents", "Features": "Features", "ReplacementCost": "ReplacementCost"} {
		if v := one.text(column); v != "" && !(v == "0" && strings.HasPrefix(column, "Nominal")) {
			extra[name] = v
		}
	}
}

func (d *draft) extra() map[string]any {
	extra, ok := d.Set["extra"].(map[string]any)
	if !ok {
		extra = map[string]any{}
		d.Set["extra"] = extra
	}
	return extra
}

// place reads a facility, floor or space.
func (r *cobieReader) place(one cobieRow, kind, parent string, fields map[string]string) {
	name := one.text("Name")
	d, again := r.begin(one, locations, kind+" "+name)
	if again {
		d = newDraft(one.sheet, one.row, locations.name)
		one.keep(d)
		d.bad("Name", name, "stands twice on the sheet")
		r.drafts = append(r.drafts, d)
		return
	}
	d.need(locations, "code", "Name", one.cells["Name"])
	d.Set["kind"] = kind
	if c, ok := one.cells["Category"]; ok {
		d.take(locations, "category", "Category", c, "en")
	}
	for field, column := range fields {
		if c, ok := one.cells[column]; ok {
			d.take(locations, field, column, c, "en")
		}
	}
	if c, ok := one.cells[parent]; ok {
		d.Refs["parent"] = "floor " + c.Text
	} else if kind == "floor" {
		for _, other := range r.drafts {
			if other.Set["kind"] == "building" {
				d.Refs["parent"] = "building " + other.Cells["Name"]
			}
		}
	}
	d.origin(one)
}

// member reads a row of a sheet that stands once for each member of a zone or system.
func (r *cobieReader) member(one cobieRow, t *thing, key, column, members string) {
	name := one.text("Name")
	at := name
	if t == locations {
		at = "zone " + name + " " + one.text("Category")
	}
	d, again := r.begin(one, t, at)
	if !again {
		d.need(t, key, "Name", one.cells["Name"])
		if t == locations {
			d.Set["kind"] = "zone"
			if c := one.text("Category"); c != "" && r.byKey[t.name+"\x00zone "+strings.ToLower(name)] != nil {
				d.Set["code"] = name + " (" + c + ")" // one name in two categories is two zones
			}
			r.byKey[t.name+"\x00zone "+strings.ToLower(name)] = d
		} else {
			d.Set["name_en"] = name
			if c := one.text("Category"); c != "" {
				code, _, _ := strings.Cut(c, ": ")
				d.Set["classification"] = clipRunes(code, 100)
			}
		}
		if c, ok := one.cells["Category"]; ok && t.has("category") {
			d.take(t, "category", "Category", c, "en")
		}
		if c, ok := one.cells["Description"]; ok {
			d.take(t, "description", "Description", c, "en")
		}
		d.origin(one)
	}
	for _, member := range strings.Split(one.text(column), ",") {
		member = strings.TrimSpace(member)
		if member == "" {
			continue
		}
		if t == systems {
			r.link(one, d, member)
			continue
		}
		extra := d.extra()
		list, _ := extra[members].(string)
		extra[members] = strings.TrimPrefix(list+", "+member, ", ")
	}
}

// link puts a component into a system: its first is its own, further ones stand beside.
func (r *cobieReader) link(one cobieRow, system *draft, member string) {
	c := r.byKey[components.name+"\x00"+strings.ToLower(member)]
	switch tag, _ := system.Set["tag"].(string); {
	case c == nil:
		system.bad("ComponentNames", member, "is not a component of the workbook (row %d)", one.row)
	case c.Refs["system"] == "":
		c.Refs["system"] = tag
	case c.Refs["system"] != tag:
		c.Refs["systems"] = strings.TrimPrefix(c.Refs["systems"]+"\n"+tag, "\n")
	}
}

func (r *cobieReader) component(one cobieRow, d *draft) {
	if name := one.text("TypeName"); name != "" {
		d.Refs["type"] = name
	}
	// A component may stand in several spaces; the first is its place.
	if spaces := one.text("Space"); spaces != "" {
		first, rest, _ := strings.Cut(spaces, ",")
		d.Refs["location"] = "space " + strings.TrimSpace(first)
		if rest != "" {
			d.extra()["further_spaces"] = strings.TrimSpace(rest)
		}
	}
	for field, column := range map[string]string{"installed_on": "InstallationDate", "warranty_from": "WarrantyStartDate"} {
		// The standard's own word for a date that is not known.
		if c, ok := one.cells[column]; ok && !strings.HasPrefix(c.Text, "1900-12-31") {
			d.take(components, field, column, c, "en")
		}
	}
	d.Set["name"], _ = d.Set["tag"].(string)
}

// durations reads warranty and life with their units into months and years.
func (r *cobieReader) durations(one cobieRow) {
	d := r.byKey[types.name+"\x00"+strings.ToLower(one.text("Name"))]
	for _, of := range []struct {
		field, column, unit string
		month, year         float64
	}{{"warranty_months", "WarrantyDurationParts", "WarrantyDurationUnit", 1, 12}, {"expected_life_years", "ExpectedLife", "DurationUnit", 1.0 / 12, 1}} {
		c, ok := one.cells[of.column]
		if !ok || d == nil {
			continue
		}
		n, err := numberOf(c, "en")
		if err != nil {
			d.bad(of.column, c.Text, "is not a number")
			continue
		}
		if strings.HasPrefix(strings.ToLower(one.text(of.unit)), "month") {
			n *= of.month
		} else {
			n *= of.year
		}
		d.check(types.field(of.field), of.column, c.Text, n)
	}
}

// fact adds an attribute or coordinate to the row it describes.
func (r *cobieReader) fact(one cobieRow, name, value string) {
	r.counted[one.sheet]++
	key := map[string]string{"Facility": "location\x00building ", "Floor": "location\x00floor ", "Space": "location\x00space ", "Zone": "location\x00zone ", "Type": "type\x00", "Component": "component\x00", "System": "system\x00"}[one.text("SheetName")]
	d := r.byKey[key+strings.ToLower(one.text("RowName"))]
	if key == "" || d == nil {
		lost := newDraft(one.sheet, one.row, "fact")
		lost.Cells["Name"] = one.text("Name")
		lost.bad("RowName", one.text("RowName"), "is not on the sheet %s", one.text("SheetName"))
		r.drafts = append(r.drafts, lost)
		return
	}
	d.extra()[clipRunes(name, 100)] = clipRunes(value, 500)
}

// contact reads a person: they are shown on the project, without sign-in.
func (r *cobieReader) contact(one cobieRow) {
	d := newDraft(one.sheet, one.row, "contact")
	one.keep(d)
	email := one.text("Email")
	if !strings.Contains(email, "@") || strings.ContainsAny(email, " ,;<>") || len(email) > 254 {
		d.bad("Email", email, "is not an e-mail address")
	}
	d.Set["email"], d.Set["name"], d.Set["company"], d.Set["phone"] = email, clipRunes(strings.TrimSpace(one.text("GivenName")+" "+one.text("FamilyName")), 120), clipRunes(one.text("Company"), 120), clipRunes(one.text("Phone"), 40)
	r.drafts = append(r.drafts, d)
}

func clipRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
