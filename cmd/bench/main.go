// Command bench measures the product beside its limits in one run — pgbench of
// the same SQL, COPY of the same rows — and writes docs/bench.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
)

func main() {
	rows := flag.Int("rows", 100_000, "register rows of the project that is measured")
	seconds := flag.Int("seconds", 5, "length of each load")
	only := flag.String("only", "", "steps to run beside starting, such as lists,changes; nothing is written then")
	versions := flag.Int("versions", 0, "versions that step asof looks at beside 10,000 and 1,000,000, such as 10000000; 0: none")
	bare := flag.String("floor", "", "serve the floor from the database at this socket, for step beside")
	flag.Parse()
	if *bare != "" {
		if err := floor(*bare); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *rows, *seconds, *versions, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, rows, seconds, versions int, only string) error {
	b := &bench{rows: rows, seconds: seconds, versions: versions}
	defer b.stop()
	for _, step := range []struct {
		name string
		fn   func(context.Context) error
	}{{"start", b.start}, {"lists", b.lists}, {"beside", b.beside}, {"files", b.files}, {"exports", b.exports}, {"changes", b.changes}, {"import", b.imports}, {"walls", b.walls}, {"jobs", b.jobs}, {"growth", b.growth}, {"asof", b.asof}, {"start again", b.again}} {
		if only != "" && step.name != "start" && !slices.Contains(strings.Split(only, ","), step.name) {
			continue
		}
		fmt.Fprintln(os.Stderr, "…", step.name)
		if err := step.fn(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	if only != "" {
		return nil
	}
	return b.write()
}
