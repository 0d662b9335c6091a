package issues

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// The methods of this file are what gates need of the log. They fill a slice of
// the caller's own type, by the names of the columns.

// WaitingInto reads how many entries that are not closed stand on systems and
// rows: system, row, severity, remedied, which says that only the verification
// is missing, and entries. With systems only those of them.
func (m *Module) WaitingInto(ctx context.Context, systems []uuid.UUID, into any) error {
	some := bun.SafeQuery("true")
	if len(systems) > 0 {
		some = bun.SafeQuery("system in (?)", bun.List(systems))
	}
	return db.On(ctx).NewRaw(`select system, row, severity, status in ('remedied', 'verified') as remedied, count(*) as entries from issues.entries
		where project = ? and status <> 'closed' and ? group by 1, 2, 3, 4`, scope.From(ctx).Project, some).Scan(ctx, into)
}

// MineInto reads entries that one, or one's company, is to remedy by a day, the
// soonest first: id, label, title, on, changed_at.
func (m *Module) MineInto(ctx context.Context, limit int, into any) error {
	s := scope.From(ctx)
	return db.On(ctx).NewRaw(`select id, label, title, due_on as "on", changed_at from issues.entries where project = ? and due_on is not null and status in ('new', 'assigned', 'rejected')
		and (person = ? or person is null and company = ?) order by due_on, id limit ?`, s.Project, s.Person, s.Company, limit).Scan(ctx, into)
}

// OpenInto reads entries that are not closed, the most serious first: id,
// label, title, severity, status, system, row. With a system only that system's.
func (m *Module) OpenInto(ctx context.Context, system uuid.UUID, severities []string, limit int, into any) error {
	some := bun.SafeQuery("true")
	if system != uuid.Nil {
		some = bun.SafeQuery("system = ?", system)
	}
	return db.On(ctx).NewRaw(`select id, label, title, severity, status, system, row from issues.entries where project = ? and status <> 'closed' and severity in (?) and ?
		order by array_position(array['critical', 'major', 'minor'], severity), raised_at, id limit ?`, scope.From(ctx).Project, bun.List(severities), some, limit).Scan(ctx, into)
}
