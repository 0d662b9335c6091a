package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// The methods of this file are what the basis of design needs of the
// requirements.

// RequirementsInto reads requirements: id, code, title_da, title_en,
// criterion_da, criterion_en, state, edition, discipline.
func (m *Module) RequirementsInto(ctx context.Context, ids []uuid.UUID, into any) error {
	return db.On(ctx).NewRaw("select id, code, title_da, title_en, criterion_da, criterion_en, state, edition, discipline from registers.requirements where project = ? and id in (?) order by code collate platform.natural_order, id",
		scope.From(ctx).Project, bun.List(ids)).Scan(ctx, into)
}

// RequirementsFound finds requirements by words.
func (m *Module) RequirementsFound(ctx context.Context, words string) ([]uuid.UUID, error) {
	ids := []uuid.UUID{}
	return ids, db.On(ctx).NewRaw("select t.id from registers.requirements t where t.project = ? and ("+m.thingNamed("requirement").words+") ilike ? limit 500",
		scope.From(ctx).Project, "%"+escapeLike(words)+"%").Scan(ctx, &ids)
}

// RequirementsApproved reads the ids of approved requirements by their code, of
// a discipline or of all.
func (m *Module) RequirementsApproved(ctx context.Context, discipline uuid.UUID, limit int) ([]uuid.UUID, error) {
	ids := []uuid.UUID{}
	s := db.On(ctx).NewSelect().TableExpr("registers.requirements as t").ColumnExpr("t.id").Where("t.project = ? and t.state = 'approved'", scope.From(ctx).Project).
		OrderExpr("t.code collate platform.natural_order, t.id").Limit(int64(limit))
	if discipline != uuid.Nil {
		s = s.Where("t.discipline = ?", discipline)
	}
	return ids, s.Scan(ctx, &ids)
}

// TraceInto reads a page of requirements that are not superseded, by their code
// and after one of them, of a discipline or of all: id, code, title_da,
// title_en, criterion_da, criterion_en, state, edition, discipline, and as JSON
// rows: how many rows have which phase and status, with their ids.
func (m *Module) TraceInto(ctx context.Context, discipline uuid.UUID, words string, after uuid.UUID, limit int, into any) error {
	s := db.On(ctx).NewSelect().TableExpr("registers.requirements as t").ColumnExpr("t.id, t.code, t.title_da, t.title_en, t.criterion_da, t.criterion_en, t.state, t.edition, t.discipline").
		ColumnExpr(`coalesce((select jsonb_agg(jsonb_build_object('phase', g.phase, 'status', g.status, 'rows', g.ids)) from
			(select r.phase, r.status, array_agg(r.id) as ids from registers.rows r where r.project = t.project and r.requirement = t.id group by 1, 2) g), '[]') as rows`).
		Where("t.project = ? and t.state <> 'superseded'", scope.From(ctx).Project).OrderExpr("t.code collate platform.natural_order, t.id").Limit(int64(limit))
	if discipline != uuid.Nil {
		s = s.Where("t.discipline = ?", discipline)
	}
	if words != "" {
		s = s.Where("("+m.thingNamed("requirement").words+") ilike ?", "%"+escapeLike(words)+"%")
	}
	if after != uuid.Nil {
		s = s.Where("(t.code collate platform.natural_order, t.id) > (select a.code collate platform.natural_order, a.id from registers.requirements a where a.id = ?)", after)
	}
	return s.Scan(ctx, into)
}
