package accounts

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Token is a personal token: a program that shows it acts as the person, within
// the token's scopes.
type Token struct {
	bun.BaseModel `bun:"table:accounts.tokens,alias:t" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Person        uuid.UUID  `bun:",nullzero" json:"-"`
	Project       uuid.UUID  `bun:",nullzero" json:"-"`
	Program       uuid.UUID  `bun:",nullzero" json:"-"`
	Hash          []byte     `json:"-"`
	Name          string     `json:"name"`
	Prefix        string     `json:"prefix"`
	Limits        []string   `bun:",array" json:"scopes"`
	Created       time.Time  `bun:"created_at" json:"created_at"`
	Used          *time.Time `bun:"used_at" json:"used_at,omitempty"`
	Expires       *time.Time `bun:"expires_at" json:"expires_at,omitempty"`
	Token         string     `bun:"-" json:"token,omitempty"` // once, when it is made
}

type listTokens struct {
	After uuid.UUID `query:"after" json:"-"`
	Limit int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

// Tokens are a page of a person's tokens, newest first.
type Tokens struct {
	Items []*Token   `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

func (m *Module) listTokens(ctx context.Context, q listTokens) (*Tokens, error) {
	page, limit, person := &Tokens{Items: []*Token{}}, cmp.Or(q.Limit, tokensShown), scope.From(ctx).Person
	s := db.On(ctx).NewSelect().Model(&page.Items).ExcludeColumn("hash").Where("t.person = ?", person).OrderExpr("t.created_at desc, t.id desc").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(t.created_at, t.id) < (select b.created_at, b.id from accounts.tokens b where b.person = ? and b.id = ?)", person, q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	return page, nil
}

// tokensShown is how many tokens a page shows; a person has no more than
// tokensEach of their own.
const tokensShown, tokensEach = 50, 50

// CreateToken makes a personal token.
type CreateToken struct {
	ID      uuid.UUID  `json:"id"`
	Name    string     `json:"name" validate:"required,max=80"`
	Scopes  []string   `json:"scopes,omitempty" validate:"max=100"` // "*", "read", or rights such as registers.view; empty: all
	Expires *time.Time `json:"expires_at"`
}

func (m *Module) createToken(ctx context.Context, cmd CreateToken) (*Token, error) {
	if len(cmd.Scopes) == 0 {
		cmd.Scopes = []string{scope.Everything}
	}
	if err := knownScopes(cmd.Scopes); err != nil {
		return nil, err
	}
	person := scope.From(ctx).Person
	n, err := db.On(ctx).NewSelect().Model((*Token)(nil)).Where("person = ?", person).Count(ctx)
	if err != nil {
		return nil, err
	}
	if n >= tokensEach {
		return nil, problem.New(problem.Conflict, "There are %d tokens already. Revoke one first.", n)
	}
	t := &Token{ID: kernel.NewID(cmd.ID), Person: person, Name: cmd.Name, Limits: cmd.Scopes, Expires: cmd.Expires}
	return t, m.issue(ctx, t)
}

// issue gives a token its secret and keeps the hash.
func (m *Module) issue(ctx context.Context, t *Token) error {
	if t.Expires != nil && !t.Expires.After(m.clock.Now()) {
		return problem.At("expires_at", "is in the past")
	}
	t.Token = secret("cx_")
	t.Hash, t.Prefix, t.Created = kernel.Hash(t.Token), t.Token[:8], m.clock.Now()
	_, err := db.On(ctx).NewInsert().Model(t).Exec(ctx)
	return err
}

// knownScopes refuses scopes that do not exist.
func knownScopes(scopes []string) error {
	for _, s := range scopes {
		if s != scope.Everything && s != scope.Reading && !knownRight(s) {
			return problem.At("scopes", "holds a scope that does not exist: %s", s)
		}
	}
	return nil
}

func knownRight(right string) bool {
	area, verb, _ := strings.Cut(right, ".")
	return slices.Contains(kernel.Areas, area) && slices.Contains(kernel.Verbs, verb)
}

type revokeToken struct {
	Token uuid.UUID `params:"token" json:"-"`
}

func (m *Module) revokeToken(ctx context.Context, cmd revokeToken) error {
	return one(db.On(ctx).NewRaw("delete from accounts.tokens where id = ? and person = ?", cmd.Token, scope.From(ctx).Person).Exec(ctx))
}

func init() {
	problem.Teach(map[string]string{
		"is in the past":                                 "ligger i fortiden",
		"holds a scope that does not exist: %s":          "indeholder et omfang, der ikke findes: %s",
		"There are %d tokens already. Revoke one first.": "Der er allerede %d adgangsnøgler. Tilbagekald en først.",
	})
}
