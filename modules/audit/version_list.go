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
	Device *string         `json:"device,omitempty"`
	Taken  *time.Time      `json:"captured_at,omitempty"` // the device's own time
	Image  json.RawMessage `json:"image,omitempty"`       // the row whole
}

// Versions are those of one row.
type Versions struct {
	Items []*Version        `json:"items"`
	Next  *int64            `json:"next,omitempty"`
	Names map[string]string `json:"names"`
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
	err := db.On(ctx).NewRaw(`select v.entry, v.seq, v.tbl, v.row, v.version, v.op, v.new, v.old, v.at, v.person, v.action, v.origin, e.device, e.captured_at
		from (select * from audit.versions where project = ? and row = ? and tbl = ? and seq < ? order by seq desc limit ?) v left join audit.entries e on e.id = v.entry and e.at = v.at order by v.seq desc`,
		q.Project, q.Row, q.Table, before, limit+1).Scan(ctx, &all)
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
		page.Items = append(page.Items, &Version{Change: *c, Seq: v.Seq, At: v.At, Person: v.Person, Action: v.Action, Origin: v.Origin, Entry: v.Entry, Device: v.Device, Taken: v.CapturedAt, Image: v.New})
	}
	page.Names, err = m.names(ctx, page.changes())
	return page, err
}

func (p *Versions) changes() []*Change {
	all := make([]*Change, len(p.Items))
	for i, v := range p.Items {
		all[i] = &v.Change
	}
	return all
}
