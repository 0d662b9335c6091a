package event

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/hibiken/asynq"
)

// Kind is the queue's name for the delivery of an event to a listener.
const Kind = "event"

// Relay carries events from the outbox to the queue and from the queue to
// their listeners. The queue may lose everything: what is not done after a
// minute is sent again, and all of it at start.
type Relay struct {
	DB        *db.DB
	Queue     *asynq.Client
	Clock     *clock.Clock
	Listeners map[string][]Listener // by event
}

// Listener is a handler with the name it is ticked off under.
type Listener struct {
	Name string
	Handler
}

type delivery struct {
	Event    uuid.UUID `json:"event"`
	Listener string    `json:"listener"`
}

type outgoing struct {
	ID      uuid.UUID
	Event   string
	Payload json.RawMessage
	Project uuid.UUID
	Person  uuid.UUID
	Request uuid.UUID
}

// Send enqueues what waits, oldest first, and returns how many events it
// found. An event is due again after a minute, later after each further try.
func (r *Relay) Send(ctx context.Context) (int, error) {
	var waiting []outgoing
	err := r.kernel(ctx, func(ctx context.Context) error {
		waiting = nil
		err := db.On(ctx).NewRaw(`update platform.outbox set tries = tries + 1 where id in (
			select id from platform.outbox where done_at is null and (tries = 0 or at + least(tries, 30) * interval '1 minute' < platform.now())
			order by at limit 200 for update skip locked) returning id, event`).Scan(ctx, &waiting)
		if err != nil {
			return err
		}
		for _, e := range waiting {
			if len(r.Listeners[e.Event]) > 0 {
				continue
			}
			if _, err := db.On(ctx).NewRaw("update platform.outbox set done_at = platform.now() where id = ?", e.ID).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, e := range waiting {
		for _, l := range r.Listeners[e.Event] {
			body, err := json.Marshal(delivery{e.ID, l.Name})
			if err != nil {
				return 0, err
			}
			_, err = r.Queue.EnqueueContext(ctx, asynq.NewTask(Kind, body), asynq.TaskID(e.ID.String()+"/"+l.Name), asynq.MaxRetry(3), asynq.Timeout(2*time.Minute))
			if err != nil && !errors.Is(err, asynq.ErrTaskIDConflict) && !errors.Is(err, asynq.ErrDuplicateTask) {
				return 0, fmt.Errorf("relay: %w", err)
			}
		}
	}
	return len(waiting), nil
}

// Restart makes everything that is not done due at once; run at start, when
// the queue may be empty.
func (r *Relay) Restart(ctx context.Context) error {
	return r.kernel(ctx, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("update platform.outbox set tries = 0 where done_at is null").Exec(ctx)
		return err
	})
}

// Clear forgets events that were dealt with a week ago.
func (r *Relay) Clear(ctx context.Context) error {
	return r.kernel(ctx, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw(`with old as (delete from platform.outbox where done_at < platform.now() - interval '7 days' returning id)
			delete from platform.inbox where event in (select id from old)`).Exec(ctx)
		return err
	})
}

// Deliver runs one listener for one event, once in effect: the tick in the
// inbox commits with what the listener changed.
func (r *Relay) Deliver(ctx context.Context, t *asynq.Task) error {
	var d delivery
	if err := json.Unmarshal(t.Payload(), &d); err != nil {
		return errors.Join(err, asynq.SkipRetry)
	}
	var e outgoing
	err := r.kernel(ctx, func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select id, event, payload, project, person, request from platform.outbox where id = ?", d.Event).Scan(ctx, &e)
	})
	if problem.Is(err, problem.NotFound) {
		return nil // dealt with and forgotten
	}
	if err != nil {
		return err
	}
	for _, l := range r.Listeners[e.Event] {
		if l.Name != d.Listener {
			continue
		}
		if err := r.run(ctx, e, l); err != nil {
			slog.WarnContext(ctx, "an event's listener failed", "event", e.Event, "listener", l.Name, "id", e.ID, "error", err)
			return err
		}
	}
	return r.tick(ctx, e)
}

func (r *Relay) run(ctx context.Context, e outgoing, l Listener) error {
	entry := db.Entry{Kind: scope.Job, Person: e.Person, Project: e.Project, Request: uuid.Must(uuid.NewV7()), Action: e.Event, Origin: "job", Now: r.Clock.Now(), Timeout: time.Minute}
	return r.DB.Work(ctx, entry, func(ctx context.Context) error {
		result, err := db.On(ctx).NewRaw("insert into platform.inbox (event, listener) values (?, ?) on conflict do nothing", e.ID, l.Name).Exec(ctx)
		if err != nil {
			return err
		}
		if n, _ := result.RowsAffected(); n == 0 {
			return nil
		}
		if err := l.Run(context.WithValue(ctx, handling{}, e.ID), e.Payload); err != nil {
			return err
		}
		db.Note(ctx, uuid.Nil, []byte("{}"))
		return nil
	})
}

// tick closes the event when every listener is done.
func (r *Relay) tick(ctx context.Context, e outgoing) error {
	return r.kernel(ctx, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw(`update platform.outbox set done_at = platform.now() where id = ? and done_at is null
			and (select count(*) from platform.inbox where event = ?) >= ?`, e.ID, e.ID, len(r.Listeners[e.Event])).Exec(ctx)
		return err
	})
}

func (r *Relay) kernel(ctx context.Context, fn func(context.Context) error) error {
	return r.DB.Work(ctx, db.Entry{Kind: scope.Kernel, Request: uuid.Must(uuid.NewV7()), Action: "kernel.relay", Origin: "job", Now: r.Clock.Now()}, fn)
}
