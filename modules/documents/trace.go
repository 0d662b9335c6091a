package documents

import (
	"context"

	"cxweb/platform/db"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Reviewed tells how many review comments are about requirements, and how many
// of them are unresolved; requirements without any are missing.
func (m *Module) Reviewed(ctx context.Context, requirements []uuid.UUID) (map[uuid.UUID][2]int, error) {
	var all []struct {
		Requirement          uuid.UUID
		Comments, Unresolved int
	}
	if len(requirements) > 0 {
		if err := db.On(ctx).NewRaw("select requirement, count(*) as comments, count(*) filter (where not resolved) as unresolved from documents.comments where requirement in (?) group by requirement", bun.List(requirements)).Scan(ctx, &all); err != nil {
			return nil, err
		}
	}
	reviewed := make(map[uuid.UUID][2]int, len(all))
	for _, one := range all {
		reviewed[one.Requirement] = [2]int{one.Comments, one.Unresolved}
	}
	return reviewed, nil
}
