package handover_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
)

// TestLinksToDocumentsComeBack has a package bring systems that link to
// documents, and an answer that names a page of one: they lead to the documents
// that it brought.
func TestLinksToDocumentsComeBack(t *testing.T) {
	s := newScene(t)
	file := s.send("ann", "{project}", "V-57-301.pdf", "application/pdf", "%PDF-1.4 diagram")
	s.ids["drawing"] = s.post("/projects/{project}/documents", `{"number":"V-57-301","title":"Principdiagram","kind":"diagram","revision":"A","file":"`+file+`"}`)
	column := s.Do("ann", "POST", "/projects/{project}/columns", `{"thing":"system","name_da":"Diagram","kind":"document"}`)
	person := s.Do("ann", "POST", "/projects/{project}/columns", `{"thing":"system","name_da":"Ansvarlig","kind":"person"}`)
	keys := [2]string{}
	for i, a := range []world.Answer{column, person} {
		field, _ := a.Field("field").(string)
		keys[i] = strings.TrimPrefix(field, "own.")
	}
	s.post("/projects/{project}/systems", fmt.Sprintf(`{"tag":"VE09","own":{"%s":"{drawing}","%s":"%s"}}`, keys[0], keys[1], s.People["ann"]))
	version, _ := s.Do("ann", "GET", "/projects/{project}/documents/"+s.ids["drawing"], "").Field("versions").([]any)[0].(map[string]any)["id"].(string)
	answer := s.post("/projects/{project}/basis", `{"requirement":"{requirement}"}`)
	if a := s.Do("ann", "POST", "/projects/{project}/basis/"+answer+"/give", `{"text":"Lav hastighed","version_of":"`+version+`","page":2}`); a.Status != 200 {
		t.Fatalf("answering: %d %s", a.Status, a.Body)
	}
	sent := s.download("ann", "{project}", s.order("ann", "{project}", "da"))
	if file := unpacked(t, sent)["01_datamodel/systems.csv"]; !strings.Contains(file, ";Diagram") || !strings.Contains(file, ";V-57-301;Ann;") {
		t.Errorf("got the table %s", file)
	}
	if file := unpacked(t, sent)["01_datamodel/basis.csv"]; !strings.Contains(file, ";V-57-301 rev. A;") {
		t.Errorf("got the table %s", file)
	}
	if state, says := s.receive(sent); state != "done" {
		t.Fatalf("the task is %s: %s", state, says)
	}
	id, _ := s.Do("bob", "GET", "/projects/{other}/documents", "").Field("items").([]any)[0].(map[string]any)["id"].(string)
	version, _ = s.Do("bob", "GET", "/projects/{other}/documents/"+id, "").Field("versions").([]any)[0].(map[string]any)["id"].(string)
	s.Run([]world.Call{
		{As: "bob", Do: "GET /projects/{other}/basis", Want: 200, Says: fmt.Sprintf(`"version_of":"%s","page":2`, version)},
		{As: "bob", Do: "GET /projects/{other}/systems?q=VE09", Want: 200, Says: fmt.Sprintf(`"own":{"%s":"%s"}`, keys[0], id)}, // ann is not on bob's project
	})
}
