package projects

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// TransferAdministration makes another member administrator in one's own place.
type TransferAdministration struct {
	Project uuid.UUID `params:"project" json:"-"`
	Member  uuid.UUID `params:"member" json:"-"`
	Role    string    `json:"role" validate:"required,max=40"` // that one keeps oneself
}

// transferAdministration takes the one role and gives the other in one step, so
// that the project is never without an administrator.
func (m *Module) transferAdministration(ctx context.Context, cmd TransferAdministration) (*Listing, error) {
	kept, err := chosen(ctx, cmd.Role)
	if err != nil {
		return nil, err
	}
	if kept.Ends || kept.Code == "administrator" {
		return nil, problem.At("role", "is not a role that one keeps")
	}
	to, err := findMember(ctx, cmd.Member)
	if err != nil {
		return nil, err
	}
	s := scope.From(ctx)
	if to.Person == s.Person {
		return nil, problem.New(problem.Conflict, "You administer the project already")
	}
	if to.JoinedAt == nil || to.EndsOn != nil {
		return nil, problem.New(problem.Conflict, "Only a member who has joined, without a day to end on, can take over")
	}
	for person, role := range map[uuid.UUID]Role{to.Person: roleOf("administrator"), s.Person: kept} {
		_, err := db.On(ctx).NewUpdate().Model(&Member{Role: role.given(), Rights: role.Rights}).Column("role", "rights", "disciplines", "own_company").
			Where("project = ? and person = ?", s.Project, person).Exec(ctx)
		if err != nil {
			return nil, err
		}
	}
	return m.listed(ctx, cmd.Member)
}

func init() {
	problem.Teach(map[string]string{
		"is not a role that one keeps":                                         "er ikke en rolle, man beholder",
		"You administer the project already":                                   "Du administrerer allerede projektet",
		"Only a member who has joined, without a day to end on, can take over": "Kun et medlem, der deltager og ikke har en slutdag, kan tage over",
	})
}
