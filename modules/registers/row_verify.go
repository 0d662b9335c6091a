package registers

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Limit tells what a row's measured value is held against, and whose row it is.
func (m *Module) Limit(ctx context.Context, id uuid.UUID) (within func(float64) (ok, told bool), discipline, of *uuid.UUID, err error) {
	r := new(Row)
	if err := db.On(ctx).NewSelect().Model(r).ColumnExpr(rows.columns()).Where("t.id = ?", id).Scan(ctx); err != nil {
		return nil, nil, nil, err
	}
	return func(measured float64) (bool, bool) { return Within(measured, r.Comparison, r.Target, r.Tolerance) }, r.Discipline, r.Company, nil
}

// Verify gives a row the result of a test. It takes the right to edit all
// tests, or to edit own ones on a row that is one's own.
func (m *Module) Verify(ctx context.Context, id uuid.UUID, status string, measured *float64, measuredText, day string) error {
	version, err := verifiable(ctx, id, "for update")
	if err != nil {
		return err
	}
	set := map[string]json.RawMessage{"status": quote(status), "measured": quote(measured), "measured_text": quote(measuredText)}
	if isDone(status) || status == "failed" {
		set["done_on"] = quote(day)
	}
	return db.Patch(ctx, rows.table(), id, version, set)
}

func quote(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts and numbers only
	}
	return raw
}

func init() {
	problem.Teach(map[string]string{
		"You may verify only rows that you or your company are responsible for": "Du kan kun verificere rækker, som du eller dit firma er ansvarlig for",
	})
}
