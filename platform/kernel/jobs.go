package kernel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/hibiken/asynq"
)

// schedule enqueues clocked jobs; their name and minute keep two nodes from
// running one twice.
func (k *Kernel) schedule() (*asynq.Scheduler, error) {
	s := asynq.NewScheduler(k.Redis, &asynq.SchedulerOpts{LogLevel: asynq.FatalLevel})
	for _, f := range k.manifests {
		for _, j := range f.Jobs {
			name, err := json.Marshal(f.Name + "." + j.Name)
			if err != nil {
				return nil, err
			}
			if _, err := s.Register(j.Every, asynq.NewTask("job", name), asynq.Unique(time.Minute), asynq.MaxRetry(2)); err != nil {
				return nil, fmt.Errorf("job %s.%s: %w", f.Name, j.Name, err)
			}
		}
	}
	return s, s.Start()
}

func (k *Kernel) runJob(ctx context.Context, t *asynq.Task) error {
	var name string
	if err := json.Unmarshal(t.Payload(), &name); err != nil {
		return err
	}
	return k.RunJob(ctx, name)
}

// RunJob runs a clocked job now, by its name such as reminders.gather.
func (k *Kernel) RunJob(ctx context.Context, name string) error {
	j, err := k.job(name)
	if err != nil {
		return err
	}
	if j.Each != nil {
		return k.eachMember(ctx, name, j.Each, j.Then)
	}
	return j.Run(context.WithValue(ctx, jobKey{}, k))
}

// runJobOf runs a clocked job for one project, without what waits in others.
func (k *Kernel) runJobOf(ctx context.Context, project uuid.UUID, name string) error {
	j, err := k.job(name)
	if err != nil {
		return err
	}
	if j.Of == nil {
		return fmt.Errorf("the job %s is not for one project", name)
	}
	return j.Of(context.WithValue(ctx, jobKey{}, k), project)
}

func (k *Kernel) job(name string) (Job, error) {
	for _, f := range k.manifests {
		for _, j := range f.Jobs {
			if f.Name+"."+j.Name == name {
				return j, nil
			}
		}
	}
	return Job{}, fmt.Errorf("there is no job %s", name)
}

type jobKey struct{}

// Work runs fn in a transaction of the kernel's own, which sees no project's
// tables. Only work by the clock may ask for it.
func Work(ctx context.Context, fn func(context.Context) error) error {
	k, ok := ctx.Value(jobKey{}).(*Kernel)
	if !ok {
		return errors.New("only work by the clock runs as the kernel")
	}
	return k.kernelWork(ctx, fn)
}

const membersAtOnce = 500

// eachMember runs fn once for each member of each project, as that member and in
// a transaction of its own; one that fails does not keep the others from theirs.
// What comes then, if anything, runs once for each of them, outside projects.
func (k *Kernel) eachMember(ctx context.Context, name string, fn, then func(context.Context) error) error {
	var failed error
	var last struct{ Project, Person uuid.UUID }
	people := map[uuid.UUID]bool{}
	as := func(person, project uuid.UUID, fn func(context.Context) error) {
		failed = errors.Join(failed, k.DB.Work(ctx, db.Entry{Kind: scope.Job, Person: person, Project: project, Request: uuid.Must(uuid.NewV7()), Action: name, Origin: "job", Language: "da", Now: k.Clock.Now()}, fn))
	}
	for ctx.Err() == nil {
		var some []struct{ Project, Person uuid.UUID }
		if err := k.kernelWork(ctx, func(ctx context.Context) error {
			return db.On(ctx).NewRaw("select * from platform.members_after(?, ?, ?)", last.Project, last.Person, membersAtOnce).Scan(ctx, &some)
		}); err != nil {
			return err
		}
		for _, one := range some {
			last, people[one.Person] = one, true
			as(one.Person, one.Project, fn)
		}
		if len(some) < membersAtOnce {
			break
		}
	}
	for person := range people {
		if then != nil && ctx.Err() == nil {
			as(person, uuid.Nil, then)
		}
	}
	return errors.Join(failed, ctx.Err())
}

// clear forgets what the kernel needs no longer: keys of repeated requests
// after a day, events after a week, finished tasks after ninety days.
func (k *Kernel) clear(ctx context.Context) error {
	if err := k.relay.Clear(ctx); err != nil {
		return err
	}
	return k.kernelWork(ctx, func(ctx context.Context) error {
		if _, err := db.On(ctx).NewRaw("delete from platform.idempotency where at < platform.now() - interval '1 day'").Exec(ctx); err != nil {
			return err
		}
		_, err := db.On(ctx).NewRaw("delete from platform.tasks where state in ('done', 'failed', 'cancelled') and changed_at < platform.now() - interval '90 days'").Exec(ctx)
		return err
	})
}
