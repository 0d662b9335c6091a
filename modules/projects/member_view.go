package projects

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
)

// viewAsMember lets whoever administers all of a project look at it as a member
// sees it: with that member's rights and eyes, and without changing anything.
// That somebody did stands in the project's history.
func (m *Module) viewAsMember(ctx context.Context, cmd ofMember) (kernel.Nothing, error) {
	s := scope.From(ctx)
	if s.Narrowed != nil || s.OwnOnly {
		return kernel.Nothing{}, problem.New(problem.Denied, "It takes seeing all of the project to look at it as somebody else")
	}
	member, err := findMember(ctx, cmd.Member)
	if err != nil {
		return kernel.Nothing{}, err
	}
	if member.Person == s.Person {
		return kernel.Nothing{}, problem.New(problem.Conflict, "That is yourself")
	}
	var in bool
	if err := db.On(ctx).NewRaw("select platform.lets_in(?)", member.Person).Scan(ctx, &in); err != nil {
		return kernel.Nothing{}, err
	}
	if !in {
		return kernel.Nothing{}, problem.New(problem.Conflict, "The member sees nothing of the project now: the last day is over, or a second factor is missing")
	}
	return kernel.Nothing{}, m.people.View(ctx, cmd.Project, member.Person)
}

func init() {
	problem.Teach(map[string]string{
		"It takes seeing all of the project to look at it as somebody else": "Man skal kunne se hele projektet for at se det som en anden",
		"That is yourself": "Det er dig selv",
		"The member sees nothing of the project now: the last day is over, or a second factor is missing": "Medlemmet ser intet af projektet lige nu: den sidste dag er forbi, eller der mangler en ekstra faktor",
	})
}
