package world_test

import (
	"context"
	"testing"

	"cxweb/platform/db"
	"cxweb/platform/testkit"
)

// TestSchemaKeepsTheRules asks the database for what migrations forgot: a
// comment, a name of one's own for a constraint, the project at the beginning
// of a key, an index under a reference, the mark of a change.
func TestSchemaKeepsTheRules(t *testing.T) {
	_, owner := testkit.Database(t)
	d, err := db.Connect(owner, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	const ours = "n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pg_toast')"
	for rule, query := range map[string]string{
		"a table without a comment": `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p') and not c.relispartition and ` + ours + ` and obj_description(c.oid, 'pg_class') is null and c.oid <> 'platform.memberships'::regclass`,
		"a constraint that PostgreSQL named": `select conrelid::regclass || ' ' || conname from pg_constraint k join pg_namespace n on n.oid = k.connamespace
			where ` + ours + ` and (contype = 'c' and conname ~ '_check[0-9]*$' or contype = 'f' and conname ~ '_fkey[0-9]*$' or contype = 'u' and conname ~ '_key[0-9]*$')`,
		"a unique key of a project's table that does not begin with the project": `select i.indexrelid::regclass::text from pg_index i join platform.tables p on p.name = i.indrelid and p.kind = 'project'
			where i.indisunique and not i.indisprimary and (select attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) is distinct from 'project'`,
		"a reference between projects' tables that does not begin with the project": `select k.conrelid::regclass || ' ' || k.conname from pg_constraint k
			join platform.tables p on p.name = k.conrelid and p.kind = 'project' join platform.tables q on q.name = k.confrelid and q.kind = 'project'
			where k.contype = 'f' and k.confrelid <> 'projects.projects'::regclass and (select attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) <> 'project'`,
		"a versioned table that draws no mark when it changes": `select t.name::text from platform.tables t where t.versioned and not exists (select 1 from pg_trigger g where g.tgrelid = t.name and g.tgname = 'marks' and g.tgenabled <> 'D')`,
		"a function that plans for the setting that it finds at first": `select p.oid::regprocedure::text from pg_proc p join pg_language l on l.oid = p.prolang join pg_namespace n on n.oid = p.pronamespace
			where ` + ours + ` and l.lanname = 'plpgsql' and p.prosrc ~ '[^:]= platform\.(project|request)\(\)'`,
	} {
		var broken []string
		if err := d.NewRaw(query).Scan(context.Background(), &broken); err != nil {
			t.Fatalf("%s: %v", rule, err)
		}
		if len(broken) > 0 {
			t.Errorf("%s: %v", rule, broken)
		}
	}
}
