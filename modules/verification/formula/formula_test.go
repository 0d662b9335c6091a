package formula

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
)

// cases are shared with the client, which works the same formulas out as they are typed.
func cases(t *testing.T) (all struct {
	Values map[string][]float64
	Works  map[string]float64
	Faults map[string]Kind
}) {
	t.Helper()
	text, err := os.ReadFile("cases.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWork(t *testing.T) {
	t.Parallel()
	all := cases(t)
	values := func(name string) ([]float64, bool) { v, ok := all.Values[name]; return v, ok }
	for text, want := range all.Works {
		if got, err := Work(text, values); err != nil || math.Abs(got-want) > 1e-12 {
			t.Errorf("%q: got %v %v, want %v", text, got, err, want)
		}
	}
	for text, want := range all.Faults {
		got, err := Work(text, values)
		var f *Fault
		if !errors.As(err, &f) || f.Kind != want {
			t.Errorf("%q: got %v %v, want %s", text, got, err, want)
		}
	}
}

func TestWorkRefusesWhatNobodyWrites(t *testing.T) {
	t.Parallel()
	none := func(string) ([]float64, bool) { return nil, false }
	for _, text := range []string{strings.Repeat("(", 400), strings.Repeat("1+", 300) + "1", strings.Repeat("-", 450) + "1", "\x00", "æ"} {
		if got, err := Work(text, none); err == nil {
			t.Errorf("%.20q: got %v", text, got)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	got, err := Names("power / flow + avg(room.flow) + flow + 1 / (flow - flow)")
	if err != nil || strings.Join(got, " ") != "power flow room.flow" {
		t.Errorf("got %v %v", got, err)
	}
	if _, err := Names("1 +"); err == nil {
		t.Error("half a formula has names")
	}
}

func FuzzWork(f *testing.F) {
	f.Add("avg(a.b) / -c ^ 2")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := Work(text, func(string) ([]float64, bool) { return []float64{0, 1}, true })
		if err == nil && (math.IsNaN(got) || math.IsInf(got, 0)) {
			t.Errorf("%q gives %v", text, got)
		}
	})
}
