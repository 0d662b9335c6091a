package registers

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// kind is what a field holds.
type kind int

const (
	text kind = iota
	number
	whole
	date
	flag
	choice
	link    // to a thing of another register
	company // of the project
	person  // shown on the project
	document
	data // further facts, as a JSON object of texts
	many // several of its choices
)

// field is one column of a register as people fill it in.
type field struct {
	name     string
	kind     kind
	max      int // characters of a text; 0: 2,000
	choices  []string
	to       *thing // what a link leads to
	needed   bool
	low      float64
	high     float64
	sums     bool            // can be added up over rows
	own      string          // the key of a column that the project added
	within   []uuid.UUID     // the disciplines that such a column belongs to; none: all
	called   []string        // what people call such a column
	expected bool            // needed where it belongs
	initial  json.RawMessage // what such a column begins with
}

// check holds a value that was sent against the field and returns it as it
// will be kept.
func (f *field) check(raw json.RawMessage) (any, error) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, problem.At(f.name, "is not of the right kind")
	}
	if v == nil || v == "" && f.kind != text {
		return f.cleared()
	}
	switch f.kind {
	case number, whole:
		n, ok := v.(float64)
		if !ok || math.IsNaN(n) || math.IsInf(n, 0) || f.kind == whole && n != math.Trunc(n) {
			return nil, problem.At(f.name, "is not a number")
		}
		if f.high > f.low && (n < f.low || n > f.high) || math.Abs(n) >= 1e15 {
			return nil, problem.At(f.name, "is out of range")
		}
		if f.kind == whole {
			return json.Number(strconv.FormatFloat(n, 'f', 0, 64)), nil
		}
		return json.Number(strings.TrimSpace(string(raw))), nil
	case flag:
		if b, ok := v.(bool); ok {
			return b, nil
		}
		return nil, problem.At(f.name, "is not yes or no")
	case data:
		return f.facts(raw)
	case many:
		return f.several(v)
	}
	s, ok := v.(string)
	if !ok {
		return nil, problem.At(f.name, "is not of the right kind")
	}
	switch f.kind {
	case date:
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			return nil, problem.At(f.name, "is not a date such as 2026-04-20")
		}
	case choice:
		if !slices.Contains(f.choices, s) {
			return nil, problem.At(f.name, "is not one of %s", strings.Join(f.choices, ", "))
		}
	case link, company, person, document:
		id, err := uuid.Parse(s)
		if err != nil || len(s) != 36 {
			return nil, problem.At(f.name, "is not an id")
		}
		return id.String(), nil
	default:
		return f.words(s)
	}
	return s, nil
}

var control = regexp.MustCompile(`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]`)

func (f *field) words(s string) (any, error) {
	if !utf8.ValidString(s) {
		return nil, problem.At(f.name, "holds a character that cannot be kept")
	}
	s = strings.TrimSpace(control.ReplaceAllString(s, ""))
	limit := f.max
	if limit == 0 {
		limit = 2000
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return nil, problem.At(f.name, "is too long: %d characters, at most %d", n, limit)
	}
	if s == "" && (f.needed || f.own != "") {
		return f.cleared()
	}
	return s, nil
}

func (f *field) facts(raw json.RawMessage) (any, error) {
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil || len(raw) > 20000 {
		return nil, problem.At(f.name, "is not of the right kind")
	}
	return m, nil
}

func (f *field) cleared() (any, error) {
	switch {
	case f.own != "" && !f.needed:
		return nil, nil //nolint:nilnil // null is the value
	case f.needed, f.kind == choice, f.kind == flag:
		return nil, problem.At(f.name, "is needed")
	case f.kind == text:
		return "", nil
	case f.kind == data:
		return map[string]any{}, nil
	}
	return nil, nil //nolint:nilnil // null is the value
}

// ID refers to another row, a company or a person.
type ID = uuid.UUID

func init() {
	problem.Teach(map[string]string{
		"is not a number":                        "er ikke et tal",
		"is out of range":                        "er uden for det tilladte",
		"is not yes or no":                       "er ikke ja eller nej",
		"is not an id":                           "er ikke et id",
		"holds a character that cannot be kept":  "indeholder et tegn, der ikke kan gemmes",
		"is too long: %d characters, at most %d": "er for lang: %d tegn, højst %d",
	})
}
