package registers

import (
	"strings"

	"cxweb/platform/kernel"
)

// handover are the registers as a package holds them, in the order in which
// they refer to each other.
func handover() []kernel.Part {
	return []kernel.Part{
		disciplines.part("Fagområder", "Disciplines"), methods.part("Metoder", "Methods"), phases.part("Faser", "Phases"), locations.part("Lokationer", "Locations"),
		types.part("Typer", "Types"), systems.part("Anlæg", "Systems"), components.part("Komponenter", "Components"),
		{Name: "system_components", Table: "registers.system_components", Refers: map[string]string{"system": "systems", "component": "components"}, Order: "id"},
		requirements.part("Krav", "Requirements"), rows.part("Registerrækker", "Register rows"),
	}
}

func (t *thing) part(da, en string) kernel.Part {
	p := kernel.Part{Name: t.plural, Table: t.table(), Refers: map[string]string{}, Order: strings.ReplaceAll(t.label, "t.", "") + ", id", Sheet: [2]string{da, en}}
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

// named is the SQL over a row's image r in the history that names it to people.
func (t *thing) named() string {
	label, _, _ := strings.Cut(t.label, "::")
	return "r->>'" + strings.TrimPrefix(label, "t.") + "'"
}
