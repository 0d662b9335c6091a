package kernel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/hibiken/asynq"
)

const taskKind = "task"

// Work runs events, tasks and clocked jobs until ctx ends. Only says that no
// other node works the same database, so that what a crash left running is
// taken up at once.
func (k *Kernel) Work(ctx context.Context, only bool) error {
	if err := k.relay.Restart(ctx); err != nil {
		return err
	}
	if only {
		if err := k.kernelWork(ctx, func(ctx context.Context) error {
			_, err := db.On(ctx).NewRaw("update platform.tasks set heartbeat = null where state in ('queued', 'running')").Exec(ctx)
			return err
		}); err != nil {
			return err
		}
	}
	mux := asynq.NewServeMux()
	mux.HandleFunc(event.Kind, k.relay.Deliver)
	mux.HandleFunc(taskKind, k.runTask)
	mux.HandleFunc("job", k.runJob)
	workers := max(k.Set.Workers, 2)
	server := asynq.NewServer(k.Redis, asynq.Config{Concurrency: workers + 2, Queues: map[string]int{"default": 3, "tasks": 1}, LogLevel: asynq.ErrorLevel,
		TaskCheckInterval: 100 * time.Millisecond, DelayedTaskCheckInterval: time.Second, ShutdownTimeout: 5 * time.Second,
		ErrorHandler: asynq.ErrorHandlerFunc(func(ctx context.Context, t *asynq.Task, err error) {
			slog.WarnContext(ctx, "work from the queue failed", "kind", t.Type(), "error", err)
		}),
		RetryDelayFunc: func(n int, _ error, _ *asynq.Task) time.Duration { return time.Duration(n*n+1) * time.Second }})
	if err := server.Start(mux); err != nil {
		return fmt.Errorf("the queue: %w", err)
	}
	defer server.Shutdown()
	scheduler, err := k.schedule()
	if err != nil {
		return err
	}
	defer scheduler.Shutdown()
	k.carry(ctx)
	return nil
}

// carry moves events and tasks from the database to the queue: when woken, and every second or so.
func (k *Kernel) carry(ctx context.Context) {
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for {
		for {
			n, err := k.relay.Send(ctx)
			if err == nil {
				err = k.sendTasks(ctx)
			}
			if err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "the relay failed, trying again", "error", err)
				pause(ctx, time.Second)
			}
			if err != nil || n < 200 {
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-k.wake:
		case <-tick.C:
		}
	}
}

// sendTasks enqueues tasks that wait, and those whose worker has been silent for a minute.
func (k *Kernel) sendTasks(ctx context.Context) error {
	var due []struct {
		ID    uuid.UUID
		Tries int
	}
	err := k.kernelWork(ctx, func(ctx context.Context) error {
		due = nil
		return db.On(ctx).NewRaw(`update platform.tasks set heartbeat = platform.now() where id in (
			select id from platform.tasks where state in ('queued', 'running') and (heartbeat is null or heartbeat < platform.now() - interval '60 seconds')
			order by created_at limit 50 for update skip locked) returning id, tries`).Scan(ctx, &due)
	})
	if err != nil {
		return err
	}
	for _, t := range due {
		body, err := json.Marshal(t.ID)
		if err != nil {
			return err
		}
		_, err = k.queue.EnqueueContext(ctx, asynq.NewTask(taskKind, body), asynq.Queue("tasks"), asynq.TaskID(fmt.Sprintf("%s/%d/%d", t.ID, t.Tries, time.Now().UnixNano())),
			asynq.MaxRetry(0), asynq.Timeout(12*time.Hour))
		if err != nil {
			return err
		}
	}
	return nil
}

const triesOfTask = 4

