package accounts

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Passkey is a key that a device keeps: whoever unlocks the device signs in.
type Passkey struct {
	bun.BaseModel `bun:"table:accounts.passkeys,alias:k" json:"-"`
	ID            uuid.UUID           `bun:",pk" json:"id"`
	Person        uuid.UUID           `json:"-"`
	Handle        []byte              `json:"-"`
	Credential    webauthn.Credential `bun:"type:jsonb" json:"-"`
	Name          string              `json:"name"`
	Made          time.Time           `bun:"made_at" json:"made_at"`
	Used          *time.Time          `bun:"used_at" json:"used_at,omitempty"`
}

// keeper is a person as the library sees the owner of passkeys.
type keeper struct {
	id       uuid.UUID
	name     string
	passkeys []*Passkey
}

// WebAuthnID implements webauthn.User.
func (k *keeper) WebAuthnID() []byte { return k.id[:] }

// WebAuthnName implements webauthn.User.
func (k *keeper) WebAuthnName() string { return k.name }

// WebAuthnDisplayName implements webauthn.User.
func (k *keeper) WebAuthnDisplayName() string { return k.name }

// WebAuthnCredentials implements webauthn.User.
func (k *keeper) WebAuthnCredentials() []webauthn.Credential {
	all := make([]webauthn.Credential, len(k.passkeys))
	for i, p := range k.passkeys {
		all[i] = p.Credential
	}
	return all
}

// relying is this product as passkeys know it: by the host of its address.
func relying(public string) (*webauthn.WebAuthn, error) {
	at, err := url.Parse(public)
	if err != nil {
		return nil, err
	}
	return webauthn.New(&webauthn.Config{RPID: at.Hostname(), RPDisplayName: "CXweb", RPOrigins: []string{at.Scheme + "://" + at.Host},
		AttestationPreference:  protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired}})
}

// passkeysOf reads the passkeys of the person of the scope.
func passkeysOf(ctx context.Context) ([]*Passkey, error) {
	all := []*Passkey{}
	return all, db.On(ctx).NewSelect().Model(&all).Where("person = ?", scope.From(ctx).Person).OrderExpr("made_at, id").Limit(passkeysEach).Scan(ctx)
}

// A passkey ceremony takes its time; a person has no more keys than this.
const (
	ceremonyLasts = 5 * time.Minute
	passkeysEach  = 20
)

// Ceremony is what a browser needs to make or use a passkey, with the ticket
// that comes back with its answer.
type Ceremony struct {
	Ticket  string          `json:"ticket"`
	Options json.RawMessage `json:"options"`
}

// Signed is a browser's answer to a ceremony.
type Signed struct {
	Ticket     string          `json:"ticket,omitempty" validate:"max=4000" audit:"-"`
	Credential json.RawMessage `json:"credential,omitempty" validate:"max=20000" audit:"-"`
}

// ceremony puts a ticket on what the library began.
func (m *Module) ceremony(purpose string, session *webauthn.SessionData, options any) (*Ceremony, error) {
	ticket, err := m.key.Ticket(purpose, m.clock.Now().Add(ceremonyLasts), session)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(options)
	return &Ceremony{Ticket: ticket, Options: body}, err
}

// redeem takes a ticket back; of two at the same time one succeeds.
func (m *Module) redeem(ctx context.Context, purpose, ticket string) (*webauthn.SessionData, error) {
	session := new(webauthn.SessionData)
	ends, err := m.key.Redeem(purpose, ticket, m.clock.Now(), session)
	if err != nil {
		return nil, problem.New(problem.Conflict, "It took too long. Begin again.").Because(err)
	}
	session.Expires = time.Time{} // the ticket's end counts, by the program's clock
	used, err := took(one(db.On(ctx).NewRaw("insert into accounts.spent (hash, ends_at) values (?, ?) on conflict do nothing", kernel.Hash(ticket), ends).Exec(ctx)))
	if err != nil {
		return nil, err
	}
	if !used {
		return nil, problem.New(problem.Conflict, "It took too long. Begin again.")
	}
	return session, nil
}

