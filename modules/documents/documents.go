// Package documents keeps the documents of a project by their versions, and the
// design review of them: a set of versions or a sample of it, comments with a
// verdict, the designer's replies, and what is unresolved in the end.
package documents

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/files"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// registers is what documents needs of the registers module.
type registers interface {
	// Labels tells what people call things of one kind.
	Labels(ctx context.Context, kind string, ids []uuid.UUID) (map[uuid.UUID]string, error)
	// RequirementsFound finds requirements by words.
	RequirementsFound(ctx context.Context, words string) ([]uuid.UUID, error)
	// CodesInto reads a list: id, code, name_da.
	CodesInto(ctx context.Context, list string, into any) error
}

// companies is what documents needs of the projects module.
type companies interface {
	Companies(ctx context.Context) (map[uuid.UUID]string, error)
}

// people is what documents needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
}

// log is what documents needs of the commissioning log: what a review leaves
// unresolved becomes an observation.
type log interface {
	RaiseReview(ctx context.Context, severity, title, description string, discipline, company, comment uuid.UUID) (entry uuid.UUID, number int, err error)
}

// Module is the documents module.
type Module struct {
	clock     *clock.Clock
	files     *files.Store
	registers registers
	companies companies
	people    people
	log       log
}

// New returns the documents module.
func New(c *clock.Clock, store *files.Store, r registers, in companies, p people, l log) *Module {
	return &Module{clock: c, files: store, registers: r, companies: in, people: p, log: l}
}

// Manifest lists all that documents does.
func (m *Module) Manifest() kernel.Manifest {
	const all, one = "/projects/:project/documents", "/projects/:project/documents/:document"
	const reviews, review = "/projects/:project/reviews", "/projects/:project/reviews/:review"
	const comment = "/projects/:project/review_comments/:comment"
	return kernel.Manifest{
		Name: "documents", Area: "documents",
		Actions: []kernel.Action{
			kernel.Get("document.list", all, m.listDocuments).Says("The documents by their number, each with its newest version."),
			kernel.Get("label.list", "/projects/:project/document_labels", m.listLabels).Anyone().Says("What documents are called that something links to; of one that the reader may not see, only that it is there."),
			kernel.Get("document.read", one, m.readDocument).Says("A document with all of its versions."),
			kernel.Post("document.create", all, m.createDocument).Says("Puts a document into the project with its first version."),
			kernel.Patch("document.change", one, m.changeDocument),
			kernel.Post("version.add", one+"/versions", m.addVersion).Says("Adds a revision of a document; earlier ones stay as they are."),
			kernel.Get("review.list", reviews, m.listReviews).Says("The design reviews, the newest first, with how many comments are unresolved."),
			kernel.Get("review.read", review, m.readReview).Says("A review with what is reviewed, the draw and the reviewers."),
			kernel.Post("review.open", reviews, m.openReview).Says("Opens a review of the newest versions in some disciplines: all of them, or a sample drawn by a recorded seed."),
			kernel.Do("review.close", review+"/close", m.closeReview).Says("Closes a review; every unresolved comment goes to the commissioning log."),
			kernel.Get("review.export", review+"/export", m.exportReview).Costly().Anyone().Says("The review report as an Excel workbook or a CSV file. Takes the right to export documents."),
			kernel.Get("comment.list", review+"/comments", m.listComments).Says("The comments of a review by their number."),
			kernel.Get("comment.read", comment, m.readComment),
			kernel.Post("comment.make", review+"/comments", m.makeComment).Needs("documents", "view").Says("Says something of a version under review, with a verdict. Takes being a reviewer, or the right to create documents or approve them."),
			kernel.Do("comment.reply", comment+"/reply", m.replyComment).Says("The designer's reply to a comment."),
			kernel.Do("comment.resolve", comment+"/resolve", m.resolveComment).Needs("documents", "view").Says("Says that a comment is resolved, or that it is not after all; done by the side that made it, or whoever edits all."),
		},
		Personal: []kernel.Personal{
			{Table: "documents.versions", Holds: "who put a version in", Person: "made_by", OnErase: "kept: ids only"},
			{Table: "documents.reviews", Holds: "who opened and closed a review", Person: "opened_by", OnErase: "kept: ids only"},
			{Table: "documents.reviewers", Holds: "who reviews", Person: "person", OnErase: "kept: ids only"},
			{Table: "documents.comments", Holds: "who commented, replied and resolved", Person: "made_by", OnErase: "kept as evidence until the licence ends: ids only"},
		},
		Duties: []kernel.Duty{{Thing: "review", Says: "design reviews", Table: "documents.reviewers", Person: "person", Once: "review",
			Open: "exists (select 1 from documents.reviews r where r.project = t.project and r.id = t.review and r.status = 'open')"}},
		Waits: m.awaited(),
		Restores: []kernel.Restore{
			{Table: "documents.documents", Label: "r->>'number'"},
			{Table: "documents.versions", Parents: []string{"documents.documents", "platform.files"}, Label: "r->>'revision'"},
			{Table: "documents.reviews", Label: "r->>'title'"},
			{Table: "documents.review_items", Parents: []string{"documents.reviews", "documents.versions"}, Label: "''"},
			{Table: "documents.reviewers", Parents: []string{"documents.reviews"}, Label: "''"},
			{Table: "documents.comments", Parents: []string{"documents.reviews", "documents.versions"}, Label: "r->>'number'"},
		},
		Handover: handover(),
		Demo:     m.demo,
	}
}
