package issues

import (
	"context"
	"encoding/json"

	"cxweb/platform/clock"
	"cxweb/platform/db"

	"github.com/google/uuid"
)

// reportUpTo is how many entries a report names.
const reportUpTo = 100

// reported is an open entry as a report lists it.
type reported struct {
	Label    string      `json:"label"`
	Title    string      `json:"title"`
	Kind     string      `json:"kind"`
	Severity string      `json:"severity"`
	Status   string      `json:"status"`
	Company  *uuid.UUID  `json:"company"`
	DueOn    *clock.Date `json:"due_on" bun:"type:date"`
}

// Report gives other modules how the log stands and its open critical entries,
// as JSON: of the whole log or of a part of it.
func (m *Module) Report(ctx context.Context, discipline, company, location uuid.UUID) ([]byte, error) {
	part := Which{Discipline: discipline, Company: company, Location: location, Show: "open", Severity: "critical"}
	figures, err := m.readFigures(ctx, ReadFigures{Discipline: discipline, Company: company, Location: location})
	if err != nil {
		return nil, err
	}
	s, err := m.narrow(ctx, db.On(ctx).NewSelect().TableExpr("issues.entries as e"), part)
	if err != nil {
		return nil, err
	}
	all := []reported{}
	if err := s.ColumnExpr("e.label, e.title, e.kind, e.severity, e.status, e.company, e.due_on").OrderExpr("e.due_on nulls last, e.label").Limit(reportUpTo).Scan(ctx, &all); err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{"figures": figures.Items, "critical": all})
}
