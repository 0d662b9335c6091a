package audit

import (
	"context"
	"encoding/json"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ListEntries asks for the history of a project.
type ListEntries struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `query:"entry" json:"-"`
	Person  uuid.UUID `query:"person" json:"-"`
	Company uuid.UUID `query:"company" json:"-"` // whose members did it
	Action  string    `query:"action" json:"-" validate:"max=100"`
	Origin  string    `query:"origin" json:"-" validate:"max=20"`
	Table   string    `query:"table" json:"-" validate:"max=100"`
	Row     uuid.UUID `query:"row" json:"-"`
	From    time.Time `query:"from" json:"-"`
	To      time.Time `query:"to" json:"-"`
	After   string    `query:"after" json:"-" validate:"max=100"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

// Entry is one action that somebody carried out.
type Entry struct {
	ID         uuid.UUID      `json:"id"`
	At         time.Time      `json:"at"`
	Person     *uuid.UUID     `json:"person"`
	Action     string         `json:"action"`
	Origin     string         `json:"origin"`
	Device     *string        `json:"device,omitempty"`
	CapturedAt *time.Time     `json:"captured_at,omitempty"` // the device's own time
	Subject    *uuid.UUID     `json:"subject,omitempty"`
	Reason     *string        `json:"reason,omitempty"`        // that was given for a restore
	Left       *int           `json:"left,omitempty"`          // rows that it could not put back
	Tables     map[string]int `bun:"type:jsonb" json:"tables"` // rows changed by table
	Changes    []*Change      `bun:"-" json:"changes"`         // the first of them
}

// Entries are a page of the history.
type Entries struct {
	Items []*Entry          `json:"items"`
	Next  *string           `json:"next,omitempty"`
	Names map[string]string `json:"names"` // of what changes refer to, by id
}

const firstChanges = 5

func (m *Module) listEntries(ctx context.Context, q ListEntries) (*Entries, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	page := &Entries{Items: []*Entry{}}
	s := db.On(ctx).NewSelect().TableExpr("audit.entries as e").ColumnExpr("e.id, e.at, e.person, e.action, e.origin, e.device, e.captured_at, e.subject, e.tables, e.about ->> 'reason' as reason, nullif((e.about ->> 'left')::int, 0) as left").
		Where("e.project = ?", q.Project).OrderExpr("e.at desc, e.id desc").Limit(int64(limit) + 1)
	s, err := m.narrow(ctx, q, s)
	if err != nil {
		return nil, err
	}
	if q.After != "" {
		at, id, err := place(q.After)
		if err != nil {
			return nil, err
		}
		s = s.Where("(e.at, e.id) < (?, ?)", at, id)
	}
	if err := s.Scan(ctx, &page.Items); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		last := page.Items[limit-1]
		next := last.At.Format(time.RFC3339Nano) + "_" + last.ID.String()
		page.Next = &next
	}
	if err := m.firstChanges(ctx, page.Items); err != nil {
		return nil, err
	}
	var all []*Change
	for _, e := range page.Items {
		all = append(all, e.Changes...)
	}
	page.Names, err = m.names(ctx, all)
	return page, err
}

// narrow adds the conditions of a filter to a query of entries e.
func (m *Module) narrow(ctx context.Context, q ListEntries, s *bun.SelectQuery) (*bun.SelectQuery, error) {
	if q.Entry != uuid.Nil {
		s = s.Where("e.id = ?", q.Entry)
	}
	if q.Company != uuid.Nil {
		sides, err := m.projects.Sides(ctx)
		if err != nil {
			return nil, err
		}
		own := []uuid.UUID{uuid.Nil}
		for person, company := range sides {
			if company == q.Company {
				own = append(own, person)
			}
		}
		s = s.Where("e.person in (?)", bun.List(own))
	}
	if q.Person != uuid.Nil {
		s = s.Where("e.person = ?", q.Person)
	}
	if q.Action != "" {
		s = s.Where("e.action = ?", q.Action)
	}
	if q.Origin != "" {
		s = s.Where("e.origin = ?", q.Origin)
	}
	if q.Table != "" {
		s = s.Where("e.tables ->> ? is not null", q.Table)
	}
	if q.Row != uuid.Nil {
		tables := m.order
		if q.Table != "" {
			tables = []string{q.Table}
		}
		s = s.Where("e.id in (select v.entry from audit.versions v where v.project = ? and v.tbl in (?) and v.row = ?)", q.Project, bun.List(tables), q.Row)
	}
	if !q.From.IsZero() {
		s = s.Where("e.at >= ?", q.From)
	}
	if !q.To.IsZero() {
		s = s.Where("e.at < ?", q.To)
	}
	return s, nil
}

// place reads where a page ended: moment and id.
func place(text string) (time.Time, uuid.UUID, error) {
	const idLength = 36
	if cut := len(text) - idLength - 1; cut > 0 && text[cut] == '_' {
		at, err := time.Parse(time.RFC3339Nano, text[:cut])
		id, idErr := uuid.Parse(text[cut+1:])
		if err == nil && idErr == nil {
			return at, id, nil
		}
	}
	return time.Time{}, uuid.Nil, problem.At("after", "is not a place in this list")
}

// firstChanges adds to each entry what it changed first, in one question.
func (m *Module) firstChanges(ctx context.Context, entries []*Entry) error {
	byID := make(map[uuid.UUID]*Entry, len(entries))
	var ids []uuid.UUID
	for _, e := range entries {
		e.Changes = []*Change{}
		if len(e.Tables) > 0 {
			byID[e.ID] = e
			ids = append(ids, e.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var all []*version
	err := db.On(ctx).NewRaw(`select v.entry, v.seq, v.tbl, v.row, v.version, v.op, v.new, v.old from unnest(array[?]::uuid[]) as e (id)
		cross join lateral (select * from audit.versions v where v.project = ? and v.entry = e.id order by v.seq limit ?) v`,
		bun.List(ids), scope.From(ctx).Project, firstChanges).Scan(ctx, &all)
	if err != nil {
		return err
	}
	for _, v := range all {
		c, err := m.change(v)
		if err != nil {
			return err
		}
		byID[v.Entry].Changes = append(byID[v.Entry].Changes, c)
	}
	return nil
}

// version is one version as the database keeps it.
type version struct {
	Entry   uuid.UUID
	Seq     int64
	Tbl     string
	Row     uuid.UUID
	Version int
	Op      string
	New     json.RawMessage
	Old     json.RawMessage
	At      time.Time
	Person  *uuid.UUID
	Action  string
	Origin  string

	Device     *string
	CapturedAt *time.Time
}

func init() {
	problem.Teach(map[string]string{"is not a place in this list": "er ikke et sted i denne liste"})
}
