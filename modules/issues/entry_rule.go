package issues

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// who acts: the person, the company they act for, and what they may do in the log.
type who struct {
	person, company        uuid.UUID
	own, all, approve, see bool
}

func whoActs(ctx context.Context) who {
	s := scope.From(ctx)
	return who{s.Person, s.Company, s.Has("log", "edit_own"), s.Has("log", "edit_all"), s.Has("log", "approve"), s.Has("log", "view")}
}

// isTheirs tells whether somebody belongs to the side that is to remedy an
// entry; one that nobody is responsible for is with who raised it.
func (e *Entry) isTheirs(w who) bool {
	if e.Company == nil && e.Person == nil {
		return is(e.RaisedBy, w.person)
	}
	return is(e.Person, w.person) || is(e.Company, w.company)
}

// mayRemedy holds who reports an entry remedied: the side that is responsible,
// or somebody who edits all in its stead.
func (e *Entry) mayRemedy(w who) error {
	switch {
	case e.Status != "new" && e.Status != "assigned" && e.Status != "rejected":
		return e.stands("reported remedied")
	case w.all || w.own && e.isTheirs(w):
		return nil
	case !w.own:
		return kernel.Lacks("log", "edit_own")
	}
	return problem.New(problem.Denied, "Another company is responsible for it")
}

// mayJudge holds who verifies or rejects a remedy: another side than the one
// that remedied it. A defect is a legal finding, so that it takes approval.
func (e *Entry) mayJudge(w who) error {
	switch {
	case e.Status != "remedied":
		return e.stands("verified")
	case e.Kind == "defect" && !w.approve:
		return kernel.Lacks("log", "approve")
	case !w.all && !w.approve:
		return kernel.Lacks("log", "edit_all")
	case is(e.RemediedBy, w.person) || is(e.RemediedSide, w.company):
		return problem.New(problem.Denied, "It must be verified by another side than the one that remedied it")
	}
	return nil
}

// mayClose holds who closes an entry. One that is verified takes approval; an
// observation may be closed as it is by whoever edits all; an issue or a
// defect that is not verified takes approval and a reason.
func (e *Entry) mayClose(w who) error {
	switch {
	case e.Status == "closed":
		return e.stands("closed")
	case e.Status == "remedied":
		return problem.New(problem.Conflict, "It is reported remedied: verify it or reject it first")
	case w.approve || e.Kind == "observation" && w.all:
		return nil
	}
	return kernel.Lacks("log", "approve")
}

func (e *Entry) mayReopen(w who) error {
	switch {
	case e.Status != "closed":
		return e.stands("reopened")
	case !w.approve:
		return kernel.Lacks("log", "approve")
	}
	return nil
}

// mayAssign holds who says which side is responsible: whoever edits all, and
// who raised it while nobody is.
func (e *Entry) mayAssign(w who) error {
	switch {
	case e.Status != "new" && e.Status != "assigned" && e.Status != "rejected":
		return e.stands("assigned")
	case w.all || w.own && e.Status == "new" && is(e.RaisedBy, w.person):
		return nil
	}
	return kernel.Lacks("log", "edit_all")
}

// mayChange holds who changes what an entry says. Those who are to remedy it
// say what caused it, and no more.
func (e *Entry) mayChange(w who, field string) error {
	switch {
	case e.Status == "closed":
		return problem.New(problem.Conflict, "It is closed. Reopen it before you change it.")
	case w.all || w.own && is(e.RaisedBy, w.person):
		return nil
	case w.own && e.isTheirs(w) && (field == "cause" || field == "cost_effect"):
		return nil
	case !w.own:
		return kernel.Lacks("log", "edit_own")
	}
	return problem.New(problem.Denied, "Only who raised it, or who may edit all, changes that")
}

// mayEscalate holds when an observation becomes an issue.
func (e *Entry) mayEscalate(w who) error {
	switch {
	case e.Kind != "observation":
		return problem.New(problem.Conflict, "Only an observation becomes an issue")
	case e.Status == "closed":
		return e.stands("made an issue")
	case !w.all:
		return kernel.Lacks("log", "edit_all")
	}
	return nil
}

func (e *Entry) stands(as string) error {
	return problem.New(problem.Conflict, "It cannot be %s: it is %s", problem.Word(as), problem.Word(said[e.Status]))
}

// said are the statuses as a sentence says them.
var said = map[string]string{"new": "new", "assigned": "assigned", "remedied": "reported remedied", "rejected": "rejected", "verified": "verified", "closed": "closed"}

// may lists what somebody may do with an entry as it stands.
func (e *Entry) may(w who) []string {
	all := []string{}
	for _, one := range []struct {
		name string
		err  error
	}{{"change", e.mayChange(w, "title")}, {"cause", e.mayChange(w, "cause")}, {"assign", e.mayAssign(w)}, {"remedy", e.mayRemedy(w)}, {"verify", e.mayJudge(w)}, {"reject", e.mayJudge(w)},
		{"close", e.mayClose(w)}, {"reopen", e.mayReopen(w)}, {"escalate", e.mayEscalate(w)}} {
		if one.err == nil {
			all = append(all, one.name)
		}
	}
	return all
}

// waitsFor tells whether the next step is somebody's. The list's condition
// for one's turn says the same in SQL.
func (e *Entry) waitsFor(w who) bool {
	switch e.Status {
	case "new":
		return w.all
	case "assigned", "rejected":
		return w.own && (is(e.Person, w.person) || e.Person == nil && is(e.Company, w.company))
	case "remedied":
		return e.mayJudge(w) == nil
	case "verified":
		return w.approve
	}
	return false
}

// assign says which side is to remedy an entry. Without a due date of its own
// the project's usual time counts from today.
func (e *Entry) assign(company, person *uuid.UUID, due *clock.Date, today time.Time, days int) error {
	if company == nil && person == nil {
		return problem.At("company", "is needed: choose the company or the person that is to remedy it")
	}
	if due == nil && e.DueOn == nil {
		day := clock.Date(today.AddDate(0, 0, days).Format(time.DateOnly))
		due = &day
	}
	if due != nil {
		e.DueOn = due
	}
	e.Company, e.Person = company, person
	if e.Status == "new" {
		e.Status = "assigned"
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"log entries": "poster i loggen",
		"new":         "ny", "assigned": "tildelt", "reported remedied": "meldt udbedret", "rejected": "afvist", "verified": "verificeret", "closed": "lukket", "reopened": "genåbnet", "made an issue": "gjort til en sag",
		"Another company is responsible for it":                             "Et andet firma er ansvarligt for den",
		"It must be verified by another side than the one that remedied it": "Den skal verificeres af en anden part end den, der udbedrede den",
		"It is reported remedied: verify it or reject it first":             "Den er meldt udbedret: verificér eller afvis den først",
		"It is closed. Reopen it before you change it.":                     "Den er lukket. Genåbn den, før du ændrer den.",
		"Only who raised it, or who may edit all, changes that":             "Kun den, der rejste den, eller som må redigere alle, ændrer det",
		"Only an observation becomes an issue":                              "Kun en observation bliver til en sag",
		"It cannot be %s: it is %s":                                         "Den kan ikke blive %s: den er %s",
		"is needed: choose the company or the person that is to remedy it":  "skal udfyldes: vælg det firma eller den person, der skal udbedre den",
	})
}
