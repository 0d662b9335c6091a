package kernel

import (
	"testing"
	"time"
)

// TestProgressIsWrittenNowAndThen: a task that says at every row that it is
// through must not write to the database at every row.
func TestProgressIsWrittenNowAndThen(t *testing.T) {
	now := time.Date(2026, 4, 20, 8, 0, 0, 0, time.UTC)
	task := &Task{}
	for _, step := range []struct {
		after       time.Duration
		done, total int64
		want        bool
	}{
		{0, 1, 10, true}, {time.Millisecond, 2, 10, false}, {300 * time.Millisecond, 3, 10, true}, {time.Millisecond, 10, 10, true}, {time.Millisecond, 10, 10, false}, {time.Millisecond, 11, 10, false},
		{400 * time.Millisecond, 11, 10, true}, {time.Millisecond, 11, 20, false}, {time.Millisecond, 20, 20, true}, {time.Millisecond, 5, 0, false},
	} {
		now = now.Add(step.after)
		if got := task.reaches(step.done, step.total, now); got != step.want {
			t.Errorf("%d of %d: got %v, want %v", step.done, step.total, got, step.want)
		}
	}
}
