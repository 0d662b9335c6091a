package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"cxweb/modules/handover/archive"
)

// seen are the columns of X1 and X2, as the register shows them.
var seen = []string{"no", "title_da", "title_en", "criterion_da", "unit", "target", "measured", "status", "planned_on", "note"}

// files measures what is seen of a register as CSV and as XLSX, beside COPY of
// the same columns.
func (b *bench) files(ctx context.Context) error {
	out := filepath.Join(os.TempDir(), "cxweb-bench.csv")
	copied := func() (float64, error) {
		begun := time.Now()
		_, err := b.psql(ctx, fmt.Sprintf("copy (select %s from registers.rows where project = '%s' order by no) to '%s' csv header", strings.Join(seen, ", "), b.project, out))
		return time.Since(begun).Seconds(), cmp.Or(err, os.Remove(out))
	}
	titles := make([][2]string, len(seen))
	for i, name := range seen {
		titles[i] = [2]string{name, name}
	}
	columns, err := json.Marshal(titles)
	if err != nil {
		return err
	}
	for _, x := range []struct {
		id, format string
		goal       float64
	}{{"X1", "csv", 1.2}, {"X2", "xlsx", 1.5}} {
		ours, limit, err := alternately(func() (float64, error) {
			begun := time.Now()
			_, err := b.call("GET", "/api/projects/{project}/seen?thing=row&sort=no&format="+x.format+"&columns="+url.QueryEscape(string(columns)), nil)
			return time.Since(begun).Seconds(), err
		}, copied)
		if err != nil {
			return err
		}
		b.add(x.id, fmt.Sprintf("%d rows × %d columns as %s through HTTP ÷ COPY TO of the same", b.rows, len(seen), strings.ToUpper(x.format)), "s", ours, limit, "max", x.goal)
	}
	return nil
}

// exports measures a handover package of the whole project beside COPY of its
// register rows, with the memory that took.
func (b *bench) exports(ctx context.Context) error {
	begun := time.Now()
	if _, err := b.psql(ctx, fmt.Sprintf("copy (select * from registers.rows where project = '%s' order by no) to '%s' csv header", b.project, filepath.Join(os.TempDir(), "cxweb-bench.csv"))); err != nil {
		return err
	}
	copied := time.Since(begun)
	if err := os.Remove(filepath.Join(os.TempDir(), "cxweb-bench.csv")); err != nil {
		return err
	}
	// What other steps needed is not the package's: it is given back first, and the
	// kernel forgets the peak so far.
	time.Sleep(calm)
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", b.cmd.Process.Pid), []byte("5"), 0); err != nil {
		return err
	}
	begun = time.Now()
	text, err := b.call("POST", "/api/projects/{project}/packages", map[string]any{"language": "en"})
	if err != nil {
		return err
	}
	var p struct {
		ID, State, Task string
		Size            int64
	}
	for {
		if err := json.Unmarshal(text, &p); err != nil {
			return err
		}
		if p.State == "done" {
			break
		}
		if p.State == "failed" || p.State == "cancelled" {
			return fmt.Errorf("the package %s", p.State)
		}
		time.Sleep(50 * time.Millisecond)
		if text, err = b.call("GET", "/api/projects/{project}/packages/"+p.ID, nil); err != nil {
			return err
		}
	}
	took := time.Since(begun)
	// With another piece made beside it, which is how people get it.
	cobie, err := b.psql(ctx, "select (checkpoint #>> '{Kept,"+archive.CobiePath+",Took}')::numeric / 1e9 from platform.tasks where id = '"+p.Task+"'")
	if err != nil {
		return err
	}
	seconds, err := strconv.ParseFloat(cobie, 64)
	if err != nil {
		return err
	}
	b.add("X3", fmt.Sprintf("the COBie workbook of it, for %d rows ÷ COPY TO of the rows", b.rows), "s", seconds, copied.Seconds(), "max", 3)
	b.add("X4", fmt.Sprintf("package of %d rows (XLSX, CSV, JSON, COBie, history) ÷ COPY TO of the rows", b.rows), "s", took.Seconds(), copied.Seconds(), "max", 10)
	b.add("X4m", "peak of the program's memory while it was made", "MB", b.memory("VmHWM"), 96, "max", 1)
	return nil
}
