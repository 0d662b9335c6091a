package db

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun/migrate"
)

// migrationLock keeps two starts from migrating at once; it ends with the connection.
const migrationLock = 0x6378776562

// Migrate brings the schema up to date as the owner and gives the serving role
// its grants. It may be run again and by several nodes at once. It returns the
// names of what was new.
func Migrate(ctx context.Context, ownerURL, serving string, all *migrate.Migrations) ([]string, error) {
	owner, err := Connect(ownerURL, 3)
	if err != nil {
		return nil, err
	}
	defer owner.Close()
	lock, err := owner.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if _, err := lock.ExecContext(ctx, fmt.Sprintf("select pg_advisory_lock(%d)", migrationLock)); err != nil {
		return nil, err
	}
	defer lock.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf("select pg_advisory_unlock(%d)", migrationLock))

	m := migrate.NewMigrator(owner.DB, all, migrate.WithMarkAppliedOnSuccess(true))
	if err := m.Init(ctx); err != nil {
		return nil, err
	}
	group, err := m.Migrate(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, one := range group.Migrations {
		names = append(names, one.Name)
	}
	now := time.Now().UTC()
	for month := range 3 {
		if _, err := owner.ExecContext(ctx, "select audit.make_month(?::date)", now.AddDate(0, month, 1-now.Day())); err != nil {
			return nil, err
		}
	}
	_, err = owner.ExecContext(ctx, "select platform.grant_to(?)", serving)
	return names, err
}
