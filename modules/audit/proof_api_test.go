package audit_test

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/modules/audit/seal"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const (
	systems = "/projects/{project}/systems"
	proof   = "/projects/{project}/history/proof"
)

func TestHistoryIsSealedAndChecked(t *testing.T) {
	w := world.New(t)
	w.Walls("GET "+proof, "", "ben")
	w.Walls("POST "+proof+"/check", "", "ben")
	w.Walls("GET /projects/{project}/history/seals", "", "ben")
	changed(t, w, 3)
	sealed(t, w)
	changed(t, w, 2)
	w.Run([]world.Call{
		{As: "", Do: "GET /seal_key", Want: 200, Says: `"fingerprint":"`},
		{As: "rita", Do: "GET " + proof, Want: 200, Says: `"seals":1`},
		{As: "rita", Do: "GET /projects/{project}/history/seals", Want: 200, Says: `"n":1`},
		{As: "bob", Do: "GET /projects/{other}/history/seals", Want: 200, Not: `"n":2`},
	})
	if c := checked(t, w, "rita"); c.Faults != 0 || c.Waiting != 0 || c.Seals != 2 || c.Versions < 10 || c.Entries < 10 || c.Person == nil {
		t.Fatalf("got %+v", c)
	}
	w.Run([]world.Call{{As: "rita", Do: "GET /projects/{project}/history/seals?limit=1", Want: 200, Says: `"n":2`}, {As: "rita", Do: "GET /projects/{project}/history/seals?after=2", Want: 200, Not: `"n":2`}})
	// Once a night it is looked at without anybody asking, and once only.
	w.Clock.Set(testkit.Today.Add(24 * time.Hour))
	defer w.Clock.Set(testkit.Today)
	for range 2 {
		if err := w.RunJob(t.Context(), "audit.check"); err != nil {
			t.Fatal(err)
		}
	}
	w.Run([]world.Call{{As: "rita", Do: "GET " + proof, Want: 200, Says: `"faults":0`, Not: `"person"`}})
}

// TestTamperingIsFound does what a superuser of the database could do, each to a
// project of its own.
func TestTamperingIsFound(t *testing.T) {
	for name, one := range map[string]struct{ does, says string }{
		"a value in the history":        {`update audit.versions set new = jsonb_set(new, '{tag}', '"FALSK"') where project = $1 and tbl = 'registers.systems' and version = 1`, "was changed after it was sealed"},
		"who it was":                    {`update audit.versions set person = gen_random_uuid() where project = $1 and tbl = 'registers.systems'`, "was changed after it was sealed"},
		"when it was":                   {`update audit.versions set at = at - interval '1 second' where project = $1 and tbl = 'registers.systems'`, "was changed after it was sealed"},
		"what an action said":           {`update audit.entries set action = 'registers.system.read' where project = $1`, "was changed after it was sealed"},
		"a version removed":             {`delete from audit.versions where project = $1 and tbl = 'registers.systems' and version = 2`, "a version is gone"},
		"an entry removed":              {`delete from audit.entries where project = $1 and action = 'registers.system.change'`, "an entry is gone"},
		"two versions exchanged":        {`update audit.versions v set new = o.new from audit.versions o where v.project = $1 and o.project = $1 and v.tbl = 'registers.systems' and o.tbl = v.tbl and v.version = 1 and o.version = 2`, "was changed after it was sealed"},
		"another order":                 {`with gone as (delete from audit.versions where project = $1 and tbl = 'registers.systems' returning *), ends as (select min(seq) a, max(seq) z from gone) insert into audit.versions overriding system value select (jsonb_populate_record(null::audit.versions, to_jsonb(g) || jsonb_build_object('seq', case seq when a then z when z then a else seq end))).* from gone g, ends`, "was changed after it was sealed"},
		"a version slipped in":          {`insert into audit.versions (at, project, tbl, row, version, op, new) select now() - interval '400 days', project, tbl, row, 9, 'U', new from audit.versions where project = $1 and tbl = 'registers.systems' limit 1`, "came after later ones had been sealed"},
		"a seal removed":                {`delete from audit.seals where project = $1 and n = 1`, "a seal is missing between 0 and 2"},
		"the end cut off":               {`with cut as (delete from audit.seals where project = $1 and n >= 2 returning versions, entries), v as (delete from audit.versions where seq in (select unnest(versions) from cut)) delete from audit.entries where seq in (select unnest(entries) from cut)`, "the newest seals are gone"},
		"a seal's hashes":               {`update audit.seals set leaves = sha256('x') || substr(leaves, 33) where project = $1 and n = 1`, "was changed after it was signed"},
		"a seal's moment":               {`update audit.seals set made_at = made_at - interval '1 day' where project = $1 and n = 1`, "was changed after it was signed"},
		"a row changed past triggers":   {`update registers.systems set tag = 'FALSK' where project = $1 and tag = 'VE1'`, "was changed without a trace"},
		"a row removed past triggers":   {`delete from registers.systems where project = $1 and tag = 'VE1'`, "was removed without a trace"},
		"a row made past triggers":      {`insert into registers.systems select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'tag', 'NY'))).* from registers.systems s where project = $1 limit 1`, "was made without a trace"},
		"the photo of a test exchanged": {`update platform.files set sha256 = repeat('0', 64) where project = $1`, "platform.files was changed without a trace"},
		"rights given past triggers":    {`update projects.members set rights = rights || '{exports.export}' where project = $1 and role = 'reader'`, "projects.members was changed without a trace"},
	} {
		t.Run(name, func(t *testing.T) {
			w := world.New(t)
			changed(t, w, 2)
			w.Upload("eve", "a.txt", []byte("text"))
			sealed(t, w)
			changed(t, w, 1)
			sealed(t, w)
			if c := checked(t, w, "ann"); c.Faults != 0 {
				t.Fatalf("before: %+v", c)
			}
			super(t, one.does, w.Project)
			c := checked(t, w, "ann")
			said := []string{}
			for _, f := range c.Found {
				said = append(said, f.Says)
			}
			if !strings.Contains(strings.Join(said, "\n"), one.says) {
				t.Errorf("got %d faults: %q, want one that says %q", c.Faults, said, one.says)
			}
		})
	}
}

