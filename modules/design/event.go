package design

import (
	"cmp"
	"context"
	"strings"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Event is something that happened to an answer, or that was said of it. It is
// never changed.
type Event struct {
	bun.BaseModel `bun:"table:design.events,alias:v" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Answer        uuid.UUID   `json:"-"`
	At            time.Time   `json:"at"`
	Person        *uuid.UUID  `json:"person"`
	Side          *uuid.UUID  `json:"side"` // the company that the person acted for
	Kind          string      `json:"kind" validate:"oneof=asked assigned answered returned approved reopened commented restored"`
	FromStatus    string      `json:"from_status"`
	ToStatus      string      `json:"to_status"`
	Note          string      `json:"note"`
	VersionOf     *uuid.UUID  `json:"version_of"` // the version of a document that an answer named
	Page          *int        `json:"page"`
	ToCompany     *uuid.UUID  `json:"to_company"`
	ToPerson      *uuid.UUID  `json:"to_person"`
	DueOn         *clock.Date `bun:"type:date" json:"due_on"`
}

// tell adds to what happened to an answer, in the name of the person at work.
func tell(ctx context.Context, v *Event) error {
	v.ID = uuid.Must(uuid.NewV7())
	v.Person, v.Side = orNil(scope.From(ctx).Person), side(ctx)
	_, err := db.On(ctx).NewInsert().Model(v).Exec(ctx)
	return err
}

// ListEvents asks for what happened to an answer.
type ListEvents struct {
	Project uuid.UUID `params:"project" json:"-"`
	Answer  uuid.UUID `params:"answer" json:"-"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

// Events are a page of what happened to an answer.
type Events struct {
	Items []*Event   `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

func (m *Module) listEvents(ctx context.Context, q ListEvents) (*Events, error) {
	var there bool
	if err := db.On(ctx).NewRaw("select true from design.answers where id = ?", q.Answer).Scan(ctx, &there); err != nil {
		return nil, err
	}
	limit := cmp.Or(q.Limit, 100)
	page := &Events{Items: []*Event{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).Where("v.answer = ?", q.Answer).OrderExpr("v.at, v.id").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(v.at, v.id) > (select a.at, a.id from design.events a where a.id = ?)", q.After)
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

// Comment says something about an answer.
type Comment struct {
	Project uuid.UUID `params:"project" json:"-"`
	Answer  uuid.UUID `params:"answer" json:"-"`
	Text    string    `json:"text" validate:"required,max=10000"`
}

func (m *Module) comment(ctx context.Context, cmd Comment) (*Event, error) {
	s := scope.From(ctx)
	if !s.May("requirements", "edit") && !s.Has("requirements", "approve") {
		return nil, kernel.Lacks("requirements", "edit_own")
	}
	text := strings.TrimSpace(cmd.Text)
	if text == "" {
		return nil, problem.At("text", "is needed")
	}
	var there bool
	if err := db.On(ctx).NewRaw("select true from design.answers where id = ?", cmd.Answer).Scan(ctx, &there); err != nil {
		return nil, err
	}
	v := &Event{Answer: cmd.Answer, At: m.moment(ctx), Kind: "commented", Note: text}
	return v, tell(ctx, v)
}
