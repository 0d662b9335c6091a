package registers

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// The methods of this file are what tests need of the registers. Those that
// read fill a slice of the caller's own type, by the names of the columns.

// RowsInto reads rows: id, no, title_da, title_en, unit, comparison, target,
// tolerance, measured, measured_text, status, system, tag, type, classification, method, discipline,
// company, person.
func (m *Module) RowsInto(ctx context.Context, ids []uuid.UUID, into any) error {
	return db.On(ctx).NewRaw(`select t.id, t.no, t.title_da, t.title_en, t.unit, t.comparison, t.target, t.tolerance, t.measured, t.measured_text, t.status, t.system, coalesce(s.tag, '') as tag, coalesce(s.type, '') as type,
		coalesce(s.classification, '') as classification, t.method, t.discipline, t.company, t.person
		from registers.rows t left join registers.systems s on s.project = t.project and s.id = t.system where t.project = ? and t.id in (?) order by t.no`, scope.From(ctx).Project, bun.List(ids)).Scan(ctx, into)
}

// CalibratedInto reads the measuring instruments whose calibration is known,
// those that are valid longest first: name, serial, calibrated_on, due_on.
func (m *Module) CalibratedInto(ctx context.Context, into any) error {
	return db.On(ctx).NewRaw(`select name, serial, calibrated_on::text as calibrated_on, calibration_due::text as due_on from registers.instruments
		where project = ? and calibrated_on is not null and calibration_due is not null order by calibration_due desc, serial limit 500`, scope.From(ctx).Project).Scan(ctx, into)
}

// Status is the status of a row.
func (m *Module) Status(ctx context.Context, row uuid.UUID) (status string, err error) {
	err = db.On(ctx).NewRaw("select status from registers.rows where project = ? and id = ?", scope.From(ctx).Project, row).Scan(ctx, &status)
	return status, err
}

// MayVerify refuses whoever may not test a row: it takes the right to edit all
// tests, or to edit own ones on a row that is one's own, and an approved row is locked.
func (m *Module) MayVerify(ctx context.Context, id uuid.UUID) error {
	_, err := verifiable(ctx, id, "")
	return err
}

// verifiable is the version of a row that the person may test.
func verifiable(ctx context.Context, id uuid.UUID, lock string) (version int, err error) {
	s := scope.From(ctx)
	var row struct {
		Version int
		Status  string
		Own     bool
	}
	own, args := rows.own(ctx)
	if err := db.On(ctx).NewRaw("select version, status, "+own+" as own from registers.rows t where id = ? "+lock, append(args, id)...).Scan(ctx, &row); err != nil {
		return 0, err
	}
	switch {
	case row.Status == "approved":
		return 0, isApproved(ctx, id)
	case !s.Has("tests", "edit_all") && !s.Has("tests", "edit_own"):
		return 0, kernel.Lacks("tests", "edit_own")
	case !s.Has("tests", "edit_all") && !row.Own:
		return 0, problem.New(problem.Denied, "You may verify only rows that you or your company are responsible for")
	}
	return row.Version, nil
}

// Override gives a row a status that its tests do not come to. It takes the
// right to approve tests.
func (m *Module) Override(ctx context.Context, id uuid.UUID, status, day string) error {
	if !scope.From(ctx).Has("tests", "approve") {
		return kernel.Lacks("tests", "approve")
	}
	var row struct {
		Version int
		Status  string
	}
	if err := db.On(ctx).NewRaw("select version, status from registers.rows where id = ? for update", id).Scan(ctx, &row); err != nil {
		return err
	}
	if row.Status == "approved" {
		return isApproved(ctx, id)
	}
	set := map[string]json.RawMessage{"status": quote(status)}
	if isDone(status) || status == "failed" {
		set["done_on"] = quote(day)
	}
	return db.Patch(ctx, rows.table(), id, row.Version, set)
}

// CodesInto reads a list that rows refer to: id, code, name_da.
func (m *Module) CodesInto(ctx context.Context, list string, into any) error {
	return db.On(ctx).NewRaw("select id, code, name_da from ? where project = ? order by position, id", bun.Safe(m.thingNamed(list).table()), scope.From(ctx).Project).Scan(ctx, into)
}

// SystemsInto reads a page of systems by their tag, after one of them: id, tag,
// name_da, name_en, type, classification, discipline, company.
func (m *Module) SystemsInto(ctx context.Context, ids []uuid.UUID, after string, limit int, into any) error {
	q := db.On(ctx).NewSelect().TableExpr("registers.systems as t").ColumnExpr("t.id, t.tag, t.name_da, t.name_en, t.type, t.classification, t.discipline, t.company").
		Where("t.project = ?", scope.From(ctx).Project).OrderExpr("t.tag collate platform.natural_order, t.id").Limit(int64(limit))
	if len(ids) > 0 {
		q = q.Where("t.id in (?)", bun.List(ids))
	}
	if after != "" {
		q = q.Where("t.tag collate platform.natural_order > ?", after)
	}
	return q.Scan(ctx, into)
}

// RowsOfInto reads the rows of systems: id, system, method.
func (m *Module) RowsOfInto(ctx context.Context, systems []uuid.UUID, into any) error {
	return db.On(ctx).NewRaw("select id, system, method from registers.rows where project = ? and system in (?)", scope.From(ctx).Project, bun.List(systems)).Scan(ctx, into)
}

// ComponentsInto reads the components of a product type: id, tag.
func (m *Module) ComponentsInto(ctx context.Context, kind uuid.UUID, into any) error {
	return db.On(ctx).NewRaw("select id, tag from registers.components where project = ? and type = ? order by tag collate platform.natural_order, id limit 20000", scope.From(ctx).Project, kind).Scan(ctx, into)
}

// MakeRows makes rows, all or none; each line has its id and its fields.
func (m *Module) MakeRows(ctx context.Context, lines []map[string]any) error {
	if !scope.From(ctx).Has("registers", "create") {
		return kernel.Lacks("registers", "create")
	}
	all := make([]*edit, len(lines))
	for i, line := range lines {
		set := map[string]json.RawMessage{}
		for name, v := range line {
			if name == "id" {
				continue
			}
			set[name] = quote(v)
		}
		all[i] = &edit{ID: line["id"].(uuid.UUID), Create: true, Set: set}
	}
	if err := m.save(ctx, rows, all); err != nil {
		return err
	}
	for _, e := range all {
		if e.failed != nil {
			return e.failed
		}
	}
	return nil
}
