package world

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// Answer is what came back of a call.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Read decodes the answer.
func (a Answer) Read(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(a.Body, v); err != nil {
		t.Fatalf("the answer %s: %v", a.Body, err)
	}
}

// Field is one field of an answer that is an object.
func (a Answer) Field(name string) any {
	var m map[string]any
	_ = json.Unmarshal(a.Body, &m) // a body that is no object has no fields
	return m[name]
}

// Do sends a request as somebody; "" is signed out. The path stands behind
// /api, with {project} and {other} for the two projects.
func (w *World) Do(name, method, path, body string, headers ...string) Answer {
	w.t.Helper()
	path = strings.NewReplacer("{project}", w.Project.String(), "{other}", w.Other.String()).Replace(path)
	r := httptest.NewRequest(method, "/api"+path, bytes.NewReader([]byte(body)))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept-Language", "en")
	if token := w.Tokens[name]; token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := w.App().Test(r, -1)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	return Answer{Status: answer.StatusCode, Header: answer.Header, Body: text}
}

// Call is one row of a scenario: who does what, and what comes of it.
type Call struct {
	As, Do, Send string
	Want         int
	Says         string // stands in the answer
	Not          string // does not stand in the answer
}

// Run carries out a scenario row by row. Do is "METHOD /path".
func (w *World) Run(calls []Call) {
	w.t.Helper()
	for i, c := range calls {
		method, path, _ := strings.Cut(c.Do, " ")
		a := w.Do(c.As, method, path, c.Send)
		if a.Status != c.Want || !strings.Contains(string(a.Body), c.Says) || c.Not != "" && strings.Contains(string(a.Body), c.Not) {
			w.t.Errorf("row %d: %s does %s with %s:\ngot  %d %s\nwant %d with %q and without %q", i+1, c.As, c.Do, clip(c.Send), a.Status, clip(string(a.Body)), c.Want, c.Says, c.Not)
		}
	}
}

// Walls is the beginning of every action's scenario: signed out, another
// project, a project that does not exist, and somebody who lacks the right.
func (w *World) Walls(do, send, lacks string) {
	w.t.Helper()
	method, path, _ := strings.Cut(do, " ")
	rows := []Call{
		{As: "", Do: do, Send: send, Want: 401},
		{As: "bob", Do: do, Send: send, Want: 404},
		{As: "ann", Do: method + " " + strings.ReplaceAll(path, "{project}", "{other}"), Send: send, Want: 404},
		{As: "ann", Do: method + " " + strings.ReplaceAll(path, "{project}", uuid.NewString()), Send: send, Want: 404},
	}
	if lacks != "" {
		rows = append(rows, Call{As: lacks, Do: do, Send: send, Want: 403})
	}
	w.Run(rows)
}

// Task waits until a task of somebody has ended and returns its state.
func (w *World) Task(name string, id uuid.UUID) string {
	w.t.Helper()
	for range 1200 {
		state, _ := w.Do(name, "GET", "/tasks/"+id.String(), "").Field("state").(string)
		if state == "done" || state == "failed" || state == "cancelled" {
			return state
		}
		time.Sleep(50 * time.Millisecond)
	}
	return "still running"
}

// Upload stores a file in the world's project as somebody and returns its id.
func (w *World) Upload(name, file string, content []byte) Answer {
	w.t.Helper()
	r := httptest.NewRequest("POST", "/api/projects/"+w.Project.String()+"/files?name="+url.QueryEscape(file), bytes.NewReader(content))
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("Authorization", "Bearer "+w.Tokens[name])
	r.Header.Set("Accept-Language", "en")
	answer, err := w.App().Test(r, -1)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return Answer{Status: answer.StatusCode, Header: answer.Header, Body: text}
}

func clip(s string) string {
	if len(s) > 800 {
		return s[:800] + "…"
	}
	return s
}
