package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"cxweb/platform/embedded"

	"github.com/valyala/fasthttp"
)

const (
	binary = "bin/cxweb"
	calm   = 15 * time.Second // by then the program has given back what it needed so far
)

// bench is a program on a data folder of its own, and what was measured.
type bench struct {
	rows, seconds int
	versions      int // that step asof looks at last
	dir, url      string
	project       string
	cmd           *exec.Cmd
	client        *fasthttp.Client // a light one: what it costs is no part of what is measured
	cookie        string
	pg            *embedded.Postgres
	figures       []figure
	asked, failed atomic.Int64 // of the program, and what of it was not a success
	tags          *sync.Map    // by path, of answers that are to be asked for only if they changed; nil: all are asked for
}

// figure is one line of the table.
type figure struct {
	ID    string             `json:"id"`
	What  string             `json:"what"`
	Unit  string             `json:"unit"`
	Ours  float64            `json:"ours"`
	Limit float64            `json:"limit"`
	Ratio float64            `json:"ratio"`
	Goal  map[string]float64 `json:"goal"`
}

func (b *bench) add(id, what, unit string, ours, limit float64, goal string, value float64) {
	f := figure{ID: id, What: what, Unit: unit, Ours: ours, Limit: limit, Goal: map[string]float64{goal: value}}
	if limit != 0 {
		f.Ratio = ours / limit
	}
	b.figures = append(b.figures, f)
	fmt.Fprintf(os.Stderr, "  %-4s %s: %.4g %s, limit %.4g, ratio %.3f (goal %s %.3g)\n", id, what, ours, unit, limit, f.Ratio, goal, value)
}

// start brings the program up on an empty folder and fills it.
func (b *bench) start(ctx context.Context) error {
	var err error
	if b.dir, err = os.MkdirTemp("", "cxweb-bench-"); err != nil {
		return err
	}
	b.url = "http://127.0.0.1:8189"
	took, err := b.up(ctx)
	if err != nil {
		return err
	}
	b.add("S0", "first start on an empty folder, with the demo, to the first answer", "s", took.Seconds(), 5, "max", 1)
	time.Sleep(calm)
	b.add("S2", "memory of the program, idle", "MB", b.memory("VmRSS"), 60, "max", 1)
	file, err := os.Stat(binary)
	if err != nil {
		return err
	}
	b.add("S4", "the program with its web UI, as a file", "MB", float64(file.Size())/1e6, 40, "max", 1)
	out, err := b.command(ctx, "demo", "--rows", strconv.Itoa(b.rows), "--projects", "1").Output()
	if err != nil {
		return err
	}
	b.project, _, _ = strings.Cut(string(out), "\n")
	if b.pg, err = embedded.Running(filepath.Join(b.dir, "postgres")); err != nil {
		return err
	}
	_, err = b.psql(ctx, "create schema bench")
	if err == nil {
		_, err = b.psql(ctx, "vacuum analyze")
	}
	return err
}

func (b *bench) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, binary, args...)
	c.Env = append(os.Environ(), "CXWEB_DATA="+b.dir, "CXWEB_ADDR=127.0.0.1:8189", "CXWEB_LIMITS__PER_SECOND=100000")
	c.Stderr = os.Stderr
	return c
}

