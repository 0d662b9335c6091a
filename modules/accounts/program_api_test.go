package accounts_test

import (
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestPrograms(t *testing.T) {
	w := world.New(t)
	const programs = "/projects/{project}/programs"
	w.Walls("GET "+programs, "", "eve")
	w.Walls("POST "+programs, `{"name":"BMS","rights":["registers.view"]}`, "eve")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + programs, Send: `{"name":"","rights":["registers.view"]}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "POST " + programs, Send: `{"name":"BMS","rights":[]}`, Want: 422, Says: "#/rights"},
		{As: "ann", Do: "POST " + programs, Send: `{"name":"BMS","rights":["rows.destroy"]}`, Want: 422, Says: "#/rights"},
		{As: "ann", Do: "POST " + programs, Send: `{"name":"BMS","rights":["*"]}`, Want: 422, Says: "#/rights"},
		{As: "ann", Do: "POST " + programs, Send: `{"name":"BMS","rights":["registers.view"],"expires_at":"2020-01-01T00:00:00Z"}`, Want: 422, Says: "#/expires_at"},
	})
	made := w.Do("ann", "POST", programs, `{"name":"BMS","rights":["registers.view","registers.create","history.view"],"expires_at":"2027-01-01T00:00:00Z"}`)
	token, _ := made.Field("token").(string)
	id, _ := made.Field("id").(string)
	if made.Status != 201 || token == "" {
		t.Fatalf("adding a program: %d %s", made.Status, made.Body)
	}
	bearer := []string{"Authorization", "Bearer " + token}
	for do, want := range map[string]int{
		"GET /projects/{project}/systems":           200,
		"POST /projects/{project}/systems":          201,
		"GET /projects/{project}/people":            403,
		"PATCH /projects/{project}/systems/" + id:   403,
		"GET /projects/{project}/requirements":      403,
		"GET /projects/{project}/members":           403,
		"PATCH /projects/{project}":                 403,
		"GET /projects/{other}/systems":             404,
		"POST /projects/{other}/systems":            404,
		"GET /me":                                   403,
		"POST /sign_out":                            200,
		"GET /projects/{project}/programs":          403,
		"DELETE /projects/{project}/programs/" + id: 403,
	} {
		method, path, _ := strings.Cut(do, " ")
		send := ""
		if method == "POST" && strings.HasSuffix(path, "systems") {
			send = `{"tag":"PX01"}`
		} else if method == "PATCH" {
			send = `{"base":1,"name":"x"}`
		}
		if a := w.Do("", method, path, send, bearer...); a.Status != want {
			t.Errorf("a program does %s: got %d %s, want %d", do, a.Status, a.Body, want)
		}
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + programs, Want: 200, Says: `"name":"BMS"`, Not: token},
		{As: "ann", Do: "GET /projects/{project}/people", Want: 200, Says: `"name":"API: BMS"`},
		{As: "ann", Do: "GET /projects/{project}/history?person=" + id, Want: 200, Says: `"origin":"api"`},
		{As: "ann", Do: "GET /projects/{project}/members", Want: 200, Not: id},
		{As: "bob", Do: "DELETE " + programs + "/" + id, Want: 404},
		{As: "eve", Do: "DELETE " + programs + "/" + id, Want: 403},
		{As: "ann", Do: "DELETE " + programs + "/" + id, Want: 204},
		{As: "ann", Do: "DELETE " + programs + "/" + id, Want: 404},
		{As: "ann", Do: "GET /projects/{project}/people", Want: 200, Says: `"name":"API: BMS"`}, // the name stays on what it did
	})
	if a := w.Do("", "GET", "/projects/{project}/systems", "", bearer...); a.Status != 401 {
		t.Errorf("a revoked program goes on: %d %s", a.Status, a.Body)
	}
}

func TestProgramsEnd(t *testing.T) {
	w := world.New(t)
	at := w.Clock.Now().Add(time.Hour).Format(time.RFC3339)
	made := w.Do("ann", "POST", "/projects/{project}/programs", `{"name":"BMS","rights":["registers.view"],"expires_at":"`+at+`"}`)
	token, _ := made.Field("token").(string)
	bearer := []string{"Authorization", "Bearer " + token}
	if a := w.Do("", "GET", "/projects/{project}/systems", "", bearer...); a.Status != 200 {
		t.Errorf("within its time: %d %s", a.Status, a.Body)
	}
	w.Clock.Advance(61 * time.Minute)
	if a := w.Do("", "GET", "/projects/{project}/systems", "", bearer...); a.Status != 401 {
		t.Errorf("when its time is over: %d %s", a.Status, a.Body)
	}
}

// TestTasksKeepTheLimitsOfTheirToken has a token that may not export ask for
// work in the background.
func TestTasksKeepTheLimitsOfTheirToken(t *testing.T) {
	w := world.New(t)
	made := w.Do("ann", "POST", "/projects/{project}/programs", `{"name":"Exporter","rights":["exports.export","exports.view","exports.create","registers.view"]}`)
	token, _ := made.Field("token").(string)
	bearer := []string{"Authorization", "Bearer " + token}
	ordered := w.Do("", "POST", "/projects/{project}/packages", `{"language":"en"}`, bearer...)
	if ordered.Status >= 300 {
		t.Fatalf("a program orders a package: %d %s", ordered.Status, ordered.Body)
	}
	task, _ := ordered.Field("task").(string)
	w.Tokens["program"] = token
	if state := w.Task("program", uuid.MustParse(task)); state != "done" {
		t.Fatalf("the program's work is %s", state)
	}
}
