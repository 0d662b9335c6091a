// Package scope says who acts: on which project, with which rights, and from where.
package scope

import (
	"context"
	"slices"
	"strings"

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
	Origin   string // web, tablet, api, import, job
	Language string // da or en
	Address  string // of the client
	Agent    string // its browser, as it says
	Fresh    bool   // the session was used of late
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
