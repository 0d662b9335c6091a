// Package verification records how register rows are verified on site:
// procedures with their steps, tests that follow them, measurements, results,
// photos and signatures.
package verification

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// rows is what verification needs of the registers module. What it reads goes
// into types of this module, by the names of the columns.
type rows interface {
	// Limit tells what a row's measured value is held against, and whose row it is.
	Limit(ctx context.Context, row uuid.UUID) (within func(measured float64) (ok, told bool), discipline, company *uuid.UUID, err error)
	// Verify gives a row the result of a test.
	Verify(ctx context.Context, row uuid.UUID, status string, measured *float64, measuredText, day string) error
	// MayVerify refuses whoever may not test a row.
	MayVerify(ctx context.Context, row uuid.UUID) error
	// Override gives a row another status than its tests come to.
	Override(ctx context.Context, row uuid.UUID, status, day string) error
	// CodesInto reads id, code and name_da of a list that rows refer to: method, phase.
	CodesInto(ctx context.Context, list string, into any) error
	// RowsInto reads rows with their systems.
	RowsInto(ctx context.Context, ids []uuid.UUID, into any) error
	// SystemsInto reads a page of systems by their tag.
	SystemsInto(ctx context.Context, ids []uuid.UUID, after string, limit int, into any) error
	// RowsOfInto reads the rows of systems.
	RowsOfInto(ctx context.Context, systems []uuid.UUID, into any) error
	// ComponentsInto reads the components of a product type.
	ComponentsInto(ctx context.Context, kind uuid.UUID, into any) error
	// CalibratedInto reads the measuring instruments of the register whose calibration is known.
	CalibratedInto(ctx context.Context, into any) error
	// MakeRows makes rows, all or none.
	MakeRows(ctx context.Context, lines []map[string]any) error
}

// people is what verification needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
}

// Module is the verification module.
type Module struct {
	clock  *clock.Clock
	rows   rows
	people people
	log    log
}

// New returns the verification module.
func New(c *clock.Clock, r rows, p people) *Module { return &Module{clock: c, rows: r, people: p} }

// Manifest lists all that verification does.
func (m *Module) Manifest() kernel.Manifest {
	const tests = "/projects/:project/rows/:row/tests"
	f := kernel.Manifest{Name: "verification", Area: "tests"}
	f.Actions = append(f.Actions,
		kernel.Get("test.list", tests, m.listTests).Says("The tests of a register row, the newest first, with their evidence."),
		kernel.Post("test.record", tests, m.recordTest).Says("Records a test of a register row; the row's status follows from it."))
	f.Actions = append(f.Actions, m.procedureActions()...)
	f.Actions = append(f.Actions, m.runActions()...)
	f.Actions = append(f.Actions,
		kernel.Get("generation.preview", "/projects/:project/generation", m.previewGeneration).Says("A page of systems with the rows that procedures ask for by their type and classification, those that are there already marked."),
		kernel.Post("generation.make", "/projects/:project/generation", m.makeGeneration).Needs("registers", "create").Says("Makes rows of systems' procedures; those that are there already are left alone."))
	const samples, sample = "/projects/:project/samples", "/projects/:project/samples/:sample"
	f.Actions = append(f.Actions,
		kernel.Get("sample.list", samples, m.listSamples).Says("The project's sample checks, the newest first."),
		kernel.Post("sample.draw", samples, m.drawSample).Needs("tests", "edit_all").Says("Draws a sample from the components of a type, or from tags, by a recorded seed."),
		kernel.Get("sample.read", sample, m.readSample).Says("A sample check with the units that are drawn."),
		kernel.Put("sample.check", sample+"/units/:unit", m.checkUnit).Says("Says what the check of a unit came to; a fault raises the share that is drawn."))
	f.Templates = []kernel.TemplateKind{{Name: "procedure", Tables: []string{"verification.procedures", "verification.editions", "verification.steps", "verification.attachments"}}}
	f.Personal = []kernel.Personal{
		{Table: "verification.tests", Holds: "who tested and who signed, with the name as written", Person: "person", OnErase: "kept as evidence until the licence ends"},
		{Table: "verification.answers", Holds: "who answered a step of a test", Person: "person", OnErase: "kept as evidence until the licence ends"},
		{Table: "verification.signatures", Holds: "who signed a test, with the name as written", Person: "person", OnErase: "kept as evidence until the licence ends"},
		{Table: "verification.samples", Holds: "whose finding enlarged a sample", Person: "escalated_by", OnErase: "kept: ids only"},
		{Table: "verification.sample_units", Holds: "who tested a unit of a sample", Person: "person", OnErase: "kept: ids only"},
		{Table: "verification.editions", Holds: "who issued an edition of a procedure", Person: "issued_by", OnErase: "kept: ids only"},
	}
	f.Duties = []kernel.Duty{{Thing: "run", Says: "tests under way", Table: "verification.tests", Person: "holder", Company: "company", Discipline: "discipline", Open: "t.state in ('running', 'paused')"}}
	f.Restores = restores()
	f.Handover = parts()
	f.Demo = m.demo
	return f
}

