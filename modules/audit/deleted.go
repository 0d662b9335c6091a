package audit

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ListDeleted asks for rows that were deleted and are not back.
type ListDeleted struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `query:"table" json:"-" validate:"max=100"`
	Person  uuid.UUID `query:"person" json:"-"` // who deleted them
	Q       string    `query:"q" json:"-" validate:"max=200"`
	From    time.Time `query:"from" json:"-"`
	To      time.Time `query:"to" json:"-"`
	Before  int64     `query:"before" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

func (m *Module) listDeleted(ctx context.Context, q ListDeleted) (*Versions, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	s := db.On(ctx).NewSelect().TableExpr("audit.versions as v").ColumnExpr("v.entry, v.seq, v.tbl, v.row, v.version, v.op, v.new, v.old, v.at, v.person, v.action, v.origin").
		Where("v.project = ? and v.op = 'D'", q.Project).
		Where("not exists (select 1 from audit.versions l where l.project = v.project and l.tbl = v.tbl and l.row = v.row and l.seq > v.seq)").
		OrderExpr("v.seq desc").Limit(int64(limit) + 1)
	if q.Before != 0 {
		s = s.Where("v.seq < ?", q.Before)
	}
	if q.Table != "" {
		s = s.Where("v.tbl = ?", q.Table)
	}
	if q.Person != uuid.Nil {
		s = s.Where("v.person = ?", q.Person)
	}
	if words := strings.TrimSpace(q.Q); words != "" {
		s = s.Where("v.old::text ilike ?", "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(words)+"%")
	}
	if !q.From.IsZero() {
		s = s.Where("v.at >= ?", q.From)
	}
	if !q.To.IsZero() {
		s = s.Where("v.at < ?", q.To)
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
	var err error
	page.Names, err = m.names(ctx, page.changes())
	return page, err
}

// RestoreDeleted brings deleted rows back, of one table or of several, each
// with what was deleted with it.
type RestoreDeleted struct {
	Project uuid.UUID    `params:"project" json:"-"`
	Rows    []DeletedRow `json:"rows" validate:"required,min=1,max=1000,dive"`
	Reason  string       `json:"reason,omitempty" validate:"max=500"`
	Preview bool         `json:"preview,omitempty"`
}

// DeletedRow is a row by its table and its id.
type DeletedRow struct {
	Table string    `json:"table" validate:"required,max=100"`
	Row   uuid.UUID `json:"row" validate:"required"`
}

func (m *Module) restoreDeleted(ctx context.Context, cmd RestoreDeleted) (*Restored, error) {
	chosen := map[string][]uuid.UUID{}
	for _, r := range cmd.Rows {
		if err := m.may(ctx, r.Table); err != nil {
			return nil, err
		}
		chosen[r.Table] = append(chosen[r.Table], r.Row)
	}
	reason := strings.TrimSpace(cmd.Reason)
	if reason == "" && !cmd.Preview {
		return nil, problem.At("reason", "is needed")
	}
	out := &Restored{Entry: scope.From(ctx).Request, Refused: []Refusal{}}
	if cmd.Preview {
		db.Silent(ctx)
		err := db.Nested(ctx, func(ctx context.Context) error {
			if err := m.bringBack(ctx, chosen, out); err != nil {
				return err
			}
			return errPreview
		})
		if !errors.Is(err, errPreview) {
			return nil, err
		}
		return out, nil
	}
	if err := m.bringBack(ctx, chosen, out); err != nil {
		return nil, err
	}
	return out, m.noteReason(ctx, uuid.Nil, reason, out)
}

// bringBack puts deleted rows back, parents before what hangs on them. One that
// has come back with another already is as it should be.
func (m *Module) bringBack(ctx context.Context, chosen map[string][]uuid.UUID, out *Restored) error {
	var left []unfit
	for range 3 {
		before := len(left)
		left = nil
		for _, table := range m.order {
			var gone []touched
			if len(chosen[table]) == 0 {
				continue
			}
			err := db.On(ctx).NewRaw(`select v.tbl, v.row, true as gone, v.old as before, v.version, v.entry from audit.standing_of(?, 'infinity', array[?]::uuid[], true) s
				join audit.versions v on v.project = platform.project() and v.seq = s.seq and v.at = s.at where s.gone`, table, bun.List(slices.Compact(chosen[table]))).Scan(ctx, &gone)
			if err != nil {
				return err
			}
			not, err := m.putSet(ctx, table, gone, out)
			if err != nil {
				return err
			}
			left = append(left, not...)
		}
		if len(left) == 0 || len(left) == before {
			break
		}
	}
	for _, u := range left {
		m.refuse(ctx, out, u)
	}
	return nil
}
