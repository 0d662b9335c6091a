package gates_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// scene is a system whose leakage is tested (M2), whose balancing is under way
// (M3), and whose fan power (M4) was measured before that.
type scene struct {
	*world.World
	t                       *testing.T
	m2, m3, m4              string
	system                  string
	leakage, balancing, sel string
}

func newScene(t *testing.T) *scene {
	s := &scene{World: world.New(t), t: t}
	phase := func(code string) string { return s.ID("registers.phases", "code", code).String() }
	s.m2, s.m3, s.m4 = phase("M2"), phase("M3"), phase("M4")
	ve, nordluft := s.ID("registers.disciplines", "code", "VE").String(), s.ID("projects.companies", "name", "Nordluft").String()
	s.system = s.made("/projects/{project}/systems", `{"tag":"+C=VE01","discipline":"`+ve+`"}`)
	row := func(title, milestone, more string) string {
		return s.made("/projects/{project}/rows", `{"title_da":"`+title+`","system":"`+s.system+`","milestone":"`+milestone+`","company":"`+nordluft+`"`+more+`}`)
	}
	s.leakage = row("Tæthed", s.m2, `,"status":"passed","done_on":"2026-01-02"`)
	s.balancing = row("Indregulering", s.m3, `,"status":"in_progress"`)
	s.sel = row("SEL", s.m4, `,"status":"passed","done_on":"2026-03-19"`)
	return s
}

// made makes something as ann and returns its id.
func (s *scene) made(path, body string) string {
	s.t.Helper()
	a := s.Do("ann", "POST", path, body)
	if a.Status != 201 {
		s.t.Fatalf("POST %s %s: %d %s", path, body, a.Status, a.Body)
	}
	return fmt.Sprint(a.Field("id"))
}

// changed gives a row some fields.
func (s *scene) changed(row, fields string) {
	s.t.Helper()
	version := s.Do("ann", "GET", "/projects/{project}/rows/"+row, "").Field("version")
	if a := s.Do("ann", "PATCH", "/projects/{project}/rows/"+row, fmt.Sprintf(`{"base":%v,%s}`, version, fields)); a.Status != 200 {
		s.t.Fatalf("changing a row: %d %s", a.Status, a.Body)
	}
}

