package verification

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// log is what verification needs of the commissioning log: a failed step becomes
// an entry of it, due in the project's ordinary time, on whoever is responsible
// for the row.
type log interface {
	Raise(ctx context.Context, kind, severity, title, description string, row, test uuid.UUID, photos []uuid.UUID) (entry uuid.UUID, number int, err error)
}

// JoinLog hands over the commissioning log; without it failed steps stand in
// their test only.
func (m *Module) JoinLog(l log) { m.log = l }

// raiseFailed puts the steps that failed in this test on the commissioning log,
// each once; a step that fails its retest is a new entry.
func (m *Module) raiseFailed(ctx context.Context, r *Run) error {
	if m.log == nil {
		return nil
	}
	language := scope.From(ctx).Language
	for _, a := range r.Answers {
		if a.Result != failed || a.LogEntry != nil || !slices.Contains(r.Outcome.Asked, a.step.Code) {
			continue
		}
		photos := make([]uuid.UUID, len(a.Photos))
		for i, p := range a.Photos {
			photos[i] = p.File
		}
		title, found := a.step.inWords(language), a.inWords(language)
		entry, number, err := m.log.Raise(ctx, "issue", "major", title, found, r.Row, r.ID, photos)
		if err != nil {
			return err
		}
		if _, err := db.On(ctx).NewRaw("update verification.answers set log_entry = ?, log_number = ? where id = ?", entry, number, a.ID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// inWords is a step's text in a language, or else in the other.
func (s *Step) inWords(language string) string {
	if language == "en" {
		return cmp.Or(s.TextEN, s.TextDA)
	}
	return cmp.Or(s.TextDA, s.TextEN)
}

// inWords says what was found: what was measured against which limit, and the note.
func (a *Answer) inWords(language string) string {
	var parts []string
	number := func(v float64) string { return decimal(v, language) }
	if a.Value != nil {
		text := number(*a.Value) + " " + a.step.Unit
		if a.step.holds() {
			text = strings.TrimSpace(text) + " (" + signs[a.step.Comparison] + " " + number(*a.step.Target)
			if a.step.Tolerance != nil && *a.step.Tolerance != 0 {
				text += " ± " + number(*a.step.Tolerance)
			}
			text += " " + a.step.Unit
			text = strings.TrimSpace(text) + ")"
		}
		parts = append(parts, strings.TrimSpace(text))
	}
	for _, o := range a.step.Options {
		if a.step.Kind == "choice" && o.Code == a.Said {
			if language == "en" {
				parts = append(parts, cmp.Or(o.EN, o.DA))
			} else {
				parts = append(parts, cmp.Or(o.DA, o.EN))
			}
		}
	}
	if a.Note != "" {
		parts = append(parts, a.Note)
	}
	return strings.Join(parts, ". ")
}

var signs = map[string]string{"le": "≤", "lt": "<", "ge": "≥", "gt": ">", "eq": "=", "within": "="}

// decimal writes a number with the decimal mark of a language.
func decimal(v float64, language string) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if language != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
