package integration_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/integration"

	"github.com/google/uuid"
)

// TestRoundLeadsToItsRow tests a matrix: one effect fails, the row fails with it,
// the log is told, and the retest covers what failed and no more.
func TestRoundLeadsToItsRow(t *testing.T) {
	w := world.New(t)
	one, causes, effects := made(t, w)
	row := uuid.NewString()
	w.Do("ann", "POST", "/projects/{project}/rows", `{"id":"`+row+`","title_da":"Systemintegrationstest","status":"ready"}`)
	w.Walls("POST "+one+"/rounds", `{}`, "rita")
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + one + "/rounds", Send: `{"row":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/row"},
		{As: "eve", Do: "POST " + one + "/rounds", Send: `{"retest_of":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/retest_of"},
	})
	begin := func(send string) (string, *integration.Round) {
		t.Helper()
		a := w.Do("eve", "POST", one+"/rounds", send)
		if a.Status != 201 {
			t.Fatalf("beginning: %d %s", a.Status, a.Body)
		}
		var r integration.Round
		a.Read(t, &r)
		return "/projects/{project}/matrix_rounds/" + r.ID.String(), &r
	}
	given, _ := begin(`{"row":"` + row + `"}`)
	w.Walls("DELETE "+given, "", "rita")
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + one + "/rounds", Send: `{}`, Want: 409, Says: "under way"},
		{As: "eve", Do: "GET /projects/{project}/rows/" + row, Want: 200, Says: `"status":"in_progress"`},
		{As: "eve", Do: "DELETE " + given, Want: 204},
		{As: "eve", Do: "GET /projects/{project}/rows/" + row, Want: 200, Says: `"status":"ready"`},
	})
	at, r := begin(`{"row":"` + row + `"}`)
	if len(r.Cells) != 3 || r.Cells[0].CauseCode != "A0" || r.Cells[0].EffectCode != "VE01" {
		t.Fatalf("the steps: %+v", r.Cells)
	}
	cell := func(i int) string { return at + "/cells/" + r.Cells[i].ID.String() }
	w.Walls("GET "+at, "", "")
	w.Walls("PUT "+cell(0), `{"base":1,"result":"passed","note":""}`, "rita")
	w.Walls("POST "+at+"/pass_rest", `{"cause_at":1}`, "rita")
	w.Walls("POST "+at+"/finish", `{"note":""}`, "rita")
	// A matrix that is changed meanwhile does not reach the test under way.
	w.Do("eve", "PUT", one+"/content", strings.Replace(content(2, causes, effects), `"action":"Stop"`, `"action":"Halv fart"`, 1))
	w.Run([]world.Call{
		{As: "eve", Do: "GET " + at, Want: 200, Says: `"action":"Stop"`},
		{As: "eve", Do: "POST " + at + "/finish", Send: `{"note":""}`, Want: 409, Says: "3 effects"},
		{As: "eve", Do: "PUT " + cell(0), Send: `{"base":1,"result":"failed","note":""}`, Want: 422, Says: "#/note"},
		{As: "eve", Do: "PUT " + cell(0), Send: `{"base":1,"result":"passed","seconds":12,"note":""}`, Want: 422, Says: "#/seconds"},
		{As: "eve", Do: "PUT " + cell(0), Send: `{"base":1,"result":"passed","seconds":-1,"note":""}`, Want: 422, Says: "#/seconds"},
		{As: "eve", Do: "PUT " + at + "/cells/" + uuid.NewString(), Send: `{"base":1,"result":"passed","note":""}`, Want: 404},
		{As: "eve", Do: "PUT " + cell(0), Send: `{"base":1,"result":"failed","seconds":12,"note":"12 s, for sent"}`, Want: 200, Says: `"failed":1`},
		{As: "ann", Do: "PUT " + cell(0), Send: `{"base":1,"result":"passed","note":""}`, Want: 412, Says: `"theirs":"failed"`},
		{As: "eve", Do: "DELETE " + at, Want: 409, Says: "kept"},
		{As: "eve", Do: "POST " + at + "/pass_rest", Send: `{"cause_at":1}`, Want: 200, Says: `"checked":2`},
		{As: "eve", Do: "PUT " + cell(2), Send: `{"base":1,"result":"not_applicable","note":""}`, Want: 200, Says: `"checked":3`},
		{As: "eve", Do: "POST " + at + "/finish", Send: `{"note":"Uden strømsvigt"}`, Want: 200, Says: `"result":"failed"`},
		{As: "eve", Do: "PUT " + cell(0), Send: `{"base":2,"result":"passed","note":""}`, Want: 409, Says: "finished"},
		{As: "eve", Do: "GET /projects/{project}/rows/" + row, Want: 200, Says: `"status":"failed"`},
		{As: "eve", Do: "GET /projects/{project}/log", Want: 200, Says: "A0 → VE01: Stop"},
		{As: "eve", Do: "DELETE " + one, Want: 409, Says: "kept"},
	})
	again, retest := begin(fmt.Sprintf(`{"retest_of":"%s"}`, r.ID))
	if len(retest.Cells) != 1 || retest.Row == nil || retest.Row.String() != row || retest.Number != 2 {
		t.Fatalf("the retest: %+v", retest)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "PUT " + again + "/cells/" + retest.Cells[0].ID.String(), Send: `{"base":1,"result":"passed","seconds":8,"note":""}`, Want: 200},
		{As: "eve", Do: "POST " + again + "/finish", Send: `{"note":""}`, Want: 200, Says: `"result":"passed"`},
		{As: "eve", Do: "GET /projects/{project}/rows/" + row, Want: 200, Says: `"status":"passed"`},
		{As: "eve", Do: "POST " + one + "/rounds", Send: fmt.Sprintf(`{"retest_of":"%s"}`, retest.ID), Want: 409, Says: "Nothing failed"},
		{As: "eve", Do: "GET " + one, Want: 200, Says: `"next_on":"2027-04-20"`},
		{As: "rita", Do: "GET " + matrices, Want: 200, Says: `"next_on":"2027-04-20"`},
	})
}
