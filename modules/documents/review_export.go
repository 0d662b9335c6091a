package documents

import (
	"context"
	"fmt"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"
	"cxweb/platform/sheet"

	"github.com/google/uuid"
)

// exported is how many comments one report holds at most.
const exported = 20_000

// ExportReview asks for the report of a review.
type ExportReview struct {
	Project uuid.UUID `params:"project" json:"-"`
	Review  uuid.UUID `params:"review" json:"-"`
	Format  string    `query:"format" json:"-" validate:"omitempty,oneof=xlsx csv"`
}

var verdictWords = map[string][2]string{"accepted": {"Accepteret", "Accepted"}, "must_change": {"Skal ændres", "Must be changed"}, "question": {"Spørgsmål", "Question"}, "remark": {"Bemærkning", "Remark"}}

func (m *Module) exportReview(ctx context.Context, q ExportReview) (*kernel.File, error) {
	s := scope.From(ctx)
	if err := kernel.MayExport(s, "documents"); err != nil {
		return nil, err
	}
	r, err := findReview(ctx, q.Review)
	if err != nil {
		return nil, err
	}
	var all []*Comment
	if err := db.On(ctx).NewSelect().Model(&all).ColumnExpr(commentColumns).Join(commentJoins).Where("c.review = ?", r.ID).OrderExpr("c.number").Limit(exported).Scan(ctx); err != nil {
		return nil, err
	}
	var requirements, disciplines []uuid.UUID
	for _, c := range all {
		if c.Requirement != nil {
			requirements = append(requirements, *c.Requirement)
		}
		if c.Discipline != nil {
			disciplines = append(disciplines, *c.Discipline)
		}
	}
	codes, err := m.registers.Labels(ctx, "requirement", requirements)
	if err != nil {
		return nil, err
	}
	fields, err := m.registers.Labels(ctx, "discipline", disciplines)
	if err != nil {
		return nil, err
	}
	names, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	word := func(da, en string) string {
		if s.Language == "en" {
			return en
		}
		return da
	}
	columns := []sheet.Column{{Title: word("Nr.", "No.")}, {Title: word("Dokument", "Document")}, {Title: word("Rev.", "Rev.")}, {Title: word("Fagområde", "Discipline")}, {Title: word("Side", "Page")}, {Title: word("Sted", "Place")},
		{Title: word("Vurdering", "Verdict")}, {Title: word("Bemærkning", "Comment")}, {Title: word("Krav", "Requirement")}, {Title: word("Af", "By")}, {Title: word("Dato", "Date"), Date: true}, {Title: word("Projekterendes svar", "Designer's reply")},
		{Title: word("Svar af", "Reply by")}, {Title: word("Svar dato", "Reply date"), Date: true}, {Title: word("Afklaret", "Resolved")}, {Title: word("Cx-log", "Cx log")}}
	rows := make([][]any, len(all))
	for i, c := range all {
		entry := ""
		if c.EntryNumber != nil {
			entry = fmt.Sprintf("OBS-%d", *c.EntryNumber)
		}
		resolved := word("nej", "no")
		if c.Resolved {
			resolved = word("ja", "yes")
		}
		rows[i] = []any{c.Number, c.Document, c.Revision, of(fields, c.Discipline), page(c.Page), c.Place, word(verdictWords[c.Verdict][0], verdictWords[c.Verdict][1]), c.Text, of(codes, c.Requirement), person(names, c.MadeBy), day(&c.MadeAt),
			c.Reply, person(names, c.RepliedBy), day(c.RepliedAt), resolved, entry}
	}
	return kernel.ListFile(fmt.Sprintf("%s_GR-%d", word("granskning", "design_review"), r.Number), q.Format, s.Language, fmt.Sprintf("GR-%d", r.Number), columns, rows)
}

func of(labels map[uuid.UUID]string, id *uuid.UUID) any {
	if id == nil {
		return nil
	}
	return labels[*id]
}

func person(names map[uuid.UUID][2]string, id *uuid.UUID) any {
	if id == nil {
		return nil
	}
	return names[*id][0]
}

func page(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// day is the day of a moment: a report is read by days.
func day(t *time.Time) any {
	if t == nil {
		return nil
	}
	return clock.Day(*t)
}
