package registers

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func at(t *testing.T, text string) *time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

func weight(n float64) *float64 { return &n }

func said(s string) *string { return &s }

func TestTheCurveAddsUpWeekByWeek(t *testing.T) {
	t.Parallel()
	got := drawn([]counted{
		{Planned: 2, Done: 1}, // no day
		{Week: at(t, "2026-04-06"), Planned: 4, Done: 3, Pace: 3, Last: at(t, "2026-04-10")},
		{Week: at(t, "2026-04-20"), Planned: 1, Done: 1, Pace: 1, Last: at(t, "2026-04-24")},
		{Week: at(t, "2026-05-04"), Planned: 5, Done: 0.5, Last: at(t, "2026-05-05")},
	}, 4, *at(t, "2026-04-22"))
	want := &Curve{Weeks: []Week{
		{From: "2026-04-06", Planned: 4, Done: weight(4)}, {From: "2026-04-13", Planned: 4, Done: weight(4)}, {From: "2026-04-20", Planned: 5, Done: weight(5.5)},
		{From: "2026-04-27", Planned: 5}, {From: "2026-05-04", Planned: 10},
	}, Today: "2026-04-22", Total: 12, Done: 5.5, Due: 4, Unplanned: 2, Undated: 1, Pace: 1, PlannedBy: said("2026-05-05"), DoneBy: said("2026-06-07")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestACurveOfNothingHasNoWeeks(t *testing.T) {
	t.Parallel()
	got := drawn(nil, 0, *at(t, "2026-04-22"))
	if len(got.Weeks) != 0 || got.DoneBy != nil {
		t.Errorf("got %+v, want no weeks", got)
	}
}

func TestForecast(t *testing.T) {
	t.Parallel()
	today := *at(t, "2026-04-22")
	for _, c := range []struct {
		left, pace float64
		want       *string
	}{
		{10, 10, said("2026-04-29")}, {1, 7, said("2026-04-23")}, {15, 10, said("2026-05-03")},
		{0, 10, nil}, {10, 0, nil}, {1e6, 1, nil},
	} {
		if diff := cmp.Diff(c.want, forecast(c.left, c.pace, today)); diff != "" {
			t.Errorf("%v left at %v a week: want -, got +:\n%s", c.left, c.pace, diff)
		}
	}
}

func TestWeeksBeginOnMonday(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{"2026-04-20": "2026-04-20", "2026-04-26": "2026-04-20", "2026-04-27": "2026-04-27", "2026-01-01": "2025-12-29"} {
		if got := day(monday(*at(t, given))); got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}
