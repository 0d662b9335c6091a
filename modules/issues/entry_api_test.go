package issues_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/issues"

	"github.com/google/uuid"
)

const log = "/projects/{project}/log"

// picture stores a small picture in the world's project and returns its id.
func picture(t *testing.T, w *world.World, as string) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	a := w.Upload(as, "foto.png", b.Bytes())
	id, _ := a.Field("id").(string)
	if a.Status != 201 || id == "" {
		t.Fatalf("storing a picture: %d %s", a.Status, a.Body)
	}
	return id
}

// raise puts an entry on the log and returns its id.
func raise(t *testing.T, w *world.World, as, body string) string {
	t.Helper()
	a := w.Do(as, "POST", log, body)
	id, _ := a.Field("id").(string)
	if a.Status != 201 || id == "" {
		t.Fatalf("raising %s: %d %s", body, a.Status, a.Body)
	}
	return id
}

func TestRaise(t *testing.T) {
	w := world.New(t)
	ve := w.ID("registers.disciplines", "code", "VE").String()
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	w.Walls("POST "+log, `{"kind":"issue","title":"x"}`, "rita")
	system := fmt.Sprint(w.Do("ann", "POST", "/projects/{project}/systems", `{"tag":"+C=VE01","discipline":"`+ve+`"}`).Field("id"))
	row := fmt.Sprint(w.Do("ann", "POST", "/projects/{project}/rows", `{"title_da":"SEL","system":"`+system+`","company":"`+nordluft+`"}`).Field("id"))
	el := fmt.Sprint(w.Do("ann", "POST", "/projects/{project}/rows", `{"title_da":"Tavle"}`).Field("id"))
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"Kører baglæns","severity":"major"}`, Want: 201, Says: `"label":"ISS-1"`},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"observation","title":"Støj"}`, Want: 201, Says: `"label":"OBS-1"`},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":" "}`, Want: 422, Says: "#/title"},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"snag","title":"x"}`, Want: 422, Says: "#/kind"},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"x","severity":"huge"}`, Want: 422, Says: "#/severity"},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"x","due_on":"1.4.2026"}`, Want: 422, Says: "#/due_on"},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"x","row":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/row"},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"x","company":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/company"},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"x","person":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/person"},
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"x","photos":["` + uuid.NewString() + `"]}`, Want: 422, Says: "#/photos"},
		// What was refused has used no number up.
		{As: "ann", Do: "POST " + log, Send: `{"kind":"issue","title":"To"}`, Want: 201, Says: `"label":"ISS-2"`},
		// What the row belongs to is not said again; a company makes it assigned, due after the usual time.
		{As: "ann", Do: "POST " + log, Send: `{"kind":"defect","title":"SEL for høj","row":"` + row + `","company":"` + nordluft + `"}`, Want: 201, Says: `"status":"assigned","discipline":"` + ve + `","system":"` + system},
		{As: "ann", Do: "GET " + log + "?kind=defect", Want: 200, Says: `"due_on":"2026-05-04"`},
		// Who works in one discipline raises in it, on rows that they see.
		{As: "ben", Do: "POST " + log, Send: `{"kind":"observation","title":"Mangler mærkning"}`, Want: 201, Says: `"discipline":"` + ve},
		{As: "ben", Do: "POST " + log, Send: `{"kind":"observation","title":"x","row":"` + el + `"}`, Want: 422, Says: "#/row"},
	})
}

func TestRaisersGetNumbersWithoutHoles(t *testing.T) {
	w := world.New(t)
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() { w.Do("ann", "POST", log, `{"kind":"defect","title":"x"}`) })
		all.Go(func() { w.Do("ann", "POST", log, `{"kind":"defect","title":"x","row":"`+uuid.NewString()+`"}`) }) // refused
	}
	all.Wait()
	w.Run([]world.Call{{As: "ann", Do: "POST " + log, Send: `{"kind":"defect","title":"x"}`, Want: 201, Says: `"label":"DEF-13"`}})
}

