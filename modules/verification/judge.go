package verification

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"cxweb/modules/verification/formula"
	"cxweb/platform/problem"
)

// The results of a step, and of a test.
const (
	passed        = "passed"
	failed        = "failed"
	notApplicable = "not_applicable"
	withRemarks   = "passed_with_remarks"
	blocked       = "blocked"
	inProgress    = "in_progress"
)

// holds tells whether there is a limit that a number is held against.
func (l Limit) holds() bool { return l.Comparison != "" && l.Comparison != "text" && l.Target != nil }

// whole tells whether a limit that is compared with has its value.
func (l Limit) whole() bool { return l.Comparison == "" || l.Comparison == "text" || l.Target != nil }

// keeps tells whether a number keeps to the limit; without one every number does.
func (l Limit) keeps(v float64) bool {
	if !l.holds() {
		return true
	}
	slack := 0.0
	if l.Tolerance != nil {
		slack = *l.Tolerance
	}
	switch l.Comparison {
	case "le":
		return v <= *l.Target+slack
	case "lt":
		return v < *l.Target+slack
	case "ge":
		return v >= *l.Target-slack
	case "gt":
		return v > *l.Target-slack
	}
	return math.Abs(v-*l.Target) <= slack
}

// judged says what a number comes to.
func (l Limit) judged(v float64) string {
	if l.keeps(v) {
		return passed
	}
	return failed
}

// scored tells whether a step can fail, and so counts in the credit.
func (s *Step) scored() bool {
	switch s.Kind {
	case "yes_no", "pass_fail":
		return true
	case "measure", "formula":
		return s.holds()
	case "choice":
		return slices.ContainsFunc(s.Options, func(o Option) bool { return o.Fails })
	case "table":
		return slices.ContainsFunc(s.Options, func(o Option) bool { return o.holds() })
	}
	return false
}

// judge holds an answer against its step and gives it its result; an empty one
// has none. An answer that the step cannot have is refused.
func (s *Step) judge(a *Answer, day time.Time) error {
	a.Result, a.Warned = "", false
	if a.Said == notApplicable && s.Kind != "section" && s.Kind != "formula" {
		a.Result, a.Value, a.Facts, a.Signature = notApplicable, nil, map[string]string{}, nil
		return nil
	}
	switch s.Kind {
	case "prerequisite", "yes_no":
		return a.oneOf(map[string]string{"yes": s.passesBy("yes"), "no": s.passesBy("no")})
	case "pass_fail":
		return a.oneOf(map[string]string{passed: passed, failed: failed})
	case "choice":
		results := map[string]string{}
		for _, o := range s.Options {
			results[o.Code] = passed
			if o.Fails {
				results[o.Code] = failed
			}
		}
		return a.oneOf(results)
	case "measure":
		if a.Value != nil {
			a.Result = s.judged(*a.Value)
		}
	case "date":
		if _, err := time.Parse(time.DateOnly, a.Said); a.Said != "" && err != nil {
			return problem.At("said", "is not a date such as 2026-04-20")
		}
		a.filled(a.Said != "")
	case "text":
		a.filled(a.Said != "")
	case "photo":
		a.filled(len(a.Photos) > 0)
	case "signature":
		if (a.Signature != nil) != (a.Said != "") {
			return problem.At("said", "goes with a signature")
		}
		a.filled(a.Signature != nil)
	case "instrument":
		return s.judgeInstrument(a, day)
	case "table":
		return s.judgeTable(a)
	default:
		return problem.New(problem.Invalid, "This step is not answered: it follows from others")
	}
	return nil
}

func (a *Answer) filled(yes bool) {
	if yes {
		a.Result = passed
	}
}

func (a *Answer) oneOf(results map[string]string) error {
	result, ok := results[a.Said]
	if a.Said != "" && !ok {
		return problem.At("said", "is not one of %s", strings.Join(slices.Sorted(maps.Keys(results)), ", "))
	}
	a.Result = result
	return nil
}

func (s *Step) passesBy(said string) string {
	if s.Expected == said || s.Expected == "" && said == "yes" {
		return passed
	}
	return failed
}

// judgeInstrument looks at the calibration of a measuring instrument: one that
// has expired is refused, or taken with a warning where the procedure says so.
func (s *Step) judgeInstrument(a *Answer, day time.Time) error {
	if len(a.Facts) == 0 {
		return nil
	}
	if a.Facts["serial"] == "" {
		return problem.At("facts/serial", "is needed")
	}
	dates := map[string]time.Time{}
	for _, name := range []string{"calibrated_on", "due_on"} {
		t, err := time.Parse(time.DateOnly, a.Facts[name])
		if err != nil {
			return problem.At("facts/"+name, "is not a date such as 2026-04-20")
		}
		dates[name] = t
	}
	if dates["due_on"].Before(dates["calibrated_on"]) {
		return problem.At("facts/due_on", "is before the calibration")
	}
	if dates["due_on"].Before(day.Truncate(24 * time.Hour)) {
		if s.Expired != "warn" {
			return problem.At("facts/due_on", "the calibration has expired: use another instrument")
		}
		a.Warned = true
	}
	a.Result = passed
	return nil
}

// judgeTable holds each measurement of a table against its column's limit. A
// table has a result once it has as many whole lines as the step asks for.
func (s *Step) judgeTable(a *Answer) error {
	lines, result := map[int]int{}, passed
	for name, text := range a.Facts {
		line, column, _ := strings.Cut(name, ".")
		n, err := strconv.Atoi(line)
		at := slices.IndexFunc(s.Options, func(o Option) bool { return o.Code == column })
		if err != nil || n < 1 || n > 500 || at < 0 {
			return problem.At("facts/"+name, "is not a field here")
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(v) || math.Abs(v) >= 1e15 {
			return problem.At("facts/"+name, "is not a number")
		}
		lines[n]++
		if !s.Options[at].keeps(v) {
			result = failed
		}
	}
	whole := 0
	for _, n := range lines {
		if n == len(s.Options) {
			whole++
		}
	}
	if whole >= max(1, s.Lines) && whole == len(lines) {
		a.Result = result
	}
	return nil
}

// numbers are what formulas may refer to among answers, by code.
func numbers(steps []*Step, answers map[string]*Answer) formula.Values {
	kinds := map[string]*Step{}
	for _, s := range steps {
		kinds[s.Code] = s
	}
	return func(name string) ([]float64, bool) {
		code, column, _ := strings.Cut(name, ".")
		if !numeric(kinds, name) {
			return nil, false
		}
		a := answers[code]
		if a == nil || a.Result == notApplicable {
			return nil, true
		}
		if column == "" {
			if a.Value == nil {
				return nil, true
			}
			return []float64{*a.Value}, true
		}
		var all []float64
		for _, fact := range slices.Sorted(maps.Keys(a.Facts)) {
			if _, of, _ := strings.Cut(fact, "."); of == column {
				if v, err := strconv.ParseFloat(a.Facts[fact], 64); err == nil {
					all = append(all, v)
				}
			}
		}
		return all, true
	}
}

func init() {
	problem.Teach(map[string]string{
		"This step is not answered: it follows from others":   "Dette trin besvares ikke: det følger af andre",
		"is before the calibration":                           "ligger før kalibreringen",
		"the calibration has expired: use another instrument": "kalibreringen er udløbet: brug et andet instrument",
	})
}
