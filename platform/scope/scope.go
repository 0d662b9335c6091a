// Package scope says who acts: on which project, with which rights, and from where.
package scope

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Kind is what acts. A scope is exactly one of these.
type Kind string

// The kinds of scope.
const (
	Person   Kind = "person"   // somebody signed in, or at the door
	Job      Kind = "job"      // background work in the name of the person who asked
	Operator Kind = "operator" // the operator's staff, with a reason
	Kernel   Kind = "kernel"   // relay and sweeper: no project's tables
)

// Scope is who acts in one piece of work.
type Scope struct {
	Kind     Kind
	Person   uuid.UUID
	Session  uuid.UUID
	Project  uuid.UUID
	Company  uuid.UUID // the person's company on the project
	Role     string
	Rights   []string    // area.verb
	Narrowed []uuid.UUID // the disciplines the person is narrowed to; nil: all
	OwnOnly  bool        // narrowed to the own company's rows
	Member   bool        // of Project
	Request  uuid.UUID
	Action   string
	Origin   string    // web, tablet, api, import, job
	Language string    // da or en
	Address  string    // of the client
	Agent    string    // its browser, as it says
	Fresh    bool      // the session was used of late
	Limits   []string  // what a token may do at most; nil: this is no token
	Proved   time.Time // when the person last showed in this session who they are
	Barred   bool      // a member who lacks the second factor that the project demands
	Viewer   uuid.UUID // who looks at the project as Person, and changes nothing
}

type key struct{}

// With puts a scope into a context.
func With(ctx context.Context, s *Scope) context.Context {
	return context.WithValue(ctx, key{}, s)
}

// From returns the scope of a piece of work; without one nobody acts.
func From(ctx context.Context) *Scope {
	if s, ok := ctx.Value(key{}).(*Scope); ok {
		return s
	}
	return &Scope{}
}

// Actor is who is really there: whoever looks through another's eyes, else the
// person of the scope.
func (s *Scope) Actor() uuid.UUID {
	if s.Viewer != uuid.Nil {
		return s.Viewer
	}
	return s.Person
}

// Has tells whether the scope holds one right, such as "registers.edit_all".
func (s *Scope) Has(area, verb string) bool {
	return slices.Contains(s.Rights, area+"."+verb)
}

// May tells whether the scope may do something of a kind in an area; edit is
// met by either right to edit.
func (s *Scope) May(area, verb string) bool {
	if verb == "edit" {
		return s.Has(area, "edit_all") || s.Has(area, "edit_own")
	}
	return s.Has(area, verb)
}

// Administrator tells whether the scope administers its project.
func (s *Scope) Administrator() bool { return s.Has("project", "administer") }

// Covers tells whether every right of the list is held too: nobody gives more than they have.
func (s *Scope) Covers(rights []string) (missing []string) {
	for _, r := range rights {
		area, verb, _ := strings.Cut(r, ".")
		held := s.Has(area, verb) || verb == "edit_own" && s.Has(area, "edit_all")
		if !held {
			missing = append(missing, r)
		}
	}
	return missing
}

// What a token may do beside single rights.
const (
	Everything = "*"    // what its person may
	Reading    = "read" // of that, only reading
)

// Token tells whether a program acts by a token.
func (s *Scope) Token() bool { return s.Limits != nil }

// Within keeps of rights what a token with limits may make use of.
func Within(rights, limits []string) (kept []string) {
	if limits == nil || slices.Contains(limits, Everything) {
		return rights
	}
	for _, r := range rights {
		_, verb, _ := strings.Cut(r, ".")
		if slices.Contains(limits, r) || slices.Contains(limits, Reading) && (verb == "view" || verb == "export") {
			kept = append(kept, r)
		}
	}
	return kept
}

// Reaches tells whether a token's limits let it do something of a kind in an
// area at all, whatever rights it acts with. Without an area, what reads is open
// to every token, and the rest to those that change something somewhere.
func (s *Scope) Reaches(area, verb string, reads bool) bool {
	if s.Limits == nil || slices.Contains(s.Limits, Everything) || reads && (area == "" || slices.Contains(s.Limits, Reading)) {
		return true
	}
	if area == "" {
		return slices.ContainsFunc(s.Limits, func(l string) bool {
			return strings.HasSuffix(l, ".create") || strings.HasSuffix(l, ".edit_own") || strings.HasSuffix(l, ".edit_all")
		})
	}
	if verb == "edit" {
		return slices.Contains(s.Limits, area+".edit_all") || slices.Contains(s.Limits, area+".edit_own")
	}
	return slices.Contains(s.Limits, area+"."+verb)
}
