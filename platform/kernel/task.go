package kernel

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// TaskKind is work with progress that a person starts. Run may be called again
// after a crash: it goes on from the task's checkpoint, or begins anew.
type TaskKind struct {
	Kind       string
	Area, Verb string // looked at again at each step
	Run        func(ctx context.Context, t *Task) error
}

// Task is one piece of work in the background.
type Task struct {
	bun.BaseModel `bun:"table:platform.tasks,alias:t" json:"-"`
	ID            uuid.UUID       `bun:",pk" json:"id"`
	Kind          string          `json:"kind"`
	Project       uuid.UUID       `bun:",nullzero" json:"project,omitzero"`
	Person        uuid.UUID       `json:"person"`
	Title         string          `json:"title"`
	Input         json.RawMessage `bun:"type:jsonb" json:"-"`
	State         string          `json:"state"`
	Done          int64           `json:"done"`
	Total         int64           `json:"total"`
	Checkpoint    json.RawMessage `bun:"type:jsonb" json:"-"`
	Result        TaskResult      `bun:"type:jsonb" json:"result"`
	Failure       *failure        `bun:"error,type:jsonb" json:"-"`
	Error         *problem.Answer `bun:"-" json:"error,omitempty"`
	Tries         int             `json:"tries"`
	Cancel        bool            `json:"-"`
	Limits        []string        `bun:",array" json:"-"` // of the token that asked for it
	Created       time.Time       `bun:"created_at" json:"created_at"`
	Started       time.Time       `bun:"started_at,nullzero" json:"started_at,omitzero"`
	Changed       time.Time       `bun:"changed_at" json:"changed_at"`

	k    *Kernel
	kind TaskKind
	mu   sync.Mutex
	told time.Time
}

// TaskResult is what a task leaves behind: a file, or the thing it made; and of
// one that goes through many things, how many it could not do.
type TaskResult struct {
	File    uuid.UUID `json:"file,omitzero"`
	Subject uuid.UUID `json:"subject,omitzero"`
	Refused int64     `json:"refused,omitzero"`
	Reason  string    `json:"reason,omitempty"` // of the first that was refused
}

// failure is a problem as it is kept, to be said in each reader's language.
type failure struct {
	Kind   problem.Kind `json:"kind"`
	Format string       `json:"format"`
	Args   []any        `json:"args"`
}

// said puts the failure into the reader's language.
func (t *Task) said(ctx context.Context) *Task {
	if t.Failure != nil {
		a := problem.New(t.Failure.Kind, t.Failure.Format, t.Failure.whole()...).In(scope.From(ctx).Language, "", t.ID.String())
		t.Error = &a
	}
	return t
}

// whole gives numbers back as whole numbers, which JSON does not tell apart.
func (f *failure) whole() []any {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		if n, ok := a.(float64); ok && n == float64(int64(n)) {
			a = int64(n)
		}
		args[i] = a
	}
	return args
}

// errCancelled ends a task that its person stopped.
var errCancelled = errors.New("the task was cancelled")

// StartTask puts a task in the line, in the transaction of the work under way.
func StartTask(ctx context.Context, id uuid.UUID, kind, title string, input any) error {
	body, err := json.Marshal(input)
	if err != nil {
		return err
	}
	s := scope.From(ctx)
	db.Wakes(ctx)
	_, err = db.On(ctx).NewRaw(`insert into platform.tasks (id, kind, project, person, title, input, limits) values (?, ?, ?, ?, ?, ?::jsonb, ?)`,
		id, kind, orNull(s.Project), s.Person, title, string(body), orNone(s.Limits)).Exec(ctx)
	return err
}

// orNone is an array of words, or null.
func orNone(words []string) any {
	if words == nil {
		return nil
	}
	return pgdialect.Array(words)
}

// CancelTask asks a task of the person under way to stop; it may take a moment.
func CancelTask(ctx context.Context, id uuid.UUID) error {
	_, err := db.On(ctx).NewRaw(`update platform.tasks set cancel = true, state = case when state = 'queued' then 'cancelled' else state end, changed_at = platform.now()
		where id = ? and state in ('queued', 'running')`, id).Exec(ctx)
	return err
}

// IsCancelled tells whether a task ended because its person stopped it.
func IsCancelled(err error) bool { return errors.Is(err, errCancelled) }

// FindTask returns a task of the person under way.
func FindTask(ctx context.Context, id uuid.UUID) (*Task, error) {
	t := new(Task)
	err := db.On(ctx).NewSelect().Model(t).ExcludeColumn("input", "checkpoint").Where("id = ?", id).Scan(ctx)
	return t.said(ctx), err
}

