package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// The methods of this file are what gates need of the registers. Those that
// read fill a slice of the caller's own type, by the names of the columns.

// PhasesInto reads phases and milestones in their order: id, code, name_da,
// name_en, position, milestone.
func (m *Module) PhasesInto(ctx context.Context, into any) error {
	return db.On(ctx).NewRaw("select id, code, name_da, name_en, position, milestone from registers.phases where project = ? order by milestone, position, code, id", scope.From(ctx).Project).Scan(ctx, into)
}

// TallyInto reads how many rows of what weight have which status in each phase
// and milestone of systems, or of all where none are named: system, phase,
// status, rows, weight. A row of a phase and a milestone counts in both.
func (m *Module) TallyInto(ctx context.Context, systems []uuid.UUID, into any) error {
	some := bun.SafeQuery("true")
	if len(systems) > 0 {
		some = bun.SafeQuery("p.system in (?)", bun.List(systems))
	}
	return db.On(ctx).NewRaw(`select p.system, g.phase, p.status, sum(p.rows) as rows, sum(p.weight) as weight from registers.progress p
		cross join lateral (values (p.phase), (p.milestone)) g(phase) where p.project = ? and g.phase is not null and ? group by 1, 2, 3 having sum(p.rows) > 0`, scope.From(ctx).Project, some).Scan(ctx, into)
}

// PlacesInto reads where rows stand: id, system, phase, milestone.
func (m *Module) PlacesInto(ctx context.Context, ids []uuid.UUID, into any) error {
	return db.On(ctx).NewRaw("select id, system, phase, milestone from registers.rows where project = ? and id in (?)", scope.From(ctx).Project, bun.List(ids)).Scan(ctx, into)
}

// OpenInto reads rows of phases or milestones whose status is none of those that
// count as done, by their number: id, no, title_da, title_en, status, system, tag, phase, company.
// With a system only that system's.
func (m *Module) OpenInto(ctx context.Context, phases []uuid.UUID, system uuid.UUID, done []string, limit int, into any) error {
	some := bun.SafeQuery("true")
	if system != uuid.Nil {
		some = bun.SafeQuery("t.system = ?", system)
	}
	return db.On(ctx).NewRaw(`select t.id, t.no, t.title_da, t.title_en, t.status, t.system, coalesce(s.tag, '') as tag, g.phase, t.company from registers.rows t
		cross join lateral (values (t.phase), (t.milestone)) g(phase) left join registers.systems s on s.project = t.project and s.id = t.system
		where t.project = ? and g.phase in (?) and t.status not in (?) and t.status <> 'not_applicable' and ? order by t.no limit ?`,
		scope.From(ctx).Project, bun.List(phases), bun.List(done), some, limit).Scan(ctx, into)
}

// EarlyInto reads rows that were tested although rows of an earlier milestone of
// the same system were open on that day, by number after one of them: id, no,
// title_da, title_en, status, system, tag, milestone, done_on, open, which are
// the ids of the first of those rows, and open_rows, which is how many there were. Later and earlier are pairs of
// milestones. With a row only that one.
func (m *Module) EarlyInto(ctx context.Context, later, earlier []uuid.UUID, row, system uuid.UUID, after, limit int, into any) error {
	some := bun.SafeQuery("t.no > ?", after)
	if row != uuid.Nil {
		some = bun.SafeQuery("t.id = ?", row)
	}
	if system != uuid.Nil {
		some = bun.SafeQuery("? and t.system = ?", some, system)
	}
	return db.On(ctx).NewRaw(`with pairs as (select * from unnest(array[?]::uuid[], array[?]::uuid[]) as p(later, earlier))
		select t.id, t.no, t.title_da, t.title_en, t.status, t.system, s.tag, t.milestone, t.done_on, (array_agg(e.id::text order by e.no))[1:5] as open, count(*) as open_rows
		from registers.rows t join pairs p on p.later = t.milestone join registers.systems s on s.project = t.project and s.id = t.system
		join registers.rows e on e.project = t.project and e.system = t.system and e.milestone = p.earlier
			and (e.status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked') or e.status <> 'not_applicable' and e.done_on > t.done_on)
		where t.project = ? and t.done_on is not null and t.status in ('passed', 'passed_with_remarks', 'approved', 'failed') and ?
		group by t.id, s.tag order by t.no limit ?`, bun.List(later), bun.List(earlier), scope.From(ctx).Project, some, limit).Scan(ctx, into)
}

// MineInto reads open rows of one's own or of one's company that are planned for
// a day, the soonest first: id, no, title_da, title_en, tag, on, changed_at.
func (m *Module) MineInto(ctx context.Context, limit int, into any) error {
	s := scope.From(ctx)
	return db.On(ctx).NewRaw(`select t.id, t.no, t.title_da, t.title_en, coalesce(s.tag, '') as tag, t.planned_on as "on", t.changed_at from registers.rows t
		left join registers.systems s on s.project = t.project and s.id = t.system
		where t.project = ? and t.planned_on is not null and t.status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked') and (t.person = ? or t.person is null and t.company = ?)
		order by t.planned_on, t.no limit ?`, s.Project, s.Person, s.Company, limit).Scan(ctx, into)
}

// PlaceOf tells of which system a row is and which milestone it stands in, each
// nil where it has none.
func (m *Module) PlaceOf(ctx context.Context, row uuid.UUID) (system, milestone uuid.UUID, err error) {
	var of struct{ System, Milestone *uuid.UUID }
	if err := db.On(ctx).NewRaw("select system, milestone from registers.rows where id = ?", row).Scan(ctx, &of); err != nil {
		return uuid.Nil, uuid.Nil, err
	}
	if of.System != nil {
		system = *of.System
	}
	if of.Milestone != nil {
		milestone = *of.Milestone
	}
	return system, milestone, nil
}
