package registers

import (
	"cmp"
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

const (
	atOnceUpTo  = 10_000 // more rows are changed in the background
	changeBatch = 2000
)

// ChangeAll gives fields the same value in all rows that a filter leaves.
type ChangeAll struct {
	Project uuid.UUID                  `params:"project" json:"-"`
	Filter  []Condition                `json:"filter" validate:"max=40"`
	Q       string                     `json:"q,omitempty" validate:"max=200"`
	Set     map[string]json.RawMessage `json:"set" validate:"required,min=1,max=60"`
	Preview bool                       `json:"preview,omitempty"` // tells what it would come to, and changes nothing
}

// ChangedAll is what a change of all rows would come to, or has come to. The
// entry undoes it; the task, where there is one, is doing it.
type ChangedAll struct {
	Rows    int64     `json:"rows"`
	Fields  int       `json:"fields"`
	Refused int       `json:"refused"`
	Reason  string    `json:"reason,omitempty"` // of the first that was refused
	Entry   uuid.UUID `json:"entry,omitzero"`
	Task    uuid.UUID `json:"task,omitzero"`
}

// changeInput is what the change of many rows is started with.
type changeInput struct {
	Thing  string                     `json:"thing"`
	Filter string                     `json:"filter"`
	Q      string                     `json:"q"`
	Set    map[string]json.RawMessage `json:"set"`
	Speaks string                     `json:"speaks"` // the language of who asked
}

func (m *Module) changeAll(ctx context.Context, t *thing, cmd ChangeAll) (*ChangedAll, error) {
	filter, err := json.Marshal(cmd.Filter)
	if err != nil {
		return nil, err
	}
	in := changeInput{Thing: t.name, Filter: string(filter), Q: cmd.Q, Set: cmd.Set, Speaks: scope.From(ctx).Language}
	if t, err = m.with(ctx, t); err != nil {
		return nil, err
	}
	// What is wrong with the values is wrong with them in every row.
	trial := &edit{ID: uuid.New(), Set: cmd.Set}
	if t.check([]*edit{trial}); trial.failed != nil {
		return nil, trial.failed
	}
	s, err := t.meant(ctx, in)
	if err != nil {
		return nil, err
	}
	rows, err := s.Count(ctx)
	if err != nil {
		return nil, err
	}
	out := &ChangedAll{Rows: int64(rows), Fields: len(cmd.Set)}
	if cmd.Preview || rows == 0 {
		db.Silent(ctx)
		return out, nil
	}
	if rows > atOnceUpTo {
		out.Task = uuid.Must(uuid.NewV7())
		title := problem.Say(scope.From(ctx).Language, "Change of %d rows", int64(rows))
		return out, kernel.StartTask(ctx, out.Task, "registers.change", title, in)
	}
	out.Rows = 0
	_, err = m.changeMeant(ctx, t, in, func(done []*edit) error {
		for _, e := range done {
			switch {
			case e.failed == nil:
				out.Rows++
			default:
				if out.Refused++; out.Reason == "" {
					out.Reason = reasonIn(scope.From(ctx).Language, e.failed)
				}
			}
		}
		return nil
	})
	out.Entry = scope.From(ctx).Request
	return out, err
}

// reasonIn puts a refusal into one sentence.
func reasonIn(language string, p *problem.Problem) string {
	if len(p.Fields) > 0 {
		f := p.Fields[0]
		return problem.Say(language, f.Format, f.Args...)
	}
	a := p.In(language, "", "")
	return cmp.Or(a.Detail, a.Title)
}

// meant are the rows t that a change of all is about.
func (t *thing) meant(ctx context.Context, in changeInput) (*bun.SelectQuery, error) {
	s := db.On(ctx).NewSelect().TableExpr("? as t", bun.Ident(t.table()))
	return t.narrow(within(ctx, s), List{Filter: in.Filter, Q: in.Q}, scope.From(ctx).Language)
}

// changeMeant changes all rows that are meant, part by part; each hears of a part that is done.
func (m *Module) changeMeant(ctx context.Context, t *thing, in changeInput, each func([]*edit) error) (int, error) {
	done, after := 0, uuid.Nil
	for {
		s, err := t.meant(ctx, in)
		if err != nil {
			return done, err
		}
		var some []struct {
			ID      uuid.UUID
			Version int
		}
		if err := s.ColumnExpr("t.id, t.version").Where("t.id > ?", after).OrderExpr("t.id").Limit(changeBatch).Scan(ctx, &some); err != nil || len(some) == 0 {
			return done, err
		}
		all := make([]*edit, len(some))
		for i, one := range some {
			all[i] = &edit{ID: one.ID, Base: one.Version, Set: in.Set}
		}
		if err := m.save(ctx, t, all); err != nil {
			return done, err
		}
		after, done = some[len(some)-1].ID, done+len(some)
		if err := each(all); err != nil {
			return done, err
		}
	}
}

// changeKind is the task by which many rows are changed: in one transaction and
// under one entry of the history, so that all of them are or none, and one undo
// takes it back.
func (m *Module) changeKind() kernel.TaskKind {
	return kernel.TaskKind{Kind: "registers.change", Run: m.runChange} // the right is that of the register, looked at when it is known
}

func (m *Module) runChange(ctx context.Context, task *kernel.Task) error {
	var in changeInput
	if err := task.Read(&in); err != nil {
		return err
	}
	return task.Step(ctx, func(ctx context.Context) error {
		t, err := m.lookedAt(ctx, in.Thing)
		if err != nil {
			return err
		}
		if !scope.From(ctx).May(t.area, "edit") {
			return kernel.Lacks(t.area, "edit")
		}
		s, err := t.meant(ctx, in)
		if err != nil {
			return err
		}
		rows, err := s.Count(ctx)
		if err != nil {
			return err
		}
		total, done, looked := int64(rows), 0, int64(0)
		var refused *problem.Problem
		count := int64(0)
		if _, err := m.changeMeant(ctx, t, in, func(some []*edit) error {
			for _, e := range some {
				if e.failed == nil {
					done++
				} else if count++; refused == nil {
					refused = e.failed
				}
			}
			looked += int64(len(some))
			return task.Progress(ctx, min(looked, total), total)
		}); err != nil {
			return err
		}
		if done == 0 && refused != nil {
			return refused
		}
		task.Result = kernel.TaskResult{Subject: scope.From(ctx).Request, Refused: count}
		if refused != nil {
			task.Result.Reason = reasonIn(in.Speaks, refused)
		}
		return nil
	})
}

func init() {
	problem.Teach(map[string]string{"Change of %d rows": "Ændring af %d rækker"})
}
