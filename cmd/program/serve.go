package program

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// Serve listens until ctx ends; then requests under way are finished, tasks
// return to the line, and everything is stopped.
func (p *Program) Serve(ctx context.Context, works bool) error {
	if err := p.NoteCompanies(ctx); err != nil {
		return errors.Join(err, p.End())
	}
	listener, err := p.listen(ctx)
	if err != nil {
		return errors.Join(err, p.End())
	}
	plain, plainListener, err := p.listenPlain(ctx)
	if err != nil {
		return errors.Join(err, listener.Close(), p.End())
	}
	var wait sync.WaitGroup
	inside, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	failed := make(chan error, 3)
	wait.Go(func() { p.Listen(inside) })
	ended := make(chan struct{}, 1)
	p.Kernel.Ended = func() {
		select {
		case ended <- struct{}{}:
		default: // it is to be looked at anyhow
		}
	}
	wait.Go(func() { giveBack(inside, ended) })
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
	if plain != nil {
		wait.Go(func() {
			if err := showTheWay(plain, plainListener); err != nil {
				failed <- err
			}
		})
	}
	select {
	case <-ctx.Done():
		slog.Info("stopping")
	case err = <-failed:
	}
	if plain != nil {
		err = errors.Join(err, plain.Close())
	}
	p.Kernel.Closing()
	err = errors.Join(err, p.App().ShutdownWithTimeout(10*time.Second))
	cancel()
	wait.Wait()
	return errors.Join(err, p.End())
}
