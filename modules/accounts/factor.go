package accounts

import (
	"context"
	"strings"
	"unicode"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
)

// factors are what a person has beside the password.
type factors struct {
	Password      bool
	Authenticator bool
	Passkeys      int
	Codes         int // recovery codes that were not used
}

func (f *factors) any() bool { return f.Authenticator || f.Passkeys > 0 }

// ways are those by which a sign-in with the password goes on.
func (f *factors) ways() (all []string) {
	if f.Authenticator {
		all = append(all, "code")
	}
	if f.Passkeys > 0 {
		all = append(all, "passkey")
	}
	if f.Codes > 0 {
		all = append(all, "recovery")
	}
	return all
}

// factorsOf reads what the person of the scope has.
func factorsOf(ctx context.Context) (*factors, error) {
	f := new(factors)
	err := db.On(ctx).NewRaw(`select exists (select 1 from accounts.credentials where person = ?0) as password,
		exists (select 1 from accounts.authenticators where person = ?0 and confirmed_at is not null) as authenticator,
		(select count(*) from accounts.passkeys where person = ?0) as passkeys,
		(select count(*) from accounts.recovery_codes where person = ?0 and used_at is null) as codes`, scope.From(ctx).Person).Scan(ctx, f)
	return f, err
}

// second asks whoever has shown their password for the second factor, if they
// have one.
func (m *Module) second(ctx context.Context, code string) error {
	f, err := factorsOf(ctx)
	if err != nil || !f.any() {
		return err
	}
	if code == "" {
		return problem.New(problem.SignedOut, "Go on with your second factor.").For("second-factor", f.ways()...)
	}
	return m.proveCode(ctx, code)
}

// proveCode checks a code of the app, or a recovery code, of the person of the
// scope, and uses it up.
func (m *Module) proveCode(ctx context.Context, code string) error {
	key, err := guessed(ctx, "code", scope.From(ctx).Person.String())
	if err != nil {
		return err
	}
	if err := m.tries.take(key); err != nil {
		return err
	}
	ok, err := m.useCode(ctx, code)
	if err != nil {
		return err
	}
	if !ok {
		return problem.At("code", "is not right, or was used already")
	}
	m.tries.forget(key)
	return nil
}

// useCode uses a code up; of two at the same time one succeeds.
func (m *Module) useCode(ctx context.Context, code string) (bool, error) {
	person := scope.From(ctx).Person
	if typed := digits(code); len(typed) == 6 {
		app, err := m.authenticatorSecret(ctx)
		if err != nil || app == nil || !app.Confirmed {
			return false, err
		}
		// It is sealed anew each time, so that what another key had sealed goes by being used.
		step, anew := stepOf(app.plain, typed, m.clock.Now()), m.key.Seal(sealedFor(scope.From(ctx)), app.plain)
		return took(one(db.On(ctx).NewRaw("update accounts.authenticators set step = ?0, secret = ?2 where person = ?1 and step < ?0 and secret = ?3", step, person, anew, app.Secret).Exec(ctx)))
	}
	used, err := took(one(db.On(ctx).NewRaw("update accounts.recovery_codes set used_at = platform.now() where person = ? and hash = ? and used_at is null", person, kernel.Hash(plainCode(code))).Exec(ctx)))
	if err != nil || !used {
		return false, err
	}
	return true, m.want(ctx, MailWanted{Person: person, Kind: "code_used"})
}

// took tells whether a guarded change found its row.
func took(err error) (bool, error) {
	if problem.Is(err, problem.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// app is an authenticator app's secret, as it is kept and opened.
type app struct {
	Secret    []byte
	Confirmed bool
	plain     []byte
}

// authenticatorSecret opens the secret of the person of the scope; nil if there is none.
func (m *Module) authenticatorSecret(ctx context.Context) (*app, error) {
	kept := new(app)
	err := db.On(ctx).NewRaw("select secret, confirmed_at is not null as confirmed from accounts.authenticators where person = ?", scope.From(ctx).Person).Scan(ctx, kept)
	if problem.Is(db.Translate(err), problem.NotFound) {
		return nil, nil //nolint:nilnil // there is none
	}
	if err != nil {
		return nil, err
	}
	kept.plain, err = m.key.Open(sealedFor(scope.From(ctx)), kept.Secret)
	return kept, err
}

// digits is a code without the gaps that people type; empty if it is no number.
func digits(code string) string {
	code = strings.Join(strings.Fields(code), "")
	if strings.ContainsFunc(code, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsDigit(r) }) {
		return ""
	}
	return code
}

func init() {
	problem.Teach(map[string]string{
		"Go on with your second factor.":    "Fortsæt med din ekstra faktor.",
		"is not right, or was used already": "er ikke rigtig eller er allerede brugt",
	})
}
