package accounts

import (
	"context"
	"net/mail"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// ChangeEmail asks for another address; it counts once the link that is sent
// there was followed.
type ChangeEmail struct {
	Email string `json:"email" validate:"required,email,max=254"`
}

// changeEmail answers the same whether somebody has the address or not. The
// present address is told, with a link that stops the change.
func (m *Module) changeEmail(ctx context.Context, cmd ChangeEmail) (kernel.Nothing, error) {
	if address, err := mail.ParseAddress(cmd.Email); err != nil || address.Name != "" || strings.ContainsAny(cmd.Email, "\r\n<>,;") {
		return kernel.Nothing{}, problem.At("email", "is not an e-mail address")
	}
	p, err := me(ctx)
	if err != nil {
		return kernel.Nothing{}, err
	}
	if fold(cmd.Email) == p.Email {
		return kernel.Nothing{}, problem.At("email", "is your address already")
	}
	there, stop := &link{Kind: "email", Person: p.ID, Address: fold(cmd.Email)}, &link{Kind: "email_stop", Person: p.ID, Address: p.Email}
	if _, err := m.newLink(ctx, there, emailLasts); err != nil {
		return kernel.Nothing{}, err
	}
	if _, err := m.newLink(ctx, stop, stopLasts); err != nil {
		return kernel.Nothing{}, err
	}
	if err := m.want(ctx, MailWanted{Person: p.ID, Kind: "email", Link: there.ID}); err != nil {
		return kernel.Nothing{}, err
	}
	return kernel.Nothing{}, m.want(ctx, MailWanted{Person: p.ID, Kind: "email_stop", Link: stop.ID})
}

// cancelEmail forgets an address that waits for its link.
func (m *Module) cancelEmail(ctx context.Context, _ struct{}) error {
	p, err := me(ctx)
	if err != nil {
		return err
	}
	return m.forgetEmail(ctx, p.ID)
}

func (m *Module) forgetEmail(ctx context.Context, person uuid.UUID) error {
	_, err := db.On(ctx).NewRaw("update accounts.links set used_at = platform.now() where person = ? and kind = 'email' and used_at is null", person).Exec(ctx)
	return err
}

// FollowEmail uses up a link that was sent about a change of address.
type FollowEmail struct {
	Token string `json:"token" validate:"required,max=100" audit:"-"`
}

// EmailFollowed is the address that counts from now on.
type EmailFollowed struct {
	Email string `json:"email"`
}

// confirmEmail makes the new address the one that counts. Every session ends,
// and links that were sent to the old address work no more.
func (m *Module) confirmEmail(ctx context.Context, cmd FollowEmail) (*EmailFollowed, error) {
	l, p, err := m.useLink(ctx, "email", cmd.Token)
	if err != nil {
		return nil, err
	}
	if err := m.setEmail(ctx, p, l.Address); err != nil {
		return nil, err
	}
	return &EmailFollowed{Email: p.Email}, m.want(ctx, MailWanted{Person: p.ID, Kind: "email_changed"})
}

// stopEmail keeps the old address, or puts it back.
func (m *Module) stopEmail(ctx context.Context, cmd FollowEmail) (*EmailFollowed, error) {
	l, p, err := m.useLink(ctx, "email_stop", cmd.Token)
	if err != nil {
		return nil, err
	}
	if err := m.forgetEmail(ctx, p.ID); err != nil {
		return nil, err
	}
	return &EmailFollowed{Email: l.Address}, m.setEmail(ctx, p, l.Address)
}

// setEmail gives a person another address.
func (m *Module) setEmail(ctx context.Context, p *Person, address string) error {
	if _, err := db.On(ctx).NewRaw("delete from accounts.sessions where person = ?", p.ID).Exec(ctx); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewRaw("update accounts.links set used_at = platform.now() where person = ? and kind = 'reset' and used_at is null", p.ID).Exec(ctx); err != nil {
		return err
	}
	if p.Email == address {
		return nil
	}
	p.Email = address
	p.Version++
	p.Changed = m.clock.Now()
	err := db.Translate(one(db.On(ctx).NewUpdate().Model(p).WherePK().Exec(ctx)))
	if problem.Is(err, problem.Conflict) {
		return problem.New(problem.Conflict, "This address has an account of its own already. Choose another one.")
	}
	return err
}

func init() {
	problem.Teach(map[string]string{
		"is your address already": "er allerede din adresse",
		"This address has an account of its own already. Choose another one.": "Denne adresse har allerede sin egen konto. Vælg en anden.",
	})
}
