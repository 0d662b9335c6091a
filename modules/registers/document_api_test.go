package registers_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// drawing puts a document into a discipline and returns its id.
func drawing(t *testing.T, w *world.World, number, title string, discipline uuid.UUID) string {
	t.Helper()
	file := w.Upload("ann", number+".pdf", []byte("%PDF-1.4 "+number)).Field("id")
	a := w.Do("ann", "POST", "/projects/{project}/documents", fmt.Sprintf(`{"number":"%s","title":"%s","kind":"drawing","discipline":"%s","revision":"A","file":"%s"}`, number, title, discipline, file))
	if a.Status != 201 {
		t.Fatalf("a document: %d %s", a.Status, a.Body)
	}
	return a.Field("id").(string)
}

// narrowly leaves somebody these rights only.
func narrowly(t *testing.T, w *world.World, name string, rights string) {
	t.Helper()
	var page struct {
		Items []struct {
			ID, Person string
			Version    int
		}
	}
	w.Do("ann", "GET", "/projects/{project}/members", "").Read(t, &page)
	for _, one := range page.Items {
		if one.Person == w.People[name].String() {
			if a := w.Do("ann", "PATCH", "/projects/{project}/members/"+one.ID, fmt.Sprintf(`{"base":%d,"rights":%s}`, one.Version, rights)); a.Status != 200 {
				t.Fatalf("rights of %s: %d %s", name, a.Status, a.Body)
			}
			return
		}
	}
	t.Fatalf("%s is not on the project", name)
}

func TestLinksToDocuments(t *testing.T) {
	w := world.New(t)
	const rows, seen = "/projects/{project}/rows", "/projects/{project}/seen"
	ve, el := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "EL")
	two, ten, wiring := drawing(t, w, "V-57-2", "Plan", ve), drawing(t, w, "V-57-10", "Diagram", ve), drawing(t, w, "E-63-1", "El, plan", el)
	w.Seat("lena", "own_discipline", "Tegnestuen", []uuid.UUID{ve})
	plan := column(t, w, `{"thing":"row","name_da":"Tegning","name_en":"Drawing","kind":"document"}`)
	key := strings.TrimPrefix(plan, "own.")
	row := func(title, document string) string {
		t.Helper()
		a := w.Do("eve", "POST", rows, fmt.Sprintf(`{"title_da":"%s","discipline":"%s","own":{"%s":%s}}`, title, ve, key, document))
		if a.Status != 201 {
			t.Fatalf("a row: %d %s", a.Status, a.Body)
		}
		return a.Field("id").(string)
	}
	third, first, second, none := row("Tredje", quoted(ten)), row("Første", quoted(wiring)), row("Anden", quoted(two)), row("Uden", "null")
	list := func(filter string) string {
		return "GET " + rows + "?count=true&filter=" + url.QueryEscape(strings.ReplaceAll(filter, "PLAN", plan))
	}
	change := func(document string) string {
		return fmt.Sprintf(`{"base":1,"own":{"%s":"%s"}}`, key, document)
	}
	labels := "GET /projects/{project}/document_labels?ids=" + url.QueryEscape(`["`+two+`","`+wiring+`"]`)
	w.Run([]world.Call{
		{As: "ann", Do: "POST /projects/{project}/columns", Send: fmt.Sprintf(`{"thing":"row","name_da":"X","kind":"document","initial":"%s"}`, two), Want: 422, Says: "#/initial"},
		{As: "eve", Do: "PATCH " + rows + "/" + none, Send: change(uuid.NewString()), Want: 422, Says: "not a document that you see"},
		{As: "eve", Do: "PATCH " + rows + "/" + none, Send: change("V-57-2"), Want: 422, Says: "#/" + plan},
		{As: "lena", Do: "PATCH " + rows + "/" + none, Send: change(wiring), Want: 422, Says: "not a document that you see"},
		{As: "bob", Do: "POST /projects/{other}/rows", Send: fmt.Sprintf(`{"title_da":"X","own":{"%s":"%s"}}`, key, two), Want: 422, Says: "#/" + plan},

		{As: "eve", Do: list(`[{"field":"PLAN","op":"in","value":["` + two + `","` + ten + `"]}]`), Want: 200, Says: `"total":2`},
		{As: "eve", Do: list(`[{"field":"PLAN","op":"in","value":["` + two + `",null]}]`), Want: 200, Says: `"total":2`, Not: third},
		{As: "eve", Do: list(`[{"field":"PLAN","op":"empty"}]`), Want: 200, Says: none, Not: first},
		{As: "eve", Do: list(`[{"field":"PLAN","op":"in","value":["V-57-2"]}]`), Want: 422, Says: "#/filter"},
		{As: "eve", Do: "GET " + rows + "?limit=1&sort=" + plan, Want: 200, Says: first},
		{As: "eve", Do: "GET " + rows + "?limit=1&sort=-" + plan, Want: 200, Says: third}, // 10 comes after 2
		{As: "eve", Do: "GET /projects/{project}/values?thing=row&field=" + plan, Want: 200, Says: two},
		{As: "eve", Do: "GET /projects/{project}/groups?thing=row&field=" + plan, Want: 200, Says: `{"items":[{"value":"` + wiring},

		{As: "lena", Do: labels, Want: 200, Says: `{"id":"` + wiring + `","document":null,"number":"","title":"","revision":"","file":null,"media_type":"","state":"hidden"}`},
		{As: "lena", Do: labels, Want: 200, Says: `"number":"V-57-2"`, Not: "E-63-1"},
	})
	// Paged by key in the order of the documents' numbers, those without last.
	after, order := "", []string{}
	for range 4 {
		var page struct {
			Items []struct{ ID string }
			Next  string
		}
		w.Do("eve", "GET", rows+"?limit=1&sort="+plan+"&after="+after, "").Read(t, &page)
		order, after = append(order, page.Items[0].ID), page.Next
	}
	if got, want := strings.Join(order, " "), strings.Join([]string{first, second, third, none}, " "); got != want {
		t.Errorf("got the order %s, want %s", got, want)
	}
	columns := "&sort=no&columns=" + url.QueryEscape(`[["title","Titel"],["`+plan+`","Tegning"]]`)
	if a := w.Do("ann", "GET", seen+"?thing=row&format=csv"+columns, ""); !strings.Contains(string(a.Body), "Første;E-63-1") || !strings.Contains(string(a.Body), "Tredje;V-57-10") {
		t.Errorf("got the file %s", a.Body)
	}

	// Whoever may not see documents sees that there is a link, and may not make one.
	narrowly(t, w, "eve", `["registers.view","registers.create","registers.edit_all"]`)
	w.Run([]world.Call{
		{As: "eve", Do: "GET " + rows + "/" + second, Want: 200, Says: two},
		{As: "eve", Do: labels, Want: 200, Says: `"state":"hidden"`, Not: "V-57-2"},
		{As: "eve", Do: "PATCH " + rows + "/" + none, Send: change(two), Want: 422, Says: "#/" + plan},
		{As: "eve", Do: "PATCH " + rows + "/" + second, Send: `{"base":1,"note":"ok"}`, Want: 200, Says: two},
		{As: "eve", Do: "GET " + rows + "?limit=1&sort=" + plan, Want: 200},
	})
}