// runTask takes a task and runs it; only one worker has it at a time.
func (k *Kernel) runTask(ctx context.Context, job *asynq.Task) error {
	var id uuid.UUID
	if err := json.Unmarshal(job.Payload(), &id); err != nil {
		return errors.Join(err, asynq.SkipRetry)
	}
	t := &Task{k: k}
	err := k.kernelWork(ctx, func(ctx context.Context) error {
		err := db.On(ctx).NewRaw(`update platform.tasks set state = 'running', tries = tries + 1, heartbeat = platform.now(), changed_at = platform.now(),
			started_at = coalesce(started_at, platform.now()) where id = ? and state in ('queued', 'running')
			returning id, kind, project, person, title, input, state, done, total, checkpoint, result, error, tries, cancel, limits, created_at, started_at, changed_at`, id).Scan(ctx, t)
		if err != nil {
			return err
		}
		return t.tell(ctx)
	})
	if problem.Is(err, problem.NotFound) {
		return nil // finished or cancelled meanwhile
	}
	if err != nil {
		return err
	}
	kind, ok := k.tasks[t.Kind]
	if !ok {
		return k.finish(ctx, t, fmt.Errorf("no module runs tasks of the kind %s", t.Kind))
	}
	t.kind = kind
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go t.keepBeating(ctx, cancel)
	err = t.guarded(ctx)
	if k.Ended != nil {
		defer k.Ended()
	}
	return k.finish(context.WithoutCancel(ctx), t, err)
}

func (t *Task) guarded(ctx context.Context) (err error) {
	defer func() {
		if r := recover(); r != nil {
			slog.ErrorContext(ctx, "a task panicked", "task", t.ID, "kind", t.Kind, "value", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if t.Cancel {
		return errCancelled
	}
	if t.Tries > triesOfTask {
		return problem.New(problem.Internal, "It was tried %d times and did not finish. Try again, or ask for help.", triesOfTask)
	}
	return t.kind.Run(ctx, t)
}

func (t *Task) keepBeating(ctx context.Context, cancel func()) {
	for {
		pause(ctx, 2*time.Second)
		if ctx.Err() != nil {
			return
		}
		t.mu.Lock()
		err := t.beat(ctx)
		t.mu.Unlock()
		if errors.Is(err, errCancelled) {
			cancel()
			return
		}
	}
}

// finish writes how the task ended. One that was interrupted by the program's
// end stays running, to be taken up again.
func (k *Kernel) finish(ctx context.Context, t *Task, err error) error {
	state := "done"
	var said *failure
	if err != nil {
		select {
		case <-k.stopping:
			return k.kernelWork(ctx, func(ctx context.Context) error {
				_, err := db.On(ctx).NewRaw("update platform.tasks set heartbeat = null, tries = greatest(tries - 1, 0) where id = ? and state = 'running'", t.ID).Exec(ctx)
				return err
			})
		default:
		}
		state = "failed"
		p := problem.Of(err)
		if errors.Is(err, errCancelled) || errors.Is(err, context.Canceled) {
			state = "cancelled"
		} else {
			if p.Kind == problem.Internal {
				slog.ErrorContext(ctx, "a task failed", "task", t.ID, "kind", t.Kind, "error", err)
			}
			said = &failure{Kind: p.Kind, Format: p.Format, Args: p.Args}
		}
	}
	result, jsonErr := json.Marshal(t.Result)
	if jsonErr != nil {
		return jsonErr
	}
	why, jsonErr := json.Marshal(said)
	if jsonErr != nil {
		return jsonErr
	}
	return k.kernelWork(ctx, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw(`update platform.tasks set state = ?, result = ?::jsonb, error = nullif(?::jsonb, 'null'), done = ?, total = ?, cancel = false, heartbeat = null,
			changed_at = platform.now() where id = ?`, state, string(result), string(why), t.Done, t.Total, t.ID).Exec(ctx)
		if err != nil {
			return err
		}
		return t.tell(ctx)
	})
}

func (k *Kernel) kernelWork(ctx context.Context, fn func(context.Context) error) error {
	return k.DB.Work(ctx, db.Entry{Kind: scope.Kernel, Request: uuid.Must(uuid.NewV7()), Action: "kernel.work", Origin: "job", Now: k.Clock.Now()}, fn)
}

func init() {
	problem.Teach(map[string]string{
		"It was tried %d times and did not finish. Try again, or ask for help.": "Det er forsøgt %d gange uden at blive færdigt. Prøv igen, eller bed om hjælp.",
	})
}
