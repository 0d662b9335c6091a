package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// write keeps the table for people and for programs.
func (b *bench) write() error {
	commit, _ := exec.Command("git", "rev-parse", "--short", "HEAD").Output() // a tree without git has no commit
	machine := fmt.Sprintf("%d cores, %s, %s/%s", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	text, err := json.MarshalIndent(map[string]any{"machine": machine, "commit": strings.TrimSpace(string(commit)), "rows": b.figures}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll("docs/bench", 0o755); err != nil {
		return err
	}
	if err := os.WriteFile("docs/bench/latest.json", append(text, '\n'), 0o644); err != nil {
		return err
	}
	var t strings.Builder
	fmt.Fprintf(&t, "# Bench\n\n`go tool task bench` measures each figure beside its limit in the same run and writes this page. Ratios count; absolute figures are this machine's: %s, program and database together.\n\n| id | what | ours | limit | ratio | goal |\n|---|---|---:|---:|---:|---|\n", machine)
	for _, f := range b.figures {
		goal := ""
		for how, v := range f.Goal {
			goal = fmt.Sprintf("%s %.4g", how, v)
		}
		fmt.Fprintf(&t, "| %s | %s | %.4g %s | %.4g | %.3f | %s |\n", f.ID, f.What, f.Ours, f.Unit, f.Limit, f.Ratio, goal)
	}
	fmt.Print(t.String())
	return os.WriteFile("docs/bench/README.md", []byte(t.String()), 0o644)
}
