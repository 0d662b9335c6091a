package kernel

import (
	"context"
	"log/slog"
	"time"

	"cxweb/platform/db"
)

// sweepAfter is how long a file may lie in the store before it belongs to
// something: an upload is recorded at once, a package within its task.
const sweepAfter = 24 * time.Hour

// Sweep removes from the store what no project has ever had and no task under
// way remembers: uploads that were cut off, and the parts of finished packages.
func (k *Kernel) Sweep(ctx context.Context) error {
	keep := func(sha string) (kept bool, err error) {
		err = k.kernelWork(ctx, func(ctx context.Context) error {
			return db.On(ctx).NewRaw("select platform.is_kept(?)", sha).Scan(ctx, &kept)
		})
		return kept, err
	}
	removed, err := k.Files.Sweep(ctx, keep, k.Clock.Now().Add(-sweepAfter))
	if removed > 0 {
		slog.InfoContext(ctx, "files that nobody keeps are gone", "files", removed)
	}
	return err
}
