package design_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// version puts a document into a discipline and returns its only version.
func version(t *testing.T, w *world.World, number string, discipline uuid.UUID) string {
	t.Helper()
	file := w.Upload("ann", number+".pdf", []byte("%PDF-1.4 "+number)).Field("id")
	a := w.Do("ann", "POST", "/projects/{project}/documents", fmt.Sprintf(`{"number":"%s","title":"Diagram","kind":"diagram","discipline":"%s","revision":"B","file":"%s"}`, number, discipline, file))
	if a.Status != 201 {
		t.Fatalf("a document: %d %s", a.Status, a.Body)
	}
	return a.Field("versions").([]any)[0].(map[string]any)["id"].(string)
}

// TestAnswersNameDocuments has an answer say where a requirement is met: on a
// page of a version of a document.
func TestAnswersNameDocuments(t *testing.T) {
	w := world.New(t)
	designer(w)
	ve, el := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "EL")
	studio := w.ID("projects.companies", "name", "Tegnestuen").String()
	diagram, hidden := version(t, w, "V-57-301", ve), version(t, w, "E-63-1", el)
	id := fmt.Sprint(w.Do("ann", "POST", basis, `{"requirement":"`+requirement(t, w, "K-005", "approved", ve)+`","company":"`+studio+`"}`).Field("id"))
	one := basis + "/" + id
	give := func(more string) string { return `{"text":"Lav kanalhastighed"` + more + `}` }
	w.Run([]world.Call{
		{As: "lena", Do: "POST " + one + "/give", Send: give(`,"page":2`), Want: 422, Says: "#/page"},
		{As: "lena", Do: "POST " + one + "/give", Send: give(`,"version_of":"` + diagram + `","page":0`), Want: 422, Says: "#/page"},
		{As: "lena", Do: "POST " + one + "/give", Send: give(`,"version_of":"` + uuid.NewString() + `"`), Want: 422, Says: "#/version_of"},
		{As: "lena", Do: "POST " + one + "/give", Send: give(`,"version_of":"` + hidden + `"`), Want: 422, Says: "#/version_of"},
		{As: "lena", Do: "POST " + one + "/give", Send: give(`,"version_of":"` + diagram + `","page":2,"reference":"afsnit 4.2"`), Want: 200, Says: `"reference":"afsnit 4.2","version_of":"` + diagram + `","page":2`},
		{As: "rita", Do: "GET " + one + "/events", Want: 200, Says: `"version_of":"` + diagram + `","page":2`},
		{As: "rita", Do: "GET /projects/{project}/document_labels?ids=%5B%22" + diagram + "%22%5D", Want: 200, Says: `"number":"V-57-301","title":"Diagram","revision":"B"`},
		{As: "lena", Do: "GET /projects/{project}/document_labels?ids=%5B%22" + hidden + "%22%5D", Want: 200, Says: `"state":"hidden"`},
		{As: "rita", Do: "GET /projects/{project}/history/rows/design.answers/" + id, Want: 200, Says: `"field":"version_of","before":null,"after":"` + diagram + `"`},
		{As: "ann", Do: "GET /projects/{project}/basis_export?format=csv", Want: 200, Says: "V-57-301 rev. B;2;afsnit 4.2"},
		{As: "eve", Do: "POST " + one + "/return", Send: `{"reason":"Hvor?"}`, Want: 200, Says: `"page":2`},
		{As: "lena", Do: "POST " + one + "/give", Send: give(""), Want: 200, Says: `"version_of":null,"page":null`},
	})
	// What was named before may stay, also when somebody answers who does not see it.
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + one + "/give", Send: give(`,"version_of":"` + hidden + `"`), Want: 200},
		{As: "lena", Do: "POST " + one + "/give", Send: give(`,"version_of":"` + hidden + `"`), Want: 200, Says: hidden},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: fmt.Sprintf(`{"table":"design.answers","row":"%s","version":2}`, id), Want: 200},
		{As: "rita", Do: "GET " + one, Want: 200, Says: `"version_of":"` + diagram + `","page":2`},
	})
	if file := string(w.Do("ann", "GET", "/projects/{project}/basis_export?format=csv", "").Body); !strings.Contains(file, "Document;Page;Where") {
		t.Errorf("got the file %s", file)
	}
}