func TestTwoSides(t *testing.T) {
	w := world.New(t)
	ve := w.ID("registers.disciplines", "code", "VE").String()
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	id := raise(t, w, "eve", `{"kind":"issue","title":"SEL for høj","severity":"critical","discipline":"`+ve+`","photos":["`+picture(t, w, "eve")+`"]}`)
	one := log + "/" + id
	assign := `{"company":"` + nordluft + `","due_on":"2026-04-30"}`
	w.Walls("GET "+one, "", "")
	w.Walls("GET "+log, "", "")
	w.Walls("GET "+one+"/events", "", "")
	w.Walls("POST "+one+"/assign", assign, "rita")
	w.Walls("POST "+one+"/remedy", `{"remedy":"x"}`, "rita")
	w.Walls("POST "+one+"/verify", `{}`, "rita")
	w.Walls("POST "+one+"/reject", `{"reason":"x"}`, "rita")
	w.Walls("POST "+one+"/close", `{"reason":"x"}`, "rita")
	w.Walls("POST "+one+"/reopen", `{"reason":"x"}`, "ben")
	w.Walls("POST "+one+"/photos", `{"stage":"after","photos":["`+uuid.NewString()+`"]}`, "rita")
	w.Walls("PATCH "+one, `{"base":1,"title":"x"}`, "rita")
	w.Walls("POST "+one+"/events", `{"text":"x"}`, "rita")
	w.Walls("PUT /projects/{project}/log_settings", `{"photo_on_remedy":true,"due_days":7}`, "eve")
	w.Run([]world.Call{
		{As: "ann", Do: "PUT /projects/{project}/log_settings", Send: `{"photo_on_remedy":true,"due_days":0}`, Want: 422, Says: "#/due_days"},
		{As: "ann", Do: "PUT /projects/{project}/log_settings", Send: `{"photo_on_remedy":true,"due_days":7}`, Want: 200},
		{As: "ann", Do: "PUT /projects/{project}/log_settings", Send: `{"photo_on_remedy":true,"due_days":10}`, Want: 200},
		{As: "rita", Do: "GET /projects/{project}/log_settings", Want: 200, Says: `"due_days":10`},
		{As: "ann", Do: "POST " + one + "/assign", Send: `{}`, Want: 422, Says: "#/company"},
		{As: "ben", Do: "POST " + one + "/remedy", Send: `{"remedy":"Justeret"}`, Want: 403, Says: "Another company"},
		{As: "ann", Do: "POST " + one + "/assign", Send: assign, Want: 200, Says: `"status":"assigned"`},
		{As: "ben", Do: "GET " + log + "?show=mine", Want: 200, Says: id},
		{As: "ben", Do: "GET " + one, Want: 200, Says: `"may":["cause","remedy"],"turn":true`},
		{As: "ben", Do: "PATCH " + one, Send: `{"base":2,"severity":"minor"}`, Want: 403},
		{As: "ben", Do: "PATCH " + one, Send: `{"base":2,"cause":"Forkert remskive"}`, Want: 200, Says: `"cause":"Forkert remskive"`},
		{As: "ben", Do: "POST " + one + "/remedy", Send: `{"remedy":""}`, Want: 422, Says: "#/remedy"},
		{As: "ben", Do: "POST " + one + "/remedy", Send: `{"remedy":"Skiftet"}`, Want: 422, Says: "#/photos"},
		{As: "ben", Do: "POST " + one + "/remedy", Send: `{"remedy":"Skiftet","photos":["` + picture(t, w, "ben") + `"]}`, Want: 200, Says: `"status":"remedied"`},
		{As: "ben", Do: "POST " + one + "/remedy", Send: `{"remedy":"Igen","photos":[]}`, Want: 409, Says: "reported remedied"},
		{As: "ben", Do: "POST " + one + "/verify", Send: `{"verification":"x"}`, Want: 403},
		{As: "eve", Do: "GET " + log + "?show=mine", Want: 200, Says: id},
		{As: "eve", Do: "POST " + one + "/reject", Send: `{"reason":" "}`, Want: 422, Says: "#/reason"},
		{As: "eve", Do: "POST " + one + "/reject", Send: `{"reason":"Stadig 1.700"}`, Want: 200, Says: `"status":"rejected"`},
		{As: "ben", Do: "POST " + one + "/remedy", Send: `{"remedy":"Indreguleret","photos":["` + picture(t, w, "ben") + `"]}`, Want: 200},
		{As: "ann", Do: "POST " + one + "/close", Send: `{"reason":"x"}`, Want: 409, Says: "verify it or reject it first"},
		{As: "eve", Do: "POST " + one + "/verify", Send: `{}`, Want: 422, Says: "#/verification"},
		{As: "eve", Do: "POST " + one + "/verify", Send: `{"verification":"Målt 1.420","close":true}`, Want: 403},
		{As: "eve", Do: "GET " + one, Want: 200, Says: `"status":"remedied"`}, // nothing of it was done
		{As: "eve", Do: "POST " + one + "/verify", Send: `{"verification":"Målt 1.420"}`, Want: 200, Says: `"status":"verified"`},
		{As: "eve", Do: "POST " + one + "/close", Send: `{}`, Want: 403},
		{As: "ann", Do: "POST " + one + "/close", Send: `{}`, Want: 200, Says: `"status":"closed"`},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":9,"title":"Nyt"}`, Want: 409, Says: "Reopen it"},
		{As: "ann", Do: "POST " + one + "/photos", Send: `{"stage":"after","photos":["` + picture(t, w, "ann") + `"]}`, Want: 409},
		{As: "ann", Do: "POST " + one + "/reopen", Send: `{"reason":"Fejlen er tilbage"}`, Want: 200, Says: `"status":"rejected"`},
		{As: "ben", Do: "POST " + one + "/events", Send: `{"text":"  "}`, Want: 422, Says: "#/text"},
		{As: "ben", Do: "POST " + one + "/events", Send: `{"text":"Vi kommer torsdag"}`, Want: 201},
		{As: "rita", Do: "GET " + one + "/events", Want: 200, Says: `"kind":"commented"`},
		{As: "rita", Do: "GET " + one + "/events?limit=2", Want: 200, Says: `"next":"`},
		{As: "bob", Do: "GET /projects/{other}/log", Want: 200, Says: `"items":[]`},
		{As: "bob", Do: "GET /projects/{other}/log/" + id, Want: 404},
		{As: "bob", Do: "GET /projects/{other}/log/" + id + "/events", Want: 404},
	})
	text := string(w.Do("rita", "GET", one+"/events", "").Body)
	at := 0
	for _, kind := range []string{"raised", "assigned", "changed", "remedied", "rejected", "remedied", "verified", "closed", "reopened", "commented"} {
		next := strings.Index(text[at:], `"kind":"`+kind+`"`)
		if next < 0 {
			t.Fatalf("%s is missing, or out of order, in %s", kind, text)
		}
		at += next + 1
	}
}

