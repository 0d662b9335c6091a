package projects

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Terms are what a member may do; they may be changed.
type Terms struct {
	Company     *uuid.UUID  `json:"company"`
	Role        string      `json:"role" validate:"omitempty,max=40"`
	Rights      []string    `json:"rights" validate:"max=100"`
	Disciplines []uuid.UUID `json:"disciplines" validate:"max=200"`
	OwnCompany  bool        `json:"own_company"`
	EndsOn      *string     `json:"ends_on" validate:"omitempty,datetime=2006-01-02"`
}

// ChangeMember changes what a member may do; it counts from the next request.
type ChangeMember struct {
	Project uuid.UUID            `params:"project" json:"-"`
	Member  uuid.UUID            `params:"member" json:"-"`
	Change  kernel.Change[Terms] `body:""`
}

func (m *Module) changeMember(ctx context.Context, cmd ChangeMember) (*Listing, error) {
	if !scope.From(ctx).Has("members", "edit_all") {
		return nil, kernel.Lacks("members", "edit_all")
	}
	member, err := findMember(ctx, cmd.Member)
	if err != nil {
		return nil, err
	}
	// Who has less may not touch who has more.
	if err := gives(ctx, member.Rights, member.Disciplines, member.OwnCompany); err != nil {
		return nil, err
	}
	t := cmd.Change.Value
	if _, given := cmd.Change.Fields["role"]; given {
		if err := knownRole(t.Role); err != nil {
			return nil, err
		}
		if _, given := cmd.Change.Fields["rights"]; !given {
			t.Rights = roleOf(t.Role).Rights
			if cmd.Change.Fields["rights"], err = json.Marshal(t.Rights); err != nil {
				return nil, err
			}
		}
	}
	if err := knownRights(t.Rights); err != nil {
		return nil, err
	}
	after := *member
	if _, given := cmd.Change.Fields["rights"]; given {
		after.Rights = t.Rights
	}
	if _, given := cmd.Change.Fields["disciplines"]; given {
		after.Disciplines = t.Disciplines
	}
	if _, given := cmd.Change.Fields["own_company"]; given {
		after.OwnCompany = t.OwnCompany
	}
	if _, given := cmd.Change.Fields["ends_on"]; given {
		after.EndsOn = t.EndsOn
	}
	if _, given := cmd.Change.Fields["role"]; given {
		after.Role = t.Role
	}
	if len(cmd.Change.Fields) > 0 && (after.EndsOn == nil || member.EndsOn == nil || *after.EndsOn != *member.EndsOn) {
		if err := m.endsInTime(after.Role, after.EndsOn); err != nil {
			return nil, err
		}
	}
	if err := gives(ctx, after.Rights, after.Disciplines, after.OwnCompany); err != nil {
		return nil, err
	}
	if err := db.Patch(ctx, "projects.members", cmd.Member, cmd.Change.Base, cmd.Change.Fields); err != nil {
		return nil, err
	}
	if err := keepsAdministrator(ctx, uuid.Nil); err != nil {
		return nil, err
	}
	return m.listed(ctx, cmd.Member)
}

// removeMember takes somebody off the project: access ends with the next
// request; name and company stay on what they did, e-mail and phone do not.
func (m *Module) removeMember(ctx context.Context, cmd ofMember) error {
	member, err := findMember(ctx, cmd.Member)
	if err != nil {
		return err
	}
	if member.Person != scope.From(ctx).Person {
		if !scope.From(ctx).Has("members", "edit_all") {
			return kernel.Lacks("members", "edit_all")
		}
		if err := gives(ctx, member.Rights, member.Disciplines, member.OwnCompany); err != nil {
			return err
		}
	}
	if err := m.people.Withdraw(ctx, member.Person, scope.From(ctx).Project); err != nil {
		return err
	}
	if member.administers() {
		if err := keepsAdministrator(ctx, member.ID); err != nil {
			return err
		}
	}
	if err := m.people.Leave(ctx, member.Person); err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("delete from projects.members where id = ?", member.ID).Exec(ctx)
	return err
}
