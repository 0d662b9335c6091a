// Package testkit runs the real program in tests: its database, its kernel and
// its modules, as the role that owns nothing.
package testkit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cxweb/migrations"
	"cxweb/platform/db"
	"cxweb/platform/embedded"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Today is the day on which tests stand: the one the demo project was written for.
var Today = time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)

const (
	owner   = "cxweb_owner"
	serving = "cxweb_app"
)

var server struct {
	sync.Once
	pg   *embedded.Postgres
	dir  string
	name string
	err  error
}

// Database is a migrated database of this test process: the serving role's
// address and the owner's.
func Database(t testing.TB) (servingURL, ownerURL string) {
	t.Helper()
	server.Do(bringUp)
	if server.err != nil {
		t.Fatalf("the test database: %v", server.err)
	}
	return server.pg.URL(serving, server.name), server.pg.URL(owner, server.name)
}

// Super is the address of the superuser, for tests of what such a role would do.
func Super(t testing.TB) string {
	t.Helper()
	Database(t)
	return server.pg.OwnerURL(server.name)
}

var after []func()

// After has something done when a package's tests have ended, before its
// database is taken down.
func After(fn func()) { after = append(after, fn) }

// Main runs a package's tests and takes its database down afterwards.
func Main(m *testing.M) {
	code := m.Run()
	for _, fn := range after {
		fn()
	}
	if server.pg != nil {
		if err := server.pg.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.RemoveAll(server.dir)
	}
	os.Exit(code)
}

func bringUp() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if server.dir, server.err = os.MkdirTemp("", "cxweb-test-"); server.err != nil {
		return
	}
	server.pg, server.err = embedded.Start(ctx, embedded.Options{Dir: filepath.Join(server.dir, "postgres"), Bin: os.Getenv("CXWEB_POSTGRES_BIN"), Settings: map[string]string{
		"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB", "max_connections": "60"}})
	if server.err != nil {
		return
	}
	server.name = "test_" + uuid.NewString()[:8]
	server.err = prepare(ctx)
}

func prepare(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, server.pg.OwnerURL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, statement := range []string{"create role " + owner + " login", "create role " + serving + " login",
		fmt.Sprintf("create database %s owner %s template template0", server.name, owner)} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return err
		}
	}
	all, err := migrations.All()
	if err != nil {
		return err
	}
	_, err = db.Migrate(ctx, server.pg.URL(owner, server.name), serving, all)
	return err
}
