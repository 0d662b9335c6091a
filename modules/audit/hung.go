package audit

import (
	"context"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// hangs is a table whose rows refer to those of another, and the field by which they do.
type hangs struct {
	Child string
	Field string
}

// hanging are the tables that refer to one, parents first.
func (m *Module) hanging(ctx context.Context, table string) ([]hangs, error) {
	var all []hangs
	err := db.On(ctx).NewRaw(`select k.conrelid::regclass::text as child, a.attname as field from pg_constraint k
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'project' where k.contype = 'f' and k.confrelid = ?::regclass`, table).Scan(ctx, &all)
	all = slices.DeleteFunc(all, func(h hangs) bool { return !slices.Contains(m.order, h.Child) || h.Child == table })
	slices.SortStableFunc(all, func(a, b hangs) int { return slices.Index(m.order, a.Child) - slices.Index(m.order, b.Child) })
	return all, err
}

// bringHung brings back what was deleted with rows that have come back: rows
// that referred to them and went by the same action, and what hung on those.
func (m *Module) bringHung(ctx context.Context, table string, back []touched, out *Restored) error {
	if len(back) == 0 {
		return nil
	}
	all, err := m.hanging(ctx, table)
	if err != nil {
		return err
	}
	for _, h := range all {
		for some := range slices.Chunk(back, putAtOnce) {
			ids, entries := make([]uuid.UUID, len(some)), []uuid.UUID{}
			for i, c := range some {
				ids[i] = c.Row
				if !slices.Contains(entries, c.Entry) {
					entries = append(entries, c.Entry)
				}
			}
			var hung []touched
			err := db.On(ctx).NewRaw(`select v.tbl, v.row, true as gone, v.old as before, v.version, v.entry from audit.versions v
				where v.project = ? and v.entry in (?) and v.tbl = ? and v.op = 'D' and (v.old ->> ?)::uuid in (?)
				and not exists (select 1 from audit.versions l where l.project = v.project and l.tbl = v.tbl and l.row = v.row and l.seq > v.seq)`,
				scope.From(ctx).Project, bun.List(entries), h.Child, h.Field, bun.List(ids)).Scan(ctx, &hung)
			if err != nil {
				return err
			}
			if err := m.bring(ctx, h.Child, hung, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// bring puts rows back that hung on others, as far as one may.
func (m *Module) bring(ctx context.Context, table string, hung []touched, out *Restored) error {
	if len(hung) == 0 {
		return nil
	}
	if err := m.may(ctx, table); err != nil {
		for _, c := range hung {
			m.refuse(ctx, out, unfit{c, problem.Of(err)})
		}
		return nil
	}
	left, err := m.putSet(ctx, table, hung, out)
	for _, u := range left {
		m.refuse(ctx, out, u)
	}
	return err
}
