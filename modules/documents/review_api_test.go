package documents_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

const (
	documents = "/projects/{project}/documents"
	reviews   = "/projects/{project}/reviews"
	remarks   = "/projects/{project}/review_comments"
)

// file stores a small file in the world's project and returns its id.
func file(t *testing.T, w *world.World, name, text string) string {
	t.Helper()
	a := w.Upload("ann", name, []byte(text))
	id, _ := a.Field("id").(string)
	if a.Status != 201 || id == "" {
		t.Fatalf("storing a file: %d %s", a.Status, a.Body)
	}
	return id
}

// document puts one into a discipline, of the studio's, and returns its id.
func document(t *testing.T, w *world.World, number string, discipline uuid.UUID) string {
	t.Helper()
	a := w.Do("ann", "POST", documents, fmt.Sprintf(`{"number":"%s","title":"Plan %s","kind":"drawing","discipline":"%s","company":"%s","revision":"A","file":"%s"}`,
		number, number, discipline, w.ID("projects.companies", "name", "Tegnestuen"), file(t, w, number+".pdf", "%PDF-1.4 "+number)))
	id, _ := a.Field("id").(string)
	if a.Status != 201 || id == "" {
		t.Fatalf("a document: %d %s", a.Status, a.Body)
	}
	return id
}

// studio seats a designer who works in one discipline.
func studio(w *world.World) uuid.UUID {
	ve := w.ID("registers.disciplines", "code", "VE")
	w.Seat("lena", "own_discipline", "Tegnestuen", []uuid.UUID{ve})
	return ve
}

