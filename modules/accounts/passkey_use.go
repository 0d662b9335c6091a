package accounts

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"
)

// askPasskey asks the browser for any passkey of this product. It names nobody:
// the browser offers those that it has.
func (m *Module) askPasskey(_ context.Context, _ struct{}) (*Ceremony, error) {
	party, err := m.party()
	if err != nil {
		return nil, err
	}
	options, session, err := party.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, err
	}
	return m.ceremony("passkey use", session, options.Response)
}

// OpenWithPasskey signs somebody in without a password. The device has checked
// who holds it, so a passkey is both factors at once.
type OpenWithPasskey struct{ Signed }

func (m *Module) openWithPasskey(ctx context.Context, cmd OpenWithPasskey) (*Welcome, error) {
	if err := endPresent(ctx); err != nil {
		return nil, err
	}
	person, err := m.provePasskey(ctx, cmd.Signed)
	if err != nil {
		return nil, failed(ctx, nil, "passkey", err)
	}
	p, err := findPerson(ctx, person)
	if err != nil {
		return nil, err
	}
	return m.welcome(ctx, p)
}

// provePasskey checks a browser's answer and says whose passkey it is; from then
// on the work is that person's.
func (m *Module) provePasskey(ctx context.Context, s Signed) (uuid.UUID, error) {
	session, err := m.redeem(ctx, "passkey use", s.Ticket)
	if err != nil {
		return uuid.Nil, err
	}
	party, err := m.party()
	if err != nil {
		return uuid.Nil, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(s.Credential)
	if err != nil {
		return uuid.Nil, unknownPasskey().Because(err)
	}
	var owner *keeper
	_, used, err := party.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		id, err := uuid.FromBytes(handle)
		if err != nil {
			return nil, err
		}
		if err := db.Become(ctx, id); err != nil {
			return nil, err
		}
		all, err := passkeysOf(ctx)
		owner = &keeper{id: id, passkeys: all}
		return owner, err
	}, *session, parsed)
	if err != nil {
		return uuid.Nil, unknownPasskey().Because(err)
	}
	k := owner.find(used.ID)
	if k == nil || used.Authenticator.CloneWarning {
		return uuid.Nil, unknownPasskey()
	}
	k.Credential, k.Used = *used, new(m.clock.Now())
	_, err = db.On(ctx).NewUpdate().Model(k).Column("credential", "used_at").WherePK().Exec(ctx)
	return owner.id, err
}

func unknownPasskey() *problem.Problem {
	return problem.New(problem.Invalid, "The passkey is not known here. Use another way in.")
}
