package world_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// TestNothingOfAnotherProjectTurnsUp fills two projects with the same names and
// numbers, but for one word, and looks for each project's word in everything that
// the other's administrator gets: lists, searches, exports, the history, packages,
// refusals, mail; and in what the program keeps beside: log, tasks and events.
func TestNothingOfAnotherProjectTurnsUp(t *testing.T) {
	log := testkit.Listen(t)
	w := world.New(t)
	words := map[string]string{"ann": "kanarieann", "bob": "kanariebob"}
	made := map[string]map[string]string{}
	for who, place := range map[string]string{"ann": "{project}", "bob": "{other}"} {
		made[who] = filled(t, w, who, place, words[who])
	}
	for who, place := range map[string]string{"ann": "{project}", "bob": "{other}"} {
		own, foreign, others := words[who], words["bob"], made["bob"]
		if who == "bob" {
			foreign, others = words["ann"], made["ann"]
		}
		seen := map[string]bool{}
		look := func(what string, body []byte) {
			t.Helper()
			text := unpacked(t, body)
			if strings.Contains(text, foreign) {
				t.Errorf("%s gives %s a word of the other project", what, who)
			}
			if strings.Contains(text, own) {
				seen[what] = true
			}
		}
		for _, a := range w.Actions() {
			if a.Method != "GET" || strings.Count(a.Path, ":") > 1 || strings.Contains(a.Path, ":") && !a.OfProject() || a.Name == "files.change.watch" || strings.HasPrefix(a.Name, "developer.") {
				continue
			}
			path := strings.Replace(a.Path, ":project", place, 1)
			look(a.Name, w.Do(who, "GET", path, "").Body)
			for _, field := range []string{"q", "search"} {
				look(a.Name+" asked for it", asked(w, who, path, field, foreign))
			}
			look(a.Name+" asked for its own", asked(w, who, path, "q", own))
		}
		for _, thing := range []string{"systems", "rows", "requirements"} {
			look("export of "+thing, w.Do(who, "GET", "/projects/"+place+"/seen?thing="+strings.TrimSuffix(thing, "s")+"&format=xlsx&columns=id", "").Body)
		}
		for name, id := range others { // refused as if it were not there, in no other words
			if name == "invited" {
				continue
			}
			for _, method := range []string{"GET", "PATCH", "DELETE"} {
				a := w.Do(who, method, "/projects/"+place+"/"+name+"/"+id, `{"base":1}`)
				if a.Status != 404 && a.Status != 405 && a.Status != 422 {
					t.Errorf("%s %s of the other project: %d %s", method, name, a.Status, a.Body)
				}
				look(method+" of another "+name, a.Body)
			}
			look("making another "+name, w.Do(who, "POST", "/projects/"+place+"/"+name, fmt.Sprintf(`{"id":"%s","tag":"VE01","title_da":"%s","title":"%s","code":"K1"}`, id, own, own)).Body)
		}
		look("the package", packaged(t, w, who, place))
		look("the mail of an invitation", []byte(w.Mail(made[who]["invited"], "")))
		if len(seen) < 30 || !seen["the package"] || !seen["the mail of an invitation"] || !seen["registers.system.list"] {
			t.Errorf("the own word of %s turned up in %d answers only: the test proves little: %v", who, len(seen), seen)
		}
	}
	for _, word := range words {
		if strings.Contains(log.String(), word) {
			t.Errorf("the log holds %s, a text of a project", word)
		}
	}
	kept := beside(t, w)
	for word, project := range map[string]uuid.UUID{words["bob"]: w.Project, words["ann"]: w.Other} {
		n := 0
		for _, line := range kept {
			if strings.Contains(line, project.String()) {
				n++
				if strings.Contains(line, word) {
					t.Errorf("work of one project names a word of the other: %s", line)
				}
			}
		}
		if n == 0 {
			t.Error("nothing is kept beside a project: the test proves nothing")
		}
	}
}

// filled makes one of each kind with the same names and numbers, and a word.
func filled(t *testing.T, w *world.World, who, place, word string) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for _, one := range []struct{ path, send string }{
		{"systems", `{"id":"%s","tag":"VE01","name_da":"Ventilation %s"}`},
		{"rows", `{"id":"%s","title_da":"Indregulering %s"}`},
		{"requirements", `{"id":"%s","code":"K1","title_da":"SEL %s"}`},
		{"locations", `{"id":"%s","code":"A","kind":"building","name":"Bygning %s"}`},
		{"log", `{"id":"%s","kind":"issue","title":"Blæser %s","severity":"critical"}`},
		{"companies", `{"id":"%s","name":"Nordluft %s"}`},
	} {
		id := uuid.NewString()
		if a := w.Do(who, "POST", "/projects/"+place+"/"+one.path, fmt.Sprintf(one.send, id, word)); a.Status != 201 {
			t.Fatalf("%s: %d %s", one.path, a.Status, a.Body)
		}
		ids[one.path] = id
	}
	ids["invited"] = uuid.NewString() + "@test.example"
	if a := w.Do(who, "POST", "/projects/"+place+"/members", fmt.Sprintf(`{"email":"%s","company_name":"Nordluft","role":"reader","message":"Hej %s"}`, ids["invited"], word)); a.Status != 201 {
		t.Fatalf("inviting: %d %s", a.Status, a.Body)
	}
	return ids
}

func asked(w *world.World, who, path, field, word string) []byte {
	return w.Do(who, "GET", path+"?"+field+"="+url.QueryEscape(word), "").Body
}

// unpacked is what a body holds, with what is packed in it.
func unpacked(t *testing.T, body []byte) string {
	t.Helper()
	if !bytes.HasPrefix(body, []byte("PK\x03\x04")) {
		return string(body)
	}
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		inside, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text.WriteString(f.Name + "\n" + unpacked(t, inside))
	}
	return text.String()
}

// packaged is the handover package of a project.
func packaged(t *testing.T, w *world.World, who, place string) []byte {
	t.Helper()
	var ordered struct{ ID, Task uuid.UUID }
	a := w.Do(who, "POST", "/projects/"+place+"/packages", `{"language":"da"}`)
	if a.Status != 202 && a.Status != 201 {
		t.Fatalf("ordering a package: %d %s", a.Status, a.Body)
	}
	a.Read(t, &ordered)
	if state := w.Task(who, ordered.Task); state != "done" {
		t.Fatalf("the package is %s", state)
	}
	file, _ := w.Do(who, "GET", "/projects/"+place+"/packages/"+ordered.ID.String(), "").Field("file").(string)
	return w.Do(who, "GET", "/projects/"+place+"/files/"+file, "").Body
}

// beside is what the program keeps of work under way and of what is to be told.
func beside(t *testing.T, w *world.World) (lines []string) {
	t.Helper()
	e := db.Entry{Kind: scope.Kernel, Request: uuid.New(), Action: "test", Origin: "job", Now: w.Clock.Now()}
	err := w.DB.Work(context.Background(), e, func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select row_to_json(t)::text from platform.tasks t union all select row_to_json(o)::text from platform.outbox o").Scan(ctx, &lines)
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}
