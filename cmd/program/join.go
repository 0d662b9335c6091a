package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"cxweb/config"
	"cxweb/modules/audit"
	"cxweb/platform/db"
	"cxweb/platform/embedded"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Join starts beside a program that runs: it uses the embedded PostgreSQL that
// is up on the same data, if there is one, and starts it otherwise.
func Join(ctx context.Context) (*Program, error) {
	c, err := config.Load()
	if err != nil {
		return nil, err
	}
	if c.DatabaseURL == "" {
		if pg, err := embedded.Running(filepath.Join(c.Data, "postgres")); err == nil {
			c.OwnerURL, c.DatabaseURL = pg.URL(ownerRole, database), pg.URL(servingRole, database)
		}
	}
	return start(ctx, c, true)
}

// Check is one thing that was looked at.
type Check struct {
	Name string
	Err  error
}

// Checkup looks at what the program needs: the database and its schema, the
// store of files, the mail settings.
func (p *Program) Checkup(ctx context.Context) []Check {
	kernel := func(fn func(context.Context) error) error {
		return p.DB.Work(ctx, db.Entry{Kind: scope.Kernel, Request: uuid.Must(uuid.NewV7()), Action: "kernel.checkup", Origin: "job", Now: p.Clock.Now(), ReadOnly: true}, fn)
	}
	return []Check{
		{"the database answers the serving role, which owns and bypasses nothing", kernel(func(ctx context.Context) error {
			return db.On(ctx).NewRaw("select 1").Scan(ctx, new(int))
		})},
		{"no event has waited for more than ten minutes", kernel(func(ctx context.Context) error {
			n := 0
			err := db.On(ctx).NewRaw("select count(*) from platform.outbox where done_at is null and at < platform.now() - interval '10 minutes'").Scan(ctx, &n)
			if err == nil && n > 0 {
				err = fmt.Errorf("%d events wait: is cxweb running with its queue?", n)
			}
			return err
		})},
		{"the history was as it was sealed when it was last looked through", kernel(func(ctx context.Context) error {
			l, err := ModuleOf[*audit.Module](p).LastLooks(ctx)
			switch {
			case err != nil:
				return err
			case l.Faults > 0 || l.Wrong > 0:
				return fmt.Errorf("faults outside projects: %d, projects whose history is not whole: %d; cxweb verify database says more", l.Faults, l.Wrong)
			case l.CheckedAt != nil && p.Clock.Now().Sub(*l.CheckedAt) > 49*time.Hour:
				return fmt.Errorf("nobody has looked since %s: is cxweb running with its queue?", l.CheckedAt.UTC().Format(time.DateTime))
			}
			return nil
		})},
		{"files can be stored and read back", p.tryFiles(ctx)},
		{"the scanner for viruses answers, if one is set", p.tryScanner(ctx)},
	}
}

func (p *Program) tryScanner(ctx context.Context) error {
	if p.Set.Scanner == nil {
		return nil
	}
	_, err := p.Set.Scanner.Check(ctx, strings.NewReader("cxweb doctor"))
	return err
}

func (p *Program) tryFiles(ctx context.Context) error {
	stored, err := p.Files.Put(ctx, bytes.NewReader([]byte("cxweb doctor")), 1<<10)
	if err != nil {
		return err
	}
	r, _, err := p.Files.Get(ctx, stored.SHA256)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return errors.Join(err, r.Close(), p.Files.Delete(ctx, stored.SHA256))
}
