// Package accounts knows people: how they sign in, what they are called, and
// on which projects they are shown. Personal data stands here and nowhere else.
package accounts

import (
	"context"
	"sync"

	"cxweb/platform/clock"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"
)

// Module is the accounts module.
type Module struct {
	clock   *clock.Clock
	mail    mail.Outgoing
	project project
	url     string // of the product, for links in mails

	dummyOnce sync.Once
	dummyHash string
}

// project is what accounts needs of the projects module.
type project interface {
	Name(ctx context.Context) (string, error)
}

// New returns the accounts module.
func New(c *clock.Clock, m mail.Outgoing, p project, publicURL string) *Module {
	return &Module{clock: c, mail: m, project: p, url: publicURL}
}

// Manifest lists all that accounts does.
func (m *Module) Manifest() kernel.Manifest {
	return kernel.Manifest{
		Name: "accounts", Area: "members",
		Actions: []kernel.Action{
			kernel.Do("session.open", "/sign_in", m.openSession).Open().Strict().Says("Signs in with e-mail and password; the session is a cookie."),
			kernel.Do("session.close", "/sign_out", m.closeSession).Open().Says("Signs out."),
			kernel.Get("me.read", "/me", m.readMe),
			kernel.Patch("me.change", "/me", m.changeMe),
			kernel.Do("me.change_password", "/me/password", m.changePassword).Strict(),
			kernel.Get("session.list", "/me/sessions", m.listSessions),
			kernel.Delete("session.end", "/me/sessions/:session", m.endSession),
			kernel.Get("token.list", "/me/tokens", m.listTokens),
			kernel.Post("token.create", "/me/tokens", m.createToken).Says("Makes a personal token for programs; it is shown once."),
			kernel.Delete("token.revoke", "/me/tokens/:token", m.revokeToken),
			kernel.Do("invitation.read", "/invitation", m.readInvitation).Open().Strict().Says("What an invitation is about; reading does not use it up."),
			kernel.Do("invitation.accept", "/invitation/accept", m.acceptInvitation).Open().Strict().Says("Uses up an invitation: sets name, company, phone and password, and signs in."),
			kernel.Do("password.forgot", "/password/forgot", m.forgotPassword).Open().Strict().Accepted().Says("Sends a link that sets a new password, if there is such an account."),
			kernel.Do("password.reset", "/password/reset", m.resetPassword).Open().Strict(),
			kernel.Get("person.list", "/projects/:project/people", m.listPeople).Anyone().Says("Everyone who is shown on the project: members, those who were, and contacts."),
		},
		Publishes: []event.Event{MailWanted{}, InvitationAccepted{}},
		Handles:   []event.Handler{event.On("accounts.mail_wanted", m.sendMail)},
		Personal: []kernel.Personal{
			{Table: "accounts.people", Holds: "name, company, e-mail, phone, language", Person: "id", OnErase: "overwritten"},
			{Table: "accounts.credentials", Holds: "the hash of the password", Person: "person", OnErase: "deleted"},
			{Table: "accounts.sessions", Holds: "signed-in browsers: time, address, browser", Person: "person", OnErase: "deleted"},
			{Table: "accounts.tokens", Holds: "personal API tokens, hashed", Person: "person", OnErase: "deleted"},
			{Table: "accounts.links", Holds: "invitations and password resets, hashed", Person: "person", OnErase: "deleted"},
			{Table: "accounts.contacts", Holds: "on which projects somebody is shown", Person: "person", OnErase: "kept: ids only"},
		},
		Restores: []kernel.Restore{{Table: "accounts.contacts", Label: "''", Area: "registers"}},
	}
}

// Touch implements kernel.SignIn: it remembers that the session is in use.
func (m *Module) Touch(ctx context.Context) error { return touchSession(ctx) }
