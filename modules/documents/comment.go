package documents

import (
	"cmp"
	"context"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Comment is what a reviewer says of a version of a document, and what the
// designer answers. A side is the company that somebody acted for.
type Comment struct {
	bun.BaseModel `bun:"table:documents.comments,alias:c" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",scanonly" json:"version"`
	Review        uuid.UUID  `json:"review"`
	VersionOf     uuid.UUID  `json:"of"` // the version of a document
	Number        int        `json:"number"`
	Page          *int       `json:"page"`
	Place         string     `json:"place"`
	Verdict       string     `json:"verdict" validate:"oneof=accepted must_change question remark"`
	Text          string     `json:"text"`
	Requirement   *uuid.UUID `json:"requirement"`
	MadeBy        *uuid.UUID `json:"made_by"`
	Side          *uuid.UUID `json:"side"`
	MadeAt        time.Time  `json:"made_at"`
	Reply         string     `json:"reply"`
	RepliedBy     *uuid.UUID `json:"replied_by"`
	RepliedSide   *uuid.UUID `json:"replied_side"`
	RepliedAt     *time.Time `json:"replied_at"`
	Resolved      bool       `json:"resolved"`
	ResolvedBy    *uuid.UUID `json:"resolved_by"`
	ResolvedAt    *time.Time `json:"resolved_at"`
	Entry         *uuid.UUID `json:"entry"` // of the commissioning log, that it became
	EntryNumber   *int       `json:"entry_number"`
	Document      string     `bun:",scanonly" json:"document"` // its number
	Revision      string     `bun:",scanonly" json:"revision"`
	Discipline    *uuid.UUID `bun:",scanonly" json:"discipline"`
	Company       *uuid.UUID `bun:",scanonly" json:"company"`
	Open          bool       `bun:",scanonly" json:"-"` // its review is
	May           []string   `bun:"-" json:"may"`       // reply, resolve
}

const (
	commentColumns = "?TableColumns, c.version, d.number as document, v.revision, d.discipline, d.company, r.status = 'open' as open"
	commentJoins   = "join documents.versions v on v.project = c.project and v.id = c.version_of join documents.documents d on d.project = v.project and d.id = v.document join documents.reviews r on r.project = c.project and r.id = c.review"
)

type ofComment struct {
	Project uuid.UUID `params:"project" json:"-"`
	Comment uuid.UUID `params:"comment" json:"-"`
}

func (m *Module) readComment(ctx context.Context, q ofComment) (*Comment, error) {
	return findComment(ctx, q.Comment, "")
}

func findComment(ctx context.Context, id uuid.UUID, lock string) (*Comment, error) {
	c := new(Comment)
	s := db.On(ctx).NewSelect().Model(c).ColumnExpr(commentColumns).Join(commentJoins).Where("c.id = ?", id)
	if lock != "" {
		s = s.For(lock)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	c.May = c.may(whoActs(ctx, nil))
	return c, nil
}

// ListComments asks for a page of a review's comments.
type ListComments struct {
	Project uuid.UUID `params:"project" json:"-"`
	Review  uuid.UUID `params:"review" json:"-"`
	Of      uuid.UUID `query:"of" json:"-"` // a version of a document
	Open    bool      `query:"open" json:"-"`
	Verdict string    `query:"verdict" json:"-" validate:"omitempty,oneof=accepted must_change question remark"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   int       `query:"after" json:"-" validate:"min=0"` // a number
}

// Comments are a page of them; next leads to the one after it.
type Comments struct {
	Items []*Comment `json:"items"`
	Next  int        `json:"next,omitempty"`
}

func (m *Module) listComments(ctx context.Context, q ListComments) (*Comments, error) {
	if _, err := findReview(ctx, q.Review); err != nil {
		return nil, err
	}
	limit := cmp.Or(q.Limit, 50)
	page := &Comments{Items: []*Comment{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).ColumnExpr(commentColumns).Join(commentJoins).Where("c.review = ? and c.number > ?", q.Review, q.After).OrderExpr("c.number").Limit(int64(limit) + 1)
	if q.Of != uuid.Nil {
		s = s.Where("c.version_of = ?", q.Of)
	}
	if q.Open {
		s = s.Where("not c.resolved")
	}
	if q.Verdict != "" {
		s = s.Where("c.verdict = ?", q.Verdict)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = page.Items[limit-1].Number
	}
	w := whoActs(ctx, nil)
	for _, c := range page.Items {
		c.May = c.may(w)
	}
	return page, nil
}

// MakeComment says something of a version under review.
type MakeComment struct {
	Project     uuid.UUID  `params:"project" json:"-"`
	Review      uuid.UUID  `params:"review" json:"-"`
	ID          uuid.UUID  `json:"id"`
	Of          uuid.UUID  `json:"of" validate:"required"`
	Page        *int       `json:"page,omitempty" validate:"omitempty,min=1,max=10000"`
	Place       string     `json:"place,omitempty" validate:"max=200"`
	Verdict     string     `json:"verdict" validate:"required,oneof=accepted must_change question remark"`
	Text        string     `json:"text,omitempty" validate:"max=10000"`
	Requirement *uuid.UUID `json:"requirement,omitempty"`
}

func (m *Module) makeComment(ctx context.Context, cmd MakeComment) (*Comment, error) {
	r, err := m.openedReview(ctx, cmd.Review)
	if err != nil {
		return nil, err
	}
	if err := r.mayComment(whoActs(ctx, r.Reviewers)); err != nil {
		return nil, err
	}
	drawn := false
	for _, i := range r.Items {
		drawn = drawn || i.VersionOf == cmd.Of && i.Drawn
	}
	s, now := scope.From(ctx), m.moment(ctx)
	c := &Comment{ID: kernel.NewID(cmd.ID), Review: r.ID, VersionOf: cmd.Of, Page: cmd.Page, Place: strings.TrimSpace(cmd.Place), Verdict: cmd.Verdict, Text: strings.TrimSpace(cmd.Text), Requirement: cmd.Requirement,
		MadeBy: orNil(s.Person), Side: orNil(s.Company), MadeAt: now}
	switch {
	case !drawn:
		return nil, problem.At("of", "is not under review here")
	case c.Text == "" && c.Verdict != "accepted":
		return nil, problem.At("text", "is needed: say what you found")
	}
	if c.Requirement != nil {
		found, err := m.registers.Labels(ctx, "requirement", []uuid.UUID{*c.Requirement})
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, problem.At("requirement", "is not in this project")
		}
	}
	if c.Verdict == "accepted" { // there is nothing to wait for
		c.Resolved, c.ResolvedBy, c.ResolvedAt = true, c.MadeBy, &now
	}
	if c.Number, err = next(ctx, r.ID); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(c).Exec(ctx); err != nil {
		return nil, err
	}
	return findComment(ctx, c.ID, "")
}

// ReplyComment is the designer's reply.
type ReplyComment struct {
	Project uuid.UUID `params:"project" json:"-"`
	Comment uuid.UUID `params:"comment" json:"-"`
	Reply   string    `json:"reply" validate:"max=10000"`
}

func (m *Module) replyComment(ctx context.Context, cmd ReplyComment) (*Comment, error) {
	c, err := findComment(ctx, cmd.Comment, "update of c")
	if err != nil {
		return nil, err
	}
	if err := c.mayReply(whoActs(ctx, nil)); err != nil {
		return nil, err
	}
	s, now := scope.From(ctx), m.moment(ctx)
	if c.Reply = strings.TrimSpace(cmd.Reply); c.Reply == "" {
		return nil, problem.At("reply", "is needed")
	}
	c.RepliedBy, c.RepliedSide, c.RepliedAt = orNil(s.Person), orNil(s.Company), &now
	if _, err := db.On(ctx).NewUpdate().Model(c).Column("reply", "replied_by", "replied_side", "replied_at").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	return findComment(ctx, c.ID, "")
}

// ResolveComment says that a comment is resolved, or that it is not after all.
type ResolveComment struct {
	Project  uuid.UUID `params:"project" json:"-"`
	Comment  uuid.UUID `params:"comment" json:"-"`
	Resolved bool      `json:"resolved"`
}

func (m *Module) resolveComment(ctx context.Context, cmd ResolveComment) (*Comment, error) {
	c, err := findComment(ctx, cmd.Comment, "update of c")
	if err != nil {
		return nil, err
	}
	if err := c.mayResolve(whoActs(ctx, nil)); err != nil {
		return nil, err
	}
	now := m.moment(ctx)
	if c.Resolved, c.ResolvedBy, c.ResolvedAt = cmd.Resolved, nil, nil; cmd.Resolved {
		c.ResolvedBy, c.ResolvedAt = orNil(scope.From(ctx).Person), &now
	}
	if _, err := db.On(ctx).NewUpdate().Model(c).Column("resolved", "resolved_by", "resolved_at").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	return findComment(ctx, c.ID, "")
}

// moment is when a device did what it sends, or now.
func (m *Module) moment(ctx context.Context) time.Time {
	at, _, _ := db.Captured(ctx)
	if at.IsZero() || at.After(m.clock.Now()) {
		return m.clock.Now()
	}
	return at
}

func init() {
	problem.Teach(map[string]string{
		"is not under review here":      "er ikke under granskning her",
		"is needed: say what you found": "skal udfyldes: skriv, hvad du fandt",
	})
}
