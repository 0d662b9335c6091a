package accounts

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// A session ends after 30 days, or after 7 days without use (accounts.identify).
const sessionLasts = 30 * 24 * time.Hour

// Session is a signed-in browser.
type Session struct {
	bun.BaseModel `bun:"table:accounts.sessions,alias:s" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	Person        uuid.UUID `json:"-"`
	Hash          []byte    `json:"-"`
	Opened        time.Time `bun:"opened_at" json:"opened_at"`
	Used          time.Time `bun:"used_at" json:"used_at"`
	Ends          time.Time `bun:"ends_at" json:"ends_at"`
	Agent         string    `json:"agent"`
	Address       string    `json:"address"`
	Current       bool      `bun:"-" json:"current"`
}

// Welcome answers a sign-in; the session's token goes into the cookie only.
type Welcome struct {
	kernel.Door `json:"-"`
	Person      *Person   `json:"person"`
	Project     uuid.UUID `json:"project,omitzero"`
}

// OpenSession signs somebody in.
type OpenSession struct {
	Email    string `json:"email" validate:"required,max=254"`
	Password string `json:"password" validate:"required,max=400"`
}

func (m *Module) openSession(ctx context.Context, cmd OpenSession) (*Welcome, error) {
	p, err := findByEmail(ctx, cmd.Email)
	if err != nil {
		return nil, err
	}
	if p == nil {
		if err := m.stranger(ctx, cmd.Password); err != nil {
			return nil, err
		}
		return nil, wrongPassword()
	}
	if err := db.Become(ctx, p.ID); err != nil {
		return nil, err
	}
	if err := m.prove(ctx, p.ID, cmd.Password); err != nil {
		return nil, err
	}
	return m.welcome(ctx, p)
}

func wrongPassword() error {
	return problem.New(problem.Invalid, "The e-mail address and the password do not belong together")
}

// prove checks the password of the person of the scope and renews an old hash.
func (m *Module) prove(ctx context.Context, person uuid.UUID, password string) error {
	var hash string
	err := db.On(ctx).NewRaw("select password from accounts.credentials where person = ?", person).Scan(ctx, &hash)
	if err != nil {
		if err := m.stranger(ctx, password); err != nil {
			return err
		}
		return wrongPassword()
	}
	ok, old, err := matches(ctx, password, hash)
	if err != nil {
		return err
	}
	if !ok {
		return wrongPassword()
	}
	if old {
		return setPassword(ctx, person, password)
	}
	return nil
}

// welcome opens a session for a person who has just proved who they are.
func (m *Module) welcome(ctx context.Context, p *Person) (*Welcome, error) {
	token := secret("")
	s := &Session{ID: uuid.Must(uuid.NewV7()), Person: p.ID, Hash: kernel.Hash(token), Opened: m.clock.Now(), Used: m.clock.Now(), Ends: m.clock.Now().Add(sessionLasts),
		Agent: scope.From(ctx).Agent, Address: scope.From(ctx).Address}
	if _, err := db.On(ctx).NewInsert().Model(s).Exec(ctx); err != nil {
		return nil, err
	}
	return &Welcome{Door: kernel.Door{Token: token, Ends: s.Ends}, Person: p}, nil
}

// secret makes 256 bits that nobody can guess.
func secret(prefix string) string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return prefix + base64.RawURLEncoding.EncodeToString(b)
}

func (m *Module) closeSession(ctx context.Context, _ struct{}) (*Welcome, error) {
	s := scope.From(ctx)
	if s.Session != uuid.Nil {
		if _, err := db.On(ctx).NewRaw("delete from accounts.sessions where id = ?", s.Session).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return &Welcome{Door: kernel.Door{Out: true}}, nil
}

func touchSession(ctx context.Context) error {
	s := scope.From(ctx)
	if _, err := db.On(ctx).NewRaw("update accounts.sessions set used_at = platform.now() where id = ?", s.Session).Exec(ctx); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw("update accounts.tokens set used_at = platform.now() where id = ?", s.Session).Exec(ctx)
	return err
}

// Sessions are the browsers in which a person is signed in.
type Sessions struct {
	Items []*Session `json:"items"`
}

func (m *Module) listSessions(ctx context.Context, _ struct{}) (*Sessions, error) {
	all := &Sessions{Items: []*Session{}}
	err := db.On(ctx).NewSelect().Model(&all.Items).ExcludeColumn("hash").Where("ends_at > platform.now() and used_at > platform.now() - interval '7 days'").OrderExpr("used_at desc").Limit(100).Scan(ctx)
	for _, s := range all.Items {
		s.Current = s.ID == scope.From(ctx).Session
	}
	return all, err
}

type endSession struct {
	Session uuid.UUID `params:"session" json:"-"`
}

func (m *Module) endSession(ctx context.Context, cmd endSession) error {
	return one(db.On(ctx).NewRaw("delete from accounts.sessions where id = ?", cmd.Session).Exec(ctx))
}

func init() {
	problem.Teach(map[string]string{
		"The e-mail address and the password do not belong together": "E-mailadressen og adgangskoden hører ikke sammen",
	})
}
