package handover

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"cxweb/modules/handover/archive"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// rawPath is where a table lies that is read but does not go into the package as it is.
func rawPath(name string) string { return "raw/" + name }

func jsonPath(name string) string { return "01_datamodel/json/" + name + ".json" }

// takeSnapshot reads every table in one view of the data.
func (w *making) takeSnapshot(ctx context.Context) error {
	err := w.t.Look(ctx, func(ctx context.Context) error {
		ctx = context.WithValue(ctx, counting{}, &counter{left: math.MaxInt64})
		w.at = checkpoint{Kept: map[string]kept{}, Missing: []string{}}
		if err := db.On(ctx).NewRaw("select platform.now()").Scan(ctx, &w.at.Taken); err != nil {
			return err
		}
		w.at.Taken = w.at.Taken.UTC()
		if err := w.count(ctx); err != nil {
			return err
		}
		for i, p := range w.m.parts {
			if err := w.dump(ctx, p, &w.at.Tables[i]); err != nil {
				return err
			}
		}
		if err := w.dumpPeople(ctx); err != nil {
			return err
		}
		return w.dumpFiles(ctx)
	})
	if err != nil {
		w.at = checkpoint{}
		return err
	}
	return w.save(ctx, true)
}

// count lists the tables with their columns and rows.
func (w *making) count(ctx context.Context) error {
	for _, p := range w.m.parts {
		t := archive.Table{Name: p.Name, Table: p.Table, Path: jsonPath(p.Name), Refers: p.Refers, Keeps: orNone(p.Keeps), People: orNone(p.People)}
		if t.Refers == nil {
			t.Refers = map[string]string{}
		}
		if p.Record {
			t.Path = rawPath(p.Name)
		}
		columns, err := columnsOf(ctx, p)
		if err != nil {
			return err
		}
		t.Columns = columns
		if err := db.On(ctx).NewRaw("select count(*) from ? where project = ?", bun.Safe(p.Table), scope.From(ctx).Project).Scan(ctx, &t.Rows); err != nil {
			return err
		}
		w.total += t.Rows
		w.at.Tables = append(w.at.Tables, t)
	}
	w.total *= 5 // the rest is guessed until it is planned
	return nil
}

// columnsOf are a part's columns in the table's order, without those it hides.
func columnsOf(ctx context.Context, p kernel.Part) ([]archive.Column, error) {
	var all []archive.Column
	err := db.On(ctx).NewRaw(`select attname as name, format_type(atttypid, null) as type from pg_attribute
		where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attnum`, p.Table).Scan(ctx, &all)
	return slices.DeleteFunc(all, func(c archive.Column) bool { return slices.Contains(p.Hides, c.Name) }), err
}

// dump writes a table in its complete form.
func (w *making) dump(ctx context.Context, p kernel.Part, t *archive.Table) error {
	names, columns := make([]string, len(t.Columns)), make([]db.Column, len(t.Columns))
	for i, c := range t.Columns {
		names[i], columns[i] = fmt.Sprintf("%q", c.Name), db.Column{Name: c.Name}
		if strings.HasSuffix(c.Type, "[]") {
			names[i] = "to_json(" + names[i] + ")"
		}
	}
	k, err := w.m.keep(ctx, "data", func(to io.Writer) (int64, error) {
		lines, c := archive.NewLines(to), counterOf(ctx)
		err := db.Each(ctx, columns, func(text []byte) error {
			if err := lines.Add(text); err != nil {
				return err
			}
			return w.tick(ctx, c)
		}, "select "+strings.Join(names, ", ")+" from "+p.Table+" where project = $1 order by "+p.Order, scope.From(ctx).Project.String())
		if err != nil {
			return 0, err
		}
		return lines.Rows, lines.Close()
	})
	if err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	t.Rows = k.Rows
	w.at.Kept[t.Path] = k
	if p.Name == "project" {
		return w.readProject(ctx, t.Path)
	}
	return nil
}

// query writes the JSON rows of a query as they come.
func (w *making) query(ctx context.Context, to io.Writer, query string, args ...any) (int64, error) {
	rows, err := db.On(ctx).QueryContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	lines, c := archive.NewLines(to), counterOf(ctx)
	var text []byte
	for rows.Next() {
		if err := rows.Scan(&text); err != nil {
			return 0, err
		}
		if err := lines.Add(text); err != nil {
			return 0, err
		}
		if err := w.tick(ctx, c); err != nil {
			return 0, err
		}
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	return lines.Rows, lines.Close()
}

func (w *making) readProject(ctx context.Context, path string) error {
	return w.lines(ctx, path, func(l line) error {
		w.at.Project = archive.Project{ID: l.keep("id"), Number: l.keep("number"), Name: l.keep("name")}
		w.at.Currency = l.keep("currency")
		return nil
	})
}

// contact is somebody who is shown on the project.
type contact struct {
	ID      uuid.UUID `json:"id"`
	Name    string    `json:"name"`
	Company string    `json:"company"`
	Email   string    `json:"email,omitempty"` // not of those who have left
}

func (w *making) dumpPeople(ctx context.Context) error {
	names, err := w.m.people.Names(ctx)
	if err != nil {
		return err
	}
	emails, err := w.m.people.Emails(ctx)
	if err != nil {
		return err
	}
	all := make([]contact, 0, len(names))
	for id, n := range names {
		all = append(all, contact{ID: id, Name: n[0], Company: n[1], Email: emails[id]})
	}
	slices.SortFunc(all, func(a, b contact) int {
		return strings.Compare(a.Name+"\x00"+a.ID.String(), b.Name+"\x00"+b.ID.String())
	})
	k, err := w.m.keep(ctx, "data", func(to io.Writer) (int64, error) {
		lines := archive.NewLines(to)
		for _, c := range all {
			text, err := json.Marshal(c)
			if err != nil {
				return 0, err
			}
			if err := lines.Add(text); err != nil {
				return 0, err
			}
		}
		return lines.Rows, lines.Close()
	})
	w.at.Kept[archive.PeoplePath] = k
	return err
}

// dumpFiles lists the files that rows hold, in the order of their rows.
func (w *making) dumpFiles(ctx context.Context) error {
	k, err := w.m.keep(ctx, "data", func(to io.Writer) (int64, error) {
		return w.query(ctx, to, `select json_build_object('id', f.id, 'name', f.name, 'sha256', f.sha256, 'size', f.size, 'media_type', f.media_type, 'locked', platform.verdict(f.sha256) = 'infected', 'part', k.part, 'column', k.col, 'row', k.row)::text
			from (`+w.m.keptFiles()+`) k join platform.files f on f.id = k.file order by k.part, k.col, k.n`)
	})
	w.at.Kept[rawPath("files")] = k
	return err
}

func orNone(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}
