// Package verification records how register rows are verified on site:
// measurements, results, photos and signatures.
package verification

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// rows is what verification needs of the registers module.
type rows interface {
	// Limit tells what a row's measured value is held against, and whose row it is.
	Limit(ctx context.Context, row uuid.UUID) (within func(measured float64) (ok, told bool), discipline, company *uuid.UUID, err error)
	// Verify gives a row the result of a test.
	Verify(ctx context.Context, row uuid.UUID, status string, measured *float64, measuredText, day string) error
}

// Module is the verification module.
type Module struct {
	clock *clock.Clock
	rows  rows
}

// New returns the verification module.
func New(c *clock.Clock, r rows) *Module { return &Module{clock: c, rows: r} }

// Manifest lists all that verification does.
func (m *Module) Manifest() kernel.Manifest {
	const tests = "/projects/:project/rows/:row/tests"
	return kernel.Manifest{
		Name: "verification", Area: "tests",
		Actions: []kernel.Action{
			kernel.Get("test.list", tests, m.listTests).Says("The tests of a register row, the newest first, with their evidence."),
			kernel.Post("test.record", tests, m.recordTest).Says("Records a test of a register row; the row's status follows from it."),
		},
		Personal: []kernel.Personal{{Table: "verification.tests", Holds: "who tested and who signed, with the name as written", Person: "person", OnErase: "kept as evidence until the licence ends"}},
		Restores: []kernel.Restore{
			{Table: "verification.tests", Parents: []string{"registers.rows"}, Label: "r->>'result'"},
			{Table: "verification.photos", Parents: []string{"verification.tests", "platform.files"}, Label: "''"},
		},
		Handover: []kernel.Part{
			{Name: "tests", Table: "verification.tests", Refers: map[string]string{"row": "rows", "discipline": "disciplines", "company": "companies"}, Keeps: []string{"signature"}, People: []string{"person"},
				Order: "tested_at, id", Sheet: [2]string{"Test", "Tests"}},
			{Name: "photos", Table: "verification.photos", Refers: map[string]string{"test": "tests"}, Keeps: []string{"file"}, Order: "test, position, id"},
		},
	}
}
