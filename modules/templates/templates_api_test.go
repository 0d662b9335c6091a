package templates_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

const project = "/projects/{project}"

// scene is a project with all that can go along: own columns, a view, a tag
// rule, a procedure in use, locations, systems, components, and rows with results.
func scene(t *testing.T, w *world.World) map[string]string {
	t.Helper()
	ids := map[string]string{"VE": w.ID("registers.disciplines", "code", "VE").String(), "FA": w.ID("registers.methods", "code", "FA").String(), "UDF": w.ID("registers.phases", "code", "UDF").String(),
		"Nordluft": w.ID("projects.companies", "name", "Nordluft").String()}
	do := func(name, method, path, body string) {
		t.Helper()
		for known, id := range ids {
			body, path = strings.ReplaceAll(body, "{"+known+"}", id), strings.ReplaceAll(path, "{"+known+"}", id)
		}
		a := w.Do("ann", method, project+path, body)
		if a.Status > 299 {
			t.Fatalf("%s %s %s: got %d %s", method, path, body, a.Status, a.Body)
		}
		ids[name] = fmt.Sprint(a.Field("id"))
		if field, ok := a.Field("field").(string); ok {
			ids[name+" key"] = strings.TrimPrefix(field, "own.")
		}
	}
	do("column", "POST", "/columns", `{"thing":"system","name_da":"Zone","kind":"text","disciplines":["{VE}"]}`)
	do("person", "POST", "/columns", `{"thing":"system","name_da":"Ansvarlig","kind":"person"}`)
	do("view", "POST", "/views", `{"thing":"row","name":"Ventilation","whose":"project","state":{"filter":[{"field":"discipline","op":"in","value":["{VE}"]}]}}`)
	do("mine", "POST", "/views", `{"thing":"row","name":"Min egen","whose":"mine","state":{}}`)
	do("rule", "PUT", "/tags/rule", `{"grammar":"+{loc}={sys}{nn}-{comp}{nn}"}`)
	do("log", "PUT", "/log_settings", `{"photo_on_remedy":true,"due_days":9}`)
	do("procedure", "POST", "/procedures", `{"code":"P-1","title_da":"Indregulering"}`)
	do("A", "POST", "/locations", `{"kind":"building","code":"A"}`)
	do("A1", "POST", "/locations", `{"kind":"floor","code":"1","parent":"{A}"}`)
	ids["ann"] = w.People["ann"].String()
	do("VE01", "POST", "/systems", `{"tag":"VE01","discipline":"{VE}","location":"{A1}","company":"{Nordluft}","own":{"{column key}":"Nord","{person key}":"{ann}"}}`)
	do("VE01.1", "POST", "/systems", `{"tag":"VE01.1","parent":"{VE01}"}`)
	do("TF01", "POST", "/components", `{"tag":"VE01-TF01","system":"{VE01}","serial":"SN-1"}`)
	do("K1", "POST", "/requirements", `{"code":"K-001","title_da":"CO2"}`)
	do("row", "POST", "/rows", `{"title_da":"Måling","system":"{VE01}","phase":"{UDF}","method":"{FA}","requirement":"{K1}","company":"{Nordluft}","person":"{ann}","status":"failed","measured":4,"note":"Fejl","planned_on":"2026-04-01","weight":3}`)
	return ids
}

// procedure issues an edition of the scene's procedure, and one newer draft.
func procedure(t *testing.T, w *world.World, ids map[string]string) {
	t.Helper()
	of := project + "/procedures/" + ids["procedure"]
	var p struct{ Editions []struct{ ID string } }
	w.Do("ann", "GET", of, "").Read(t, &p)
	edition := of + "/editions/" + p.Editions[0].ID
	steps := `[{"id":"` + uuid.NewString() + `","code":"belt","kind":"pass_fail","text_da":"Remmen er stram","weight":1},{"id":"` + uuid.NewString() + `","code":"flow","kind":"measure","text_da":"Luftmængde","unit":"m3/h","weight":1}]`
	written := w.Do("ann", "PUT", edition, `{"base":1,"steps":`+steps+`}`)
	if written.Status != 200 {
		t.Fatalf("got %d %s", written.Status, written.Body)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + edition + "/issue", Send: fmt.Sprintf(`{"base":%v}`, written.Field("version")), Want: 200},
		{As: "ann", Do: "PUT " + of + "/attachments", Send: `{"attachments":[{"method":"` + ids["FA"] + `","phase":null,"type":"","classification":"572"}]}`, Want: 200},
		{As: "ann", Do: "POST " + of + "/editions", Want: 201},
	})
}

// begun creates a project and waits until it is filled.
func begun(t *testing.T, w *world.World, name, begin string, lists string) string {
	t.Helper()
	id := uuid.NewString()
	a := w.Do(name, "POST", "/projects", `{"id":"`+id+`","name":"Ny",`+lists+`"begin":`+begin+`}`)
	if a.Status != 201 {
		t.Fatalf("got %d %s", a.Status, a.Body)
	}
	if task, err := uuid.Parse(fmt.Sprint(a.Field("task"))); err == nil {
		if state := w.Task(name, task); state != "done" {
			t.Fatalf("the copy is %s: %s", state, w.Do(name, "GET", "/tasks/"+task.String(), "").Body)
		}
	}
	return id
}

