package world_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/testkit"
)

// TestThePageOfDataIsInStep holds the page of what is kept about people against
// what the modules say, and what they say against the database: every table that
// refers to somebody beside who made its rows is named.
func TestThePageOfDataIsInStep(t *testing.T) {
	w := world.New(t)
	var held []kernel.Personal
	for _, m := range w.Kernel.Manifests() {
		held = append(held, m.Personal...)
	}
	slices.SortFunc(held, func(a, b kernel.Personal) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), strings.Compare(a.Holds, b.Holds))
	})
	var page strings.Builder
	page.WriteString("| table | what it holds of people | whose: column | when somebody is erased |\n|---|---|---|---|\n")
	named := map[string]bool{}
	for _, p := range held {
		named[p.Table] = true
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", p.Table, p.Holds, cmp.Or(p.Person, "–"), p.OnErase)
	}
	testkit.Page(t, "../../docs/security/data.md", page.String())

	_, owner := testkit.Database(t)
	d, err := db.Connect(owner, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var refer []string
	err = d.NewRaw(`select distinct c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pg_toast') and a.atttypid = 'uuid'::regtype
		and a.attname <> 'created_by' and (a.attname in ('person', 'by', 'holder', 'to_person', 'subject', 'views_as') or a.attname like '%\_by') order by 1`).Scan(context.Background(), &refer)
	if err != nil || len(refer) < 20 {
		t.Fatalf("%d tables refer to people: %v", len(refer), err)
	}
	for _, table := range refer {
		if !named[table] {
			t.Errorf("no manifest says what %s holds about people", table)
		}
	}
	for table := range named {
		var is bool
		if err := d.NewRaw("select to_regclass(?) is not null", table).Scan(context.Background(), &is); err != nil || !is {
			t.Errorf("a manifest names %s, which there is not: %v", table, err)
		}
	}
}
