package audit

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// RestoreVersion puts a row back as a version left it, or some of its fields.
// A deleted row comes back; a row that is there is changed.
type RestoreVersion struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `json:"table" validate:"required,max=100"`
	Row     uuid.UUID `json:"row" validate:"required"`
	Version int       `json:"version" validate:"min=1"`
	Fields  []string  `json:"fields,omitempty" validate:"max=200"`
}

// Restored says under which entry of the history a restore stands.
type Restored struct {
	Entry   uuid.UUID `json:"entry"`
	Rows    int       `json:"rows"`
	Refused []Refusal `json:"refused"`           // the first thousand that cannot be put back, each with its reason
	Left    int       `json:"left"`              // how many those are in all
	Back    int       `json:"back"`              // of the rows, those that were gone
	Changed int       `json:"changed"`           // those that were otherwise
	Removed int       `json:"removed"`           // those that had been made
	Dropped []string  `json:"dropped,omitempty"` // fields that no longer exist
}

// Refusal is a row that could not be put back, and why.
type Refusal struct {
	Table  string         `json:"table"`
	Row    uuid.UUID      `json:"row"`
	Label  string         `json:"label"`
	Reason problem.Answer `json:"reason"`
}

func (m *Module) restoreVersion(ctx context.Context, cmd RestoreVersion) (*Restored, error) {
	if err := m.may(ctx, cmd.Table); err != nil {
		return nil, err
	}
	var image, old []byte
	var op string
	err := db.On(ctx).NewRaw("select new, old, op from audit.versions where project = ? and tbl = ? and row = ? and version = ? order by seq desc limit 1",
		cmd.Project, cmd.Table, cmd.Row, cmd.Version).Scan(ctx, &image, &old, &op)
	if err != nil {
		return nil, err
	}
	if op == "D" {
		image = old
	}
	if err := m.mayTouch(ctx, cmd, image); err != nil {
		return nil, err
	}
	dropped, err := m.put(ctx, cmd.Table, cmd.Row, image, cmd.Fields)
	if err != nil {
		return nil, err
	}
	return &Restored{Entry: scope.From(ctx).Request, Rows: 1, Refused: []Refusal{}, Dropped: dropped}, nil
}

// mayTouch refuses who would undo or repeat an approval without the right to
// approve: of a row that is approved now, or that these fields would make so.
func (m *Module) mayTouch(ctx context.Context, cmd RestoreVersion, image []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(image, &fields); err != nil {
		return err
	}
	maps.DeleteFunc(fields, func(name string, _ json.RawMessage) bool {
		return len(cmd.Fields) > 0 && !slices.Contains(cmd.Fields, name)
	})
	before, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	var now []json.RawMessage
	if err := db.On(ctx).NewRaw("select to_jsonb(t) from ? t where id = ?", bun.Safe(cmd.Table), cmd.Row).Scan(ctx, &now); err != nil {
		return err
	}
	c := touched{Tbl: cmd.Table, Row: cmd.Row, Before: before}
	if len(now) == 1 {
		c.After = now[0]
	}
	if p := m.approved(ctx, c); p != nil {
		return p
	}
	return nil
}

// may refuses who may not edit all in the area of a table.
func (m *Module) may(ctx context.Context, table string) error {
	r, ok := m.restores[table]
	if !ok {
		return problem.New(problem.NotFound, "")
	}
	if !scope.From(ctx).Has(r.Area, "edit_all") {
		return kernel.Lacks(r.Area, "edit_all")
	}
	if r.Area == "project" && !scope.From(ctx).Administrator() {
		return kernel.Lacks("project", "administer")
	}
	return nil
}

// put writes an image back under the same row security as everything else; it
// is a version itself. Only some fields where they are named.
func (m *Module) put(ctx context.Context, table string, row uuid.UUID, image []byte, only []string) (dropped []string, err error) {
	columns, dropped, err := m.columns(ctx, table, image, only)
	if err != nil {
		return nil, err
	}
	var there bool
	if err := db.On(ctx).NewRaw("select exists (select 1 from ? where id = ?)", bun.Safe(table), row).Scan(ctx, &there); err != nil {
		return nil, err
	}
	list := prefixed("", columns)
	if there {
		if list == "" {
			return dropped, nil
		}
		_, err = db.On(ctx).NewRaw("update ? t set (?) = (select ? from jsonb_populate_record(null::?, ?::jsonb) r) where t.id = ?",
			bun.Safe(table), bun.Safe(list), bun.Safe(prefixed("r.", columns)), bun.Safe(table), string(image), row).Exec(ctx)
	} else {
		if len(only) > 0 {
			return nil, problem.New(problem.Conflict, "The row is deleted. Restore the whole row.")
		}
		_, err = db.On(ctx).NewRaw("insert into ? (id, version, created_by, created_at, ?) select r.id, ?, r.created_by, r.created_at, ? from jsonb_populate_record(null::?, ?::jsonb) r",
			bun.Safe(table), bun.Safe(list), bun.Safe("("+m.lastVersion(table, row)+") + 1"), bun.Safe(prefixed("r.", columns)), bun.Safe(table), string(image)).Exec(ctx)
	}
	return dropped, err
}

// lastVersion continues a row's numbers where its deletion ended.
func (m *Module) lastVersion(table string, row uuid.UUID) string {
	return "select max(v.version) from audit.versions v where v.project = platform.project() and v.tbl = '" + table + "' and v.row = '" + row.String() + "'"
}

// columns are those of an image that the table still has and that a restore writes.
func (m *Module) columns(ctx context.Context, table string, image []byte, only []string) (kept, dropped []string, err error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(image, &fields); err != nil {
		return nil, nil, err
	}
	var now []string
	err = db.On(ctx).NewRaw("select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''", table).Scan(ctx, &now)
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(now)
	for _, name := range now {
		_, had := fields[name]
		if had && !machinery[name] && !slices.Contains(m.restores[table].Leaves, name) && (len(only) == 0 || slices.Contains(only, name)) {
			kept = append(kept, name)
		}
	}
	for name := range fields {
		if !slices.Contains(now, name) {
			dropped = append(dropped, name)
		}
	}
	for _, name := range only {
		if !slices.Contains(kept, name) {
			return nil, nil, problem.At("fields", "there is no field %s", name)
		}
	}
	slices.Sort(dropped)
	return kept, dropped, nil
}

func init() {
	problem.Teach(map[string]string{
		"The row is deleted. Restore the whole row.": "Rækken er slettet. Gendan hele rækken.",
		"there is no field %s":                       "der er intet felt %s",
	})
}
