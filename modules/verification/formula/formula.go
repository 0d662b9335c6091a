// Package formula works out what a step of a test comes to from the values of
// other steps: numbers, names, + - * / ^, brackets and a few functions.
package formula

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Kind is what keeps a formula from being read or worked out.
type Kind string

// The kinds of fault.
const (
	Unreadable Kind = "unreadable" // Name is what stands where it should not
	Unknown    Kind = "unknown"    // Name is no step, or no function
	Missing    Kind = "missing"    // Name has no value yet
	ByNothing  Kind = "by_nothing" // a division by nothing
	NotOne     Kind = "not_one"    // Name has many values where one is needed
	Undefined  Kind = "undefined"  // such as the root of a negative number
)

// Fault says what is wrong with a formula, or with what it was given.
type Fault struct {
	Kind Kind
	Name string
	At   int // the place in the text, from 0
}

// Error implements error.
func (f *Fault) Error() string { return string(f.Kind) + " " + f.Name + " at " + strconv.Itoa(f.At) }

// longest keeps a formula from nesting deeper than a person would write.
const longest = 500

// Values gives the values of a name: one of a step, many of a column of a
// table; known is false where there is no such name.
type Values func(name string) (values []float64, known bool)

// Names are the names that a formula refers to, each once.
func Names(text string) ([]string, error) {
	var all []string
	_, err := Work(text, func(name string) ([]float64, bool) {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
		return []float64{1}, true
	})
	if f, ok := err.(*Fault); ok && (f.Kind == ByNothing || f.Kind == Undefined) { //nolint:errorlint // Work wraps nothing
		err = nil
	}
	return all, err
}

// Work works a formula out.
func Work(text string, values Values) (float64, error) {
	if len(text) > longest {
		return 0, &Fault{Kind: Unreadable, At: longest}
	}
	r := &reader{text: text, values: values}
	v, err := r.sum()
	if err != nil {
		return 0, err
	}
	if r.space(); r.at < len(text) {
		return 0, r.unreadable()
	}
	one, err := r.one(v)
	if err == nil && r.late != nil {
		return 0, r.late
	}
	if err == nil && (math.IsNaN(one) || math.IsInf(one, 0)) {
		return 0, &Fault{Kind: Undefined}
	}
	return one, err
}

// value is a number, or the numbers of a column.
type value struct {
	all  []float64
	many bool
	name string
}

// reader goes through a formula once. What cannot be worked out is kept in late,
// so that the rest is still read and a mistake in it found.
type reader struct {
	text   string
	at     int
	depth  int
	values Values
	late   *Fault
}

func (r *reader) space() {
	for r.at < len(r.text) && (r.text[r.at] == ' ' || r.text[r.at] == '\t' || r.text[r.at] == '\n') {
		r.at++
	}
}

func (r *reader) unreadable() *Fault {
	rest := r.text[min(r.at, len(r.text)):]
	if len(rest) > 1 {
		rest = string([]rune(rest)[:1])
	}
	return &Fault{Kind: Unreadable, Name: rest, At: r.at}
}

func (r *reader) take(signs string) byte {
	r.space()
	if r.at < len(r.text) && strings.IndexByte(signs, r.text[r.at]) >= 0 {
		r.at++
		return r.text[r.at-1]
	}
	return 0
}

func (r *reader) hold(f *Fault) {
	if r.late == nil {
		r.late = f
	}
}

// one is the single number of a value.
func (r *reader) one(v value) (float64, error) {
	if v.many {
		return 0, &Fault{Kind: NotOne, Name: v.name, At: r.at}
	}
	if len(v.all) == 0 {
		return 0, nil // held already as missing
	}
	return v.all[0], nil
}

func (r *reader) sum() (value, error) {
	return r.chain("+-", r.product, func(sign byte, a, b float64) float64 {
		if sign == '-' {
			return a - b
		}
		return a + b
	})
}

func (r *reader) product() (value, error) {
	return r.chain("*/", r.power, func(sign byte, a, b float64) float64 {
		if sign == '*' {
			return a * b
		}
		if b == 0 {
			r.hold(&Fault{Kind: ByNothing, At: r.at})
			return 0
		}
		return a / b
	})
}

func (r *reader) power() (value, error) {
	negative := r.take("-") != 0
	v, err := r.primary()
	if err != nil {
		return v, err
	}
	if r.take("^") != 0 {
		base, err := r.one(v)
		if err != nil {
			return v, err
		}
		exponent, err := r.power()
		if err != nil {
			return v, err
		}
		e, err := r.one(exponent)
		if err != nil {
			return v, err
		}
		v = value{all: []float64{math.Pow(base, e)}}
	}
	if negative {
		n, err := r.one(v)
		return value{all: []float64{-n}}, err
	}
	return v, nil
}

func (r *reader) chain(signs string, part func() (value, error), join func(sign byte, a, b float64) float64) (value, error) {
	v, err := part()
	for err == nil {
		sign := r.take(signs)
		if sign == 0 {
			return v, nil
		}
		var a, b float64
		if a, err = r.one(v); err != nil {
			break
		}
		var right value
		if right, err = part(); err != nil {
			break
		}
		if b, err = r.one(right); err == nil {
			v = value{all: []float64{join(sign, a, b)}}
		}
	}
	return v, err
}

func (r *reader) primary() (value, error) {
	r.depth++
	defer func() { r.depth-- }()
	if r.space(); r.at >= len(r.text) || r.depth > 100 {
		return value{}, r.unreadable()
	}
	switch c := r.text[r.at]; {
	case c == '(':
		r.at++
		v, err := r.sum()
		if err == nil && r.take(")") == 0 {
			err = r.unreadable()
		}
		return v, err
	case c >= '0' && c <= '9' || c == '.':
		from := r.at
		for r.at < len(r.text) && (r.text[r.at] >= '0' && r.text[r.at] <= '9' || r.text[r.at] == '.') {
			r.at++
		}
		n, err := strconv.ParseFloat(r.text[from:r.at], 64)
		if err != nil {
			r.at = from
			return value{}, r.unreadable()
		}
		return value{all: []float64{n}}, nil
	case letter(c):
		return r.named()
	}
	return value{}, r.unreadable()
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// named reads a function, a step or a column of a table.
func (r *reader) named() (value, error) {
	from := r.at
	for r.at < len(r.text) && (letter(r.text[r.at]) || r.text[r.at] >= '0' && r.text[r.at] <= '9' || r.text[r.at] == '_' || r.text[r.at] == '.') {
		r.at++
	}
	name := r.text[from:r.at]
	if r.take("(") != 0 {
		return r.called(name, from)
	}
	all, known := r.values(name)
	if !known {
		return value{}, &Fault{Kind: Unknown, Name: name, At: from}
	}
	if len(all) == 0 {
		r.hold(&Fault{Kind: Missing, Name: name, At: from})
	}
	return value{all: all, many: strings.Contains(name, "."), name: name}, nil
}
