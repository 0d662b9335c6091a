package gates

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

// Exception lets the tests of a milestone begin before what comes first is done:
// on one system or on all, up to a day, and from a share on.
type Exception struct {
	bun.BaseModel `bun:"table:gates.exceptions,alias:e" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Phase         uuid.UUID  `json:"gate"`
	System        *uuid.UUID `json:"system"`
	Share         float64    `json:"share"`   // that suffices, in percent
	Entries       bool       `json:"entries"` // open log entries do not stand in the way
	Reason        string     `json:"reason"`
	UntilOn       clock.Date `bun:"type:date" json:"until_on"`
	Person        uuid.UUID  `json:"person"` // granted it
	GrantedAt     time.Time  `json:"granted_at"`
	WithdrawnAt   *time.Time `json:"withdrawn_at"`
	WithdrawnBy   *uuid.UUID `json:"withdrawn_by"`
	Withdrawal    string     `json:"withdrawal"` // why
	Tag           string     `bun:"-" json:"tag,omitempty"`
	Holds         bool       `bun:"-" json:"holds"` // today
}

// holds tells whether an exception is in force on a day.
func (e *Exception) holds(today time.Time) bool {
	return e.WithdrawnAt == nil && string(e.UntilOn) >= today.Format(time.DateOnly)
}

// ListExceptions asks for exceptions, the newest first.
type ListExceptions struct {
	Project uuid.UUID `params:"project" json:"-"`
	Gate    uuid.UUID `query:"gate" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   uuid.UUID `query:"after" json:"-"`
}

// Exceptions are a page of them.
type Exceptions struct {
	Items []*Exception `json:"items"`
	Next  *uuid.UUID   `json:"next,omitempty"`
}

func (m *Module) listExceptions(ctx context.Context, q ListExceptions) (*Exceptions, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	page := &Exceptions{Items: []*Exception{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).Where("e.project = ?", q.Project).OrderExpr("e.id desc").Limit(int64(limit) + 1)
	if q.Gate != uuid.Nil {
		s = s.Where("e.phase = ?", q.Gate)
	}
	if q.After != uuid.Nil {
		s = s.Where("e.id < ?", q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	var systems []uuid.UUID
	for _, e := range page.Items {
		e.Holds = e.holds(m.clock.Today())
		if e.System != nil {
			systems = append(systems, *e.System)
		}
	}
	tags, err := m.registers.Labels(ctx, "system", systems)
	for _, e := range page.Items {
		if e.System != nil {
			e.Tag = tags[*e.System]
		}
	}
	return page, err
}

// GrantException lets tests begin early.
type GrantException struct {
	Project uuid.UUID  `params:"project" json:"-"`
	ID      uuid.UUID  `json:"id"`
	Gate    uuid.UUID  `json:"gate" validate:"required"`
	System  *uuid.UUID `json:"system,omitempty"`
	Share   float64    `json:"share" validate:"gte=0,lte=100"`
	Entries bool       `json:"entries,omitempty"`
	Reason  string     `json:"reason" validate:"required,max=2000"`
	UntilOn clock.Date `json:"until_on" validate:"required,datetime=2006-01-02"`
}

func (m *Module) grantException(ctx context.Context, cmd GrantException) (*Exception, error) {
	all, err := m.findGates(ctx)
	if err != nil {
		return nil, err
	}
	if g := gateOf(all, cmd.Gate); g == nil || !g.Milestone {
		return nil, problem.At("gate", "is not a milestone of this project")
	}
	if cmd.System != nil {
		if _, err := m.registers.About(ctx, "system", *cmd.System); err != nil {
			return nil, problem.At("system", "is not in this project").Because(err)
		}
	}
	if string(cmd.UntilOn) < m.clock.Today().Format(time.DateOnly) {
		return nil, problem.At("until_on", "has passed")
	}
	if cmd.Reason = strings.TrimSpace(cmd.Reason); cmd.Reason == "" {
		return nil, problem.At("reason", "is needed")
	}
	e := &Exception{ID: kernel.NewID(cmd.ID), Phase: cmd.Gate, System: cmd.System, Share: cmd.Share, Entries: cmd.Entries, Reason: cmd.Reason, UntilOn: cmd.UntilOn,
		Person: scope.From(ctx).Person, GrantedAt: m.clock.Now(), Holds: true}
	_, err = db.On(ctx).NewInsert().Model(e).Exec(ctx)
	return e, err
}

// WithdrawException takes an exception back, with the reason.
type WithdrawException struct {
	Project   uuid.UUID `params:"project" json:"-"`
	Exception uuid.UUID `params:"exception" json:"-"`
	Reason    string    `json:"reason" validate:"required,max=2000"`
}

func (m *Module) withdrawException(ctx context.Context, cmd WithdrawException) (*Exception, error) {
	if cmd.Reason = strings.TrimSpace(cmd.Reason); cmd.Reason == "" {
		return nil, problem.At("reason", "is needed")
	}
	e := new(Exception)
	if err := db.On(ctx).NewSelect().Model(e).Where("e.id = ?", cmd.Exception).For("update").Scan(ctx); err != nil {
		return nil, err
	}
	if e.WithdrawnAt != nil {
		return nil, problem.New(problem.Conflict, "The exception has been withdrawn already")
	}
	now, person := m.clock.Now(), scope.From(ctx).Person
	e.WithdrawnAt, e.WithdrawnBy, e.Withdrawal = &now, &person, cmd.Reason
	_, err := db.On(ctx).NewUpdate().Model(e).Column("withdrawn_at", "withdrawn_by", "withdrawal").WherePK().Exec(ctx)
	return e, err
}

// inForce reads the exceptions that hold today.
func (m *Module) inForce(ctx context.Context) (all []*Exception, err error) {
	err = db.On(ctx).NewSelect().Model(&all).Where("e.project = ? and e.withdrawn_at is null and e.until_on >= ?", scope.From(ctx).Project, m.clock.Today().Format(time.DateOnly)).OrderExpr("e.share, e.id").Scan(ctx)
	return all, err
}

func init() {
	problem.Teach(map[string]string{
		"is not a milestone of this project":       "er ikke en milepæl på dette projekt",
		"has passed":                               "er passeret",
		"is needed":                                "skal udfyldes",
		"The exception has been withdrawn already": "Undtagelsen er allerede trukket tilbage",
	})
}
