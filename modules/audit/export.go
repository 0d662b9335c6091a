package audit

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
	"cxweb/platform/sheet/csv"

	"github.com/google/uuid"
)

const (
	exportBytes   = 512 << 20
	exportEntries = 200  // read at once
	exportChanges = 2000 // of an entry, read at once
)

// ExportEntries asks for the history as a file, as far as a filter leaves it.
type ExportEntries struct {
	Project uuid.UUID `params:"project" json:"-"`
	Format  string    `query:"format" json:"-" validate:"required,oneof=csv jsonl"`
	Titles  string    `query:"titles" json:"-" validate:"max=20000"` // what fields are called, as a JSON object; others go by their names
	Person  uuid.UUID `query:"person" json:"-"`
	Company uuid.UUID `query:"company" json:"-"`
	Action  string    `query:"action" json:"-" validate:"max=100"`
	Origin  string    `query:"origin" json:"-" validate:"max=20"`
	Table   string    `query:"table" json:"-" validate:"max=100"`
	Row     uuid.UUID `query:"row" json:"-"`
	From    time.Time `query:"from" json:"-"`
	To      time.Time `query:"to" json:"-"`
}

// told writes entries, as they are read, to a file.
type told func(e *Entry, changes []*Change, names map[string]string) error

func (m *Module) exportEntries(ctx context.Context, q ExportEntries) (*kernel.File, error) {
	s := scope.From(ctx)
	if err := kernel.MayExport(s, "history"); err != nil {
		return nil, err
	}
	titles, err := readTitles(q.Titles)
	if err != nil {
		return nil, err
	}
	people, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	stored, err := m.files.Write(ctx, exportBytes, func(to io.Writer) error {
		tell, end, err := writer(q.Format, s.Language, titles, people, to)
		if err != nil {
			return err
		}
		if err := m.each(ctx, q, tell); err != nil {
			return err
		}
		return end()
	})
	if errors.Is(err, files.ErrTooLarge) {
		return nil, problem.New(problem.Invalid, "The file would be larger than %d MB. Narrow the history first.", exportBytes>>20).Because(err)
	}
	if err != nil {
		return nil, err
	}
	body, size, err := m.files.Get(ctx, stored.SHA256)
	if err != nil {
		return nil, err
	}
	media := map[string]string{"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
	return &kernel.File{Name: fmt.Sprintf("%s-%s.%s", strings.ToLower(problem.Say(s.Language, "History")), m.clock.Today().Format(time.DateOnly), q.Format), MediaType: media[q.Format], Size: size, Body: body}, nil
}

// each reads the entries that are asked for, the newest first, and of each all
// that it changed, part by part.
func (m *Module) each(ctx context.Context, q ExportEntries, tell told) error {
	list := ListEntries{Project: q.Project, Person: q.Person, Company: q.Company, Action: q.Action, Origin: q.Origin, Table: q.Table, Row: q.Row, From: q.From, To: q.To, Limit: exportEntries}
	for {
		page, err := m.listEntries(ctx, list)
		if err != nil {
			return err
		}
		for _, e := range page.Items {
			if err := m.eachChange(ctx, q, e, tell); err != nil {
				return err
			}
		}
		if page.Next == nil {
			return nil
		}
		list.After = *page.Next
	}
}

func (m *Module) eachChange(ctx context.Context, q ExportEntries, e *Entry, tell told) error {
	if len(e.Tables) == 0 {
		return tell(e, nil, nil)
	}
	after := int64(0)
	for {
		page, err := m.listChanges(ctx, ListChanges{Project: q.Project, Entry: e.ID, After: after, Limit: exportChanges})
		if err != nil {
			return err
		}
		if err := tell(e, page.Items, page.Names); err != nil || page.Next == nil {
			return err
		}
		after = *page.Next
	}
}

// writer begins a file of the history and returns what writes to it and ends it.
func writer(format, language string, titles titles, people map[uuid.UUID][2]string, to io.Writer) (told, func() error, error) {
	if format == "jsonl" {
		file := json.NewEncoder(to)
		return func(e *Entry, changes []*Change, names map[string]string) error {
			line := struct {
				*Entry
				Name    string            `json:"name,omitempty"`
				Changes []*Change         `json:"changes"`
				Names   map[string]string `json:"names,omitempty"`
			}{Entry: e, Changes: changes, Names: names}
			if e.Person != nil {
				line.Name = people[*e.Person][0]
			}
			return file.Encode(line)
		}, func() error { return nil }, nil
	}
	file := csv.NewWriter(to)
	if file.Decimal = '.'; language == "da" {
		file.Decimal = ','
	}
	heads := []any{}
	for _, h := range []string{"Time", "Person", "Company", "Action", "From where", "Device", "The device's own time", "Reason", "Table", "Row", "What happened", "Field", "Before", "After", "Version", "Row id", "Entry id"} {
		heads = append(heads, problem.Say(language, h))
	}
	return func(e *Entry, changes []*Change, names map[string]string) error {
		head := []any{e.At.Format(time.RFC3339Nano), "", "", e.Action, e.Origin, orEmpty(e.Device), "", orEmpty(e.Reason)}
		if e.Person != nil {
			head[1], head[2] = people[*e.Person][0], people[*e.Person][1]
		}
		if e.CapturedAt != nil {
			head[6] = e.CapturedAt.Format(time.RFC3339Nano)
		}
		if len(changes) == 0 {
			return file.Row(append(head, "", "", "", "", "", "", "", "", e.ID.String())...)
		}
		for _, c := range changes {
			for _, f := range c.lines() {
				row := append(append([]any{}, head...), c.Table, c.Label, problem.Say(language, ops[c.Op]), titles.of(f.Field, names), shown(f.Before, names, people), shown(f.After, names, people), c.Version, c.Row.String(), e.ID.String())
				if err := file.Row(row...); err != nil {
					return err
				}
			}
		}
		return nil
	}, file.Flush, file.Row(heads...)
}

// titles are what people call fields.
type titles map[string]string

// readTitles reads them as they came along in an address.
func readTitles(text string) (titles, error) {
	all := titles{}
	if text != "" && json.Unmarshal([]byte(text), &all) != nil {
		return nil, problem.At("titles", "is not of the right kind")
	}
	return all, nil
}

// of is the title of a field, or its name where it has none; an own column is
// called as it was when it was there last.
func (t titles) of(field string, names map[string]string) string {
	key, _ := strings.CutPrefix(field, ownPrefix)
	return cmp.Or(t[field], names[key], field)
}

// lines are a change's fields, each a line of a file; one without any has one line too.
func (c *Change) lines() []FieldDelta {
	if len(c.Fields) == 0 {
		return []FieldDelta{{}}
	}
	return c.Fields
}

var ops = map[string]string{"I": "made", "U": "changed", "D": "deleted"}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// shown is a value of a field as a sheet holds it, a reference by its name.
func shown(v any, names map[string]string, people map[uuid.UUID][2]string) any {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if name := names[v]; name != "" {
			return name
		}
		if id, err := uuid.Parse(v); err == nil && people[id][0] != "" {
			return people[id][0]
		}
		return v
	case float64:
		return v
	}
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}

func init() {
	problem.Teach(map[string]string{
		"The file would be larger than %d MB. Narrow the history first.": "Filen ville fylde mere end %d MB. Afgræns historikken først.",
		"History": "Historik", "Time": "Tidspunkt", "Person": "Person", "Company": "Firma", "Action": "Handling", "From where": "Hvorfra", "Device": "Enhed", "The device's own time": "Enhedens eget tidspunkt",
		"Reason": "Begrundelse", "Table": "Tabel", "Row": "Række", "What happened": "Hvad skete der", "Field": "Felt", "Before": "Før", "After": "Efter", "Version": "Version", "Row id": "Rækkens id", "Entry id": "Handlingens id",
		"made": "oprettet", "changed": "ændret", "deleted": "slettet",
	})
}
