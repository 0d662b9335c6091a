package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/uptrace/bun"
)

// noCycle refuses a parent that is the row itself or lies below it. Whoever
// moves things in the tree waits for whoever else does.
func (t *thing) noCycle(ctx context.Context, _ *Module, all []*edit) error {
	locked := false
	for _, e := range all {
		parent, ok := e.values["parent"].(string)
		if !ok || e.failed != nil {
			continue
		}
		if parent == e.ID.String() {
			e.failed = problem.At("parent", "is part of itself")
			continue
		}
		if e.Create {
			continue // nothing lies below a new row
		}
		if !locked {
			if _, err := db.On(ctx).NewRaw("select pg_advisory_xact_lock(hashtext('registers.tree ' || platform.project()::text))").Exec(ctx); err != nil {
				return err
			}
			locked = true
		}
		var below bool
		err := db.On(ctx).NewRaw(`with recursive up as (select id, parent from ? where id = ?
			union select p.id, p.parent from ? p join up on p.id = up.parent) select exists (select 1 from up where id = ?)`,
			bun.Safe(t.table()), parent, bun.Safe(t.table()), e.ID).Scan(ctx, &below)
		if err != nil {
			return err
		}
		if below {
			e.failed = problem.At("parent", "is part of itself")
		}
	}
	return nil
}
