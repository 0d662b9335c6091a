package audit

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// Change is what became of one row in one action.
type Change struct {
	Table   string       `json:"table"`
	Row     uuid.UUID    `json:"row"`
	Label   string       `json:"label"` // what people call the row
	Op      string       `json:"op"`    // I made, U changed, D deleted
	Version int          `json:"version"`
	Unit    string       `json:"unit,omitempty"` // of the values that the row measures
	Fields  []FieldDelta `json:"fields"`
}

// FieldDelta is one field before and after.
type FieldDelta struct {
	Field  string `json:"field"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// machinery are columns that say nothing to people.
var machinery = map[string]bool{"id": true, "project": true, "version": true, "changed_at": true, "created_at": true, "created_by": true}

// change puts a version into words: which fields, before and after.
func (m *Module) change(v *version) (*Change, error) {
	var before, after map[string]any
	if len(v.Old) > 0 {
		if err := json.Unmarshal(v.Old, &before); err != nil {
			return nil, err
		}
	}
	if len(v.New) > 0 {
		if err := json.Unmarshal(v.New, &after); err != nil {
			return nil, err
		}
	}
	c := &Change{Table: v.Tbl, Row: v.Row, Op: v.Op, Version: v.Version, Fields: []FieldDelta{}, Label: m.label(v.Tbl, before, after)}
	for _, image := range []map[string]any{before, after} {
		if unit, ok := image["unit"].(string); ok {
			c.Unit = unit
		}
	}
	names := before
	if v.Op == "I" {
		names = after
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		b, a := before[name], after[name]
		if machinery[name] || v.Op != "U" && isEmpty(b) && isEmpty(a) {
			continue
		}
		if name == ownField {
			c.Fields = append(c.Fields, ownDeltas(b, a)...)
			continue
		}
		c.Fields = append(c.Fields, FieldDelta{Field: name, Before: b, After: a})
	}
	return c, nil
}

func isSame(a, b any) bool { return isEmpty(a) && isEmpty(b) || reflect.DeepEqual(a, b) }

func isEmpty(v any) bool {
	m, isMap := v.(map[string]any)
	return v == nil || v == "" || v == false || isMap && len(m) == 0
}

// label finds the name of a row in its image by the manifest's rule: the first
// field that the rule names.
func (m *Module) label(table string, images ...map[string]any) string {
	_, rest, found := strings.Cut(m.restores[table].Label, "->>'")
	name, _, _ := strings.Cut(rest, "'")
	if !found {
		return ""
	}
	for i := len(images) - 1; i >= 0; i-- {
		switch v := images[i][name].(type) {
		case string:
			return v
		case float64:
			text, err := json.Marshal(v)
			if err == nil {
				return string(text)
			}
		}
	}
	return ""
}

// ListChanges asks for every row that an action changed.
type ListChanges struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `params:"entry" json:"-"`
	After   int64     `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
}

// Changes are a page of what an action changed.
type Changes struct {
	Items []*Change         `json:"items"`
	Next  *int64            `json:"next,omitempty"`
	Names map[string]string `json:"names"`
}

func (m *Module) listChanges(ctx context.Context, q ListChanges) (*Changes, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 100
	}
	var all []*version
	err := db.On(ctx).NewRaw("select entry, seq, tbl, row, version, op, new, old from audit.versions where project = ? and entry = ? and seq > ? order by seq limit ?",
		q.Project, q.Entry, q.After, limit+1).Scan(ctx, &all)
	if err != nil {
		return nil, err
	}
	page := &Changes{Items: []*Change{}}
	for i, v := range all {
		if i == limit {
			page.Next = &all[i-1].Seq
			break
		}
		c, err := m.change(v)
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, c)
	}
	page.Names, err = m.names(ctx, page.Items)
	return page, err
}
