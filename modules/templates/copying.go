package templates

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// copying takes rows of parts out of one project and puts them into another.
// Every id becomes another, made of it and of the project that it comes to, so
// that references are kept. What refers to something that does not go along
// refers to nothing.
type copying struct {
	ids  map[uuid.UUID]uuid.UUID // what is there already or has come in, by what it was
	drop map[string][]string     // keys of own columns that hold people or documents, by what they are columns of
	to   uuid.UUID               // the project that it comes to
}

const batch = 1000

// machinery are columns that every row gets anew.
var machinery = []string{"project", "version", "created_by", "created_at", "changed_at"}

// column is a column of a table that goes along.
type column struct {
	Name, Type string
	Notnull    bool
}

// columns are those of a part that go along: no people, no files, nothing that
// begins as in a new row.
func (c *copying) columns(ctx context.Context, p kernel.Part) ([]column, error) {
	var all []column
	err := db.On(ctx).NewRaw(`select attname as name, format_type(atttypid, null) as type, attnotnull as notnull from pg_attribute
		where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`, p.Table).Scan(ctx, &all)
	return slices.DeleteFunc(all, func(col column) bool {
		return slices.Contains(machinery, col.Name) || slices.Contains(p.Copy.Blank, col.Name) || slices.Contains(p.People, col.Name) || slices.Contains(p.Keeps, col.Name)
	}), err
}

// condition keeps the rows of a part that go along.
func condition(p kernel.Part) string {
	if p.Copy.Where == "" {
		return ""
	}
	return " and (" + p.Copy.Where + ")"
}

// each reads a part's rows of the project under way, some at a time.
func (c *copying) each(ctx context.Context, p kernel.Part, columns []column, fn func([]json.RawMessage) error) error {
	fields := make([]string, len(columns))
	for i, col := range columns {
		fields[i] = fmt.Sprintf("'%[1]s', t.%[1]q", col.Name)
	}
	from, after := scope.From(ctx).Project, uuid.Nil
	for {
		if scope.From(ctx).Project != from { // fn may have gone into another project
			if err := db.Enter(ctx, from); err != nil {
				return err
			}
		}
		var found []struct {
			ID   uuid.UUID
			Line string
		}
		err := db.On(ctx).NewRaw(fmt.Sprintf("select t.id, jsonb_build_object(%s)::text as line from %s t where t.project = ? and t.id > ?%s order by t.id limit ?", strings.Join(fields, ", "), p.Table, condition(p)),
			from, after, batch).Scan(ctx, &found)
		if err != nil || len(found) == 0 {
			return err
		}
		some := make([]json.RawMessage, len(found))
		for i, f := range found {
			some[i] = json.RawMessage(f.Line)
		}
		after = found[len(found)-1].ID
		if err := fn(some); err != nil {
			return err
		}
	}
}

// put makes rows of a part in the project under way, and returns how many.
func (c *copying) put(ctx context.Context, p kernel.Part, columns []column, some []json.RawMessage) (int, error) {
	if p.Key != "" {
		if err := c.meet(ctx, p, some); err != nil {
			return 0, err
		}
	}
	if p.Copy.Kind == lists {
		return 0, nil
	}
	lines := make([]map[string]json.RawMessage, 0, len(some))
	for _, r := range some {
		line := map[string]json.RawMessage{}
		if err := json.Unmarshal(r, &line); err != nil {
			return 0, err
		}
		if p.Name == "columns" {
			c.heed(line)
		}
		if _, met := c.ids[idOf(line["id"])]; met && p.Key != "" {
			continue
		}
		if c.image(p, columns, line) {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return 0, nil
	}
	body, err := json.Marshal(lines)
	if err != nil {
		return 0, err
	}
	names := make([]string, len(columns))
	for i, col := range columns {
		names[i] = fmt.Sprintf("%q", col.Name)
	}
	list := strings.Join(names, ", ")
	_, err = db.On(ctx).NewRaw("insert into ? (?) select ? from jsonb_populate_recordset(null::?, ?::jsonb)", bun.Safe(p.Table), bun.Safe(list), bun.Safe(list), bun.Safe(p.Table), string(body)).Exec(ctx)
	return len(lines), err
}

// meet finds what the project has already, by the part's key.
func (c *copying) meet(ctx context.Context, p kernel.Part, some []json.RawMessage) error {
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
		c.ids[pair.Was] = pair.Now
	}
	return nil
}

// heed remembers an own column whose values do not go along: people and documents.
func (c *copying) heed(line map[string]json.RawMessage) {
	var of struct{ Thing, Key, Kind string }
	text, err := json.Marshal(line)
	if err == nil && json.Unmarshal(text, &of) == nil && (of.Kind == "person" || of.Kind == "document") {
		c.drop[of.Thing] = append(c.drop[of.Thing], of.Key)
	}
}

var uuids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// image turns a row into what it is to be here; false where it belongs to
// something that does not go along.
func (c *copying) image(p kernel.Part, columns []column, line map[string]json.RawMessage) bool {
	was := idOf(line["id"])
	for _, col := range columns {
		raw, given := line[col.Name]
		switch {
		case !given || string(raw) == "null":
		case col.Name == "id":
			line["id"] = quoted(c.made(was))
		case p.Refers[col.Name] == p.Name: // to a row that may come later
			line[col.Name] = quoted(c.made(idOf(raw)))
		case col.Type == "uuid":
			now, known := c.ids[idOf(raw)]
			if !known && col.Notnull {
				return false
			}
			if line[col.Name] = json.RawMessage("null"); known {
				line[col.Name] = quoted(now)
			}
		case col.Type == "uuid[]":
			line[col.Name] = c.several(raw)
		case col.Name == "own":
			line["own"] = c.bare(p, raw)
		case col.Type == "jsonb": // filters of views name what they ask for
			line[col.Name] = uuids.ReplaceAllFunc(raw, func(text []byte) []byte {
				id, err := uuid.ParseBytes(text)
				if now, known := c.ids[id]; err == nil && known {
					return []byte(now.String())
				}
				return text
			})
		}
	}
	c.ids[was] = c.made(was)
	return true
}

// made is the id that another becomes.
func (c *copying) made(was uuid.UUID) uuid.UUID { return uuid.NewSHA1(c.to, was[:]) }

// several keeps, of a list of ids, those that go along.
func (c *copying) several(raw json.RawMessage) json.RawMessage {
	var all, kept []uuid.UUID
	_ = json.Unmarshal(raw, &all) // the database wrote it
	kept = []uuid.UUID{}
	for _, one := range all {
		if now, known := c.ids[one]; known {
			kept = append(kept, now)
		}
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return json.RawMessage("[]")
	}
	return text
}

// bare takes people and documents out of a row's own values.
func (c *copying) bare(p kernel.Part, raw json.RawMessage) json.RawMessage {
	if len(c.drop[p.Own]) == 0 {
		return raw
	}
	values := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &values) != nil {
		return json.RawMessage("{}")
	}
	for _, key := range c.drop[p.Own] {
		delete(values, key)
	}
	text, err := json.Marshal(values)
	if err != nil {
		return json.RawMessage("{}")
	}
	return text
}

func quoted(id uuid.UUID) json.RawMessage { return json.RawMessage(`"` + id.String() + `"`) }

func idOf(raw json.RawMessage) uuid.UUID {
	id, _ := uuid.Parse(strings.Trim(string(raw), `"`)) // the database wrote it; empty means none
	return id
}
