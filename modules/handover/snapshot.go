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
	"github.com/uptrace/bun/dialect/pgdialect"
)

// rawPath is where a table lies that is read but does not go into the package as
// it is. Without an ending it is not compressed, which would cost more than it spares.
func rawPath(name string) string { return "raw/" + name }

func jsonPath(name string) string { return "01_datamodel/json/" + name + ".json" }

// readTables reads the tables, in the view that the history is read in too.
func (w *making) readTables(ctx context.Context) error {
	defer close(w.tables)
	if w.unread == 0 {
		for _, t := range w.at.Tables {
			w.done.Add(t.Rows)
		}
		return w.readPeople(ctx)
	}
	err := w.t.Look(ctx, func(ctx context.Context) error {
		w.at = checkpoint{Kept: map[string]kept{}, Missing: []string{}}
		if err := db.On(ctx).NewRaw("select platform.now()").Scan(ctx, &w.at.Taken); err != nil {
			return err
		}
		w.at.Taken = w.at.Taken.UTC()
		if err := w.count(ctx); err != nil {
			return err
		}
		if err := w.dumpPeople(ctx); err != nil {
			return err
		}
		if err := w.readPeople(ctx); err != nil {
			return err
		}
		view, err := db.View(ctx)
		if err != nil {
			return err
		}
		w.view <- view
		if err := until(ctx, w.along); err != nil {
			return err
		}
		if err := w.dumpTables(ctx); err != nil {
			return err
		}
		return w.dumpFiles(ctx)
	})
	if err != nil {
		return err
	}
	return w.haveRead(ctx)
}

// readHistory reads the history on a connection of its own, in the view of the tables.
func (w *making) readHistory(ctx context.Context) error {
	if w.unread == 0 {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case view := <-w.view:
		err := w.t.LookAlong(ctx, view, func(ctx context.Context) error {
			close(w.along)
			return w.dumpRecords(ctx)
		})
		if err != nil {
			return err
		}
		return w.haveRead(ctx)
	}
}

// count lists the tables with their columns, and counts the history, which says
// best how much there is before all is read.
func (w *making) count(ctx context.Context) error {
	if err := w.readColumns(ctx); err != nil {
		return err
	}
	for _, p := range w.m.parts {
		if p.Record {
			var rows int64
			if err := db.On(ctx).NewRaw("select count(*) from ? where project = ?", bun.Safe(p.Table), scope.From(ctx).Project).Scan(ctx, &rows); err != nil {
				return err
			}
			w.past += rows
			continue
		}
		t := archive.Table{Name: p.Name, Table: p.Table, Path: jsonPath(p.Name), Columns: w.columnsOf[p.Name], Refers: p.Refers, Keeps: orNone(p.Keeps), People: orNone(p.People)}
		if t.Refers == nil {
			t.Refers = map[string]string{}
		}
		w.at.Tables = append(w.at.Tables, t)
	}
	w.total.Store(5 * w.past) // guessed until it is planned
	return nil
}

// readColumns reads the columns of each part in its table's order, without those it hides.
func (w *making) readColumns(ctx context.Context) error {
	tables := make([]string, len(w.m.parts))
	for i, p := range w.m.parts {
		tables[i] = p.Table
	}
	var all []struct {
		N          int
		Name, Type string
	}
	err := db.On(ctx).NewRaw(`select t.n, attname as name, format_type(atttypid, null) as type from unnest(?::text[]) with ordinality t(name, n)
		join pg_attribute on attrelid = t.name::regclass and attnum > 0 and not attisdropped order by t.n, attnum`, pgdialect.Array(tables)).Scan(ctx, &all)
	w.columnsOf = map[string][]archive.Column{}
	for _, c := range all {
		if p := w.m.parts[c.N-1]; !slices.Contains(p.Hides, c.Name) {
			w.columnsOf[p.Name] = append(w.columnsOf[p.Name], archive.Column{Name: c.Name, Type: c.Type})
		}
	}
	return err
}

