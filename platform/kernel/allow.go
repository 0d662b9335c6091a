package kernel

import (
	"context"
	"errors"
	"strings"
	"time"

	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// freshFor is how long it counts that somebody showed who they are.
const freshFor = 10 * time.Minute

// allow is the first wall: signed in, on the project, with the second factor
// that it demands, with the right. What a person may not know of is not found.
func (k *Kernel) allow(ctx context.Context, a Action) error {
	s := scope.From(ctx)
	if a.open {
		if a.strict && s.Token() {
			return notForTokens()
		}
		return nil
	}
	if s.Person == uuid.Nil {
		return problem.New(problem.SignedOut, "")
	}
	if a.OfProject() && !s.Member {
		return problem.New(problem.NotFound, "")
	}
	if s.Token() {
		if err := reaches(s, a); err != nil {
			return err
		}
	} else if a.fresh && k.Clock.Now().Sub(s.Proved) > freshFor {
		return problem.New(problem.Denied, "Show once more who you are, then it can be done.").For("confirm")
	}
	if !a.OfProject() {
		return nil
	}
	if s.Viewer != uuid.Nil && a.Method != fiber.MethodGet {
		return problem.New(problem.Denied, "You are looking at the project as another member. Stop that first: nothing can be changed meanwhile.").For("viewing")
	}
	if s.Barred {
		return k.lacksFactor(ctx)
	}
	if area, verb := a.Right(); area != "" && !s.May(area, verb) {
		return Lacks(area, verb)
	}
	return nil
}

// reaches holds an action against what a token may do at most.
func reaches(s *scope.Scope, a Action) error {
	if !a.ForPrograms() {
		return notForTokens()
	}
	if area, verb := a.Reach(); !s.Reaches(area, verb, a.Method == fiber.MethodGet) {
		return problem.New(problem.Denied, "The token's scopes do not reach this.").For("scope")
	}
	return nil
}

func notForTokens() error {
	return problem.New(problem.Denied, "A token cannot do this: sign in with a browser.").For("scope")
}

// Lacks says which right is missing.
func Lacks(area, verb string) error {
	return problem.New(problem.Denied, "It takes the right to %s in %s. An administrator of the project can give it.", problem.Word(verb), problem.Word(area)).For("right")
}

// named says in a refusal for want of a right who can give it.
func (k *Kernel) named(ctx context.Context, err error) error {
	p := new(problem.Problem)
	if k.access == nil || !errors.As(err, &p) || p.Reason != "right" || len(p.Args) != 2 {
		return err
	}
	names, failed := k.access.Givers(ctx)
	if failed != nil || len(names) == 0 {
		return err // the refusal is what matters
	}
	p.Format, p.Args = "It takes the right to %s in %s. It can be given by %s.", append(p.Args, strings.Join(names, ", "))
	return p
}

// MayExport refuses whoever may not take what they see of an area out as a
// file: beside the right to view it takes the right to export in the area or in
// exports as a whole.
func MayExport(s *scope.Scope, area string) error {
	if !s.Has(area, "export") && !s.Has("exports", "export") {
		return Lacks(area, "export")
	}
	if !s.May(area, "view") {
		return Lacks(area, "view")
	}
	return nil
}
