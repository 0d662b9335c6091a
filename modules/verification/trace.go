package verification

import (
	"context"

	"cxweb/platform/db"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Tested tells how many tests register rows have; those that have none are missing.
func (m *Module) Tested(ctx context.Context, rows []uuid.UUID) (map[uuid.UUID]int, error) {
	var all []struct {
		Row   uuid.UUID
		Tests int
	}
	if len(rows) > 0 {
		if err := db.On(ctx).NewRaw("select row, count(*) as tests from verification.tests where row in (?) group by row", bun.List(rows)).Scan(ctx, &all); err != nil {
			return nil, err
		}
	}
	tests := make(map[uuid.UUID]int, len(all))
	for _, one := range all {
		tests[one.Row] = one.Tests
	}
	return tests, nil
}
