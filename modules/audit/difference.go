package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// ListDifferences asks in which rows a table was otherwise at one moment than
// at an earlier one.
type ListDifferences struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `params:"table" json:"-" validate:"max=100"`
	From    time.Time `query:"from" json:"-" validate:"required"`
	To      time.Time `query:"to" json:"-"` // zero: now
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
}

// Difference is a row that was otherwise, with the action that left it as it
// was at the later moment.
type Difference struct {
	Change
	At     time.Time  `json:"at"`
	Person *uuid.UUID `json:"person"`
	Action string     `json:"action"`
	Origin string     `json:"origin"`
}

// Differences are a page of them. A page may hold fewer than were asked for, or
// none, and still have one after it: rows that are alike are passed over in
// bounded steps.
type Differences struct {
	Items []*Difference     `json:"items"`
	Next  *string           `json:"next,omitempty"`
	Names map[string]string `json:"names"`
}

const (
	stepRows  = 2000 // that are compared in one step at most
	pageSteps = 10   // that one page takes at most
)

func (m *Module) listDifferences(ctx context.Context, q ListDifferences) (*Differences, error) {
	if err := m.mayView(ctx, q.Table); err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	page := &Differences{Items: []*Difference{}}
	after := q.After
	for n := range pageSteps {
		step := min(stepRows, 2*limit<<(2*n)) // where most rows differ, few need to be looked at
		all, last, err := m.compare(ctx, q.Table, q.From, q.To, after, step, limit-len(page.Items))
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, all...)
		if after = last; last == uuid.Nil || len(page.Items) >= limit {
			break
		}
	}
	if after != uuid.Nil {
		next := after.String()
		page.Next = &next
	}
	var all []*Change
	for _, d := range page.Items {
		all = append(all, &d.Change)
	}
	var err error
	page.Names, err = m.names(ctx, all)
	return page, err
}

// compare gives up to so many differences among the next rows beyond one, and
// the row up to which it has looked; none when there are no further.
func (m *Module) compare(ctx context.Context, table string, from, to time.Time, after uuid.UUID, step, limit int) ([]*Difference, uuid.UUID, error) {
	pairs, last, err := m.pairs(ctx, table, from, to, after, step)
	if err != nil {
		return nil, uuid.Nil, err
	}
	var all []*Difference
	for len(pairs) > 0 && len(all) < limit {
		some := pairs[:min(len(pairs), max(limit-len(all), 50))]
		pairs = pairs[len(some):]
		found, err := m.versionsOf(ctx, some)
		if err != nil {
			return nil, uuid.Nil, err
		}
		for i, p := range some {
			d, err := m.difference(p, found)
			if err != nil {
				return nil, uuid.Nil, err
			}
			if d == nil {
				continue
			}
			if all = append(all, d); len(all) == limit {
				if i+1 < len(some) || len(pairs) > 0 || last != uuid.Nil {
					last = p.Row
				}
				break
			}
		}
	}
	return all, last, nil
}

// pair is a row that may be otherwise at two moments: its last version by each.
type pair struct {
	Row      uuid.UUID
	Then     *int64 // none: the row was not there
	ThenAt   *time.Time
	Later    int64
	LaterAt  time.Time
	Gone     bool // at the later moment
	Examined int
}

// betweens are the rows of a table whose last version is another one at the
// later of two moments; of a table, the later moment, where to begin, how many
// rows to look at, and the earlier moment.
const betweens = `with n as materialized (select * from audit.standing(?0, ?1, ?2, ?3, true)), f as materialized (select * from audit.standing(?0, ?4, ?2, 2147483647, false, (select id from n order by id desc limit 1)))
	select n.id as row, n.seq as later, n.at as later_at, n.gone, f.seq as then, f.at as then_at, (select count(*) from n) as examined from n left join f using (id)
	where f.seq is distinct from n.seq and not (n.gone and f.seq is null) or n.id = (select id from n order by id desc limit 1) order by n.id`

// pairs are the rows that may differ among the next of a step, and the last of
// those that were looked at; none when there are no further.
func (m *Module) pairs(ctx context.Context, table string, from, to time.Time, after uuid.UUID, step int) ([]pair, uuid.UUID, error) {
	later := "infinity"
	if !to.IsZero() {
		later = to.UTC().Format(time.RFC3339Nano)
	}
	var all []pair
	if err := db.On(ctx).NewRaw(betweens, table, later, after, step, from).Scan(ctx, &all); err != nil || len(all) == 0 {
		return nil, uuid.Nil, err
	}
	end := all[len(all)-1]
	last := uuid.Nil
	if end.Examined == step {
		last = end.Row
	}
	if end.isAlike() {
		all = all[:len(all)-1]
	}
	return all, last, nil
}

// isAlike tells that the row is the same at both moments.
func (p pair) isAlike() bool { return p.Then != nil && *p.Then == p.Later || p.Then == nil && p.Gone }

// versionsOf reads the versions that pairs name, by their number.
func (m *Module) versionsOf(ctx context.Context, pairs []pair) (map[int64]*version, error) {
	type key struct {
		Seq int64     `json:"seq"`
		At  time.Time `json:"at"`
	}
	var keys []key
	for _, p := range pairs {
		keys = append(keys, key{p.Later, p.LaterAt})
		if p.Then != nil {
			keys = append(keys, key{*p.Then, *p.ThenAt})
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	body, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	var all []*version
	err = db.On(ctx).NewRaw(`select v.entry, v.seq, v.tbl, v.row, v.version, v.op, v.new, v.old, v.at, v.person, v.action, v.origin
		from jsonb_to_recordset(?::jsonb) as k (seq bigint, at timestamptz) join audit.versions v on v.seq = k.seq and v.at = k.at where v.project = platform.project()`, string(body)).Scan(ctx, &all)
	if err != nil {
		return nil, err
	}
	found := make(map[int64]*version, len(all))
	for _, v := range all {
		found[v.Seq] = v
	}
	return found, nil
}

// difference puts a pair into words; nothing where the row was changed back.
func (m *Module) difference(p pair, found map[int64]*version) (*Difference, error) {
	later := found[p.Later]
	if later == nil {
		return nil, nil
	}
	between := *later
	switch {
	case p.Then == nil:
		between.Op, between.Old = "I", nil
	case p.Gone:
		between.Op, between.New = "D", nil
	default:
		then := found[*p.Then]
		if then == nil {
			return nil, nil
		}
		old, err := otherwise(then.New, later.New)
		if err != nil || len(old) == 0 {
			return nil, err
		}
		if between.Old, err = json.Marshal(old); err != nil {
			return nil, err
		}
		between.Op = "U"
	}
	c, err := m.change(&between)
	if err != nil {
		return nil, err
	}
	return &Difference{Change: *c, At: later.At, Person: later.Person, Action: later.Action, Origin: later.Origin}, nil
}

// otherwise are the fields of an image that stand otherwise in another, as they
// stand in the first; what says nothing to people is left out.
func otherwise(then, now json.RawMessage) (map[string]json.RawMessage, error) {
	var before, after map[string]json.RawMessage
	if err := json.Unmarshal(then, &before); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(now, &after); err != nil {
		return nil, err
	}
	for name, v := range before {
		if machinery[name] || bytes.Equal(v, after[name]) {
			delete(before, name)
		}
	}
	return before, nil
}
