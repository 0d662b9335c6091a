package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// up brings up everything a first start needs, loads the demo project once, and serves.
func up(ctx context.Context, _ []string) error {
	p, err := start(ctx, true)
	if err != nil {
		return err
	}
	people, err := p.demoOnce(ctx)
	if err != nil {
		return errors.Join(err, p.end())
	}
	fmt.Printf("\nCXweb is on %s\n", p.config.PublicURL)
	if len(people) > 0 {
		fmt.Println("\nSign in to the demo project as one of:")
		for _, one := range people {
			fmt.Printf("  %-34s %-18s %s\n", one.Email, one.Name, one.RoleEN)
		}
		fmt.Printf("\nTheir password stands alone in %s\nCtrl-C stops.\n\n", filepath.Join(p.config.Data, "demo-password"))
	}
	return p.serve(ctx, true)
}

// serve serves people, and works the queue unless told not to.
func serve(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("serve", flag.ContinueOnError)
	idle := f.Bool("no-work", false, "leave the queue to others")
	if err := f.Parse(args); err != nil {
		return err
	}
	p, err := start(ctx, false)
	if err != nil {
		return err
	}
	if *idle && p.config.RedisURL == "" {
		return errors.Join(errors.New("--no-work needs CXWEB_REDIS_URL: without a Redis nobody else could do the work"), p.end())
	}
	for _, line := range p.config.Lines() {
		slog.Info("setting", "is", line)
	}
	return p.serve(ctx, !*idle)
}

// work works the queue only.
func work(ctx context.Context, _ []string) error {
	p, err := start(ctx, false)
	if err != nil {
		return err
	}
	if p.config.RedisURL == "" {
		return errors.Join(errors.New("work needs CXWEB_REDIS_URL: the queue inside a process is that process's own"), p.end())
	}
	return errors.Join(p.Kernel.Work(ctx, false), p.end())
}

// serve listens until ctx ends; then requests under way are finished, tasks
// return to the line, and everything is stopped.
func (p *program) serve(ctx context.Context, works bool) error {
	listener, err := net.Listen("tcp", p.config.Addr)
	if err != nil {
		return errors.Join(err, p.end())
	}
	var wait sync.WaitGroup
	inside, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	failed := make(chan error, 2)
	wait.Go(func() { p.Listen(inside) })
	if works {
		wait.Go(func() {
			if err := p.Kernel.Work(inside, p.alone); err != nil {
				failed <- err
			}
		})
	}
	wait.Go(func() {
		if err := p.App().Listener(listener); err != nil {
			failed <- err
		}
	})
	select {
	case <-ctx.Done():
		slog.Info("stopping")
	case err = <-failed:
	}
	p.Kernel.Closing()
	err = errors.Join(err, p.App().ShutdownWithTimeout(10*time.Second))
	cancel()
	wait.Wait()
	return errors.Join(err, p.end())
}

// migrateSchema brings the schema up to date and ends.
func migrateSchema(ctx context.Context, _ []string) error {
	p, err := start(ctx, true)
	if err != nil {
		return err
	}
	return p.end()
}

// api prints the description of the API.
func api(_ context.Context, args []string) error {
	k, err := described()
	if err != nil {
		return err
	}
	text := append(k.OpenAPI(), '\n')
	if len(args) == 1 {
		return os.WriteFile(args[0], text, 0o644)
	}
	_, err = os.Stdout.Write(text)
	return err
}
