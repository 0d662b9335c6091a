package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"time"

	"cxweb/cmd/program"
)

// fill fills a database with projects for trying and measuring. It joins the
// embedded PostgreSQL that runs on the same data, or starts it.
func fill(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("demo", flag.ContinueOnError)
	rows := f.Int("rows", 334, "register rows in each project")
	projects := f.Int("projects", 1, "projects")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *rows < 1 || *rows > 5_000_000 || *projects < 1 || *projects > 100_000 {
		return errors.New("between 1 and 5,000,000 rows in 1 to 100,000 projects")
	}
	p, err := program.Join(ctx)
	if err != nil {
		return err
	}
	if _, err := p.DemoOnce(ctx); err != nil {
		return errors.Join(err, p.End())
	}
	begun := time.Now()
	for n := range *projects {
		id, err := p.Fill(ctx, n, *rows)
		if err != nil {
			return errors.Join(err, p.End())
		}
		fmt.Println(id)
	}
	fmt.Printf("%d projects with %d rows each in %s\n", *projects, *rows, time.Since(begun).Round(time.Millisecond))
	return p.End()
}