// TestLinksToDeletedDocuments undoes the making of a document that a row links to.
func TestLinksToDeletedDocuments(t *testing.T) {
	w := world.New(t)
	const rows, history = "/projects/{project}/rows", "/projects/{project}/history"
	plan := column(t, w, `{"thing":"row","name_da":"Tegning","kind":"document"}`)
	id := drawing(t, w, "V-57-2", "Plan", w.ID("registers.disciplines", "code", "VE"))
	var made struct{ Items []struct{ ID string } }
	w.Do("ann", "GET", history+"?action=documents.document.create", "").Read(t, &made)
	a := w.Do("ann", "POST", rows, fmt.Sprintf(`{"title_da":"En","own":{"%s":"%s"}}`, strings.TrimPrefix(plan, "own."), id))
	row, _ := a.Field("id").(string)
	labels := "GET /projects/{project}/document_labels?ids=" + url.QueryEscape(`["`+id+`"]`)
	told := history + "/rows/registers.rows/" + row
	w.Run([]world.Call{
		{As: "ann", Do: labels, Want: 200, Says: `"state":"seen"`},
		{As: "ann", Do: "GET " + told, Want: 200, Says: `"` + id + `":"V-57-2"`},
		{As: "ann", Do: "POST " + history + "/" + made.Items[0].ID + "/undo", Want: 200},
		{As: "ann", Do: labels, Want: 200, Says: `"state":"gone"`},
		{As: "ann", Do: "GET " + rows + "/" + row, Want: 200, Says: id},
		{As: "ann", Do: "GET " + told, Want: 200, Says: `"` + id + `":"V-57-2"`}, // what it was called when it was there
		{As: "ann", Do: "PATCH " + rows + "/" + row, Send: `{"base":1,"note":"x"}`, Want: 200},
		{As: "ann", Do: "POST " + history + "/restore", Send: fmt.Sprintf(`{"table":"registers.rows","row":"%s","version":1}`, row), Want: 200},
		{As: "ann", Do: "POST " + history + "/restore", Send: fmt.Sprintf(`{"table":"documents.documents","row":"%s","version":1}`, id), Want: 200},
		{As: "ann", Do: labels, Want: 200, Says: `"number":"V-57-2"`},
	})
	narrowly(t, w, "eve", `["registers.view","history.view"]`)
	w.Run([]world.Call{{As: "eve", Do: "GET " + told, Want: 200, Not: "V-57-2"}})
}

// TestImportLinksToDocuments reads links by number and by title; what means no
// document, or two, is told with its cell.
func TestImportLinksToDocuments(t *testing.T) {
	w := world.New(t)
	ve := w.ID("registers.disciplines", "code", "VE")
	one, two := drawing(t, w, "V-57-2", "Plan", ve), drawing(t, w, "V-57-10", "Diagram", ve)
	drawing(t, w, "V-57-11", "Snit", ve)
	drawing(t, w, "V-57-12", "Snit", ve)
	plan := column(t, w, `{"thing":"system","name_da":"Tegning","kind":"document"}`)
	i := bring(t, w, "anlaeg.xlsx", workbook(t, []any{"Mærke", "Navn", "Tegning"}, []any{"VE01", "Ventilation", "v-57-2"}, []any{"VE02", "Ventilation", "Diagram"}, []any{"VE03", "Ventilation", "Snit"}, []any{"VE04", "Ventilation", "X-1"}))
	i.Thing = "system"
	i.Mapping = map[string]string{"tag": "Mærke", "name_da": "Navn", plan: "Tegning"}
	if i = mapped(t, w, i); i.Counts["system"].New != 2 || i.Counts["system"].Wrong != 2 || !strings.Contains(i.reason(t, w), "several are called so") {
		t.Fatalf("got %+v %s", i.Counts, i.reason(t, w))
	}
	if i = applied(t, w, i); i.State != "applied" {
		t.Fatalf("the import is %s", i.State)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET /projects/{project}/systems?q=VE01", Want: 200, Says: one},
		{As: "ann", Do: "GET /projects/{project}/systems?q=VE02", Want: 200, Says: two},
	})
}

func quoted(text string) string { return `"` + text + `"` }
