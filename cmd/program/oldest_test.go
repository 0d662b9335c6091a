package program

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"cxweb/migrations"
	"cxweb/platform/db"
	"cxweb/platform/embedded"

	"github.com/jackc/pgx/v5"
)

// TestTheOldestPostgreSQLWillDo makes the schema on PostgreSQL 15, where the
// system has it: the tests run on the newer one that comes with the product.
func TestTheOldestPostgreSQLWillDo(t *testing.T) {
	const bin = "/usr/lib/postgresql/15/bin"
	if found, err := filepath.Glob(bin + "/initdb"); err != nil || len(found) == 0 {
		t.Skip("PostgreSQL 15 is not installed")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	server, err := embedded.Start(ctx, embedded.Options{Dir: filepath.Join(t.TempDir(), "postgres"), Bin: bin, Settings: map[string]string{"fsync": "off"}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}()
	conn, err := pgx.Connect(ctx, server.OwnerURL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	for _, statement := range []string{"create role cx_owner login", "create role cx_serving login", "create database cx owner cx_owner template template0"} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			t.Fatal(err)
		}
	}
	all, err := migrations.All()
	if err != nil {
		t.Fatal(err)
	}
	if made, err := db.Migrate(ctx, server.URL("cx_owner", "cx"), "cx_serving", all); err != nil || len(made) == 0 {
		t.Errorf("%d migrations: %v", len(made), err)
	}
}
