package projects

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Terms are what a member may do; they may be changed.
type Terms struct {
	Company     *uuid.UUID  `json:"company"`
	Role        string      `json:"role" validate:"omitempty,max=64"`
	Rights      []string    `json:"rights" validate:"max=100"`
	Disciplines []uuid.UUID `json:"disciplines" validate:"max=200"`
	OwnCompany  bool        `json:"own_company"`
	EndsOn      *string     `json:"ends_on" validate:"omitempty,datetime=2006-01-02"`
}

// ChangeMember changes what a member may do; it counts from the next request.
// Who moves to another company can hand over to a colleague what lies at the one
// that is left.
type ChangeMember struct {
	Project uuid.UUID            `params:"project" json:"-"`
	Member  uuid.UUID            `params:"member" json:"-"`
	To      uuid.UUID            `query:"to" json:"-"`
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
	if err := gives(ctx, member); err != nil {
		return nil, err
	}
	after, err := m.changed(ctx, member, &cmd.Change)
	if err != nil {
		return nil, err
	}
	if err := gives(ctx, after); err != nil {
		return nil, err
	}
	if cmd.To != uuid.Nil {
		if err := m.moveDuties(ctx, member, after, cmd.To); err != nil {
			return nil, err
		}
	}
	if err := db.Patch(ctx, "projects.members", cmd.Member, cmd.Change.Base, cmd.Change.Fields); err != nil {
		return nil, err
	}
	if err := keepsAdministrator(ctx, uuid.Nil); err != nil {
		return nil, err
	}
	if after.Role != member.Role || !slices.Equal(after.Rights, member.Rights) {
		if err := m.renewInvitation(ctx, after); err != nil {
			return nil, err
		}
	}
	return m.listed(ctx, cmd.Member)
}

// changed is what a member becomes by a change, whose fields it completes: a
// preset brings its rights with it, unless others are given.
func (m *Module) changed(ctx context.Context, member *Member, change *kernel.Change[Terms]) (*Member, error) {
	after, t, needsEnd := *member, change.Value, false
	given := func(field string) bool { _, is := change.Fields[field]; return is }
	if given("role") && (t.Role != member.Role || !strings.HasPrefix(t.Role, named)) {
		role, err := chosen(ctx, t.Role)
		if err != nil {
			return nil, err
		}
		after.Role, after.Rights, needsEnd = role.given(), role.Rights, role.Ends
	}
	if given("rights") {
		if err := knownRights(t.Rights); err != nil {
			return nil, err
		}
		after.Rights = t.Rights
	}
	if given("disciplines") {
		after.Disciplines = t.Disciplines
	}
	if given("own_company") {
		after.OwnCompany = t.OwnCompany
	}
	if given("company") {
		after.Company = t.Company
	}
	if given("ends_on") {
		after.EndsOn = t.EndsOn
	}
	if i := slices.IndexFunc(roles, func(r Role) bool { return r.Code == after.Role }); i >= 0 {
		needsEnd = roles[i].Ends
	}
	if after.EndsOn == nil || member.EndsOn == nil || *after.EndsOn != *member.EndsOn {
		if err := m.endsInTime(needsEnd, after.EndsOn); err != nil {
			return nil, err
		}
	}
	for field, value := range map[string]any{"role": after.Role, "rights": after.Rights} {
		if given("role") || given(field) {
			text, err := json.Marshal(value)
			if err != nil {
				return nil, err
			}
			change.Fields[field] = text
		}
	}
	return &after, nil
}

// moveDuties hands over what lies at the company that a member leaves.
func (m *Module) moveDuties(ctx context.Context, member, after *Member, to uuid.UUID) error {
	h := handOver{from: member}
	h.moves(after.Company)
	if *h.left == *h.moved {
		return problem.At("company", "moves nowhere: choose another company")
	}
	var err error
	if h.to, err = m.taker(ctx, to, h); err != nil {
		return err
	}
	return m.carryOut(ctx, h)
}
