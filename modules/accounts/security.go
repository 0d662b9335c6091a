package accounts

import (
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Security is how well an account is kept.
type Security struct {
	Password      bool       `json:"password"`
	PasswordAt    *time.Time `json:"password_at,omitempty"`
	Authenticator *time.Time `json:"authenticator_at,omitempty"`
	Passkeys      []*Passkey `json:"passkeys"`
	Codes         int        `json:"codes_left"`
	NewEmail      string     `json:"new_email,omitempty"`   // an address that waits for its link to be followed
	DemandedBy    string     `json:"demanded_by,omitempty"` // the company, or the installation, that demands a second factor of them
}

func (m *Module) readSecurity(ctx context.Context, _ struct{}) (*Security, error) {
	person := scope.From(ctx).Person
	f, err := factorsOf(ctx)
	if err != nil {
		return nil, err
	}
	var at struct {
		PasswordAt, AuthenticatorAt *time.Time
		Waiting                     string
	}
	err = db.On(ctx).NewRaw(`select (select changed_at from accounts.credentials where person = ?0) as password_at, (select confirmed_at from accounts.authenticators where person = ?0) as authenticator_at,
		coalesce((select address from accounts.links where person = ?0 and kind = 'email' and used_at is null and expires_at > platform.now() order by created_at desc limit 1), '') as waiting`, person).Scan(ctx, &at)
	if err != nil {
		return nil, err
	}
	company, err := m.Demands(ctx)
	if err != nil {
		return nil, err
	}
	passkeys, err := passkeysOf(ctx)
	return &Security{Password: f.Password, PasswordAt: at.PasswordAt, Authenticator: at.AuthenticatorAt, Passkeys: passkeys, Codes: f.Codes, NewEmail: at.Waiting, DemandedBy: company}, err
}

// Confirm shows once more who is signed in: by the password, a code of the app,
// or a passkey.
type Confirm struct {
	Password string `json:"password,omitempty" validate:"max=400"`
	Code     string `json:"code,omitempty" validate:"max=40" audit:"-"`
	Signed
}

func (m *Module) confirm(ctx context.Context, cmd Confirm) (*Renewed, error) {
	person := scope.From(ctx).Person
	var err error
	switch {
	case cmd.Ticket != "":
		var owner uuid.UUID
		if owner, err = m.provePasskey(ctx, cmd.Signed); err == nil && owner != person {
			err = unknownPasskey()
		}
	case cmd.Code != "":
		err = m.proveCode(ctx, cmd.Code)
	case cmd.Password != "":
		err = m.provePresent(ctx, person, cmd.Password, "password")
	default:
		err = problem.At("password", "is needed")
	}
	if err != nil {
		return nil, err
	}
	door, err := m.renew(ctx)
	return &Renewed{Door: door}, err
}

// provePresent checks the password of somebody who is signed in; field is what
// the form calls it.
func (m *Module) provePresent(ctx context.Context, person uuid.UUID, password, field string) error {
	key := "present " + person.String()
	if err := m.tries.take(key); err != nil {
		return err
	}
	err := m.prove(ctx, person, password)
	if problem.Is(err, problem.Invalid) {
		return problem.At(field, "is not your present password")
	}
	if err == nil {
		m.tries.forget(key)
	}
	return err
}

type listEvents struct {
	After uuid.UUID `query:"after" json:"-"`
	Limit int       `query:"limit" json:"-" validate:"min=0,max=100"`
}

// Event is something that was done to one's account.
type Event struct {
	ID      uuid.UUID `json:"id"`
	At      time.Time `json:"at"`
	Action  string    `json:"action"`
	Origin  string    `json:"origin"`
	Address string    `json:"address"`
	Reason  string    `json:"reason,omitempty"` // of what the operator did
}

// Events are a page of what was done to one's account, newest first.
type Events struct {
	Items []*Event   `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

func (m *Module) listEvents(ctx context.Context, q listEvents) (*Events, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 10
	}
	page := &Events{Items: []*Event{}}
	s := db.On(ctx).NewSelect().TableExpr("audit.entries as e").ColumnExpr("e.id, e.at, e.action, e.origin, coalesce(host(e.address), '') as address, coalesce(e.about ->> 'reason', '') as reason").
		Where("e.project is null and e.person = ? and e.action like 'accounts.%'", scope.From(ctx).Person).OrderExpr("e.at desc, e.id desc").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(e.at, e.id) < (select b.at, b.id from audit.entries b where b.project is null and b.person = ? and b.id = ?)", scope.From(ctx).Person, q.After)
	}
	if err := s.Scan(ctx, &page.Items); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	return page, nil
}
