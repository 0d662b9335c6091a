package audit

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// A project's own columns stand together in one column of a register, by their
// keys; a change of one is a field of its own, called as the registers call it.
const (
	ownField   = "own"
	ownPrefix  = "own."
	ownColumns = "registers.columns"
	documents  = "documents.documents"
)

// ownDeltas are the own columns in which two images differ.
func ownDeltas(before, after any) (all []FieldDelta) {
	b, _ := before.(map[string]any)
	a, _ := after.(map[string]any)
	keys := maps.Clone(b)
	if keys == nil {
		keys = map[string]any{}
	}
	maps.Copy(keys, a)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !isSame(b[key], a[key]) {
			all = append(all, FieldDelta{Field: ownPrefix + key, Before: b[key], After: a[key]})
		}
	}
	return all
}

// nameColumns adds the names of the own columns that changes are about, those
// too that were deleted since: what they were called stands in their versions.
func (m *Module) nameColumns(ctx context.Context, all []*Change, names map[string]string) error {
	wanted := map[string]bool{}
	for _, c := range all {
		for _, f := range c.Fields {
			if key, own := strings.CutPrefix(f.Field, ownPrefix); own {
				wanted[key] = true
			}
		}
	}
	if len(wanted) == 0 || m.mayView(ctx, ownColumns) != nil {
		return nil
	}
	var found []struct {
		Key, DA, EN, Kind string
		Gone              bool
	}
	err := db.On(ctx).NewRaw(`select distinct on (c.image ->> 'key') c.image ->> 'key' as key, c.image ->> 'name_da' as da, c.image ->> 'name_en' as en, c.image ->> 'kind' as kind, c.gone
		from (select coalesce(v.new, v.old) as image, v.op = 'D' as gone, v.seq from audit.versions v where v.project = platform.project() and v.tbl = ?) c
		where c.image ->> 'key' in (?) order by c.image ->> 'key', c.seq desc`, ownColumns, bun.List(slices.Collect(maps.Keys(wanted)))).Scan(ctx, &found)
	if err != nil {
		return err
	}
	linking := map[string]bool{}
	for _, c := range found {
		linking[ownPrefix+c.Key] = c.Kind == "document"
		names[c.Key] = inBoth(ctx, c.DA, c.EN)
		if c.Gone {
			names[c.Key] = problem.Say(scope.From(ctx).Language, "%s (deleted)", names[c.Key])
		}
	}
	return m.nameDocuments(ctx, all, linking, names)
}

// nameDocuments adds what documents are called that own columns link to.
func (m *Module) nameDocuments(ctx context.Context, all []*Change, linking map[string]bool, names map[string]string) error {
	ids := map[uuid.UUID]bool{}
	for _, c := range all {
		for _, f := range c.Fields {
			for _, v := range []any{f.Before, f.After} {
				if text, _ := v.(string); linking[f.Field] {
					if id, err := uuid.Parse(text); err == nil {
						ids[id] = true
					}
				}
			}
		}
	}
	if len(ids) == 0 || m.mayView(ctx, documents) != nil {
		return nil
	}
	return m.nameRows(ctx, documents, ids, names)
}

// inBoth is a name that stands in both languages in the reader's.
func inBoth(ctx context.Context, danish, english string) string {
	if scope.From(ctx).Language == "en" {
		return cmp.Or(english, danish)
	}
	return cmp.Or(danish, english)
}

// goneColumns are the names of the own columns that a table had at a moment and
// that were deleted since.
func (m *Module) goneColumns(ctx context.Context, table string, at time.Time) ([]string, error) {
	if m.mayView(ctx, ownColumns) != nil {
		return nil, nil
	}
	var found []struct{ DA, EN string }
	err := db.On(ctx).NewRaw(`select v.new ->> 'name_da' as da, v.new ->> 'name_en' as en from audit.standing(?0, ?1, null, 1000) s join audit.versions v on v.project = platform.project() and v.seq = s.seq and v.at = s.at
		where 'registers.' || (v.new ->> 'thing') || 's' = ?2 and s.id not in (select n.id from audit.standing(?0, 'infinity', null, 1000) n) order by 1, 2`, ownColumns, at, table).Scan(ctx, &found)
	names := make([]string, len(found))
	for i, c := range found {
		names[i] = inBoth(ctx, c.DA, c.EN)
	}
	return names, err
}

func init() {
	problem.Teach(map[string]string{"%s (deleted)": "%s (slettet)"})
}
