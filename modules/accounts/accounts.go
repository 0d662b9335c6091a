// Package accounts knows people: how they sign in, what they are called, and
// on which projects they are shown. Personal data stands here and nowhere else.
package accounts

import (
	"context"
	"sync"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"
	"cxweb/platform/vault"

	"github.com/alexedwards/argon2id"
	"github.com/go-webauthn/webauthn/webauthn"
)

// Module is the accounts module.
type Module struct {
	clock     *clock.Clock
	mail      mail.Outgoing
	project   project
	url       string // of the product, for links in mails
	key       *vault.Key
	set       Settings
	tries     tries
	companies []*company
	demanded  string // of whom the installation demands a second factor
	party     func() (*webauthn.WebAuthn, error)

	cost      *argon2id.Params
	dummyOnce sync.Once
	dummyHash string
}

// project is what accounts needs of the projects module.
type project interface {
	Name(ctx context.Context) (string, error)
}

// Settings say how long a session lasts, and what a hash of a password costs.
type Settings struct {
	Idle   time.Duration // without use
	Lasts  time.Duration // at all
	HashMB int
}

// New returns the accounts module; the key seals what must be read again.
func New(c *clock.Clock, m mail.Outgoing, p project, publicURL string, key *vault.Key, set Settings) *Module {
	return &Module{clock: c, mail: m, project: p, url: publicURL, key: key, set: set, cost: costOf(set.HashMB), tries: tries{clock: c, spent: map[string]spent{}},
		party: sync.OnceValues(func() (*webauthn.WebAuthn, error) { return relying(publicURL) })}
}

