package handover

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cxweb/modules/handover/archive"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

const batch = 500

// lock lets one package into a project at a time, and has references looked at
// when all is in.
func (i *intake) lock(ctx context.Context) error {
	if _, err := db.On(ctx).NewRaw("select pg_advisory_xact_lock(hashtext(?))", "handover "+scope.From(ctx).Project.String()).Exec(ctx); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw("set constraints all deferred").Exec(ctx)
	return err
}

var errEnough = errors.New("enough was read")

// isIn tells whether the package has come in already, and only the task's end
// was lost.
func (i *intake) isIn(ctx context.Context) (there bool, err error) {
	for _, t := range i.p.Manifest.Tables {
		p, _ := i.m.part(t.Name)
		if p.Key != "" || there {
			continue
		}
		err := i.p.Rows(t.Path, func(text []byte) error {
			l, err := split(string(text))
			if err != nil {
				return problem.New(problem.Invalid, "a table holds a row that cannot be read")
			}
			if err := db.On(ctx).NewRaw("select exists (select 1 from ? where id = ?)", bun.Safe(p.Table), i.id(l.id("id"))).Scan(ctx, &there); err != nil {
				return err
			}
			return errEnough
		})
		if err != nil && !errors.Is(err, errEnough) {
			return false, err
		}
	}
	return there, nil
}

// column is a column of a table as it is here.
type column struct {
	Name, Type       string
	Notnull, Written bool
}

// makePart makes a part's rows.
func (i *intake) makePart(ctx context.Context, p kernel.Part, t archive.Table) error {
	var here []column
	if err := db.On(ctx).NewRaw(`select attname as name, format_type(atttypid, null) as type, attnotnull as notnull, attgenerated = '' as written
		from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attnum`, p.Table).Scan(ctx, &here); err != nil {
		return err
	}
	var columns []column
	for _, c := range here {
		given := slices.ContainsFunc(t.Columns, func(k archive.Column) bool { return k.Name == c.Name })
		if given && c.Written && c.Name != "project" {
			columns = append(columns, c)
		}
	}
	var some []line
	flush := func() error {
		if len(some) == 0 {
			return nil
		}
		err := i.makeLines(ctx, p, columns, some)
		i.done += int64(len(some))
		some = some[:0]
		if err != nil {
			return err
		}
		return i.t.Progress(ctx, i.done, i.total)
	}
	if err := i.p.Rows(t.Path, func(text []byte) error {
		l, err := split(string(text))
		if err != nil || l.id("id") == uuid.Nil {
			return problem.New(problem.Invalid, "%s holds a row without an id", t.Path)
		}
		if some = append(some, l); len(some) < batch {
			return nil
		}
		return flush()
	}); err != nil {
		return err
	}
	return flush()
}

// makeLines makes some rows of a part; those that meet one that the project
// was set up with give it their values.
func (i *intake) makeLines(ctx context.Context, p kernel.Part, columns []column, some []line) error {
	if p.Key != "" {
		if err := i.meet(ctx, p, some); err != nil {
			return err
		}
	}
	var fresh []line
	for _, l := range some {
		if p.Name == "columns" {
			i.heed(l)
		}
		now, met := i.met[l.id("id")]
		image, err := i.image(p, columns, l)
		if err != nil {
			return err
		}
		if !met {
			fresh = append(fresh, image)
			continue
		}
		if err := i.change(ctx, p, columns, now, image); err != nil {
			return err
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	body, err := json.Marshal(fresh)
	if err != nil {
		return err
	}
	list := listOf(columns)
	_, err = db.On(ctx).NewRaw("insert into ? (?) select ? from jsonb_populate_recordset(null::?, ?::jsonb)", bun.Safe(p.Table), bun.Safe(list), bun.Safe(list), bun.Safe(p.Table), string(body)).Exec(ctx)
	return err
}

// meet finds the rows that are there already, by the part's key.
func (i *intake) meet(ctx context.Context, p kernel.Part, some []line) error {
	body, err := json.Marshal(some)
	if err != nil {
		return err
	}
	var pairs []struct{ Was, Now uuid.UUID }
	if err := db.On(ctx).NewRaw("select r.id as was, e.id as now from (select id, "+p.Key+" as k from jsonb_populate_recordset(null::?, ?::jsonb)) r join (select id, "+p.Key+" as k from ? where project = ?) e on e.k = r.k",
		bun.Safe(p.Table), string(body), bun.Safe(p.Table), scope.From(ctx).Project).Scan(ctx, &pairs); err != nil {
		return err
	}
	for _, pair := range pairs {
		i.met[pair.Was] = pair.Now
	}
	return nil
}

// change gives a row that is there the values of the package's.
func (i *intake) change(ctx context.Context, p kernel.Part, columns []column, id uuid.UUID, image line) error {
	columns = slices.DeleteFunc(slices.Clone(columns), func(c column) bool { return slices.Contains(machinery, c.Name) })
	body, err := json.Marshal(image)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("update ? set (?) = (select ? from jsonb_populate_record(null::?, ?::jsonb)) where id = ? and project = ?",
		bun.Safe(p.Table), bun.Safe(listOf(columns)), bun.Safe(listOf(columns)), bun.Safe(p.Table), string(body), id, scope.From(ctx).Project).Exec(ctx)
	return err
}

// image is a row as it is to be here: its ids and people are this project's.
func (i *intake) image(p kernel.Part, columns []column, l line) (line, error) {
	image := make(line, 0, len(columns))
	for _, c := range columns {
		at := slices.IndexFunc(l, func(f field) bool { return f.name == c.Name })
		if at < 0 {
			return nil, problem.New(problem.Invalid, "a table holds a row that cannot be read")
		}
		raw := l[at].raw
		switch {
		case c.Name == "created_by" || slices.Contains(p.People, c.Name):
			now, ok := i.people[l.id(c.Name)]
			if raw = "null"; ok || c.Notnull { // nobody here stands in for who is not known
				raw = quoted(now)
			}
		case c.Name == "id" || p.Refers[c.Name] != "" || slices.Contains(p.Keeps, c.Name):
			if raw != "null" {
				raw = quoted(i.id(l.id(c.Name)))
			}
		case p.Own != "" && c.Name == "own":
			var err error
			if raw, err = i.own(p.Own, raw); err != nil {
				return nil, problem.New(problem.Invalid, "a table holds a row that cannot be read")
			}
		case c.Type == "uuid":
			raw = "null" // of something that the package does not hold
		}
		image = append(image, field{c.Name, raw})
	}
	return image, nil
}

func quoted(id uuid.UUID) string { return `"` + id.String() + `"` }

func listOf(columns []column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = fmt.Sprintf("%q", c.Name)
	}
	return strings.Join(names, ", ")
}
