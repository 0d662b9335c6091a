package registers

import (
	"context"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
)

// handover are the registers as a package holds them, in the order in which
// they refer to each other. The lists that a project is set up with are met by
// their code when a package comes in.
func handover() []kernel.Part {
	all := []kernel.Part{
		{Name: "columns", Table: "registers.columns", Order: "thing, position, id", Key: "thing || ' ' || key", Settle: settleColumns, Copy: kernel.Copy{Kind: "columns", SetUp: true}},
		{Name: "views", Table: "registers.views", Order: "id", Stays: true, People: []string{"person"}, Copy: kernel.Copy{Kind: "views", SetUp: true, Where: "t.whose <> 'mine'"}},
		disciplines.part("Fagområder", "Disciplines"), methods.part("Metoder", "Methods"), phases.part("Faser", "Phases"), ownClasses.part("Klasser", "Classes"), locations.part("Lokationer", "Locations"),
		types.part("Typer", "Types"),
		systems.part("Anlæg", "Systems",
			kernel.Lack{Name: "system_discipline", Says: "Systems without a discipline: %d", Where: "discipline is null"},
			kernel.Lack{Name: "system_location", Says: "Systems without a location: %d", Where: "location is null"},
			kernel.Lack{Name: "system_classification", Says: "Systems without a classification: %d", Where: "classification = ''"}),
		components.part("Komponenter", "Components",
			kernel.Lack{Name: "component_serial", Says: "Components without a serial number: %d", Where: "serial = ''"},
			kernel.Lack{Name: "component_type", Says: "Components without a type: %d", Where: "type is null"},
			kernel.Lack{Name: "component_location", Says: "Components without a location: %d", Where: "location is null"}),
		{Name: "system_components", Table: "registers.system_components", Refers: map[string]string{"system": "systems", "component": "components"}, Order: "id", Copy: kernel.Copy{Kind: "systems"}},
		instruments.part("Måleinstrumenter", "Measuring instruments"), serviceTasks.part("Serviceopgaver", "Service tasks"), spareParts.part("Reservedele", "Spare parts"),
		requirements.part("Krav", "Requirements",
			kernel.Lack{Name: "requirement_state", Says: "Requirements that are not approved: %d", Where: "state in ('proposed', 'returned')"}),
		{Name: "requirement_editions", Table: "registers.editions", Refers: map[string]string{"requirement": "requirements"}, People: []string{"approved_by"}, Order: "requirement, number, id",
			Sheet: [2]string{"Krav, versioner", "Requirement versions"}},
		rows.part("Registerrækker", "Register rows",
			kernel.Lack{Name: "row_status", Says: "Register rows that are not done: %d", Where: "status not in ('passed', 'passed_with_remarks', 'approved', 'not_applicable')", Blocks: true}),
	}
	all = append(all, kernel.Part{Name: "recurrences", Table: "registers.recurrences", Refers: map[string]string{"row": "rows", "series": "rows", "made": "rows"}, Order: "series, id", Sheet: [2]string{"Gentagelser", "Recurrences"}})
	for i, p := range all {
		switch p.Name {
		case disciplines.plural, methods.plural, phases.plural:
			all[i].Key = "lower(code)"
		case requirements.plural:
			all[i].Hides = []string{"acceptance"} // it leads to what is not in a package
		case rows.plural:
			all[i].Settle = settleNumbers
		}
		if c, ok := copies[p.Name]; ok {
			all[i].Copy = c
		}
	}
	return all
}

// copies say what of each register a further project can begin with: the lists
// without their days, things without what was built and measured, rows as if
// nothing had been done.
var copies = map[string]kernel.Copy{
	"disciplines":   {Kind: "lists", SetUp: true},
	"methods":       {Kind: "lists", SetUp: true},
	"phases":        {Kind: "lists", SetUp: true, Blank: []string{"starts_on", "ends_on"}},
	"own_classes":   {Kind: "lists", SetUp: true},
	"locations":     {Kind: "locations"},
	"types":         {Kind: "systems"},
	"systems":       {Kind: "systems"},
	"components":    {Kind: "systems", Blank: []string{"serial", "installed_on", "warranty_from", "barcode", "asset"}},
	"service_tasks": {Kind: "systems", Blank: []string{"next_on"}},
	"spare_parts":   {Kind: "systems", Blank: []string{"quantity"}},
	"requirements":  {Kind: "requirements", Blank: []string{"state", "edition", "reason", "approved_by", "approved_on", "locked_in", "acceptance"}},
	"rows":          {Kind: "rows", Blank: []string{"status", "measured", "measured_text", "planned_on", "done_on", "note", "extra", "own"}},
}

func (t *thing) part(da, en string, lacks ...kernel.Lack) kernel.Part {
	if !t.is(disciplines, methods, phases) {
		lacks = append(lacks, kernel.Lack{Name: t.name + "_own", Says: "Rows that lack what the project's own columns need: %d", Where: t.lacks(), Blocks: true})
	}
	p := kernel.Part{Name: t.plural, Own: t.name, Table: t.table(), Refers: map[string]string{}, Order: strings.ReplaceAll(t.label, "t.", "") + ", id", Sheet: [2]string{da, en}, Lacks: lacks}
	if t.has("no") {
		p.Order = "no, id"
	}
	for _, f := range t.fields {
		switch f.kind {
		case link:
			p.Refers[f.name] = f.to.plural
		case company:
			p.Refers[f.name] = "companies"
		case person:
			p.People = append(p.People, f.name)
		}
	}
	return p
}

// settleNumbers has the next row's number follow the highest that came in.
func settleNumbers(ctx context.Context) error {
	_, err := db.On(ctx).NewRaw("select registers.keep_number(coalesce(max(no), 0)) from registers.rows where project = platform.project()").Exec(ctx)
	return err
}

// settleColumns has columns that came in apply to the disciplines of this
// project only, or to all where none of theirs is here.
func settleColumns(ctx context.Context) error {
	_, err := db.On(ctx).NewRaw(`update registers.columns c set disciplines = array(select d.id from registers.disciplines d where d.id = any (c.disciplines))
		where c.project = platform.project() and c.disciplines <> '{}'`).Exec(ctx)
	return err
}

// named is the SQL over a row's image r in the history that names it to people.
func (t *thing) named() string {
	label, _, _ := strings.Cut(t.label, "::")
	return "r->>'" + strings.TrimPrefix(label, "t.") + "'"
}

func init() {
	problem.Teach(map[string]string{
		"Systems without a discipline: %d":                       "Anlæg uden fagområde: %d",
		"Systems without a location: %d":                         "Anlæg uden lokation: %d",
		"Systems without a classification: %d":                   "Anlæg uden klassifikation: %d",
		"Components without a serial number: %d":                 "Komponenter uden serienummer: %d",
		"Components without a type: %d":                          "Komponenter uden type: %d",
		"Components without a location: %d":                      "Komponenter uden lokation: %d",
		"Requirements that are not approved: %d":                 "Krav, der ikke er godkendt: %d",
		"Rows that lack what the project's own columns need: %d": "Rækker, der mangler noget, som projektets egne kolonner kræver: %d",
		"Register rows that are not done: %d":                    "Registerrækker, der ikke er færdige: %d",
	})
}
