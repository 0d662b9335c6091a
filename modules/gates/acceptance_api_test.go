package gates_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

const documents = "/projects/{project}/acceptances/"

// prepared is a draft for M4, with the decisions that it needs.
func (s *scene) prepared() (id string, version int) {
	s.t.Helper()
	id = s.made("/projects/{project}/gates/"+s.m4+"/acceptances", `{}`)
	return id, s.decided(id)
}

// decided writes a decision on each open point of a draft and returns its version.
func (s *scene) decided(id string) int {
	s.t.Helper()
	var draft struct {
		Version    int
		Activities string
		Points     []struct{ ID string }
	}
	s.Do("ann", "GET", documents+id, "").Read(s.t, &draft)
	var points []string
	for _, p := range draft.Points {
		points = append(points, `{"id":"`+p.ID+`","decision":"carried","note":"Følger efter","due_on":"2026-06-01"}`)
	}
	a := s.Do("ann", "PUT", documents+id, fmt.Sprintf(`{"base":%d,"activities":"Test udført","documents":"Rapport","conclusion":"Fortsæt","points":[%s]}`, draft.Version, strings.Join(points, ",")))
	if a.Status != 200 {
		s.t.Fatalf("writing a draft: %d %s", a.Status, a.Body)
	}
	return int(a.Field("version").(float64))
}

func TestAcceptance(t *testing.T) {
	s := newScene(t)
	prepare := "/projects/{project}/gates/" + s.m4 + "/acceptances"
	s.Walls("POST "+prepare, `{}`, "rita")
	s.Walls("GET "+prepare, "", "")
	open := s.made("/projects/{project}/rows", `{"title_da":"Lydmåling","system":"`+s.system+`","milestone":"`+s.m4+`"}`)
	s.made("/projects/{project}/log", `{"kind":"issue","title":"Støj","severity":"minor","row":"`+s.sel+`"}`)
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + prepare, Send: `{}`, Want: 403},
		{As: "eve", Do: "POST /projects/{project}/gates/" + uuid.NewString() + "/acceptances", Send: `{}`, Want: 404},
	})
	id := s.made(prepare, `{}`)
	s.Walls("GET "+documents+id, "", "")
	s.Walls("GET "+documents+id+"/preview", "", "")
	s.Walls("PUT "+documents+id, `{"base":1,"activities":"","documents":"","conclusion":""}`, "rita")
	s.Walls("DELETE "+documents+id, "", "rita")
	s.Walls("POST "+documents+id+"/sign", `{"base":1,"name":"x","role":"y"}`, "eve")
	s.Walls("POST "+documents+id+"/reopen", `{"reason":"x"}`, "eve")
	s.Run([]world.Call{
		{As: "ann", Do: "POST " + prepare, Send: `{}`, Want: 409, Says: "M4-1"},
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: `"label":"M4-1"`},
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: "Lydmåling"},
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: "ISS-1 Støj"},
		{As: "ann", Do: "POST " + documents + id + "/sign", Send: `{"base":1,"name":"Anne Holm","role":"Bygherre"}`, Want: 409, Says: "2 open points"},
		{As: "ann", Do: "POST " + documents + id + "/sign", Send: `{"base":9,"name":"Anne Holm","role":"Bygherre"}`, Want: 412},
		{As: "ann", Do: "PUT " + documents + id, Send: `{"base":9,"activities":"","documents":"","conclusion":""}`, Want: 412},
		{As: "ann", Do: "PUT " + documents + id, Send: `{"base":1,"activities":"","documents":"","conclusion":"","points":[{"id":"` + uuid.NewString() + `","decision":"huge"}]}`, Want: 422},
		{As: "ann", Do: "POST " + documents + id + "/reopen", Send: `{"reason":"x"}`, Want: 409, Says: "Only a signed"},
	})
	version := s.decided(id)
	s.Seat("carl", "read_and_approve", "Bygherre", nil)
	required := s.made("/projects/{project}/requirements", `{"code":"K-005","title_da":"SEL","state":"approved"}`)
	if a := s.Do("rita", "GET", documents+id+"/preview", ""); a.Status != 200 || !bytes.HasPrefix(a.Body, []byte("%PDF-")) {
		t.Errorf("the preview: %d %.40s", a.Status, a.Body)
	}
	s.Run([]world.Call{
		{As: "ann", Do: "POST " + documents + id + "/sign", Send: fmt.Sprintf(`{"base":%d,"name":" ","role":"Bygherre"}`, version), Want: 422, Says: "#/name"},
		{As: "carl", Do: "POST " + documents + id + "/sign", Send: fmt.Sprintf(`{"base":%d,"name":"Anne Holm","role":"Bygherre"}`, version), Want: 200, Says: `"state":"signed"`},
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: `"locked":1`},
		{As: "rita", Do: "GET /projects/{project}/rows/" + s.sel, Want: 200, Says: `"status":"approved"`},
		{As: "rita", Do: "GET /projects/{project}/rows/" + open, Want: 200, Says: `"status":"not_started"`},
		{As: "rita", Do: "GET /projects/{project}/gates", Want: 200, Says: `"label":"M4-1","state":"signed"`},
		{As: "ann", Do: "POST /projects/{project}/requirements/propose", Send: `{"requirements":[{"id":"` + required + `"}],"reason":"x"}`, Want: 200, Says: "locked by the acceptance"},
		{As: "ann", Do: "PUT " + documents + id, Send: `{"base":3,"activities":"","documents":"","conclusion":""}`, Want: 409, Says: "never changes"},
		{As: "ann", Do: "DELETE " + documents + id, Want: 409},
		{As: "ann", Do: "GET " + documents + id + "/preview", Want: 409},
		{As: "ann", Do: "POST " + prepare, Send: `{}`, Want: 409, Says: "M4-1"},
	})
	file := fmt.Sprint(s.Do("rita", "GET", documents+id, "").Field("file"))
	if a := s.Do("rita", "GET", "/projects/{project}/files/"+file, ""); a.Status != 200 || !bytes.HasPrefix(a.Body, []byte("%PDF-")) {
		t.Errorf("the signed document: %d %.40s", a.Status, a.Body)
	}
	s.Run([]world.Call{
		{As: "ann", Do: "POST " + documents + id + "/reopen", Send: `{"reason":" "}`, Want: 422, Says: "#/reason"},
		{As: "ann", Do: "POST " + documents + id + "/reopen", Send: `{"reason":"SEL måles om"}`, Want: 200, Says: `"state":"reopened"`},
		{As: "ann", Do: "POST " + documents + id + "/reopen", Send: `{"reason":"igen"}`, Want: 409},
		{As: "rita", Do: "GET /projects/{project}/rows/" + s.sel, Want: 200, Says: `"status":"passed"`},
		{As: "ann", Do: "POST /projects/{project}/requirements/propose", Send: `{"requirements":[{"id":"` + required + `"}],"reason":"x"}`, Want: 200, Says: `"to":"proposed"`},
	})
	s.changed(s.sel, `"status":"failed"`)
	// The next one is a new version; the earlier one stays.
	second := s.made(prepare, `{}`)
	s.Run([]world.Call{
		{As: "rita", Do: "GET " + documents + second, Want: 200, Says: `"label":"M4-2"`},
		{As: "rita", Do: "GET " + prepare, Want: 200, Says: `"label":"M4-1","state":"reopened"`},
		{As: "ann", Do: "DELETE " + documents + second, Want: 204},
		{As: "rita", Do: "GET /projects/{project}/files/" + file, Want: 200},
	})
}

