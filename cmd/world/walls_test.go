package world_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

func TestMain(m *testing.M) { world.Main(m) }

var parameter = regexp.MustCompile(`:[a-z]+`)

// TestWallsOfEveryAction takes every action there is: signed out it gives
// nothing, and a project of others is like one that does not exist.
func TestWallsOfEveryAction(t *testing.T) {
	w := world.New(t)
	n := 0
	for _, a := range w.Actions() {
		if a.IsOpen() {
			continue
		}
		n++
		path := strings.Replace(a.Path, ":project", w.Project.String(), 1)
		path = strings.Replace(path, ":table", "registers.rows", 1)
		path = parameter.ReplaceAllStringFunc(path, func(string) string { return uuid.NewString() })
		body := "{}"
		if a.Method == http.MethodGet || a.Method == http.MethodDelete {
			body = ""
		}
		if got := w.Do("", a.Method, path, body); got.Status != 401 {
			t.Errorf("%s signed out: got %d %s, want 401", a.Name, got.Status, got.Body)
		}
		if !a.OfProject() {
			continue
		}
		foreign := w.Do("bob", a.Method, path, body)
		missing := w.Do("bob", a.Method, strings.Replace(path, w.Project.String(), uuid.NewString(), 1), body)
		if foreign.Status != 404 || missing.Status != 404 {
			t.Errorf("%s of another project: got %d, of none: %d, want 404 twice", a.Name, foreign.Status, missing.Status)
		}
		if f, m := faceless(foreign), faceless(missing); f != m {
			t.Errorf("%s tells another project from none:\n%s\n%s", a.Name, f, m)
		}
	}
	if n < 60 {
		t.Errorf("only %d actions were tried", n)
	}
}

var ids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)

// faceless is an answer without its ids.
func faceless(a world.Answer) string { return ids.ReplaceAllString(string(a.Body), "…") }

// TestReaderChangesNothing takes every action as somebody who may only read.
func TestReaderChangesNothing(t *testing.T) {
	w := world.New(t)
	for _, a := range w.Actions() {
		area, verb := a.Right()
		if !a.OfProject() || area == "" || verb == "view" {
			continue
		}
		path := strings.Replace(a.Path, ":project", w.Project.String(), 1)
		path = parameter.ReplaceAllStringFunc(path, func(string) string { return uuid.NewString() })
		if got := w.Do("rita", a.Method, path, "{}"); got.Status != 403 {
			t.Errorf("%s by a reader: got %d %s, want 403", a.Name, got.Status, got.Body)
		}
	}
}

// TestSecondWall asks the database itself: as the serving role, in another
// project, without a scope, nothing is there.
func TestSecondWall(t *testing.T) {
	w := world.New(t)
	ctx := context.Background()
	count := func(person, project uuid.UUID, set string) (n int) {
		t.Helper()
		err := w.DB.Work(ctx, db.Entry{Kind: scope.Person, Person: person, Project: project, Request: uuid.New(), Action: "test", Origin: "test", Now: w.Clock.Now()}, func(ctx context.Context) error {
			if set != "" {
				if _, err := db.On(ctx).NewRaw(set).Exec(ctx); err != nil {
					return err
				}
			}
			return db.On(ctx).NewRaw("select (select count(*) from registers.disciplines) + (select count(*) from projects.members) + (select count(*) from audit.versions) + (select count(*) from accounts.people where id <> ?)", w.People["bob"]).Scan(ctx, &n)
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(w.People["ann"], w.Project, ""); n == 0 {
		t.Error("a member sees nothing of the own project: the test proves nothing")
	}
	own := count(w.People["bob"], w.Other, "")
	for name, n := range map[string]int{
		"nobody":                         count(uuid.Nil, uuid.Nil, ""),
		"nobody in a project":            count(uuid.Nil, w.Project, ""),
		"a stranger":                     count(w.People["bob"], w.Project, "") - 1, // the own membership elsewhere
		"a stranger who sets the scope":  count(w.People["bob"], uuid.Nil, fmt.Sprintf("select set_config('app.project', '%s', true)", w.Project)) - 1,
		"somebody in two projects' rows": count(w.People["bob"], w.Other, "") - own,
	} {
		if n != 0 {
			t.Errorf("%s sees %d rows of another project", name, n)
		}
	}
}

// TestEveryTableBelongsToSomeone asks the database for tables that anybody
// could read: without row security, or without a policy.
func TestEveryTableBelongsToSomeone(t *testing.T) {
	serving, owner := testkit.Database(t)
	d, err := db.Connect(owner, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var open []string
	err = d.NewRaw(`select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'public')
		and has_table_privilege('cxweb_app', c.oid, 'select') and c.oid <> 'platform.tables'::regclass
		and (not c.relrowsecurity or not c.relforcerowsecurity or not exists (select 1 from pg_policy p where p.polrelid = c.oid) or not exists (select 1 from platform.tables t where t.name = c.oid))`).Scan(context.Background(), &open)
	if err != nil {
		t.Fatal(err)
	}
	if len(open) > 0 {
		t.Errorf("tables that belong to nobody: %v", open)
	}
	var leaky []string
	if err := d.NewRaw(`select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
		and coalesce(c.reloptions::text, '') not like '%security_invoker=true%'`).Scan(context.Background(), &leaky); err != nil {
		t.Fatal(err)
	}
	if len(leaky) > 0 {
		t.Errorf("views that look past row security: %v", leaky)
	}
	s, err := db.Open(context.Background(), serving, 1)
	if err != nil {
		t.Fatalf("the serving role is refused: %v", err)
	}
	defer s.Close()
	for _, statement := range []string{"insert into audit.versions (at, tbl, row, version, op) values (now(), 'x', gen_random_uuid(), 1, 'I')", "delete from audit.versions", "update audit.entries set action = 'x'",
		"select * from platform.memberships", "select * from registers.words", "select * from platform.kept_files", "select * from platform.verdicts", "insert into platform.verdicts (sha256, state) values ('x', 'clean')", "select platform.judge('x', 'clean', '')", "select platform.unjudged('', 1)", "insert into platform.memberships values (gen_random_uuid(), gen_random_uuid(), false)", "alter table registers.rows disable row level security", "drop table registers.rows"} {
		if _, err := s.ExecContext(context.Background(), statement); err == nil {
			t.Errorf("the serving role may %s", statement)
		}
	}
}

// TestRefusesRolesThatRowSecurityDoesNotBind starts as roles that must not serve.
func TestRefusesRolesThatRowSecurityDoesNotBind(t *testing.T) {
	_, owner := testkit.Database(t)
	for name, url := range map[string]string{"the owner": owner, "a superuser": testkit.Super(t)} {
		if d, err := db.Open(context.Background(), url, 1); err == nil {
			d.Close()
			t.Errorf("%s is let in", name)
		}
	}
}
