package projects_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// member finds somebody's membership.
func member(t *testing.T, w *world.World, name string) (id string, version int) {
	t.Helper()
	var all struct {
		Items []struct {
			ID, Person string
			Version    int
		}
	}
	w.Do("ann", "GET", "/projects/{project}/members", "").Read(t, &all)
	for _, m := range all.Items {
		if m.Person == w.People[name].String() {
			return m.ID, m.Version
		}
	}
	t.Fatalf("%s is no member", name)
	return "", 0
}

func TestMembers(t *testing.T) {
	w := world.New(t)
	const members = "/projects/{project}/members"
	w.Walls("GET "+members, "", "ben")
	w.Walls("POST "+members, `{"email":"x@test.example","role":"reader"}`, "eve")
	rita, version := member(t, w, "rita")
	ann, annVersion := member(t, w, "ann")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + members, Send: `{"email":"not an address","role":"reader"}`, Want: 422, Says: "#/email"},
		{As: "ann", Do: "POST " + members, Send: `{"email":"x@test.example\r\nBcc: y@test.example","role":"reader"}`, Want: 422},
		{As: "ann", Do: "POST " + members, Send: `{"email":"x@test.example","role":"king"}`, Want: 422, Says: "#/role"},
		{As: "ann", Do: "POST " + members, Send: `{"email":"x@test.example","role":"reader","rights":["rows.destroy"]}`, Want: 422, Says: "#/rights"},
		{As: "ann", Do: "PATCH " + members + "/" + rita, Send: fmt.Sprintf(`{"base":%d,"role":"editor"}`, version), Want: 200, Says: "registers.edit_all"},
		{As: "rita", Do: "POST /projects/{project}/systems", Send: `{"tag":"AB01"}`, Want: 201}, // at once
		{As: "ann", Do: "PATCH " + members + "/" + ann, Send: fmt.Sprintf(`{"base":%d,"role":"reader"}`, annVersion), Want: 409, Says: "administrator"},
		{As: "ann", Do: "DELETE " + members + "/" + ann, Want: 409, Says: "administrator"},
		{As: "ann", Do: "DELETE " + members + "/" + rita, Want: 204},
		{As: "rita", Do: "GET /projects/{project}/systems", Want: 404}, // at once
		{As: "rita", Do: "GET /projects", Want: 200, Says: `"items":[]`},
	})
}

func TestNobodyGivesMoreThanTheyHave(t *testing.T) {
	w := world.New(t)
	eve, version := member(t, w, "eve")
	give, err := json.Marshal([]string{"members.view", "members.create", "members.edit_all", "registers.view"})
	if err != nil {
		t.Fatal(err)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH /projects/{project}/members/" + eve, Send: fmt.Sprintf(`{"base":%d,"rights":%s}`, version, give), Want: 200},
		{As: "eve", Do: "POST /projects/{project}/members", Send: `{"email":"x@test.example","role":"administrator"}`, Want: 403, Says: "cannot give"},
		{As: "eve", Do: "POST /projects/{project}/members", Send: `{"email":"` + uuid.NewString() + `@test.example","role":"reader","rights":["registers.view"]}`, Want: 201},
	})
	ann, annVersion := member(t, w, "ann")
	w.Run([]world.Call{
		{As: "eve", Do: "PATCH /projects/{project}/members/" + ann, Send: fmt.Sprintf(`{"base":%d,"role":"reader"}`, annVersion), Want: 403},
		{As: "eve", Do: "DELETE /projects/{project}/members/" + ann, Want: 403},
	})
}

