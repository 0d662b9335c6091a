package registers

import (
	"context"
	"maps"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// ReportImport asks for what each row of an import would do, or has done.
type ReportImport struct {
	Project uuid.UUID `params:"project" json:"-"`
	Import  uuid.UUID `params:"import" json:"-"`
	Outcome string    `query:"outcome" json:"-" validate:"omitempty,oneof=new changed same wrong done"`
	After   int       `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
}

// ImportReport is a page of an import's rows.
type ImportReport struct {
	Items []ImportLine `json:"items"`
	Next  *int         `json:"next,omitempty"`
}

// ImportLine is one row of the file and what becomes of it.
type ImportLine struct {
	ID      uuid.UUID         `json:"id"`
	Sheet   string            `json:"sheet"`
	Row     int               `json:"row"`
	Thing   string            `json:"thing"`
	Label   string            `json:"label"`
	Outcome string            `json:"outcome" validate:"oneof=new changed same wrong done"`
	Cells   map[string]string `json:"cells"`
	Wrong   []ImportFault     `json:"wrong"`
	Differs map[string][2]any `json:"differs"` // field → before and after
}

// ImportFault is what is wrong with one cell.
type ImportFault struct {
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

func (m *Module) reportImport(ctx context.Context, q ReportImport) (*ImportReport, error) {
	if _, err := m.readImport(ctx, ofImport{Import: q.Import}); err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = 100
	}
	var all []struct {
		staged
		Sheet   string
		Differs map[string][2]any `bun:"type:jsonb"`
	}
	s := db.On(ctx).NewSelect().TableExpr("registers.import_rows").ColumnExpr("id, ordinal, sheet, row, thing, label, outcome, cells, wrong, differs").
		Where("import = ? and ordinal > ?", q.Import, q.After).OrderExpr("ordinal").Limit(int64(limit) + 1)
	if q.Outcome != "" {
		s = s.Where("outcome = ?", q.Outcome)
	}
	if err := s.Scan(ctx, &all); err != nil {
		return nil, err
	}
	page := &ImportReport{Items: []ImportLine{}}
	for i, r := range all {
		if i == limit {
			page.Next = &all[i-1].Ordinal
			break
		}
		line := ImportLine{ID: r.ID, Sheet: r.Sheet, Row: r.Row, Thing: r.Thing, Label: r.Label, Outcome: r.Outcome, Cells: r.Cells, Wrong: []ImportFault{}, Differs: r.Differs}
		for _, w := range r.Wrong {
			line.Wrong = append(line.Wrong, ImportFault{Column: w.Column, Value: w.Value, Reason: problem.Say(scope.From(ctx).Language, w.Format, wholes(w.Args)...)})
		}
		page.Items = append(page.Items, line)
	}
	return page, nil
}

// wholes gives numbers that came through JSON back as whole numbers.
func wholes(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if n, ok := a.(float64); ok && n == float64(int64(n)) {
			a = int64(n)
		}
		out[i] = a
	}
	return out
}

// RetryImport corrects cells of rows that were wrong; only those rows are
// checked and carried out again.
type RetryImport struct {
	Project uuid.UUID    `params:"project" json:"-"`
	Import  uuid.UUID    `params:"import" json:"-"`
	Cells   []MendedCell `json:"cells" validate:"required,min=1,max=5000,dive"`
}

// MendedCell is a cell of a wrong row with its right value.
type MendedCell struct {
	Line   uuid.UUID `json:"line" validate:"required"`
	Column string    `json:"column" validate:"required,max=200"`
	Value  string    `json:"value" validate:"max=2000"`
}

func (m *Module) retryImport(ctx context.Context, cmd RetryImport) (*Import, error) {
	i, err := m.readImport(ctx, ofImport{Import: cmd.Import})
	if err != nil {
		return nil, err
	}
	if i.State != "checked" && i.State != "applied" {
		return nil, problem.New(problem.Conflict, "The import cannot be mended now: it is %s", problem.Word(i.State))
	}
	mended := map[uuid.UUID]map[string]string{}
	for _, c := range cmd.Cells {
		if mended[c.Line] == nil {
			mended[c.Line] = map[string]string{}
		}
		mended[c.Line][c.Column] = c.Value
	}
	checker := newChecker(m, i)
	if err := checker.knows(ctx, slices.Collect(maps.Keys(mended))); err != nil {
		return nil, err
	}
	for id, cells := range mended {
		if err := m.mend(ctx, i, checker, id, cells); err != nil {
			return nil, err
		}
	}
	if i.Counts, err = countOutcomes(ctx, i.ID); err != nil {
		return nil, err
	}
	i.State = "checked"
	_, err = db.On(ctx).NewUpdate().Model(i).Column("counts", "state").WherePK().Exec(ctx)
	return i, err
}

// mend checks one wrong row again with its corrected cells.
func (m *Module) mend(ctx context.Context, i *Import, c *checker, id uuid.UUID, cells map[string]string) error {
	var s struct {
		staged
		Sheet string
	}
	if err := db.On(ctx).NewRaw("select id, ordinal, sheet, row, thing, set, refs, cells, wrong from registers.import_rows where id = ? and import = ? and outcome = 'wrong' for update", id, i.ID).Scan(ctx, &s); err != nil {
		return err
	}
	d, err := m.redraft(ctx, i, &s.staged, s.Sheet, cells)
	if err != nil {
		return err
	}
	d.Ordinal, d.Sheet = s.Ordinal, s.Sheet
	out, err := c.check(ctx, []*draft{d})
	if err != nil {
		return err
	}
	if _, err := db.On(ctx).NewRaw("delete from registers.import_rows where id = ?", id).Exec(ctx); err != nil {
		return err
	}
	return insertDrafts(ctx, i.ID, out)
}

// importKind is the task by which imports run.
func (m *Module) importKind() kernel.TaskKind {
	return kernel.TaskKind{Kind: "registers.import", Area: "registers", Verb: "create", Run: m.runImport}
}

func init() {
	problem.Teach(map[string]string{
		"The import cannot be mended now: it is %s": "Importen kan ikke rettes nu: den er %s",
	})
}