// TestLockedRows tries every way to change a row that an acceptance document has locked.
func TestLockedRows(t *testing.T) {
	s := newScene(t)
	id, version := s.prepared()
	s.Seat("carl", "read_and_approve", "Bygherre", nil)
	signed := s.Do("carl", "POST", documents+id+"/sign", fmt.Sprintf(`{"base":%d,"name":"Anne Holm","role":"Bygherre"}`, version))
	if signed.Status != 200 {
		t.Fatalf("signing: %d %s", signed.Status, signed.Body)
	}
	row := "/projects/{project}/rows/" + s.sel
	at := fmt.Sprint(s.Do("ann", "GET", row, "").Field("version"))
	const says = "acceptance document M4-1"
	s.Run([]world.Call{
		{As: "ann", Do: "PATCH " + row, Send: `{"base":` + at + `,"note":"x"}`, Want: 409, Says: says},
		{As: "ann", Do: "PATCH " + row, Send: `{"base":` + at + `,"status":"failed"}`, Want: 409, Says: says},
		{As: "eve", Do: "PATCH " + row, Send: `{"base":` + at + `,"status":"failed"}`, Want: 409, Says: says},
		{As: "ann", Do: "DELETE " + row, Want: 409, Says: says},
		{As: "ann", Do: "POST /projects/{project}/rows/change_many", Send: `{"changes":[{"id":"` + s.sel + `","base":` + at + `,"set":{"status":"passed"}}]}`, Want: 200, Says: says},
		{As: "ann", Do: "POST /projects/{project}/rows/change_many", Send: `{"changes":[{"id":"` + s.sel + `","delete":true}]}`, Want: 200, Says: says},
		{As: "ann", Do: "POST /projects/{project}/rows/change_all", Send: `{"filter":[{"field":"status","op":"is","value":"approved"}],"set":{"status":"failed"}}`, Want: 200, Says: says},
		{As: "ann", Do: "POST " + row + "/tests", Send: `{"result":"passed"}`, Want: 409, Says: says},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"registers.rows","row":"` + s.sel + `","version":1}`, Want: 409, Says: says},
		{As: "ann", Do: "GET " + row, Want: 200, Says: `"status":"approved"`},
	})
	// Nor is the signing undone, or the document restored to a draft.
	var history struct{ Items []struct{ ID, Action string } }
	s.Do("ann", "GET", "/projects/{project}/history?limit=50", "").Read(t, &history)
	for _, e := range history.Items {
		if e.Action == "gates.acceptance.sign" {
			s.Run([]world.Call{{As: "ann", Do: "POST /projects/{project}/history/" + e.ID + "/undo", Want: 409}})
		}
	}
	s.Run([]world.Call{
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"gates.acceptances","row":"` + id + `","version":1}`, Want: 409, Says: "never changes"},
		{As: "ann", Do: "GET " + row, Want: 200, Says: `"status":"approved"`},
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: `"state":"signed"`},
	})
}
