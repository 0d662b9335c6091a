package documents

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
)

// handover is documents and reviews as a package holds them.
func handover() []kernel.Part {
	return []kernel.Part{
		{Name: "documents", Table: "documents.documents", Refers: map[string]string{"discipline": "disciplines", "company": "companies"}, Order: "number, id", Sheet: [2]string{"Dokumenter", "Documents"}},
		{Name: "document_versions", Table: "documents.versions", Refers: map[string]string{"document": "documents"}, Keeps: []string{"file"}, People: []string{"made_by"}, Order: "document, made_at, id", Sheet: [2]string{"Dokumentversioner", "Document versions"}},
		{Name: "reviews", Table: "documents.reviews", Refers: map[string]string{"phase": "phases"}, People: []string{"opened_by", "closed_by"}, Order: "number, id", Sheet: [2]string{"Granskninger", "Design reviews"}, Settle: settleNumbers,
			Lacks: []kernel.Lack{{Name: "review_open", Says: "Design reviews that are not closed: %d", Where: "status = 'open'"}}},
		{Name: "review_items", Table: "documents.review_items", Refers: map[string]string{"review": "reviews", "version_of": "document_versions"}, Order: "review, place, id"},
		{Name: "reviewers", Table: "documents.reviewers", Refers: map[string]string{"review": "reviews"}, People: []string{"person"}, Order: "review, id"},
		{Name: "review_comments", Table: "documents.comments", Refers: map[string]string{"review": "reviews", "version_of": "document_versions", "requirement": "requirements", "side": "companies", "replied_side": "companies"},
			People: []string{"made_by", "replied_by", "resolved_by"}, Hides: []string{"entry"}, Order: "review, number, id", Sheet: [2]string{"Granskningsbemærkninger", "Review comments"}, Settle: settleNumbers},
	}
}

// settleNumbers has the next review, and the next comment of each, follow the
// highest that came in.
func settleNumbers(ctx context.Context) error {
	_, err := db.On(ctx).NewRaw(`insert into documents.counters as c (series, last)
		select '00000000-0000-0000-0000-000000000000', max(number) from documents.reviews where project = platform.project() having max(number) is not null
		union all select review, max(number) from documents.comments where project = platform.project() group by review
		on conflict (project, series) do update set last = greatest(c.last, excluded.last)`).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{"Design reviews that are not closed: %d": "Granskninger, der ikke er lukket: %d"})
}
