package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

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
	// The kernel forgets the peak so far: what the import needed is not the package's.
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", b.cmd.Process.Pid), []byte("5"), 0); err != nil {
		return err
	}
	begun = time.Now()
	text, err := b.call("POST", "/api/projects/{project}/packages", map[string]any{"language": "en"})
	if err != nil {
		return err
	}
	var p struct {
		ID, State string
		Size      int64
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
	b.add("X4", fmt.Sprintf("package of %d rows (XLSX, CSV, JSON, COBie, history) ÷ COPY TO of the rows", b.rows), "s", took.Seconds(), copied.Seconds(), "max", 10)
	b.add("X4m", "peak of the program's memory while it was made", "MB", b.memory("VmHWM"), 96, "max", 1)
	return nil
}
