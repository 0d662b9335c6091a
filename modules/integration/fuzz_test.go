package integration

import "testing"

// FuzzLink has what stands in a cell of a matrix read: an action in words, and
// a delay of a day at the most.
func FuzzLink(f *testing.F) {
	for _, text := range []string{"x (2,5 sek)", "-", "stop 10s", "999999999999s", "1.5.5 s", "(s)", "NEJ"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := linkOf(text)
		if l != nil && (l.Action == "" || l.DelayS != nil && !(*l.DelayS >= 0 && *l.DelayS <= 86400)) {
			t.Fatalf("%q is %+v", text, l)
		}
	})
}
