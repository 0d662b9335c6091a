package handover

import (
	"maps"
	"strings"
)

// titles are the headers of the tables for people, in Danish and English. What
// means something else in one part stands under part.column.
var titles = map[string][2]string{
	"id": {"GUID", "GUID"}, "code": {"Kode", "Code"}, "tag": {"Mærkning", "Tag"}, "no": {"Nr.", "No."}, "name": {"Navn", "Name"}, "name_da": {"Navn (dansk)", "Name (Danish)"}, "name_en": {"Navn (engelsk)", "Name (English)"},
	"position": {"Rækkefølge", "Order"}, "milestone": {"Milepæl", "Milestone"}, "starts_on": {"Start", "Start"}, "ends_on": {"Slut", "End"}, "parent": {"Del af", "Part of"}, "kind": {"Art", "Kind"},
	"description": {"Beskrivelse", "Description"}, "category": {"Kategori", "Category"}, "area_m2": {"Areal (m²)", "Area (m²)"}, "elevation_m": {"Kote (m)", "Elevation (m)"}, "height_m": {"Højde (m)", "Height (m)"},
	"extra": {"Øvrige oplysninger", "Further facts"}, "manufacturer": {"Producent", "Manufacturer"}, "model": {"Model", "Model"}, "asset_type": {"Fast eller løs", "Fixed or moveable"},
	"warranty_months": {"Garanti (måneder)", "Warranty (months)"}, "warranty_by": {"Garantigiver", "Warranty guarantor"}, "expected_life_years": {"Forventet levetid (år)", "Expected life (years)"},
	"discipline": {"Fagområde", "Discipline"}, "classification": {"Klassifikation", "Classification"}, "type": {"Type", "Type"}, "location": {"Lokation", "Location"}, "company": {"Firma", "Company"},
	"system": {"Anlæg", "System"}, "component": {"Komponent", "Component"}, "serial": {"Serienummer", "Serial number"}, "installed_on": {"Monteret", "Installed"}, "warranty_from": {"Garanti fra", "Warranty from"},
	"barcode": {"Stregkode", "Barcode"}, "asset": {"Aktivnummer", "Asset number"}, "title_da": {"Titel (dansk)", "Title (Danish)"}, "title_en": {"Titel (engelsk)", "Title (English)"},
	"criterion_da": {"Acceptkriterium (dansk)", "Acceptance criterion (Danish)"}, "criterion_en": {"Acceptkriterium (engelsk)", "Acceptance criterion (English)"}, "unit": {"Enhed", "Unit"},
	"comparison": {"Sammenligning", "Comparison"}, "target": {"Grænseværdi", "Limit value"}, "target_text": {"Grænse i ord", "Limit in words"}, "tolerance": {"Tolerance", "Tolerance"}, "state": {"Tilstand", "State"},
	"phase": {"Fase", "Phase"}, "method": {"Verificeringsmetode", "Verification method"}, "requirement": {"Krav", "Requirement"}, "measured": {"Målt", "Measured"}, "measured_text": {"Målt i ord", "Measured in words"},
	"status": {"Status", "Status"}, "person": {"Ansvarlig", "Responsible"}, "planned_on": {"Planlagt", "Planned"}, "done_on": {"Udført", "Done"}, "br18": {"BR18", "BR18"}, "weight": {"Vægt", "Weight"},
	"note": {"Bemærkning", "Remark"}, "row": {"Registerrække", "Register row"}, "result": {"Resultat", "Result"}, "signed_name": {"Underskrevet af", "Signed by"}, "signature": {"Underskrift", "Signature"},
	"tests.person": {"Udført af", "Carried out by"}, "tested_at": {"Testet", "Tested"}, "received_at": {"Modtaget", "Received"}, "device": {"Apparat", "Device"}, "clock_offset_ms": {"Apparatets ur ved siden af (ms)", "Device's clock off by (ms)"},
	"number": {"Nummer", "Number"}, "label": {"Nr.", "No."}, "title": {"Titel", "Title"}, "cause": {"Årsag", "Cause"}, "severity": {"Alvor", "Severity"}, "test": {"Test", "Test"}, "origin": {"Udsprunget af", "Came of"},
	"due_on": {"Frist", "Due date"}, "cost_effect": {"Økonomisk virkning", "Cost effect"}, "raised_by": {"Rejst af", "Raised by"}, "raised_side": {"Rejst for", "Raised for"}, "raised_at": {"Rejst", "Raised"},
	"remedy": {"Udbedring", "Remedy"}, "remedied_by": {"Udbedret af", "Remedied by"}, "remedied_side": {"Udbedret for", "Remedied for"}, "remedied_at": {"Udbedret", "Remedied"},
	"verification": {"Verificering", "Verification"}, "verified_by": {"Verificeret af", "Verified by"}, "verified_side": {"Verificeret for", "Verified for"}, "verified_at": {"Verificeret", "Verified"},
	"reason": {"Begrundelse", "Reason"}, "closed_by": {"Lukket af", "Closed by"}, "closed_at": {"Lukket", "Closed"}, "entry": {"Post", "Entry"}, "at": {"Tidspunkt", "Time"}, "side": {"For", "For"},
	"tag_aliases.tag": {"Tidligere mærke", "Former tag"}, "tag_aliases.person": {"Ændret af", "Changed by"}, "log_events.person": {"Af", "By"}, "log_events.kind": {"Hændelse", "Event"}, "from_status": {"Fra status", "From status"}, "to_status": {"Til status", "To status"}, "to_company": {"Tildelt firma", "Assigned company"},
	"to_person": {"Tildelt person", "Assigned person"}, "fields": {"Ændrede felter", "Changed fields"},
	"about_da": {"Beskrivelse (dansk)", "Description (Danish)"}, "about_en": {"Beskrivelse (engelsk)", "Description (English)"}, "retired": {"Ude af brug", "Retired"}, "shelf": {"Fra hylden", "From the shelf"},
	"procedure": {"Testprocedure", "Test procedure"}, "edition": {"Udgave", "Edition"}, "issued_by": {"Udgivet af", "Issued by"}, "issued_at": {"Udgivet", "Issued"}, "written": {"Gange gemt", "Times saved"},
	"text_da": {"Tekst (dansk)", "Text (Danish)"}, "text_en": {"Tekst (engelsk)", "Text (English)"}, "help_da": {"Vejledning (dansk)", "Guidance (Danish)"}, "help_en": {"Vejledning (engelsk)", "Guidance (English)"},
	"optional": {"Kan udelades", "Optional"}, "photo": {"Foto kræves", "Photo required"}, "of_row": {"Rækkens egen værdi", "The row's own value"}, "decimals": {"Decimaler", "Decimals"}, "expected": {"Forventet svar", "Expected answer"},
	"expired": {"Udløbet kalibrering", "Expired calibration"}, "formula": {"Formel", "Formula"}, "lines": {"Mindste antal linjer", "Fewest lines"}, "options": {"Svar eller kolonner", "Answers or columns"},
	"when_step": {"Vises hvis trin", "Shown if step"}, "when_is": {"har svaret", "has the answer"}, "step": {"Trin", "Step"}, "said": {"Svar", "Answer"}, "value": {"Værdi", "Value"}, "facts": {"Oplysninger", "Facts"},
	"warned": {"Advarsel", "Warning"}, "answered_at": {"Besvaret", "Answered"}, "answers.person": {"Besvaret af", "Answered by"}, "log_entry": {"Logindførsel", "Log entry"}, "log_number": {"Lognr.", "Log no."},
	"retest_of": {"Gentest af", "Retest of"}, "covers": {"Gentestede trin", "Steps tested again"}, "started_at": {"Begyndt", "Begun"}, "resumed_at": {"Genoptaget", "Resumed"}, "seconds": {"Sekunder", "Seconds"}, "holder": {"Hos", "With"},
	"status_before": {"Status før", "Status before"}, "verdict": {"Efter trinene", "By the steps"}, "credit": {"Andel bestået", "Share passed"}, "overridden_by": {"Ændret af", "Overridden by"}, "override_reason": {"Begrundelse", "Reason"},
	"seed": {"Lodtrækningens nøgle", "Seed of the draw"}, "share": {"Andel (%)", "Share (%)"}, "first_share": {"Første andel (%)", "First share (%)"}, "population": {"Antal i alt", "Population"},
	"escalated_at": {"Hævet", "Raised"}, "sample": {"Stikprøve", "Sample check"}, "place": {"Plads i lodtrækningen", "Place in the draw"}, "checked_at": {"Kontrolleret", "Checked"}, "sample_units.person": {"Kontrolleret af", "Checked by"},
	"scheme": {"Klassifikation", "Scheme"}, "every_months": {"Interval, måneder", "Interval, months"}, "hours": {"Timer", "Hours"}, "next_on": {"Næste gang", "Next"}, "instruction": {"Instruktion", "Instruction"},
	"part_number": {"Varenummer", "Part number"}, "supplier": {"Leverandør", "Supplier"}, "quantity": {"Antal", "Quantity"}, "kept_at": {"Opbevares", "Kept at"},
	"calibrated_on": {"Kalibreret", "Calibrated"}, "calibration_due": {"Kalibreret til", "Calibrated until"}, "certificate": {"Kalibreringscertifikat", "Calibration certificate"},
	"approved_by": {"Godkendt af", "Approved by"}, "approved_on": {"Godkendt den", "Approved on"}, "locked_in": {"Låst i fase", "Locked in phase"}, "requirements.edition": {"Version", "Version"}, "requirement_editions.number": {"Version", "Version"},
	"asked_by": {"Spurgt af", "Asked by"}, "asked_at": {"Spurgt", "Asked"}, "answered_by": {"Besvaret af", "Answered by"}, "answered_side": {"Besvaret for", "Answered for"}, "judged_by": {"Bedømt af", "Judged by"},
	"judged_side": {"Bedømt for", "Judged for"}, "judged_at": {"Bedømt", "Judged"}, "text": {"Svar", "Answer"}, "reference": {"Hvor", "Where"}, "answer": {"Svar", "Answer"}, "basis.edition": {"Kravets version", "Version of the requirement"},
	"basis_events.person": {"Af", "By"}, "basis_events.kind": {"Hændelse", "Event"}, "basis.version_of": {"Dokument", "Document"}, "basis_events.version_of": {"Dokument", "Document"},
	"revision": {"Revision", "Revision"}, "made_by": {"Af", "By"}, "made_at": {"Dato", "Date"}, "document": {"Dokument", "Document"}, "version_of": {"Version", "Version"}, "review": {"Granskning", "Design review"}, "opened_by": {"Åbnet af", "Opened by"},
	"opened_at": {"Åbnet", "Opened"}, "page": {"Side", "Page"}, "review_comments.place": {"Sted", "Place"}, "review_comments.verdict": {"Vurdering", "Verdict"}, "review_comments.text": {"Bemærkning", "Comment"}, "reply": {"Svar", "Reply"},
	"replied_by": {"Svar af", "Reply by"}, "replied_side": {"Svar for", "Reply for"}, "replied_at": {"Svar dato", "Reply date"}, "resolved": {"Afklaret", "Resolved"}, "resolved_by": {"Afklaret af", "Resolved by"}, "resolved_at": {"Afklaret den", "Resolved on"},
	"entry_number": {"Nr. i Cx-loggen", "No. in the log"}, "comment": {"Granskningsbemærkning", "Review comment"},
	"alone": {"Hvorfor forberederen underskrev", "Why the preparer signed"}, "role": {"Som", "As"}, "file": {"Fil", "File"}, "signed_at": {"Underskrevet", "Signed"}, "signatures.person": {"På apparat hos", "On the device of"},
}

