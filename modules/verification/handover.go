package verification

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
)

// parts are the module's tables as a package holds them, in the order in which
// they refer to each other.
func parts() []kernel.Part {
	return []kernel.Part{
		{Name: "procedures", Table: "verification.procedures", Order: "lower(code), id", Sheet: [2]string{"Testprocedurer", "Test procedures"}, Copy: procedureCopy("t.id")},
		{Name: "editions", Table: "verification.editions", Refers: map[string]string{"procedure": "procedures"}, People: []string{"issued_by"}, Order: "procedure, number, id", Sheet: [2]string{"Udgaver", "Editions"},
			Copy: kernel.Copy{Kind: "procedures", SetUp: true, Where: newestIssued + " and " + procedureCopy("t.procedure").Where, Blank: []string{"state", "issued_at", "written"}, Settle: issueAll}},
		{Name: "steps", Table: "verification.steps", Refers: map[string]string{"edition": "editions"}, Order: "edition, position, id", Sheet: [2]string{"Trin", "Steps"},
			Copy: kernel.Copy{Kind: "procedures", SetUp: true}},
		{Name: "attachments", Table: "verification.attachments", Refers: map[string]string{"procedure": "procedures", "method": "methods", "phase": "phases"}, Order: "procedure, position, id",
			Sheet: [2]string{"Procedurers brug", "Use of procedures"}, Copy: kernel.Copy{Kind: "procedures", SetUp: true}},
		{Name: "assignments", Table: "verification.assignments", Refers: map[string]string{"procedure": "procedures", "row": "rows"}, Order: "row, procedure, id", Sheet: [2]string{"Rækkers procedurer", "Procedures of rows"}, Copy: kernel.Copy{Kind: "rows"}},
		{Name: "tests", Table: "verification.tests", Refers: map[string]string{"row": "rows", "discipline": "disciplines", "company": "companies", "edition": "editions", "retest_of": "tests"}, Keeps: []string{"signature"},
			People: []string{"person", "holder", "overridden_by"}, Order: "tested_at, id", Sheet: [2]string{"Test", "Tests"}},
		{Name: "answers", Table: "verification.answers", Refers: map[string]string{"test": "tests", "step": "steps"}, Keeps: []string{"signature"}, People: []string{"person"}, Hides: []string{"log_entry"}, Order: "test, answered_at, id",
			Sheet: [2]string{"Svar", "Answers"}},
		{Name: "photos", Table: "verification.photos", Refers: map[string]string{"test": "tests", "answer": "answers"}, Keeps: []string{"file", "original"}, Order: "test, position, id"},
		{Name: "enclosures", Table: "verification.enclosures", Refers: map[string]string{"test": "tests"}, Keeps: []string{"file"}, Order: "test, position, id"},
		{Name: "signatures", Table: "verification.signatures", Refers: map[string]string{"test": "tests"}, Keeps: []string{"file"}, People: []string{"person"}, Order: "test, signed_at, id", Sheet: [2]string{"Underskrifter", "Signatures"}},
		{Name: "samples", Table: "verification.samples", Refers: map[string]string{"type": "types", "discipline": "disciplines"}, Hides: []string{"escalated_by"}, Order: "created_at, id", Sheet: [2]string{"Stikprøver", "Sample checks"}},
		{Name: "sample_units", Table: "verification.sample_units", Refers: map[string]string{"sample": "samples", "component": "components"}, People: []string{"person"}, Order: "sample, place, id",
			Sheet: [2]string{"Stikprøvers enheder", "Units of sample checks"}},
	}
}

// newestIssued keeps, of editions t, the one that new tests of its procedure are run by.
const newestIssued = "t.state = 'issued' and not exists (select 1 from verification.editions n where n.project = t.project and n.procedure = t.procedure and n.state = 'issued' and n.number > t.number)"

// procedureCopy takes procedures along that tests can be run by.
func procedureCopy(procedure string) kernel.Copy {
	return kernel.Copy{Kind: "procedures", SetUp: true, Where: "exists (select 1 from verification.procedures p join verification.editions e on e.project = p.project and e.procedure = p.id where p.project = t.project and p.id = " +
		procedure + " and not p.retired and e.state = 'issued')"}
}

// issueAll issues the editions that a new project begins with: they were issued
// where they come from, and come in as drafts because their steps do.
func issueAll(ctx context.Context) error {
	_, err := db.On(ctx).NewRaw("update verification.editions set state = 'issued', issued_by = platform.person(), issued_at = platform.now() where project = platform.project() and state = 'draft'").Exec(ctx)
	return err
}

// restores tell the history which rows it can put back, and what names them.
func restores() []kernel.Restore {
	return []kernel.Restore{
		{Table: "verification.procedures", Label: "r->>'code'"},
		{Table: "verification.editions", Parents: []string{"verification.procedures"}, Label: "r->>'number'"},
		{Table: "verification.steps", Parents: []string{"verification.editions"}, Label: "r->>'code'"},
		{Table: "verification.attachments", Parents: []string{"verification.procedures", "registers.methods", "registers.phases"}, Label: "''"},
		{Table: "verification.assignments", Parents: []string{"verification.procedures", "registers.rows"}, Label: "''"},
		{Table: "verification.tests", Parents: []string{"registers.rows", "verification.editions"}, Label: "r->>'result'"},
		{Table: "verification.answers", Parents: []string{"verification.tests", "verification.steps"}, Label: "r->>'result'"},
		{Table: "verification.photos", Parents: []string{"verification.tests", "verification.answers", "platform.files"}, Label: "''"},
		{Table: "verification.enclosures", Parents: []string{"verification.tests", "platform.files"}, Label: "''"},
		{Table: "verification.samples", Parents: []string{"registers.types"}, Label: "r->>'title'"},
		{Table: "verification.sample_units", Parents: []string{"verification.samples"}, Label: "r->>'tag'"},
		{Table: "verification.signatures", Parents: []string{"verification.tests", "platform.files"}, Label: "r->>'name'"},
	}
}
