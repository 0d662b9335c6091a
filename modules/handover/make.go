package handover

import (
	"cmp"
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"cxweb/modules/handover/archive"
	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// making is a package under way. All of it shows one moment: tables and history
// are read in one view of the data, and everything else is made from what was
// read. Each finished file lies in the store, packed as it will stand in the
// package, and its hash in the checkpoint: once all is read, a crash costs no
// more than the file it fell into.
type making struct {
	m      *Module
	t      *kernel.Task
	p      *Package
	at     checkpoint
	pieces []piece
	people map[uuid.UUID]contact
	done   atomic.Int64
	total  atomic.Int64
	past   int64 // rows of the history that are still to be read

	keeping   sync.Mutex                  // of the checkpoint and what follows, while pieces are made beside each other
	unread    int                         // of the two readings: of the tables, and of the history
	saved     time.Time                   // the checkpoint
	view      chan string                 // of the data, which both readings have
	along     chan struct{}               // closed when the reading of the history has it too
	tables    chan struct{}               // closed when the tables are kept
	planned   chan struct{}               // closed when pieces can be made
	told      chan struct{}               // closed when the history is kept
	columnsOf map[string][]archive.Column // by part
	reading   sync.Mutex
	names     map[string]map[uuid.UUID]label // of parts that were looked up
	paths     map[uuid.UUID]string           // in the package, of the files that rows hold
}

// checkpoint is what is finished.
type checkpoint struct {
	Taken    time.Time
	Project  archive.Project
	Currency string
	Tables   []archive.Table
	Kept     map[string]kept // by path; below raw/ is what does not go into the package
	Missing  []string
}

// kept is a finished file in the store.
type kept struct {
	SHA256   string // of the file itself
	Size     int64
	Rows     int64
	Category string
	Took     time.Duration
	Packed   archive.Packed
}

// piece is what is made from the tables at one reading: a file of the package,
// or several.
type piece struct {
	files  []output
	weight int64 // rows that are read for it
	write  func(ctx context.Context, to []io.Writer) (rows []int64, err error)
}

// output is a file to be made.
type output struct{ path, category string }

// fileLimit is how large a file of a package, and the package itself, may be.
const fileLimit = 1 << 40

// makePackage is the task that makes a package.
func (m *Module) makePackage(ctx context.Context, t *kernel.Task) error {
	var in makeInput
	if err := t.Read(&in); err != nil {
		return err
	}
	w := &making{m: m, t: t, unread: 2, view: make(chan string, 1), along: make(chan struct{}), tables: make(chan struct{}), planned: make(chan struct{}), told: make(chan struct{})}
	err := w.make(ctx, in.Package)
	if err == nil {
		return nil
	}
	state := "failed"
	if errors.Is(err, context.Canceled) || kernel.IsCancelled(err) {
		state = "cancelled"
	}
	if told := t.Step(context.WithoutCancel(ctx), func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("update handover.packages set state = ? where id = ? and task = ?", state, in.Package, t.ID).Exec(ctx)
		return err
	}); told != nil && state == "failed" {
		return errors.Join(err, told)
	}
	return err
}

func (w *making) make(ctx context.Context, id uuid.UUID) error {
	if err := w.t.Step(ctx, func(ctx context.Context) (err error) {
		if err := wholeView(ctx); err != nil {
			return err
		}
		if w.p, err = findPackage(ctx, id); err != nil || w.p.State == "done" {
			return err
		}
		_, err = db.On(ctx).NewRaw("update handover.packages set state = 'running' where id = ?", id).Exec(ctx)
		return err
	}); err != nil {
		return err
	}
	if w.p.State == "done" { // only the task's own end was lost
		w.t.Result = kernel.TaskResult{File: *w.p.File, Subject: id}
		return nil
	}
	if err := w.resume(ctx); err != nil {
		return err
	}
	if len(w.at.Kept) == 0 {
		if err := w.t.Job(ctx, "audit.seal"); err != nil { // so that the package's history is sealed to its end
			return err
		}
	}
	if err := w.makeAll(ctx); err != nil {
		return err
	}
	return w.finish(ctx)
}

// resume goes on from the checkpoint, if all that it names is still there.
func (w *making) resume(ctx context.Context) error {
	had, err := w.t.Resume(&w.at)
	if err != nil || !had {
		return err
	}
	whole := func(path string) bool { return w.at.Kept[path].SHA256 != "" }
	for _, p := range w.m.parts { // a newer program may take more along
		if !whole(jsonPath(p.Name)) && !whole(rawPath(p.Name)) || !whole(archive.HistoryPath) {
			w.at = checkpoint{}
			return nil
		}
	}
	for _, k := range w.at.Kept {
		r, _, err := w.m.files.Get(ctx, k.Packed.SHA256)
		if errors.Is(err, files.ErrMissing) {
			w.at = checkpoint{}
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.Close(); err != nil {
			return err
		}
	}
	if len(w.at.Kept) > 0 {
		w.unread = 0
	}
	return nil
}

// keep puts what write writes into the store, packed, without holding it in memory.
func (m *Module) keep(ctx context.Context, f output, write func(io.Writer) (rows int64, err error)) (kept, error) {
	k, begun := kept{Category: f.category}, time.Now()
	stored, err := m.files.Write(ctx, fileLimit, func(to io.Writer) (err error) {
		p := archive.Pack(f.path, to)
		k.Rows, err = write(p)
		err = cmp.Or(err, p.Close())
		k.SHA256, k.Size, k.Packed.CRC32 = p.Sums()
		return err
	})
	k.Packed.SHA256, k.Packed.Size, k.Took = stored.SHA256, stored.Size, time.Since(begun)
	return k, err
}

// open opens a kept file for reading.
func (w *making) open(ctx context.Context, path string) (io.ReadCloser, error) {
	k, _ := w.kept(path)
	r, _, err := w.m.files.Get(ctx, k.Packed.SHA256)
	if err != nil {
		return nil, err
	}
	return archive.Unpack(path, r), nil
}
