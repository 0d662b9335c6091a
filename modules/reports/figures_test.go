package reports

import (
	"testing"

	"cxweb/platform/problem"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestLeadingStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		statuses []string
		want     string
	}{
		{[]string{"passed", "failed", "not_started"}, "failed"}, {[]string{"passed", "blocked"}, "blocked"}, {[]string{"passed", "not_started"}, "in_progress"},
		{[]string{"ready", "not_started"}, "ready"}, {[]string{"not_started"}, "not_started"}, {[]string{"passed", "approved"}, "passed"},
		{[]string{"passed", "passed_with_remarks", "not_applicable"}, "passed_with_remarks"}, {[]string{"approved"}, "approved"}, {[]string{"not_applicable"}, "not_applicable"},
	} {
		s := &sum{}
		for _, one := range c.statuses {
			s.add(share{Status: one, Rows: 1, Weight: 1})
		}
		if got := s.leading(); got != c.want {
			t.Errorf("%v: got %s, want %s", c.statuses, got, c.want)
		}
	}
}

func TestPlacesStandBelowWhatTheyLieIn(t *testing.T) {
	t.Parallel()
	a, floor, room, gone := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	low, high := -3.0, 3.0
	first := uuid.New()
	walked, depths := inOrder([]place{{ID: room, Parent: floor, Code: "A.1"}, {ID: first, Parent: a, Code: "1. sal", Height: &high}, {ID: floor, Parent: a, Code: "Kælder", Height: &low}, {ID: a, Parent: gone, Code: "A"}})
	var codes []string
	for _, p := range walked {
		codes = append(codes, p.Code)
	}
	if diff := cmp.Diff([]string{"A", "Kælder", "A.1", "1. sal"}, codes); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	if diff := cmp.Diff([]int{0, 1, 2, 1}, depths); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestSharesAndDaysAreWrittenAsPeopleDo(t *testing.T) {
	t.Parallel()
	da, en := &status{language: "da"}, &status{language: "en"}
	for got, want := range map[string]string{
		da.percent(1, 3): "33 %", en.percent(999, 1000): "99%", en.percent(2, 2): "100%", en.percent(1, 0): "–",
		da.number(1.25): "1,2", en.number(4): "4", da.day("2026-04-20"): "20-04-2026", en.day("2026-04-20"): "20 Apr 2026", en.day("soon"): "",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestEveryStatusHasWords(t *testing.T) {
	t.Parallel()
	for name, l := range looks {
		if !problem.Knows(l.name) {
			t.Errorf("%s: %q has no Danish", name, l.name)
		}
	}
	for name, words := range entryStatuses {
		if !problem.Knows(words) {
			t.Errorf("%s: %q has no Danish", name, words)
		}
	}
}
