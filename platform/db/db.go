// Package db opens pieces of work on PostgreSQL: one transaction with one scope each.
package db

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// DB is the database as the serving role sees it.
type DB struct {
	*bun.DB
	URL     string
	Changed func(what []byte) // is told after each commit that changed a project
	Waits   func()            // is called after each commit that left something for the queue
	turns   chan struct{}     // of readings under way
}

// Connect opens a pool without asking who it serves as; for migrations and tests.
func Connect(url string, connections int) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("the database address: %w", err)
	}
	// bun writes values into the statement, so prepared statements would only pile up.
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	config.RuntimeParams["timezone"] = "UTC"
	config.RuntimeParams["jit"] = "off"
	// What is prepared is planned once: its filters name what indexes begin with,
	// so that planning anew costs more than the best plan saves.
	config.RuntimeParams["plan_cache_mode"] = "force_generic_plan"
	// Disks no longer turn, and what people work on is in memory: a list is read in
	// the order of its index rather than sorted.
	config.RuntimeParams["random_page_cost"] = "1.1"
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	pool.SetConnMaxIdleTime(10 * time.Minute)
	return &DB{DB: bun.NewDB(pool, pgdialect.New()), URL: url, turns: turns()}, nil
}

// Open opens the pool that serves people. It refuses a role that row security
// does not bind, and one that owns tables.
func Open(ctx context.Context, url string, connections int) (*DB, error) {
	d, err := Connect(url, connections)
	if err != nil {
		return nil, err
	}
	if err := d.refuseUnbound(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

func (d *DB) refuseUnbound(ctx context.Context) error {
	var role struct {
		Name      string
		Super     bool
		Bypass    bool
		OwnsSome  bool
		CreatesDB bool
	}
	err := d.NewRaw(`select rolname, rolsuper, rolbypassrls, rolcreaterole,
		exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where pg_has_role(current_user, c.relowner, 'member') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast'))
		from pg_roles where rolname = current_user`).Scan(ctx, &role.Name, &role.Super, &role.Bypass, &role.CreatesDB, &role.OwnsSome)
	if err != nil {
		return err
	}
	switch {
	case role.Super:
		return fmt.Errorf("refusing to serve as %s: a superuser is not bound by row security", role.Name)
	case role.Bypass:
		return fmt.Errorf("refusing to serve as %s: the role bypasses row security", role.Name)
	case role.OwnsSome:
		return fmt.Errorf("refusing to serve as %s: the role owns tables, or is a member of one that does", role.Name)
	case role.CreatesDB:
		return fmt.Errorf("refusing to serve as %s: the role may create roles", role.Name)
	}
	return nil
}

type key struct{}

// On is the transaction of the work under way.
func On(ctx context.Context) bun.IDB { return under(ctx).conn }

// under is the work under way.
func under(ctx context.Context) *work {
	w, ok := ctx.Value(key{}).(*work)
	if !ok || w.ended {
		panic("the database is used outside a piece of work")
	}
	return w
}

// Raw gives the driver's connection of the work under way, for COPY.
func Raw(ctx context.Context, fn func(*pgx.Conn) error) error {
	return under(ctx).conn.Raw(func(c any) error { return fn(c.(*stdlib.Conn).Conn()) })
}

// Under tells whether a piece of work is under way.
func Under(ctx context.Context) bool { return ctx.Value(key{}) != nil }

var _ bun.IDB = bun.Conn{}
