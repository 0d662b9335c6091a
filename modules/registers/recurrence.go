package registers

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// The methods of this file are what the time after the handover needs of the
// registers. Those that read fill a slice of the caller's own type.

// Recur says that rows come again: each line has row, kind, and months and
// until_on where it does so more than once. Months without an end go on.
func (m *Module) Recur(ctx context.Context, lines []map[string]any) error {
	if len(lines) == 0 {
		return nil
	}
	body, err := json.Marshal(lines)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw(`insert into registers.recurrences ("row", kind, months, until_on, series) select d."row", d.kind, d.months, d.until_on, d."row"
		from jsonb_to_recordset(?::jsonb) d("row" uuid, kind text, months int, until_on date)
		on conflict (project, "row") do update set kind = excluded.kind, months = excluded.months, until_on = excluded.until_on`, string(body)).Exec(ctx)
	return err
}

// StopRecurring says that a row does not come again.
func (m *Module) StopRecurring(ctx context.Context, row uuid.UUID) error {
	_, err := db.On(ctx).NewRaw(`delete from registers.recurrences r where r."row" = ?`, row).Exec(ctx)
	return err
}

// MayChange refuses whoever may not change a row.
func (m *Module) MayChange(ctx context.Context, row uuid.UUID) error {
	if s := scope.From(ctx); !s.Has("registers", "edit_all") && !s.Has("registers", "edit_own") {
		return kernel.Lacks("registers", "edit_own")
	}
	return rows.mine(ctx, row)
}

// AfterInto reads rows that come again, or that are planned for a day after the
// handover, the soonest first after a place: id, no, title_da, title_en, system, tag, status,
// company, person, planned_on, done_on, kind, months, until_on, series, made. An empty
// kind is every kind; open leaves out what is done.
func (m *Module) AfterInto(ctx context.Context, handover, kind string, open bool, afterDay string, afterNo, limit int, into any) error {
	return db.On(ctx).NewRaw(`select t.id, t.no, t.title_da, t.title_en, t.system, coalesce(s.tag, '') as tag, t.status, t.company, t.person, t.planned_on, t.done_on, coalesce(r.kind, '') as kind, r.months, r.until_on, r.series, r.made
		from registers.rows t left join registers.recurrences r on r.project = t.project and r."row" = t.id left join registers.systems s on s.project = t.project and s.id = t.system
		where t.project = ?0 and (r.id is not null or t.planned_on > nullif(?1, '')::date) and (?2 = '' or r.kind = ?2)
		and (not ?3 or t.status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked'))
		and (coalesce(t.planned_on, date '9999-12-31'), t.no) > (coalesce(nullif(?4, '')::date, date '0001-01-01'), ?5)
		order by coalesce(t.planned_on, date '9999-12-31'), t.no limit ?6`, scope.From(ctx).Project, handover, kind, open, afterDay, afterNo, limit).Scan(ctx, into)
}

// WarrantiesInto reads when the first warranty of a component of each system
// ends: system, ends_on, components.
func (m *Module) WarrantiesInto(ctx context.Context, into any) error {
	return db.On(ctx).NewRaw(`select c.system, min((c.warranty_from + make_interval(months => k.warranty_months::int))::date) as ends_on, count(*) as components from registers.components c
		join registers.types k on k.project = c.project and k.id = c.type where c.project = ? and c.system is not null and c.warranty_from is not null and k.warranty_months between 1 and 1200 group by c.system`, scope.From(ctx).Project).Scan(ctx, into)
}
