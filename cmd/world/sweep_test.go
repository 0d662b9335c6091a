package world_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/files"
)

// TestSweepKeepsWhatBelongsToSomebody sweeps the store a day later: what a
// project has, or had, stays; what belongs to nobody goes.
func TestSweepKeepsWhatBelongsToSomebody(t *testing.T) {
	w := world.New(t)
	ctx := context.Background()
	w.Upload("ann", "kept.txt", []byte("belongs to the project"))
	stored := func(text string) string {
		f, err := w.Files.Put(ctx, strings.NewReader(text), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		return f.SHA256
	}
	kept, orphan := stored("belongs to the project"), stored("belongs to nobody")
	is := func(sha string) bool {
		r, _, err := w.Files.Get(ctx, sha)
		if errors.Is(err, files.ErrMissing) {
			return false
		}
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		return true
	}
	w.Clock.Set(time.Now())
	if err := w.Sweep(ctx); err != nil || !is(orphan) {
		t.Fatalf("a file of today is gone, or %v", err)
	}
	w.Clock.Set(time.Now().Add(48 * time.Hour))
	if err := w.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if is(orphan) || !is(kept) {
		t.Errorf("a day later: the orphan is there %v, the project's file %v", is(orphan), is(kept))
	}
	w.As("ann", func(ctx context.Context) error {
		if err := db.Nested(ctx, func(ctx context.Context) error {
			_, err := db.On(ctx).NewRaw("select platform.is_kept('x')").Exec(ctx)
			return err
		}); err == nil {
			t.Error("a person can ask which files anybody keeps")
		}
		return nil
	})
}
