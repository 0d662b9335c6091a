package handover

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"cxweb/modules/handover/archive"
	"cxweb/platform/kernel"
	"cxweb/platform/sheet/csv"
	"cxweb/platform/table"
)

// ours are actions that leave no trace in a package: else the ordering of one
// would make the next another, though nothing has changed.
var ours = []string{"handover.package.order", "handover.package.cancel", makeKind}

// history are the files that the history is read into: in its complete form, for
// people, and what the packages left in it themselves.
var history = []output{{archive.HistoryPath, "history"}, {"10_revision/history.csv", "history"}, {rawPath("entries"), "data"}, {rawPath("versions"), "data"}}

// renamed is a field of the history and what it is called in a package.
type renamed struct{ from, to string }

func renames(names ...string) []renamed {
	all := make([]renamed, len(names))
	for i, name := range names {
		from, to, _ := strings.Cut(name, "=")
		all[i] = renamed{from, cmp.Or(to, from)}
	}
	return all
}

// appendAs writes fields of a line under the names that they have in a package,
// and texts besides; what is empty is left out.
func (l line) appendAs(to []byte, names []renamed, besides ...renamed) ([]byte, error) {
	to = append(to, '{')
	first := true
	add := func(name, raw string) {
		if raw == "" {
			return
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		to = append(append(append(append(to, '"'), name...), '"', ':'), raw...)
	}
	for _, n := range names {
		add(n.to, l.raw(n.from))
	}
	for _, b := range besides {
		if b.from == "" {
			continue
		}
		raw, err := json.Marshal(b.from)
		if err != nil {
			return nil, err
		}
		add(b.to, string(raw))
	}
	return append(to, '}'), nil
}

// told is a line of the history under its kind, with its person by name; it
// takes the room of another that is not needed any more.
func told(room []byte, kind string, l line, names []renamed, who contact, label string) ([]byte, error) {
	room = append(append(append(room[:0], `{"`...), kind...), `":`...)
	room, err := l.appendAs(room, names, renamed{who.Name, "name"}, renamed{who.Company, "company"}, renamed{label, "label"})
	return append(room, '}'), err
}

// pastOf reads these fields of a part of the history in the view. What is the
// packages' own goes to own.
func (w *making) pastOf(ctx context.Context, name string, fields []renamed, own *archive.Lines, each func(line) error) error {
	p, _ := w.m.part(name)
	c := counterOf(ctx)
	columns := slices.DeleteFunc(slices.Clone(w.columnsOf[name]), func(c archive.Column) bool {
		return !slices.ContainsFunc(fields, func(f renamed) bool { return f.from == c.Name })
	})
	err := linesOf(ctx, p, columns, func(l line) error {
		if err := w.tick(ctx, c); err != nil {
			return err
		}
		if slices.Contains(ours, l.text("action")) {
			return own.Add(l.append(nil))
		}
		return each(l)
	})
	return errors.Join(err, own.Close())
}

// labelOf names a version's row as its module does: by one field of its image.
func (w *making) labelOf(l line) string {
	_, rest, found := strings.Cut(w.m.labels[l.text("tbl")], "->>'")
	if !found {
		return ""
	}
	name, _, _ := strings.Cut(rest, "'")
	for _, image := range []string{"new", "old"} {
		if f := seek(l.raw(image), name); f.raw != "" && f.raw != "null" {
			return line{f}.text(name)
		}
	}
	return ""
}

// What the history says of an entry and of a version; all that is sealed of
// them is among it.
var (
	entryFields   = renames("id=entry", "seq", "at", "person", "action", "origin", "captured_at", "clock_offset_ms", "subject", "about", "tables")
	versionFields = renames("entry", "seq", "at", "person", "action", "origin", "tbl=table", "row", "op", "version", "new", "old")
)

// writeHistory writes the history in its complete form — first what was done,
// then what became of each row — and what became of each row for people.
func (w *making) writeHistory(ctx context.Context, to []io.Writer) ([]int64, error) {
	lines, file, entries, versions := archive.NewLines(to[0]), csv.NewWriter(to[1]), archive.NewLines(to[2]), archive.NewLines(to[3])
	err := file.Row(w.say("Tidspunkt", "Time"), w.say("Person", "Person"), w.say("Firma", "Company"), w.say("Handling", "Action"), w.say("Ændring", "Change"), w.say("Tabel", "Table"),
		w.say("Række", "Row"), w.say("Version", "Version"), w.say("Felter", "Fields"), "GUID")
	if err != nil {
		return nil, err
	}
	var text []byte
	err = w.pastOf(ctx, "entries", entryFields, entries, func(e line) (err error) {
		text, err = told(text, "entry", e, entryFields, w.people[e.id("person")], "")
		return cmp.Or(err, lines.Add(text))
	})
	if err != nil {
		return nil, err
	}
	rows := int64(0)
	ops := map[string]string{"I": w.say("Oprettet", "Made"), "U": w.say("Ændret", "Changed"), "D": w.say("Slettet", "Deleted")} // as the history has them
	err = w.pastOf(ctx, "versions", versionFields, versions, func(v line) (err error) {
		rows++
		who, label := w.people[v.id("person")], w.labelOf(v)
		if text, err = told(text, "version", v, versionFields, who, label); err != nil {
			return err
		}
		fields, err := w.changed(ctx, v)
		if err != nil {
			return err
		}
		return cmp.Or(lines.Add(text), file.Cells([]table.Cell{moment(v.text("at")), words(who.Name), words(who.Company), words(v.text("action")), words(ops[v.text("op")]), words(w.tableName(v.text("tbl"))),
			words(label), words(v.raw("version")), words(fields), words(v.text("row"))}))
	})
	if err != nil {
		return nil, err
	}
	return []int64{lines.Rows, rows, entries.Rows, versions.Rows}, errors.Join(lines.Close(), file.Flush())
}

// tableName is what people call a table.
func (w *making) tableName(table string) string {
	if p, ok := w.partOf(table); ok && p.Sheet[0] != "" {
		return w.say(p.Sheet[0], p.Sheet[1])
	}
	return table
}

func (w *making) partOf(table string) (kernel.Part, bool) {
	for _, p := range w.m.parts {
		if p.Table == table {
			return p, true
		}
	}
	return kernel.Part{}, false
}

// changed names the fields of a change, with what they were and became.
func (w *making) changed(ctx context.Context, v line) (string, error) {
	if v.text("op") != "U" {
		return "", nil
	}
	before, err := split(v.raw("old"))
	if err != nil {
		return "", err
	}
	after, err := split(v.raw("new"))
	if err != nil {
		return "", err
	}
	p, _ := w.partOf(v.text("tbl"))
	all := []string{}
	for _, f := range before {
		name := f.name
		if slices.Contains(machinery, name) {
			continue
		}
		was, err := w.called(ctx, p, before, name)
		if err != nil {
			return "", err
		}
		is, err := w.called(ctx, p, after, name)
		if err != nil {
			return "", err
		}
		all = append(all, w.title(p.Name, name)+": "+was+" → "+is)
	}
	return strings.Join(all, "; "), nil
}

// called is a value as people say it; what it refers to by its code, if that
// is still there.
func (w *making) called(ctx context.Context, p kernel.Part, l line, column string) (string, error) {
	text := l.text(column)
	switch {
	case text == "":
		return "", nil
	case p.Refers[column] != "":
		to, err := w.labels(ctx, p.Refers[column])
		return first(to[l.id(column)].text(), text), err
	case slices.Contains(p.People, column):
		return first(w.people[l.id(column)].Name, text), nil
	}
	return w.word(text, column), nil
}
