package design_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

const (
	basis        = "/projects/{project}/basis"
	questions    = "/projects/{project}/basis_questions"
	requirements = "/projects/{project}/requirements"
)

// requirement makes one in a discipline, in a state.
func requirement(t *testing.T, w *world.World, code, state string, discipline uuid.UUID) string {
	t.Helper()
	a := w.Do("ann", "POST", requirements, fmt.Sprintf(`{"code":"%s","title_da":"Krav %s","discipline":"%s","state":"%s"}`, code, code, discipline, state))
	id, _ := a.Field("id").(string)
	if a.Status != 201 || id == "" {
		t.Fatalf("making a requirement: %d %s", a.Status, a.Body)
	}
	return id
}

// designer seats somebody who answers in one discipline.
func designer(w *world.World) {
	w.Seat("lena", "own_discipline", "Tegnestuen", []uuid.UUID{w.ID("registers.disciplines", "code", "VE")})
}

func TestTheLoop(t *testing.T) {
	w := world.New(t)
	designer(w)
	ve := w.ID("registers.disciplines", "code", "VE")
	studio := w.ID("projects.companies", "name", "Tegnestuen").String()
	sfp, open := requirement(t, w, "K-005", "approved", ve), requirement(t, w, "K-006", "proposed", ve)
	system := fmt.Sprint(w.Do("ann", "POST", "/projects/{project}/systems", `{"tag":"+C=VE01","discipline":"`+ve.String()+`"}`).Field("id"))
	ask := `{"requirement":"` + sfp + `","system":"` + system + `","company":"` + studio + `"}`
	w.Walls("POST "+basis, ask, "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + basis, Send: `{"requirement":"` + open + `"}`, Want: 422, Says: "is not approved"},
		{As: "ann", Do: "POST " + basis, Send: `{"requirement":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/requirement"},
		{As: "ann", Do: "POST " + basis, Send: `{"requirement":"` + sfp + `","system":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/system"},
		{As: "ann", Do: "POST " + basis, Send: `{"requirement":"` + sfp + `","phase":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/phase"},
		{As: "ann", Do: "POST " + basis, Send: `{"requirement":"` + sfp + `","company":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/company"},
		{As: "ann", Do: "POST " + basis, Send: `{"requirement":"` + sfp + `","due_on":"fredag"}`, Want: 422, Says: "#/due_on"},
	})
	made := w.Do("ann", "POST", basis, ask)
	id := fmt.Sprint(made.Field("id"))
	if made.Status != 201 || made.Field("due_on") != "2026-05-04" {
		t.Fatalf("asking: %d %s", made.Status, made.Body)
	}
	one := basis + "/" + id
	w.Walls("GET "+one, "", "")
	w.Walls("GET "+basis, "", "")
	w.Walls("GET /projects/{project}/basis_figures", "", "")
	w.Walls("GET "+one+"/events", "", "")
	w.Walls("POST "+one+"/events", `{"text":"x"}`, "rita")
	w.Walls("POST "+one+"/assign", `{}`, "rita")
	w.Walls("POST "+one+"/give", `{"text":"x"}`, "rita")
	w.Walls("POST "+one+"/approve", `{}`, "rita")
	w.Walls("POST "+one+"/return", `{"reason":"x"}`, "rita")
	w.Walls("POST "+one+"/reopen", `{"reason":"x"}`, "rita")
	w.Walls("GET /projects/{project}/basis_export", "", "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + basis, Send: ask, Want: 422, Says: "asked about already"},
		{As: "lena", Do: "GET " + basis + "?show=mine", Want: 200, Says: `"code":"K-005"`},
		{As: "lena", Do: "GET " + one, Want: 200, Says: `"turn":true`},
		{As: "ann", Do: "GET " + one, Want: 200, Says: `"turn":false`},
		{As: "ann", Do: "POST " + one + "/approve", Send: `{}`, Want: 409, Says: "with the designer"},
		{As: "lena", Do: "POST " + one + "/give", Send: `{"text":" "}`, Want: 422, Says: "#/text"},
		{As: "lena", Do: "POST " + one + "/give", Send: `{"text":"Lav kanalhastighed","reference":"V-57, side 2"}`, Want: 200, Says: `"status":"answered"`},
		{As: "lena", Do: "POST " + one + "/approve", Send: `{}`, Want: 403, Says: "another side"},
		{As: "lena", Do: "GET " + basis + "?show=mine", Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "GET " + basis + "?show=mine", Want: 200, Says: id},
		{As: "eve", Do: "POST " + one + "/return", Send: `{"reason":""}`, Want: 422, Says: "#/reason"},
		{As: "eve", Do: "POST " + one + "/return", Send: `{"reason":"Beregning mangler","due_on":"2026-04-10"}`, Want: 200, Says: `"status":"returned"`},
		{As: "lena", Do: "GET " + basis + "?show=overdue&count=true", Want: 200, Says: `"total":1`},
		{As: "lena", Do: "GET /projects/{project}/basis_figures", Want: 200, Says: `"mine":1`},
		{As: "lena", Do: "POST " + one + "/give", Send: `{"text":"SEL 1.380 ved fuld luftmængde"}`, Want: 200, Says: `"reason":""`},
		{As: "eve", Do: "POST " + one + "/approve", Send: `{"note":"Fint"}`, Want: 200, Says: `"status":"approved"`},
		{As: "lena", Do: "POST " + one + "/give", Send: `{"text":"Igen"}`, Want: 409, Says: "approved"},
		{As: "ann", Do: "POST " + one + "/assign", Send: `{"company":"` + studio + `"}`, Want: 409},
		{As: "ann", Do: "GET " + basis + "?show=open", Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "POST " + one + "/reopen", Send: `{"reason":""}`, Want: 422, Says: "#/reason"},
		{As: "eve", Do: "POST " + one + "/reopen", Send: `{"reason":"Ny fase"}`, Want: 200, Says: `"status":"returned"`},
		{As: "ann", Do: "POST " + one + "/assign", Send: `{}`, Want: 422, Says: "#/company"},
		{As: "ann", Do: "POST " + one + "/assign", Send: `{"person":"` + w.People["lena"].String() + `","due_on":"2026-06-01"}`, Want: 200, Says: `"due_on":"2026-06-01"`},
		{As: "lena", Do: "POST " + one + "/events", Send: `{"text":" "}`, Want: 422, Says: "#/text"},
		{As: "lena", Do: "POST " + one + "/events", Send: `{"text":"Vi svarer torsdag"}`, Want: 201},
		{As: "rita", Do: "GET " + one + "/events?limit=3", Want: 200, Says: `"next":"`},
		{As: "rita", Do: "GET " + basis + "?q=k-005", Want: 200, Says: id},
		{As: "rita", Do: "GET " + basis + "?q=1.380", Want: 200, Says: id},
		{As: "rita", Do: "GET " + basis + "?q=nothing", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + basis + "?status=lost", Want: 422, Says: "#/status"},
		{As: "rita", Do: "GET " + basis + "?sort=secret", Want: 422, Says: "#/sort"},
		{As: "rita", Do: "GET " + basis + "?after=x", Want: 422, Says: "#/after"},
		{As: "ann", Do: "GET /projects/{project}/basis_export?format=csv", Want: 200, Says: "K-005;Krav K-005;1;'+C=VE01"},
		{As: "ann", Do: "GET /projects/{project}/basis_export", Want: 200, Says: "PK"},
		{As: "bob", Do: "GET /projects/{other}/basis/" + id, Want: 404},
		{As: "bob", Do: "GET /projects/{other}/basis/" + id + "/events", Want: 404},
	})
	text := string(w.Do("rita", "GET", one+"/events", "").Body)
	at := 0
	for _, kind := range []string{"asked", "answered", "returned", "answered", "approved", "reopened", "assigned", "commented"} {
		next := strings.Index(text[at:], `"kind":"`+kind+`"`)
		if next < 0 {
			t.Fatalf("%s is missing, or out of order, in %s", kind, text)
		}
		at += next + 1
	}
}

func TestAskingAboutMany(t *testing.T) {
	w := world.New(t)
	designer(w)
	ve, el := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "EL")
	phase := w.ID("registers.phases", "code", "UDF").String()
	first := requirement(t, w, "K-1", "approved", ve)
	requirement(t, w, "K-2", "approved", ve)
	requirement(t, w, "K-3", "proposed", ve)
	requirement(t, w, "K-4", "approved", el)
	w.Walls("GET "+questions, "", "rita")
	w.Walls("POST "+questions, `{}`, "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + basis, Send: `{"requirement":"` + first + `"}`, Want: 201},
		{As: "ann", Do: "GET " + questions + "?discipline=" + ve.String(), Want: 200, Says: "asked about already", Not: "K-3"},
		{As: "ann", Do: "GET " + questions + "?discipline=" + ve.String(), Want: 200, Says: "K-2", Not: "K-4"},
		{As: "ann", Do: "POST " + questions, Send: `{"phase":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/phase"},
		{As: "ann", Do: "POST " + questions, Send: `{"person":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/person"},
		{As: "ann", Do: "POST " + questions, Send: `{"person":"` + w.People["lena"].String() + `"}`, Want: 200, Says: "K-4"},
		{As: "ann", Do: "GET " + basis + "?show=all&count=true", Want: 200, Says: `"total":3`},
		{As: "ann", Do: "POST " + questions, Send: `{}`, Want: 200, Not: `"state":"proposed"`},
		{As: "ann", Do: "GET " + basis + "?show=all&count=true", Want: 200, Says: `"total":3`},
		// In another phase all of them are asked anew.
		{As: "ann", Do: "POST " + questions, Send: `{"phase":"` + phase + `"}`, Want: 200, Not: "already"},
		{As: "ann", Do: "GET " + basis + "?phase=" + phase + "&count=true", Want: 200, Says: `"total":3`},
		{As: "lena", Do: "GET " + basis + "?show=all&count=true", Want: 200, Says: `"total":4`, Not: "K-4"},
	})
	for _, sort := range []string{"due", "-asked", "status", "-changed"} {
		seen, after := 0, ""
		for range 10 {
			var page struct {
				Items []struct{ ID string }
				Next  string
			}
			w.Do("ann", "GET", basis+"?limit=2&sort="+sort+"&after="+after, "").Read(t, &page)
			seen += len(page.Items)
			if after = page.Next; after == "" {
				break
			}
		}
		if seen != 6 {
			t.Errorf("by %s, %d answers come, want 6", sort, seen)
		}
	}
}
