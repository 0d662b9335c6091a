package handover

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// makeAll reads the project, unless that was done before a crash, and makes the
// pieces: two things at a time. The history is read beside the tables, and
// whoever has read goes on with what can be made.
func (w *making) makeAll(ctx context.Context) error {
	next := atomic.Int64{} // of the pieces, the first of which is made
	rest := func(ctx context.Context) error {
		for ctx.Err() == nil {
			n := int(next.Add(1))
			if n >= len(w.pieces) {
				return nil
			}
			if err := w.carryOut(ctx, w.pieces[n]); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	err := beside(ctx, func(ctx context.Context) error {
		if err := w.readTables(ctx); err != nil {
			return err
		}
		w.plan()
		if err := w.carryOut(ctx, w.pieces[0]); err != nil { // the list of files, which others read
			return err
		}
		close(w.planned)
		return rest(ctx)
	}, func(ctx context.Context) error {
		if err := w.readHistory(ctx); err != nil {
			return err
		}
		close(w.told)
		if err := until(ctx, w.planned); err != nil {
			return err
		}
		return rest(ctx)
	})
	if err != nil {
		return err
	}
	w.names, w.paths = nil, nil // not needed from here on
	for _, p := range w.last() {
		if err := w.carryOut(ctx, p); err != nil {
			return err
		}
	}
	return w.save(ctx, true)
}

// until waits for what another brings about.
func until(ctx context.Context, done <-chan struct{}) error {
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// beside does several things at the same time; the first error ends all of it.
func beside(ctx context.Context, all ...func(context.Context) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var under sync.WaitGroup
	for _, one := range all {
		under.Go(func() {
			defer func() {
				if r := recover(); r != nil { // the task's own guard does not see what runs beside it
					stop(fmt.Errorf("panic: %v\n%s", r, debug.Stack()))
				}
			}()
			if err := one(ctx); err != nil {
				stop(err)
			}
		})
	}
	under.Wait()
	return context.Cause(ctx)
}

// carryOut makes a piece unless it was made before a crash.
func (w *making) carryOut(ctx context.Context, p piece) error {
	c := &counter{left: p.weight}
	if !slices.ContainsFunc(p.files, func(f output) bool { _, had := w.kept(f.path); return !had }) {
		return w.t.Progress(ctx, w.done.Add(c.left), w.total.Load())
	}
	all, err := w.m.keepAll(ctx, p.files, nil, func(to []io.Writer) ([]int64, error) { return p.write(context.WithValue(ctx, counting{}, c), to) })
	if err != nil {
		return err
	}
	for i, f := range p.files {
		w.finished(f.path, all[i])
	}
	if err := w.save(ctx, false); err != nil {
		return err
	}
	return w.t.Progress(ctx, w.done.Add(c.left), w.total.Load())
}

// keepAll puts several files into the store that are written beside each other.
func (m *Module) keepAll(ctx context.Context, files []output, to []io.Writer, write func([]io.Writer) (rows []int64, err error)) (all []kept, err error) {
	var rest []kept
	first, err := m.keep(ctx, files[0], func(one io.Writer) (int64, error) {
		var rows []int64
		both := func(all []io.Writer) (_ []int64, err error) {
			rows, err = write(all)
			return rows, err
		}
		var err error
		if to := append(to, one); len(files) > 1 {
			rest, err = m.keepAll(ctx, files[1:], to, both)
		} else {
			_, err = both(to)
		}
		if err != nil {
			return 0, err
		}
		return rows[len(to)], nil
	})
	return append([]kept{first}, rest...), err
}

// saveEvery is how much work a crash may cost: most pieces are made in less
// time than it takes to write that they are.
const saveEvery = 200 * time.Millisecond

// save keeps the checkpoint, once all is read: before that there is nothing to
// go on from.
func (w *making) save(ctx context.Context, now bool) error {
	w.keeping.Lock()
	defer w.keeping.Unlock()
	if w.unread > 0 || !now && time.Since(w.saved) < saveEvery {
		return nil
	}
	w.saved = time.Now()
	return w.t.Save(ctx, w.at)
}

// haveRead notes that one of the readings is at its end.
func (w *making) haveRead(ctx context.Context) error {
	w.keeping.Lock()
	w.unread--
	w.keeping.Unlock()
	return w.save(ctx, true)
}

// finished notes a file in the checkpoint.
func (w *making) finished(path string, k kept) {
	w.keeping.Lock()
	defer w.keeping.Unlock()
	w.at.Kept[path] = k
}

// kept is a file that is finished.
func (w *making) kept(path string) (k kept, had bool) {
	w.keeping.Lock()
	defer w.keeping.Unlock()
	k, had = w.at.Kept[path]
	return k, had
}

// counter counts the rows that are read for one piece, as far as they were
// planned for.
type counter struct{ left, read int64 }

type counting struct{}

// tick counts a row that was read; it returns an error when the person has
// cancelled the task.
func (w *making) tick(ctx context.Context, c *counter) error {
	if c.left > 0 {
		c.left--
		w.done.Add(1)
	}
	if c.read++; c.read%64 != 0 {
		return nil
	}
	return w.t.Progress(ctx, w.done.Load(), max(w.total.Load(), w.done.Load()+1))
}

// counterOf is that of the piece under way; reading for no piece counts nothing.
func counterOf(ctx context.Context) *counter {
	if c, ok := ctx.Value(counting{}).(*counter); ok {
		return c
	}
	return &counter{}
}
