package program

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"
)

// Serve listens until ctx ends; then requests under way are finished, tasks
// return to the line, and everything is stopped.
func (p *Program) Serve(ctx context.Context, works bool) error {
	listener, err := net.Listen("tcp", p.Config.Addr)
	if err != nil {
		return errors.Join(err, p.End())
	}
	var wait sync.WaitGroup
	inside, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	failed := make(chan error, 2)
	wait.Go(func() { p.Listen(inside) })
	wait.Go(func() { giveBack(inside) })
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
	return errors.Join(err, p.End())
}
