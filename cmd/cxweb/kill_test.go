package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
)

// running is the built program on a data folder of its own.
type running struct {
	t      *testing.T
	binary string
	data   string
	addr   string
	cmd    *exec.Cmd
	client *http.Client
}

// build builds the program as people run it: without the race detector, under
// which the reading process has no limit of memory.
func build(t *testing.T) *running {
	t.Helper()
	dir := t.TempDir()
	binary := filepath.Join(dir, "cxweb")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("building: %v %s", err, out)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, binary: binary, data: filepath.Join(dir, "var"), addr: listener.Addr().String()}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.end(syscall.SIGINT) })
	return r
}

func (r *running) command(args ...string) *exec.Cmd {
	c := exec.Command(r.binary, args...)
	c.Env = append(os.Environ(), "CXWEB_DATA="+r.data, "CXWEB_ADDR="+r.addr)
	return c
}

func (r *running) up() {
	r.t.Helper()
	r.cmd = r.command("up")
	var log bytes.Buffer
	r.cmd.Stderr = &log
	if err := r.cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	for range 600 {
		if answer, err := http.Get("http://" + r.addr + "/readyz"); err == nil {
			answer.Body.Close()
			if answer.StatusCode == 200 {
				r.signIn()
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.t.Fatalf("the program did not come up: %s", log.String())
}

func (r *running) end(signal syscall.Signal) {
	if r.cmd == nil || r.cmd.ProcessState != nil {
		return
	}
	if err := r.cmd.Process.Signal(signal); err != nil {
		r.t.Error(err)
	}
	if err := r.cmd.Wait(); err != nil && signal == syscall.SIGINT {
		r.t.Errorf("the program did not stop cleanly: %v", err)
	}
}

func (r *running) signIn() {
	r.t.Helper()
	password, err := os.ReadFile(filepath.Join(r.data, "demo-password"))
	if err != nil {
		r.t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	r.client = &http.Client{Jar: jar, Timeout: time.Minute}
	r.call("POST", "/sign_in", map[string]string{"email": "soeren.vang@demo.example", "password": string(password)}, nil)
}

// call sends a request and reads the answer; anything but success ends the test.
func (r *running) call(method, path string, body, into any) {
	r.t.Helper()
	kind := "application/json"
	var sent io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		sent, kind = bytes.NewReader(b), "application/octet-stream"
	default:
		text, err := json.Marshal(b)
		if err != nil {
			r.t.Fatal(err)
		}
		sent = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, "http://"+r.addr+"/api"+path, sent)
	if err != nil {
		r.t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	answer, err := r.client.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		r.t.Fatalf("%s %s: %d %.500s %v", method, path, answer.StatusCode, text, err)
	}
	if into != nil {
		if err := json.Unmarshal(text, into); err != nil {
			r.t.Fatal(err)
		}
	}
}

type importState struct {
	ID, State string
	Mapping   map[string]string
	Choice    json.RawMessage
}

// until reads an import until it is in one of the states.
func (r *running) until(path string, states ...string) (i importState) {
	r.t.Helper()
	for range 2400 {
		r.call("GET", path, nil, &i)
		for _, s := range states {
			if i.State == s {
				return i
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	r.t.Fatalf("the import is still %s", i.State)
	return i
}

// TestKilledDuringImport kills the program while an import is carried out and
// starts it again: everything comes in, once.
func TestKilledDuringImport(t *testing.T) {
	const rows = 12000
	r := build(t)
	r.up()
	project := uuid.NewString()
	r.call("POST", "/projects", map[string]any{"id": project, "name": "Afbrudt"}, nil)
	var sheet strings.Builder
	sheet.WriteString("Nr;Titel;Fagområde\n")
	for n := range rows {
		fmt.Fprintf(&sheet, "%d;Måling %d;Ventilation\n", n+1, n)
	}
	at := "/projects/" + project
	var file struct{ ID string }
	r.call("POST", at+"/files?name=rows.csv", []byte(sheet.String()), &file)
	var i importState
	r.call("POST", at+"/imports", map[string]any{"file": file.ID}, &i)
	one := at + "/imports/" + i.ID
	i = r.until(one, "mapping")
	r.call("POST", one+"/map", map[string]any{"thing": "row", "choice": i.Choice, "mapping": i.Mapping}, nil)
	r.until(one, "checked")
	r.call("POST", one+"/apply", nil, nil)
	time.Sleep(300 * time.Millisecond) // in the midst of it
	r.end(syscall.SIGKILL)
	r.up()
	r.until(one, "applied")
	var page struct{ Total int }
	r.call("GET", at+"/rows?count=true&limit=1", nil, &page)
	if page.Total != rows {
		t.Errorf("got %d rows after the crash, want %d", page.Total, rows)
	}
	var progress struct{ Items []struct{ Rows int } }
	r.call("GET", at+"/progress", nil, &progress)
	sum := 0
	for _, p := range progress.Items {
		sum += p.Rows
	}
	if sum != rows {
		t.Errorf("progress counts %d rows, want %d", sum, rows)
	}
	var late struct{ Items []struct{ Action string } }
	r.call("GET", at+"/history?table=registers.rows", nil, &late)
	if len(late.Items) != 1 {
		t.Errorf("got %d entries for the import, want one", len(late.Items))
	}
}

// TestKilledDuringExport kills the program while a package is made and starts
// it again: the package is finished, and is whole.
func TestKilledDuringExport(t *testing.T) {
	r := build(t)
	r.up()
	if out, err := r.command("demo", "--rows", "20000", "--projects", "1").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	var mine struct{ Items []struct{ ID, Name string } }
	r.call("GET", "/projects", nil, &mine)
	at := ""
	for _, p := range mine.Items {
		if strings.Contains(p.Name, "20000") {
			at = "/projects/" + p.ID
		}
	}
	id := uuid.NewString()
	var task struct{ Task string }
	r.call("POST", at+"/packages", map[string]any{"id": id, "language": "da"}, &task)
	var state struct {
		State       string
		Done, Total int64
		File        string
	}
	for range 2400 { // until a part of it is made
		r.call("GET", "/tasks/"+task.Task, nil, &state)
		if state.State == "done" {
			t.Fatal("the package was done before it could be interrupted")
		}
		if state.Total > 0 && state.Done > state.Total/4 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	r.end(syscall.SIGKILL)
	r.up()
	for range 9600 { // a busy machine takes its time
		r.call("GET", at+"/packages/"+id, nil, &state)
		if state.State == "done" || state.State == "failed" {
			break
		}
		time.Sleep(25 * time.Millisecond)
	}
	if state.State != "done" {
		t.Fatalf("after the crash the package is %s", state.State)
	}
	answer, err := r.client.Get("http://" + r.addr + "/api" + at + "/files/" + state.File)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "package.zip")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := r.command("verify", path).CombinedOutput(); err != nil {
		t.Errorf("the package is not whole: %v %s", err, out)
	}
	var all struct{ Items []struct{ ID string } }
	r.call("GET", at+"/packages", nil, &all)
	if len(all.Items) != 1 {
		t.Errorf("got %d packages, want one", len(all.Items))
	}
}