const (
	ventilation = `"disciplines":[{"code":"ve","name_da":"Ventilation"}],"methods":[{"code":"FA","name_da":"Funktionsafprøvning"}],"phases":[],`
	everything  = `["companies","columns","views","tag_rule","procedures","log","locations","systems","requirements","rows"]`
)

func TestTemplates(t *testing.T) {
	w := world.New(t)
	ids := scene(t, w)
	procedure(t, w, ids)
	const save = project + "/templates"
	id := uuid.NewString()
	all := `"kinds":["lists","columns","views","tag_rule","procedures","log"]`
	w.Walls("POST "+save, `{"name":"Skole",`+all+`}`, "eve")
	w.Walls("GET "+project+"/setup", "", "eve")
	w.Run([]world.Call{
		{As: "", Do: "GET /templates", Want: 401},
		{As: "ann", Do: "POST " + save, Send: `{"name":"","kinds":["lists"]}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "POST " + save, Send: `{"name":"Skole","kinds":["rows"]}`, Want: 422, Says: "#/kinds"},
		{As: "ann", Do: "POST " + save, Send: `{"name":"Skole","kinds":[]}`, Want: 422, Says: "#/kinds"},
		{As: "ann", Do: "POST " + save, Send: `{"id":"` + id + `","name":"Skole, AB 18","about":"DS 3090",` + all + `}`, Want: 201, Says: `"number":1`},
		{As: "ann", Do: "POST " + save, Send: `{"of":"` + id + `","note":"Ny metode",` + all + `}`, Want: 201, Says: `"number":2`},
		{As: "ann", Do: "GET /templates", Want: 200, Says: `"disciplines":14`},
		{As: "ann", Do: "GET /templates", Want: 200, Says: `"procedures":1`, Not: "Min egen"},
		// Bob is of the same company, eve and rita are not.
		{As: "bob", Do: "GET /templates", Want: 200, Says: `"mine":false`},
		{As: "bob", Do: "GET /templates/" + id, Want: 200, Says: "Ventilation"},
		{As: "bob", Do: "PATCH /templates/" + id, Send: `{"base":1,"name":"Min"}`, Want: 403},
		{As: "bob", Do: "DELETE /templates/" + id, Want: 403},
		{As: "eve", Do: "GET /templates", Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "GET /templates/" + id, Want: 404},
		{As: "eve", Do: "PATCH /templates/" + id, Send: `{"base":1,"name":"Min"}`, Want: 404},
		{As: "eve", Do: "DELETE /templates/" + id, Want: 404},
		{As: "eve", Do: "POST /projects", Send: `{"id":"` + uuid.NewString() + `","name":"Ny","begin":{"template":"` + id + `","kinds":["views"]}}`, Want: 422, Says: "#/begin"},
		{As: "bob", Do: "POST /projects", Send: `{"id":"` + uuid.NewString() + `","name":"Ny","begin":{"template":"` + id + `","kinds":["systems"]}}`, Want: 422, Says: "#/kinds"},
		{As: "bob", Do: "POST /projects", Send: `{"id":"` + uuid.NewString() + `","name":"Ny","begin":{"kinds":["views"]}}`, Want: 422},
		{As: "ann", Do: "PATCH /templates/" + id, Send: `{"base":1,"name":" "}`, Want: 422},
		{As: "ann", Do: "PATCH /templates/" + id, Send: `{"base":1,"name":"Skole"}`, Want: 200, Says: `"name":"Skole"`},
	})
	made := "/projects/" + begun(t, w, "bob", `{"template":"`+id+`","kinds":["columns","views","tag_rule","procedures","log"]}`, ventilation)
	discipline := first(t, w, "bob", made+"/disciplines")
	w.Run([]world.Call{
		{As: "bob", Do: "GET " + made + "/columns", Want: 200, Says: `"disciplines":["` + discipline + `"]`},
		{As: "bob", Do: "GET " + made + "/views", Want: 200, Says: discipline, Not: ids["VE"]},
		{As: "bob", Do: "GET " + made + "/tags/rule", Want: 200, Says: "{loc}={sys}"},
		{As: "bob", Do: "GET " + made + "/log_settings", Want: 200, Says: `"due_days":9`},
		{As: "bob", Do: "GET " + made + "/procedures", Want: 200, Says: `"state":"issued"`, Not: `"state":"draft"`},
		{As: "bob", Do: "GET " + made + "/procedures", Want: 200, Says: first(t, w, "bob", made+"/methods"), Not: ids["FA"]},
		{As: "bob", Do: "GET " + made + "/systems", Want: 200, Says: `"items":[]`},
		{As: "bob", Do: "GET " + made + "/locations", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET " + made + "/columns", Want: 404},
	})
	// Ann leaves the project; what she made of it stays with her company.
	w.As("ann", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("delete from projects.members where project = ? and person = ?", w.Project, w.People["ann"]).Exec(ctx)
		return err
	})
	w.Run([]world.Call{
		{As: "ann", Do: "GET /templates", Want: 200, Says: "Skole"},
		{As: "ann", Do: "POST " + save, Send: `{"of":"` + id + `",` + all + `}`, Want: 404},
		{As: "ann", Do: "POST /projects", Send: `{"id":"` + uuid.NewString() + `","name":"Ny","begin":{"project":"` + w.Project.String() + `","kinds":["views"]}}`, Want: 422, Says: "#/begin"},
	})
	begun(t, w, "ann", `{"template":"`+id+`","kinds":["columns"]}`, "")
	w.Run([]world.Call{
		{As: "ann", Do: "DELETE /templates/" + id, Want: 204},
		{As: "bob", Do: "GET /templates", Want: 200, Says: `"items":[]`},
		{As: "bob", Do: "GET " + made + "/columns", Want: 200, Says: "Zone"},
	})
}

// first is the id of the first row of a list.
func first(t *testing.T, w *world.World, name, path string) string {
	t.Helper()
	var page struct{ Items []struct{ ID string } }
	w.Do(name, "GET", path, "").Read(t, &page)
	if len(page.Items) == 0 {
		t.Fatalf("%s is empty", path)
	}
	return page.Items[0].ID
}

func TestCopyOfAProject(t *testing.T) {
	w := world.New(t)
	ids := scene(t, w)
	procedure(t, w, ids)
	w.Run([]world.Call{
		{As: "bob", Do: "POST /projects", Send: `{"id":"` + uuid.NewString() + `","name":"Ny","begin":{"project":"` + w.Project.String() + `","kinds":["systems"]}}`, Want: 422, Says: "#/begin"},
		{As: "eve", Do: "POST /projects", Send: `{"id":"` + uuid.NewString() + `","name":"Ny","begin":{"project":"` + w.Project.String() + `","kinds":["systems"]}}`, Want: 422, Says: "#/begin"},
		{As: "ann", Do: "GET " + project + "/setup", Want: 200, Says: `"rows":1`},
	})
	made := "/projects/" + begun(t, w, "ann", `{"project":"`+w.Project.String()+`","kinds":`+everything+`}`, ventilation)
	var systems struct {
		Items []struct {
			ID, Tag                               string
			Parent, Location, Discipline, Company *string
			Own                                   map[string]any
		}
	}
	w.Do("ann", "GET", made+"/systems?sort=tag", "").Read(t, &systems)
	if len(systems.Items) != 2 || systems.Items[1].Parent == nil || *systems.Items[1].Parent != systems.Items[0].ID || systems.Items[0].Location == nil || systems.Items[0].Company == nil ||
		systems.Items[0].Discipline == nil || *systems.Items[0].Discipline != first(t, w, "ann", made+"/disciplines") {
		t.Fatalf("got the systems %+v", systems.Items)
	}
	if diff := cmp.Diff(map[string]any{ids["column key"]: "Nord"}, systems.Items[0].Own); diff != "" {
		t.Errorf("own values: want -, got +:\n%s", diff)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + made + "/rows", Want: 200, Says: `"status":"not_started"`, Not: "Fejl"},
		{As: "ann", Do: "GET " + made + "/rows", Want: 200, Says: `"weight":3`, Not: ids["ann"] + `","planned_on"`},
		{As: "ann", Do: "GET " + made + "/rows", Want: 200, Says: `"measured":null`, Not: "2026-04-01"},
		{As: "ann", Do: "GET " + made + "/rows", Want: 200, Says: `"phase":null`}, // the new project has no phases
		{As: "ann", Do: "GET " + made + "/rows", Want: 200, Says: `"person":null`},
		{As: "ann", Do: "GET " + made + "/components", Want: 200, Says: "TF01", Not: "SN-1"},
		{As: "ann", Do: "GET " + made + "/requirements", Want: 200, Says: "K-001"},
		{As: "ann", Do: "GET " + made + "/progress", Want: 200, Says: `"rows":1`},
		{As: "ann", Do: "POST " + made + "/rows", Send: `{"title_da":"Ny"}`, Want: 201, Says: `"no":2`},
		{As: "ann", Do: "GET " + made + "/procedures", Want: 200, Says: `"state":"issued"`},
		{As: "ann", Do: "GET " + made + "/companies", Want: 200, Says: "Nordluft"},
		{As: "ben", Do: "GET " + made + "/systems", Want: 404},
		{As: "ann", Do: "GET " + project + "/systems", Want: 200, Says: ids["VE01"]},
	})
	few := "/projects/" + begun(t, w, "ann", `{"project":"`+w.Project.String()+`","kinds":["systems"]}`, "")
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + few + "/systems", Want: 200, Says: `"location":null`},
		{As: "ann", Do: "GET " + few + "/rows", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET " + few + "/columns", Want: 200, Says: `"items":[]`},
	})
}
