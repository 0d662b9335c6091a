package registers

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/sheet"
	"cxweb/platform/table"

	"github.com/google/uuid"
)

// checked is a draft with what it would do, as it is kept.
type checked struct {
	Ordinal int               `json:"ordinal"`
	Sheet   string            `json:"sheet"`
	Row     int               `json:"row"`
	Thing   string            `json:"thing"`
	Label   string            `json:"label"`
	Outcome string            `json:"outcome"`
	Target  *uuid.UUID        `json:"target"`
	Base    *int              `json:"base"`
	Set     map[string]any    `json:"set"`
	Refs    map[string]string `json:"refs"`
	Cells   map[string]string `json:"cells"`
	Wrong   []wrongCell       `json:"wrong"`
	Differs map[string][2]any `json:"differs"` // field → before and after
}

const draftsAtOnce = 2000

// checkDrafts reads the file row by row and keeps for each row what it would do.
// While some rows are checked and kept, the next are read.
func (m *Module) checkDrafts(ctx context.Context, t *kernel.Task, i *Import, path string) error {
	return t.Step(ctx, func(ctx context.Context) error {
		if _, err := db.On(ctx).NewRaw("delete from registers.import_rows where import = ?", i.ID).Exec(ctx); err != nil {
			return err
		}
		counts, done, total := map[string]Counts{}, 0, 0
		for _, s := range i.Sheets {
			total += s.Rows
		}
		c := newChecker(m, i)
		err := ahead(ctx, func(ctx context.Context, give func([]*draft) error) error { return m.readDrafts(ctx, i, path, give) }, func(some []*draft) error {
			for n, d := range some {
				d.Ordinal = done + n + 1
			}
			out, err := c.check(ctx, some)
			if err != nil {
				return err
			}
			for _, o := range out {
				counts[o.Thing] = counts[o.Thing].plus(o.Outcome)
			}
			done += len(some)
			if err := insertDrafts(ctx, i.ID, out); err != nil {
				return err
			}
			return t.Progress(ctx, int64(done), int64(max(total, done+1)))
		})
		if err != nil {
			return unreadable(err)
		}
		i.Counts, i.State = counts, "checked"
		_, err = db.On(ctx).NewUpdate().Model(i).Column("counts", "state").WherePK().Exec(ctx)
		return err
	})
}

