package registers_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// column adds a column as ann and returns its field.
func column(t *testing.T, w *world.World, fields string) string {
	t.Helper()
	a := w.Do("ann", "POST", "/projects/{project}/columns", fields)
	if a.Status != 201 {
		t.Fatalf("got %d %s, want a column", a.Status, a.Body)
	}
	return a.Field("field").(string)
}

func TestColumns(t *testing.T) {
	w := world.New(t)
	const columns, rows = "/projects/{project}/columns", "/projects/{project}/rows"
	w.Walls("GET "+columns, "", "")
	w.Walls("POST "+columns, `{"thing":"row","name_da":"Pris","kind":"number"}`, "eve")
	id := uuid.NewString()
	w.Walls("PATCH "+columns+"/"+id, `{"base":1,"unit":"kr."}`, "eve")
	w.Walls("DELETE "+columns+"/"+id, "", "eve")
	ve := w.ID("registers.disciplines", "code", "VE")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + columns, Send: fmt.Sprintf(`{"id":"%s","thing":"row","name_da":"Pris","kind":"number","unit":"kr."}`, id), Want: 201, Says: `"unit":"kr."`},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"row","kind":"number"}`, Want: 422, Says: "#/name_da"},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"row","name_en":"X","kind":"money"}`, Want: 422, Says: "#/kind"},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"kitchen","name_en":"X","kind":"text"}`, Want: 422, Says: "#/thing"},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"row","name_en":"X","kind":"choice"}`, Want: 422, Says: "#/choices"},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"row","name_en":"X","kind":"choice","choices":["Red","red"]}`, Want: 422, Says: "#/choices"},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"row","name_en":"X","kind":"choices","choices":["a;b"]}`, Want: 422, Says: "#/choices"},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"row","name_en":"X","kind":"number","initial":"many"}`, Want: 422, Says: "#/initial"},
		{As: "ann", Do: "POST " + columns, Send: `{"thing":"row","name_en":"X","kind":"text","disciplines":["` + uuid.NewString() + `"]}`, Want: 422, Says: "#/disciplines"},
		{As: "ann", Do: "POST " + columns, Send: fmt.Sprintf(`{"thing":"type","name_en":"X","kind":"text","disciplines":["%s"]}`, ve), Want: 422, Says: "#/disciplines"},
		{As: "ann", Do: "PATCH " + columns + "/" + id, Send: `{"base":1,"kind":"text"}`, Want: 422, Says: "#/kind"},
		{As: "ann", Do: "PATCH " + columns + "/" + id, Send: `{"base":1,"unit":"EUR","position":5}`, Want: 200, Says: `"version":2`},
		{As: "ann", Do: "PATCH " + columns + "/" + id, Send: `{"base":1,"unit":"USD"}`, Want: 412, Says: `"theirs":"EUR"`},
		{As: "ben", Do: "GET " + columns + "?thing=row", Want: 200, Says: "Pris"},
		{As: "bob", Do: "GET /projects/{other}/columns", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "DELETE " + columns + "/" + id + "?base=1", Want: 412},
		{As: "ann", Do: "DELETE " + columns + "/" + id, Want: 204},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: fmt.Sprintf(`{"table":"registers.columns","row":"%s","version":2}`, id), Want: 200},
		{As: "ann", Do: "GET " + columns, Want: 200, Says: `"unit":"EUR"`},
		{As: "bob", Do: "GET /projects/{other}/rows?sort=own." + "c0123456789", Want: 422, Says: "no field"},
	})
}

func TestOwnValues(t *testing.T) {
	w := world.New(t)
	const rows = "/projects/{project}/rows"
	price := column(t, w, `{"thing":"row","name_da":"Pris","kind":"number"}`)
	colour := column(t, w, `{"thing":"row","name_da":"Farve","kind":"choice","choices":["Rød","Blå","Rosa 'sart'?"],"initial":"Blå"}`)
	tags := column(t, w, `{"thing":"row","name_da":"Mærker","kind":"choices","choices":["A","B","C"]}`)
	on := column(t, w, `{"thing":"row","name_da":"Bestilt","kind":"date"}`)
	who := column(t, w, `{"thing":"row","name_da":"Hvem","kind":"person"}`)
	yes := column(t, w, `{"thing":"row","name_da":"Klar","kind":"flag"}`)
	word := column(t, w, `{"thing":"row","name_da":"Note 2","kind":"text","required":true}`)
	key := func(field string) string { return strings.TrimPrefix(field, "own.") }
	one, two := uuid.NewString(), uuid.NewString()
	list := func(filter string) string {
		return "GET " + rows + "?count=true&filter=" + url.QueryEscape(strings.NewReplacer("PRICE", price, "COLOUR", colour, "TAGS", tags, "ON", on, "WHO", who, "YES", yes).Replace(filter))
	}
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + rows, Send: `{"title_da":"Uden"}`, Want: 422, Says: "#/" + word},
		{As: "eve", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"En","own":{"%s":12.5,"%s":["A","C"],"%s":"2026-04-20","%s":"%s","%s":true,"%s":"Sætning \"æøå\""}}`,
			one, key(price), key(tags), key(on), key(who), w.People["eve"], key(yes), key(word)), Want: 201, Says: `"` + key(colour) + `":"Blå"`},
		{As: "eve", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"To","own":{"%s":"Rosa 'sart'?","%s":"x"}}`, two, key(colour), key(word)), Want: 201},
		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":"dyr"}}`, key(price)), Want: 422, Says: "#/" + price},
		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":"Grøn"}}`, key(colour)), Want: 422, Says: "Rød, Blå"},
		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":["D"]}}`, key(tags)), Want: 422, Says: "#/" + tags},
		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":"%s"}}`, key(who), uuid.NewString()), Want: 422, Says: "#/" + who},
		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":null}}`, key(word)), Want: 422, Says: "#/" + word},
		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: `{"base":1,"own":{"c0000000000":1}}`, Want: 422, Says: "#/own.c0000000000"},
		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: `{"base":1,"own":"all"}`, Want: 422, Says: "#/own"},

		{As: "eve", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":20}}`, key(price)), Want: 200, Says: `"` + key(colour) + `":"Blå"`},
		{As: "ann", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":"Rød"},"note":"flettet"}`, key(colour)), Want: 200, Says: `"` + key(price) + `":20`},
		{As: "ann", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":30}}`, key(price)), Want: 412, Says: `"field":"` + price + `","base":12.5,"theirs":20,"yours":30`},
		{As: "ann", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":1,"own":{"%s":null}}`, key(yes)), Want: 200, Says: `"note":"flettet"`},
		{As: "ann", Do: "POST " + rows + "/change_many", Send: fmt.Sprintf(`{"changes":[{"id":"%s","base":1,"set":{"%s":7,"%s":"B; a"}}]}`, two, price, tags), Want: 200, Says: `"version":2`},
		{As: "eve", Do: "GET " + rows + "/" + two, Want: 200, Says: `["B","A"]`},

		{As: "eve", Do: list(`[{"field":"PRICE","op":"gte","value":10}]`), Want: 200, Says: `"total":1`},
		{As: "eve", Do: list(`[{"field":"COLOUR","op":"in","value":["Rosa 'sart'?"]}]`), Want: 200, Says: `"total":1`},
		{As: "eve", Do: list(`[{"field":"COLOUR","op":"in","value":["Rød","Rosa 'sart'?"]}]`), Want: 200, Says: `"total":2`},
		{As: "eve", Do: list(`[{"field":"TAGS","op":"in","value":["C"]}]`), Want: 200, Says: `"total":1`},
		{As: "eve", Do: list(`[{"field":"TAGS","op":"not_in","value":["C"]}]`), Want: 200, Says: `"total":1`},
		{As: "eve", Do: list(`[{"field":"TAGS","op":"in","value":["A",null]}]`), Want: 200, Says: `"total":2`},
		{As: "eve", Do: list(`[{"field":"ON","op":"lte","value":"2026-04-20"}]`), Want: 200, Says: `"total":1`},
		{As: "eve", Do: list(`[{"field":"YES","op":"filled"}]`), Want: 200, Says: `"total":0`},
		{As: "eve", Do: list(`[{"field":"PRICE","op":"gte","value":"dyr"}]`), Want: 422},
		{As: "eve", Do: "GET " + rows + "?count=true&q=" + url.QueryEscape(`"æøå`), Want: 200, Says: `"total":1`},
		{As: "eve", Do: "GET " + rows + "?sort=" + price + "&limit=1", Want: 200, Says: two},
		{As: "eve", Do: "GET " + rows + "?sort=-" + price + "," + colour + "&limit=1", Want: 200, Says: one},
		{As: "eve", Do: "GET /projects/{project}/values?thing=row&field=" + tags, Want: 200, Says: `{"value":"A","count":2}`},
		{As: "eve", Do: "GET /projects/{project}/groups?thing=row&field=" + colour, Want: 200, Says: `"` + price + `":20`},
		{As: "eve", Do: "GET " + rows + "?group=" + colour + "&sort=no", Want: 200, Says: one},
		{As: "rita", Do: "PATCH " + rows + "/" + one, Send: fmt.Sprintf(`{"base":9,"own":{"%s":1}}`, key(price)), Want: 403},
	})
	// Paged by key in the order of a column that some rows lack.
	after, seen := "", []string{}
	for range 2 {
		var page struct {
			Items []struct{ ID string }
			Next  string
		}
		w.Do("eve", "GET", rows+"?limit=1&sort="+on+"&after="+after, "").Read(t, &page)
		seen, after = append(seen, page.Items[0].ID), page.Next
	}
	if seen[0] != one || seen[1] != two {
		t.Errorf("got %v, want the row with a date first", seen)
	}
}

func TestOwnValuesOfSomeDisciplines(t *testing.T) {
	w := world.New(t)
	const rows = "/projects/{project}/rows"
	ve, va := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "VA")
	flow := strings.TrimPrefix(column(t, w, fmt.Sprintf(`{"thing":"row","name_da":"Luftmængde","kind":"number","required":true,"at_handover":true,"disciplines":["%s"]}`, ve)), "own.")
	id := uuid.NewString()
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + rows, Send: fmt.Sprintf(`{"title_da":"Luft","discipline":"%s"}`, ve), Want: 422, Says: "#/own." + flow},
		{As: "eve", Do: "POST " + rows, Send: fmt.Sprintf(`{"title_da":"Luft","discipline":"%s","own":{"%s":5}}`, ve, flow), Want: 201},
		{As: "eve", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"Varme","discipline":"%s"}`, id, va), Want: 201},
		{As: "eve", Do: "PATCH " + rows + "/" + id, Send: fmt.Sprintf(`{"base":1,"own":{"%s":5}}`, flow), Want: 422, Says: "not for rows of this discipline"},
		{As: "eve", Do: "PATCH " + rows + "/" + id, Send: fmt.Sprintf(`{"base":1,"discipline":"%s","own":{"%s":5}}`, ve, flow), Want: 200},
	})
}
