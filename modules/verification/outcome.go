package verification

import (
	"errors"
	"slices"
	"strings"

	"cxweb/modules/verification/formula"
)

// Outcome is what a test by procedure comes to so far. Its rule:
//
//  1. Only steps that are asked count: a step under a condition is asked when the
//     step it depends on has one of the answers named, and a section's condition
//     holds for all steps under it.
//  2. A step that is asked, is not optional and has no answer, or lacks the photo
//     it needs, is missing; a test with a missing step has no verdict.
//  3. A prerequisite that is not met blocks the test.
//  4. Else a failed step fails it.
//  5. Else it does not apply where nothing that can fail applied.
//  6. Else it passes; with remarks where a step carries a note or was taken with
//     a warning, such as an instrument whose calibration had expired.
//
// The credit is the weight of the steps that passed, divided by the weight of
// those that passed or failed. Only steps that can fail have weight in it; what
// does not apply counts in neither.
type Outcome struct {
	Verdict  string            `json:"verdict"` // empty while something is missing
	Credit   *float64          `json:"credit"`  // from 0 to 1; none where nothing counted
	Passed   float64           `json:"passed"`  // weight
	Scored   float64           `json:"scored"`  // weight
	Asked    []string          `json:"asked"`   // codes of the steps that are asked, in their order
	Missing  []string          `json:"missing"` // codes
	Failed   []string          `json:"failed"`
	Unmet    []string          `json:"unmet"` // prerequisites
	Remarks  []string          `json:"remarks"`
	Formulas map[string]Worked `json:"formulas"`
}

// Worked is what a formula came to, or why it could not be worked out.
type Worked struct {
	Value  *float64 `json:"value"`
	Result string   `json:"result"`
	Fault  string   `json:"fault,omitempty"` // missing, by_nothing, undefined, not_one, unknown or unreadable
	Name   string   `json:"name,omitempty"`  // what the fault is about
}

// outcome works the state of a test out from its steps and the answers by code.
// It adds an answer for each formula that could be worked out.
func outcome(steps []*Step, answers map[string]*Answer) *Outcome {
	o := &Outcome{Asked: []string{}, Missing: []string{}, Failed: []string{}, Unmet: []string{}, Remarks: []string{}, Formulas: map[string]Worked{}}
	asked := map[string]bool{}
	section, applies := true, 0
	for _, s := range steps {
		shown := s.WhenStep == "" || asked[s.WhenStep] && slices.Contains(s.WhenIs, answers[s.WhenStep].word())
		if s.Kind == "section" {
			section = shown
			continue
		}
		if !section || !shown {
			continue
		}
		asked[s.Code] = true
		o.Asked = append(o.Asked, s.Code)
		if s.Kind == "formula" {
			o.Formulas[s.Code] = s.work(steps, answers, asked)
		}
		a := answers[s.Code]
		o.count(s, a)
		if s.scored() && a != nil && a.Result != notApplicable && a.Result != "" {
			applies++
		}
	}
	if o.Scored > 0 {
		credit := o.Passed / o.Scored
		o.Credit = &credit
	}
	scored := slices.ContainsFunc(steps, func(s *Step) bool { return asked[s.Code] && s.scored() })
	switch {
	case len(o.Missing) > 0:
	case len(o.Unmet) > 0:
		o.Verdict = blocked
	case len(o.Failed) > 0:
		o.Verdict = failed
	case scored && applies == 0:
		o.Verdict = notApplicable
	case len(o.Remarks) > 0:
		o.Verdict = withRemarks
	default:
		o.Verdict = passed
	}
	return o
}

// count adds one step that is asked.
func (o *Outcome) count(s *Step, a *Answer) {
	if a == nil || a.Result == "" || s.Photo && len(a.Photos) == 0 && a.Result != notApplicable {
		if !s.Optional || a != nil && a.Result != "" {
			o.Missing = append(o.Missing, s.Code)
		}
		if a == nil || a.Result == "" {
			return
		}
	}
	if a.Result == failed && s.Kind == "prerequisite" {
		o.Unmet = append(o.Unmet, s.Code)
		return
	}
	if a.Result == failed {
		o.Failed = append(o.Failed, s.Code)
	}
	if a.Warned || a.Note != "" && a.Result == passed {
		o.Remarks = append(o.Remarks, s.Code)
	}
	if s.scored() && (a.Result == passed || a.Result == failed) {
		o.Scored += s.Weight
		if a.Result == passed {
			o.Passed += s.Weight
		}
	}
}

// word is what conditions are held against: the answer's word where it has one,
// and else its result.
func (a *Answer) word() string {
	switch {
	case a == nil:
		return ""
	case a.Said != "" && a.step != nil && (a.step.Kind == "yes_no" || a.step.Kind == "choice" || a.step.Kind == "prerequisite"):
		return a.Said
	}
	return a.Result
}

// work works a formula out; what it comes to is an answer like any other. One
// that refers to what does not apply does not apply either.
func (s *Step) work(steps []*Step, answers map[string]*Answer, asked map[string]bool) Worked {
	a := answers[s.Code]
	if a == nil {
		a = &Answer{Step: s.ID, Facts: map[string]string{}, step: s}
		answers[s.Code] = a
	}
	v, err := formula.Work(s.Formula, numbers(steps, answers))
	var f *formula.Fault
	if !errors.As(err, &f) {
		a.Value, a.Result = &v, s.judged(v)
		return Worked{Value: &v, Result: a.Result}
	}
	a.Value, a.Result = nil, ""
	code, _, _ := strings.Cut(f.Name, ".")
	if from := answers[code]; f.Kind == formula.Missing && (!asked[code] || from != nil && from.Result == notApplicable) {
		a.Result = notApplicable
		return Worked{Result: notApplicable}
	}
	return Worked{Fault: string(f.Kind), Name: f.Name}
}
