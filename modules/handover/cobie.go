package handover

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"cxweb/modules/handover/cobie"
	"cxweb/platform/sheet"

	"github.com/google/uuid"
)

// cobieBook has a COBie workbook written by the platform's writer.
type cobieBook struct{ *sheet.Writer }

// Sheet implements cobie.Book.
func (b cobieBook) Sheet(name string, titles []cobie.Title) error {
	columns := make([]sheet.Column, len(titles))
	for i, t := range titles {
		columns[i] = sheet.Column{Title: t.Text, Fill: t.Fill}
	}
	return b.Writer.Sheet(name, columns)
}

// toCobie puts the project into the words of COBie: project to Facility, places to
// Floor, Space and Zone, people and companies to Contact, tests with evidence
// to Document, results of register rows to Attribute.
type toCobie struct {
	*making
	out        *cobie.Writer
	project    line
	author     string // address of who set the project up, for what has no other
	keys       map[string]string
	places     map[uuid.UUID]place
	floors     map[uuid.UUID]string // names on the sheet, by place
	spaces     map[uuid.UUID]string
	zones      map[uuid.UUID]string
	types      map[uuid.UUID]string
	components map[uuid.UUID]string
	members    map[uuid.UUID][]uuid.UUID // components by system
	systems    map[uuid.UUID]string
	rest       bool // there are spaces without a floor
}

// writeCobie writes the workbook for the facility manager's system.
func (w *making) writeCobie(ctx context.Context, to io.Writer) (int64, error) {
	book := sheet.NewWriter(to)
	c := &toCobie{making: w, out: cobie.NewWriter(cobieBook{book}), keys: map[string]string{}}
	for _, step := range []func(context.Context) error{c.read, c.contacts, c.facility, c.writeFloors, c.writeSpaces, c.writeZones, c.writeTypes, c.writeComponents,
		c.writeSystems, c.writeSpares, c.writeJobs, c.documents, c.attributes, c.coordinates} {
		if err := step(ctx); err != nil {
			return 0, err
		}
	}
	if err := c.out.Close(); err != nil {
		return 0, err
	}
	return 0, book.Close()
}

// read finds what the sheets refer to each other by.
func (c *toCobie) read(ctx context.Context) error {
	if err := c.part(ctx, "project", func(l line) error { c.project = slices.Clone(l); return nil }); err != nil {
		return err
	}
	c.author = c.people[c.project.id("created_by")].Email
	for _, who := range c.byAddress() {
		if c.author == "" {
			c.author = who.Email
		}
	}
	c.types, c.systems = map[uuid.UUID]string{}, map[uuid.UUID]string{}
	if err := c.part(ctx, "types", func(l line) error { c.types[l.id("id")] = l.keep("name"); return nil }); err != nil {
		return err
	}
	if err := c.part(ctx, "systems", func(l line) error { c.systems[l.id("id")] = l.keep("tag"); return nil }); err != nil {
		return err
	}
	return c.readPlaces(ctx)
}

// byAddress are the people who have an address, by it.
func (c *toCobie) byAddress() (all []contact) {
	for _, who := range c.people {
		if who.Email != "" {
			all = append(all, who)
		}
	}
	slices.SortFunc(all, func(a, b contact) int { return cmp.Compare(a.Email, b.Email) })
	return all
}

// by is the address of who made a row, and on when it was made.
func (c *toCobie) by(l line) string {
	if email := c.people[l.id("created_by")].Email; email != "" {
		return email
	}
	return c.author
}

func on(l line) string {
	if text := l.text("created_at"); len(text) > 19 {
		return text[:19]
	}
	return l.text("created_at")
}

// external says where a row can be found outside the workbook: in the model
// that it was imported from, or else in CXweb.
func external(l line, object string) (system, kind, id string) {
	facts := l.facts()
	if facts["ext_identifier"] != "" {
		return facts["ext_system"], facts["ext_object"], facts["ext_identifier"]
	}
	return "CXweb", object, l.text("id")
}

// base begins a row of a sheet.
func (c *toCobie) base(l line, name, object string) cobie.Cells {
	cells := cobie.Cells{"Name": name, "CreatedBy": c.by(l), "CreatedOn": on(l)}
	cells["ExtSystem"], cells["ExtObject"], cells["ExtIdentifier"] = external(l, object)
	return cells
}

