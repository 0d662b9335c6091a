package world_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
)

// serve serves the world on loopback and returns its address.
func serve(t *testing.T, w *world.World) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if err := w.App().Listener(listener); err != nil {
			t.Log(err) // the listener is closed when the test ends
		}
	}()
	t.Cleanup(func() { listener.Close() })
	return "http://" + listener.Addr().String()
}

func get(t *testing.T, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

func TestAnswersThatEverybodyGets(t *testing.T) {
	w := world.New(t)
	url := serve(t, w)
	for _, c := range [][2]string{{"/healthz", "ok"}, {"/readyz", "ready"}, {"/metrics", "cxweb_requests_total"}} {
		if answer, text := get(t, url+c[0]); answer.StatusCode != 200 || !strings.Contains(text, c[1]) {
			t.Errorf("%s: %d %.200s", c[0], answer.StatusCode, text)
		}
	}
	answer, text := get(t, url+"/openapi.json")
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]struct{ OperationID string }
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil || doc.OpenAPI != "3.1.0" || answer.StatusCode != 200 {
		t.Fatalf("the description: %d %v %s", answer.StatusCode, err, doc.OpenAPI)
	}
	described := map[string]bool{}
	for _, methods := range doc.Paths {
		for _, op := range methods {
			described[op.OperationID] = true
		}
	}
	for _, a := range w.Actions() {
		if !described[a.Name] {
			t.Errorf("%s is not described", a.Name)
		}
	}
	answer, text = get(t, url+"/api/nothing/here", "Accept-Language", "en")
	if answer.StatusCode != 404 || answer.Header.Get("Content-Type") != "application/problem+json; charset=utf-8" || !strings.Contains(text, "There is nothing here") {
		t.Errorf("an unknown address: %d %s %s", answer.StatusCode, answer.Header.Get("Content-Type"), text)
	}
	for header, value := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"} {
		if got := answer.Header.Get(header); got != value {
			t.Errorf("%s: got %q, want %q", header, got, value)
		}
	}
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "script-src 'self';") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("the content policy: %s", policy)
	}
}

func TestRequestsThatAreRefused(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, serve(t, w)+"/api/projects/"+w.Project.String()+"/systems", strings.NewReader(`{"tag":"`+strings.Repeat("x", 33<<20)+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	// The server may close before all is sent; then there is no answer to read.
	if answer, err := http.DefaultClient.Do(r); err == nil {
		answer.Body.Close()
		if answer.StatusCode != 413 {
			t.Errorf("a body of 33 MB: %d", answer.StatusCode)
		}
	}
	if a := w.Do("ann", "POST", systems, `{"tag":"VE01"}`, "Content-Type", "text/plain"); a.Status != 422 {
		t.Errorf("a body that says it is text: %d", a.Status)
	}
	if a := w.Do("ann", "POST", systems, `{"tag":"VE01"}`, "Sec-Fetch-Site", "cross-site"); a.Status != 403 {
		t.Errorf("a request from another site: %d", a.Status)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + systems + "?limit=100000", Want: 422, Says: "#/limit"},
		{As: "ann", Do: "GET " + systems + "?limit=-1", Want: 422},
		{As: "ann", Do: "GET " + systems + "?after=nonsense", Want: 422, Says: "#/after"},
		{As: "ann", Do: "GET " + systems + "?sort=tag;drop", Want: 422, Says: "#/sort"},
		{As: "ann", Do: `GET ` + systems + `?filter=[{"field":"tag'--","op":"is","value":"x"}]`, Want: 422, Says: "#/filter"},
		{As: "ann", Do: `GET ` + systems + `?filter=[{"field":"tag","op":"is","value":"x'%20or%201=1--"}]`, Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET " + systems + "?q=%25_'", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET /projects/not-an-id/systems", Want: 404},
		{As: "ann", Do: "GET " + systems + "/not-an-id", Want: 404},
	})
}

// TestOthersSeeAChangeAtOnce watches a project while somebody else changes it.
func TestOthersSeeAChangeAtOnce(t *testing.T) {
	w := world.New(t)
	url := serve(t, w)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	go w.Listen(ctx)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/api/projects/"+w.Project.String()+"/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+w.Tokens["rita"])
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	made := false
	for lines.Scan() {
		switch {
		case lines.Text() == "event: open":
			// The database may not be listened to yet: changes go on until one is heard.
			go func() {
				for n := 0; ctx.Err() == nil; n++ {
					w.Do("eve", "POST", "/projects/{project}/systems", `{"tag":"L`+time.Now().Format("150405.000000")+`"}`)
					w.Do("bob", "POST", "/projects/{other}/systems", `{"tag":"L`+time.Now().Format("150405.000000")+`"}`)
					time.Sleep(100 * time.Millisecond)
				}
			}()
		case strings.HasPrefix(lines.Text(), "data: {") && strings.Contains(lines.Text(), "registers.systems"):
			if strings.Contains(lines.Text(), w.Other.String()) || strings.Contains(lines.Text(), w.People["bob"].String()) {
				t.Fatalf("a change of another project: %s", lines.Text())
			}
			made = true
			cancel()
		}
	}
	if !made {
		t.Error("no change came")
	}
	if a := w.Do("bob", "GET", "/projects/{project}/live", ""); a.Status != 404 {
		t.Errorf("another project is watched: %d", a.Status)
	}
}
