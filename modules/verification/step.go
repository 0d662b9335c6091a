package verification

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cxweb/modules/verification/formula"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Limit is what a number is held against.
type Limit struct {
	Unit       string   `json:"unit" validate:"max=40"`
	Comparison string   `json:"comparison" validate:"omitempty,oneof=text le lt ge gt eq within"`
	Target     *float64 `json:"target" validate:"omitempty,gte=-1e15,lte=1e15"`
	Tolerance  *float64 `json:"tolerance" validate:"omitempty,gte=0,lte=1e12"`
}

// Option is one answer that a choice offers, or one column of a table.
type Option struct {
	Code  string `json:"code" validate:"required,max=30"`
	DA    string `json:"da" validate:"max=200"`
	EN    string `json:"en" validate:"max=200"`
	Fails bool   `json:"fails,omitempty"` // choosing it fails the step
	Limit
}

// Step is one thing that a procedure has done, asked or measured; a section
// only heads those after it.
type Step struct {
	bun.BaseModel `bun:"table:verification.steps,alias:s" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id" validate:"required"`
	Edition       uuid.UUID `json:"-"`
	Position      int       `json:"-"`
	Code          string    `json:"code" validate:"required,max=30"` // what formulas and conditions call it, the same in every edition
	Kind          string    `json:"kind" validate:"oneof=section prerequisite yes_no pass_fail measure choice text date photo signature instrument table formula"`
	TextDA        string    `bun:"text_da" json:"text_da" validate:"max=1000"`
	TextEN        string    `bun:"text_en" json:"text_en" validate:"max=1000"`
	HelpDA        string    `bun:"help_da" json:"help_da,omitempty" validate:"max=4000"`
	HelpEN        string    `bun:"help_en" json:"help_en,omitempty" validate:"max=4000"`
	Optional      bool      `json:"optional,omitempty"` // may be left out
	Photo         bool      `json:"photo,omitempty"`    // needs a photo beside its answer
	Weight        float64   `json:"weight" validate:"gte=0,lte=1000"`
	Limit         `bun:"embed:"`
	OfRow         bool     `json:"of_row,omitempty"` // its value is the register row's, and so is its limit
	Decimals      *int     `json:"decimals,omitempty" validate:"omitempty,gte=0,lte=9"`
	Expected      string   `json:"expected,omitempty" validate:"omitempty,oneof=yes no"`     // which answer passes; empty: yes
	Expired       string   `json:"expired,omitempty" validate:"omitempty,oneof=refuse warn"` // what an expired calibration leads to; empty: refused
	Formula       string   `json:"formula,omitempty" validate:"max=500"`
	Lines         int      `json:"lines,omitempty" validate:"gte=0,lte=500"` // that a table must have at least
	Options       []Option `bun:"type:jsonb" json:"options,omitempty" validate:"max=50,dive"`
	WhenStep      string   `json:"when_step,omitempty" validate:"max=30"` // it is asked only if that step …
	WhenIs        []string `bun:"type:jsonb" json:"when_is,omitempty" validate:"max=50,dive,max=30"`
}

var codeForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,29}$`)

// complete finds what keeps steps from being issued. Formulas and conditions
// look back only, so that none waits for itself.
func complete(steps []*Step) error {
	wrong := problem.New(problem.Invalid, "Some steps are not finished")
	before := map[string]*Step{}
	asked := 0
	for i, s := range steps {
		bad := func(field, format string, args ...any) {
			wrong.And(fmt.Sprintf("steps/%d/%s", i, field), format, args...)
		}
		if strings.TrimSpace(s.TextDA) == "" && strings.TrimSpace(s.TextEN) == "" {
			wrong.And(fmt.Sprintf("steps/%d/text_da", i), "is needed")
		}
		if s.Kind != "section" {
			asked++
		}
		if s.WhenStep != "" {
			if on := before[s.WhenStep]; on == nil || on.Kind == "section" {
				wrong.And(fmt.Sprintf("steps/%d/when_step", i), "there is no step %s before this one", s.WhenStep)
			} else if len(s.WhenIs) == 0 {
				wrong.And(fmt.Sprintf("steps/%d/when_is", i), "is needed")
			}
		}
		s.finished(before, bad)
		before[s.Code] = s
	}
	if asked == 0 {
		return problem.New(problem.Invalid, "A procedure needs at least one step")
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}

// finished looks at what only some kinds of step need.
func (s *Step) finished(before map[string]*Step, bad func(field, format string, args ...any)) {
	switch s.Kind {
	case "choice":
		if len(s.Options) < 2 {
			bad("options", "needs at least two answers")
		}
	case "table":
		if len(s.Options) == 0 {
			bad("options", "needs at least one column")
		}
		for _, o := range s.Options {
			if !codeForm.MatchString(o.Code) {
				bad("options", "%s is no short name: use small letters and digits", o.Code)
			}
			if !o.Limit.whole() {
				bad("options", "needs a limit value to be compared with")
			}
		}
	case "formula":
		names, err := formula.Names(s.Formula)
		var f *formula.Fault
		if errors.As(err, &f) {
			bad("formula", "cannot be read from character %d on", f.At+1)
		}
		for _, name := range names {
			if !numeric(before, name) {
				bad("formula", "there is no number %s before this step", name)
			}
		}
	}
	if (s.Kind == "measure" || s.Kind == "formula") && !s.OfRow && !s.Limit.whole() {
		bad("target", "needs a limit value to be compared with")
	}
	seen := map[string]bool{}
	for _, o := range s.Options {
		if seen[o.Code] {
			bad("options", "%s stands twice", o.Code)
		}
		seen[o.Code] = true
	}
}

// numeric tells whether a formula can refer to a name: a step that gives a
// number, or a column of a table.
func numeric(before map[string]*Step, name string) bool {
	code, column, many := strings.Cut(name, ".")
	s := before[code]
	if s == nil {
		return false
	}
	if many {
		return s.Kind == "table" && slices.ContainsFunc(s.Options, func(o Option) bool { return o.Code == column })
	}
	return s.Kind == "measure" || s.Kind == "formula"
}

// tidy holds the rules that even a draft keeps to: codes that differ, and texts
// without spaces around them.
func tidy(steps []*Step) error {
	seen := map[string]bool{}
	for i, s := range steps {
		if !codeForm.MatchString(s.Code) {
			return problem.At(fmt.Sprintf("steps/%d/code", i), "%s is no short name: use small letters and digits", s.Code)
		}
		if seen[s.Code] {
			return problem.At(fmt.Sprintf("steps/%d/code", i), "%s stands twice", s.Code)
		}
		seen[s.Code] = true
		s.Position = i + 1
		s.TextDA, s.TextEN, s.HelpDA, s.HelpEN = strings.TrimSpace(s.TextDA), strings.TrimSpace(s.TextEN), strings.TrimSpace(s.HelpDA), strings.TrimSpace(s.HelpEN)
		s.Comparison = orText(s.Comparison)
		if s.Options == nil {
			s.Options = []Option{}
		}
		if s.WhenIs == nil {
			s.WhenIs = []string{}
		}
		for j := range s.Options {
			s.Options[j].Comparison = orText(s.Options[j].Comparison)
		}
	}
	return nil
}

func orText(comparison string) string {
	if comparison == "" {
		return "text"
	}
	return comparison
}

func init() {
	problem.Teach(map[string]string{
		"Some steps are not finished":                       "Nogle trin er ikke færdige",
		"there is no step %s before this one":               "der er intet trin %s før dette",
		"A procedure needs at least one step":               "En testprocedure skal have mindst ét trin",
		"needs at least two answers":                        "skal have mindst to svar",
		"needs at least one column":                         "skal have mindst én kolonne",
		"%s is no short name: use small letters and digits": "%s er ikke et kort navn: brug små bogstaver og tal",
		"needs a limit value to be compared with":           "skal have en grænseværdi at blive holdt op imod",
		"cannot be read from character %d on":               "kan ikke læses fra tegn %d",
		"there is no number %s before this step":            "der er intet tal %s før dette trin",
		"%s stands twice":                                   "%s står to gange",
	})
}
