package registers_test

import (
	"context"
	"net/url"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
)

// TestLargeRegisterAsItStood looks at a register that held more rows than are
// counted, sorted and filtered: in the order in which they were made it is all
// there, and the rest is refused with the reason.
func TestLargeRegisterAsItStood(t *testing.T) {
	w := world.New(t)
	w.As("ann", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("insert into registers.systems (id, tag, name_da) select gen_random_uuid(), 'VE' || n, 'Anlæg ' || n from generate_series(1, 25001) n").Exec(ctx)
		return err
	})
	w.Clock.Advance(time.Second)
	systems := "GET /projects/{project}/systems?at=" + url.QueryEscape(w.Clock.Now().Format(time.RFC3339Nano))
	w.Run([]world.Call{
		{As: "rita", Do: systems + "&sort=id&limit=2&count=true", Want: 200, Says: `"next"`, Not: `"total":`},
		{As: "rita", Do: systems + "&sort=tag&limit=2", Want: 409, Says: "25,000"},
		{As: "rita", Do: systems + "&sort=id&limit=2&q=VE7", Want: 409, Says: "25,000"},
		{As: "rita", Do: "GET /projects/{project}/systems?sort=tag&limit=2&count=true", Want: 200, Says: `"total":25001`},
	})
	w.As("ann", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("delete from registers.systems where tag = 'VE1'").Exec(ctx)
		return err
	})
	w.Clock.Advance(time.Second)
	systems = "GET /projects/{project}/systems?at=" + url.QueryEscape(w.Clock.Now().Format(time.RFC3339Nano))
	w.Run([]world.Call{
		{As: "rita", Do: systems + "&sort=id&limit=2&count=true", Want: 200, Says: `"total":25000`},
		{As: "rita", Do: systems + "&sort=tag&limit=2&count=true", Want: 200, Says: `"total":25000`},
	})
}
