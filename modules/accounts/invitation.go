package accounts

import (
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Invite sends a person, who is shown on the project under way, an invitation
// to it; who has an account already is told that they are on the project now.
func (m *Module) Invite(ctx context.Context, person, project uuid.UUID, projectName, role, message string) error {
	p, err := m.shown(ctx, person)
	if err != nil {
		return err
	}
	if p.SignsIn {
		return m.want(ctx, MailWanted{Person: person, Kind: "added", Project: project, Message: message})
	}
	l := &link{Kind: "invitation", Person: person, Project: project, ProjectName: projectName, Role: role}
	if _, err := m.newLink(ctx, l, invitationLasts); err != nil {
		return err
	}
	return m.want(ctx, MailWanted{Person: person, Kind: "invitation", Link: l.ID, Project: project, Message: message})
}

// Withdraw voids the open invitations of a person to the project under way, and
// tells whether there were any that could still be accepted.
func (m *Module) Withdraw(ctx context.Context, person, project uuid.UUID) (open bool, err error) {
	err = db.On(ctx).NewRaw(`with void as (update accounts.links set used_at = platform.now() where person = ? and project = ? and used_at is null returning expires_at)
		select exists (select 1 from void where expires_at > platform.now())`, person, project).Scan(ctx, &open)
	return open, err
}

func (m *Module) shown(ctx context.Context, person uuid.UUID) (*Person, error) {
	return findPerson(ctx, person)
}

// ReadInvitation shows what an invitation is about.
type ReadInvitation struct {
	Token string `json:"token" validate:"required,max=100" audit:"-"`
}

// Invitation is what somebody who was invited sees first.
type Invitation struct {
	Email   string    `json:"email"`
	Project string    `json:"project_name"`
	Role    string    `json:"role"`
	Expires time.Time `json:"expires_at"`
	Name    string    `json:"name"`
	Company string    `json:"company"`
}

func (m *Module) readInvitation(ctx context.Context, q ReadInvitation) (*Invitation, error) {
	l, err := m.followLink(ctx, "invitation", q.Token)
	if err != nil {
		return nil, err
	}
	if err := db.Become(ctx, l.Person); err != nil {
		return nil, err
	}
	p, err := findPerson(ctx, l.Person)
	if err != nil {
		return nil, err
	}
	return &Invitation{Email: p.Email, Project: l.ProjectName, Role: l.Role, Expires: l.Expires, Name: p.Name, Company: p.Company}, nil
}

// AcceptInvitation makes somebody who was invited a user.
type AcceptInvitation struct {
	Token    string `json:"token" validate:"required,max=100" audit:"-"`
	Name     string `json:"name" validate:"required,max=120"`
	Company  string `json:"company" validate:"required,max=120"`
	Phone    string `json:"phone" validate:"max=40"`
	Password string `json:"password" validate:"required,max=400"`
	Language string `json:"language" validate:"omitempty,oneof=da en"`
}

// InvitationAccepted tells that somebody joined a project.
type InvitationAccepted struct {
	Person  uuid.UUID `json:"person"`
	Project uuid.UUID `json:"project"`
}

// EventName implements event.Event.
func (InvitationAccepted) EventName() string { return "accounts.invitation_accepted" }

func (m *Module) acceptInvitation(ctx context.Context, cmd AcceptInvitation) (*Welcome, error) {
	l, p, err := m.useLink(ctx, "invitation", cmd.Token)
	if err != nil {
		return nil, err
	}
	if p.SignsIn {
		return nil, problem.New(problem.Conflict, "This address has an account already. Sign in with it.")
	}
	p.Name, p.Company, p.Phone = cmd.Name, cmd.Company, cmd.Phone
	if cmd.Language != "" {
		p.Language = cmd.Language
	}
	if err := checkPassword(cmd.Password, p, l.ProjectName); err != nil {
		return nil, err
	}
	if err := m.setPassword(ctx, p.ID, cmd.Password); err != nil {
		return nil, err
	}
	p.SignsIn = true
	p.Version++
	p.Changed = m.clock.Now()
	if err := one(db.On(ctx).NewUpdate().Model(p).WherePK().Exec(ctx)); err != nil {
		return nil, err
	}
	w, err := m.welcome(ctx, p)
	if err != nil {
		return nil, err
	}
	w.Project = l.Project
	return w, m.publishAccepted(ctx, l)
}

// ForgotPassword asks for a link that sets a new password.
type ForgotPassword struct {
	Email string `json:"email" validate:"required,max=254"`
}

// forgotPassword answers the same whether there is such an account or not; the
// mail is made later, so that the time is the same too.
func (m *Module) forgotPassword(ctx context.Context, cmd ForgotPassword) (kernel.Nothing, error) {
	p, err := findByEmail(ctx, cmd.Email)
	if err != nil || p == nil || !p.SignsIn {
		return kernel.Nothing{}, err
	}
	if err := db.Become(ctx, p.ID); err != nil {
		return kernel.Nothing{}, err
	}
	l := &link{Kind: "reset", Person: p.ID}
	if _, err := m.newLink(ctx, l, resetLasts); err != nil {
		return kernel.Nothing{}, err
	}
	return kernel.Nothing{}, m.want(ctx, MailWanted{Person: p.ID, Kind: "reset", Link: l.ID})
}

// ResetPassword sets a new password through a link; every session ends.
type ResetPassword struct {
	Token    string `json:"token" validate:"required,max=100" audit:"-"`
	Password string `json:"password" validate:"required,max=400"`
}

func (m *Module) resetPassword(ctx context.Context, cmd ResetPassword) (kernel.Nothing, error) {
	_, p, err := m.useLink(ctx, "reset", cmd.Token)
	if err != nil {
		return kernel.Nothing{}, err
	}
	if err := checkPassword(cmd.Password, p); err != nil {
		return kernel.Nothing{}, err
	}
	if err := m.setPassword(ctx, p.ID, cmd.Password); err != nil {
		return kernel.Nothing{}, err
	}
	if _, err := db.On(ctx).NewRaw("delete from accounts.sessions where person = ?", p.ID).Exec(ctx); err != nil {
		return kernel.Nothing{}, err
	}
	return kernel.Nothing{}, m.want(ctx, MailWanted{Person: p.ID, Kind: "password_changed"})
}

func init() {
	problem.Teach(map[string]string{
		"This address has an account already. Sign in with it.": "Denne adresse har allerede en konto. Log ind med den.",
	})
}