// values are the words for what a column holds one of.
var values = map[string]map[string][2]string{
	"status": statuses, "result": statuses, "from_status": statuses, "to_status": statuses,
	"severity":   {"critical": {"Kritisk (A)", "Critical (A)"}, "major": {"Væsentlig (B)", "Major (B)"}, "minor": {"Mindre (C)", "Minor (C)"}},
	"comparison": {"text": {"i ord", "in words"}, "le": {"højst", "at most"}, "lt": {"under", "below"}, "ge": {"mindst", "at least"}, "gt": {"over", "above"}, "eq": {"lig med", "equal to"}, "within": {"inden for tolerancen", "within the tolerance"}},
	"kind": {"site": {"Grund", "Site"}, "building": {"Bygning", "Building"}, "floor": {"Etage", "Floor"}, "space": {"Rum", "Space"}, "zone": {"Zone", "Zone"},
		"observation": {"Observation", "Observation"}, "issue": {"Sag", "Issue"}, "defect": {"Mangel", "Defect"},
		"raised": {"Rejst", "Raised"}, "assigned": {"Tildelt", "Assigned"}, "changed": {"Ændret", "Changed"}, "commented": {"Kommenteret", "Commented"}, "photographed": {"Fotos tilføjet", "Photos added"},
		"remedied": {"Meldt udbedret", "Reported remedied"}, "verified": {"Verificeret", "Verified"}, "rejected": {"Afvist", "Rejected"}, "closed": {"Lukket", "Closed"}, "reopened": {"Genåbnet", "Reopened"},
		"asked": {"Spurgt", "Asked"}, "answered": {"Besvaret", "Answered"}, "returned": {"Returneret", "Returned"}, "approved": {"Godkendt", "Approved"},
		"drawing": {"Tegning", "Drawing"}, "diagram": {"Diagram", "Diagram"}, "description": {"Beskrivelse", "Description"}, "calculation": {"Beregning", "Calculation"}, "schedule": {"Skema", "Schedule"},
		"data_sheet": {"Datablad", "Data sheet"}, "model": {"Model", "Model"}, "other": {"Andet", "Other"},
		"escalated": {"Gjort til sag", "Made an issue"}, "restored": {"Gendannet fra historikken", "Restored from the history"},
		"section": {"Afsnit", "Section"}, "prerequisite": {"Forudsætning", "Prerequisite"}, "yes_no": {"Ja/nej", "Yes/no"}, "pass_fail": {"Bestået/ikke bestået", "Pass/fail"}, "measure": {"Måling", "Measured value"},
		"choice": {"Valg", "Choice"}, "text": {"Tekst", "Text"}, "date": {"Dato", "Date"}, "photo": {"Foto", "Photo"}, "signature": {"Underskrift", "Signature"}, "instrument": {"Måleinstrument", "Measuring instrument"},
		"table": {"Måletabel", "Table of measurements"}, "formula": {"Beregning", "Formula"}},
	"state": {"proposed": {"Foreslået", "Proposed"}, "returned": {"Returneret", "Returned"}, "approved": {"Godkendt", "Approved"}, "superseded": {"Udgået", "Superseded"},
		"draft": {"Kladde", "Draft"}, "issued": {"Udgivet", "Issued"}, "running": {"I gang", "Running"}, "paused": {"Sat på pause", "Paused"}, "done": {"Afsluttet", "Finished"}},
	"verdict": with(statuses, map[string][2]string{"must_change": {"Skal ændres", "Must be changed"}, "question": {"Spørgsmål", "Question"}, "remark": {"Bemærkning", "Remark"}, "accepted": {"Accepteret", "Accepted"}}), "status_before": statuses,
	"expected": {"yes": {"Ja", "Yes"}, "no": {"Nej", "No"}}, "expired": {"refuse": {"Afvises", "Refused"}, "warn": {"Advarsel", "Warned of"}},
	"said": {"yes": {"Ja", "Yes"}, "no": {"Nej", "No"}, "passed": {"Bestået", "Passed"}, "failed": {"Ikke bestået", "Failed"}, "not_applicable": {"Ikke relevant", "N/A"}},
	"role": {"tester": {"Udførende", "Carried it out"}, "witness": {"Vidne", "Witness"}, "commissioning": {"Commissioningleder", "Commissioning manager"}, "client": {"Bygherre", "Client"}},
}

