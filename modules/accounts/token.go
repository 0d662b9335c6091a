package accounts

import (
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Token is a personal token: a program that shows it acts as the person.
type Token struct {
	bun.BaseModel `bun:"table:accounts.tokens,alias:t" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Person        uuid.UUID  `json:"-"`
	Hash          []byte     `json:"-"`
	Name          string     `json:"name"`
	Prefix        string     `json:"prefix"`
	Created       time.Time  `bun:"created_at" json:"created_at"`
	Used          *time.Time `bun:"used_at" json:"used_at,omitempty"`
	Expires       *time.Time `bun:"expires_at" json:"expires_at,omitempty"`
	Token         string     `bun:"-" json:"token,omitempty"` // once, when it is made
}

// Tokens are a person's tokens.
type Tokens struct {
	Items []*Token `json:"items"`
}

func (m *Module) listTokens(ctx context.Context, _ struct{}) (*Tokens, error) {
	all := &Tokens{Items: []*Token{}}
	return all, db.On(ctx).NewSelect().Model(&all.Items).ExcludeColumn("hash").OrderExpr("created_at desc").Limit(100).Scan(ctx)
}

// CreateToken makes a personal token.
type CreateToken struct {
	ID      uuid.UUID  `json:"id"`
	Name    string     `json:"name" validate:"required,max=80"`
	Expires *time.Time `json:"expires_at"`
}

func (m *Module) createToken(ctx context.Context, cmd CreateToken) (*Token, error) {
	if cmd.Expires != nil && !cmd.Expires.After(m.clock.Now()) {
		return nil, problem.At("expires_at", "is in the past")
	}
	n, err := db.On(ctx).NewSelect().Model((*Token)(nil)).Count(ctx)
	if err != nil {
		return nil, err
	}
	if n >= 50 {
		return nil, problem.New(problem.Conflict, "There are %d tokens already. Revoke one first.", n)
	}
	text := secret("cx_")
	t := &Token{ID: kernel.NewID(cmd.ID), Person: scope.From(ctx).Person, Hash: kernel.Hash(text), Name: cmd.Name, Prefix: text[:8], Created: m.clock.Now(), Expires: cmd.Expires, Token: text}
	if _, err := db.On(ctx).NewInsert().Model(t).Exec(ctx); err != nil {
		return nil, err
	}
	return t, nil
}

type revokeToken struct {
	Token uuid.UUID `params:"token" json:"-"`
}

func (m *Module) revokeToken(ctx context.Context, cmd revokeToken) error {
	return one(db.On(ctx).NewRaw("delete from accounts.tokens where id = ?", cmd.Token).Exec(ctx))
}

func init() {
	problem.Teach(map[string]string{
		"is in the past": "ligger i fortiden",
		"There are %d tokens already. Revoke one first.": "Der er allerede %d adgangsnøgler. Tilbagekald en først.",
	})
}
