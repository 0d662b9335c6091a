package main

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"cxweb/platform/embedded"

	"github.com/hibiken/asynq"
)

const (
	jobs    = 2_000
	workers = 4 // at once, as many as the program has
)

// jobs measures events from the outbox to a listener with nothing to do — carried
// to the queue, delivered once in a scope of its own, ticked off — beside the queue
// with nothing around it.
func (b *bench) jobs(ctx context.Context) error {
	ours, limit, err := alternately(func() (float64, error) { return b.delivered(ctx) }, queued)
	if err != nil {
		return err
	}
	b.add("J1", fmt.Sprintf("%d events from the outbox to a listener that has nothing to do ÷ as many tasks of asynq alone on the same queue", jobs), "events/s", ours, limit, "min", 0.5)
	return nil
}

// delivered is how many events the program delivers in a second. The person
// whom they are about is on the project already.
func (b *bench) delivered(ctx context.Context) (float64, error) {
	begun := time.Now()
	if _, err := b.psql(ctx, fmt.Sprintf(`insert into platform.outbox (id, event, payload, project, person, request)
		select gen_random_uuid(), 'accounts.invitation_accepted', jsonb_build_object('project', m.project, 'person', m.person), m.project, m.person, gen_random_uuid()
		from (select project, person from projects.members where project = '%s' and person is not null limit 1) m, generate_series(1, %d)`, b.project, jobs)); err != nil {
		return 0, err
	}
	for time.Since(begun) < 5*time.Minute {
		text, err := b.psql(ctx, "select count(*) from platform.outbox where done_at is null and event = 'accounts.invitation_accepted'")
		if err != nil {
			return 0, err
		}
		if left, err := strconv.Atoi(text); err != nil || left == 0 {
			return jobs / time.Since(begun).Seconds(), err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return 0, fmt.Errorf("%d events were not delivered in five minutes", jobs)
}

// queued is how many tasks asynq alone takes in and carries out in a second.
func queued() (float64, error) {
	address, stop, err := embedded.StartRedis()
	if err != nil {
		return 0, err
	}
	defer stop()
	at, err := asynq.ParseRedisURI(address)
	if err != nil {
		return 0, err
	}
	var all sync.WaitGroup
	all.Add(jobs)
	server := asynq.NewServer(at, asynq.Config{Concurrency: workers, LogLevel: asynq.FatalLevel, TaskCheckInterval: 100 * time.Millisecond})
	if err := server.Start(asynq.HandlerFunc(func(context.Context, *asynq.Task) error { all.Done(); return nil })); err != nil {
		return 0, err
	}
	defer server.Shutdown()
	client := asynq.NewClient(at)
	defer client.Close()
	begun := time.Now()
	for n := range jobs {
		if _, err := client.Enqueue(asynq.NewTask("nothing", nil), asynq.TaskID(strconv.Itoa(n))); err != nil {
			return 0, err
		}
	}
	all.Wait()
	return jobs / time.Since(begun).Seconds(), nil
}
