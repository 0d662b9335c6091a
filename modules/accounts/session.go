package accounts

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"log/slog"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

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
	Code     string `json:"code,omitempty" validate:"max=40" audit:"-"` // of the second factor, of those who have one
}

// openSession does the same work for an address that has no account, up to the
// hash, so that neither the answer nor its time tells.
func (m *Module) openSession(ctx context.Context, cmd OpenSession) (*Welcome, error) {
	if err := endPresent(ctx); err != nil {
		return nil, err
	}
	p, err := findByEmail(ctx, cmd.Email)
	if err != nil {
		return nil, err
	}
	who := uuid.New()
	if p != nil {
		who = p.ID
	}
	if err := db.Become(ctx, who); err != nil {
		return nil, err
	}
	key, err := guessed(ctx, "password", fold(cmd.Email))
	if err != nil {
		return nil, err
	}
	if err := m.tries.take(key); err != nil {
		return nil, err
	}
	if err := m.prove(ctx, who, cmd.Password); err != nil {
		return nil, failed(ctx, p, "password", err)
	}
	m.tries.forget(key)
	if err := m.second(ctx, cmd.Code); err != nil {
		return nil, failed(ctx, p, "second factor", err)
	}
	return m.welcome(ctx, p)
}

// failed has the log tell of a sign-in that did not succeed, and by which way;
// whose address was used stands there by the person's id, or none. What asks for
// the second factor is no failure.
func failed(ctx context.Context, p *Person, way string, err error) error {
	if problem.Is(err, problem.SignedOut) {
		return err
	}
	var person uuid.UUID
	if p != nil {
		person = p.ID
	}
	slog.WarnContext(ctx, "a sign-in failed", "request", scope.From(ctx).Request, "person", person, "by", way, "error", err)
	return err
}

// endPresent ends the session in which somebody signs in anew.
func endPresent(ctx context.Context) error {
	if scope.From(ctx).Session == uuid.Nil {
		return nil
	}
	_, err := db.On(ctx).NewRaw("delete from accounts.sessions where id = ?", scope.From(ctx).Session).Exec(ctx)
	return err
}

// endOthers ends every session of the person of the scope but the one under way.
func endOthers(ctx context.Context) error {
	s := scope.From(ctx)
	_, err := db.On(ctx).NewRaw("delete from accounts.sessions where person = ? and id <> ?", s.Person, s.Session).Exec(ctx)
	return err
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
	ok, old, err := m.matches(ctx, password, hash)
	if err != nil {
		return err
	}
	if !ok {
		return wrongPassword()
	}
	if old {
		return m.setPassword(ctx, person, password)
	}
	return nil
}

// welcome opens a session for a person who has just proved who they are, unless
// the operator has closed their account.
func (m *Module) welcome(ctx context.Context, p *Person) (*Welcome, error) {
	if p.Closed != nil {
		return nil, failed(ctx, p, "closed account", problem.New(problem.Denied, "This account is closed. Ask those who run CXweb."))
	}
	known, elsewhere, err := whence(ctx)
	if err != nil {
		return nil, err
	}
	if elsewhere && !known {
		if err := m.want(ctx, MailWanted{Person: p.ID, Kind: "new_address"}); err != nil {
			return nil, err
		}
	}
	token := secret("")
	ends := m.clock.Now().Add(m.set.Lasts)
	_, err = db.On(ctx).NewRaw("insert into accounts.sessions (id, person, hash, ends_at, idle, agent, address) values (?, ?, ?, ?, ?::interval, ?, ?)",
		uuid.Must(uuid.NewV7()), p.ID, kernel.Hash(token), ends, m.set.Idle.String(), scope.From(ctx).Agent, scope.From(ctx).Address).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return &Welcome{Door: kernel.Door{Token: token, Ends: ends}, Person: p}, boundSessions(ctx, p.ID)
}

// sessionsEach is how many sessions a person has open at a time.
const sessionsEach = 50

// boundSessions ends the sessions that were used least, where there are too
// many, and forgets those that have ended by themselves.
func boundSessions(ctx context.Context, person uuid.UUID) error {
	_, err := db.On(ctx).NewRaw(`delete from accounts.sessions where person = ?0 and (ends_at <= platform.now() or id not in
		(select id from accounts.sessions where person = ?0 and ends_at > platform.now() order by used_at desc, opened_at desc, id desc limit ?1))`, person, sessionsEach).Exec(ctx)
	return err
}

// turnKey ends the other sessions of the person of the scope, and gives the one
// under way another cookie; the present one works for requests on their way.
func (m *Module) turnKey(ctx context.Context) (kernel.Door, error) {
	if err := endOthers(ctx); err != nil {
		return kernel.Door{}, err
	}
	return m.renew(ctx)
}

// renew gives the session under way another cookie: the person has just shown
// who they are.
func (m *Module) renew(ctx context.Context) (kernel.Door, error) {
	d := kernel.Door{Token: secret("")}
	err := db.On(ctx).NewRaw(`update accounts.sessions set former = hash, former_until = platform.now() + interval '30 seconds', hash = ?, proved_at = platform.now()
		where id = ? returning ends_at`, kernel.Hash(d.Token), scope.From(ctx).Session).Scan(ctx, &d.Ends)
	return d, err
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

// Sessions are the browsers in which a person is signed in, sessionsEach at most.
type Sessions struct {
	Items []*Session `json:"items"`
}

func (m *Module) listSessions(ctx context.Context, _ struct{}) (*Sessions, error) {
	all := &Sessions{Items: []*Session{}}
	err := db.On(ctx).NewSelect().Model(&all.Items).ExcludeColumn("hash").Where("person = ? and ends_at > platform.now() and used_at > platform.now() - idle", scope.From(ctx).Person).OrderExpr("used_at desc, id desc").Limit(sessionsEach).Scan(ctx)
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

// endOtherSessions signs a person out everywhere but here.
func (m *Module) endOtherSessions(ctx context.Context, _ struct{}) (kernel.Nothing, error) {
	return kernel.Nothing{}, endOthers(ctx)
}

func init() {
	problem.Teach(map[string]string{
		"This account is closed. Ask those who run CXweb.":           "Kontoen er lukket. Spørg dem, der driver CXweb.",
		"The e-mail address and the password do not belong together": "E-mailadressen og adgangskoden hører ikke sammen",
	})
}
