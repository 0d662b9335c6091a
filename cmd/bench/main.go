// Command bench measures the product beside its limits in one run — pgbench of
// the same SQL, COPY of the same rows — and writes docs/bench.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	rows := flag.Int("rows", 100_000, "register rows of the project that is measured")
	seconds := flag.Int("seconds", 5, "length of each load")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *rows, *seconds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, rows, seconds int) error {
	b := &bench{rows: rows, seconds: seconds}
	defer b.stop()
	for _, step := range []struct {
		name string
		fn   func(context.Context) error
	}{{"start", b.start}, {"lists", b.lists}, {"changes", b.changes}, {"import", b.imports}, {"exports", b.exports}, {"start again", b.again}} {
		fmt.Fprintln(os.Stderr, "…", step.name)
		if err := step.fn(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return b.write()
}
