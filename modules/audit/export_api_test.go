package audit_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestTheHistoryIsExported(t *testing.T) {
	w := world.New(t)
	const export, systems = "/projects/{project}/history/export", "/projects/{project}/systems"
	w.Walls("GET "+export+"?format=csv", "", "ben")
	w.Seat("ida", "comment_and_approve", "Nordluft", nil)
	id := uuid.NewString()
	ve := w.ID("registers.disciplines", "code", "VE")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + export + "?format=csv", Want: 403, Says: "export"},
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + id + `","tag":"VE01","type":"VAV","discipline":"` + ve.String() + `"}`, Want: 201},
		{As: "ann", Do: "PATCH " + systems + "/" + id, Send: `{"base":1,"type":"=1+1"}`, Want: 200},
		{As: "ida", Do: "GET " + export + "?format=xml", Want: 422, Says: "#/format"},
		{As: "ida", Do: "GET " + export + "?format=csv&titles=%5B1%5D", Want: 422, Says: "#/titles"},
		{As: "ida", Do: "GET " + export + "?format=csv&table=registers.systems&titles=" + url.QueryEscape(`{"type":"Kind"}`), Want: 200, Says: "changed;Kind;VAV;", Not: ";=1+1"},
		{As: "ida", Do: "GET " + export + "?format=csv&table=registers.systems", Want: 200, Says: "made;discipline;;Ventilation"}, // by its name
		{As: "ida", Do: "GET " + export + "?format=csv&person=" + w.People["ann"].String() + "&table=registers.systems", Want: 200, Says: "Ann;", Not: "Eve;"},
		{As: "bob", Do: "GET /projects/{other}/history/export?format=jsonl", Want: 200, Not: id},
	})
	lines := strings.Split(strings.TrimSpace(string(w.Do("ida", "GET", export+"?format=jsonl&table=registers.systems", "").Body)), "\n")
	var newest struct {
		Action, Name string
		Changes      []struct{ Op string }
	}
	if err := json.Unmarshal([]byte(lines[0]), &newest); err != nil || len(lines) != 2 || newest.Action != "registers.system.change" || newest.Name != "Ann" || len(newest.Changes) != 1 {
		t.Errorf("got %d lines, %v, the first %s", len(lines), err, lines[0])
	}
}

func TestDifferencesAreExported(t *testing.T) {
	w := world.New(t)
	const file, systems = "/projects/{project}/history/differences/registers.systems/file", "/projects/{project}/systems"
	from := moment(w)
	w.Walls("GET "+file+"?format=csv&from="+from, "", "ben")
	id := uuid.NewString()
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + id + `","tag":"VE01"}`, Want: 201},
		{As: "rita", Do: "GET " + file + "?format=csv&from=" + from, Want: 403},
		{As: "ann", Do: "GET " + file + "?format=csv&from=" + from, Want: 200, Says: "VE01;made;tag;;VE01"},
		{As: "ann", Do: "GET " + file + "?format=xlsx&from=" + from, Want: 200, Says: "PK"},
	})
}

func TestTrash(t *testing.T) {
	w := world.New(t)
	const restore, deleted = "/projects/{project}/history/deleted/restore", "/projects/{project}/history/deleted"
	system := uuid.NewString()
	w.Walls("POST "+restore, `{"rows":[{"table":"registers.systems","row":"`+system+`"}],"reason":"x"}`, "rita")
	w.Run([]world.Call{
		{As: "eve", Do: "POST /projects/{project}/systems", Send: `{"id":"` + system + `","tag":"VE01","description":"Loftet"}`, Want: 201},
		{As: "eve", Do: "DELETE /projects/{project}/systems/" + system, Want: 204},
		{As: "rita", Do: "GET " + deleted + "?q=loft", Want: 200, Says: system},
		{As: "rita", Do: "GET " + deleted + "?q=100%25", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + deleted + "?person=" + w.People["eve"].String(), Want: 200, Says: system},
		{As: "rita", Do: "GET " + deleted + "?person=" + w.People["ann"].String(), Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + deleted + "?from=" + w.Clock.Now().Add(time.Hour).Format(time.RFC3339), Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "POST " + restore, Send: `{"rows":[],"reason":"x"}`, Want: 422},
		{As: "eve", Do: "POST " + restore, Send: `{"rows":[{"table":"registers.systems","row":"` + system + `"}]}`, Want: 422, Says: "#/reason"},
		{As: "eve", Do: "POST " + restore, Send: `{"rows":[{"table":"accounts.credentials","row":"` + system + `"}],"reason":"x"}`, Want: 404},
		{As: "eve", Do: "POST " + restore, Send: `{"rows":[{"table":"registers.systems","row":"` + system + `"}],"preview":true}`, Want: 200, Says: `"back":1`},
		{As: "eve", Do: "GET /projects/{project}/systems/" + system, Want: 404},
		{As: "eve", Do: "POST " + restore, Send: `{"rows":[{"table":"registers.systems","row":"` + system + `"}],"reason":"Fejl"}`, Want: 200, Says: `"back":1`},
		{As: "eve", Do: "GET /projects/{project}/systems/" + system, Want: 200, Says: "Loftet"},
		{As: "rita", Do: "GET " + deleted, Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET /projects/{project}/history?company=" + w.ID("projects.companies", "name", "Bygherre").String(), Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET /projects/{project}/history?company=" + w.ID("projects.companies", "name", "Rådgiver & Ko").String(), Want: 200, Says: "Fejl"},
	})
}

func TestWhatHungOnARowComesBackWithIt(t *testing.T) {
	w := world.New(t)
	const procedures = "/projects/{project}/procedures"
	made := w.Do("eve", "POST", procedures, `{"code":"VE-01","title_da":"Ventilator"}`)
	id, _ := made.Field("id").(string)
	var page struct {
		Editions []struct{ ID string }
	}
	w.Do("eve", "GET", procedures+"/"+id, "").Read(t, &page)
	if len(page.Editions) == 0 {
		w.Run([]world.Call{{As: "eve", Do: "POST " + procedures + "/" + id + "/editions", Send: "{}", Want: 201}})
		w.Do("eve", "GET", procedures+"/"+id, "").Read(t, &page)
	}
	at := moment(w)
	restore := `{"rows":[{"table":"verification.procedures","row":"` + id + `"}],"reason":"Fejl"}`
	w.Run([]world.Call{
		{As: "eve", Do: "DELETE " + procedures + "/" + id, Want: 204},
		{As: "eve", Do: "POST /projects/{project}/history/deleted/restore", Send: restore, Want: 200, Says: `"rows":2,"refused":[],"left":0,"back":2`},
		{As: "eve", Do: "GET " + procedures + "/" + id, Want: 200, Says: page.Editions[0].ID},
		// The same by the moment before it was deleted.
		{As: "eve", Do: "DELETE " + procedures + "/" + id, Want: 204},
		{As: "eve", Do: "POST /projects/{project}/history/moments/verification.procedures/restore", Send: `{"at":"` + at + `","reason":"Fejl"}`, Want: 200, Says: `"back":2`},
		{As: "eve", Do: "GET " + procedures + "/" + id, Want: 200, Says: page.Editions[0].ID},
	})
}
