package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
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

// Accept approves and locks the rows of a phase or milestone that are done, in
// the name of an acceptance document. It returns how many it locked. Rows that
// another document has locked stay with that one.
func (m *Module) Accept(ctx context.Context, phase, acceptance uuid.UUID, document string) (n int, err error) {
	err = db.On(ctx).NewRaw(`with done as materialized (select t.id, t.status from registers.rows t where t.project = ?0 and (t.phase = ?1 or t.milestone = ?1)
			and t.status in ('passed', 'passed_with_remarks', 'approved') and not exists (select 1 from registers.locks l where l.row = t.id) for update of t),
		kept as (insert into registers.locks (row, acceptance, document, was) select id, ?2, ?3, status from done returning 1),
		locked as (update registers.rows t set status = 'approved' from done where t.id = done.id and t.status <> 'approved' returning 1)
		select count(*) from kept, (select count(*) from locked) l`, scope.From(ctx).Project, phase, acceptance, document).Scan(ctx, &n)
	return n, err
}

// Reopen gives the rows that an acceptance document has locked the status back
// that they had before it.
func (m *Module) Reopen(ctx context.Context, acceptance uuid.UUID) error {
	if _, err := db.On(ctx).NewRaw("update registers.rows t set status = l.was from registers.locks l where l.project = ? and l.acceptance = ? and t.id = l.row and t.status <> l.was",
		scope.From(ctx).Project, acceptance).Exec(ctx); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw("delete from registers.locks where project = ? and acceptance = ?", scope.From(ctx).Project, acceptance).Exec(ctx)
	return err
}

// ActivitiesInto reads what has been done in a phase or milestone by
// verification method: name_da, name_en, rows, done.
func (m *Module) ActivitiesInto(ctx context.Context, phase uuid.UUID, into any) error {
	return db.On(ctx).NewRaw(`select coalesce(k.name_da, '') as name_da, coalesce(k.name_en, '') as name_en, count(*) as rows,
		count(*) filter (where t.status in ('passed', 'passed_with_remarks', 'approved')) as done from registers.rows t left join registers.methods k on k.project = t.project and k.id = t.method
		where t.project = ?0 and (t.phase = ?1 or t.milestone = ?1) and t.status <> 'not_applicable' group by k.id, k.position, k.name_da, k.name_en order by k.position, k.id`, scope.From(ctx).Project, phase).Scan(ctx, into)
}

// LocksPart is what a package holds of locked rows; it stands behind the
// acceptance documents, which other modules know.
func (m *Module) LocksPart() kernel.Part {
	return kernel.Part{Name: "locks", Table: "registers.locks", Refers: map[string]string{"row": "rows", "acceptance": "acceptances"}, Order: "row, id"}
}

// documentsOf tells which acceptance documents have locked some of the rows.
func documentsOf(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	var found []struct {
		Row      uuid.UUID
		Document string
	}
	err := db.On(ctx).NewRaw("select row, document from registers.locks where row in (?)", bun.List(ids)).Scan(ctx, &found)
	of := make(map[uuid.UUID]string, len(found))
	for _, f := range found {
		of[f.Row] = f.Document
	}
	return of, err
}

// approved is the refusal to change an approved row: its approval is to be taken
// back first, or the acceptance document opened again that locked it.
func approved(document string) *problem.Problem {
	if document == "" {
		return problem.New(problem.Conflict, "The row is approved and locked. Take the approval back first by giving it another status.")
	}
	return problem.New(problem.Conflict, "The row is approved and locked by the acceptance document %s. Open the document again first, with a reason.", document)
}

// isApproved is the refusal to test a row that is approved.
func isApproved(ctx context.Context, row uuid.UUID) error {
	of, err := documentsOf(ctx, []uuid.UUID{row})
	if err != nil {
		return err
	}
	return approved(of[row])
}

func init() {
	problem.Teach(map[string]string{
		"The row is approved and locked. Take the approval back first by giving it another status.":                   "Rækken er godkendt og låst. Tag først godkendelsen tilbage ved at give den en anden status.",
		"The row is approved and locked by the acceptance document %s. Open the document again first, with a reason.": "Rækken er godkendt og låst af acceptdokumentet %s. Genåbn først dokumentet med en begrundelse.",
	})
}