func (m *Module) procedureActions() []kernel.Action {
	const procedures, procedure = "/projects/:project/procedures", "/projects/:project/procedures/:procedure"
	const editions, edition = procedure + "/editions", procedure + "/editions/:edition"
	write := func(a kernel.Action) kernel.Action { return a.Needs("tests", "edit_all") }
	return []kernel.Action{
		kernel.Get("procedure.list", procedures, m.listProcedures).Says("The project's test procedures with their editions, by code."),
		write(kernel.Post("procedure.create", procedures, m.createProcedure).Says("Makes a procedure with an empty draft.")),
		kernel.Get("shelf.list", procedures+"/shelf", m.listShelf).Says("The procedures that come with the product, with their steps."),
		write(kernel.Post("shelf.adopt", procedures+"/shelf", m.adoptProcedures).Says("Takes shipped procedures into use: each becomes the project's own, with an issued edition.")),
		kernel.Get("procedure.read", procedure, m.readProcedure),
		write(kernel.Patch("procedure.change", procedure, m.changeProcedure)),
		write(kernel.Delete("procedure.delete", procedure, m.deleteProcedure)),
		write(kernel.Put("procedure.attach", procedure+"/attachments", m.attachProcedure).Says("Says anew which rows the procedure fits: a verification method, a type or classification of systems.")),
		write(kernel.Post("edition.draft", editions, m.draftEdition).Says("Begins the next edition as a copy of the newest one.")),
		kernel.Get("edition.read", edition, m.readEdition).Says("An edition with its steps."),
		write(kernel.Put("edition.write", edition, m.writeEdition).Says("Replaces the steps of a draft.")),
		write(kernel.Do("edition.issue", edition+"/issue", m.issueEdition).Says("Makes a draft the edition that new tests are run by; it never changes from then on.")),
		write(kernel.Delete("edition.discard", edition, m.discardEdition)),
	}
}

func (m *Module) runActions() []kernel.Action {
	const row, runs, run = "/projects/:project/rows/:row", "/projects/:project/runs", "/projects/:project/runs/:run"
	return []kernel.Action{
		kernel.Get("run.fitting", row+"/procedures", m.listFitting).Says("The procedures that a row can be tested by, those that fit most closely first."),
		kernel.Post("run.begin", row+"/runs", m.beginRun).Says("Begins a test of a row by an issued edition, or a retest of the steps that failed in one."),
		kernel.Get("run.list", runs, m.listRuns).Says("The tests by procedure that are under way, the newest first."),
		kernel.Get("run.read", run, m.readRun).Says("A test by procedure: its steps, answers and signatures, what earlier tests came to, and where it stands."),
		kernel.Put("answer.give", run+"/answers/:step", m.giveAnswer).Says("Answers one step. If somebody else answered otherwise since it was read, both answers come back."),
		kernel.Do("answer.yield", run+"/answers/:step/yield", m.yieldAnswer).Says("Lets somebody else's answer stand; the history keeps one's own."),
		kernel.Delete("run.discard", run, m.discardRun),
		kernel.Do("run.pause", run+"/pause", m.pauseRun),
		kernel.Do("run.resume", run+"/resume", m.resumeRun),
		kernel.Do("run.hand_over", run+"/hand_over", m.handOverRun).Says("Has a colleague go on with the test."),
		kernel.Post("run.sign", run+"/signatures", m.signRun).Needs("tests", "edit").Says("Signs the test, as whoever carried it out or as a witness."),
		kernel.Post("enclosure.add", run+"/enclosures", m.addEnclosure).Needs("tests", "edit").Says("Encloses a file with a test, also with a finished one: such as a laboratory's report."),
		kernel.Delete("enclosure.remove", run+"/enclosures/:enclosure", m.removeEnclosure).Says("Takes a file off a test that is under way."),
		kernel.Do("run.finish", run+"/finish", m.finishRun).Says("Ends the test; the row's status follows from it."),
		kernel.Do("run.override", run+"/override", m.overrideRun).Needs("tests", "approve").Says("Gives a finished test another result than its steps come to, with a reason."),
		kernel.Get("instrument.list", "/projects/:project/instruments_used", m.listInstruments).Says("Measuring instruments used on the project or in its register, with their newest calibration."),
	}
}