func TestMembershipEndsByItself(t *testing.T) {
	w := world.New(t)
	const members = "/projects/{project}/members"
	rita, version := member(t, w, "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"guest"}`, Want: 422, Says: "#/ends_on"},
		{As: "ann", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"guest","ends_on":"2026-04-19"}`, Want: 422, Says: "is over already"},
		{As: "ann", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"guest","ends_on":"soon"}`, Want: 422, Says: "#/ends_on"},
		{As: "ann", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"guest","ends_on":"2026-04-30"}`, Want: 201, Says: `"ends_on":"2026-04-30"`},
		{As: "ann", Do: "PATCH " + members + "/" + rita, Send: fmt.Sprintf(`{"base":%d,"ends_on":"2026-04-21"}`, version), Want: 200, Says: `"ends_on":"2026-04-21"`},
	})
	ann, annVersion := member(t, w, "ann")
	w.Run([]world.Call{{As: "ann", Do: "PATCH " + members + "/" + ann, Send: fmt.Sprintf(`{"base":%d,"ends_on":"2026-04-21"}`, annVersion), Want: 409, Says: "administrator"}})
	defer w.Clock.Set(testkit.Today)
	w.Clock.Set(time.Date(2026, 4, 21, 21, 59, 0, 0, time.UTC)) // a minute before midnight in Denmark
	w.Run([]world.Call{
		{As: "rita", Do: "GET /projects/{project}/systems", Want: 200},
		{As: "rita", Do: "GET /projects", Want: 200, Says: w.Project.String()},
	})
	w.Clock.Set(time.Date(2026, 4, 21, 22, 1, 0, 0, time.UTC))
	w.Run([]world.Call{
		{As: "rita", Do: "GET /projects/{project}/systems", Want: 404},
		{As: "rita", Do: "GET /projects", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET " + members, Want: 200, Says: `"state":"ended"`},
		{As: "ann", Do: "PATCH " + members + "/" + rita, Send: fmt.Sprintf(`{"base":%d,"ends_on":null}`, version+1), Want: 200},
		{As: "rita", Do: "GET /projects/{project}/systems", Want: 200},
	})
}

// TestHistoryGivesNoRights puts an earlier membership back out of the history:
// who may edit members could else give rights that they do not have.
func TestHistoryGivesNoRights(t *testing.T) {
	w := world.New(t)
	eve, version := member(t, w, "eve")
	const restore = "POST /projects/{project}/history/restore"
	give := `["members.view","members.create","members.edit_all","history.view"]`
	back := `{"table":"projects.members","row":"` + eve + `","version":%d}`
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH /projects/{project}/members/" + eve, Send: fmt.Sprintf(`{"base":%d,"role":"administrator"}`, version), Want: 200},
		{As: "ann", Do: "PATCH /projects/{project}/members/" + eve, Send: fmt.Sprintf(`{"base":%d,"role":"editor","rights":%s}`, version+1, give), Want: 200},
		{As: "eve", Do: restore, Send: fmt.Sprintf(back, version+1), Want: 403},
		{As: "eve", Do: "GET /projects/{project}/access", Want: 200, Says: `"administrator":false`},
		{As: "ann", Do: restore, Send: fmt.Sprintf(back, version+1), Want: 200},
		{As: "eve", Do: "GET /projects/{project}/access", Want: 200, Says: `"administrator":true`},
	})
}

func TestAdministrationIsTransferred(t *testing.T) {
	w := world.New(t)
	eve, _ := member(t, w, "eve")
	ann, _ := member(t, w, "ann")
	transfer := func(id string) string { return "POST /projects/{project}/members/" + id + "/transfer" }
	w.Walls(transfer(eve), `{"role":"editor"}`, "eve")
	w.Run([]world.Call{
		{As: "ann", Do: transfer(eve), Send: `{"role":"king"}`, Want: 422, Says: "#/role"},
		{As: "ann", Do: transfer(eve), Send: `{"role":"guest"}`, Want: 422, Says: "#/role"},
		{As: "ann", Do: transfer(ann), Send: `{"role":"editor"}`, Want: 409},
		{As: "ann", Do: transfer(uuid.NewString()), Send: `{"role":"editor"}`, Want: 404},
		{As: "ann", Do: "POST /projects/{project}/members", Send: `{"id":"01a202f3-af64-7a8e-85aa-6bea0210e8a9","email":"` + uuid.NewString() + `@test.example","role":"reader"}`, Want: 201},
		{As: "ann", Do: transfer("01a202f3-af64-7a8e-85aa-6bea0210e8a9"), Send: `{"role":"editor"}`, Want: 409, Says: "joined"},
	})
	w.As("eve", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("update projects.members set joined_at = platform.now() where id = ?", eve).Exec(ctx)
		return err
	})
	w.Run([]world.Call{
		{As: "ann", Do: transfer(eve), Send: `{"role":"reader"}`, Want: 200, Says: `"role":"administrator"`},
		{As: "ann", Do: "POST /projects/{project}/systems", Send: `{"tag":"AB01"}`, Want: 403, Says: "It can be given by Eve"},
		{As: "eve", Do: "GET /projects/{project}/access", Want: 200, Says: `"administrator":true`},
		{As: "ann", Do: transfer(ann), Send: `{"role":"reader"}`, Want: 403},
	})
}

func TestProjects(t *testing.T) {
	w := world.New(t)
	w.Walls("GET /projects/{project}", "", "")
	w.Walls("PATCH /projects/{project}", `{"base":1,"name":"X"}`, "eve")
	id := uuid.NewString()
	w.Run([]world.Call{
		{As: "ann", Do: "POST /projects", Send: `{"id":"` + id + `","name":""}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "POST /projects", Send: `{"id":"` + id + `","name":"Ny","starts_on":"2026-05-01","handover_on":"2026-04-01"}`, Want: 422, Says: "#/handover_on"},
		{As: "ann", Do: "POST /projects", Send: `{"id":"` + id + `","name":"Ny","disciplines":[{"code":"VE","name_da":"Ventilation"},{"code":"VE","name_da":"Igen"}]}`, Want: 422, Says: "#/disciplines"},
		{As: "ann", Do: "POST /projects", Send: `{"id":"` + id + `","name":"Ny","budget":1000000,"disciplines":[{"code":"VE","name_da":"Ventilation"}]}`, Want: 201, Says: id},
		{As: "bob", Do: "POST /projects", Send: `{"id":"` + id + `","name":"Mit nu"}`, Want: 404}, // somebody else's id is no way in
		{As: "ann", Do: "GET /projects/" + id + "/disciplines", Want: 200, Says: "Ventilation"},
		{As: "bob", Do: "GET /projects/" + id, Want: 404},
		{As: "ann", Do: "PATCH /projects/" + id, Send: `{"base":1,"name":"Nyt navn","budget":null}`, Want: 200, Says: `"budget":null`},
		{As: "ann", Do: "PATCH /projects/" + id, Send: `{"base":1,"name":"Andet navn"}`, Want: 412, Says: "Nyt navn"},
	})
}