// Manifest lists all that accounts does.
func (m *Module) Manifest() kernel.Manifest {
	const programs = "/projects/:project/programs"
	return kernel.Manifest{
		Name: "accounts", Area: "members",
		Actions: []kernel.Action{
			kernel.Do("session.open", "/sign_in", m.openSession).Open().Strict().Says("Signs in with e-mail and password; the session is a cookie. Whoever has a second factor is answered 401 with the type /problems/signed-out/second-factor, and sends the same once more with a code."),
			kernel.Get("passkey.ask", "/sign_in/passkey", m.askPasskey).Open().Says("What a browser needs to use a passkey, to sign in or to confirm."),
			kernel.Do("passkey.open", "/sign_in/passkey", m.openWithPasskey).Open().Strict().Says("Signs in with a passkey, without a password."),
			kernel.Get("company.offer", "/sign_in/company", m.offerCompany).Open().Says("Whether any company signs its people in by its own server."),
			kernel.Ahead(kernel.Do("company.begin", "/sign_in/company", m.beginCompany).Open().Strict().Says("Where to go to sign in at the company that an address belongs to."), m.readCompany),
			kernel.Ahead(kernel.Do("company.open", "/sign_in/company/open", m.openByCompany).Open().Strict().Says("Signs in whoever comes back from the company's server."), m.askCompany),
			kernel.Do("session.close", "/sign_out", m.closeSession).Open().Says("Signs out."),
			kernel.Get("me.read", "/me", m.readMe),
			kernel.Patch("me.change", "/me", m.changeMe),
			kernel.Do("me.change_password", "/me/password", m.changePassword).Strict().Silent(),
			kernel.Do("me.confirm", "/me/confirm", m.confirm).Strict().Silent().Says("Shows once more who is signed in, by password, code or passkey: dangerous actions take it, and are answered 403 with the type /problems/denied/confirm without it."),
			kernel.Get("security.read", "/me/security", m.readSecurity).Says("Password, second factors and recovery codes: what there is, not what it is."),
			kernel.Get("event.list", "/me/events", m.listEvents).Says("What was done to one's account, newest first."),
			kernel.Do("email.change", "/me/email", m.changeEmail).Strict().Fresh().Accepted().Says("Sends a link to a new address, which counts once the link is followed; the present address is told."),
			kernel.Delete("email.cancel", "/me/email", m.cancelEmail).Says("Forgets a new address whose link was not followed yet."),
			kernel.Do("email.confirm", "/email/confirm", m.confirmEmail).Open().Strict().Says("Uses up the link that was sent to a new address."),
			kernel.Do("email.stop", "/email/stop", m.stopEmail).Open().Strict().Says("Uses up the link that was sent to the old address: it stays, or comes back."),
			kernel.Post("authenticator.begin", "/me/authenticator", m.beginAuthenticator).Fresh().Says("Makes a secret for an authenticator app."),
			kernel.Do("authenticator.confirm", "/me/authenticator/confirm", m.confirmAuthenticator).Strict().Fresh().Says("Shows that the app gives right codes; from then on it is asked for."),
			kernel.Delete("authenticator.remove", "/me/authenticator", m.removeAuthenticator).Fresh(),
			kernel.Do("code.renew", "/me/recovery_codes", m.renewCodes).Fresh().Says("Makes ten recovery codes in place of those that are left; they are shown once."),
			kernel.Get("passkey.begin", "/me/passkeys/new", m.beginPasskey).Fresh().Says("What a browser needs to make a passkey."),
			kernel.Post("passkey.add", "/me/passkeys", m.addPasskey).Fresh(),
			kernel.Put("passkey.name", "/me/passkeys/:passkey", m.namePasskey),
			kernel.Delete("passkey.remove", "/me/passkeys/:passkey", m.removePasskey).Fresh(),
			kernel.Get("session.list", "/me/sessions", m.listSessions),
			kernel.Do("session.end_others", "/me/sessions/end_others", m.endOtherSessions).Says("Signs out everywhere but here."),
			kernel.Delete("session.end", "/me/sessions/:session", m.endSession),
			kernel.Do("viewing.end", "/me/viewing/end", m.endViewing).Says("Looks at projects with one's own eyes again."),
			kernel.Get("token.list", "/me/tokens", m.listTokens),
			kernel.Post("token.create", "/me/tokens", m.createToken).Fresh().Says("Makes a personal token for programs, limited to its scopes; it is shown once."),
			kernel.Delete("token.revoke", "/me/tokens/:token", m.revokeToken),
			kernel.Do("invitation.read", "/invitation", m.readInvitation).Open().Strict().Says("What an invitation is about; reading does not use it up."),
			kernel.Do("invitation.accept", "/invitation/accept", m.acceptInvitation).Open().Strict().Says("Uses up an invitation: sets name, company, phone and password, and signs in."),
			kernel.Do("password.forgot", "/password/forgot", m.forgotPassword).Open().Strict().Accepted().Says("Sends a link that sets a new password, if there is such an account."),
			kernel.Do("password.reset", "/password/reset", m.resetPassword).Open().Strict(),
			kernel.Get("program.list", programs, m.listPrograms).Needs("project", "administer").Signed().Says("Programs that act on the project by a token of its own."),
			kernel.Post("program.add", programs, m.addProgram).Needs("project", "administer").Fresh().Says("Makes a token of the project, with rights of its own; it is shown once."),
			kernel.Delete("program.revoke", programs+"/:program", m.revokeProgram).Needs("project", "administer").Fresh(),
			kernel.Get("person.list", "/projects/:project/people", m.listPeople).Anyone().Says("Everyone who is shown on the project: members, those who were, and contacts."),
		},
		Publishes: []event.Event{MailWanted{}, InvitationAccepted{}},
		Handles:   []event.Handler{event.On("accounts.mail_wanted", m.sendMail)},
		Personal: []kernel.Personal{
			{Table: "accounts.people", Holds: "name, company, e-mail, phone, language", Person: "id", OnErase: "overwritten"},
			{Table: "accounts.credentials", Holds: "the hash of the password", Person: "person", OnErase: "deleted"},
			{Table: "accounts.sessions", Holds: "signed-in browsers: time, address, browser", Person: "person", OnErase: "deleted"},
			{Table: "accounts.tokens", Holds: "personal API tokens, hashed", Person: "person", OnErase: "deleted"},
			{Table: "accounts.authenticators", Holds: "the secret of an authenticator app, encrypted", Person: "person", OnErase: "deleted"},
			{Table: "accounts.recovery_codes", Holds: "recovery codes, hashed", Person: "person", OnErase: "deleted"},
			{Table: "accounts.passkeys", Holds: "public keys of passkeys and what they are called", Person: "person", OnErase: "deleted"},
			{Table: "accounts.identities", Holds: "by which name the company's own sign-in knows somebody", Person: "person", OnErase: "deleted"},
			{Table: "accounts.links", Holds: "invitations, password resets and changes of address, hashed", Person: "person", OnErase: "deleted"},
			{Table: "accounts.contacts", Holds: "on which projects somebody is shown", Person: "person", OnErase: "kept: ids only"},
		},
		Jobs:     []kernel.Job{{Name: "clear", Every: "@every 1h", Run: m.clear}},
		Restores: []kernel.Restore{{Table: "accounts.contacts", Label: "''", Area: "registers"}},
	}
}

// Touch implements kernel.SignIn: it remembers that the session is in use.
func (m *Module) Touch(ctx context.Context) error { return touchSession(ctx) }

// clear forgets tickets that would have ended by now.
func (m *Module) clear(ctx context.Context) error {
	return kernel.Work(ctx, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("delete from accounts.spent where ends_at < platform.now()").Exec(ctx)
		return err
	})
}
