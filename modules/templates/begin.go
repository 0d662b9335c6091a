package templates

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

const copyKind = "templates.copy"

// copyInput is what the copy of a project is started with.
type copyInput struct {
	From  uuid.UUID `json:"from"`
	Kinds []string  `json:"kinds"`
}

// Begin fills the new project under way with what a template holds, or has it
// filled in the background with what another project has. The disciplines,
// methods and phases of the new project are there already.
func (m *Module) Begin(ctx context.Context, template, project uuid.UUID, kinds []string) (task uuid.UUID, err error) {
	if template != uuid.Nil {
		return uuid.Nil, m.fill(ctx, template, kinds)
	}
	if err := m.administered(ctx, project); err != nil {
		return uuid.Nil, err
	}
	if _, err := m.chosen(kinds, false); err != nil {
		return uuid.Nil, err
	}
	task = uuid.Must(uuid.NewV7())
	return task, kernel.StartTask(ctx, task, copyKind, problem.Say(scope.From(ctx).Language, "Copy of a project"), copyInput{From: project, Kinds: kinds})
}

// administered refuses a project that the person does not administer whole.
func (m *Module) administered(ctx context.Context, project uuid.UUID) error {
	may, err := m.projects.Administers(ctx, project)
	if err == nil && !may {
		return problem.At("begin", "names a project that you do not administer")
	}
	return err
}

// withLists are the kinds with the lists, which everything is met by.
func withLists(kinds []string) []string {
	if slices.Contains(kinds, lists) {
		return kinds
	}
	return append([]string{lists}, kinds...)
}

func (m *Module) fill(ctx context.Context, template uuid.UUID, kinds []string) error {
	_, body, err := newest(ctx, template)
	if problem.Is(db.Translate(err), problem.NotFound) {
		return problem.At("begin", "names a template that is not there any more")
	}
	if err != nil {
		return err
	}
	parts, err := m.chosen(withLists(kinds), true)
	if err != nil {
		return err
	}
	c := m.copyingTo(ctx)
	if err := c.start(ctx); err != nil {
		return err
	}
	for _, p := range parts {
		columns, err := c.columns(ctx, p)
		if err != nil {
			return err
		}
		for some := range slices.Chunk(body[p.Name], batch) {
			if _, err := c.put(ctx, p, columns, some); err != nil {
				return err
			}
		}
	}
	return c.settle(ctx, parts)
}

func (m *Module) copyingTo(ctx context.Context) *copying {
	return &copying{ids: map[uuid.UUID]uuid.UUID{}, drop: map[string][]string{}, to: scope.From(ctx).Project}
}

// start has references looked at when all is in.
func (c *copying) start(ctx context.Context) error {
	_, err := db.On(ctx).NewRaw("set constraints all deferred").Exec(ctx)
	return err
}

func (c *copying) settle(ctx context.Context, parts []kernel.Part) error {
	for _, p := range parts {
		for _, settle := range []func(context.Context) error{p.Settle, p.Copy.Settle} {
			if settle == nil {
				continue
			}
			if err := settle(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyProject is the task that fills a new project with what another has: all
// of it or nothing, so that it can be run again.
func (m *Module) copyProject(ctx context.Context, t *kernel.Task) error {
	var in copyInput
	if err := t.Read(&in); err != nil {
		return err
	}
	parts, err := m.chosen(withLists(in.Kinds), false)
	if err != nil {
		return err
	}
	err = t.Step(ctx, func(ctx context.Context) error {
		if err := m.administered(ctx, in.From); err != nil {
			return err
		}
		c := m.copyingTo(ctx)
		if err := c.start(ctx); err != nil {
			return err
		}
		return c.carry(ctx, t, in.From, parts)
	})
	t.Result = kernel.TaskResult{Subject: t.Project}
	return err
}

// carry takes every part from the one project to the other, some rows at a time.
func (c *copying) carry(ctx context.Context, t *kernel.Task, from uuid.UUID, parts []kernel.Part) error {
	total, done := int64(0), int64(0)
	if err := db.Enter(ctx, from); err != nil {
		return err
	}
	for _, p := range parts {
		n := int64(0)
		if err := db.On(ctx).NewRaw("select count(*) from "+p.Table+" t where t.project = ?"+condition(p), from).Scan(ctx, &n); err != nil {
			return err
		}
		total += n
	}
	for _, p := range parts {
		if err := db.Enter(ctx, from); err != nil {
			return err
		}
		columns, err := c.columns(ctx, p)
		if err != nil {
			return err
		}
		first := true
		err = c.each(ctx, p, columns, func(some []json.RawMessage) error {
			if err := db.Enter(ctx, c.to); err != nil {
				return err
			}
			if first && p.Key == "" {
				first = false
				if err := c.refuseTwice(ctx, p, some[0]); err != nil {
					return err
				}
			}
			if _, err := c.put(ctx, p, columns, some); err != nil {
				return err
			}
			done += int64(len(some))
			return t.Progress(ctx, done, total)
		})
		if errors.Is(err, errThere) {
			return db.Enter(ctx, c.to)
		}
		if err != nil {
			return err
		}
	}
	if err := db.Enter(ctx, c.to); err != nil {
		return err
	}
	return c.settle(ctx, parts)
}

// errThere ends a copy that has been made already, and only the task's end was lost.
var errThere = errors.New("the copy is there already")

func (c *copying) refuseTwice(ctx context.Context, p kernel.Part, r json.RawMessage) error {
	var one struct{ ID uuid.UUID }
	if err := json.Unmarshal(r, &one); err != nil {
		return err
	}
	there := false
	err := db.On(ctx).NewRaw("select exists (select 1 from ? where id = ?)", bun.Safe(p.Table), c.made(one.ID)).Scan(ctx, &there)
	if err == nil && there {
		return errThere
	}
	return err
}

func init() {
	problem.Teach(map[string]string{
		"Copy of a project":                           "Kopi af et projekt",
		"names a project that you do not administer":  "nævner et projekt, som du ikke administrerer",
		"names a template that is not there any more": "nævner en skabelon, der ikke findes længere",
	})
}