// TestWhoHasAnAccountJoinsByComing invites somebody of another project: the list
// tells no more than of anybody else until they come, and then they may take over.
func TestWhoHasAnAccountJoinsByComing(t *testing.T) {
	w := world.New(t)
	const access, join = "/projects/{project}/access", "/projects/{project}/join"
	w.Walls("POST "+join, "", "")
	email := "bob." + w.People["bob"].String() + "@test.example"
	a := w.Do("ann", "POST", "/projects/{project}/members", `{"email":"`+email+`","company_name":"Nordluft","role":"editor"}`)
	if a.Status != 201 || a.Field("state") != "invited" {
		t.Fatalf("inviting: %d %s", a.Status, a.Body)
	}
	bob, _ := member(t, w, "bob")
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + access, Want: 200, Says: `"joined":true`},
		{As: "bob", Do: "GET " + access, Want: 200, Says: `"joined":false`},
		{As: "bob", Do: "POST " + join, Want: 204},
		{As: "bob", Do: "POST " + join, Want: 204}, // once more changes nothing
		{As: "bob", Do: "GET " + access, Want: 200, Says: `"joined":true`},
		{As: "ann", Do: "GET /projects/{project}/members", Want: 200, Says: `"id":"` + bob + `"`, Not: `"state":"invited"`},
	})
}

