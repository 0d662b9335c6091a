package registers_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
)

const tags = "/projects/{project}/tags"

// thing makes something of a register as ann and returns its id.
func thing(t *testing.T, w *world.World, plural, body string) string {
	t.Helper()
	a := w.Do("ann", "POST", "/projects/{project}/"+plural, body)
	id, _ := a.Field("id").(string)
	if a.Status != 201 || id == "" {
		t.Fatalf("POST %s %s: %d %s", plural, body, a.Status, a.Body)
	}
	return id
}

// plant is a project with systems in two buildings and components of one.
func plant(t *testing.T) (*world.World, map[string]string) {
	w, ids := world.New(t), map[string]string{}
	ids["A"] = thing(t, w, "locations", `{"kind":"building","code":"A"}`)
	ids["C"] = thing(t, w, "locations", `{"kind":"building","code":"C"}`)
	ids["C1"] = thing(t, w, "locations", `{"kind":"floor","code":"1. sal","parent":"`+ids["C"]+`"}`)
	for _, one := range [][2]string{{"+C=VE01", "C1"}, {"+C=VE02", "C"}, {"+C=VE05", "C"}, {"+A=VE03", "C"}, {"ve 7", "A"}} {
		ids[one[0]] = thing(t, w, "systems", `{"tag":"`+one[0]+`","location":"`+ids[one[1]]+`"}`)
	}
	for _, tag := range []string{"+C=VE01-TF01", "+C=VE01-TF03", "+C=VE99-TF01"} {
		ids[tag] = thing(t, w, "components", `{"tag":"`+tag+`","system":"`+ids["+C=VE01"]+`"}`)
	}
	return w, ids
}

func TestTagRule(t *testing.T) {
	w := world.New(t)
	w.Walls("GET "+tags+"/rule", "", "")
	w.Walls("PUT "+tags+"/rule", `{"grammar":"{sys}{nn}-{comp}{nn}"}`, "ben")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + tags + "/rule", Want: 200, Says: `"system":"+C=VE01","component":"+C=VE01-TF01"`},
		{As: "ann", Do: "PUT " + tags + "/rule", Send: `{"grammar":"{sys}{nn}"}`, Want: 422, Says: "#/grammar"},
		{As: "ann", Do: "PUT " + tags + "/rule", Send: `{"grammar":"{sys}{nnn}.{comp}{n}"}`, Want: 200, Says: `"component":"VE001.TF1"`},
		{As: "ann", Do: "PUT " + tags + "/rule", Send: `{"grammar":"{sys}-{nn}-{comp}{nn}","anew":true}`, Want: 200, Says: `"anew":true`},
		{As: "rita", Do: "GET " + tags + "/rule", Want: 200, Says: `"system":"VE-01"`},
	})
}

func TestTagReport(t *testing.T) {
	w, ids := plant(t)
	w.Walls("GET "+tags+"/report", "", "")
	thing(t, w, "components", `{"tag":"+C=VE02"}`) // a component with the tag of a system
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + tags + "/report", Want: 200, Says: `"tag":"+A=VE03","name":"","fault":"location","wanted":"+C=VE03"`},
		{As: "rita", Do: "GET " + tags + "/report", Want: 200, Says: `"tag":"ve 7","name":"","fault":"form","wanted":"+A=VE07"`},
		{As: "rita", Do: "GET " + tags + "/report", Want: 200, Says: `"tag":"+C=VE99-TF01","name":"","fault":"system","wanted":"+C=VE01-TF01"`},
		{As: "rita", Do: "GET " + tags + "/report", Want: 200, Says: `"series":"VE","count":4,"missing":[4]`}, // numbers are of the whole project
		{As: "rita", Do: "GET " + tags + "/report", Want: 200, Says: `"series":"+C=VE01-TF","count":2,"missing":[2]`},
		{As: "rita", Do: "GET " + tags + "/report", Want: 200, Says: `"twin_count":1`},
		{As: "bob", Do: "GET /projects/{other}/tags/report", Want: 200, Says: `"systems":0`, Not: "VE01"},
	})
	w.Walls("GET "+tags+"/next?letters=VE", "", "")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + tags + "/next?letters=VE&location=" + ids["A"], Want: 200, Says: `"tag":"+A=VE06"`},
		{As: "ann", Do: "PUT " + tags + "/rule", Send: `{"grammar":"+{loc}={sys}{nn}-{comp}{nn}","anew":true}`, Want: 200},
		{As: "rita", Do: "GET " + tags + "/report", Want: 200, Says: `"series":"+C=VE","count":3,"missing":[3,4]`},
		{As: "rita", Do: "GET " + tags + "/next?letters=VE&location=" + ids["A"], Want: 200, Says: `"tag":"+A=VE04"`},
	})
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + tags + "/next?letters=ve&location=" + ids["C1"], Want: 200, Says: `"tag":"+C=VE06"`},
		{As: "rita", Do: "GET " + tags + "/next?letters=KØ&location=" + ids["A"], Want: 200, Says: `"tag":"+A=KØ01"`},
		{As: "rita", Do: "GET " + tags + "/next?letters=TF&system=" + ids["+C=VE01"], Want: 200, Says: `"tag":"+C=VE01-TF04"`},
		{As: "rita", Do: "GET " + tags + "/next?letters=VE", Want: 422, Says: "#/location"},
		{As: "rita", Do: "GET " + tags + "/next?letters=V1&location=" + ids["A"], Want: 422, Says: "#/letters"},
		{As: "rita", Do: "GET " + tags + "/next?letters=TF&system=" + ids["A"], Want: 422, Says: "#/system"},
	})
}