// Job runs work by the clock now for the task's project, by its name such as audit.seal.
func (t *Task) Job(ctx context.Context, name string) error { return t.k.runJobOf(ctx, t.Project, name) }

// Clock is the program's clock.
func (t *Task) Clock() *clock.Clock { return t.k.Clock }

// Read decodes what the task was started with.
func (t *Task) Read(input any) error { return json.Unmarshal(t.Input, input) }

// Step runs fn as the person who asked, in a transaction of its own, after
// looking at their rights again.
func (t *Task) Step(ctx context.Context, fn func(context.Context) error) error {
	return t.step(ctx, db.Entry{Timeout: 10 * time.Minute}, fn)
}

// Look runs fn on one unchanging view of the data, without writing.
func (t *Task) Look(ctx context.Context, fn func(context.Context) error) error {
	return t.step(ctx, db.Entry{Timeout: 10 * time.Minute, ReadOnly: true, Snapshot: true}, fn)
}

// LookAlong is Look on the view of another Look that is still under way, which
// db.View names, so that both read the same at the same time.
func (t *Task) LookAlong(ctx context.Context, view string, fn func(context.Context) error) error {
	return t.step(ctx, db.Entry{Timeout: 10 * time.Minute, ReadOnly: true, Snapshot: true, View: view}, fn)
}

func (t *Task) step(ctx context.Context, e db.Entry, fn func(context.Context) error) error {
	e.Kind, e.Person, e.Project, e.Request = scope.Job, t.Person, t.Project, uuid.Must(uuid.NewV7())
	e.Limits, e.Action, e.Origin, e.Now, e.Language = t.Limits, t.Kind, "job", t.k.Clock.Now(), "da"
	return t.k.DB.Work(ctx, e, func(ctx context.Context) error {
		s := scope.From(ctx)
		if t.Project != uuid.Nil {
			if !s.Member || s.Barred {
				return problem.New(problem.NotFound, "")
			}
			if t.kind.Area != "" && !s.May(t.kind.Area, t.kind.Verb) {
				return Lacks(t.kind.Area, t.kind.Verb)
			}
		}
		if !e.ReadOnly {
			db.Note(ctx, t.ID, []byte("{}"))
		}
		return fn(ctx)
	})
}

// Progress says how far the task is; it returns an error when the person has
// cancelled it. It may be called often.
func (t *Task) Progress(ctx context.Context, done, total int64) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.reaches(done, total, time.Now()) {
		return nil
	}
	return t.beat(ctx)
}

// reaches notes how far the task is, and tells whether that is to be written:
// now and then, and once when it has come to its end.
func (t *Task) reaches(done, total int64, now time.Time) bool {
	ends := done >= total && t.Done < t.Total
	t.Done, t.Total = done, total
	if !ends && now.Sub(t.told) < 300*time.Millisecond {
		return false
	}
	t.told = now
	return true
}

// Save keeps a checkpoint: where to go on after a crash.
func (t *Task) Save(ctx context.Context, checkpoint any) error {
	body, err := json.Marshal(checkpoint)
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.Checkpoint = body
	return t.k.kernelWork(ctx, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("update platform.tasks set checkpoint = ?::jsonb, heartbeat = platform.now() where id = ?", string(body), t.ID).Exec(ctx)
		return err
	})
}

// Resume decodes the last checkpoint; false when there is none.
func (t *Task) Resume(checkpoint any) (bool, error) {
	if len(t.Checkpoint) == 0 || string(t.Checkpoint) == "{}" {
		return false, nil
	}
	return true, json.Unmarshal(t.Checkpoint, checkpoint)
}

func (t *Task) beat(ctx context.Context) error {
	return t.k.kernelWork(ctx, func(ctx context.Context) error {
		var cancel bool
		err := db.On(ctx).NewRaw(`update platform.tasks set done = ?, total = ?, heartbeat = platform.now(), changed_at = platform.now() where id = ? returning cancel`,
			t.Done, t.Total, t.ID).Scan(ctx, &cancel)
		if err != nil {
			return err
		}
		if cancel {
			return errCancelled
		}
		return t.tell(ctx)
	})
}

// tell lets open windows know how far the task is.
func (t *Task) tell(ctx context.Context) error {
	_, err := db.On(ctx).NewRaw(`select pg_notify('cxweb_task', jsonb_build_object('project', project, 'id', id, 'kind', kind, 'person', person,
		'state', state, 'done', done, 'total', total)::text) from platform.tasks where id = ?`, t.ID).Exec(ctx)
	return err
}

func orNull(u uuid.UUID) any {
	if u == uuid.Nil {
		return nil
	}
	return u
}