// beginPasskey asks the browser for a new passkey.
func (m *Module) beginPasskey(ctx context.Context, _ struct{}) (*Ceremony, error) {
	owner, err := m.owner(ctx)
	if err != nil {
		return nil, err
	}
	if len(owner.passkeys) >= passkeysEach {
		return nil, problem.New(problem.Conflict, "There are %d passkeys already. Remove one first.", len(owner.passkeys))
	}
	party, err := m.party()
	if err != nil {
		return nil, err
	}
	options, session, err := party.BeginRegistration(owner, webauthn.WithExclusions(webauthn.Credentials(owner.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return nil, err
	}
	return m.ceremony("passkey", session, options.Response)
}

// owner is the person of the scope with their passkeys.
func (m *Module) owner(ctx context.Context) (*keeper, error) {
	p, err := me(ctx)
	if err != nil {
		return nil, err
	}
	all, err := passkeysOf(ctx)
	return &keeper{p.ID, p.Email, all}, err
}

// AddPasskey keeps a passkey that the browser has made.
type AddPasskey struct {
	Name string `json:"name" validate:"required,max=80"`
	Signed
}

// PasskeyAdded is the new passkey, with recovery codes if there were none.
type PasskeyAdded struct {
	kernel.Door `json:"-"`
	Passkey     *Passkey `json:"passkey"`
	Codes       []string `json:"codes"`
}

func (m *Module) addPasskey(ctx context.Context, cmd AddPasskey) (*PasskeyAdded, error) {
	owner, err := m.owner(ctx)
	if err != nil {
		return nil, err
	}
	session, err := m.redeem(ctx, "passkey", cmd.Ticket)
	if err != nil {
		return nil, err
	}
	party, err := m.party()
	if err != nil {
		return nil, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(cmd.Credential)
	if err != nil {
		return nil, notMade(err)
	}
	credential, err := party.CreateCredential(owner, *session, parsed)
	if err != nil {
		return nil, notMade(err)
	}
	k := &Passkey{ID: uuid.Must(uuid.NewV7()), Person: owner.id, Handle: credential.ID, Credential: *credential, Name: cmd.Name, Made: m.clock.Now()}
	if _, err := db.On(ctx).NewInsert().Model(k).Exec(ctx); err != nil {
		return nil, err
	}
	gained, err := m.gained(ctx, "passkey_added")
	if err != nil {
		return nil, err
	}
	return &PasskeyAdded{Door: gained.Door, Passkey: k, Codes: gained.Codes}, nil
}

func notMade(err error) error {
	return problem.New(problem.Invalid, "The passkey could not be made. Begin again.").Because(err)
}

// NamePasskey gives a passkey another name.
type NamePasskey struct {
	Passkey uuid.UUID `params:"passkey" json:"-"`
	Name    string    `json:"name" validate:"required,max=80"`
}

func (m *Module) namePasskey(ctx context.Context, cmd NamePasskey) (kernel.Nothing, error) {
	return kernel.Nothing{}, one(db.On(ctx).NewRaw("update accounts.passkeys set name = ? where id = ?", cmd.Name, cmd.Passkey).Exec(ctx))
}

type ofPasskey struct {
	Passkey uuid.UUID `params:"passkey" json:"-"`
}

func (m *Module) removePasskey(ctx context.Context, cmd ofPasskey) error {
	if err := one(db.On(ctx).NewRaw("delete from accounts.passkeys where id = ?", cmd.Passkey).Exec(ctx)); err != nil {
		return err
	}
	return m.lost(ctx, "passkey_removed")
}

// find is the passkey of a handle.
func (k *keeper) find(handle []byte) *Passkey {
	for _, p := range k.passkeys {
		if bytes.Equal(p.Handle, handle) {
			return p
		}
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"It took too long. Begin again.":                     "Det tog for lang tid. Begynd forfra.",
		"There are %d passkeys already. Remove one first.":   "Der er allerede %d adgangsnøgler. Fjern en først.",
		"The passkey could not be made. Begin again.":        "Adgangsnøglen kunne ikke oprettes. Begynd forfra.",
		"The passkey is not known here. Use another way in.": "Adgangsnøglen kendes ikke her. Brug en anden vej ind.",
	})
}
