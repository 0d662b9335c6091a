package program

import (
	"context"
	"errors"
	"path/filepath"

	"cxweb/config"
	"cxweb/modules/audit"
	"cxweb/modules/audit/seal"
	"cxweb/platform/clock"
	"cxweb/platform/embedded"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// History is what came of checking one project's history.
type History struct {
	Project      uuid.UUID
	Number, Name string
	Report       *seal.Report
}

// CheckHistory checks the history of every project, in one view of a database
// that is named by its address; "database" is that of this installation, which
// then also says by its keys and notes what is expected.
func CheckHistory(ctx context.Context, address string, each func(History) error) error {
	expected := func(_ context.Context, project string) (seal.Expected, error) {
		return seal.Expected{Project: project}, nil
	}
	if address == "database" {
		c, err := config.Load()
		if err != nil {
			return err
		}
		if address, err = ownerOf(c); err != nil {
			return err
		}
		p := &Program{Config: c}
		defer p.End()
		keys, err := sealKeys(c)
		if err != nil {
			return err
		}
		store, err := p.openFiles(ctx)
		if err != nil {
			return err
		}
		expected = audit.New(&clock.Clock{}, store, keys, nil, nil).Expected
	}
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "begin isolation level repeatable read read only; set local statement_timeout = 0"); err != nil {
		return err
	}
	var all bool
	if err := conn.QueryRow(ctx, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user").Scan(&all); err != nil {
		return err
	}
	if !all {
		return errors.New("checking a database takes a role that sees all of it: a superuser, or one that bypasses row security")
	}
	rows, err := conn.Query(ctx, `select p.project, coalesce(j.number, ''), coalesce(j.name, '') from
		(select project from audit.seals union select project from audit.versions where project is not null union select id from projects.projects union select '00000000-0000-0000-0000-000000000000') p left join projects.projects j on j.id = p.project order by 1`)
	if err != nil {
		return err
	}
	found, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (h History, err error) {
		err = r.Scan(&h.Project, &h.Number, &h.Name)
		return h, err
	})
	if err != nil {
		return err
	}
	for _, h := range found {
		want, err := expected(ctx, h.Project.String())
		if err != nil {
			return err
		}
		from := audit.Source{Project: h.Project, Query: reading(conn)}
		if h.Report, err = seal.Check(ctx, from, want); err != nil {
			return err
		}
		if h.Project != uuid.Nil {
			if err := from.Untraced(ctx, h.Report.Add); err != nil {
				return err
			}
		}
		if err := each(h); err != nil {
			return err
		}
	}
	return nil
}

// ownerOf is the address at which all of an installation's database is seen.
func ownerOf(c *config.Config) (string, error) {
	if c.DatabaseURL != "" {
		return "", errors.New("name the database by the address of a role that sees all of it: cxweb verify postgres://…")
	}
	var err error
	if c.Data, err = filepath.Abs(c.Data); err != nil {
		return "", err
	}
	pg, err := embedded.Running(filepath.Join(c.Data, "postgres"))
	if err != nil {
		return "", errors.Join(errors.New("start cxweb first: its database is not up"), err)
	}
	return pg.OwnerURL(database), nil
}

// reading reads a query's only column over a connection.
func reading(conn *pgx.Conn) audit.Query {
	return func(ctx context.Context, query string, each func(line []byte) error) error {
		rows, err := conn.Query(ctx, query)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := each(rows.RawValues()[0]); err != nil {
				return err
			}
		}
		return rows.Err()
	}
}