func TestDocuments(t *testing.T) {
	w := world.New(t)
	ve := studio(w)
	el := w.ID("registers.disciplines", "code", "EL")
	id, other := document(t, w, "V-57-2", ve), document(t, w, "V-57-10", ve)
	hidden := document(t, w, "E-63-1", el)
	one, b := documents+"/"+id, file(t, w, "b.pdf", "%PDF-1.4 B")
	body := `{"number":"X","title":"X","kind":"drawing","revision":"A","file":"` + b + `"}`
	w.Walls("GET "+documents, "", "")
	w.Walls("POST "+documents, body, "rita")
	w.Walls("GET "+one, "", "")
	w.Walls("PATCH "+one, `{"base":1,"title":"x"}`, "rita")
	w.Walls("POST "+one+"/versions", `{"revision":"B","file":"`+b+`"}`, "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + documents, Send: `{"number":"v-57-2","title":"X","kind":"drawing","revision":"A","file":"` + b + `"}`, Want: 409, Says: "#/number"},
		{As: "ann", Do: "POST " + documents, Send: `{"number":" ","title":"X","kind":"drawing","revision":"A","file":"` + b + `"}`, Want: 422, Says: "#/number"},
		{As: "ann", Do: "POST " + documents, Send: `{"number":"N","title":"X","kind":"poem","revision":"A","file":"` + b + `"}`, Want: 422, Says: "#/kind"},
		{As: "ann", Do: "POST " + documents, Send: `{"number":"N","title":"X","kind":"drawing","revision":"A","file":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/file"},
		{As: "ann", Do: "POST " + documents, Send: `{"number":"N","title":"X","kind":"drawing","revision":"A","file":"` + b + `","company":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/company"},
		{As: "lena", Do: "POST " + one + "/versions", Send: `{"revision":"B","file":"` + b + `","note":"Rettet"}`, Want: 201, Says: `"revision":"B"`},
		{As: "lena", Do: "POST " + one + "/versions", Send: `{"revision":"b","file":"` + b + `"}`, Want: 409, Says: "#/revision"},
		{As: "lena", Do: "PATCH " + one, Send: `{"base":1,"title":"Plan, 1. sal"}`, Want: 200, Says: "Plan, 1. sal"},
		{As: "lena", Do: "PATCH " + one, Send: `{"base":2,"number":""}`, Want: 422, Says: "#/number"},
		{As: "rita", Do: "GET " + documents + "?count=true", Want: 200, Says: `"total":3`},
		{As: "lena", Do: "GET " + documents + "?count=true", Want: 200, Says: `"total":2`, Not: hidden},
		{As: "lena", Do: "GET " + documents + "/" + hidden, Want: 404},
		{As: "rita", Do: "GET " + documents + "?q=1.+sal", Want: 200, Says: id, Not: other},
		{As: "rita", Do: "GET " + documents + "?limit=1&q=V-57", Want: 200, Says: `"next":"` + id, Not: other}, // 2 comes before 10
		{As: "rita", Do: "GET " + documents + "?q=V-57&after=" + id, Want: 200, Says: other},
		{As: "rita", Do: "GET " + one, Want: 200, Says: `"revision":"A"`},
		{As: "bob", Do: "GET /projects/{other}/documents/" + id, Want: 404},
	})
}

func TestReview(t *testing.T) {
	w := world.New(t)
	ve := studio(w)
	for _, number := range []string{"V-1", "V-2", "V-3", "V-4", "V-5"} {
		document(t, w, number, ve)
	}
	open := `{"title":"Rev. A","scopes":[{"discipline":"` + ve.String() + `","share":40}],"seed":"solbakken","reviewers":["` + w.People["rita"].String() + `"]}`
	w.Walls("POST "+reviews, open, "rita")
	w.Walls("GET "+reviews, "", "")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + reviews, Send: `{"title":"x","scopes":[]}`, Want: 422, Says: "#/scopes"},
		{As: "ann", Do: "POST " + reviews, Send: `{"title":" ","scopes":[{"discipline":"` + ve.String() + `"}]}`, Want: 422, Says: "#/title"},
		{As: "ann", Do: "POST " + reviews, Send: `{"title":"x","scopes":[{"discipline":"` + ve.String() + `","share":101}]}`, Want: 422, Says: "share"},
		{As: "ann", Do: "POST " + reviews, Send: `{"title":"x","scopes":[{"discipline":"` + ve.String() + `"}],"revision":"Z"}`, Want: 422, Says: "#/scopes"},
		{As: "ann", Do: "POST " + reviews, Send: `{"title":"x","scopes":[{"discipline":"` + ve.String() + `"}],"reviewers":["` + uuid.NewString() + `"]}`, Want: 422, Says: "#/reviewers"},
		{As: "ann", Do: "POST " + reviews, Send: `{"title":"x","scopes":[{"discipline":"` + ve.String() + `"}],"phase":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/phase"},
	})
	made := w.Do("ann", "POST", reviews, open)
	var review struct {
		ID     string
		Number int
		Items  []struct {
			Version, Number string
			Drawn           bool
			Place           int
		}
	}
	if made.Read(t, &review); made.Status != 201 || review.Number != 1 || len(review.Items) != 5 {
		t.Fatalf("opening: %d %s", made.Status, made.Body)
	}
	drawn, spare := []string{}, ""
	for _, i := range review.Items {
		if i.Drawn {
			drawn = append(drawn, i.Version)
		} else {
			spare = i.Version
		}
	}
	if len(drawn) != 2 {
		t.Fatalf("%d of five are drawn, want two: %s", len(drawn), made.Body)
	}
	again := w.Do("ann", "POST", reviews, open)
	if got, want := drawnOf(t, again), drawnOf(t, made); got != want {
		t.Errorf("the same seed draws %s, and %s before", got, want)
	}
	one := reviews + "/" + review.ID
	comment := one + "/comments"
	say := func(as, body string) string {
		t.Helper()
		a := w.Do(as, "POST", comment, body)
		id, _ := a.Field("id").(string)
		if a.Status != 201 || id == "" {
			t.Fatalf("commenting: %d %s", a.Status, a.Body)
		}
		return id
	}
	w.Walls("GET "+one, "", "")
	w.Walls("GET "+comment, "", "")
	w.Walls("POST "+comment, `{"of":"`+drawn[0]+`","verdict":"remark","text":"x"}`, "ben")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + one, Want: 200, Says: `"may":["comment"]`},
		{As: "rita", Do: "POST " + comment, Send: `{"of":"` + spare + `","verdict":"remark","text":"x"}`, Want: 422, Says: "#/of"},
		{As: "rita", Do: "POST " + comment, Send: `{"of":"` + drawn[0] + `","verdict":"remark"}`, Want: 422, Says: "#/text"},
		{As: "rita", Do: "POST " + comment, Send: `{"of":"` + drawn[0] + `","verdict":"good","text":"x"}`, Want: 422, Says: "#/verdict"},
		{As: "rita", Do: "POST " + comment, Send: `{"of":"` + drawn[0] + `","verdict":"remark","text":"x","page":0}`, Want: 422, Says: "#/page"},
		{As: "rita", Do: "POST " + comment, Send: `{"of":"` + drawn[0] + `","verdict":"remark","text":"x","requirement":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/requirement"},
	})
	wrong := say("rita", `{"of":"`+drawn[0]+`","verdict":"must_change","text":"For lille kanal","page":2,"place":"ved VE01"}`)
	asked := say("eve", `{"of":"`+drawn[1]+`","verdict":"question","text":"Hvor?"}`)
	fine := say("rita", `{"of":"`+drawn[1]+`","verdict":"accepted"}`)
	w.Walls("GET "+remarks+"/"+wrong, "", "")
	w.Walls("POST "+remarks+"/"+wrong+"/reply", `{"reply":"x"}`, "rita")
	w.Walls("POST "+remarks+"/"+asked+"/resolve", `{"resolved":true}`, "rita")
	w.Walls("POST "+one+"/close", "{}", "rita")
	w.Walls("GET "+one+"/export", "", "rita")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + remarks + "/" + fine, Want: 200, Says: `"resolved":true`},
		{As: "lena", Do: "GET " + remarks + "/" + asked, Want: 200, Says: `"may":["reply","resolve"]`},
		{As: "lena", Do: "POST " + remarks + "/" + asked + "/reply", Send: `{"reply":" "}`, Want: 422, Says: "#/reply"},
		{As: "lena", Do: "POST " + remarks + "/" + asked + "/reply", Send: `{"reply":"På væggen"}`, Want: 200, Says: `"reply":"På væggen"`},
		{As: "lena", Do: "POST " + remarks + "/" + asked + "/resolve", Send: `{"resolved":true}`, Want: 403, Says: "another side"},
		{As: "eve", Do: "POST " + remarks + "/" + asked + "/resolve", Send: `{"resolved":true}`, Want: 200, Says: `"resolved":true`},
		{As: "eve", Do: "POST " + remarks + "/" + asked + "/resolve", Send: `{"resolved":false}`, Want: 200, Says: `"resolved_by":null`},
		{As: "eve", Do: "POST " + remarks + "/" + asked + "/resolve", Send: `{"resolved":true}`, Want: 200},
		{As: "rita", Do: "GET " + comment + "?open=true", Want: 200, Says: wrong, Not: asked},
		{As: "rita", Do: "GET " + comment + "?limit=1", Want: 200, Says: `"next":1`},
		{As: "rita", Do: "GET " + comment + "?after=1&of=" + drawn[1], Want: 200, Says: asked, Not: wrong},
		{As: "ann", Do: "GET " + one + "/export?format=csv", Want: 200, Says: "For lille kanal"},
		{As: "ann", Do: "GET " + one + "/export", Want: 200, Says: "PK"},
		{As: "ann", Do: "POST " + one + "/close", Send: "{}", Want: 200, Says: `"status":"closed"`},
		{As: "ann", Do: "POST " + one + "/close", Send: "{}", Want: 409, Says: "closed"},
		{As: "rita", Do: "POST " + comment, Send: `{"of":"` + drawn[0] + `","verdict":"remark","text":"x"}`, Want: 409},
		{As: "lena", Do: "POST " + remarks + "/" + wrong + "/reply", Send: `{"reply":"x"}`, Want: 409},
		{As: "rita", Do: "POST " + remarks + "/" + wrong + "/resolve", Send: `{"resolved":true}`, Want: 409},
		// What nobody resolved stands in the log, on the designer, and leads back.
		{As: "rita", Do: "GET " + remarks + "/" + wrong, Want: 200, Says: `"entry_number":1`},
		{As: "rita", Do: "GET /projects/{project}/log?count=true", Want: 200, Says: `"total":1`},
		{As: "rita", Do: "GET /projects/{project}/log", Want: 200, Says: `"comment":"` + wrong},
		{As: "rita", Do: "GET " + reviews + "?status=closed", Want: 200, Says: review.ID},
		{As: "rita", Do: "GET " + reviews + "?limit=1", Want: 200, Says: `"next":2`, Not: review.ID},
		{As: "rita", Do: "GET " + reviews + "?after=2", Want: 200, Says: review.ID},
		{As: "bob", Do: "GET /projects/{other}/reviews/" + review.ID, Want: 404},
		{As: "bob", Do: "GET /projects/{other}/review_comments/" + wrong, Want: 404},
	})
}

// drawnOf are the numbers of the documents that a review drew.
func drawnOf(t *testing.T, a world.Answer) string {
	t.Helper()
	var review struct {
		Items []struct {
			Number string
			Drawn  bool
		}
	}
	a.Read(t, &review)
	var all []string
	for _, i := range review.Items {
		if i.Drawn {
			all = append(all, i.Number)
		}
	}
	return strings.Join(all, " ")
}
