// Package problem is the one error type that reaches people, as RFC 9457 problem details.
package problem

import (
	"errors"
	"fmt"
)

// Kind is what sort of problem it is; it decides the status and the type URI.
type Kind string

// The kinds of problem.
const (
	Invalid     Kind = "invalid"
	SignedOut   Kind = "signed-out"
	Denied      Kind = "denied"
	NotFound    Kind = "not-found"
	Conflict    Kind = "conflict"
	Stale       Kind = "stale"
	TooLarge    Kind = "too-large"
	TooMany     Kind = "too-many"
	Unavailable Kind = "unavailable"
	Internal    Kind = "internal"
)

var kinds = map[Kind]struct {
	status int
	title  string
}{
	Invalid:     {422, "Some of what you sent cannot be accepted"},
	SignedOut:   {401, "Sign in first"},
	Denied:      {403, "You may not do that"},
	NotFound:    {404, "There is nothing here"},
	Conflict:    {409, "That does not fit with what is there already"},
	Stale:       {412, "Somebody else changed this in the meantime"},
	TooLarge:    {413, "That is too large"},
	TooMany:     {429, "Too many tries"},
	Unavailable: {503, "The service cannot answer right now"},
	Internal:    {500, "Something went wrong on our side"},
}

// Problem is an error with words for the person who meets it. Format and
// arguments stay apart until the answer is written, in the reader's language.
type Problem struct {
	Kind   Kind
	Format string
	Args   []any
	Fields []Field
	Stale  []Difference
	Reason string   // tells problems of one kind apart: the end of the type URI; empty: none
	Ticket string   // to go on with, where that is a second request
	Ways   []string // by which the problem is overcome, where a client chooses
	cause  error
	After  int // seconds after which a try makes sense; 0: not said
}

// Field is one thing that is wrong, by its JSON pointer.
type Field struct {
	Pointer string
	Format  string
	Args    []any
}

// Difference is a field that somebody else changed since it was read.
type Difference struct {
	Field  string `json:"field"`
	Base   any    `json:"base"`
	Theirs any    `json:"theirs"`
	Yours  any    `json:"yours"`
}

// New makes a problem; the words say what to do next.
func New(kind Kind, format string, args ...any) *Problem {
	return &Problem{Kind: kind, Format: format, Args: args}
}

// At makes an invalid problem of one field, named as in the JSON that was sent.
func At(field, format string, args ...any) *Problem {
	return (&Problem{Kind: Invalid}).And(field, format, args...)
}

// And adds a field that is wrong.
func (p *Problem) And(field, format string, args ...any) *Problem {
	p.Fields = append(p.Fields, Field{Pointer: "#/" + field, Format: format, Args: args})
	return p
}

// For gives the problem a reason of its own, which clients tell it by.
func (p *Problem) For(reason string, ways ...string) *Problem {
	p.Reason, p.Ways = reason, ways
	return p
}

// Because keeps the cause for the log.
func (p *Problem) Because(err error) *Problem {
	p.cause = err
	return p
}

// Error implements error, in English, for the log.
func (p *Problem) Error() string {
	text := string(p.Kind)
	if p.Format != "" {
		text += ": " + fmt.Sprintf(p.Format, p.Args...)
	}
	for _, f := range p.Fields {
		text += "; " + f.Pointer + " " + fmt.Sprintf(f.Format, f.Args...)
	}
	if p.cause != nil {
		text += ": " + p.cause.Error()
	}
	return text
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.cause }

// Status is the HTTP status of the problem.
func (p *Problem) Status() int { return kinds[p.Kind].status }

// Of finds the problem in an error; any other error is internal.
func Of(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return New(Internal, "").Because(err)
}

// Is tells whether an error is a problem of a kind.
func Is(err error, kind Kind) bool {
	var p *Problem
	return errors.As(err, &p) && p.Kind == kind
}