// rowsOf reads a part's table in the view, row by row in its order; each lasts
// until the next.
func rowsOf(ctx context.Context, p kernel.Part, all []archive.Column, each func(text []byte) error) error {
	columns := make([]db.Column, len(all))
	for i, c := range all {
		columns[i] = db.Column{Name: c.Name}
	}
	return named(p, db.Each(ctx, columns, each, rowsQuery(p, all), scope.From(ctx).Project.String()))
}

// linesOf is rowsOf with the columns of each row apart.
func linesOf(ctx context.Context, p kernel.Part, all []archive.Column, each func(line) error) error {
	l := make(line, len(all))
	return named(p, db.Raws(ctx, func(text []byte, ends []int) error {
		whole, from := string(text), 0 // of all columns at once, which costs one allocation a row
		for i, end := range ends {
			l[i], from = field{all[i].Name, whole[from:end]}, end
		}
		return each(l)
	}, rowsQuery(p, all), scope.From(ctx).Project.String()))
}

func rowsQuery(p kernel.Part, all []archive.Column) string {
	names := make([]string, len(all))
	for i, c := range all {
		if names[i] = fmt.Sprintf("%q", c.Name); strings.HasSuffix(c.Type, "[]") {
			names[i] = "to_json(" + names[i] + ")"
		}
	}
	return "select " + strings.Join(names, ", ") + " from " + p.Table + " where project = $1 order by " + p.Order
}

func named(p kernel.Part, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	return nil
}

// dump writes a part's table in its complete form.
func (w *making) dump(ctx context.Context, p kernel.Part, columns []archive.Column, path string) (rows int64, err error) {
	k, err := w.m.keep(ctx, output{path, "data"}, func(to io.Writer) (int64, error) {
		lines, c := archive.NewLines(to), counterOf(ctx)
		err := rowsOf(ctx, p, columns, func(text []byte) error {
			if err := lines.Add(text); err != nil {
				return err
			}
			return w.tick(ctx, c)
		})
		if err != nil {
			return 0, err
		}
		return lines.Rows, lines.Close()
	})
	w.finished(path, k)
	return k.Rows, err
}

// dumpTables writes what goes into the package as it is.
func (w *making) dumpTables(ctx context.Context) error {
	counted := context.WithValue(ctx, counting{}, &counter{left: math.MaxInt64})
	for i := range w.at.Tables {
		t := &w.at.Tables[i]
		p, _ := w.m.part(t.Name)
		rows, err := w.dump(counted, p, t.Columns, t.Path)
		if err != nil {
			return err
		}
		t.Rows = rows
	}
	return w.readProject(ctx, jsonPath("project"))
}

// dumpRecords writes the history, and what else goes out to be read only.
func (w *making) dumpRecords(ctx context.Context) error {
	ctx = context.WithValue(ctx, counting{}, &counter{left: w.past})
	all, err := w.m.keepAll(ctx, history, nil, func(to []io.Writer) ([]int64, error) { return w.writeHistory(ctx, to) })
	if err != nil {
		return err
	}
	for i, f := range history {
		w.finished(f.path, all[i])
	}
	for _, p := range w.m.parts {
		if _, had := w.kept(rawPath(p.Name)); had || !p.Record {
			continue
		}
		if _, err := w.dump(ctx, p, w.columnsOf[p.Name], rawPath(p.Name)); err != nil {
			return err
		}
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
	k, err := w.m.keep(ctx, output{archive.PeoplePath, "data"}, func(to io.Writer) (int64, error) {
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
	w.finished(archive.PeoplePath, k)
	return err
}

// dumpFiles lists the files that rows hold, in the order of their rows.
func (w *making) dumpFiles(ctx context.Context) error {
	k, err := w.m.keep(ctx, output{rawPath("files"), "data"}, func(to io.Writer) (int64, error) {
		return w.query(ctx, to, `select json_build_object('id', f.id, 'name', f.name, 'sha256', f.sha256, 'size', f.size, 'media_type', f.media_type, 'locked', platform.verdict(f.sha256) = 'infected', 'part', k.part, 'column', k.col, 'row', k.row)::text
			from (`+w.m.keptFiles()+`) k join platform.files f on f.id = k.file order by k.part, k.col, k.n`)
	})
	w.finished(rawPath("files"), k)
	return err
}

func orNone(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}
