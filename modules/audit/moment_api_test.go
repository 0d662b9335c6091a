package audit_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// moment is a time between what was done before and what is done after.
func moment(w *world.World) string {
	w.Clock.Advance(time.Second)
	at := w.Clock.Now().Format(time.RFC3339Nano)
	w.Clock.Advance(time.Second)
	return at
}

func TestMoments(t *testing.T) {
	w := world.New(t)
	const moments, systems = "/projects/{project}/history/moments/registers.systems", "/projects/{project}/systems"
	before := moment(w)
	one, two := uuid.Must(uuid.NewV7()).String(), uuid.Must(uuid.NewV7()).String()
	w.Walls("GET "+moments+"?at="+before, "", "ben")
	w.Walls("GET "+moments+"/rows?at="+before, "", "ben")
	w.Walls("GET /projects/{project}/history/marks", "", "ben")
	w.Walls("GET /projects/{project}/history/differences/registers.systems?from="+before, "", "ben")
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + one + `","tag":"VE01","type":"VAV"}`, Want: 201},
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + two + `","tag":"VE02","type":"VAV"}`, Want: 201},
	})
	then := moment(w)
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH " + systems + "/" + one, Send: `{"base":1,"type":"CAV"}`, Want: 200},
		{As: "rita", Do: "GET " + moments + "?at=" + before, Want: 200, Says: `{"rows":0,"more":false,"gone":[]}`},
		{As: "rita", Do: "GET " + moments + "?at=" + then, Want: 200, Says: `"rows":2`},
		{As: "rita", Do: "GET " + moments + "/rows?limit=1&at=" + then, Want: 200, Says: `"label":"VE01"`, Not: "VE02"},
		{As: "rita", Do: "GET " + moments + "/rows?limit=1&after=" + one + "&at=" + then, Want: 200, Says: `"label":"VE02"`, Not: "next"},
		{As: "rita", Do: "GET " + moments, Want: 422, Says: "#/at"},
		{As: "rita", Do: "GET /projects/{project}/history/moments/accounts.credentials?at=" + then, Want: 404},
		{As: "bob", Do: "GET /projects/{other}/history/moments/registers.systems/rows?at=" + then, Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET /projects/{project}/history/marks?table=registers.systems", Want: 200, Says: "registers.system.change"},
		{As: "rita", Do: "GET /projects/{project}/history/marks?table=registers.systems&to=" + before, Want: 200, Says: `"items":[]`},
	})
}