// contacts writes people and companies. COBie names a contact by an address;
// companies have a key in its form that leads nowhere (RFC 2606).
func (c *toCobie) contacts(ctx context.Context) error {
	if err := c.out.Sheet("Contact"); err != nil {
		return err
	}
	var rows []cobie.Cells
	for _, who := range c.byAddress() {
		given, family := who.Name, ""
		if at := strings.LastIndex(who.Name, " "); at > 0 {
			given, family = who.Name[:at], who.Name[at+1:]
		}
		rows = append(rows, cobie.Cells{"Email": who.Email, "Company": who.Company, "GivenName": given, "FamilyName": family, "ExternalSystem": "CXweb", "ExternalObject": "IfcPerson", "ExternalIdentifier": who.ID.String()})
	}
	company := func(name, id string) {
		if strings.TrimSpace(name) == "" || c.keys[fold(name)] != "" {
			return
		}
		rows = append(rows, cobie.Cells{"Email": c.key(name), "Company": name, "ExternalSystem": "CXweb", "ExternalObject": "IfcOrganization", "ExternalIdentifier": id})
	}
	if err := c.part(ctx, "companies", func(l line) error { company(l.text("name"), l.text("id")); return nil }); err != nil {
		return err
	}
	if err := c.part(ctx, "types", func(l line) error {
		company(l.text("manufacturer"), "")
		company(l.text("warranty_by"), "")
		return nil
	}); err != nil {
		return err
	}
	if c.author == "" { // nobody on the project has an address any more
		company("CXweb", "")
		c.author = c.keys[fold("CXweb")]
	}
	for _, cells := range rows {
		cells["CreatedBy"], cells["CreatedOn"] = c.author, on(c.project)
		if err := c.out.Row(cells); err != nil {
			return err
		}
	}
	return nil
}

// key makes a key in the form of an address for a company.
func (c *toCobie) key(name string) string {
	base := strings.ToLower(strings.ReplaceAll(ascii(name), "_", "-"))
	for n := 1; ; n++ {
		key := base + "@company.invalid"
		if n > 1 {
			key = fmt.Sprintf("%s-%d@company.invalid", base, n)
		}
		taken := false
		for _, other := range c.keys {
			taken = taken || other == key
		}
		if !taken {
			c.keys[fold(name)] = key
			return key
		}
	}
}

func fold(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// currencies are those that the standard has its own words for.
var currencies = map[string]string{"EUR": "Euros", "USD": "Dollars"}

// facility writes the project, with what its only building is known by.
func (c *toCobie) facility(ctx context.Context) error {
	if err := c.out.Sheet("Facility"); err != nil {
		return err
	}
	p := c.project
	cells := cobie.Cells{"Name": c.at.Project.Name, "CreatedBy": c.by(p), "CreatedOn": on(p), "Category": p.text("kind"), "ProjectName": c.at.Project.Name, "SiteName": first(p.text("address"), c.at.Project.Name),
		"LinearUnits": "meters", "AreaUnits": "squaremeters", "VolumeUnits": "cubicmeters", "CurrencyUnit": first(currencies[c.at.Currency], c.at.Currency), "ExternalSystem": "CXweb",
		"ExternalProjectObject": "IfcProject", "ExternalProjectIdentifier": c.at.Project.ID, "ExternalSiteObject": "IfcSite", "ExternalFacilityObject": "IfcBuilding",
		"ProjectDescription": strings.TrimSpace(c.at.Project.Number + " " + c.at.Project.Name), "SiteDescription": p.text("address"), "Phase": "Handover"}
	var buildings []line
	if err := c.part(ctx, "locations", func(l line) error {
		if l.text("kind") == "building" && len(buildings) < 2 {
			buildings = append(buildings, slices.Clone(l))
		}
		return nil
	}); err != nil {
		return err
	}
	if len(buildings) == 1 {
		b := buildings[0]
		cells["Category"], cells["Description"] = first(b.text("category"), p.text("kind")), first(b.text("description"), b.text("name"), b.text("code"))
		_, _, cells["ExternalFacilityIdentifier"] = external(b, "")
		for _, column := range []string{"SiteName", "AreaMeasurement"} {
			if v := b.facts()[column]; v != "" {
				cells[column] = v
			}
		}
	}
	return c.out.Row(cells)
}
