package issues

import (
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

// Event is something that happened to an entry, or that was said of it. It is
// never changed.
type Event struct {
	bun.BaseModel `bun:"table:issues.events,alias:v" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Entry         uuid.UUID   `json:"-"`
	At            time.Time   `json:"at"`
	Person        *uuid.UUID  `json:"person"`
	Side          *uuid.UUID  `json:"side"` // the company that the person acted for
	Kind          string      `json:"kind" validate:"oneof=raised assigned changed commented photographed remedied verified rejected closed reopened escalated restored"`
	FromStatus    string      `json:"from_status"`
	ToStatus      string      `json:"to_status"`
	Note          string      `json:"note"`
	ToCompany     *uuid.UUID  `json:"to_company"`
	ToPerson      *uuid.UUID  `json:"to_person"`
	DueOn         *clock.Date `bun:"type:date" json:"due_on"`
	Fields        string      `json:"fields"` // those that were changed, with commas between
}

// tell adds to what happened to an entry, in the name of the person at work.
func tell(ctx context.Context, v *Event) error {
	v.ID = uuid.Must(uuid.NewV7())
	v.Person, v.Side = orNil(scope.From(ctx).Person), side(ctx)
	_, err := db.On(ctx).NewInsert().Model(v).Exec(ctx)
	return err
}

// ListEvents asks for what happened to an entry.
type ListEvents struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `params:"entry" json:"-"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

// Events are a page of what happened to an entry.
type Events struct {
	Items []*Event   `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

func (m *Module) listEvents(ctx context.Context, q ListEvents) (*Events, error) {
	if _, err := findEntry(ctx, q.Entry); err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = 100
	}
	page := &Events{Items: []*Event{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).Where("v.entry = ?", q.Entry).OrderExpr("v.at, v.id").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(v.at, v.id) > (select a.at, a.id from issues.events a where a.id = ?)", q.After)
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

// Comment says something about an entry.
type Comment struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `params:"entry" json:"-"`
	Text    string    `json:"text" validate:"required,max=10000"`
}

func (m *Module) comment(ctx context.Context, cmd Comment) (*Event, error) {
	s := scope.From(ctx)
	if !s.Has("log", "create") && !s.May("log", "edit") && !s.Has("log", "approve") {
		return nil, kernel.Lacks("log", "create")
	}
	if strings.TrimSpace(cmd.Text) == "" {
		return nil, problem.At("text", "is needed")
	}
	e, err := findEntry(ctx, cmd.Entry)
	if err != nil {
		return nil, err
	}
	v := &Event{Entry: e.ID, At: m.moment(ctx), Kind: "commented", Note: strings.TrimSpace(cmd.Text)}
	return v, tell(ctx, v)
}
