// Package integration keeps integrated systems tests: cause-and-effect matrices,
// which say what must follow when a cause is provoked, and the rounds in which
// that was tried.
package integration

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/files"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// registers is what integration needs of the registers module. What it reads
// goes into types of this module, by the names of the columns.
type registers interface {
	// Labels tells what people call things of one kind; those that are not in the project are missing.
	Labels(ctx context.Context, kind string, ids []uuid.UUID) (map[uuid.UUID]string, error)
	// SystemsInto reads a page of systems by their tag.
	SystemsInto(ctx context.Context, ids []uuid.UUID, after string, limit int, into any) error
	// Status is the status of a register row.
	Status(ctx context.Context, row uuid.UUID) (string, error)
	// MayVerify refuses whoever may not test a row.
	MayVerify(ctx context.Context, row uuid.UUID) error
	// Verify gives a row the result of a test.
	Verify(ctx context.Context, row uuid.UUID, status string, measured *float64, measuredText, day string) error
}

// log is what integration needs of the commissioning log: an effect that failed
// becomes an entry of it.
type log interface {
	Raise(ctx context.Context, kind, severity, title, description string, row, test uuid.UUID, photos []uuid.UUID) (entry uuid.UUID, number int, err error)
}

// Module is the integration module.
type Module struct {
	clock     *clock.Clock
	files     *files.Store
	registers registers
	log       log
}

// New returns the integration module.
func New(c *clock.Clock, f *files.Store, r registers, l log) *Module {
	return &Module{clock: c, files: f, registers: r, log: l}
}

// copied: matrices go with the systems that they tell of.
var copied = kernel.Copy{Kind: "systems"}

// Manifest lists all that integration does.
func (m *Module) Manifest() kernel.Manifest {
	const matrices, matrix = "/projects/:project/matrices", "/projects/:project/matrices/:matrix"
	const round = "/projects/:project/matrix_rounds/:round"
	write := func(a kernel.Action) kernel.Action { return a.Needs("tests", "edit_all") }
	return kernel.Manifest{
		Name: "integration", Area: "tests",
		Actions: []kernel.Action{
			kernel.Get("matrix.list", matrices, m.listMatrices).Says("The project's cause-and-effect matrices with their newest tests, by code."),
			write(kernel.Post("matrix.create", matrices, m.createMatrix).Says("Makes an empty matrix.")),
			write(kernel.Do("matrix.propose", "/projects/:project/matrix_proposals", m.proposeMatrix).Says("Reads causes, effects and what follows out of a stored Excel or CSV file; nothing is kept until it is written.")),
			kernel.Get("matrix.read", matrix, m.readMatrix).Says("A matrix with its causes, effects, what follows, and its tests."),
			write(kernel.Patch("matrix.change", matrix, m.changeMatrix)),
			write(kernel.Delete("matrix.delete", matrix, m.deleteMatrix)),
			write(kernel.Put("matrix.write", matrix+"/content", m.writeMatrix).Says("Says anew which causes and effects a matrix has and what follows; what is as it was is not touched.")),
			kernel.Get("matrix.export", matrix+"/sheet", m.exportMatrix).Costly().Anyone().Says("A matrix as an Excel workbook, which can be read in again. Takes the right to export tests."),
			kernel.Post("round.begin", matrix+"/rounds", m.beginRound).Needs("tests", "edit").Says("Begins a test of every effect that a cause must have, or a retest of those that failed in one."),
			kernel.Get("round.read", round, m.readRound).Says("A test by a matrix: every effect of every cause, as they were when it began, with what was observed."),
			kernel.Delete("round.discard", round, m.discardRound),
			kernel.Put("cell.check", round+"/cells/:cell", m.checkCell).Says("Says what was observed of one effect. If somebody else said otherwise since it was read, both come back."),
			kernel.Do("cell.pass_rest", round+"/pass_rest", m.passRest).Says("Passes those effects of one cause of which nothing was said."),
			kernel.Do("round.finish", round+"/finish", m.finishRound).Says("Ends the test; the status of its register row follows from it, and effects that failed go on the commissioning log."),
		},
		Personal: []kernel.Personal{
			{Table: "integration.rounds", Holds: "who began and ended an integrated systems test", Person: "begun_by", OnErase: "kept as evidence until the licence ends: ids only"},
			{Table: "integration.cells", Holds: "who observed an effect", Person: "person", OnErase: "kept as evidence until the licence ends: ids only"},
		},
		Templates: []kernel.TemplateKind{{Name: "cause_and_effect", Tables: []string{"integration.matrices", "integration.causes", "integration.effects", "integration.links"}}},
		Restores: []kernel.Restore{
			{Table: "integration.matrices", Label: "r->>'code'"},
			{Table: "integration.causes", Parents: []string{"integration.matrices"}, Label: "r->>'code'"},
			{Table: "integration.effects", Parents: []string{"integration.matrices"}, Label: "r->>'code'"},
			{Table: "integration.links", Parents: []string{"integration.causes", "integration.effects"}, Label: "r->>'action'"},
			{Table: "integration.rounds", Parents: []string{"integration.matrices"}, Label: "r->>'number'"},
			{Table: "integration.cells", Parents: []string{"integration.rounds"}, Label: "(r->>'cause_code') || ' → ' || (r->>'effect_code')"},
		},
		Handover: []kernel.Part{
			{Name: "matrices", Table: "integration.matrices", Refers: map[string]string{"discipline": "disciplines"}, Order: "lower(code), id", Sheet: [2]string{"Årsag-virkning-matricer", "Cause-and-effect matrices"}, Copy: copied},
			{Name: "causes", Table: "integration.causes", Refers: map[string]string{"matrix": "matrices", "system": "systems"}, Order: "matrix, position, id", Sheet: [2]string{"Årsager", "Causes"}, Copy: copied},
			{Name: "effects", Table: "integration.effects", Refers: map[string]string{"matrix": "matrices", "system": "systems"}, Order: "matrix, position, id", Sheet: [2]string{"Virkninger", "Effects"}, Copy: copied},
			{Name: "links", Table: "integration.links", Refers: map[string]string{"matrix": "matrices", "cause": "causes", "effect": "effects"}, Order: "matrix, cause, effect, id", Sheet: [2]string{"Årsag til virkning", "Cause to effect"}, Copy: copied},
			{Name: "matrix_rounds", Table: "integration.rounds", Refers: map[string]string{"matrix": "matrices", "row": "rows", "retest_of": "matrix_rounds"}, People: []string{"begun_by", "ended_by"}, Order: "begun_at, id",
				Sheet: [2]string{"Systemintegrationstest", "Integrated systems tests"}},
			{Name: "matrix_cells", Table: "integration.cells", Refers: map[string]string{"round": "matrix_rounds"}, People: []string{"person"}, Hides: []string{"log_entry"}, Order: "round, cause_at, effect_at, id",
				Sheet: [2]string{"Observerede virkninger", "Observed effects"}},
		},
		Demo: m.demo,
	}
}
