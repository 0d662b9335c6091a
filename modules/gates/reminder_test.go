package gates

import (
	"testing"
	"time"
)

func TestNoticeFor(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	for days, want := range map[int]int{-1: 0, 0: 7, 7: 7, 8: 30, 30: 30, 31: 60, 60: 60, 61: 0} {
		if got := noticeFor(today, today.AddDate(0, 0, days)); got != want {
			t.Errorf("%d days before: got the notice of %d days, want %d", days, got, want)
		}
	}
}