// up starts the program and returns the time to its first answer.
func (b *bench) up(ctx context.Context) (time.Duration, error) {
	begun := time.Now()
	b.cmd = b.command(ctx, "up")
	b.cmd.Cancel = func() error { return b.cmd.Process.Signal(syscall.SIGINT) }
	if err := b.cmd.Start(); err != nil {
		return 0, err
	}
	for time.Since(begun) < time.Minute {
		if answer, err := http.Get(b.url + "/readyz"); err == nil {
			answer.Body.Close()
			if answer.StatusCode == 200 {
				took := time.Since(begun)
				return took, b.signIn()
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	return 0, errors.New("the program did not come up within a minute")
}

func (b *bench) signIn() error {
	password, err := os.ReadFile(filepath.Join(b.dir, "demo-password"))
	if err != nil {
		return err
	}
	b.client = &fasthttp.Client{MaxConnsPerHost: 64, ReadTimeout: 10 * time.Minute, MaxIdleConnDuration: time.Minute, StreamResponseBody: false}
	r, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	r.SetRequestURI(b.url + "/api/sign_in")
	r.Header.SetMethod("POST")
	r.Header.SetContentType("application/json")
	r.SetBodyString(fmt.Sprintf(`{"email":"soeren.vang@demo.example","password":%q}`, strings.TrimSpace(string(password))))
	if err := b.client.Do(r, answer); err != nil {
		return err
	}
	var cookie fasthttp.Cookie
	cookie.SetKey("cxweb")
	if !answer.Header.Cookie(&cookie) {
		return fmt.Errorf("signing in: %d %s", answer.StatusCode(), answer.Body())
	}
	b.cookie = string(cookie.Value())
	return nil
}

// call sends a request and returns the answer; anything but success is an error.
func (b *bench) call(method, path string, body any) ([]byte, error) {
	r, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(r)
	defer fasthttp.ReleaseResponse(answer)
	r.SetRequestURI(b.url + strings.ReplaceAll(path, "{project}", b.project))
	r.Header.SetMethod(method)
	r.Header.SetCookie("cxweb", b.cookie)
	if raw, ok := body.([]byte); ok {
		r.Header.SetContentType("application/octet-stream")
		r.SetBodyRaw(raw)
	} else if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		r.Header.SetContentType("application/json")
		r.SetBodyRaw(text)
	}
	if b.tags != nil {
		if tag, had := b.tags.Load(path); had {
			r.Header.Set("If-None-Match", tag.(string))
		}
	}
	b.asked.Add(1)
	if err := b.client.Do(r, answer); err != nil {
		b.failed.Add(1)
		return nil, err
	}
	if b.tags != nil && answer.StatusCode() == http.StatusOK {
		b.tags.Store(path, string(answer.Header.Peek("ETag")))
	}
	if answer.StatusCode() >= 300 && answer.StatusCode() != http.StatusNotModified {
		b.failed.Add(1)
		return nil, fmt.Errorf("%s %s: %d %.300s", method, path, answer.StatusCode(), answer.Body())
	}
	return bytes.Clone(answer.Body()), nil
}

// memory reads the program's memory from /proc, in MB.
func (b *bench) memory(name string) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, found := strings.CutPrefix(line, name+":"); found {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024
		}
	}
	return 0
}

// psql runs SQL as the superuser, past row security: the limits are measured without it.
func (b *bench) psql(ctx context.Context, sql string) (string, error) {
	c := exec.CommandContext(ctx, "psql", "-h", b.pg.SocketDir, "-U", "postgres", "-d", "cxweb", "-At", "-v", "ON_ERROR_STOP=1", "-c", sql)
	c.Stderr = os.Stderr
	out, err := c.Output()
	return strings.TrimSpace(string(out)), err
}

func (b *bench) halt() error {
	if err := b.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	return b.cmd.Wait()
}

func (b *bench) stop() {
	if b.cmd != nil && b.cmd.ProcessState == nil {
		if err := b.halt(); err != nil {
			fmt.Fprintln(os.Stderr, "stopping:", err)
		}
	}
	os.RemoveAll(b.dir)
}

// again stops the program and starts it on the data that is there.
func (b *bench) again(ctx context.Context) error {
	b.add("P11", "answers that were no success ÷ all that were asked for", "answers", float64(b.failed.Load()), float64(b.asked.Load()), "max", 0)
	b.add("S3", "memory of the program after the run", "MB", b.memory("VmRSS"), 200, "max", 1)
	var all []float64
	for range 3 {
		if err := b.halt(); err != nil {
			return err
		}
		took, err := b.up(ctx)
		if err != nil {
			return err
		}
		all = append(all, took.Seconds())
	}
	b.add("S1", "cold start on existing data to the first answer", "s", median(all), 0.3, "max", 1)
	return nil
}
