// Package migrations holds the SQL that brings a database to the schema this
// program needs. Files are plain SQL, forward only, one module each, named
// <stamp>_<module>_<thing>.tx.up.sql; each runs in one transaction.
package migrations

import (
	"embed"

	"github.com/uptrace/bun/migrate"
)

//go:embed *.sql
var files embed.FS

// All returns every migration in order.
func All() (*migrate.Migrations, error) {
	all := migrate.NewMigrations()
	if err := all.Discover(files); err != nil {
		return nil, err
	}
	return all, nil
}

// Files gives the SQL to the checks that read it.
func Files() embed.FS { return files }
