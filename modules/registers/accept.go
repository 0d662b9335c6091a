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