// TestForgedChainIsFound makes the whole chain anew after a change, with a key
// of the forger's own.
func TestForgedChainIsFound(t *testing.T) {
	w := world.New(t)
	changed(t, w, 2)
	sealed(t, w)
	_, forger, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	var s seal.Seal
	conn := superuser(t)
	if err := conn.QueryRow(t.Context(), "update audit.versions set new = jsonb_set(new, '{tag}', '\"FALSK\"') where project = $1 and tbl = 'registers.systems' and version = 1 returning project::text", w.Project).Scan(&s.Project); err != nil {
		t.Fatal(err)
	}
	err = conn.QueryRow(t.Context(), `select n, made_at, versions, entries, (select string_agg(audit.leaf(v), '' order by v.seq) from audit.versions v where v.seq = any (s.versions))
		|| (select string_agg(audit.leaf(e), '' order by e.seq) from audit.entries e where e.seq = any (s.entries)) from audit.seals s where project = $1`, w.Project).
		Scan(&s.N, &s.Made, &s.Versions, &s.Entries, (*[]byte)(&s.Leaves))
	if err != nil {
		t.Fatal(err)
	}
	s.Sign(forger)
	if _, err := conn.Exec(t.Context(), "update audit.seals set leaves = $2, root = $3, hash = $4, key = $5, signature = $6 where project = $1",
		w.Project, []byte(s.Leaves), []byte(s.Root), []byte(s.Hash), []byte(s.Key), []byte(s.Signature)); err != nil {
		t.Fatal(err)
	}
	c := checked(t, w, "ann")
	if len(c.Found) == 0 || !strings.Contains(c.Found[0].Says, "with a key that is not known") {
		t.Errorf("got %+v", c)
	}
}

// TestSealsAfterARestore has the database count its transactions anew, as one
// does that was restored from a dump: nothing stays unsealed or is sealed twice.
func TestSealsAfterARestore(t *testing.T) {
	w := world.New(t)
	changed(t, w, 2)
	sealed(t, w)
	conn := superuser(t)
	// The restored database has reached fewer transactions than the seals say.
	if _, err := conn.Exec(t.Context(), "update audit.reached set vx = '900000000000' where project = '00000000-0000-0000-0000-000000000000'"); err != nil {
		t.Fatal(err)
	}
	changed(t, w, 3)
	sealed(t, w)
	changed(t, w, 4)
	if c := checked(t, w, "ann"); c.Faults != 0 || c.Waiting != 0 {
		t.Errorf("got %+v", c)
	}
	sealed(t, w)
	sealedOnce(t, conn, w.Project)
}