func TestRulesOfEachKind(t *testing.T) {
	w := world.New(t)
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	ve := w.ID("registers.disciplines", "code", "VE").String()
	observation := raise(t, w, "eve", `{"kind":"observation","title":"Støj","photos":["`+picture(t, w, "eve")+`"]}`)
	w.Walls("POST "+log+"/"+observation+"/escalate", `{}`, "rita")
	issue := w.Do("eve", "POST", log+"/"+observation+"/escalate", `{"severity":"major"}`)
	if issue.Status != 201 && issue.Status != 200 || issue.Field("origin") != observation || issue.Field("label") != "ISS-1" || !strings.Contains(string(issue.Body), `"stage":"before"`) {
		t.Fatalf("an observation becomes an issue: %d %s", issue.Status, issue.Body)
	}
	defect := raise(t, w, "ann", `{"kind":"defect","title":"Rids","discipline":"`+ve+`","company":"`+nordluft+`"}`)
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + log + "/" + observation, Want: 200, Says: `"status":"closed"`},
		{As: "eve", Do: "POST " + log + "/" + observation + "/escalate", Send: `{}`, Want: 409},
		{As: "eve", Do: "POST " + log + "/" + fmt.Sprint(issue.Field("id")) + "/escalate", Send: `{}`, Want: 409, Says: "Only an observation"},
		{As: "eve", Do: "POST " + log + "/" + fmt.Sprint(issue.Field("id")) + "/close", Send: `{"reason":"x"}`, Want: 403},
		{As: "ben", Do: "POST " + log + "/" + defect + "/remedy", Send: `{"remedy":"Poleret"}`, Want: 200},
		{As: "eve", Do: "POST " + log + "/" + defect + "/verify", Send: `{"verification":"Set"}`, Want: 403, Says: "approve"},
		{As: "ann", Do: "POST " + log + "/" + defect + "/verify", Send: `{"verification":"Set","close":true}`, Want: 200, Says: `"status":"closed"`},
	})
	second := raise(t, w, "eve", `{"kind":"observation","title":"Løs skrue"}`)
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + log + "/" + second + "/close", Send: `{}`, Want: 422, Says: "#/reason"},
		{As: "eve", Do: "POST " + log + "/" + second + "/close", Send: `{"reason":"Spændt straks"}`, Want: 200},
	})
}

