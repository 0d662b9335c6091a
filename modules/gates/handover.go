package gates

import "cxweb/platform/kernel"

// parts are the module's tables as a package holds them.
func parts() []kernel.Part {
	return []kernel.Part{
		{Name: "gate_rules", Table: "gates.rules", Refers: map[string]string{"phase": "phases"}, Order: "phase, id", Sheet: [2]string{"Regler for milepæle", "Gate rules"}, Copy: kernel.Copy{Kind: "gates", SetUp: true}},
		{Name: "gate_prerequisites", Table: "gates.prerequisites", Refers: map[string]string{"phase": "phases", "earlier": "phases"}, Order: "phase, earlier, id", Copy: kernel.Copy{Kind: "gates", SetUp: true}},
		{Name: "gate_exceptions", Table: "gates.exceptions", Refers: map[string]string{"phase": "phases", "system": "systems"}, People: []string{"person", "withdrawn_by"}, Order: "granted_at, id",
			Sheet: [2]string{"Undtagelser", "Exceptions"}},
		{Name: "acceptances", Table: "gates.acceptances", Refers: map[string]string{"phase": "phases", "signed_company": "companies"}, Keeps: []string{"file", "signature"}, People: []string{"prepared_by", "signed_by", "reopened_by"},
			Order: "phase, number, id", Sheet: [2]string{"Acceptdokumenter", "Acceptance documents"}},
		{Name: "bookings", Table: "gates.bookings", Refers: map[string]string{"phase": "phases"}, People: []string{"person", "cancelled_by"}, Order: "starts_at, id", Sheet: [2]string{"Bookede test", "Booked tests"}},
		{Name: "booked", Table: "gates.booked", Refers: map[string]string{"booking": "bookings", "system": "systems", "row": "rows"}, Order: "booking, id"},
		{Name: "booking_guests", Table: "gates.guests", Refers: map[string]string{"booking": "bookings", "firm": "companies"}, People: []string{"person"}, Order: "booking, id"},
		{Name: "open_points", Table: "gates.open_points", Refers: map[string]string{"acceptance": "acceptances", "row": "rows", "entry": "log"}, Order: "acceptance, title, id", Sheet: [2]string{"Åbne punkter ved accept", "Open points at acceptance"}},
	}
}

// restores tell the history which rows it can put back. What only those may
// grant who approve is put back by administrators only.
func restores() []kernel.Restore {
	return []kernel.Restore{
		{Table: "gates.rules", Parents: []string{"registers.phases"}, Label: "''", Area: "project"},
		{Table: "gates.prerequisites", Parents: []string{"registers.phases"}, Label: "''", Area: "project"},
		{Table: "gates.exceptions", Parents: []string{"registers.phases", "registers.systems"}, Label: "r->>'reason'", Area: "project"},
		{Table: "gates.acceptances", Parents: []string{"registers.phases", "platform.files"}, Label: "r->>'label'", Area: "project"},
		{Table: "gates.bookings", Parents: []string{"registers.phases"}, Label: "r->>'title'"},
		{Table: "gates.booked", Parents: []string{"gates.bookings", "registers.systems", "registers.rows"}, Label: "''"},
		{Table: "gates.guests", Parents: []string{"gates.bookings", "projects.companies"}, Label: "''"},
		{Table: "gates.open_points", Parents: []string{"gates.acceptances"}, Label: "r->>'title'", Area: "project"},
	}
}
