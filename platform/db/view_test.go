package db_test

import (
	"context"
	"testing"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// TestTwoWorksHaveOneView has something committed between the beginnings of two
// works: the second sees it unless it has the view of the first.
func TestTwoWorksHaveOneView(t *testing.T) {
	serving, owner := testkit.Database(t)
	d, err := db.Open(t.Context(), serving, 4)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	other, err := db.Connect(owner, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	work := func(ctx context.Context, view string, fn func(ctx context.Context, sees string) error) error {
		e := db.Entry{Kind: scope.Kernel, Request: uuid.New(), Action: "kernel.test", Origin: "job", Now: time.Now(), ReadOnly: true, Snapshot: true, View: view}
		return d.Work(ctx, e, func(ctx context.Context) error {
			var sees string
			if err := db.On(ctx).NewRaw("select pg_current_snapshot()::text").Scan(ctx, &sees); err != nil {
				return err
			}
			return fn(ctx, sees)
		})
	}
	err = work(t.Context(), "", func(ctx context.Context, first string) error {
		view, err := db.View(ctx)
		if err != nil {
			return err
		}
		if _, err := other.ExecContext(t.Context(), "select pg_current_xact_id()"); err != nil {
			return err
		}
		return work(t.Context(), "", func(_ context.Context, alone string) error {
			return work(t.Context(), view, func(_ context.Context, along string) error {
				if view == "" || along != first || alone == first {
					t.Errorf("the first sees %s, one that goes along %s, and one alone %s; the view is called %q", first, along, alone, view)
				}
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := work(t.Context(), "00000000-00000000-1", func(context.Context, string) error { return nil }); err == nil {
		t.Error("a view that nobody has any more was read")
	}
}

// TestReadingsGoAlong has more readings at once than take turns: those that have
// waited go along with those under way.
func TestReadingsGoAlong(t *testing.T) {
	serving, _ := testkit.Database(t)
	d, err := db.Open(t.Context(), serving, 40)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var nest func(ctx context.Context, deeper int) error
	nest = func(ctx context.Context, deeper int) error {
		e := db.Entry{Kind: scope.Kernel, Request: uuid.New(), Action: "kernel.test", Origin: "job", Now: time.Now(), ReadOnly: true, Stated: true}
		return d.Work(ctx, e, func(context.Context) error {
			if deeper == 0 {
				return nil
			}
			return nest(ctx, deeper-1)
		})
	}
	if err := nest(t.Context(), 24); err != nil {
		t.Error(err)
	}
}
