package accounts

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Kept is somebody as the operator meets them who is to let them in again: what
// they sign in with beside the password, and where they are signed in.
type Kept struct {
	Person        uuid.UUID
	Name, Email   string
	Authenticator bool
	Passkeys      int
	Codes         int
	Sessions      int
	Tokens        int
	Closed        bool
}

// KeptOf finds whom an address belongs to; from then on the work is theirs.
func (m *Module) KeptOf(ctx context.Context, email string) (*Kept, error) {
	p, err := findByEmail(ctx, email)
	if err != nil {
		return nil, err
	}
	if p == nil || !p.SignsIn {
		return nil, problem.New(problem.NotFound, "Nobody signs in with the address %s.", fold(email))
	}
	if err := db.Become(ctx, p.ID); err != nil {
		return nil, err
	}
	f, err := factorsOf(ctx)
	if err != nil {
		return nil, err
	}
	k := &Kept{Person: p.ID, Name: p.Name, Email: p.Email, Authenticator: f.Authenticator, Passkeys: f.Passkeys, Codes: f.Codes, Closed: p.Closed != nil}
	err = db.On(ctx).NewRaw("select (select count(*) from accounts.sessions where person = ?0 and ends_at > platform.now()), (select count(*) from accounts.tokens where person = ?0)", p.ID).Scan(ctx, &k.Sessions, &k.Tokens)
	return k, err
}

// A reason is told to the person and stands in the history for good.
const reasonAtLeast, reasonAtMost = 10, 500

// UnlockFactor takes every second factor from somebody who has lost them all,
// and ends whatever could be in the hands of whoever has them now: sessions,
// tokens, links. The password stays. It is the operator's, outside every project.
func (m *Module) UnlockFactor(ctx context.Context, email, reason, operator string) (*Kept, error) {
	k, err := m.reasoned(ctx, email, &reason)
	if err != nil {
		return nil, err
	}
	if !k.Authenticator && k.Passkeys == 0 {
		return nil, problem.New(problem.Conflict, "%s has no second factor: the password alone signs in.", k.Email)
	}
	err = forEach(ctx, k.Person, "delete from accounts.authenticators where person = ?", "delete from accounts.passkeys where person = ?", "delete from accounts.recovery_codes where person = ?")
	if err != nil {
		return nil, err
	}
	if err := endAll(ctx, k.Person); err != nil {
		return nil, err
	}
	return k, m.tell(ctx, k, "factor_unlocked", reason, operator)
}

// EndSessions signs somebody out everywhere, by the operator: a device is lost,
// or somebody has left. Tokens stay.
func (m *Module) EndSessions(ctx context.Context, email, reason, operator string) (*Kept, error) {
	k, err := m.reasoned(ctx, email, &reason)
	if err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewRaw("delete from accounts.sessions where person = ?", k.Person).Exec(ctx); err != nil {
		return nil, err
	}
	return k, m.tell(ctx, k, "sessions_ended", reason, operator)
}

// CloseAccount has nobody sign in as somebody any more, by the operator: they
// have left. Their name stays on what they did; projects keep or remove them.
func (m *Module) CloseAccount(ctx context.Context, email, reason, operator string) (*Kept, error) {
	k, err := m.reasoned(ctx, email, &reason)
	if err != nil {
		return nil, err
	}
	if err := forEach(ctx, k.Person, "update accounts.people set closed_at = platform.now() where id = ? and closed_at is null"); err != nil {
		return nil, err
	}
	if err := endAll(ctx, k.Person); err != nil {
		return nil, err
	}
	return k, m.tell(ctx, k, "account_closed", reason, operator)
}

// ReopenAccount lets somebody sign in again, with what they signed in with before.
func (m *Module) ReopenAccount(ctx context.Context, email, reason, operator string) (*Kept, error) {
	k, err := m.reasoned(ctx, email, &reason)
	if err != nil {
		return nil, err
	}
	if !k.Closed {
		return nil, problem.New(problem.Conflict, "The account of %s is not closed.", k.Email)
	}
	if err := forEach(ctx, k.Person, "update accounts.people set closed_at = null where id = ?"); err != nil {
		return nil, err
	}
	return k, m.tell(ctx, k, "account_reopened", reason, operator)
}

// endAll ends whatever of somebody's is open: sessions, tokens, links that are on their way.
func endAll(ctx context.Context, person uuid.UUID) error {
	return forEach(ctx, person, "delete from accounts.sessions where person = ?", "delete from accounts.tokens where person = ?",
		"update accounts.links set used_at = platform.now() where person = ? and kind in ('reset', 'email') and used_at is null")
}

// forEach carries out statements about a person.
func forEach(ctx context.Context, person uuid.UUID, statements ...string) error {
	for _, statement := range statements {
		if _, err := db.On(ctx).NewRaw(statement, person).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// reasoned finds whom the operator means, who has to say why.
func (m *Module) reasoned(ctx context.Context, email string, reason *string) (*Kept, error) {
	*reason = strings.TrimSpace(*reason)
	if n := utf8.RuneCountInString(*reason); n < reasonAtLeast || n > reasonAtMost {
		return nil, problem.New(problem.Invalid, "Say why, in %d to %d characters: the person reads it, and it stays in the history.", reasonAtLeast, reasonAtMost)
	}
	return m.KeptOf(ctx, email)
}

// tell leaves an entry of what the operator did, and sends the person a mail.
func (m *Module) tell(ctx context.Context, k *Kept, kind, reason, operator string) error {
	about, err := json.Marshal(map[string]string{"reason": reason, "operator": operator})
	if err != nil {
		return err
	}
	db.Note(ctx, k.Person, about)
	return m.want(ctx, MailWanted{Person: k.Person, Kind: kind, Message: reason})
}

func init() {
	problem.Teach(map[string]string{
		"Nobody signs in with the address %s.":                                               "Ingen logger ind med adressen %s.",
		"Say why, in %d to %d characters: the person reads it, and it stays in the history.": "Skriv hvorfor med %d til %d tegn: personen læser det, og det bliver stående i historikken.",
		"The account of %s is not closed.":                                                   "Kontoen for %s er ikke lukket.",
		"%s has no second factor: the password alone signs in.":                              "%s har ingen ekstra faktor: adgangskoden alene er nok til at logge ind.",
	})
}