// TestInvitationFollowsTheRights changes what somebody is invited as before they
// come: the mail they have works no more, the next one says what counts.
func TestInvitationFollowsTheRights(t *testing.T) {
	w := world.New(t)
	const members, read = "/projects/{project}/members", "POST /invitation"
	email := uuid.NewString() + "@test.example"
	a := w.Do("ann", "POST", members, `{"email":"`+email+`","role":"reader"}`)
	if a.Status != 201 {
		t.Fatalf("inviting: %d %s", a.Status, a.Body)
	}
	id, _ := a.Field("id").(string)
	sent := func(token string) string { return `{"token":"` + token + `"}` }
	first := w.Link(email, "")
	w.Run([]world.Call{
		{Do: read, Send: sent(first), Want: 200, Says: `"role":"reader"`},
		{As: "ann", Do: "PATCH " + members + "/" + id, Send: `{"base":1,"ends_on":"2099-01-01"}`, Want: 200},
		{Do: read, Send: sent(first), Want: 200}, // the rights are the same
		{As: "ann", Do: "PATCH " + members + "/" + id, Send: `{"base":2,"role":"editor"}`, Want: 200},
		{Do: read, Send: sent(first), Want: 404},
	})
	second := first
	if !testkit.Until(time.Minute, func() bool { second = w.Link(email, ""); return second != first }) {
		t.Fatal("no other invitation comes")
	}
	w.Run([]world.Call{
		{Do: read, Send: sent(second), Want: 200, Says: `"role":"editor"`},
		{As: "ann", Do: "DELETE " + members + "/" + id, Want: 204},
		{Do: read, Send: sent(second), Want: 404},
	})
}

// TestWorkThatGaveWayIsDoneOnceMore has a change and another piece of work wait
// for each other. The database undoes one of them: where it is the change, it is
// made after all.
func TestWorkThatGaveWayIsDoneOnceMore(t *testing.T) {
	w := world.New(t)
	for range 10 {
		rita, version := member(t, w, "rita")
		changed := make(chan world.Answer)
		err := waitForEachOther(w, rita, func() {
			changed <- w.Do("ann", "PATCH", "/projects/{project}/members/"+rita, fmt.Sprintf(`{"base":%d,"ends_on":"2099-01-%02d"}`, version, version))
		})
		a := <-changed
		if a.Status != 200 {
			t.Fatalf("the change: %d %s", a.Status, a.Body)
		}
		if err == nil {
			return
		}
		if !db.GaveWay(err) { // the other one was undone: this time the change had nothing to give way to
			t.Fatal(err)
		}
	}
	t.Error("the change never gave way: the test proves nothing")
}

// waitForEachOther holds the lock that a change of a membership takes after its
// row, begins the change, and wants the row when the change waits.
func waitForEachOther(w *world.World, member string, begin func()) error {
	at := db.Entry{Kind: scope.Person, Person: w.People["ann"], Project: w.Project, Request: uuid.New(), Action: "test", Origin: "test", Now: w.Clock.Now()}
	return w.DB.Work(context.Background(), at, func(ctx context.Context) error {
		if _, err := db.On(ctx).NewRaw("select pg_advisory_xact_lock(hashtextextended('platform.bar ' || ?::text, 0))", w.People["rita"]).Exec(ctx); err != nil {
			return err
		}
		go begin()
		waits := func() (is bool) {
			const query = "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database()))"
			return db.On(ctx).NewRaw(query).Scan(ctx, &is) == nil && is
		}
		if !testkit.Until(30*time.Second, waits) {
			return errors.New("the change never waits")
		}
		_, err := db.On(ctx).NewRaw("select 1 from projects.members where id = ? for update", member).Exec(ctx)
		return err
	})
}
