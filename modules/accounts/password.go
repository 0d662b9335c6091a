package accounts

import (
	"context"
	_ "embed"
	"strings"
	"unicode"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/alexedwards/argon2id"
	"github.com/google/uuid"
)

// commonPasswords are refused however they are spelt in upper and lower case.
//
//go:embed common_passwords.txt
var commonText string

var common = func() map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(commonText) {
		all[strings.TrimSpace(line)] = true
	}
	return all
}()

// costOf is what one hash takes, with so much memory: of 64 MB about a tenth of a
// second on two cores. It is kept with each hash, so that a change rehashes at
// the next sign-in.
func costOf(mb int) *argon2id.Params {
	return &argon2id.Params{Memory: uint32(mb) * 1024, Iterations: 3, Parallelism: 1, SaltLength: 16, KeyLength: 32} //nolint:gosec // a setting with bounds
}

// checkPassword holds a password against the rule (promise A2): at least 8
// characters, upper and lower case and digits, none of the commonest, and not
// the product's name, the person's own name or address, their company's, or that
// of what is named besides: the project that they are invited to.
func checkPassword(password string, p *Person, besides ...string) error {
	var upper, lower, digit bool
	for _, r := range password {
		upper = upper || unicode.IsUpper(r)
		lower = lower || unicode.IsLower(r)
		digit = digit || unicode.IsDigit(r)
	}
	folded := strings.ToLower(password)
	switch {
	case len([]rune(password)) < 8:
		return problem.At("password", "is too short: at least %s characters", "8")
	case len(password) > 400:
		return problem.At("password", "is too long: at most %s characters", "200")
	case !upper || !lower || !digit:
		return problem.At("password", "needs an upper-case letter, a lower-case letter and a digit")
	case common[folded] || common[strings.TrimRight(folded, "0123456789!.?")]:
		return problem.At("password", "is one of the commonest passwords, which are tried first")
	case strings.Contains(folded, "cxweb"):
		return problem.At("password", "holds the product's name, which is easy to guess")
	}
	local, _, _ := strings.Cut(p.Email, "@")
	for _, word := range append(strings.Fields(strings.ToLower(p.Name)), local) {
		if len(word) >= 4 && strings.Contains(folded, word) {
			return problem.At("password", "holds your name or address, which is easy to guess")
		}
	}
	own, _, _ := strings.Cut(domainOf(p.Email), ".")
	for _, word := range strings.FieldsFunc(strings.ToLower(strings.Join(append(besides, p.Company, own), " ")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len([]rune(word)) >= contextWord && strings.Contains(folded, word) {
			return problem.At("password", "holds the name of your company or project, which is easy to guess")
		}
	}
	return nil
}

// contextWord is how long a word of a company's or project's name is at least
// that no password may hold; shorter ones turn up by chance.
const contextWord = 5

// setPassword keeps a password's hash for the person of the scope.
func (m *Module) setPassword(ctx context.Context, person uuid.UUID, password string) error {
	hash, err := m.HashPassword(ctx, password)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw(`insert into accounts.credentials (person, password) values (?, ?)
		on conflict (person) do update set password = excluded.password, changed_at = platform.now()`, person, hash).Exec(ctx)
	return err
}

// HashPassword makes the form in which a password is kept.
func (m *Module) HashPassword(ctx context.Context, password string) (string, error) {
	if err := hashing.enter(ctx); err != nil {
		return "", err
	}
	defer hashing.leave()
	return argon2id.CreateHash(password, m.cost)
}

// matches tells whether a password belongs to a hash, and whether the hash was
// made at another cost than today's.
func (m *Module) matches(ctx context.Context, password, hash string) (ok, old bool, err error) {
	if err := hashing.enter(ctx); err != nil {
		return false, false, err
	}
	defer hashing.leave()
	ok, params, err := argon2id.CheckHash(password, hash)
	if err != nil {
		return false, false, err
	}
	return ok, *params != *m.cost, nil
}

// stranger does the work of a check for an address that has no account, so
// that the time tells nothing.
func (m *Module) stranger(ctx context.Context, password string) error {
	var err error
	m.dummyOnce.Do(func() { m.dummyHash, err = argon2id.CreateHash(uuid.NewString(), m.cost) })
	if err != nil {
		return err
	}
	_, _, err = m.matches(ctx, password, m.dummyHash)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"needs an upper-case letter, a lower-case letter and a digit":       "skal have et stort bogstav, et lille bogstav og et tal",
		"is one of the commonest passwords, which are tried first":          "er en af de mest brugte adgangskoder, som prøves først",
		"holds the product's name, which is easy to guess":                  "indeholder produktets navn, som er let at gætte",
		"holds your name or address, which is easy to guess":                "indeholder dit navn eller din adresse, som er let at gætte",
		"holds the name of your company or project, which is easy to guess": "indeholder navnet på dit firma eller projekt, som er let at gætte",
	})
}