func TestList(t *testing.T) {
	w := world.New(t)
	ve := w.ID("registers.disciplines", "code", "VE").String()
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	system := fmt.Sprint(w.Do("ann", "POST", "/projects/{project}/systems", `{"tag":"+C=VE77","discipline":"`+ve+`"}`).Field("id"))
	late := raise(t, w, "ann", `{"kind":"issue","title":"Forsinket","system":"`+system+`","company":"`+nordluft+`","due_on":"2026-04-01"}`)
	hidden := raise(t, w, "ann", `{"kind":"issue","title":"Kun for andre","severity":"critical"}`)
	for i := range 5 {
		raise(t, w, "ann", fmt.Sprintf(`{"kind":"defect","title":"Nr. %d","discipline":"%s"}`, i, ve))
	}
	w.Walls("GET /projects/{project}/log_figures", "", "")
	w.Walls("GET /projects/{project}/log_export", "", "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + log + "?show=overdue&count=true", Want: 200, Says: `"total":1`},
		{As: "ben", Do: "GET " + log + "?show=company&count=true", Want: 200, Says: late, Not: hidden},
		{As: "ben", Do: "GET " + log + "?show=all&count=true", Want: 200, Says: `"total":6`, Not: hidden},
		{As: "ben", Do: "GET " + log + "/" + hidden, Want: 404},
		{As: "ben", Do: "GET " + log + "/" + hidden + "/events", Want: 404},
		{As: "ben", Do: "POST " + log + "/" + hidden + "/remedy", Send: `{"remedy":"x"}`, Want: 404},
		{As: "ann", Do: "GET " + log + "?q=ve77&count=true", Want: 200, Says: `"total":1`},
		{As: "ann", Do: "GET " + log + "?q=iss-2", Want: 200, Says: hidden, Not: late},
		{As: "ann", Do: "GET " + log + "?q=%25_'", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET " + log + "?severity=critical,major&count=true", Want: 200, Says: `"total":1`},
		{As: "ann", Do: "GET " + log + "?severity=huge", Want: 422, Says: "#/severity"},
		{As: "ann", Do: "GET " + log + "?kind=defect&status=new&count=true", Want: 200, Says: `"total":5`},
		{As: "ann", Do: "GET " + log + "?sort=secret", Want: 422, Says: "#/sort"},
		{As: "ann", Do: "GET " + log + "?after=nonsense", Want: 422, Says: "#/after"},
		{As: "ann", Do: "GET " + log + "?after=WyIyMDI2LWJhZCIsIngiXQ", Want: 422, Says: "#/after"},
		{As: "ann", Do: "GET " + log + "?show=everything", Want: 422, Says: "#/show"},
		{As: "ann", Do: "GET /projects/{project}/log_figures", Want: 200, Says: `"overdue":1`},
		{As: "ben", Do: "GET /projects/{project}/log_figures", Want: 200, Says: `"mine":1`},
		{As: "ann", Do: "GET /projects/{project}/log_figures?location=" + uuid.NewString(), Want: 200, Says: `"items":[],"mine":0`},
		{As: "ann", Do: "GET /projects/{project}/log_figures?company=nobody", Want: 422},
		{As: "ann", Do: "GET /projects/{project}/log_export?format=csv&show=overdue", Want: 200, Says: `ISS-1;Issue;Assigned;Minor (C);Forsinket`, Not: "ISS-2"},
		{As: "ann", Do: "GET /projects/{project}/log_export", Want: 200, Says: "PK"},
		{As: "ann", Do: "GET /projects/{project}/log_export?format=pdf", Want: 422},
	})
	for _, sort := range []string{"-raised", "due", "label", "-severity", "status", "title", "-changed", "number"} {
		seen, after := map[string]bool{}, ""
		for range 10 {
			var page struct {
				Items []struct{ ID string }
				Next  string
			}
			w.Do("ann", "GET", log+"?limit=2&sort="+sort+"&after="+after, "").Read(t, &page)
			for _, one := range page.Items {
				if seen[one.ID] {
					t.Errorf("by %s, %s comes twice", sort, one.ID)
				}
				seen[one.ID] = true
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if len(seen) != 7 {
			t.Errorf("by %s, %d entries come, want 7", sort, len(seen))
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	w := world.New(t)
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	a, b := raise(t, w, "ann", `{"kind":"issue","title":"A"}`), raise(t, w, "ann", `{"kind":"observation","title":"B"}`)
	closed := raise(t, w, "ann", `{"kind":"observation","title":"C"}`)
	w.Do("ann", "POST", log+"/"+closed+"/close", `{"reason":"x"}`)
	entries := `"entries":["` + a + `","` + b + `","` + closed + `","` + uuid.NewString() + `"]`
	const changes = "/projects/{project}/log_changes"
	w.Walls("POST "+changes, `{"entries":["`+a+`"],"act":"assign","company":"`+nordluft+`"}`, "rita")
	w.Walls("GET "+changes+"?act=assign&entries="+a+"&company="+nordluft, "", "rita")
	preview := w.Do("ann", "GET", changes+"?act=assign&company="+nordluft+"&entries="+a+","+b+","+closed, "")
	if preview.Status != 200 || strings.Count(string(preview.Body), `"to_status":"assigned"`) != 2 || strings.Count(string(preview.Body), `"problem"`) != 1 {
		t.Errorf("the preview: %d %s", preview.Status, preview.Body)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + log + "/" + a, Want: 200, Says: `"status":"new"`}, // a preview changes nothing
		{As: "ann", Do: "POST " + changes, Send: `{"act":"assign","entries":[]}`, Want: 422},
		{As: "ann", Do: "POST " + changes, Send: `{"act":"delete",` + entries + `}`, Want: 422, Says: "#/act"},
		{As: "ann", Do: "GET " + changes + "?act=due&entries=nonsense", Want: 422, Says: "#/entries"},
		{As: "ben", Do: "POST " + changes, Send: `{"act":"close","reason":"x",` + entries + `}`, Want: 200, Says: `"problem"`},
	})
	done := w.Do("ann", "POST", changes, `{"act":"assign","company":"`+nordluft+`",`+entries+`}`)
	if done.Status != 200 || strings.Count(string(done.Body), `"problem"`) != 2 {
		t.Fatalf("assigning many: %d %s", done.Status, done.Body)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + log + "/" + b, Want: 200, Says: `"company":"` + nordluft},
		{As: "ann", Do: "POST " + changes, Send: `{"act":"due","due_on":"2026-06-01",` + entries + `}`, Want: 200, Says: `"to_due":"2026-06-01"`},
		{As: "ann", Do: "POST /projects/{project}/history/" + fmt.Sprint(done.Field("entry")) + "/undo", Send: `{}`, Want: 409}, // the dates were moved since
		{As: "ann", Do: "POST " + changes, Send: `{"act":"close","reason":"Udgår",` + entries + `}`, Want: 200, Says: `"to_status":"closed"`},
	})
}

