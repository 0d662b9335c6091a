package projects

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// DemandSecondFactor closes a project to members without a second factor, or
// opens it to them again.
type DemandSecondFactor struct {
	Project  uuid.UUID `params:"project" json:"-"`
	Demanded *bool     `json:"demanded" validate:"required"`
}

// demandSecondFactor asks of whoever demands it to have one: nobody shuts
// themselves out. It counts from the next request of each member.
func (m *Module) demandSecondFactor(ctx context.Context, cmd DemandSecondFactor) (*Project, error) {
	if *cmd.Demanded {
		var has bool
		if err := db.On(ctx).NewRaw("select ? in (select platform.proven_members())", scope.From(ctx).Person).Scan(ctx, &has); err != nil {
			return nil, err
		}
		if !has {
			return nil, problem.New(problem.Conflict, "You have no second factor yourself and would be kept out. Set one up on your page first.")
		}
	}
	if _, err := db.On(ctx).NewRaw("update projects.projects set second_factor = ? where id = ?", *cmd.Demanded, cmd.Project).Exec(ctx); err != nil {
		return nil, err
	}
	return m.readProject(ctx, ofProject{Project: cmd.Project})
}

func init() {
	problem.Teach(map[string]string{
		"You have no second factor yourself and would be kept out. Set one up on your page first.": "Du har ikke selv en ekstra faktor og ville blive lukket ude. Opret først en på din side.",
	})
}
