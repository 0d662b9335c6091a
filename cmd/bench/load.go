package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const clients = 16

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// rate has clients repeat fn for a while and returns calls a second. What fails
// is no call, and is counted for P11; where nothing else comes, it is the error.
func (b *bench) rate(fn func(r *rand.Rand) error) (float64, error) {
	var wait sync.WaitGroup
	var mu sync.Mutex
	var failed error
	n := 0
	end := time.Now().Add(time.Duration(b.seconds) * time.Second)
	for i := range clients {
		wait.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(i)))
			mine := 0
			for time.Now().Before(end) {
				if err := fn(r); err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					continue
				}
				mine++
			}
			mu.Lock()
			n += mine
			mu.Unlock()
		})
	}
	wait.Wait()
	if n > 0 && failed != nil {
		fmt.Fprintln(os.Stderr, "  failed:", failed)
		failed = nil
	}
	return float64(n) / float64(b.seconds), failed
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench runs a script against the same database as a role and returns transactions a second.
func (b *bench) pgbench(ctx context.Context, role, script string) (float64, error) {
	path := filepath.Join(b.dir, "script.sql")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		return 0, err
	}
	c := exec.CommandContext(ctx, "pgbench", "-h", b.pg.SocketDir, "-U", role, "-n", "-c", strconv.Itoa(clients), "-j", "2", "-M", "prepared", "-T", strconv.Itoa(b.seconds), "-f", path, "cxweb")
	if role != "postgres" { // as the program's connections have it
		c.Env = append(os.Environ(), "PGOPTIONS=-c plan_cache_mode=force_generic_plan")
	}
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return 0, fmt.Errorf("pgbench: %w %s", err, out)
	}
	m := tps.FindStringSubmatch(string(out))
	if m == nil {
		return 0, fmt.Errorf("pgbench said %s", out)
	}
	return strconv.ParseFloat(m[1], 64)
}

// alternately measures ours and the limit in turn and returns the medians, so
// that a noisy minute meets both.
func alternately(ours, limit func() (float64, error)) (o, l float64, err error) {
	var all, limits []float64
	for range 3 {
		v, err := ours()
		if err != nil {
			return 0, 0, err
		}
		all = append(all, v)
		if v, err = limit(); err != nil {
			return 0, 0, err
		}
		limits = append(limits, v)
	}
	return median(all), median(limits), nil
}

const columns = `id, version, created_by, created_at, changed_at, no, system, discipline, phase, milestone, method, requirement, title_da, title_en, criterion_da, criterion_en, unit, comparison, target, target_text,
 tolerance, measured, measured_text, status, company, person, planned_on, done_on, br18, weight, note, extra`

// lists measures a page of 50 with filter and sort, the first page against a
// late one, and search.
func (b *bench) lists(ctx context.Context) error {
	disciplines, err := b.psql(ctx, "select string_agg(id::text, ' ') from registers.disciplines where project = '"+b.project+"'")
	if err != nil {
		return err
	}
	all := strings.Fields(disciplines)
	filter := func(r *rand.Rand) error {
		_, err := b.call("GET", `/api/projects/{project}/rows?limit=50&sort=no&filter=%5B%7B%22field%22:%22discipline%22,%22op%22:%22is%22,%22value%22:%22`+all[r.IntN(len(all))]+`%22%7D,%7B%22field%22:%22status%22,%22op%22:%22is%22,%22value%22:%22passed%22%7D%5D`, nil)
		return err
	}
	script := fmt.Sprintf("\\set d random(0, %d)\nselect %s from registers.rows where project = '%s' and discipline = (string_to_array('%s', ' '))[:d + 1]::uuid and status = 'passed' order by no limit 51;\n",
		len(all)-1, strings.ReplaceAll(columns, "\n", ""), b.project, disciplines)
	ours, limit, err := alternately(func() (float64, error) { return b.rate(filter) }, func() (float64, error) { return b.pgbench(ctx, "postgres", script) })
	if err != nil {
		return err
	}
	b.add("P1", fmt.Sprintf("page of 50 of %d rows, filter and sort, through HTTP ÷ pgbench of the same SQL", b.rows), "requests/s", ours, limit, "min", 0.3)
	if err := b.unchanged(filter, ours); err != nil {
		return err
	}
	if err := b.depth(); err != nil {
		return err
	}
	search := func(r *rand.Rand) error {
		_, err := b.call("GET", fmt.Sprintf("/api/projects/{project}/rows?limit=50&q=ventil%%20%d", 100+r.IntN(899)), nil)
		return err
	}
	find := fmt.Sprintf("\\set n random(100, 999)\nselect %s from registers.rows where project = '%s' and id in (select row from registers.words where project = '%s' and words ilike '%%ventil ' || :n || '%%') order by no limit 51;\n",
		strings.ReplaceAll(columns, "\n", ""), b.project, b.project)
	ours, limit, err = alternately(func() (float64, error) { return b.rate(search) }, func() (float64, error) { return b.pgbench(ctx, "postgres", find) })
	if err != nil {
		return err
	}
	b.add("P6", "search in all words ÷ pgbench of the same SQL", "requests/s", ours, limit, "min", 0.3)
	return nil
}

// unchanged measures pages that the asker has already, as they are: the same
// lists as P1, answered by saying so.
func (b *bench) unchanged(whole func(*rand.Rand) error, pages float64) error {
	b.tags = &sync.Map{}
	defer func() { b.tags = nil }()
	rate, err := b.rate(whole)
	if err != nil {
		return err
	}
	b.add("P10", "the same page, not changed since it was read ÷ P1", "requests/s", rate, pages, "min", 4)
	return nil
}

// depth compares a page near the end with the first one.
func (b *bench) depth() error {
	page := func(query string) (time.Duration, string, error) {
		begun := time.Now()
		text, err := b.call("GET", "/api/projects/{project}/rows?limit=50&sort=no"+query, nil)
		took := time.Since(begun)
		var p struct{ Next string }
		if err == nil {
			err = json.Unmarshal(text, &p)
		}
		return took, p.Next, err
	}
	_, late, err := page(fmt.Sprintf("&filter=%%5B%%7B%%22field%%22:%%22no%%22,%%22op%%22:%%22gte%%22,%%22value%%22:%d%%7D%%5D", b.rows*9/10))
	if err != nil {
		return err
	}
	var first, deep []float64
	for range 300 {
		a, _, err := page("")
		if err != nil {
			return err
		}
		d, _, err := page("&after=" + late)
		if err != nil {
			return err
		}
		first, deep = append(first, float64(a.Microseconds())), append(deep, float64(d.Microseconds()))
	}
	b.add("P5", "a page at nine tenths of the register ÷ the first page", "µs", median(deep), median(first), "max", 1.05)
	return nil
}
