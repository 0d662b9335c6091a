package audit_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestHistoryAndRestore(t *testing.T) {
	w := world.New(t)
	const history, systems = "/projects/{project}/history", "/projects/{project}/systems"
	w.Walls("GET "+history, "", "ben")
	w.Walls("POST "+history+"/restore", `{"table":"registers.systems","row":"`+uuid.NewString()+`","version":1}`, "rita")
	id := uuid.NewString()
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + id + `","tag":"VE01","type":"VAV"}`, Want: 201},
		{As: "ann", Do: "PATCH " + systems + "/" + id, Send: `{"base":1,"type":"CAV","description":"ny"}`, Want: 200},
		{As: "rita", Do: "GET " + history + "/rows/registers.systems/" + id, Want: 200, Says: `{"field":"type","before":"VAV","after":"CAV"}`},
		{As: "bob", Do: "GET /projects/{other}/history/rows/registers.systems/" + id, Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "POST " + history + "/restore", Send: `{"table":"registers.systems","row":"` + id + `","version":1,"fields":["type"]}`, Want: 200},
		{As: "eve", Do: "GET " + systems + "/" + id, Want: 200, Says: `"type":"VAV"`},
		{As: "eve", Do: "GET " + systems + "/" + id, Want: 200, Says: `"description":"ny"`}, // one field only
		{As: "eve", Do: "DELETE " + systems + "/" + id, Want: 204},
		{As: "rita", Do: "GET " + history + "/deleted?table=registers.systems", Want: 200, Says: id},
		{As: "eve", Do: "POST " + history + "/restore", Send: `{"table":"registers.systems","row":"` + id + `","version":4}`, Want: 200},
		{As: "rita", Do: "GET " + systems + "/" + id, Want: 200, Says: `"description":"ny"`},
		{As: "rita", Do: "GET " + history + "/deleted?table=registers.systems", Want: 200, Not: id},
		{As: "rita", Do: "GET " + history + "?table=registers.systems", Want: 200, Says: "audit.version.restore"},
		{As: "eve", Do: "POST " + history + "/restore", Send: `{"table":"accounts.credentials","row":"` + id + `","version":1}`, Want: 404},
	})
}

func TestManyChangesAreUndoneAsOne(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	var changes []string
	kept := uuid.NewString()
	w.Do("eve", "POST", systems, `{"id":"`+kept+`","tag":"KEPT","type":"before"}`)
	changes = append(changes, fmt.Sprintf(`{"id":"%s","base":1,"set":{"type":"after"}}`, kept))
	for n := range 300 {
		changes = append(changes, fmt.Sprintf(`{"id":"%s","create":true,"set":{"tag":"NEW%d"}}`, uuid.NewString(), n))
	}
	a := w.Do("eve", "POST", systems+"/change_many", `{"changes":[`+strings.Join(changes, ",")+`]}`)
	entry, _ := a.Field("entry").(string)
	if a.Status != 200 || strings.Contains(string(a.Body), "problem") {
		t.Fatalf("changing many: %d %s", a.Status, a.Body)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "GET " + systems + "?count=true&limit=1", Want: 200, Says: `"total":301`},
		{As: "rita", Do: "POST /projects/{project}/history/" + entry + "/undo", Want: 403},
		{As: "bob", Do: "POST /projects/{other}/history/" + entry + "/undo", Want: 404},
		{As: "eve", Do: "GET /projects/{project}/history/" + entry + "/undo", Want: 200, Says: `"rows":301`},
		{As: "eve", Do: "POST /projects/{project}/history/" + entry + "/undo", Want: 200, Says: `"rows":301`},
		{As: "eve", Do: "GET " + systems + "?count=true", Want: 200, Says: `"total":1`},
		{As: "eve", Do: "GET " + systems + "/" + kept, Want: 200, Says: `"type":"before"`},
	})
	// An undo is a change that can itself be undone.
	var page struct{ Items []struct{ ID, Action string } }
	w.Do("eve", "GET", "/projects/{project}/history?action=audit.entry.undo", "").Read(t, &page)
	w.Run([]world.Call{
		{As: "eve", Do: "POST /projects/{project}/history/" + page.Items[0].ID + "/undo", Want: 200, Says: `"rows":301`},
		{As: "eve", Do: "GET " + systems + "?count=true&limit=1", Want: 200, Says: `"total":301`},
		{As: "eve", Do: "GET " + systems + "/" + kept, Want: 200, Says: `"type":"after"`},
	})
}

func TestUndoLeavesWhatOthersChangedSince(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	one, two := uuid.NewString(), uuid.NewString()
	a := w.Do("eve", "POST", systems+"/change_many", fmt.Sprintf(`{"changes":[{"id":"%s","create":true,"set":{"tag":"A"}},{"id":"%s","create":true,"set":{"tag":"B"}}]}`, one, two))
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH " + systems + "/" + two, Send: `{"base":1,"type":"min"}`, Want: 200},
		{As: "eve", Do: "POST /projects/{project}/history/" + fmt.Sprint(a.Field("entry")) + "/undo", Want: 200, Says: `"label":"B"`},
		{As: "eve", Do: "GET " + systems + "/" + one, Want: 404},
		{As: "eve", Do: "GET " + systems + "/" + two, Want: 200},
	})
}

func TestSettingUpAProjectCannotBeUndone(t *testing.T) {
	w := world.New(t)
	id := uuid.NewString()
	w.Run([]world.Call{{As: "ann", Do: "POST /projects", Send: `{"id":"` + id + `","name":"Ny"}`, Want: 201}})
	var page struct{ Items []struct{ ID, Action string } }
	w.Do("ann", "GET", "/projects/"+id+"/history?action=projects.project.create", "").Read(t, &page)
	w.Run([]world.Call{
		{As: "ann", Do: "POST /projects/" + id + "/history/" + page.Items[0].ID + "/undo", Want: 409, Says: "cannot be undone"},
		{As: "ann", Do: "GET /projects/" + id, Want: 200},
	})
}

func TestAnUploadCanBeUndone(t *testing.T) {
	w := world.New(t)
	stored := w.Upload("ann", "note.txt", []byte("en note"))
	var page struct{ Items []struct{ ID string } }
	w.Do("ann", "GET", "/projects/{project}/history?action=files.file.upload", "").Read(t, &page)
	w.Run([]world.Call{
		{As: "ann", Do: "POST /projects/{project}/history/" + page.Items[0].ID + "/undo", Want: 200, Says: `"rows":1`},
		{As: "ann", Do: "GET /projects/{project}/files/" + stored.Field("id").(string), Want: 404},
	})
}