// with are words and some more.
func with(some, more map[string][2]string) map[string][2]string {
	all := maps.Clone(some)
	maps.Copy(all, more)
	return all
}

var statuses = map[string][2]string{
	"open":  {"Åben", "Open"},
	"asked": {"Hos projekterende", "With the designer"}, "answered": {"Hos Cx-teamet", "With the commissioning team"}, "returned": {"Returneret", "Returned"},
	"not_started": {"Ikke startet", "Not started"}, "ready": {"Klar til test", "Ready"}, "in_progress": {"I gang", "In progress"}, "passed": {"Bestået", "Passed"},
	"passed_with_remarks": {"Bestået m. bemærkning", "Passed with remarks"}, "failed": {"Ikke bestået", "Failed"}, "blocked": {"Blokeret", "Blocked"},
	"not_applicable": {"Ikke relevant", "N/A"}, "approved": {"Godkendt, låst", "Approved, locked"},
	"new": {"Ny", "New"}, "assigned": {"Tildelt", "Assigned"}, "remedied": {"Meldt udbedret", "Reported remedied"}, "rejected": {"Afvist", "Rejected"}, "verified": {"Verificeret", "Verified"}, "closed": {"Lukket", "Closed"},
}

// title is a column's header.
func (w *making) title(part, column string) string {
	for _, name := range []string{part + "." + column, column} {
		if t, ok := titles[name]; ok {
			return w.say(t[0], t[1])
		}
	}
	return strings.ReplaceAll(column, "_", " ")
}

// word is a value as people say it.
func (w *making) word(value, column string) string {
	if t, ok := values[column][value]; ok {
		return w.say(t[0], t[1])
	}
	return value
}
