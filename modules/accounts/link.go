package accounts

import (
	"context"
	"encoding/hex"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Invitations work for seven days, password resets for half an hour, a new
// address an hour; its change can be stopped for three days.
const (
	invitationLasts = 7 * 24 * time.Hour
	resetLasts      = 30 * time.Minute
	emailLasts      = time.Hour
	stopLasts       = 72 * time.Hour
)

// link is a link sent by mail that works once; only its hash is kept.
type link struct {
	bun.BaseModel `bun:"table:accounts.links,alias:l"`
	ID            uuid.UUID `bun:",pk"`
	Kind          string
	Person        uuid.UUID
	Project       uuid.UUID `bun:",nullzero"`
	ProjectName   string
	Role          string
	By            uuid.UUID `bun:",nullzero"`
	Address       string    `bun:",nullzero"`
	Hash          []byte
	Created       time.Time  `bun:"created_at"`
	Expires       time.Time  `bun:"expires_at"`
	Used          *time.Time `bun:"used_at"`
}

// followLink finds a link by what its mail carried, without using it up.
func (m *Module) followLink(ctx context.Context, kind, token string) (*link, error) {
	if err := db.AtDoor(ctx, "token", hex.EncodeToString(kernel.Hash(token))); err != nil {
		return nil, err
	}
	l := new(link)
	err := db.On(ctx).NewSelect().Model(l).Where("hash = ? and kind = ?", kernel.Hash(token), kind).Scan(ctx)
	if err != nil || l.Used != nil || !l.Expires.After(m.clock.Now()) {
		return nil, problem.New(problem.NotFound, "The link has been used, has expired, or was never sent. Ask for a new one.")
	}
	return l, nil
}

// useLink uses a link up; of two at the same time one succeeds. From then on
// the work is the person's whom the link was sent to.
func (m *Module) useLink(ctx context.Context, kind, token string) (*link, *Person, error) {
	l, err := m.followLink(ctx, kind, token)
	if err != nil {
		return nil, nil, err
	}
	if err := one(db.On(ctx).NewRaw("update accounts.links set used_at = platform.now() where id = ? and used_at is null", l.ID).Exec(ctx)); err != nil {
		return nil, nil, problem.New(problem.NotFound, "The link has been used, has expired, or was never sent. Ask for a new one.").Because(err)
	}
	if err := db.Become(ctx, l.Person); err != nil {
		return nil, nil, err
	}
	p, err := findPerson(ctx, l.Person)
	return l, p, err
}

// newLink makes a link and voids earlier ones of its kind to the same person
// and project. It returns the token for the mail.
func (m *Module) newLink(ctx context.Context, l *link, lasts time.Duration) (string, error) {
	token := secret("")
	l.ID, l.Hash, l.Created, l.Expires, l.By = uuid.Must(uuid.NewV7()), kernel.Hash(token), m.clock.Now(), m.clock.Now().Add(lasts), scope.From(ctx).Person
	_, err := db.On(ctx).NewRaw("update accounts.links set used_at = platform.now() where kind = ? and person = ? and project is not distinct from ? and used_at is null",
		l.Kind, l.Person, orNull(l.Project)).Exec(ctx)
	if err != nil {
		return "", err
	}
	_, err = db.On(ctx).NewInsert().Model(l).Exec(ctx)
	return token, err
}

func orNull(u uuid.UUID) any {
	if u == uuid.Nil {
		return nil
	}
	return u
}

func init() {
	problem.Teach(map[string]string{
		"The link has been used, has expired, or was never sent. Ask for a new one.": "Linket er brugt, udløbet eller aldrig sendt. Bed om et nyt.",
	})
}
