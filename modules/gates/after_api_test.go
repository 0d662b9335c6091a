package gates_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

const after = "/projects/{project}/after_handover"

func TestRecurrence(t *testing.T) {
	s := newScene(t)
	row := s.made("/projects/{project}/rows", `{"title_da":"Årlig SIT","system":"`+s.system+`","planned_on":"2026-09-01","company":"`+s.ID("projects.companies", "name", "Nordluft").String()+`"}`)
	set := "/projects/{project}/rows/" + row + "/recurrence"
	s.Walls("PUT "+set, `{"kind":"interval","months":12}`, "rita")
	s.Walls("DELETE "+set, "", "rita")
	s.Walls("GET "+after, "", "")
	s.Run([]world.Call{
		{As: "ann", Do: "PUT " + set, Send: `{"kind":"often","months":12}`, Want: 422, Says: "#/kind"},
		{As: "ann", Do: "PUT " + set, Send: `{"kind":"interval","months":0}`, Want: 422, Says: "#/months"},
		{As: "ann", Do: "PUT /projects/{project}/rows/" + uuid.NewString() + "/recurrence", Send: `{"kind":"interval","months":12}`, Want: 404},
		{As: "ann", Do: "PUT " + set, Send: `{"kind":"interval","months":6}`, Want: 204},
		{As: "ann", Do: "PUT " + set, Send: `{"kind":"interval","months":12,"until_on":"2028-01-01"}`, Want: 204},
		{As: "rita", Do: "GET " + after, Want: 200, Says: `"kind":"interval","months":12,"until_on":"2028-01-01","made":null`},
		{As: "rita", Do: "GET " + after + "?kind=season", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + after + "?after=x", Want: 422, Says: "#/after"},
	})
	// Whoever finishes one makes the next, by a test too; once only.
	if a := s.Do("ben", "POST", "/projects/{project}/rows/"+row+"/tests", `{"result":"passed"}`); a.Status != 201 {
		t.Fatalf("testing: %d %s", a.Status, a.Body)
	}
	s.Run([]world.Call{{As: "rita", Do: "GET " + after + "?open=true", Want: 200, Says: `"planned_on":"2027-09-01"`}})
	s.changed(row, `"status":"failed"`)
	s.changed(row, `"status":"passed"`)
	var list struct{ Items []struct{ ID, Status string } }
	s.Do("rita", "GET", after, "").Read(t, &list)
	if len(list.Items) != 2 || list.Items[1].Status != "not_started" {
		t.Fatalf("got %v, want the row and one that follows", list.Items)
	}
	// After its last day none follows.
	s.changed(list.Items[1].ID, `"status":"passed","done_on":"2027-09-03"`)
	s.Run([]world.Call{{As: "rita", Do: "GET " + after + "?open=true", Want: 200, Says: `"items":[]`}})
	s.Run([]world.Call{
		{As: "ann", Do: "DELETE " + set, Want: 204},
		{As: "rita", Do: "GET " + after + "?limit=1", Want: 200, Says: `"no":6`},
		{As: "bob", Do: "GET /projects/{other}/after_handover", Want: 200, Says: `"items":[]`},
	})
}

func TestPlanAfterHandover(t *testing.T) {
	s := newScene(t)
	s.Walls("GET "+after+"/plan", "", "")
	s.Walls("POST "+after, `{"keys":["inspection_1"]}`, "rita")
	s.made("/projects/{project}/systems", `{"tag":"+C=VA01"}`)
	s.made("/projects/{project}/systems", `{"tag":"+C=KØ01"}`)
	s.made("/projects/{project}/systems", `{"tag":"BR02"}`)
	kind := s.made("/projects/{project}/types", `{"name":"Ventilator","warranty_months":24}`)
	s.made("/projects/{project}/components", `{"tag":"VE01-M01","system":"`+s.system+`","type":"`+kind+`","warranty_from":"2026-06-15"}`)
	s.Run([]world.Call{{As: "ann", Do: "GET " + after + "/plan", Want: 409, Says: "day of handover"}})
	version := s.Do("ann", "GET", "/projects/{project}", "").Field("version")
	s.Run([]world.Call{
		{As: "ann", Do: "PATCH /projects/{project}", Send: fmt.Sprintf(`{"base":%v,"handover_on":"2026-06-15"}`, version), Want: 200},
		{As: "ann", Do: "GET " + after + "/plan", Want: 200, Says: `"title_en":"Winter test"`},
	})
	var plan struct {
		Items []struct {
			Key, Kind, Tag string
			PlannedOn      string `json:"planned_on"`
			There          bool
		}
	}
	s.Do("ann", "GET", after+"/plan", "").Read(t, &plan)
	days, keys := map[string]string{}, []string{}
	for _, one := range plan.Items {
		days[one.Kind+" "+one.Tag] += one.PlannedOn
		keys = append(keys, `"`+one.Key+`"`)
	}
	for name, want := range map[string]string{"season +C=VA01": "2027-01-15", "season +C=KØ01": "2026-07-15", "interval BR02": "2027-06-15", "warranty +C=VE01": "2028-06-15", "inspection ": "2027-06-152031-06-15"} {
		if days[name] != want {
			t.Errorf("%s: got %q, want %q", name, days[name], want)
		}
	}
	s.Run([]world.Call{
		{As: "ann", Do: "POST " + after, Send: `{"keys":["` + uuid.NewString() + `"]}`, Want: 409},
		{As: "ann", Do: "POST " + after, Send: `{"keys":[` + strings.Join(keys, ",") + `]}`, Want: 201, Says: fmt.Sprintf(`"rows":%d`, len(keys))},
		{As: "ann", Do: "POST " + after, Send: `{"keys":[` + strings.Join(keys, ",") + `]}`, Want: 409, Says: "Nothing of it is missing"},
		{As: "rita", Do: "GET " + after + "?kind=warranty", Want: 200, Says: "Garanti udløber"},
		{As: "ann", Do: "GET " + after + "/plan", Want: 200, Says: `"there":true`, Not: `"there":false`},
	})
}
