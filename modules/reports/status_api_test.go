package reports_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

const status = "/projects/{project}/status_reports"

// printed has somebody make a report and returns it.
func printed(t *testing.T, w *world.World, name, order string) []byte {
	t.Helper()
	a := w.Do(name, "POST", status, order)
	id, err := uuid.Parse(fmt.Sprint(a.Field("task")))
	if err != nil || a.Status != 201 {
		t.Fatalf("%s orders %s: got %d %s", name, order, a.Status, a.Body)
	}
	if state := w.Task(name, id); state != "done" {
		t.Fatalf("%s: the task is %s: %s", name, state, w.Do(name, "GET", "/tasks/"+id.String(), "").Body)
	}
	var task struct{ Result struct{ File uuid.UUID } }
	w.Do(name, "GET", "/tasks/"+id.String(), "").Read(t, &task)
	file := "/projects/{project}/files/" + task.Result.File.String()
	got := w.Do(name, "GET", file, "")
	if got.Status != 200 || got.Header.Get("Content-Type") != "application/pdf" || !bytes.HasPrefix(got.Body, []byte("%PDF-")) {
		t.Fatalf("%s: got %d %s", name, got.Status, got.Header)
	}
	if other := w.Do("bob", "GET", strings.Replace(file, "{project}", "{other}", 1), ""); other.Status != 404 {
		t.Errorf("another project reads the report: %d", other.Status)
	}
	return got.Body
}

func TestStatusReport(t *testing.T) {
	w := world.New(t)
	w.Walls("POST "+status, `{"language":"da"}`, "")
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + status, Send: `{"language":"se"}`, Want: 422, Says: "#/language"},
		{As: "eve", Do: "POST " + status, Send: `{"language":"da","company":"nobody"}`, Want: 422},
	})
	empty := printed(t, w, "rita", `{"language":"en"}`)
	var place, system, row = uuid.NewString(), uuid.NewString(), uuid.NewString()
	ve := w.ID("registers.disciplines", "code", "VE").String()
	phase := w.ID("registers.phases", "code", "UDF").String()
	w.Run([]world.Call{
		{As: "ann", Do: "POST /projects/{project}/locations", Send: `{"id":"` + place + `","kind":"building","code":"A","name":"Indskoling æøå"}`, Want: 201},
		{As: "ann", Do: "POST /projects/{project}/systems", Send: `{"id":"` + system + `","tag":"VE01","discipline":"` + ve + `","location":"` + place + `"}`, Want: 201},
		{As: "ann", Do: "POST /projects/{project}/rows", Send: `{"id":"` + row + `","title_da":"Indregulering 😀","system":"` + system + `","phase":"` + phase + `","planned_on":"2026-04-01"}`, Want: 201},
		{As: "ann", Do: "POST /projects/{project}/rows", Send: `{"title_da":"Tæthed","system":"` + system + `","phase":"` + phase + `","planned_on":"2026-04-10","status":"passed"}`, Want: 201},
		{As: "ann", Do: "POST /projects/{project}/log", Send: `{"kind":"issue","title":"Blæser kører baglæns","severity":"critical"}`, Want: 201},
	})
	whole := printed(t, w, "rita", `{"language":"da"}`)
	if len(whole) <= len(empty) {
		t.Errorf("a report of %d rows is no larger than one of none: %d and %d bytes", 2, len(whole), len(empty))
	}
	// Ben may not see the whole project, and gets what he sees.
	printed(t, w, "ben", `{"language":"en","discipline":"`+ve+`"}`)
	printed(t, w, "eve", `{"language":"en","location":"`+place+`","company":"`+w.ID("projects.companies", "name", "Nordluft").String()+`"}`)
}

func TestLogo(t *testing.T) {
	w := world.New(t)
	company := w.ID("projects.companies", "name", "Commissioning Partner").String()
	logo := "/projects/{project}/companies/" + company + "/logo"
	w.Walls("PUT "+logo, `{"file":null}`, "eve")
	picture := image.NewRGBA(image.Rect(0, 0, 1600, 400))
	for x := range 1600 {
		picture.Set(x, x/4, color.RGBA{200, 20, 40, 255})
	}
	var text bytes.Buffer
	if err := png.Encode(&text, picture); err != nil {
		t.Fatal(err)
	}
	file := fmt.Sprint(w.Upload("ann", "logo.png", text.Bytes()).Field("id"))
	words := fmt.Sprint(w.Upload("ann", "logo.txt", []byte("no picture at all")).Field("id"))
	without := printed(t, w, "ann", `{"language":"da"}`)
	w.Run([]world.Call{
		{As: "ann", Do: "PUT " + logo, Send: `{"file":"` + words + `"}`, Want: 422, Says: "#/file"},
		{As: "ann", Do: "PUT " + logo, Send: `{"file":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/file"},
		{As: "ann", Do: "PUT /projects/{project}/companies/" + uuid.NewString() + "/logo", Send: `{"file":"` + file + `"}`, Want: 404},
		{As: "ann", Do: "PUT " + logo, Send: `{"file":"` + file + `"}`, Want: 200, Says: `"logo":"`, Not: file},
		{As: "rita", Do: "GET /projects/{project}/companies", Want: 200, Says: `"logo":"`},
	})
	var kept struct{ Logo uuid.UUID }
	w.Do("ann", "PUT", logo, `{"file":"`+file+`"}`).Read(t, &kept)
	made := w.Do("rita", "GET", "/projects/{project}/files/"+kept.Logo.String(), "")
	size, kind, err := image.DecodeConfig(bytes.NewReader(made.Body))
	if err != nil || kind != "jpeg" || size.Width != 1000 {
		t.Errorf("got a logo that is %s %d wide, %v; want a JPEG of 1000", kind, size.Width, err)
	}
	if with := printed(t, w, "ann", `{"language":"da"}`); len(with) <= len(without) {
		t.Errorf("a report with a logo is no larger than one without: %d and %d bytes", len(with), len(without))
	}
	w.Run([]world.Call{
		{As: "ann", Do: "PUT " + logo, Send: `{"file":null}`, Want: 200, Says: `"logo":null`},
	})
}