// TestOneProjectIsSealedAhead has a project sealed that cannot wait: others are
// left for their turn, and then nothing of it is sealed twice or passed over.
func TestOneProjectIsSealedAhead(t *testing.T) {
	w := world.New(t)
	conn := superuser(t)
	waiting := func(as, project string) int {
		n, _ := w.Do(as, "GET", strings.Replace(proof, "{project}", project, 1), "").Field("waiting").(float64)
		return int(n)
	}
	changed(t, w, 2)
	w.Run([]world.Call{{As: "bob", Do: "POST /projects/{other}/systems", Send: `{"tag":"X1"}`, Want: 201}})
	before := waiting("bob", "{other}")
	if c := checked(t, w, "ann"); c.Faults != 0 || c.Waiting != 0 || c.Versions == 0 {
		t.Fatalf("sealed ahead: %+v", c)
	}
	if after := waiting("bob", "{other}"); before == 0 || after != before {
		t.Errorf("%d versions of the other project waited, and %d when this one was sealed", before, after)
	}
	changed(t, w, 3)
	if c := checked(t, w, "ann"); c.Faults != 0 || c.Waiting != 0 {
		t.Fatalf("sealed ahead once more: %+v", c)
	}
	changed(t, w, 1)
	sealed(t, w)
	if n := waiting("bob", "{other}"); n != 0 {
		t.Errorf("in its turn the other project is sealed but for %d versions", n)
	}
	if c := checked(t, w, "ann"); c.Faults != 0 || c.Waiting != 0 {
		t.Errorf("in its turn: %+v", c)
	}
	sealed(t, w)
	for _, project := range []uuid.UUID{w.Project, w.Other} {
		sealedOnce(t, conn, project)
	}
	var ahead int
	if err := conn.QueryRow(t.Context(), "select count(*) from audit.reached where project = any($1)", []uuid.UUID{w.Project, w.Other}).Scan(&ahead); err != nil || ahead != 0 {
		t.Errorf("%d projects are still ahead, %v", ahead, err)
	}
}

// sealedOnce holds a project's versions and entries against what its seals name.
func sealedOnce(t *testing.T, conn *pgx.Conn, project uuid.UUID) {
	t.Helper()
	for _, table := range []string{"versions", "entries"} {
		var missing, twice int
		if err := conn.QueryRow(t.Context(), "with s as (select unnest("+table+") seq from audit.seals where project = $1) select (select count(*) from audit."+table+" where project = $1 and seq not in (select seq from s)), (select count(*) - count(distinct seq) from s)", project).
			Scan(&missing, &twice); err != nil || missing != 0 || twice != 0 {
			t.Errorf("%d %s are not sealed, %d are sealed twice, %v", missing, table, twice, err)
		}
	}
}

func changed(t *testing.T, w *world.World, times int) {
	t.Helper()
	id := uuid.NewString()
	w.Run([]world.Call{{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"VE%d","description":"æ \"quoted\" \\ 1.500"}`, id, times), Want: 201}})
	for n := range times {
		w.Run([]world.Call{{As: "eve", Do: "PATCH " + systems + "/" + id, Send: fmt.Sprintf(`{"base":%d,"type":"type %d"}`, n+1, n), Want: 200}})
	}
}

func sealed(t *testing.T, w *world.World) {
	t.Helper()
	if err := w.RunJob(t.Context(), "audit.seal"); err != nil {
		t.Fatal(err)
	}
}

type check struct {
	Seals, Faults              int
	Versions, Entries, Waiting int64
	Person                     *string
	Found                      []struct{ Says, Table, Row string }
}

func checked(t *testing.T, w *world.World, as string) check {
	t.Helper()
	a := w.Do(as, "POST", proof+"/check", "")
	if a.Status != 202 {
		t.Fatalf("the check: %d %s", a.Status, a.Body)
	}
	if state := w.Task(as, uuid.MustParse(fmt.Sprint(a.Field("task")))); state != "done" {
		t.Fatalf("the check is %s", state)
	}
	var p struct{ Check check }
	w.Do(as, "GET", proof, "").Read(t, &p)
	return p.Check
}

func superuser(t *testing.T) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), testkit.Super(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// super changes the database with its triggers off.
func super(t *testing.T, statement string, args ...any) {
	t.Helper()
	conn := superuser(t)
	if _, err := conn.Exec(t.Context(), "set session_replication_role = replica"); err != nil {
		t.Fatal(err)
	}
	tag, err := conn.Exec(t.Context(), statement, args...)
	if err != nil || tag.RowsAffected() == 0 {
		t.Fatalf("%s: %v, %v", statement, tag, err)
	}
}
