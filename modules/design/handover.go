package design

import (
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
)

// handover is the basis of design as a package holds it, with all that was said of it.
func handover() []kernel.Part {
	return []kernel.Part{
		{Name: "basis", Table: "design.answers", Order: "requirement, system, phase, id", Sheet: [2]string{"Projektbasis", "Basis of design"},
			Refers: map[string]string{"requirement": "requirements", "system": "systems", "phase": "phases", "discipline": "disciplines", "company": "companies", "answered_side": "companies", "judged_side": "companies", "version_of": "document_versions"},
			People: []string{"person", "asked_by", "answered_by", "judged_by"},
			Lacks:  []kernel.Lack{{Name: "basis_open", Says: "Answers of the basis of design that are not approved: %d", Where: "status <> 'approved'"}}},
		{Name: "basis_events", Table: "design.events", Refers: map[string]string{"answer": "basis", "side": "companies", "to_company": "companies", "version_of": "document_versions"}, People: []string{"person", "to_person"}, Order: "answer, at, id",
			Sheet: [2]string{"Projektbasis forløb", "Basis of design events"}},
	}
}

func init() {
	problem.Teach(map[string]string{
		"Answers of the basis of design that are not approved: %d": "Svar i projektbasis, der ikke er godkendt: %d",
	})
}
