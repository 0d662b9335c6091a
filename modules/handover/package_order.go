package handover

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// OrderPackage has a package of the whole project made.
type OrderPackage struct {
	Project  uuid.UUID `params:"project" json:"-"`
	ID       uuid.UUID `json:"id"`
	Language string    `json:"language" validate:"required,oneof=da en"`
}

// makeKind is the kind of task that makes a package.
const makeKind = "handover.package"

// makeInput is what that task is started with.
type makeInput struct {
	Package uuid.UUID `json:"package"`
}

func (m *Module) orderPackage(ctx context.Context, cmd OrderPackage) (*Package, error) {
	if err := wholeView(ctx); err != nil {
		return nil, err
	}
	name, err := m.projects.Name(ctx)
	if err != nil {
		return nil, err
	}
	p := &Package{ID: kernel.NewID(cmd.ID), Language: cmd.Language, State: "queued", Task: uuid.Must(uuid.NewV7()), Person: scope.From(ctx).Person, Counts: map[string]int64{}, CreatedAt: m.clock.Now()}
	if _, err := db.On(ctx).NewInsert().Model(p).Column("id", "language", "state", "task", "person", "counts").Exec(ctx); err != nil {
		return nil, err
	}
	return p, kernel.StartTask(ctx, p.Task, makeKind, name, makeInput{Package: p.ID})
}
