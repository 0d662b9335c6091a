package accounts

import (
	"context"
	"crypto/rand"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/uptrace/bun"
)

// codesEach is how many recovery codes a person is given at a time.
const codesEach = 10

// recoveryCode makes a code of 80 bits, in groups that can be copied by hand.
func recoveryCode() string {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails
	text := secretText.EncodeToString(b)
	return text[0:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:16]
}

// plainCode is a recovery code as it is compared: however it was typed.
func plainCode(code string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToUpper(code))
}

type recovery struct {
	bun.BaseModel `bun:"table:accounts.recovery_codes"`
	Person        any `bun:"type:uuid"`
	Hash          []byte
}

// newCodes gives the person of the scope new recovery codes; earlier ones work no more.
func newCodes(ctx context.Context) ([]string, error) {
	person := scope.From(ctx).Person
	if _, err := db.On(ctx).NewRaw("delete from accounts.recovery_codes where person = ?", person).Exec(ctx); err != nil {
		return nil, err
	}
	codes, kept := make([]string, codesEach), make([]*recovery, codesEach)
	for i := range codes {
		codes[i] = recoveryCode()
		kept[i] = &recovery{Person: person, Hash: kernel.Hash(plainCode(codes[i]))}
	}
	_, err := db.On(ctx).NewInsert().Model(&kept).Exec(ctx)
	return codes, err
}

// renewCodes makes new recovery codes in place of those that are left.
func (m *Module) renewCodes(ctx context.Context, _ struct{}) (*Codes, error) {
	f, err := factorsOf(ctx)
	if err != nil {
		return nil, err
	}
	if !f.any() {
		return nil, problem.New(problem.Conflict, "Recovery codes belong to a second factor. Set up an authenticator app or a passkey first.")
	}
	codes, err := newCodes(ctx)
	if err != nil {
		return nil, err
	}
	made := &Codes{Codes: codes}
	if made.Door, err = m.turnKey(ctx); err != nil {
		return nil, err
	}
	return made, m.want(ctx, MailWanted{Person: scope.From(ctx).Person, Kind: "codes_renewed"})
}

func init() {
	problem.Teach(map[string]string{
		"Recovery codes belong to a second factor. Set up an authenticator app or a passkey first.": "Genoprettelseskoder hører til en ekstra faktor. Opret først en godkendelsesapp eller en adgangsnøgle.",
	})
}