// ahead has read run beside take: what it gives is taken in its order, while it
// goes on. An error of either ends both.
func ahead[T any](ctx context.Context, read func(ctx context.Context, give func(T) error) error, take func(T) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	given, end := make(chan T, 1), make(chan error, 1)
	go func() {
		defer close(given)
		defer func() {
			if r := recover(); r != nil { // the task's own guard does not see what runs beside it
				end <- fmt.Errorf("panic: %v\n%s", r, debug.Stack())
			}
		}()
		end <- read(ctx, func(one T) error {
			select {
			case given <- one:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	var failed error
	for one := range given {
		if failed == nil {
			if failed = take(one); failed != nil {
				stop()
			}
		}
	}
	return cmp.Or(failed, <-end)
}

func (c Counts) plus(outcome string) Counts {
	switch outcome {
	case "new":
		c.New++
	case "changed":
		c.Changed++
	case "same":
		c.Same++
	case "wrong":
		c.Wrong++
	case "done":
		c.Done++
	}
	return c
}

// readDrafts turns the file's rows into drafts and gives some at once.
func (m *Module) readDrafts(ctx context.Context, i *Import, path string, give func([]*draft) error) error {
	if i.Format == "cobie" {
		drafts, err := readCobie(ctx, path)
		for some := range slices.Chunk(drafts, draftsAtOnce) {
			err = cmp.Or(err, give(some))
		}
		return err
	}
	var drafts []*draft
	name, columns := "", map[string]int{}
	err := sheet.Read(ctx, path, func(s table.Sheet) error { name = s.Name; return nil }, func(row table.Row) error {
		if name != i.Choice.Sheet || row.Number < i.Choice.HeaderRow {
			return nil
		}
		if row.Number == i.Choice.HeaderRow {
			for at, h := range headersOf(row) {
				columns[h] = at + 1
			}
			return nil
		}
		if d := m.rowDraft(i, row, columns); len(d.Cells) > 0 {
			drafts = append(drafts, d)
		}
		if len(drafts) < draftsAtOnce {
			return nil
		}
		some := drafts
		drafts = nil
		return give(some)
	})
	if err != nil || len(drafts) == 0 {
		return err
	}
	return give(drafts)
}

// rowDraft reads one row of a mapped table.
func (m *Module) rowDraft(i *Import, row table.Row, columns map[string]int) *draft {
	t := i.of
	d := newDraft(i.Choice.Sheet, row.Number, t.name)
	for _, f := range t.fields {
		header, ok := i.Mapping[f.name]
		if !ok || columns[header] == 0 {
			continue
		}
		c := row.At(columns[header])
		if strings.TrimSpace(c.Text) == "" {
			if f.needed {
				d.bad(header, "", "is needed")
			}
			continue
		}
		d.Cells[header] = clipRunes(c.Text, 2000)
		d.take(t, f.name, header, c, i.Language)
	}
	if d.Set["target"] != nil && d.Set["comparison"] == nil && t.has("comparison") {
		for _, name := range []string{"criterion_da", "criterion_en"} {
			if c := comparisonIn(textOf(d.Set[name])); c != "" {
				d.Set["comparison"] = c
			}
		}
	}
	if t.has("title_da") && len(d.Cells) > 0 && d.Set["title_da"] == nil && d.Set["title_en"] == nil && len(d.Wrong) == 0 {
		d.bad(i.Mapping["title_da"], "", "is needed")
	}
	return d
}

// known is a row that is there already, by its key.
type known struct {
	ID    uuid.UUID
	Image map[string]any
}

// checker holds drafts against what the project has already.
type checker struct {
	m       *Module
	of      *Import
	known   map[string]map[string]known // by register and key
	seen    map[string]int              // keys of this file with the row they stand in
	offered map[string]bool             // what rows of this file can be linked to
	refs    *references
}

func newChecker(m *Module, i *Import) *checker {
	return &checker{m: m, of: i, known: map[string]map[string]known{}, seen: map[string]int{}, offered: map[string]bool{}, refs: newReferences(m)}
}

// key is what recognises a row of a register: its tag, code, name or number.
func (t *thing) key(set map[string]any) string {
	switch {
	case t.has("no"):
		if set["no"] == nil {
			return ""
		}
		return fmt.Sprint(set["no"])
	case t.is(locations):
		return fmt.Sprint(set["kind"], " ", strings.ToLower(fmt.Sprint(set["code"])))
	}
	for _, name := range []string{"tag", "code", "serial", "part_number", "name"} {
		if v, ok := set[name].(string); ok && t.has(name) {
			return strings.ToLower(v)
		}
	}
	return ""
}

func (c *checker) check(ctx context.Context, drafts []*draft) ([]*checked, error) {
	out := make([]*checked, 0, len(drafts))
	for _, d := range drafts {
		o := &checked{Ordinal: d.Ordinal, Sheet: d.Sheet, Row: d.Row, Thing: d.Thing, Outcome: "new", Set: d.Set, Refs: d.Refs, Cells: d.Cells, Wrong: d.Wrong, Differs: map[string][2]any{}}
		out = append(out, o)
		t := c.of.register(c.m, d.Thing)
		if t == nil { // a contact, or a fact about a row that is not there
			o.Label, _ = d.Set["email"].(string)
			if o.Label == "" {
				o.Label = d.Cells["Name"]
			}
		} else if err := c.compare(ctx, t, o); err != nil {
			return nil, err
		}
		if o.Wrong == nil {
			o.Wrong = []wrongCell{}
		}
		if len(o.Wrong) > 0 {
			o.Outcome = "wrong"
		}
	}
	return out, nil
}

// compare tells whether a row is new, the same, or would be changed, and finds
// rows that stand twice in the file.
func (c *checker) compare(ctx context.Context, t *thing, o *checked) error {
	key := t.key(o.Set)
	o.Label = c.label(t, o)
	c.offers(t, o)
	if err := c.leads(ctx, t, o, c.column); err != nil {
		return err
	}
	if key == "" {
		return nil
	}
	if !t.is(locations) || o.Refs["parent"] == "" {
		if row, twice := c.seen[t.name+" "+key]; twice {
			o.Wrong = append(o.Wrong, wrongCell{Column: c.column(c.keyColumn(t)), Value: o.Label, Format: "stands in row %d already", Args: []any{row}})
			return nil
		}
		c.seen[t.name+" "+key] = o.Row
	}
	all, err := c.existing(ctx, t)
	if err != nil {
		return err
	}
	had, ok := all[key]
	if !ok {
		return nil
	}
	o.Outcome, o.Target = "same", &had.ID
	base := int(had.Image["version"].(float64))
	o.Base = &base
	for _, name := range slices.Sorted(maps.Keys(o.Set)) {
		before, after := had.Image[name], plainJSON(o.Set[name])
		if name == "extra" {
			after = merged(before, after)
			o.Set["extra"] = after
		}
		if !reflect.DeepEqual(before, after) {
			o.Differs[name] = [2]any{before, after}
			o.Outcome = "changed"
		}
	}
	for name, label := range o.Refs {
		f := t.field(name)
		if f == nil {
			continue
		}
		id, err := c.refs.find(ctx, f, label)
		if err != nil {
			return err
		}
		now, _ := had.Image[name].(string)
		if id == uuid.Nil || id.String() != now {
			o.Differs[name] = [2]any{had.Image[name], label}
			o.Outcome = "changed"
		}
	}
	return nil
}

func merged(before, after any) any {
	all := map[string]any{}
	for _, some := range []any{before, after} {
		if m, ok := some.(map[string]any); ok {
			maps.Copy(all, m)
		}
	}
	return all
}

func plainJSON(v any) (out any) {
	raw, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		return v
	}
	return out
}

func (c *checker) keyColumn(t *thing) string {
	for _, name := range []string{"no", "tag", "code", "serial", "part_number", "name"} {
		if t.has(name) {
			return name
		}
	}
	return ""
}

// column is the header that a field is mapped to.
func (c *checker) column(field string) string {
	if h := c.of.Mapping[field]; h != "" {
		return h
	}
	return field
}

func (c *checker) label(t *thing, o *checked) string {
	for _, name := range []string{"no", "tag", "code", "name"} {
		if v := o.Set[name]; v != nil && t.has(name) {
			return fmt.Sprint(v)
		}
	}
	return ""
}

// existing reads a register's rows by key, once.
func (c *checker) existing(ctx context.Context, t *thing) (map[string]known, error) {
	if all, ok := c.known[t.name]; ok {
		return all, nil
	}
	rows, err := db.On(ctx).QueryContext(ctx, "select to_jsonb(t) from "+t.table()+" t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]known{}
	for rows.Next() {
		var text []byte
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		var image map[string]any
		if err := json.Unmarshal(text, &image); err != nil {
			return nil, err
		}
		id, err := uuid.Parse(fmt.Sprint(image["id"]))
		if err != nil {
			return nil, err
		}
		t.flatten(image)
		all[t.key(image)] = known{ID: id, Image: image}
	}
	c.known[t.name] = all
	return all, rows.Err()
}
