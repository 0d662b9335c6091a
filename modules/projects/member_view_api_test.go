package projects_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// TestViewAsAMember looks at a project as another sees it: both walls show what
// that member sees, nothing can be written, and nothing personal is shown.
func TestViewAsAMember(t *testing.T) {
	w := world.New(t)
	const members, systems = "/projects/{project}/members", "/projects/{project}/systems"
	ben, version := member(t, w, "ben")
	eve, _ := member(t, w, "eve")
	ann, _ := member(t, w, "ann")
	w.Walls("POST "+members+"/"+ben+"/view", "", "eve")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + systems, Send: `{"tag":"AB01"}`, Want: 201},
		{As: "ann", Do: "POST " + members + "/" + ann + "/view", Want: 409, Says: "yourself"},
		{As: "ann", Do: "POST " + members + "/" + uuid.NewString() + "/view", Want: 404},
		{As: "bob", Do: "POST /projects/{other}/members/" + ben + "/view", Want: 404},
		{As: "ann", Do: "POST " + members + "/" + ben + "/view", Want: 204},
		{As: "ann", Do: "GET /projects/{project}/access", Want: 200, Says: `"viewer":"` + w.People["ann"].String() + `","name":"Ben"`},
		{As: "ann", Do: "GET " + members, Want: 403, Says: "/problems/denied/right"}, // ben may not see them
		{As: "ann", Do: "POST " + systems, Send: `{"tag":"AB02"}`, Want: 403, Says: "/problems/denied/viewing"},
		{As: "ann", Do: "POST " + members + "/" + eve + "/view", Want: 403, Says: "/problems/denied/viewing"},
		{As: "ann", Do: "GET /projects/{other}/systems", Want: 404},
		{As: "ann", Do: "GET /me", Want: 200, Says: `"name":"Ann"`},
		{As: "ann", Do: "GET /projects", Want: 200, Says: "Ny Skole"},
	})
	for _, path := range []string{systems, "/projects/{project}/rows", "/projects/{project}/disciplines", "/projects/{project}/progress"} {
		if own, seen := w.Do("ben", "GET", path, ""), w.Do("ann", "GET", path, ""); own.Status != 200 || seen.Status != own.Status || string(seen.Body) != string(own.Body) {
			t.Errorf("%s as ben: %d %s; ben gets %d %s", path, seen.Status, seen.Body, own.Status, own.Body)
		}
	}
	const seen = "select (select count(*) from registers.systems), (select count(*) from audit.versions), (select count(*) from projects.projects)"
	const personal = "select (select count(*) from accounts.sessions) + (select count(*) from accounts.tokens) + (select count(*) from audit.entries where project is null)"
	var his, hers [3]int
	var own int
	err := lookAs(w, "ben", func(ctx context.Context) error {
		return db.On(ctx).NewRaw(seen).Scan(ctx, &his[0], &his[1], &his[2])
	})
	if err != nil {
		t.Fatal(err)
	}
	err = lookAs(w, "ann", func(ctx context.Context) error {
		if err := db.On(ctx).NewRaw(seen).Scan(ctx, &hers[0], &hers[1], &hers[2]); err != nil {
			return err
		}
		if err := db.On(ctx).NewRaw(personal).Scan(ctx, &own); err != nil {
			return err
		}
		_, err := db.On(ctx).NewRaw("update registers.systems set tag = 'x'").Exec(ctx)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("the database lets somebody write who looks as another: %v", err)
	}
	if hers != his || own != 0 {
		t.Errorf("the database shows %v and %d of ben's own, want %v and nothing", hers, own, his)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "POST /me/viewing/end", Want: 204},
		{As: "ann", Do: "POST " + systems, Send: `{"tag":"AB02"}`, Want: 201},
		{As: "ann", Do: "GET /projects/{project}/access", Want: 200, Not: "viewer"},
		{As: "ann", Do: "GET /projects/{project}/history", Want: 200, Says: "projects.member.view"},
		{As: "ann", Do: "PATCH " + members + "/" + ben, Send: fmt.Sprintf(`{"base":%d,"ends_on":%q}`, version, w.Clock.Today().Format(time.DateOnly)), Want: 200},
	})
	w.Clock.Advance(25 * time.Hour)
	w.Run([]world.Call{{As: "ann", Do: "POST " + members + "/" + ben + "/view", Want: 409, Says: "last day"}})
}

// TestViewingEnds is over after an hour, and at once for whoever administers the
// project no longer.
func TestViewingEnds(t *testing.T) {
	w := world.New(t)
	const members, access = "/projects/{project}/members", "/projects/{project}/access"
	rita, _ := member(t, w, "rita")
	eve, version := member(t, w, "eve")
	ann, annVersion := member(t, w, "ann")
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH " + members + "/" + eve, Send: fmt.Sprintf(`{"base":%d,"role":"administrator"}`, version), Want: 200},
		{As: "ann", Do: "POST " + members + "/" + rita + "/view", Want: 204},
		{As: "ann", Do: "GET " + access, Want: 200, Says: `"role":"reader"`},
		{As: "eve", Do: "PATCH " + members + "/" + ann, Send: fmt.Sprintf(`{"base":%d,"role":"editor"}`, annVersion), Want: 200},
		{As: "ann", Do: "GET " + access, Want: 200, Says: `"role":"editor"`, Not: "viewer"},
		{As: "eve", Do: "POST " + members + "/" + rita + "/view", Want: 204},
	})
	w.Clock.Advance(61 * time.Minute)
	w.Run([]world.Call{{As: "eve", Do: "GET " + access, Want: 200, Says: `"role":"administrator"`, Not: "viewer"}})
}

// lookAs works as a session does that somebody is signed in with.
func lookAs(w *world.World, name string, fn func(context.Context) error) error {
	return w.DB.Work(context.Background(), db.Entry{Kind: scope.Person, Token: kernel.Hash(w.Tokens[name]), Project: w.Project, Request: uuid.New(), Action: "test", Origin: "test", Now: w.Clock.Now()}, fn)
}
