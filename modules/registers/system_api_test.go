package registers_test

import (
	"fmt"
	"sync"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestSystems(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	w.Walls("GET "+systems, "", "")
	w.Walls("POST "+systems, `{"tag":"VE01","name_da":"Ventilation"}`, "rita")
	ve := w.ID("registers.disciplines", "code", "VE")
	id := uuid.NewString()
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"VE01","name_da":"Ventilation æøå 😀","discipline":"%s"}`, id, ve), Want: 201, Says: `"version":1`},
		{As: "eve", Do: "POST " + systems, Send: `{"tag":"ve01"}`, Want: 409, Says: "#/tag"},
		{As: "eve", Do: "POST " + systems, Send: `{"tag":""}`, Want: 422, Says: "#/tag"},
		{As: "eve", Do: "POST " + systems, Send: `{"tag":"VE02","wrong":1}`, Want: 422, Says: "#/wrong"},
		{As: "eve", Do: "POST " + systems, Send: `{"tag":"VE02","project":"` + w.Other.String() + `"}`, Want: 422, Says: "#/project"},
		{As: "eve", Do: "POST " + systems, Send: `{"tag":"VE02","discipline":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/discipline"},
		{As: "rita", Do: "GET " + systems + "/" + id, Want: 200, Says: "æøå 😀"},
		{As: "ben", Do: "GET " + systems, Want: 200, Says: "VE01"},
		{As: "ben", Do: "GET " + systems + `?sort=id&filter=[{"field":"id","op":"in","value":["` + id + `"]}]`, Want: 200, Says: "VE01"},
		{As: "bob", Do: "GET /projects/{other}/systems/" + id, Want: 404},
		{As: "bob", Do: "GET /projects/{other}/systems", Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "PATCH " + systems + "/" + id, Send: `{"base":1,"type":"VAV"}`, Want: 200, Says: `"version":2`},
		{As: "ann", Do: "PATCH " + systems + "/" + id, Send: `{"base":1,"description":"merged"}`, Want: 200, Says: `"type":"VAV"`},
		{As: "ann", Do: "PATCH " + systems + "/" + id, Send: `{"base":1,"type":"CAV"}`, Want: 412, Says: `"theirs":"VAV"`},
		{As: "rita", Do: "PATCH " + systems + "/" + id, Send: `{"base":3,"type":"CAV"}`, Want: 403},
		{As: "ann", Do: "DELETE " + systems + "/" + id + "?base=1", Want: 412},
		{As: "ann", Do: "DELETE " + systems + "/" + id + "?base=3", Want: 204},
		{As: "ann", Do: "GET " + systems + "/" + id, Want: 404},
	})
}

func TestContractorSeesOwnDisciplineAndChangesOwnRows(t *testing.T) {
	w := world.New(t)
	const rows = "/projects/{project}/rows"
	ve, va := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "VA")
	nordluft := w.ID("projects.companies", "name", "Nordluft")
	mine, theirs, hidden := uuid.NewString(), uuid.NewString(), uuid.NewString()
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"Min","discipline":"%s","company":"%s"}`, mine, ve, nordluft), Want: 201, Says: `"no":1`},
		{As: "ann", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"Deres","discipline":"%s"}`, theirs, ve), Want: 201, Says: `"no":2`},
		{As: "ann", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"Varme","discipline":"%s"}`, hidden, va), Want: 201},
		{As: "ben", Do: "GET " + rows + "?count=true", Want: 200, Says: `"total":2`, Not: "Varme"},
		{As: "ben", Do: "GET " + rows + "/" + hidden, Want: 404},
		{As: "ben", Do: "PATCH " + rows + "/" + mine, Send: `{"base":1,"note":"set"}`, Want: 200},
		{As: "ben", Do: "PATCH " + rows + "/" + theirs, Send: `{"base":1,"note":"set"}`, Want: 403},
		{As: "ben", Do: "PATCH " + rows + "/" + hidden, Send: `{"base":1,"note":"set"}`, Want: 404},
		{As: "ben", Do: "POST " + rows, Send: fmt.Sprintf(`{"title_da":"Ny","discipline":"%s"}`, ve), Want: 201},
		{As: "ben", Do: "POST " + rows, Send: fmt.Sprintf(`{"title_da":"Ny","discipline":"%s"}`, va), Want: 404},
		{As: "ben", Do: "GET /projects/{project}/members", Want: 403},
		{As: "ben", Do: "PATCH " + rows + "/" + mine, Send: `{"base":2,"status":"approved"}`, Want: 403},
	})
}

func TestRowsMadeAtTheSameTimeGetDifferentNumbers(t *testing.T) {
	w := world.New(t)
	for name, number := range map[string]func(n int) string{"given by the project": func(int) string { return "" }, "brought along": func(n int) string { return fmt.Sprintf(`,"no":%d`, 1000-n) }} {
		var wait sync.WaitGroup
		var mu sync.Mutex
		seen := map[string]bool{}
		for n := range 30 {
			wait.Go(func() {
				a := w.Do("ann", "POST", "/projects/{project}/rows", `{"title_da":"Samtidig"`+number(n)+`}`)
				mu.Lock()
				defer mu.Unlock()
				if a.Status == 201 {
					seen[fmt.Sprint(a.Field("no"))] = true
				}
			})
		}
		wait.Wait()
		if len(seen) != 30 {
			t.Errorf("%s: got %d different numbers for 30 rows", name, len(seen))
		}
	}
}
