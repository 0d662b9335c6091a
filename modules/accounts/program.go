package accounts

import (
	"cmp"
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Program acts on a project by a token of its own, with rights of its own: it is
// nobody in particular, and stays when whoever made it leaves.
type Program struct {
	bun.BaseModel `bun:"table:accounts.programs,alias:p" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Name          string     `json:"name"`
	Rights        []string   `bun:",array" json:"rights"`
	Expires       *time.Time `bun:"expires_at" json:"expires_at,omitempty"`
	Revoked       *time.Time `bun:"revoked_at" json:"revoked_at,omitempty"`
	CreatedBy     uuid.UUID  `bun:",nullzero,scanonly" json:"created_by,omitzero"`
	CreatedAt     time.Time  `bun:",scanonly" json:"created_at"`
	Prefix        string     `bun:",scanonly" json:"prefix"`
	Used          *time.Time `bun:"used_at,scanonly" json:"used_at,omitempty"`
	Token         string     `bun:"-" json:"token,omitempty"` // once, when it is made
}

type listPrograms struct {
	Project uuid.UUID `params:"project" json:"-"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

// Programs are a page of those that act, or acted, on a project, newest first.
type Programs struct {
	Items []*Program `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

func (m *Module) listPrograms(ctx context.Context, q listPrograms) (*Programs, error) {
	page, limit := &Programs{Items: []*Program{}}, cmp.Or(q.Limit, tokensShown)
	s := db.On(ctx).NewSelect().Model(&page.Items).ColumnExpr("p.id, p.name, p.rights, p.expires_at, p.revoked_at, p.created_by, p.created_at, coalesce(t.prefix, '') as prefix, t.used_at").
		Join("left join accounts.tokens t on t.project = p.project and t.program = p.id").Where("p.project = ?", q.Project).OrderExpr("p.created_at desc, p.id desc").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(p.created_at, p.id) < (select b.created_at, b.id from accounts.programs b where b.project = ? and b.id = ?)", q.Project, q.After)
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

// programsEach is how many programs can act on a project at a time.
const programsEach = 50

// AddProgram lets a program act on a project.
type AddProgram struct {
	Project uuid.UUID  `params:"project" json:"-"`
	ID      uuid.UUID  `json:"id"`
	Name    string     `json:"name" validate:"required,max=80"`
	Rights  []string   `json:"rights" validate:"required,min=1,max=100"`
	Expires *time.Time `json:"expires_at"`
}

// addProgram gives a program no more than whoever adds it has.
func (m *Module) addProgram(ctx context.Context, cmd AddProgram) (*Program, error) {
	s := scope.From(ctx)
	for _, r := range cmd.Rights {
		if !knownRight(r) {
			return nil, problem.At("rights", "holds a scope that does not exist: %s", r)
		}
	}
	if missing := s.Covers(cmd.Rights); len(missing) > 0 {
		return nil, problem.New(problem.Denied, "You cannot give the right %s, which you do not have yourself", missing[0])
	}
	if s.Narrowed != nil || s.OwnOnly {
		return nil, problem.New(problem.Denied, "A program sees the whole project. Somebody who sees it all themselves can add it.")
	}
	n, err := db.On(ctx).NewSelect().Model((*Program)(nil)).Where("revoked_at is null").Count(ctx)
	if err != nil {
		return nil, err
	}
	if n >= programsEach {
		return nil, problem.New(problem.Conflict, "There are %d tokens already. Revoke one first.", n)
	}
	p := &Program{ID: kernel.NewID(cmd.ID), Name: cmd.Name, Rights: cmd.Rights, Expires: cmd.Expires, CreatedBy: s.Person, CreatedAt: m.clock.Now()}
	if _, err := db.On(ctx).NewInsert().Model(p).Exec(ctx); err != nil {
		return nil, err
	}
	t := &Token{ID: uuid.Must(uuid.NewV7()), Project: cmd.Project, Program: p.ID, Name: p.Name, Limits: p.Rights, Expires: p.Expires}
	err = m.issue(ctx, t)
	p.Token, p.Prefix = t.Token, t.Prefix
	return p, err
}

type revokeProgram struct {
	Project uuid.UUID `params:"project" json:"-"`
	Program uuid.UUID `params:"program" json:"-"`
}

// revokeProgram ends a program's access with its next request; its name stays
// on what it did.
func (m *Module) revokeProgram(ctx context.Context, cmd revokeProgram) error {
	if err := one(db.On(ctx).NewRaw("update accounts.programs set revoked_at = platform.now() where id = ? and revoked_at is null", cmd.Program).Exec(ctx)); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw("delete from accounts.tokens where project = ? and program = ?", cmd.Project, cmd.Program).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"A program sees the whole project. Somebody who sees it all themselves can add it.": "Et program ser hele projektet. En, der selv ser det hele, kan tilføje det.",
	})
}
