package projects

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// RemoveMember takes somebody off the project. Whoever is named takes over what
// waits for them.
type RemoveMember struct {
	ofMember
	To uuid.UUID `query:"to" json:"-"`
}

// removeMember ends somebody's access with the next request; name and company
// stay on what they did, e-mail and phone do not. Everybody may leave.
func (m *Module) removeMember(ctx context.Context, cmd RemoveMember) error {
	member, err := findMember(ctx, cmd.Member)
	if err != nil {
		return err
	}
	if member.Person != scope.From(ctx).Person {
		if !scope.From(ctx).Has("members", "edit_all") {
			return kernel.Lacks("members", "edit_all")
		}
		if err := gives(ctx, member); err != nil {
			return err
		}
	}
	if cmd.To != uuid.Nil {
		h := handOver{from: member}
		if h.to, err = m.taker(ctx, cmd.To, h); err != nil {
			return err
		}
		if err := m.carryOut(ctx, h); err != nil {
			return err
		}
	}
	if _, err := m.people.Withdraw(ctx, member.Person, scope.From(ctx).Project); err != nil {
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
