package design

import (
	"context"

	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// who acts: the person, the company they act for, and what they may do with requirements.
type who struct {
	person, company   uuid.UUID
	own, all, approve bool
}

func whoActs(ctx context.Context) who {
	s := scope.From(ctx)
	return who{s.Person, s.Company, s.Has("requirements", "edit_own"), s.Has("requirements", "edit_all"), s.Has("requirements", "approve")}
}

// isTheirs tells whether somebody belongs to the side that is asked.
func (a *Answer) isTheirs(w who) bool { return is(a.Person, w.person) || is(a.Company, w.company) }

// mayGive holds who answers: the side that is asked, or somebody who edits all
// in its stead.
func (a *Answer) mayGive(w who) error {
	switch {
	case a.Status == "approved":
		return a.stands("answered")
	case w.all || w.own && a.isTheirs(w):
		return nil
	case !w.own:
		return kernel.Lacks("requirements", "edit_own")
	}
	return problem.New(problem.Denied, "Another company is asked")
}

// mayJudge holds who approves or returns an answer: another side than the one
// that gave it.
func (a *Answer) mayJudge(w who) error {
	switch {
	case a.Status != "answered":
		return a.stands("judged")
	case !w.all && !w.approve:
		return kernel.Lacks("requirements", "edit_all")
	case is(a.AnsweredBy, w.person) || is(a.AnsweredSide, w.company):
		return problem.New(problem.Denied, "It must be judged by another side than the one that answered")
	}
	return nil
}

func (a *Answer) mayReopen(w who) error {
	switch {
	case a.Status != "approved":
		return a.stands("asked again")
	case !w.all && !w.approve:
		return kernel.Lacks("requirements", "edit_all")
	}
	return nil
}

func (a *Answer) mayAssign(w who) error {
	switch {
	case a.Status == "approved":
		return a.stands("assigned")
	case !w.all:
		return kernel.Lacks("requirements", "edit_all")
	}
	return nil
}

func (a *Answer) stands(as string) error {
	return problem.New(problem.Conflict, "It cannot be %s: it is %s", problem.Word(as), problem.Word(said[a.Status]))
}

// said are the statuses as a sentence says them.
var said = map[string]string{"asked": "with the designer", "answered": "with the commissioning team", "returned": "returned", "approved": "approved"}

// may lists what somebody may do with an answer as it stands.
func (a *Answer) may(w who) []string {
	all := []string{}
	for _, one := range []struct {
		name string
		err  error
	}{{"give", a.mayGive(w)}, {"approve", a.mayJudge(w)}, {"return", a.mayJudge(w)}, {"reopen", a.mayReopen(w)}, {"assign", a.mayAssign(w)}} {
		if one.err == nil {
			all = append(all, one.name)
		}
	}
	return all
}

// waitsFor tells whether the next step is somebody's; what nobody is asked
// about waits for those who say whom to ask. The list's condition for one's
// turn says the same in SQL.
func (a *Answer) waitsFor(w who) bool {
	switch a.Status {
	case "asked", "returned":
		if a.Company == nil && a.Person == nil {
			return w.all
		}
		return (w.own || w.all) && (is(a.Person, w.person) || a.Person == nil && is(a.Company, w.company))
	case "answered":
		return a.mayJudge(w) == nil
	}
	return false
}

func init() {
	problem.Teach(map[string]string{
		"answered": "besvaret", "judged": "bedømt", "asked again": "spurgt igen", "assigned": "tildelt", "with the designer": "hos den projekterende", "with the commissioning team": "hos Cx-teamet",
		"returned": "returneret", "approved": "godkendt",
		"It cannot be %s: it is %s":                                    "Den kan ikke blive %s: den er %s",
		"Another company is asked":                                     "Et andet firma er spurgt",
		"It must be judged by another side than the one that answered": "Det skal bedømmes af en anden part end den, der svarede",
		"Nothing would be changed":                                     "Intet ville blive ændret",
		"is not on this project":                                       "er ikke på dette projekt",
	})
}
