package audit

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// leads finds for each field of each table the table that it refers to.
func (m *Module) leads(ctx context.Context) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.links != nil {
		return m.links, nil
	}
	var all []struct{ Child, Field, Parent string }
	err := db.On(ctx).NewRaw(`select k.conrelid::regclass::text as child, a.attname as field, k.confrelid::regclass::text as parent from pg_constraint k
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'project' where k.contype = 'f' and array_length(k.conkey, 1) <= 2`).Scan(ctx, &all)
	if err != nil {
		return nil, err
	}
	links := map[string]string{}
	for _, l := range all {
		if _, known := m.restores[l.Parent]; known {
			links[l.Child+"."+l.Field] = l.Parent
		}
	}
	m.links = links
	return links, nil
}

// names tells what the rows are called that changes refer to, those too that
// are gone since; rows of areas that one may not see have no name.
func (m *Module) names(ctx context.Context, all []*Change) (map[string]string, error) {
	links, err := m.leads(ctx)
	if err != nil {
		return nil, err
	}
	wanted := map[string]map[uuid.UUID]bool{}
	for _, c := range all {
		for _, f := range c.Fields {
			to := links[c.Table+"."+f.Field]
			if to == "" || m.mayView(ctx, to) != nil {
				continue
			}
			for _, v := range []any{f.Before, f.After} {
				text, _ := v.(string)
				if id, err := uuid.Parse(text); err == nil {
					if wanted[to] == nil {
						wanted[to] = map[uuid.UUID]bool{}
					}
					wanted[to][id] = true
				}
			}
		}
	}
	names := map[string]string{}
	for table, ids := range wanted {
		if err := m.nameRows(ctx, table, ids, names); err != nil {
			return nil, err
		}
	}
	return names, m.nameColumns(ctx, all, names)
}

// nameRows adds the names of rows of one table by their newest versions.
func (m *Module) nameRows(ctx context.Context, table string, ids map[uuid.UUID]bool, names map[string]string) error {
	some := make([]uuid.UUID, 0, len(ids))
	for id := range ids {
		some = append(some, id)
	}
	var found []struct {
		ID    uuid.UUID
		Image json.RawMessage
	}
	err := db.On(ctx).NewRaw(`select s.id, coalesce(v.new, v.old) as image from audit.standing_of(?, 'infinity', array[?]::uuid[], true) s
		join audit.versions v on v.project = platform.project() and v.seq = s.seq and v.at = s.at`, table, bun.List(some)).Scan(ctx, &found)
	if err != nil {
		return err
	}
	for _, f := range found {
		var image map[string]any
		if err := json.Unmarshal(f.Image, &image); err != nil {
			return err
		}
		if name := m.called(ctx, table, image); name != "" {
			names[f.ID.String()] = name
		}
	}
	return nil
}

// called is what people call a row, in the reader's language where it has a
// name in both.
func (m *Module) called(ctx context.Context, table string, image map[string]any) string {
	text := func(name string) string { s, _ := image[name].(string); return s }
	first, second := "da", "en"
	if scope.From(ctx).Language == "en" {
		first, second = second, first
	}
	title := cmp.Or(text("title_"+first), text("title_"+second))
	if no, ok := image["no"].(float64); ok {
		return fmt.Sprintf("%.0f %s", no, title)
	}
	return cmp.Or(text("tag"), text("name_"+first), text("name_"+second), m.label(table, image), title, text("name"), text("code"))
}
