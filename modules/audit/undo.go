package audit

import (
	"context"
	"encoding/json"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

type ofEntry struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `params:"entry" json:"-"`
}

// previewUndo says what an undo would put back, and what it could not.
func (m *Module) previewUndo(ctx context.Context, q ofEntry) (*Restored, error) {
	return m.undo(ctx, q.Entry, true)
}

// undoEntry puts back everything that one action changed.
func (m *Module) undoEntry(ctx context.Context, cmd ofEntry) (*Restored, error) {
	r, err := m.undo(ctx, cmd.Entry, false)
	if err != nil {
		return nil, err
	}
	if r.Rows == 0 && r.Left > 0 {
		return nil, problem.New(problem.Conflict, "Nothing of it can be put back: everything was changed since")
	}
	return r, nil
}

// Undo puts back everything that one action changed; it returns how many rows
// were put back and how many could not be.
func (m *Module) Undo(ctx context.Context, entry uuid.UUID) (rows, refused int, err error) {
	r, err := m.undo(ctx, entry, false)
	if err != nil {
		return 0, 0, err
	}
	return r.Rows, r.Left, nil
}

// undo puts back what an action changed, as far as nobody changed it since. It
// works set by set, so that an import of 100,000 rows is one matter.
func (m *Module) undo(ctx context.Context, entry uuid.UUID, preview bool) (*Restored, error) {
	out := &Restored{Entry: scope.From(ctx).Request, Refused: []Refusal{}}
	var tables []string
	err := db.On(ctx).NewRaw("select distinct tbl from audit.versions where project = ? and entry = ?", scope.From(ctx).Project, entry).Scan(ctx, &tables)
	if err != nil {
		return nil, err
	}
	if len(tables) == 0 {
		return nil, problem.New(problem.NotFound, "")
	}
	for _, t := range tables {
		if err := m.may(ctx, t); err != nil {
			return nil, err
		}
	}
	var founded bool
	err = db.On(ctx).NewRaw("select exists (select 1 from audit.versions where project = ? and entry = ? and tbl = 'projects.projects' and op = 'I')", scope.From(ctx).Project, entry).Scan(ctx, &founded)
	if err != nil {
		return nil, err
	}
	if founded {
		return nil, problem.New(problem.Conflict, "The setting up of a project cannot be undone. Archive the project instead.")
	}
	if _, err := db.On(ctx).NewRaw("set constraints all deferred").Exec(ctx); err != nil {
		return nil, err
	}
	order := slices.Clone(m.order)
	slices.Reverse(order)
	// First what was made goes, children before parents; then what was deleted
	// comes back and what was changed is changed back, parents first.
	for _, step := range []struct {
		order []string
		fn    func(context.Context, string, uuid.UUID, bool, *Restored) error
	}{{order, m.unmake}, {m.order, m.putBack}} {
		for _, t := range step.order {
			if !slices.Contains(tables, t) {
				continue
			}
			if err := step.fn(ctx, t, entry, preview, out); err != nil {
				return nil, err
			}
		}
	}
	if preview {
		return out, nil
	}
	_, err = db.On(ctx).NewRaw("set constraints all immediate").Exec(ctx)
	if p := problem.Of(db.Translate(err)); err != nil && (p.Kind == problem.Conflict || p.Kind == problem.Invalid) {
		return nil, problem.New(problem.Conflict, "Other rows have come to refer to what would go. Delete or move those first.").Because(err)
	}
	return out, err
}

// lastOf is the SQL of the rows of a table that an action touched, with the
// version at which it left each and whether it made it; of a project, an entry
// and a table. Asked once for all rows: for each of them by itself it would be
// as many times as there are rows, squared.
const lastOf = "select row, max(version) as version, bool_or(op = 'I') as made from audit.versions where project = ? and entry = ? and tbl = ? group by row"

// unmake deletes rows that the action made and that nobody has changed since.
func (m *Module) unmake(ctx context.Context, table string, entry uuid.UUID, preview bool, out *Restored) error {
	if err := m.changedSince(ctx, table, entry, "I", out); err != nil {
		return err
	}
	what := "delete from ? t using (" + lastOf + ") l where l.made and t.id = l.row and t.version = l.version"
	if preview {
		what = "select 1 from ? t, (" + lastOf + ") l where l.made and t.id = l.row and t.version = l.version"
	}
	result, err := db.On(ctx).NewRaw(what, bun.Safe(table), scope.From(ctx).Project, entry, table).Exec(ctx)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	out.Removed += int(n)
	out.Rows += int(n)
	return err
}

// changedSince adds to the refusals rows that somebody else has changed since.
func (m *Module) changedSince(ctx context.Context, table string, entry uuid.UUID, op string, out *Restored) error {
	var some []touched
	project := scope.From(ctx).Project
	err := db.On(ctx).NewRaw("select v.tbl, v.row, v.new as after, v.old as before, v.version from audit.versions v join ("+lastOf+`) l on l.row = v.row join ? t on t.id = v.row
		where v.project = ? and v.entry = ? and v.tbl = ? and v.op = ? and t.version > l.version order by v.seq limit 1000`,
		project, entry, table, bun.Safe(table), project, entry, table, op).Scan(ctx, &some)
	if err != nil {
		return err
	}
	for _, s := range some {
		m.refuse(ctx, out, unfit{s, problem.New(problem.Conflict, "It was changed since")})
	}
	return nil
}

func (m *Module) refusal(ctx context.Context, s touched, p *problem.Problem) Refusal {
	var image map[string]any
	var before map[string]any
	_, _ = json.Unmarshal(s.Before, &before), json.Unmarshal(s.After, &image) // a label that cannot be read is empty
	return Refusal{Table: s.Tbl, Row: s.Row, Label: m.label(s.Tbl, before, image), Reason: p.In(scope.From(ctx).Language, "", scope.From(ctx).Request.String())}
}

// putBack writes what was there before the action: rows it changed and nobody
// has changed since, and rows it deleted.
func (m *Module) putBack(ctx context.Context, table string, entry uuid.UUID, preview bool, out *Restored) error {
	if err := m.changedSince(ctx, table, entry, "U", out); err != nil {
		return err
	}
	var changed []touched
	project := scope.From(ctx).Project
	err := db.On(ctx).NewRaw(`select distinct on (v.row) v.tbl, v.row, v.op = 'D' as gone, v.old as before, v.new as after, v.version from audit.versions v
		where v.project = ? and v.entry = ? and v.tbl = ? and v.op in ('U', 'D')
		and v.row not in (select l.row from (`+lastOf+`) l where l.made)
		and not exists (select 1 from audit.versions l where l.project = v.project and l.row = v.row and l.tbl = v.tbl and l.seq > v.seq and l.entry <> v.entry)
		order by v.row, v.seq`, project, entry, table, project, entry, table).Scan(ctx, &changed)
	if err != nil {
		return err
	}
	var left []unfit
	if !preview {
		if left, err = m.putAll(ctx, table, changed); err != nil {
			return err
		}
	}
	m.tell(ctx, out, changed, left)
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"Nothing of it can be put back: everything was changed since":                 "Intet af det kan gendannes: alt er ændret siden",
		"Other rows have come to refer to what would go. Delete or move those first.": "Andre rækker henviser nu til det, der ville forsvinde. Slet eller flyt dem først.",
		"The setting up of a project cannot be undone. Archive the project instead.":  "Oprettelsen af et projekt kan ikke fortrydes. Arkivér projektet i stedet.",
		"It was changed since": "Den er ændret siden",
	})
}
