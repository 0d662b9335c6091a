// Package migrations holds the SQL that brings a database to the schema this
// program needs. Files are plain SQL, forward only, one module each, named
// <stamp>_<module>_<thing>.tx.up.sql; each runs in one transaction.
package migrations

import (
	"context"
	"embed"
	"io/fs"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"
)

//go:embed *.sql
var files embed.FS

// All returns every migration in order. It is not read by the library, whose
// templates would keep every method of the program alive.
func All() (*migrate.Migrations, error) {
	all := migrate.NewMigrations()
	names, err := fs.Glob(files, "*.tx.up.sql")
	if err != nil {
		return nil, err
	}
	for _, file := range names {
		name, comment, _ := strings.Cut(strings.TrimSuffix(file, ".tx.up.sql"), "_")
		all.Add(migrate.Migration{Name: name, Comment: comment, Up: func(ctx context.Context, m *migrate.Migrator, _ *migrate.Migration) error {
			text, err := files.ReadFile(file)
			if err != nil {
				return err
			}
			return m.DB().RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
				_, err := tx.ExecContext(ctx, string(text))
				return err
			})
		}})
	}
	return all, nil
}

// Files gives the SQL to the checks that read it.
func Files() embed.FS { return files }
