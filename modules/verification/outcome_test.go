package verification

import (
	"fmt"
	"strings"
	"testing"
)

// told has answers by code, as "code=result" with * for a remark and ! for a warning.
func told(steps []*Step, text string) map[string]*Answer {
	all := map[string]*Answer{}
	for _, one := range strings.Fields(text) {
		code, result, _ := strings.Cut(one, "=")
		a := &Answer{Facts: map[string]string{}, Said: strings.TrimRight(result, "*!"), Result: strings.TrimRight(result, "*!"), Warned: strings.HasSuffix(result, "!")}
		if strings.HasSuffix(result, "*") {
			a.Note = "x"
		}
		for _, s := range steps {
			if s.Code == code {
				a.step = s
			}
		}
		switch a.Said {
		case "yes":
			a.Result = passed
		case "no":
			a.Result = failed
		}
		all[code] = a
	}
	return all
}

func TestOutcome(t *testing.T) {
	t.Parallel()
	steps := []*Step{
		{Code: "ready", Kind: "prerequisite"},
		{Code: "fan", Kind: "pass_fail", Weight: 3},
		{Code: "has", Kind: "yes_no", Weight: 0},
		{Code: "heat", Kind: "section", WhenStep: "has", WhenIs: []string{"yes"}},
		{Code: "coil", Kind: "pass_fail", Weight: 1},
		{Code: "pump", Kind: "pass_fail", Weight: 1, WhenStep: "coil", WhenIs: []string{failed}},
		{Code: "end", Kind: "section"},
		{Code: "words", Kind: "text", Optional: true},
		{Code: "meter", Kind: "instrument", Optional: true},
	}
	for name, c := range map[string]struct{ answers, want string }{
		"nothing yet":                    {"", " missing ready fan has credit -"},
		"without the section":            {"ready=yes fan=passed has=no", "failed missing credit 1"},
		"with the section":               {"ready=yes fan=passed has=yes", " missing coil credit 1"},
		"a condition within a section":   {"ready=yes fan=passed has=yes coil=failed", " missing pump credit 0.75"},
		"partial credit":                 {"ready=yes fan=passed has=yes coil=failed pump=passed", "failed missing credit 0.8"},
		"what is not asked is not held":  {"ready=yes fan=passed has=yes coil=passed pump=failed", "passed missing credit 1"},
		"does not apply":                 {"ready=yes fan=not_applicable has=not_applicable", "not_applicable missing credit -"},
		"a part does not apply":          {"ready=yes fan=passed has=yes coil=not_applicable", "passed missing credit 1"},
		"a prerequisite is not met":      {"ready=no fan=failed has=yes coil=passed", "blocked missing credit 0.25"},
		"a remark":                       {"ready=yes fan=passed* has=yes coil=passed", "passed_with_remarks missing credit 1"},
		"an expired instrument":          {"ready=yes fan=passed has=yes coil=passed meter=passed!", "passed_with_remarks missing credit 1"},
		"a remark beside a failed step":  {"ready=yes fan=failed* has=yes coil=passed", "failed missing credit 0.25"},
		"a prerequisite that is skipped": {"ready=not_applicable fan=passed has=yes coil=passed", "passed missing credit 1"},
	} {
		o := outcome(steps, told(steps, c.answers))
		credit := "-"
		if o.Credit != nil {
			credit = fmt.Sprintf("%.4g", *o.Credit)
		}
		got := strings.Join(strings.Fields(fmt.Sprint(o.Verdict, " missing ", strings.Join(o.Missing, " "), " credit ", credit)), " ")
		if want := strings.Join(strings.Fields(c.want), " "); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestOutcomeOfFormulas(t *testing.T) {
	t.Parallel()
	limit := Limit{Comparison: "le", Target: number(1500)}
	steps := []*Step{{Code: "power", Kind: "measure", Weight: 1}, {Code: "flow", Kind: "measure", Weight: 1},
		{Code: "sfp", Kind: "formula", Formula: "power * 3600 / flow", Limit: limit, Weight: 1}, {Code: "twice", Kind: "formula", Formula: "2 * sfp", Weight: 1}}
	value := func(v float64) *Answer { return &Answer{Value: &v, Result: passed} }
	for name, c := range map[string]struct {
		answers map[string]*Answer
		want    string
	}{
		"works":            {map[string]*Answer{"power": value(500), "flow": value(1200)}, "sfp 1500 passed, twice 3000 passed: passed"},
		"fails":            {map[string]*Answer{"power": value(501), "flow": value(1200)}, "sfp 1503 failed, twice 3006 passed: failed"},
		"lacks a value":    {map[string]*Answer{"power": value(501)}, "sfp missing flow, twice missing sfp: "},
		"by nothing":       {map[string]*Answer{"power": value(501), "flow": value(0)}, "sfp by_nothing, twice missing sfp: "},
		"what is not used": {map[string]*Answer{"power": value(501), "flow": {Result: notApplicable}}, "sfp not_applicable, twice not_applicable: not_applicable"},
	} {
		o := outcome(steps, c.answers)
		var parts []string
		for _, code := range []string{"sfp", "twice"} {
			w := o.Formulas[code]
			text := code + " " + w.Result
			if w.Value != nil {
				text = fmt.Sprintf("%s %g %s", code, *w.Value, w.Result)
			}
			if w.Fault != "" {
				text = strings.TrimSpace(code + " " + w.Fault + " " + w.Name)
			}
			parts = append(parts, text)
		}
		if got := strings.Join(parts, ", ") + ": " + o.Verdict; got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	good := func() []*Step {
		return []*Step{{Code: "a", Kind: "yes_no", TextDA: "A"}, {Code: "b", Kind: "measure", TextEN: "B"}, {Code: "c", Kind: "table", TextDA: "C", Options: []Option{{Code: "x"}}},
			{Code: "d", Kind: "formula", TextDA: "D", Formula: "b / sum(c.x)"}, {Code: "e", Kind: "text", TextDA: "E", WhenStep: "a", WhenIs: []string{"yes"}}}
	}
	if err := complete(good()); err != nil {
		t.Fatalf("what is finished: %v", err)
	}
	for want, change := range map[string]func([]*Step){
		"steps/0/text_da":   func(s []*Step) { s[0].TextDA = " " },
		"steps/1/target":    func(s []*Step) { s[1].Comparison = "le" },
		"steps/2/options":   func(s []*Step) { s[2].Options = nil; s[3].Formula = "b" },
		"steps/3/formula":   func(s []*Step) { s[3].Formula = "b / e" },
		"steps/3/formula ":  func(s []*Step) { s[3].Formula = "b /" },
		"steps/3/formula  ": func(s []*Step) { s[3].Formula = "d + b" },
		"steps/4/when_step": func(s []*Step) { s[4].WhenStep = "e" },
		"steps/4/when_is":   func(s []*Step) { s[4].WhenIs = nil },
	} {
		steps := good()
		change(steps)
		if err := complete(steps); err == nil || !strings.Contains(err.Error(), "#/"+strings.TrimSpace(want)+" ") {
			t.Errorf("%s: got %v", want, err)
		}
	}
	if complete([]*Step{{Code: "s", Kind: "section", TextDA: "S"}}) == nil {
		t.Error("a procedure without a step is complete")
	}
}

// TestRetestOfAFormula measures anew what the formula is worked out from.
func TestRetestOfAFormula(t *testing.T) {
	t.Parallel()
	steps := []*Step{{Code: "a", Kind: "measure"}, {Code: "b", Kind: "table"}, {Code: "c", Kind: "formula", Formula: "a / sum(b.x)"}, {Code: "d", Kind: "formula", Formula: "2 * c"}, {Code: "e", Kind: "pass_fail"}}
	if got := strings.Join(withSources(steps, []string{"d", "e"}), " "); got != "d e c a b" {
		t.Errorf("got %s", got)
	}
}
