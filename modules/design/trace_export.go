package design

import (
	"context"
	"strings"

	"cxweb/platform/kernel"
	"cxweb/platform/scope"
	"cxweb/platform/sheet"

	"github.com/google/uuid"
)

// ExportTrace asks for the traceability matrix as a file.
type ExportTrace struct {
	TraceWhich
	Format string `query:"format" json:"-" validate:"omitempty,oneof=xlsx csv"`
}

var (
	rowWords = map[string][2]string{"not_started": {"ikke startet", "not started"}, "ready": {"klar", "ready"}, "in_progress": {"i gang", "in progress"}, "passed": {"bestået", "passed"},
		"passed_with_remarks": {"bestået m. bemærkning", "passed with remarks"}, "failed": {"ikke bestået", "failed"}, "blocked": {"blokeret", "blocked"}, "not_applicable": {"ikke relevant", "N/A"}, "approved": {"godkendt", "approved"}}
	stateWords = map[string][2]string{"proposed": {"Foreslået", "Proposed"}, "returned": {"Returneret", "Returned"}, "approved": {"Godkendt", "Approved"}}
	holeWords  = map[string][2]string{"not_approved": {"ikke godkendt", "not approved"}, "no_basis": {"ingen projektbasis", "no basis of design"}, "basis_open": {"projektbasis ikke godkendt", "basis of design not approved"},
		"basis_older": {"projektbasis gælder en ældre version", "basis of design is of an older version"}, "unresolved": {"uafklarede granskningsbemærkninger", "unresolved review comments"}, "no_row": {"ingen registerrække", "no register row"},
		"no_result": {"rækker uden resultat", "rows without a result"}, "failed": {"ikke bestået", "failed"}}
)

func (m *Module) exportTrace(ctx context.Context, q ExportTrace) (*kernel.File, error) {
	s := scope.From(ctx)
	if err := kernel.MayExport(s, "requirements"); err != nil {
		return nil, err
	}
	word := func(da, en string) string { return inLanguage([2]string{da, en}, s.Language) }
	var phases []struct {
		ID        uuid.UUID
		Code      string
		NameDA    string `bun:"name_da"`
		NameEN    string `bun:"name_en"`
		Position  int
		Milestone bool
	}
	if err := m.registers.PhasesInto(ctx, &phases); err != nil {
		return nil, err
	}
	columns := []sheet.Column{{Title: word("Krav", "Requirement")}, {Title: word("Titel", "Title")}, {Title: word("Fagområde", "Discipline")}, {Title: word("Tilstand", "State")}, {Title: word("Version", "Version")},
		{Title: word("Projektbasis", "Basis of design")}, {Title: word("Granskningsbemærkninger", "Review comments")}, {Title: word("Uafklarede", "Unresolved")}}
	for _, p := range phases {
		if !p.Milestone {
			columns = append(columns, sheet.Column{Title: word(p.NameDA, p.NameEN)})
		}
	}
	columns = append(columns, sheet.Column{Title: word("Test", "Tests")}, sheet.Column{Title: word("Huller", "Holes")})
	var rows [][]any
	disciplines := map[uuid.UUID]string{}
	for after := uuid.Nil; len(rows) <= exported; {
		some, err := m.trace(ctx, q.TraceWhich, after, 500)
		if err != nil {
			return nil, err
		}
		if len(some) == 0 {
			break
		}
		after = some[len(some)-1].ID
		if err := m.learn(ctx, disciplines, some); err != nil {
			return nil, err
		}
		for _, t := range some {
			if !t.has(q.Hole) {
				continue
			}
			var basis, holes []string
			for _, status := range statuses {
				if t.Answers[status] > 0 {
					basis = append(basis, inLanguage(statusWords[status], s.Language))
				}
			}
			for _, h := range t.Holes {
				holes = append(holes, inLanguage(holeWords[h], s.Language))
			}
			row := []any{t.Code, t.title(s.Language), nil, inLanguage(stateWords[t.State], s.Language), t.Edition, strings.Join(basis, holeSep), t.Comments, t.Unresolved}
			if t.Discipline != nil {
				row[2] = disciplines[*t.Discipline]
			}
			for _, p := range phases {
				if !p.Milestone {
					row = append(row, t.inPhase(p.ID, s.Language))
				}
			}
			rows = append(rows, append(row, t.Tests, strings.Join(holes, holeSep)))
		}
	}
	return kernel.ListFile(word("sporbarhed", "traceability"), q.Format, s.Language, word("Sporbarhedsmatrix", "Traceability matrix"), columns, rows)
}

// learn finds what the disciplines of requirements are called.
func (m *Module) learn(ctx context.Context, names map[uuid.UUID]string, some []*Traced) error {
	var ids []uuid.UUID
	for _, t := range some {
		if t.Discipline != nil && names[*t.Discipline] == "" {
			ids = append(ids, *t.Discipline)
		}
	}
	found, err := m.registers.Labels(ctx, "discipline", ids)
	for id, name := range found {
		names[id] = name
	}
	return err
}
