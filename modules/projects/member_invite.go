package projects

import (
	"context"
	"net/mail"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// InviteMember invites somebody to a project with rights.
type InviteMember struct {
	Project     uuid.UUID   `params:"project" json:"-"`
	ID          uuid.UUID   `json:"id"`
	Email       string      `json:"email" validate:"required,email,max=254"`
	CompanyName string      `json:"company_name" validate:"max=120"`
	Role        string      `json:"role" validate:"required,max=40"`
	Rights      []string    `json:"rights,omitempty" validate:"max=100"` // empty: the role's
	Disciplines []uuid.UUID `json:"disciplines,omitempty" validate:"max=200"`
	OwnCompany  bool        `json:"own_company,omitempty"`
	EndsOn      *string     `json:"ends_on,omitempty" validate:"omitempty,datetime=2006-01-02"` // the last day it counts; none: until it is taken away
	Language    string      `json:"language,omitempty" validate:"omitempty,oneof=da en"`
	Message     string      `json:"message,omitempty" validate:"max=1000"`
}

func (m *Module) inviteMember(ctx context.Context, cmd InviteMember) (*Listing, error) {
	if address, err := mail.ParseAddress(cmd.Email); err != nil || address.Name != "" || strings.ContainsAny(cmd.Email, "\r\n<>,;") {
		return nil, problem.At("email", "is not an e-mail address")
	}
	role, err := chosen(ctx, cmd.Role)
	if err != nil {
		return nil, err
	}
	if len(cmd.Rights) == 0 {
		cmd.Rights = role.Rights
	}
	if err := knownRights(cmd.Rights); err != nil {
		return nil, err
	}
	if err := m.endsInTime(role.Ends, cmd.EndsOn); err != nil {
		return nil, err
	}
	member := &Member{ID: kernel.NewID(cmd.ID), Version: 1, Role: role.given(), Rights: cmd.Rights, Disciplines: cmd.Disciplines, OwnCompany: cmd.OwnCompany, EndsOn: cmd.EndsOn, CreatedAt: m.clock.Now()}
	if strings.TrimSpace(cmd.CompanyName) != "" {
		id, err := ensureCompany(ctx, cmd.CompanyName)
		if err != nil {
			return nil, err
		}
		member.Company = &id
	}
	if err := gives(ctx, member); err != nil {
		return nil, err
	}
	if member.Person, _, err = m.people.Ensure(ctx, cmd.Email, "", cmd.CompanyName, "", cmd.Language); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(member).ExcludeColumn("version", "invited_by", "created_at").Exec(ctx); err != nil {
		if problem.Is(db.Translate(err), problem.Conflict) {
			return nil, problem.New(problem.Conflict, "This person is on the project already").Because(err)
		}
		return nil, err
	}
	if err := m.sendInvitation(ctx, member, cmd.Message); err != nil {
		return nil, err
	}
	return m.listed(ctx, member.ID)
}

func (m *Module) sendInvitation(ctx context.Context, member *Member, message string) error {
	name, err := m.Name(ctx)
	if err != nil {
		return err
	}
	return m.people.Invite(ctx, member.Person, scope.From(ctx).Project, name, member.Role, message)
}

// renewInvitation voids an invitation that somebody has not accepted yet and
// sends one that names what they are invited as now.
func (m *Module) renewInvitation(ctx context.Context, member *Member) error {
	open, err := m.people.Withdraw(ctx, member.Person, scope.From(ctx).Project)
	if err != nil || !open {
		return err
	}
	return m.sendInvitation(ctx, member, "")
}

type ofMember struct {
	Project uuid.UUID `params:"project" json:"-"`
	Member  uuid.UUID `params:"member" json:"-"`
}

func (m *Module) resendInvitation(ctx context.Context, cmd ofMember) (kernel.Nothing, error) {
	member, err := findMember(ctx, cmd.Member)
	if err != nil {
		return kernel.Nothing{}, err
	}
	if member.JoinedAt != nil {
		return kernel.Nothing{}, problem.New(problem.Conflict, "This person has joined already")
	}
	return kernel.Nothing{}, m.sendInvitation(ctx, member, "")
}

type accepted struct {
	Person  uuid.UUID `json:"person"`
	Project uuid.UUID `json:"project"`
}

// onAccepted notes on every project that a person was invited to that they joined.
func (m *Module) onAccepted(ctx context.Context, e accepted) error {
	if err := db.Become(ctx, e.Person); err != nil {
		return err
	}
	if err := db.Enter(ctx, e.Project); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw("update projects.members set joined_at = platform.now() where project = ? and person = ? and joined_at is null", e.Project, e.Person).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"This person is on the project already": "Denne person er allerede på projektet",
		"This person has joined already":        "Denne person deltager allerede",
	})
}
