package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"cxweb/cmd/program"
)

// up brings up everything a first start needs, loads the demo project once, and serves.
func up(ctx context.Context, _ []string) error {
	p, err := program.Start(ctx, true)
	if err != nil {
		return err
	}
	people, err := p.DemoOnce(ctx)
	if err != nil {
		return errors.Join(err, p.End())
	}
	fmt.Printf("\nCXweb is on %s\n", p.Config.PublicURL)
	if len(people) > 0 {
		fmt.Println("\nSign in to the demo project as one of:")
		for _, one := range people {
			fmt.Printf("  %-34s %-18s %s\n", one.Email, one.Name, one.RoleEN)
		}
		fmt.Printf("\nTheir password stands alone in %s\nCtrl-C stops.\n\n", filepath.Join(p.Config.Data, "demo-password"))
	}
	return p.Serve(ctx, true)
}

// serve serves people, and works the queue unless told not to.
func serve(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("serve", flag.ContinueOnError)
	idle := f.Bool("no-work", false, "leave the queue to others")
	if err := f.Parse(args); err != nil {
		return err
	}
	p, err := program.Start(ctx, false)
	if err != nil {
		return err
	}
	if *idle && p.Config.RedisURL == "" {
		return errors.Join(errors.New("--no-work needs CXWEB_REDIS_URL: without a Redis nobody else could do the work"), p.End())
	}
	for _, line := range p.Config.Lines() {
		slog.Info("setting", "is", line)
	}
	return p.Serve(ctx, !*idle)
}

// work works the queue only.
func work(ctx context.Context, _ []string) error {
	p, err := program.Start(ctx, false)
	if err != nil {
		return err
	}
	if p.Config.RedisURL == "" {
		return errors.Join(errors.New("work needs CXWEB_REDIS_URL: the queue inside a process is that process's own"), p.End())
	}
	return errors.Join(p.Kernel.Work(ctx, false), p.End())
}

// migrateSchema brings the schema up to date and ends.
func migrateSchema(ctx context.Context, _ []string) error {
	p, err := program.Start(ctx, true)
	if err != nil {
		return err
	}
	return p.End()
}

// api prints the description of the API.
func api(_ context.Context, args []string) error {
	k, err := program.Described()
	if err != nil {
		return err
	}
	text := append(k.OpenAPI(), '\n')
	if len(args) == 1 {
		return os.WriteFile(args[0], text, 0o644) //nolint:gosec // the description is public
	}
	_, err = os.Stdout.Write(text)
	return err
}
