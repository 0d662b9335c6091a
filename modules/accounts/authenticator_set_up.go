package accounts

import (
	"context"
	"crypto/rand"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
)

// NewAuthenticator is what an app takes over: as a picture, an address, or text.
type NewAuthenticator struct {
	Secret  string   `json:"secret"`
	Address string   `json:"address"`
	Picture *Picture `json:"picture"`
}

// beginAuthenticator makes a secret for an app; it counts once a code of it was shown.
func (m *Module) beginAuthenticator(ctx context.Context, _ struct{}) (*NewAuthenticator, error) {
	p, err := me(ctx)
	if err != nil {
		return nil, err
	}
	secret := make([]byte, 20)
	_, _ = rand.Read(secret) // never fails
	err = one(db.On(ctx).NewRaw(`insert into accounts.authenticators as a (person, secret) values (?, ?)
		on conflict (person) do update set secret = excluded.secret, step = 0, made_at = platform.now() where a.confirmed_at is null`,
		p.ID, m.key.Seal(sealedFor(scope.From(ctx)), secret)).Exec(ctx))
	if problem.Is(err, problem.NotFound) {
		return nil, problem.New(problem.Conflict, "You have an authenticator app already. Remove it first.")
	}
	if err != nil {
		return nil, err
	}
	address := setUpAddress(secret, p.Email)
	drawn, err := picture(address)
	return &NewAuthenticator{Secret: secretText.EncodeToString(secret), Address: address, Picture: drawn}, err
}

// ConfirmAuthenticator shows that the app has taken the secret over.
type ConfirmAuthenticator struct {
	Code string `json:"code" validate:"required,max=20" audit:"-"`
}

// Codes are recovery codes, which are shown only when they are made; none when
// there were some already.
type Codes struct {
	kernel.Door `json:"-"`
	Codes       []string `json:"codes"`
}

func (m *Module) confirmAuthenticator(ctx context.Context, cmd ConfirmAuthenticator) (*Codes, error) {
	person := scope.From(ctx).Person
	app, err := m.authenticatorSecret(ctx)
	if err != nil {
		return nil, err
	}
	if app == nil || app.Confirmed {
		return nil, problem.New(problem.Conflict, "No authenticator app is being set up. Begin again.")
	}
	key := "set up " + person.String()
	if err := m.tries.take(key); err != nil {
		return nil, err
	}
	step := stepOf(app.plain, digits(cmd.Code), m.clock.Now())
	if step == 0 {
		return nil, problem.At("code", "does not fit. See that the clock of your phone is right, and enter the code that stands there now.")
	}
	m.tries.forget(key)
	_, err = db.On(ctx).NewRaw("update accounts.authenticators set confirmed_at = platform.now(), step = ? where person = ? and confirmed_at is null", step, person).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return m.gained(ctx, "authenticator_added")
}

// removeAuthenticator takes the app away; without any second factor left, the
// recovery codes go too.
func (m *Module) removeAuthenticator(ctx context.Context, _ struct{}) error {
	if err := one(db.On(ctx).NewRaw("delete from accounts.authenticators where person = ?", scope.From(ctx).Person).Exec(ctx)); err != nil {
		return err
	}
	return m.lost(ctx, "authenticator_removed")
}

// gained follows a new second factor: there are recovery codes, the other
// sessions end, this one gets another cookie, and the person is told.
func (m *Module) gained(ctx context.Context, kind string) (*Codes, error) {
	f, err := factorsOf(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.joinLate(ctx); err != nil {
		return nil, err
	}
	made := &Codes{Codes: []string{}}
	if f.Codes == 0 {
		if made.Codes, err = newCodes(ctx); err != nil {
			return nil, err
		}
	}
	if made.Door, err = m.turnKey(ctx); err != nil {
		return nil, err
	}
	return made, m.want(ctx, MailWanted{Person: scope.From(ctx).Person, Kind: kind})
}

// lost follows a second factor that was taken away; the last one stays where
// the person's company demands it.
func (m *Module) lost(ctx context.Context, kind string) error {
	person := scope.From(ctx).Person
	f, err := factorsOf(ctx)
	if err != nil {
		return err
	}
	if !f.any() {
		if err := m.keepsLast(ctx); err != nil {
			return err
		}
		if _, err := db.On(ctx).NewRaw("delete from accounts.recovery_codes where person = ?", person).Exec(ctx); err != nil {
			return err
		}
	}
	if err := endOthers(ctx); err != nil {
		return err
	}
	return m.want(ctx, MailWanted{Person: person, Kind: kind})
}

func init() {
	problem.Teach(map[string]string{
		"You have an authenticator app already. Remove it first.":                                            "Du har allerede en godkendelsesapp. Fjern den først.",
		"No authenticator app is being set up. Begin again.":                                                 "Der er ingen godkendelsesapp på vej. Begynd forfra.",
		"does not fit. See that the clock of your phone is right, and enter the code that stands there now.": "passer ikke. Se efter, at telefonens ur går rigtigt, og skriv den kode, der står der nu.",
	})
}
