package design_test

import (
	"fmt"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

const trace = "/projects/{project}/trace"

func TestTrace(t *testing.T) {
	w := world.New(t)
	ve, phase := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.phases", "code", "UDF").String()
	whole, bare := requirement(t, w, "K-1", "approved", ve), requirement(t, w, "K-2", "proposed", ve)
	failing := requirement(t, w, "K-10", "approved", ve)
	row := func(of, status string) string {
		a := w.Do("ann", "POST", "/projects/{project}/rows", fmt.Sprintf(`{"title_da":"x","requirement":"%s","phase":"%s","status":"%s"}`, of, phase, status))
		if a.Status != 201 {
			t.Fatalf("a row: %d %s", a.Status, a.Body)
		}
		return fmt.Sprint(a.Field("id"))
	}
	row(whole, "passed")
	row(whole, "passed")
	row(failing, "failed")
	row(failing, "ready")
	answer := w.Do("ann", "POST", basis, `{"requirement":"`+whole+`"}`)
	one := basis + "/" + fmt.Sprint(answer.Field("id"))
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + one + "/give", Send: `{"text":"Sådan"}`, Want: 200},
		{As: "eve", Do: "POST " + one + "/approve", Send: `{}`, Want: 200},
	})
	w.Walls("GET "+trace, "", "")
	w.Walls("GET /projects/{project}/trace_export", "", "rita")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + trace + "?q=K-1", Want: 200, Says: `"answers":{"approved":1}`},
		{As: "rita", Do: "GET " + trace + "?q=K-1", Want: 200, Says: `{"phase":"` + phase + `","status":"passed","rows":2}`},
		{As: "rita", Do: "GET " + trace + "?hole=any", Want: 200, Says: bare, Not: whole},
		{As: "rita", Do: "GET " + trace + "?hole=no_row", Want: 200, Says: `"holes":["not_approved","no_basis","no_row"]`, Not: failing},
		{As: "rita", Do: "GET " + trace + "?hole=failed", Want: 200, Says: `"holes":["no_basis","no_result","failed"]`, Not: bare},
		{As: "rita", Do: "GET " + trace + "?hole=lost", Want: 422, Says: "#/hole"},
		{As: "rita", Do: "GET " + trace + "?discipline=" + w.ID("registers.disciplines", "code", "EL").String(), Want: 200, Says: `"items":[]`},
		// By code as people count, a page at a time.
		{As: "rita", Do: "GET " + trace + "?limit=2", Want: 200, Says: `"next":"` + bare, Not: failing},
		{As: "rita", Do: "GET " + trace + "?limit=2&after=" + bare, Want: 200, Says: failing, Not: `"next"`},
		{As: "rita", Do: "GET " + trace + "?limit=1&hole=no_basis", Want: 200, Says: `"next":"` + bare, Not: failing},
		{As: "rita", Do: "GET " + trace + "?limit=1&hole=no_basis&after=" + bare, Want: 200, Says: failing},
		{As: "ann", Do: "GET /projects/{project}/trace_export?format=csv&hole=failed", Want: 200, Says: "1 failed, 1 ready", Not: "K-2"},
		{As: "ann", Do: "GET /projects/{project}/trace_export", Want: 200, Says: "PK"},
		{As: "bob", Do: "GET /projects/{other}/trace", Want: 200, Says: `"items":[]`},
		{As: "bob", Do: "GET /projects/{other}/trace?after=" + uuid.NewString(), Want: 200, Says: `"items":[]`},
		// What is changed since it was answered shows.
		{As: "ann", Do: "POST " + requirements + "/propose", Send: `{"requirements":[{"id":"` + whole + `"}],"reason":"x"}`, Want: 200},
		{As: "rita", Do: "GET " + trace + "?hole=basis_older", Want: 200, Says: whole, Not: failing},
	})
}
