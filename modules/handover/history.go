package handover

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"cxweb/modules/handover/archive"
	"cxweb/platform/kernel"
	"cxweb/platform/sheet/csv"
)

// own are actions that leave no trace in a package: else the ordering of one
// would make the next another, though nothing has changed.
var own = []string{"handover.package.order", "handover.package.cancel", makeKind}

// pastEntry is an action of the history, with its person by name.
type pastEntry struct {
	Entry      string          `json:"entry"`
	At         string          `json:"at"`
	Person     string          `json:"person,omitempty"`
	Name       string          `json:"name,omitempty"`
	Company    string          `json:"company,omitempty"`
	Action     string          `json:"action"`
	Origin     string          `json:"origin"`
	CapturedAt string          `json:"captured_at,omitempty"`
	Subject    string          `json:"subject,omitempty"`
	Tables     json.RawMessage `json:"tables"`
}

// pastVersion is what became of one row in an action.
type pastVersion struct {
	Entry   string          `json:"entry"`
	At      string          `json:"at"`
	Person  string          `json:"person,omitempty"`
	Name    string          `json:"name,omitempty"`
	Company string          `json:"company,omitempty"`
	Action  string          `json:"action"`
	Table   string          `json:"table"`
	Row     string          `json:"row"`
	Label   string          `json:"label,omitempty"`
	Op      string          `json:"op"` // I made, U changed, D deleted
	Version json.RawMessage `json:"version"`
	New     json.RawMessage `json:"new,omitempty"` // the row whole
	Old     json.RawMessage `json:"old,omitempty"` // of the row before, what changed
}

// entries and versions read the history, without what is the packages' own.
func (w *making) entries(ctx context.Context, each func(pastEntry) error) error {
	return w.lines(ctx, rawPath("entries"), func(l line) error {
		if slices.Contains(own, l.text("action")) {
			return nil
		}
		who := w.people[l.id("person")]
		return each(pastEntry{Entry: l.text("id"), At: l.text("at"), Person: l.text("person"), Name: who.Name, Company: who.Company, Action: l.text("action"), Origin: l.text("origin"),
			CapturedAt: l.text("captured_at"), Subject: l.text("subject"), Tables: json.RawMessage(l.raw("tables"))})
	})
}

func (w *making) versions(ctx context.Context, each func(pastVersion) error) error {
	return w.lines(ctx, rawPath("versions"), func(l line) error {
		if slices.Contains(own, l.text("action")) {
			return nil
		}
		who := w.people[l.id("person")]
		return each(pastVersion{Entry: l.text("entry"), At: l.text("at"), Person: l.text("person"), Name: who.Name, Company: who.Company, Action: l.text("action"), Table: l.text("tbl"),
			Row: l.text("row"), Label: w.labelOf(l), Op: l.text("op"), Version: json.RawMessage(l.raw("version")), New: json.RawMessage(l.raw("new")), Old: json.RawMessage(l.raw("old"))})
	})
}

// labelOf names a version's row as its module does: by one field of its image.
func (w *making) labelOf(l line) string {
	_, rest, found := strings.Cut(w.m.labels[l.text("tbl")], "->>'")
	if !found {
		return ""
	}
	field, _, _ := strings.Cut(rest, "'")
	for _, image := range []string{"new", "old"} {
		if row, err := split(l.raw(image)); err == nil && row.has(field) {
			return row.text(field)
		}
	}
	return ""
}

// writeHistory writes the history in its complete form: first what was done,
// then what became of each row.
func (w *making) writeHistory(ctx context.Context, to io.Writer) (int64, error) {
	lines := archive.NewLines(to)
	add := func(kind string, v any) error {
		text, err := json.Marshal(map[string]any{kind: v})
		if err != nil {
			return err
		}
		return lines.Add(text)
	}
	if err := w.entries(ctx, func(e pastEntry) error { return add("entry", e) }); err != nil {
		return 0, err
	}
	if err := w.versions(ctx, func(v pastVersion) error { return add("version", v) }); err != nil {
		return 0, err
	}
	return lines.Rows, lines.Close()
}

// writeHistoryCSV writes what became of each row, for people.
func (w *making) writeHistoryCSV(ctx context.Context, to io.Writer) (rows int64, err error) {
	file := csv.NewWriter(to)
	err = file.Row(w.say("Tidspunkt", "Time"), w.say("Person", "Person"), w.say("Firma", "Company"), w.say("Handling", "Action"), w.say("Ændring", "Change"), w.say("Tabel", "Table"),
		w.say("Række", "Row"), w.say("Version", "Version"), w.say("Felter", "Fields"), "GUID")
	if err != nil {
		return 0, err
	}
	ops := map[string][2]string{"I": {"Oprettet", "Made"}, "U": {"Ændret", "Changed"}, "D": {"Slettet", "Deleted"}}
	err = w.versions(ctx, func(v pastVersion) error {
		rows++
		fields, err := w.changed(ctx, v)
		if err != nil {
			return err
		}
		return file.Row(moment(v.At, time.RFC3339), v.Name, v.Company, v.Action, w.say(ops[v.Op][0], ops[v.Op][1]), w.tableName(v.Table), v.Label, string(v.Version), fields, v.Row)
	})
	if err != nil {
		return 0, err
	}
	return rows, file.Flush()
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
func (w *making) changed(ctx context.Context, v pastVersion) (string, error) {
	if v.Op != "U" {
		return "", nil
	}
	before, err := split(string(v.Old))
	if err != nil {
		return "", err
	}
	after, err := split(string(v.New))
	if err != nil {
		return "", err
	}
	p, _ := w.partOf(v.Table)
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
