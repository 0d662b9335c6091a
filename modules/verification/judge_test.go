package verification

import (
	"testing"
	"time"

	"cxweb/platform/problem"

	"github.com/google/uuid"
)

func number(v float64) *float64 { return &v }

var theDay = time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)

func TestJudge(t *testing.T) {
	t.Parallel()
	file := uuid.New()
	le := Limit{Comparison: "le", Target: number(10), Tolerance: number(1)}
	table := &Step{Kind: "table", Lines: 2, Options: []Option{{Code: "a", Limit: Limit{Comparison: "ge", Target: number(5)}}, {Code: "b"}}}
	choice := &Step{Kind: "choice", Options: []Option{{Code: "auto"}, {Code: "hand", Fails: true}}}
	meter := func(due string) map[string]string {
		return map[string]string{"serial": "A-17", "calibrated_on": "2025-04-21", "due_on": due}
	}
	for name, c := range map[string]struct {
		step   *Step
		answer Answer
		want   string
		warned bool
	}{
		"yes passes":                      {&Step{Kind: "yes_no"}, Answer{Said: "yes"}, passed, false},
		"no fails":                        {&Step{Kind: "yes_no"}, Answer{Said: "no"}, failed, false},
		"no is what is wanted":            {&Step{Kind: "yes_no", Expected: "no"}, Answer{Said: "no"}, passed, false},
		"yes is not what is wanted":       {&Step{Kind: "yes_no", Expected: "no"}, Answer{Said: "yes"}, failed, false},
		"nothing is said":                 {&Step{Kind: "yes_no"}, Answer{}, "", false},
		"does not apply":                  {&Step{Kind: "measure", Limit: le}, Answer{Said: notApplicable, Value: number(99)}, notApplicable, false},
		"failed":                          {&Step{Kind: "pass_fail"}, Answer{Said: failed}, failed, false},
		"at the limit":                    {&Step{Kind: "measure", Limit: le}, Answer{Value: number(10)}, passed, false},
		"within the tolerance":            {&Step{Kind: "measure", Limit: le}, Answer{Value: number(11)}, passed, false},
		"outside the limit":               {&Step{Kind: "measure", Limit: le}, Answer{Value: number(11.01)}, failed, false},
		"measured without a limit":        {&Step{Kind: "measure"}, Answer{Value: number(-1)}, passed, false},
		"not measured":                    {&Step{Kind: "measure", Limit: le}, Answer{}, "", false},
		"a choice":                        {choice, Answer{Said: "auto"}, passed, false},
		"a choice that fails":             {choice, Answer{Said: "hand"}, failed, false},
		"a day":                           {&Step{Kind: "date"}, Answer{Said: "2026-02-28"}, passed, false},
		"a photo":                         {&Step{Kind: "photo"}, Answer{Photos: []*Photo{{File: file}}}, passed, false},
		"no photo":                        {&Step{Kind: "photo"}, Answer{}, "", false},
		"signed":                          {&Step{Kind: "signature"}, Answer{Said: "Åse", Signature: &file}, passed, false},
		"calibrated to the day":           {&Step{Kind: "instrument"}, Answer{Facts: meter("2026-04-20")}, passed, false},
		"expired, and only warned of":     {&Step{Kind: "instrument", Expired: "warn"}, Answer{Facts: meter("2026-04-19")}, passed, true},
		"a table within its limits":       {table, Answer{Facts: map[string]string{"1.a": "5", "1.b": "-3", "2.a": "7.5", "2.b": "0"}}, passed, false},
		"a table with one outside":        {table, Answer{Facts: map[string]string{"1.a": "5", "1.b": "1", "2.a": "4.9", "2.b": "1"}}, failed, false},
		"a table with too few lines":      {table, Answer{Facts: map[string]string{"1.a": "5", "1.b": "1"}}, "", false},
		"a table with half a line":        {table, Answer{Facts: map[string]string{"1.a": "5", "1.b": "1", "2.a": "7", "2.b": "1", "3.a": "9"}}, "", false},
		"an unknown comparison is equals": {&Step{Kind: "measure", Limit: Limit{Comparison: "eq", Target: number(2)}}, Answer{Value: number(2)}, passed, false},
	} {
		if err := c.step.judge(&c.answer, theDay); err != nil || c.answer.Result != c.want || c.answer.Warned != c.warned {
			t.Errorf("%s: got %q, warned %v, %v; want %q", name, c.answer.Result, c.answer.Warned, err, c.want)
		}
	}
}

func TestJudgeRefuses(t *testing.T) {
	t.Parallel()
	file := uuid.New()
	for name, c := range map[string]struct {
		step   *Step
		answer Answer
	}{
		"another word":       {&Step{Kind: "pass_fail"}, Answer{Said: "yes"}},
		"an unknown choice":  {&Step{Kind: "choice", Options: []Option{{Code: "a"}, {Code: "b"}}}, Answer{Said: "c"}},
		"30 February":        {&Step{Kind: "date"}, Answer{Said: "2026-02-30"}},
		"a name alone":       {&Step{Kind: "signature"}, Answer{Said: "Åse"}},
		"a drawing alone":    {&Step{Kind: "signature"}, Answer{Signature: &file}},
		"no serial":          {&Step{Kind: "instrument"}, Answer{Facts: map[string]string{"due_on": "2027-01-01"}}},
		"expired":            {&Step{Kind: "instrument"}, Answer{Facts: map[string]string{"serial": "1", "calibrated_on": "2025-04-19", "due_on": "2026-04-19"}}},
		"due before":         {&Step{Kind: "instrument", Expired: "warn"}, Answer{Facts: map[string]string{"serial": "1", "calibrated_on": "2026-04-19", "due_on": "2026-04-18"}}},
		"an unknown column":  {&Step{Kind: "table", Options: []Option{{Code: "a"}}}, Answer{Facts: map[string]string{"1.b": "1"}}},
		"line nought":        {&Step{Kind: "table", Options: []Option{{Code: "a"}}}, Answer{Facts: map[string]string{"0.a": "1"}}},
		"a word in a table":  {&Step{Kind: "table", Options: []Option{{Code: "a"}}}, Answer{Facts: map[string]string{"1.a": "one"}}},
		"without end":        {&Step{Kind: "table", Options: []Option{{Code: "a"}}}, Answer{Facts: map[string]string{"1.a": "Inf"}}},
		"a section":          {&Step{Kind: "section"}, Answer{Said: "yes"}},
		"a formula answered": {&Step{Kind: "formula"}, Answer{Value: number(1)}},
	} {
		if err := c.step.judge(&c.answer, theDay); !problem.Is(err, problem.Invalid) {
			t.Errorf("%s: got %v and %q", name, err, c.answer.Result)
		}
	}
}
