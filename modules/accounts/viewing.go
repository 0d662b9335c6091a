package accounts

import (
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// How long somebody looks at a project as another member before they look with
// their own eyes again.
const viewingLasts = time.Hour

// View has the session under way see a project as one of its members does.
func (m *Module) View(ctx context.Context, project, as uuid.UUID) error {
	return look(ctx, project, as, m.clock.Now().Add(viewingLasts))
}

// endViewing lets the session see every project with its person's own eyes.
func (m *Module) endViewing(ctx context.Context, _ struct{}) (kernel.Nothing, error) {
	return kernel.Nothing{}, look(ctx, nil, nil, nil)
}

func look(ctx context.Context, project, as, until any) error {
	return one(db.On(ctx).NewRaw("update accounts.sessions set views_project = ?, views_as = ?, views_until = ? where id = ?", project, as, until, scope.From(ctx).Session).Exec(ctx))
}