func TestRenumber(t *testing.T) {
	w, ids := plant(t)
	changes := tags + "/changes"
	w.Walls("POST "+changes, `{"act":"fit"}`, "ben")
	w.Walls("GET "+changes+"?act=fit", "", "rita")
	w.Walls("GET "+tags+"/aliases", "", "")
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + changes + "?act=close&series=VE", Want: 200, Says: `"from":"+C=VE05","to":"+C=VE04"`},
		{As: "ann", Do: "GET " + changes + "?act=close&series=XX", Want: 422, Says: "#/series"},
		{As: "ann", Do: "GET " + changes + "?act=letters&thing=system&from=XX&to=VT", Want: 422, Says: "#/from"},
		{As: "ann", Do: "GET " + changes + "?act=letters&thing=system&from=VE&to=V1", Want: 422, Says: "#/to"},
		{As: "ann", Do: "GET " + changes + "?act=letters&thing=room&from=VE&to=VT", Want: 422, Says: "#/thing"},
		{As: "ann", Do: "POST " + changes, Send: `{"act":"set","id":"` + ids["A"] + `","tag":"x"}`, Want: 422, Says: "#/id"},
		{As: "ann", Do: "POST " + changes, Send: `{"act":"set","id":"` + ids["+C=VE01"] + `","tag":"+c=ve02"}`, Want: 409, Says: "Another thing"},
		{As: "ann", Do: "GET /projects/{project}/systems/" + ids["+C=VE05"], Want: 200, Says: `"tag":"+C=VE05"`}, // a preview changes nothing
	})
	// +C=VE99-TF01 wants the tag that +C=VE01-TF01 keeps: it is refused, the rest is done.
	fit := w.Do("ann", "POST", changes, `{"act":"fit"}`)
	if fit.Status != 200 || fmt.Sprint(fit.Field("count")) != "2" || fmt.Sprint(fit.Field("refused")) != "1" {
		t.Fatalf("fitting: %d %s", fit.Status, fit.Body)
	}
	set := w.Do("ann", "POST", changes, `{"act":"set","id":"`+ids["+C=VE01"]+`","tag":"+C=VE09"}`)
	if set.Status != 200 || !strings.Contains(string(set.Body), `"from":"+C=VE01-TF03","to":"+C=VE09-TF03"`) {
		t.Fatalf("components go with their system: %d %s", set.Status, set.Body)
	}
	w.Run([]world.Call{
		{As: "rita", Do: "GET /projects/{project}/systems?q=%2BC%3DVE01", Want: 200, Says: ids["+C=VE01"]}, // by its old tag
		{As: "rita", Do: "GET /projects/{project}/components?q=VE01-TF03", Want: 200, Says: ids["+C=VE01-TF03"]},
		{As: "rita", Do: "GET " + tags + "/aliases?q=ve01", Want: 200, Says: `"tag":"+C=VE01","now":"+C=VE09"`},
		{As: "rita", Do: "GET " + tags + "/aliases?limit=1", Want: 200, Says: `"next":"`},
		{As: "rita", Do: "GET " + tags + "/aliases?after=nonsense", Want: 422, Says: "#/after"},
		{As: "bob", Do: "GET /projects/{other}/tags/aliases", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + tags + "/next?letters=VE&location=" + ids["C"], Want: 200, Says: `"tag":"+C=VE10"`},
		{As: "ann", Do: "POST /projects/{project}/history/" + fmt.Sprint(set.Field("entry")) + "/undo", Send: `{}`, Want: 200, Says: `"refused":[]`},
		{As: "rita", Do: "GET /projects/{project}/components/" + ids["+C=VE01-TF03"], Want: 200, Says: `"tag":"+C=VE01-TF03"`},
		{As: "rita", Do: "GET /projects/{project}/systems?q=VE09", Want: 200, Says: ids["+C=VE01"]}, // labels with that tag may hang there
	})
}

// TestTagsThatMoveUp renumbers a series in which each tag becomes its neighbour's.
func TestTagsThatMoveUp(t *testing.T) {
	w := world.New(t)
	c := thing(t, w, "locations", `{"kind":"building","code":"C"}`)
	for n := 2; n <= 9; n++ {
		thing(t, w, "systems", fmt.Sprintf(`{"tag":"+C=VE%02d","location":"%s"}`, n, c))
	}
	done := w.Do("ann", "POST", tags+"/changes", `{"act":"close","series":"VE"}`)
	if done.Status != 200 || fmt.Sprint(done.Field("count")) != "8" || fmt.Sprint(done.Field("refused")) != "0" {
		t.Fatalf("moving up: %d %s", done.Status, done.Body)
	}
	w.Run([]world.Call{
		{As: "rita", Do: "GET /projects/{project}/systems?q=VE01&count=true", Want: 200, Says: `"total":1`, Not: "VE09"},
		{As: "ann", Do: "POST /projects/{project}/history/" + fmt.Sprint(done.Field("entry")) + "/undo", Send: `{}`, Want: 200, Says: `"rows":8,"refused":[]`},
		{As: "rita", Do: "GET /projects/{project}/systems?limit=1", Want: 200, Says: "+C=VE02"},
		{As: "ann", Do: "POST /projects/{project}/systems", Send: `{"tag":"+c=ve02"}`, Want: 409, Says: "#/tag"}, // still unique, whatever the case
	})
	other := thing(t, w, "systems", `{"tag":"+C=VT01"}`)
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH /projects/{project}/systems/" + other, Send: `{"base":1,"tag":"+C=VE03"}`, Want: 409, Says: "#/tag"},
		{As: "ann", Do: "PATCH /projects/{project}/systems/" + other, Send: `{"base":1,"tag":"+C=VT02"}`, Want: 200},
		{As: "rita", Do: "GET /projects/{project}/systems?q=VT01", Want: 200, Says: other}, // a change in the grid is remembered too
	})
}
