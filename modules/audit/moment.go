package audit

import (
	"context"
	"encoding/json"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// countsUpTo is how many rows of a moment are counted, and sorted or filtered;
// a register that held more is read in the order in which its rows were made.
const countsUpTo = 25_000

// ReadMoment asks what a table held at a moment.
type ReadMoment struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `params:"table" json:"-" validate:"max=100"`
	At      time.Time `query:"at" json:"-" validate:"required"`
}

// Moment is what a table held at a moment.
type Moment struct {
	Rows int      `json:"rows"`
	More bool     `json:"more"` // than are counted: it is read in the order of ids alone
	Gone []string `json:"gone"` // fields that rows had then and that no longer exist, own columns by what they were called
}

func (m *Module) readMoment(ctx context.Context, q ReadMoment) (*Moment, error) {
	if err := m.mayView(ctx, q.Table); err != nil {
		return nil, err
	}
	found := &Moment{Gone: []string{}}
	err := db.On(ctx).NewRaw("select count(*) from audit.standing(?, ?, null, ?)", q.Table, q.At, countsUpTo+1).Scan(ctx, &found.Rows)
	if err != nil {
		return nil, err
	}
	if found.Rows > countsUpTo {
		found.Rows, found.More = countsUpTo, true
	}
	// What a release took away, all rows before it had.
	const sample = 100
	err = db.On(ctx).NewRaw(`select distinct k.name from audit.standing(?, ?, null, ?) s join audit.versions v on v.project = ? and v.seq = s.seq and v.at = s.at, jsonb_object_keys(v.new) k (name)
		where k.name not in (select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped) order by 1`,
		q.Table, q.At, sample, q.Project, q.Table).Scan(ctx, &found.Gone)
	if err != nil {
		return nil, err
	}
	own, err := m.goneColumns(ctx, q.Table, q.At)
	found.Gone = append(found.Gone, own...)
	return found, err
}

// ListMoment asks for the rows of a table as they stood at a moment, in the
// order in which they were made.
type ListMoment struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `params:"table" json:"-" validate:"max=100"`
	At      time.Time `query:"at" json:"-" validate:"required"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
}

// Standing is a row as it stood at a moment, with the action that left it so.
type Standing struct {
	Row     uuid.UUID       `json:"row"`
	Label   string          `json:"label"`
	Version int             `json:"version"`
	At      time.Time       `json:"at"`
	Person  *uuid.UUID      `json:"person"`
	Action  string          `json:"action"`
	Image   json.RawMessage `json:"image"`
}

// Standings are a page of them.
type Standings struct {
	Items []*Standing       `json:"items"`
	Next  *string           `json:"next,omitempty"`
	Names map[string]string `json:"names"` // of what the rows refer to, by id, and of own columns
}

func (m *Module) listMoment(ctx context.Context, q ListMoment) (*Standings, error) {
	if err := m.mayView(ctx, q.Table); err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	var all []*version
	err := db.On(ctx).NewRaw(`select v.seq, v.tbl, v.row, v.version, v.new, v.at, v.person, v.action from audit.standing(?, ?, ?, ?) s
		join audit.versions v on v.project = ? and v.seq = s.seq and v.at = s.at order by v.row`, q.Table, q.At, q.After, limit+1, q.Project).Scan(ctx, &all)
	if err != nil {
		return nil, err
	}
	page := &Standings{Items: []*Standing{}}
	var stood []*Change
	for i, v := range all {
		if i == limit {
			next := all[i-1].Row.String()
			page.Next = &next
			break
		}
		v.Op = "I"
		c, err := m.change(v)
		if err != nil {
			return nil, err
		}
		stood = append(stood, c)
		page.Items = append(page.Items, &Standing{Row: v.Row, Label: c.Label, Version: v.Version, At: v.At, Person: v.Person, Action: v.Action, Image: v.New})
	}
	page.Names, err = m.names(ctx, stood)
	return page, err
}

// ListMarks asks when something happened, for marks along a line of time.
type ListMarks struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `query:"table" json:"-" validate:"max=100"`
	From    time.Time `query:"from" json:"-"` // zero: the beginning of the project
	To      time.Time `query:"to" json:"-"`   // zero: now
}

// Mark is the last thing that happened in one of the parts of a period.
type Mark struct {
	At     time.Time  `json:"at"`
	Entry  uuid.UUID  `json:"entry"`
	Person *uuid.UUID `json:"person"`
	Action string     `json:"action"`
}

// Marks are those of a period, the earliest first.
type Marks struct {
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Items []Mark    `json:"items"`
}

const (
	markParts = 120 // of a period
	markLooks = 200 // entries of a part that are looked through, so that marks cost the same however much happened
)

func (m *Module) listMarks(ctx context.Context, q ListMarks) (*Marks, error) {
	var first time.Time
	err := db.On(ctx).NewRaw("select coalesce(min(at), ?) from (select at from audit.entries where project = ? order by at limit 1) e", m.clock.Now(), q.Project).Scan(ctx, &first)
	if err != nil {
		return nil, err
	}
	all := &Marks{From: q.From, To: q.To, Items: []Mark{}}
	if all.To.IsZero() {
		all.To = m.clock.Now()
	}
	if all.From.IsZero() {
		all.From = first.Add(-time.Millisecond) // each part begins after its first moment
	}
	if !all.From.Before(all.To) {
		all.From = all.To.Add(-time.Minute)
	}
	part := all.To.Sub(all.From).Seconds() / markParts
	err = db.On(ctx).NewRaw(`select e.at, e.id as entry, e.person, e.action from generate_series(0, ?) n cross join lateral (
		select * from (select * from audit.entries e where e.project = ? and e.at > ?::timestamptz + make_interval(secs => n * ?) and e.at <= ?::timestamptz + make_interval(secs => (n + 1) * ?) order by e.at desc limit ?) e
		where e.tables <> '{}' and (? = '' or e.tables ->> ? is not null) limit 1) e order by e.at`,
		markParts-1, q.Project, all.From, part, all.From, part, markLooks, q.Table, q.Table).Scan(ctx, &all.Items)
	return all, err
}

// mayView refuses who may not see the rows of a table now.
func (m *Module) mayView(ctx context.Context, table string) error {
	r, ok := m.restores[table]
	if !ok {
		return problem.New(problem.NotFound, "")
	}
	if !scope.From(ctx).May(r.Area, "view") {
		return kernel.Lacks(r.Area, "view")
	}
	return nil
}
