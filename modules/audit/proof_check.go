package audit

import (
	"context"

	"cxweb/modules/audit/seal"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// CheckProof has the whole history of a project held against its seals.
type CheckProof struct {
	Project uuid.UUID `params:"project" json:"-"`
}

// CheckUnderWay is a check that was ordered.
type CheckUnderWay struct {
	Task uuid.UUID `json:"task"`
}

const checkKind = "audit.check"

func (m *Module) checkProof(ctx context.Context, _ CheckProof) (*CheckUnderWay, error) {
	if err := wholeView(ctx); err != nil {
		return nil, err
	}
	id := uuid.Must(uuid.NewV7())
	return &CheckUnderWay{id}, kernel.StartTask(ctx, id, checkKind, problem.Say(scope.From(ctx).Language, "The history is checked"), struct{}{})
}

// wholeView refuses those who see only part of a project: to them its history
// would look as if lines were gone.
func wholeView(ctx context.Context) error {
	if s := scope.From(ctx); s.OwnOnly || s.Narrowed != nil {
		return problem.New(problem.Denied, "It takes the whole project to check its history, and you see only part of it. Ask somebody who sees all of it.")
	}
	return nil
}

// check is the task: it seals what is not sealed yet and looks through all.
func (m *Module) check(ctx context.Context, t *kernel.Task) error {
	if err := t.Job(ctx, "audit.seal"); err != nil {
		return err
	}
	var report *seal.Report
	err := t.Look(ctx, func(ctx context.Context) (err error) {
		if err := wholeView(ctx); err != nil {
			return err
		}
		var done, total int64
		if err := db.On(ctx).NewRaw("select coalesce(sum(cardinality(versions) + cardinality(entries)), 0) from audit.seals where project = ?", t.Project).Scan(ctx, &total); err != nil {
			return err
		}
		report, err = m.lookThrough(ctx, t.Project, func(ctx context.Context) error {
			if done++; done%500 != 0 {
				return nil
			}
			return t.Progress(ctx, min(done, total), total+1)
		})
		return err
	})
	if err != nil {
		return err
	}
	return t.Step(ctx, func(ctx context.Context) error {
		id, err := keepCheck(ctx, report)
		t.Result = kernel.TaskResult{Subject: id}
		return err
	})
}

// lookThrough checks the history of a project in the transaction under way.
func (m *Module) lookThrough(ctx context.Context, project uuid.UUID, tick func(context.Context) error) (*seal.Report, error) {
	want, err := m.Expected(ctx, project.String())
	if err != nil {
		return nil, err
	}
	from := Source{Project: project, Query: lines, Tick: tick}
	report, err := seal.Check(ctx, from, want)
	if err != nil {
		return nil, err
	}
	return report, from.Untraced(ctx, report.Add)
}

func keepCheck(ctx context.Context, r *seal.Report) (uuid.UUID, error) {
	c := &Check{ID: uuid.Must(uuid.NewV7()), Seals: r.Seals, Versions: r.Versions, Entries: r.Entries, Waiting: r.Waiting, Faults: r.Faults, Found: r.Found}
	if c.Found == nil {
		c.Found = []seal.Fault{}
	}
	if p := scope.From(ctx).Person; p != uuid.Nil {
		c.Person = &p
	}
	_, err := db.On(ctx).NewInsert().Model(c).ExcludeColumn("at").Exec(ctx)
	return c.ID, err
}

// checkDaily looks through each project's history once a night, as the first of
// its members who sees all of it.
func (m *Module) checkDaily(ctx context.Context) error {
	s := scope.From(ctx)
	if wholeView(ctx) != nil || !s.May("history", "view") {
		return nil
	}
	var today bool
	if err := db.On(ctx).NewRaw("select exists (select 1 from audit.checks where project = ? and at > platform.now() - interval '12 hours'), set_config('statement_timeout', '10min', true)", s.Project).Scan(ctx, &today, new(string)); err != nil || today {
		return err
	}
	report, err := m.lookThrough(ctx, s.Project, nil)
	if err != nil {
		return err
	}
	tell(s.Project, report)
	s.Person = uuid.Nil // nobody asked
	_, err = keepCheck(ctx, report)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"The history is checked": "Historikken kontrolleres",
		"It takes the whole project to check its history, and you see only part of it. Ask somebody who sees all of it.": "Det kræver hele projektet at kontrollere dets historik, og du ser kun en del af det. Spørg en, der ser det hele.",
	})
}