func TestOrder(t *testing.T) {
	s := newScene(t)
	s.Walls("GET /projects/{project}/out_of_order", "", "")
	s.Walls("GET /projects/{project}/rows/"+s.sel+"/order", "", "")
	early := `"no":` + fmt.Sprint(s.Do("ann", "GET", "/projects/{project}/rows/"+s.sel, "").Field("no"))
	s.Run([]world.Call{
		{As: "rita", Do: "GET /projects/{project}/out_of_order", Want: 200, Says: early},
		{As: "rita", Do: "GET /projects/{project}/out_of_order", Want: 200, Says: s.balancing, Not: s.leakage},
		{As: "rita", Do: "GET /projects/{project}/out_of_order?system=" + uuid.NewString(), Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET /projects/{project}/rows/" + s.sel + "/order", Want: 200, Says: `"open":["` + s.balancing},
		{As: "rita", Do: "GET /projects/{project}/rows/" + s.balancing + "/order", Want: 200, Says: `"early":null,"waits":null`},
		{As: "rita", Do: "GET /projects/{project}/rows/" + uuid.NewString() + "/order", Want: 404},
		{As: "bob", Do: "GET /projects/{other}/out_of_order", Want: 200, Says: `"items":[]`},
	})
	// Balanced after that day it stays out of order; balanced on the day before it was in order.
	s.changed(s.balancing, `"status":"passed","done_on":"2026-03-20"`)
	s.Run([]world.Call{{As: "rita", Do: "GET /projects/{project}/out_of_order", Want: 200, Says: s.balancing}})
	s.changed(s.balancing, `"done_on":"2026-03-18"`)
	s.Run([]world.Call{{As: "rita", Do: "GET /projects/{project}/out_of_order", Want: 200, Says: `"items":[]`}})
	s.changed(s.balancing, `"status":"failed"`)
	s.Run([]world.Call{{As: "rita", Do: "GET /projects/{project}/out_of_order", Want: 200, Says: early}})
	s.changed(s.balancing, `"status":"not_applicable"`)
	s.Run([]world.Call{{As: "rita", Do: "GET /projects/{project}/out_of_order", Want: 200, Says: `"items":[]`}})
}

func TestReadiness(t *testing.T) {
	s := newScene(t)
	ready := "GET /projects/{project}/gates/" + s.m4 + "/readiness?system=" + s.system
	s.Walls(ready, "", "")
	s.Walls("GET /projects/{project}/gates", "", "")
	s.Walls("GET /projects/{project}/readiness", "", "")
	s.Run([]world.Call{
		{As: "rita", Do: "GET /projects/{project}/gates/" + s.m3 + "/readiness?system=" + s.system, Want: 200, Says: `"state":"ready","rows":1,"done":0,"done_share":0`},
		{As: "rita", Do: "GET /projects/{project}/gates", Want: 200, Says: `"milestone":true`},
		{As: "rita", Do: "GET /projects/{project}/readiness", Want: 200, Says: `"tag":"+C=VE01"`},
		{As: "rita", Do: "GET /projects/{project}/readiness?after=" + "%2BC%3DVE01", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET /projects/{project}/gates/" + uuid.NewString() + "/readiness", Want: 404},
		{As: "rita", Do: "GET /projects/{project}/gates/" + s.m4 + "/readiness?system=" + uuid.NewString(), Want: 404},
	})
	// The milestone itself is met by its own rows; a second one shows what it waits for.
	s.made("/projects/{project}/rows", `{"title_da":"Lydmåling","system":"`+s.system+`","milestone":"`+s.m4+`"}`)
	s.Run([]world.Call{
		{As: "rita", Do: ready, Want: 200, Says: `"state":"waiting"`},
		{As: "rita", Do: ready, Want: 200, Says: `"lacks":[{"kind":"rows","gate":"` + s.m3 + `","required":100,"reached":0,"entries":0,"rows":1}]`},
		{As: "rita", Do: ready, Want: 200, Says: `"title_da":"Indregulering"`, Not: "Tæthed"},
	})
	// An open critical entry on the balancing stands in the way, a minor one does not.
	s.changed(s.balancing, `"status":"passed","done_on":"2026-03-18"`)
	s.Run([]world.Call{{As: "rita", Do: ready, Want: 200, Says: `"state":"ready"`}})
	s.made("/projects/{project}/log", `{"kind":"issue","title":"Støj","severity":"minor","row":"`+s.balancing+`"}`)
	s.Run([]world.Call{{As: "rita", Do: ready, Want: 200, Says: `"state":"ready"`}})
	s.made("/projects/{project}/log", `{"kind":"issue","title":"Kører baglæns","severity":"critical","row":"`+s.balancing+`"}`)
	s.Run([]world.Call{
		{As: "rita", Do: ready, Want: 200, Says: `"lacks":[{"kind":"entries","gate":"` + s.m3},
		{As: "rita", Do: ready, Want: 200, Says: "Kører baglæns", Not: "Støj"},
	})
	// One who sees other disciplines only does not see the system at all.
	if a := s.Do("ben", "GET", "/projects/{project}/gates", ""); a.Status != 200 || !strings.Contains(string(a.Body), `"state":"waiting","rows":1`) {
		t.Errorf("ben sees his own discipline's gates: %d %s", a.Status, a.Body)
	}
}

func TestRules(t *testing.T) {
	s := newScene(t)
	rule := "PUT /projects/{project}/gates/" + s.m4 + "/rule"
	usual := `{"share":100,"remarks":true,"entries":"critical","own_share":0}`
	s.Walls(rule, usual, "eve")
	s.made("/projects/{project}/rows", `{"title_da":"Lydmåling","system":"`+s.system+`","milestone":"`+s.m4+`"}`)
	ready := "GET /projects/{project}/gates/" + s.m4 + "/readiness?system=" + s.system
	s.Run([]world.Call{
		{As: "ann", Do: rule, Send: `{"share":101,"remarks":true,"entries":"critical","own_share":0}`, Want: 422, Says: "#/share"},
		{As: "ann", Do: rule, Send: `{"share":100,"remarks":true,"entries":"huge","own_share":0}`, Want: 422, Says: "#/entries"},
		{As: "ann", Do: rule, Send: `{"share":100,"remarks":true,"entries":"none","own_share":0,"after":["` + uuid.NewString() + `"]}`, Want: 422, Says: "#/after"},
		{As: "ann", Do: "PUT /projects/{project}/gates/" + s.m2 + "/rule", Send: `{"share":100,"remarks":true,"entries":"none","own_share":0,"after":["` + s.m4 + `"]}`, Want: 422, Says: "M4 comes after"},
		{As: "ann", Do: rule, Send: `{"share":100,"remarks":true,"entries":"none","own_share":0,"after":["` + s.m2 + `"]}`, Want: 200, Says: `"chosen":true,"after":["` + s.m2 + `"]`},
		{As: "rita", Do: ready, Want: 200, Says: `"state":"ready"`},
		{As: "rita", Do: "GET /projects/{project}/out_of_order", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: rule, Send: `{"share":100,"remarks":true,"entries":"none","own_share":80,"after":["` + s.m2 + `"]}`, Want: 200},
		{As: "rita", Do: ready, Want: 200, Says: `"lacks":[{"kind":"own","gate":"` + s.m4 + `","required":80,"reached":50`},
		{As: "ann", Do: rule, Send: `{"share":50,"remarks":true,"entries":"none","own_share":0,"after":["` + s.m2 + `"]}`, Want: 200},
		{As: "rita", Do: ready, Want: 200, Says: `"state":"met"`},
		{As: "ann", Do: rule, Send: usual, Want: 200, Says: `"chosen":false`},
		{As: "rita", Do: ready, Want: 200, Says: `"state":"waiting"`},
		{As: "ann", Do: "PUT /projects/{project}/gates/" + uuid.NewString() + "/rule", Send: usual, Want: 404},
	})
}

func TestExceptions(t *testing.T) {
	s := newScene(t)
	s.made("/projects/{project}/rows", `{"title_da":"Lydmåling","system":"`+s.system+`","milestone":"`+s.m4+`"}`)
	const all = "/projects/{project}/gate_exceptions"
	grant := `{"gate":"` + s.m4 + `","system":"` + s.system + `","share":0,"reason":"SEL påvirkes ikke","until_on":"2026-04-25"}`
	s.Walls("POST "+all, grant, "eve")
	s.Walls("GET "+all, "", "")
	ready := "GET /projects/{project}/gates/" + s.m4 + "/readiness?system=" + s.system
	s.Run([]world.Call{
		{As: "ann", Do: "POST " + all, Send: strings.Replace(grant, "SEL påvirkes ikke", " ", 1), Want: 422, Says: "#/reason"},
		{As: "ann", Do: "POST " + all, Send: strings.Replace(grant, "2026-04-25", "2026-04-19", 1), Want: 422, Says: "#/until_on"},
		{As: "ann", Do: "POST " + all, Send: strings.Replace(grant, s.m4, s.ID("registers.phases", "code", "UDF").String(), 1), Want: 422, Says: "#/gate"},
		{As: "ann", Do: "POST " + all, Send: strings.Replace(grant, s.system, uuid.NewString(), 1), Want: 422, Says: "#/system"},
	})
	id := s.made(all, grant)
	s.Walls("POST "+all+"/"+id+"/withdraw", `{"reason":"x"}`, "eve")
	s.Run([]world.Call{
		{As: "rita", Do: ready, Want: 200, Says: `"state":"excepted"`},
		{As: "rita", Do: "GET " + all + "?gate=" + s.m4, Want: 200, Says: `"holds":true`},
		{As: "rita", Do: "GET " + all + "?gate=" + s.m3, Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "POST " + all + "/" + id + "/withdraw", Send: `{"reason":" "}`, Want: 422, Says: "#/reason"},
		{As: "ann", Do: "POST " + all + "/" + id + "/withdraw", Send: `{"reason":"Indregulering kom først"}`, Want: 200},
		{As: "ann", Do: "POST " + all + "/" + id + "/withdraw", Send: `{"reason":"igen"}`, Want: 409},
		{As: "rita", Do: ready, Want: 200, Says: `"state":"waiting"`},
		{As: "bob", Do: "POST /projects/{other}/gate_exceptions/" + id + "/withdraw", Send: `{"reason":"x"}`, Want: 404},
		// What only those may grant who approve is not put back by others.
		{As: "eve", Do: "POST /projects/{project}/history/restore", Send: `{"table":"gates.exceptions","row":"` + id + `","version":1}`, Want: 403},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"gates.exceptions","row":"` + id + `","version":1}`, Want: 200},
		{As: "rita", Do: ready, Want: 200, Says: `"state":"excepted"`},
	})
}
