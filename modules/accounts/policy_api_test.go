package accounts_test

import (
	"context"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"
)

// TestProjectThatDemandsASecondFactor closes a project to whoever has none: both
// walls keep them out until they have one.
func TestProjectThatDemandsASecondFactor(t *testing.T) {
	w := world.New(t)
	const demand, systems = "/projects/{project}/second_factor", "/projects/{project}/systems"
	w.Walls("PUT "+demand, `{"demanded":true}`, "eve")
	nina := newcomer(t, w)
	w.Run([]world.Call{
		{As: "ann", Do: "PUT " + demand, Send: `{}`, Want: 422, Says: "#/demanded"},
		{As: "ann", Do: "PUT " + demand, Send: `{"demanded":true}`, Want: 409, Says: "kept out"},
	})
	protect(t, w, "ann")
	w.Run([]world.Call{
		{As: "ann", Do: "PUT " + demand, Send: `{"demanded":true}`, Want: 200, Says: `"second_factor":true`},
		{As: "ann", Do: "GET " + systems, Want: 200},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"projects.projects","row":"` + w.Project.String() + `","version":1}`, Want: 200},
		{As: "ann", Do: "GET /projects/{project}", Want: 200, Says: `"second_factor":true`}, // no restore takes the demand back
		{As: "eve", Do: "GET " + systems, Want: 403, Says: "/problems/denied/second-factor"},
		{As: "eve", Do: "GET /projects/{project}", Want: 403, Says: "/problems/denied/second-factor"},
		{As: "eve", Do: "GET /projects/{project}/access", Want: 403},
		{As: "bob", Do: "GET " + systems, Want: 404},
		{As: "eve", Do: "GET /projects", Want: 200, Says: `"barred":true`, Not: "DKK"},
		{As: "eve", Do: "GET /progress", Want: 200, Not: w.Project.String()},
		{As: "ann", Do: "GET /projects/{project}/members", Want: 200, Says: `"second_factor":true`},
	})
	var seen int
	w.As("eve", func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select (select count(*) from registers.disciplines) + (select count(*) from audit.versions) + (select count(*) from projects.projects)").Scan(ctx, &seen)
	})
	if seen != 0 {
		t.Errorf("the database shows %d rows to a member without a second factor", seen)
	}
	if a := nina.do("GET", systems, ""); a.Status != 403 {
		t.Errorf("somebody new without a second factor: %d %s", a.Status, a.Body)
	}
	nina.protect()
	if a := nina.do("GET", systems, ""); a.Status != 200 {
		t.Errorf("with a second factor: %d %s", a.Status, a.Body)
	}
	nina.must("DELETE", "/me/authenticator", "")
	if a := nina.do("GET", systems, ""); a.Status != 403 {
		t.Errorf("after taking it away: %d %s", a.Status, a.Body)
	}
	w.Seat("tom", "reader", "Bygherre", nil)
	w.Run([]world.Call{
		{As: "tom", Do: "GET " + systems, Want: 403},
		{As: "ann", Do: "PUT " + demand, Send: `{"demanded":false}`, Want: 200},
		{As: "tom", Do: "GET " + systems, Want: 200},
		{As: "eve", Do: "GET " + systems, Want: 200},
	})
}

// protect gives one of the world's people an authenticator app.
func protect(t *testing.T, w *world.World, name string) {
	t.Helper()
	(&somebody{t: t, w: w, cookie: "cxweb=" + w.Tokens[name]}).protect()
}
