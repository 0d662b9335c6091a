// Package design keeps the basis of design: what the designer is asked about
// each requirement, how and where they meet it, and what the commissioning team
// says of the answer, so that everybody sees whose turn it is; and it follows
// each requirement through reviews, rows and tests.
package design

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// registers is what design needs of the registers module.
type registers interface {
	// RequirementsInto reads requirements: id, code, title_da, title_en,
	// criterion_da, criterion_en, state, edition, discipline.
	RequirementsInto(ctx context.Context, ids []uuid.UUID, into any) error
	// RequirementsFound finds requirements by words.
	RequirementsFound(ctx context.Context, words string) ([]uuid.UUID, error)
	// RequirementsApproved reads the ids of approved requirements, of a
	// discipline or of all.
	RequirementsApproved(ctx context.Context, discipline uuid.UUID, limit int) ([]uuid.UUID, error)
	// Labels tells what people call things of one kind.
	Labels(ctx context.Context, kind string, ids []uuid.UUID) (map[uuid.UUID]string, error)
	// Tagged finds systems by a part of their tag.
	Tagged(ctx context.Context, words string) ([]uuid.UUID, error)
	// TraceInto reads a page of requirements with their rows by phase and status.
	TraceInto(ctx context.Context, discipline uuid.UUID, words string, after uuid.UUID, limit int, into any) error
	// PhasesInto reads phases and milestones in their order: id, code, name_da,
	// name_en, position, milestone.
	PhasesInto(ctx context.Context, into any) error
}

// documents is what design needs of the documents module.
type documents interface {
	// Cited tells what versions of documents are called: number, title and
	// revision. Those that the person may not see are missing.
	Cited(ctx context.Context, versions []uuid.UUID) (map[uuid.UUID][3]string, error)
	// Reviewed tells how many comments are about requirements, and how many of
	// them are unresolved.
	Reviewed(ctx context.Context, requirements []uuid.UUID) (map[uuid.UUID][2]int, error)
}

// tests is what design needs of the verification module.
type tests interface {
	// Tested tells how many tests register rows have.
	Tested(ctx context.Context, rows []uuid.UUID) (map[uuid.UUID]int, error)
}

// companies is what design needs of the projects module.
type companies interface {
	Companies(ctx context.Context) (map[uuid.UUID]string, error)
}

// people is what design needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
}

// Module is the design module.
type Module struct {
	clock     *clock.Clock
	registers registers
	companies companies
	people    people
	documents documents
	tests     tests
}

// Join hands over the documents that answers name, and what the traceability
// matrix asks beside the registers.
func (m *Module) Join(d documents, t tests) { m.documents, m.tests = d, t }

// New returns the design module.
func New(c *clock.Clock, r registers, in companies, p people) *Module {
	return &Module{clock: c, registers: r, companies: in, people: p}
}

// Manifest lists all that design does.
func (m *Module) Manifest() kernel.Manifest {
	const all, one, many = "/projects/:project/basis", "/projects/:project/basis/:answer", "/projects/:project/basis_questions"
	return kernel.Manifest{
		Name: "design", Area: "requirements",
		Actions: []kernel.Action{
			kernel.Get("answer.list", all, m.listAnswers).Says("The basis of design: one's own turn, one's company's, overdue, open, or all."),
			kernel.Get("figure.read", "/projects/:project/basis_figures", m.readFigures).Says("How many answers have each status, how many are overdue, and how many wait for oneself."),
			kernel.Get("answer.export", "/projects/:project/basis_export", m.exportAnswers).Costly().Anyone().Says("The basis of design as an Excel workbook or a CSV file. Takes the right to export requirements."),
			kernel.Get("answer.read", one, m.readAnswer).Says("An answer with its requirement and what one may do with it."),
			kernel.Post("answer.ask", all, m.askAnswer).Says("Asks the designer how one requirement is met, in a system and a phase if need be."),
			kernel.Get("answer.preview", many, m.previewMany).Needs("requirements", "create").Says("Which requirements would be asked about, and which not and why."),
			kernel.Do("answer.ask_many", many, m.askMany).Needs("requirements", "create").Says("Asks about all approved requirements, or those of a discipline, that lack a question in the phase."),
			kernel.Do("answer.assign", one+"/assign", m.assignAnswer).Says("Says which company and person answer, and by when."),
			kernel.Do("answer.give", one+"/give", m.giveAnswer).Says("Answers how and where the requirement is met; done by the side that was asked."),
			kernel.Do("answer.approve", one+"/approve", m.approveAnswer).Says("Approves an answer; done by another side than the one that gave it."),
			kernel.Do("answer.return", one+"/return", m.returnAnswer).Says("Returns an answer to the designer, with the reason."),
			kernel.Do("answer.reopen", one+"/reopen", m.reopenAnswer).Says("Asks again about an approved answer, with the reason."),
			kernel.Get("trace.list", "/projects/:project/trace", m.listTrace).Says("The traceability matrix: each requirement with its basis of design, reviews, rows by phase and tests, and what is missing."),
			kernel.Get("trace.export", "/projects/:project/trace_export", m.exportTrace).Costly().Anyone().Says("The traceability matrix as an Excel workbook or a CSV file. Takes the right to export requirements."),
			kernel.Get("event.list", one+"/events", m.listEvents).Says("What was answered and said of it, the oldest first."),
			kernel.Post("event.comment", one+"/events", m.comment).Needs("requirements", "view").Says("Says something about an answer; it stays as it was said."),
		},
		Personal: []kernel.Personal{
			{Table: "design.answers", Holds: "who asked, answered and judged, and who is to answer", Person: "person", OnErase: "kept: ids only"},
			{Table: "design.events", Holds: "who did or said what about an answer", Person: "person", OnErase: "kept as evidence until the licence ends: ids only"},
		},
		Duties: []kernel.Duty{{Thing: "answer", Says: "answers of the basis of design", Table: "design.answers", Person: "person", Company: "company", Discipline: "discipline", Open: "t.status <> 'approved'", Taken: m.takenOver}},
		Waits:  m.awaited(),
		Restores: []kernel.Restore{
			{Table: "design.answers", Parents: []string{"registers.requirements", "registers.systems", "registers.phases", "documents.versions"}, Label: "r->>'text'"},
			{Table: "design.events", Parents: []string{"design.answers"}, Label: "r->>'kind'"},
		},
		Handover: handover(),
		Demo:     m.demo,
	}
}