func TestDifferences(t *testing.T) {
	w := world.New(t)
	const differences, systems = "/projects/{project}/history/differences/registers.systems", "/projects/{project}/systems"
	var ids []string
	for n := range 3 {
		id := uuid.Must(uuid.NewV7()).String()
		ids = append(ids, id)
		w.Run([]world.Call{{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"VE0%d","type":"VAV"}`, id, n), Want: 201}})
	}
	from := moment(w)
	w.Run([]world.Call{
		{As: "eve", Do: "PATCH " + systems + "/" + ids[0], Send: `{"base":1,"type":"CAV"}`, Want: 200},
		{As: "eve", Do: "PATCH " + systems + "/" + ids[0], Send: `{"base":2,"type":"LAF"}`, Want: 200},
		{As: "eve", Do: "PATCH " + systems + "/" + ids[1], Send: `{"base":1,"type":"CAV"}`, Want: 200},
		{As: "eve", Do: "PATCH " + systems + "/" + ids[1], Send: `{"base":2,"type":"VAV"}`, Want: 200}, // and back
		{As: "eve", Do: "DELETE " + systems + "/" + ids[2], Want: 204},
	})
	between := moment(w)
	late := uuid.Must(uuid.NewV7()).String()
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + late + `","tag":"NEW"}`, Want: 201},
		{As: "rita", Do: "GET " + differences + "?from=" + from + "&to=" + between, Want: 200, Says: `"op":"U","version":3,"fields":[{"field":"type","before":"VAV","after":"LAF"}]`, Not: "NEW"},
		{As: "rita", Do: "GET " + differences + "?from=" + from + "&to=" + between, Want: 200, Says: `"op":"D"`, Not: ids[1]},
		{As: "rita", Do: "GET " + differences + "?from=" + from, Want: 200, Says: `"label":"NEW","op":"I"`},
		{As: "rita", Do: "GET " + differences + "?from=" + between + "&to=" + between, Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + differences, Want: 422, Says: "#/from"},
	})
	// One difference a page.
	got, after := "", ""
	for range 5 {
		var page struct {
			Items []struct{ Row, Op string }
			Next  string
		}
		w.Do("rita", "GET", differences+"?limit=1&from="+from+"&after="+after, "").Read(t, &page)
		for _, one := range page.Items {
			got += one.Op
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if got != "UDI" || after != "" {
		t.Errorf("page by page: got %s, then %q", got, after)
	}
}

func TestARegisterIsRestoredAsItStood(t *testing.T) {
	w := world.New(t)
	const restore, systems = "/projects/{project}/history/moments/registers.systems/restore", "/projects/{project}/systems"
	w.Walls("POST "+restore, `{"at":"2026-04-20T10:00:00Z","reason":"x"}`, "rita")
	var changes []string
	ids := make([]string, 3)
	for n := range ids {
		ids[n] = uuid.Must(uuid.NewV7()).String()
		changes = append(changes, fmt.Sprintf(`{"id":"%s","create":true,"set":{"tag":"VE0%d","type":"VAV"}}`, ids[n], n))
	}
	w.Do("eve", "POST", systems+"/change_many", `{"changes":[`+strings.Join(changes, ",")+`]}`)
	at := moment(w)
	late := uuid.Must(uuid.NewV7()).String()
	w.Run([]world.Call{
		{As: "eve", Do: "PATCH " + systems + "/" + ids[0], Send: `{"base":1,"type":"CAV"}`, Want: 200},
		{As: "eve", Do: "DELETE " + systems + "/" + ids[1], Want: 204},
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + late + `","tag":"NEW"}`, Want: 201},
		{As: "eve", Do: "POST " + restore, Send: `{"at":"` + at + `"}`, Want: 422, Says: "#/reason"},
		{As: "eve", Do: "POST " + restore, Send: `{"at":"` + at + `","preview":true}`, Want: 200, Says: `"rows":3,"refused":[],"left":0,"back":1,"changed":1,"removed":1`},
		{As: "eve", Do: "GET " + systems + "/" + late, Want: 200}, // a preview changes nothing
		{As: "rita", Do: "GET /projects/{project}/history?action=audit.moment.restore", Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "POST " + restore, Send: `{"at":"` + at + `","rows":["` + ids[0] + `"],"reason":"fejl"}`, Want: 200, Says: `"rows":1`},
		{As: "eve", Do: "GET " + systems + "/" + ids[0], Want: 200, Says: `"type":"VAV"`},
		{As: "eve", Do: "GET " + systems + "/" + ids[1], Want: 404}, // was not chosen
	})
	var done struct{ Entry string }
	w.Do("eve", "POST", restore, `{"at":"`+at+`","reason":"Forkert import"}`).Read(t, &done)
	w.Run([]world.Call{
		{As: "eve", Do: "GET " + systems + "?count=true", Want: 200, Says: `"total":3`, Not: "NEW"},
		{As: "eve", Do: "GET " + systems + "/" + ids[1], Want: 200, Says: `"version":3`},
		{As: "rita", Do: "GET /projects/{project}/history?action=audit.moment.restore", Want: 200, Says: `"reason":"Forkert import"`},
		// It is one change, which can be undone like any other.
		{As: "eve", Do: "POST /projects/{project}/history/" + done.Entry + "/undo", Want: 200, Says: `"rows":2`},
		{As: "eve", Do: "GET " + systems + "/" + ids[1], Want: 404},
		{As: "eve", Do: "GET " + systems + "/" + late, Want: 200},
	})
}

func TestARestoreTellsWhatItCannotPutBack(t *testing.T) {
	w := world.New(t)
	const restore, systems, rows = "/projects/{project}/history/moments/registers.", "/projects/{project}/systems", "/projects/{project}/rows"
	gone, row, other := uuid.NewString(), uuid.NewString(), uuid.NewString()
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + gone + `","tag":"VE01"}`, Want: 201},
		{As: "eve", Do: "POST " + rows, Send: `{"id":"` + row + `","title_da":"Prøve","system":"` + gone + `"}`, Want: 201},
	})
	at := moment(w)
	w.Run([]world.Call{
		{As: "eve", Do: "DELETE " + rows + "/" + row, Want: 204},
		{As: "eve", Do: "DELETE " + systems + "/" + gone, Want: 204},
		{As: "eve", Do: "POST " + systems, Send: `{"id":"` + other + `","tag":"VE01"}`, Want: 201},
		{As: "eve", Do: "POST " + restore + "rows/restore", Send: `{"at":"` + at + `","preview":true}`, Want: 200, Says: "not in this project"}, // its system is gone
		{As: "eve", Do: "POST " + restore + "systems/restore", Send: `{"at":"` + at + `","rows":["` + gone + `"],"preview":true}`, Want: 200, Says: "there already"},
		// Of the whole register the one that took the tag goes first.
		{As: "eve", Do: "POST " + restore + "systems/restore", Send: `{"at":"` + at + `","reason":"x"}`, Want: 200, Says: `"left":0,"back":1,"changed":0,"removed":1`},
		{As: "eve", Do: "POST " + restore + "rows/restore", Send: `{"at":"` + at + `","reason":"x"}`, Want: 200, Says: `"back":1`},
		{As: "ann", Do: "PATCH " + rows + "/" + row, Send: `{"base":3,"status":"approved"}`, Want: 200},
		{As: "eve", Do: "POST " + restore + "rows/restore", Send: `{"at":"` + at + `","reason":"x"}`, Want: 200, Says: "right to approve"},
		{As: "eve", Do: "POST /projects/{project}/history/restore", Send: `{"table":"registers.rows","row":"` + row + `","version":1}`, Want: 403, Says: "approve"},
		{As: "ann", Do: "POST " + restore + "rows/restore", Send: `{"at":"` + at + `","reason":"x"}`, Want: 200, Says: `"changed":1`},
	})
}

func TestManyRowsAreRestoredInTheBackground(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	before := moment(w)
	var changes []string
	for n := range 2100 {
		changes = append(changes, fmt.Sprintf(`{"id":"%s","create":true,"set":{"tag":"M%d"}}`, uuid.NewString(), n))
	}
	w.Do("eve", "POST", systems+"/change_many", `{"changes":[`+strings.Join(changes, ",")+`]}`)
	w.Run([]world.Call{{As: "eve", Do: "POST /projects/{project}/history/moments/registers.systems/restore", Send: `{"at":"` + before + `","preview":true}`, Want: 200, Says: `"refused":[],"left":0,"back":0,"changed":0,"removed":2100,"tried":false`}})
	var started struct{ Task uuid.UUID }
	w.Do("eve", "POST", "/projects/{project}/history/moments/registers.systems/restore", `{"at":"`+before+`","reason":"Forkert fil"}`).Read(t, &started)
	if state := w.Task("eve", started.Task); state != "done" {
		t.Fatalf("the restore is %s", state)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "GET " + systems + "?count=true", Want: 200, Says: `"total":0`},
		{As: "rita", Do: "GET /projects/{project}/history?action=audit.restore", Want: 200, Says: `"reason":"Forkert fil"`},
	})
}
