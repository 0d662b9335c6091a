package audit

import (
	"context"
	"encoding/json"
	"time"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// ListVersions asks for every version of one row, the newest first.
type ListVersions struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `params:"table" json:"-"`
	Row     uuid.UUID `params:"row" json:"-"`
	Before  int64     `query:"before" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
}

// Version is a row as one action left it.
type Version struct {
	Change
	Seq    int64           `json:"seq"`
	At     time.Time       `json:"at"`
	Person *uuid.UUID      `json:"person"`
	Action string          `json:"action"`
	Origin string          `json:"origin"`
	Entry  uuid.UUID       `json:"entry"`
	Image  json.RawMessage `json:"image,omitempty"` // the row whole
}

// Versions are those of one row.
type Versions struct {
	Items []*Version `json:"items"`
	Next  *int64     `json:"next,omitempty"`
}

func (m *Module) listVersions(ctx context.Context, q ListVersions) (*Versions, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 100
	}
	before := q.Before
	if before == 0 {
		before = 1 << 62
	}
	var all []*version
	err := db.On(ctx).NewRaw(`select entry, seq, tbl, row, version, op, new, old, at, person, action, origin from audit.versions
		where project = ? and row = ? and tbl = ? and seq < ? order by seq desc limit ?`, q.Project, q.Row, q.Table, before, limit+1).Scan(ctx, &all)
	if err != nil {
		return nil, err
	}
	page := &Versions{Items: []*Version{}}
	for i, v := range all {
		if i == limit {
			page.Next = &all[i-1].Seq
			break
		}
		c, err := m.change(v)
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, &Version{Change: *c, Seq: v.Seq, At: v.At, Person: v.Person, Action: v.Action, Origin: v.Origin, Entry: v.Entry, Image: v.New})
	}
	return page, nil
}

// ListDeleted asks for rows that were deleted and are not back.
type ListDeleted struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `query:"table" json:"-" validate:"max=100"`
	Before  int64     `query:"before" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

func (m *Module) listDeleted(ctx context.Context, q ListDeleted) (*Versions, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	before := q.Before
	if before == 0 {
		before = 1 << 62
	}
	s := db.On(ctx).NewSelect().TableExpr("audit.versions as v").ColumnExpr("v.entry, v.seq, v.tbl, v.row, v.version, v.op, v.new, v.old, v.at, v.person, v.action, v.origin").
		Where("v.project = ? and v.op = 'D' and v.seq < ?", q.Project, before).
		Where("not exists (select 1 from audit.versions l where l.project = v.project and l.row = v.row and l.tbl = v.tbl and l.seq > v.seq)").
		OrderExpr("v.seq desc").Limit(int64(limit) + 1)
	if q.Table != "" {
		s = s.Where("v.tbl = ?", q.Table)
	}
	var all []*version
	if err := s.Scan(ctx, &all); err != nil {
		return nil, err
	}
	page := &Versions{Items: []*Version{}}
	for i, v := range all {
		if i == limit {
			page.Next = &all[i-1].Seq
			break
		}
		c, err := m.change(v)
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, &Version{Change: *c, Seq: v.Seq, At: v.At, Person: v.Person, Action: v.Action, Origin: v.Origin, Entry: v.Entry, Image: v.Old})
	}
	return page, nil
}