func TestHistoryPutsBackAndTellsOfIt(t *testing.T) {
	w := world.New(t)
	id := raise(t, w, "ann", `{"kind":"issue","title":"Før"}`)
	w.Do("ann", "PATCH", log+"/"+id, `{"base":1,"title":"Efter"}`)
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH " + log + "/" + id, Send: `{"base":1,"title":"Andet"}`, Want: 412, Says: "Efter"},
		{As: "ann", Do: "PATCH " + log + "/" + id, Send: `{"base":1,"due_on":"2026-05-01"}`, Want: 200, Says: `"due_on":"2026-05-01"`},
		{As: "ann", Do: "PATCH " + log + "/" + id, Send: `{"base":3,"due_on":null}`, Want: 200, Says: `"due_on":null`},
		{As: "ann", Do: "PATCH " + log + "/" + id, Send: `{"base":4,"title":null}`, Want: 422, Says: "#/title"},
		{As: "ann", Do: "PATCH " + log + "/" + id, Send: `{"base":4,"company":null}`, Want: 422, Says: "#/company"},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"issues.entries","row":"` + id + `","version":1,"fields":["title"]}`, Want: 200},
		{As: "ann", Do: "GET " + log + "/" + id, Want: 200, Says: `"title":"Før"`},
		{As: "ann", Do: "GET " + log + "/" + id + "/events", Want: 200, Says: `"kind":"restored"`},
	})
	var entries struct{ Items []struct{ ID, Action string } }
	w.Do("ann", "GET", "/projects/{project}/history?limit=100", "").Read(t, &entries)
	for _, e := range entries.Items {
		if e.Action == "issues.entry.raise" {
			w.Run([]world.Call{{As: "ann", Do: "POST /projects/{project}/history/" + e.ID + "/undo", Send: `{}`, Want: 409}}) // an entry never leaves the log
		}
	}
	w.Run([]world.Call{{As: "ann", Do: "GET " + log + "/" + id, Want: 200}})
}

// TestOthersRaise raises an entry as another module does, for what a test found.
func TestOthersRaise(t *testing.T) {
	w := world.New(t)
	ve := w.ID("registers.disciplines", "code", "VE").String()
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	row := uuid.New()
	w.Do("ann", "POST", "/projects/{project}/rows", `{"id":"`+row.String()+`","title_da":"SEL","discipline":"`+ve+`","company":"`+nordluft+`"}`)
	photo := uuid.MustParse(picture(t, w, "ann"))
	var id uuid.UUID
	w.As("ben", func(ctx context.Context) (err error) {
		id, _, err = program.ModuleOf[*issues.Module](w.Program).Raise(ctx, "issue", "major", "SEL over grænsen", "Målt 1.982 mod 1.500", row, uuid.Nil, []uuid.UUID{photo})
		return err
	})
	w.Run([]world.Call{{As: "ben", Do: "GET " + log + "/" + id.String(), Want: 200, Says: `"status":"assigned"`}, {As: "ben", Do: "GET " + log + "?row=" + row.String(), Want: 200, Says: id.String()}})
}
