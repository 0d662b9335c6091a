package documents

import (
	"context"
	"slices"

	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// who acts: the person, the company they act for, and what they may do with
// documents and in a review.
type who struct {
	person, company                  uuid.UUID
	create, own, all, approve, asked bool
}

func whoActs(ctx context.Context, reviewers []uuid.UUID) who {
	s := scope.From(ctx)
	return who{s.Person, s.Company, s.Has("documents", "create"), s.Has("documents", "edit_own"), s.Has("documents", "edit_all"), s.Has("documents", "approve"), slices.Contains(reviewers, s.Person)}
}

// mayComment holds who comments: the reviewers, and whoever may create or
// approve documents.
func (r *Review) mayComment(w who) error {
	switch {
	case r.Status == "closed":
		return errClosed()
	case w.asked || w.create || w.approve:
		return nil
	}
	return kernel.Lacks("documents", "create")
}

// mayClose holds who closes a review.
func (r *Review) mayClose(w who) error {
	switch {
	case r.Status == "closed":
		return errClosed()
	case w.all || w.approve:
		return nil
	}
	return kernel.Lacks("documents", "edit_all")
}

// mayReply holds who replies for the designer: the company that is responsible
// for the document, or whoever edits all in its stead.
func (c *Comment) mayReply(w who) error {
	switch {
	case !c.Open:
		return errClosed()
	case w.all || w.own && is(c.Company, w.company):
		return nil
	case !w.own:
		return kernel.Lacks("documents", "edit_own")
	}
	return problem.New(problem.Denied, "Another company is responsible for the document")
}

// mayResolve holds who says that a comment is resolved: the side that made it,
// or whoever edits all or approves, and never the side that replied.
func (c *Comment) mayResolve(w who) error {
	switch {
	case !c.Open:
		return errClosed()
	case is(c.MadeBy, w.person):
		return nil
	case is(c.RepliedBy, w.person) || is(c.RepliedSide, w.company):
		return problem.New(problem.Denied, "It must be resolved by another side than the one that replied")
	case is(c.Side, w.company) || w.all || w.approve:
		return nil
	}
	return kernel.Lacks("documents", "edit_all")
}

// may lists what somebody may do with a comment as it stands.
func (c *Comment) may(w who) []string {
	all := []string{}
	if c.mayReply(w) == nil {
		all = append(all, "reply")
	}
	if c.mayResolve(w) == nil {
		all = append(all, "resolve")
	}
	return all
}

func errClosed() error { return problem.New(problem.Conflict, "The review is closed") }

func init() {
	problem.Teach(map[string]string{
		"It must be resolved by another side than the one that replied": "Den skal afsluttes af en anden part end den, der svarede",
		"The review is closed": "Granskningen er lukket",
	})
}
