package registers_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestTree(t *testing.T) {
	w, ids := plant(t)
	const tree = "/projects/{project}/tree"
	ids["room"] = thing(t, w, "locations", `{"kind":"space","code":"1.01","parent":"`+ids["C1"]+`"}`)
	of := func(kind, id string) string { return `{"thing":"` + kind + `","id":"` + ids[id] + `"}` }
	move := func(to string, things ...string) string {
		body := `{"things":[` + strings.Join(things, ",") + `]`
		if to != "" {
			body += `,"to":` + to
		}
		return body + "}"
	}
	w.Walls("GET "+tree+"?of=location", "", "")
	w.Walls("POST "+tree+"/move", move(of("location", "A"), of("location", "C1")), "rita")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + tree + "?of=location", Want: 200, Says: `"code":"C"`, Not: "1. sal"},
		{As: "rita", Do: "GET " + tree + "?of=location&parent=" + ids["C"], Want: 200, Says: `"code":"1. sal","name_da":"","name_en":"","below":2`},
		{As: "rita", Do: "GET " + tree + "?of=location&parent=" + ids["C1"], Want: 200, Says: `"code":"+C=VE01"`},
		{As: "rita", Do: "GET " + tree + "?of=system&parent=" + ids["+C=VE01"], Want: 200, Says: `"code":"+C=VE01-TF03"`},
		{As: "rita", Do: "GET " + tree + "?of=rows", Want: 422, Says: "#/of"},
		{As: "rita", Do: "GET " + tree + "?of=system&after=nonsense", Want: 422, Says: "#/after"},
		{As: "rita", Do: "GET " + tree + "?of=location&limit=1", Want: 200, Says: `"next":"`},
		{As: "bob", Do: "GET /projects/{other}/tree?of=location&parent=" + ids["C"], Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "POST " + tree + "/move", Send: move(of("location", "C1"), of("location", "C")), Want: 200, Says: "does not lie in"},
		{As: "ann", Do: "POST " + tree + "/move", Send: move(of("component", "+C=VE01-TF01"), of("location", "C1")), Want: 200, Says: "It cannot lie there"},
		{As: "ann", Do: "POST " + tree + "/move", Send: move(`{"thing":"location","id":"`+uuid.NewString()+`"}`, of("location", "C1")), Want: 422, Says: "#/to"},
		{As: "ann", Do: "POST " + tree + "/move", Send: move(of("system", "+C=VE02"), of("system", "+C=VE05")), Want: 200, Says: `"version":2`},
		{As: "ann", Do: "POST " + tree + "/move", Send: move(of("system", "+C=VE05"), of("system", "+C=VE02")), Want: 200, Says: "in something that lies in it"},
		{As: "ann", Do: "POST " + tree + "/move", Send: move(of("system", "+C=VE05"), of("system", "+C=VE05")), Want: 200, Says: "in something that lies in it"},
	})
	seen, after := 0, ""
	for range 10 {
		var page struct {
			Items []struct{ ID string }
			Next  string
		}
		w.Do("rita", "GET", tree+"?of=location&limit=1&parent="+ids["C"]+"&after="+after, "").Read(t, &page)
		seen += len(page.Items)
		if after = page.Next; after == "" {
			break
		}
	}
	if seen != 4 { // a floor and three systems
		t.Errorf("page by page %d lie below, want 4", seen)
	}
	// Several at once: each done or refused for itself, all undone as one.
	done := w.Do("ann", "POST", tree+"/move", move(of("location", "A"), of("location", "C1"), of("system", "+C=VE01"), of("component", "+C=VE01-TF01"), of("location", "A")))
	if done.Status != 200 || strings.Count(string(done.Body), `"problem"`) != 2 {
		t.Fatalf("moving several: %d %s", done.Status, done.Body)
	}
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + tree + "?of=location&parent=" + ids["A"], Want: 200, Says: "1. sal"},
		{As: "ann", Do: "POST /projects/{project}/history/" + fmt.Sprint(done.Field("entry")) + "/undo", Send: `{}`, Want: 200, Says: `"rows":2`},
		{As: "rita", Do: "GET " + tree + "?of=location&parent=" + ids["A"], Want: 200, Not: "1. sal"},
		{As: "ann", Do: "POST " + tree + "/move", Send: move("", of("system", "+C=VE05")), Want: 200, Says: `"version":3`},
		{As: "rita", Do: "GET /projects/{project}/systems/" + ids["+C=VE05"], Want: 200, Says: `"parent":null`},
	})
}
