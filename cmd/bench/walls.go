package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/kernel"
)

// walls measures what security costs: row security on a list and versions on ten
// thousand rows beside the same without them, sealing beside the mere hashing of
// the same lines, and one hash of a password.
func (b *bench) walls(ctx context.Context) error {
	const page = "select id, no, title_da, status, note from %s where project = '%s' order by no limit 50 offset :n;\n"
	enter := "select person from platform.enter('person', '\\x" + hex.EncodeToString(kernel.Hash(b.cookie)) + "'::bytea, null, '" + b.project + "', gen_random_uuid(), 'registers.row.list', 'web', now()::text, '127.0.0.1', '', '', '', '15000');\n"
	place := "\\set n random(0, 200)\n"
	if _, err := b.psql(ctx, "create table bench.list (like registers.rows including defaults including indexes including constraints); insert into bench.list select * from registers.rows where project = '"+b.project+"'; analyze bench.list"); err != nil {
		return err
	}
	seen, open, err := alternately(
		func() (float64, error) {
			return b.pgbench(ctx, "cxweb_app", place+"begin read only;\n"+enter+fmt.Sprintf(page, "registers.rows", b.project)+"commit;\n")
		},
		func() (float64, error) {
			return b.pgbench(ctx, "postgres", place+"begin read only;\n"+settings+fmt.Sprintf(page, "bench.list", b.project)+"commit;\n")
		})
	if err != nil {
		return err
	}
	b.add("P1v", "a page: pgbench with who acts and row security ÷ pgbench of the same without", "requests/s", seen, open, "min", 0)
	if err := b.tenThousand(ctx); err != nil {
		return err
	}
	if err := b.sealing(ctx); err != nil {
		return err
	}
	return b.hashing()
}

// tenThousand inserts ten thousand rows with row security, versions and all that
// is kept up with them, and without.
func (b *bench) tenThousand(ctx context.Context) error {
	const rows = " (id, no, title_da, note%s) select gen_random_uuid(), 5000000 + n, 'Ti tusinde', 'note ' || n%s from generate_series(%d, %d) n"
	at := 0
	timed := func(statement string) func() (float64, error) {
		return func() (float64, error) {
			at += 10_000
			begun := time.Now()
			_, err := b.psql(ctx, strings.NewReplacer(":from", strconv.Itoa(at), ":to", strconv.Itoa(at+9_999)).Replace(statement))
			return time.Since(begun).Seconds(), err
		}
	}
	as := "begin; set local role cxweb_app; select from platform.enter('person', '\\x" + hex.EncodeToString(kernel.Hash(b.cookie)) + "'::bytea, null, '" + b.project + "', gen_random_uuid(), 'registers.import.apply', 'import', now()::text, '127.0.0.1', '', '', '', '60000'); "
	with := as + fmt.Sprintf("insert into registers.rows"+strings.ReplaceAll(rows, "%d, %d", ":from, :to"), "", "") + "; commit"
	without := fmt.Sprintf("insert into bench.list"+strings.ReplaceAll(rows, "%d, %d", ":from, :to"), ", project, version, created_at, changed_at", ", '"+b.project+"', 1, now(), now()")
	ours, limit, err := alternately(timed(with), timed(without))
	if err != nil {
		return err
	}
	b.add("P9v", "10,000 rows inserted at once with row security, versions and figures ÷ the same without", "s", ours, limit, "min", 0)
	return nil
}

// sealing has the history sealed as the program does, and takes it back; beside
// it the same lines are hashed and nothing else.
func (b *bench) sealing(ctx context.Context) error {
	const most = "50000"
	begun := time.Now()
	sealed, err := b.psql(ctx, "begin; set local app.kind = 'kernel'; select coalesce(sum(cardinality(versions) + cardinality(entries)), 0) from audit.begin_seals("+most+"); rollback")
	if err != nil {
		return err
	}
	took := time.Since(begun).Seconds()
	fields := strings.Fields(sealed)
	lines, err := strconv.ParseFloat(fields[slices.IndexFunc(fields, func(f string) bool { _, err := strconv.Atoi(f); return err == nil })], 64)
	if err != nil {
		return err
	}
	if lines == 0 {
		return fmt.Errorf("there was nothing to seal: %q", sealed)
	}
	begun = time.Now()
	if _, err := b.psql(ctx, fmt.Sprintf("select count(sha256(convert_to(v.new::text, 'UTF8'))) from (select new from audit.versions where project = '%s' limit %d) v", b.project, int(lines))); err != nil {
		return err
	}
	b.add("D2", fmt.Sprintf("sealing of %d lines of the history, lines a second ÷ hashing them alone", int(lines)), "lines/s", lines/took, lines/time.Since(begun).Seconds(), "min", 0)
	return nil
}

// hashing measures one sign-in that is refused: all of it is one hash.
func (b *bench) hashing() error {
	var all []float64
	for range 7 {
		begun := time.Now()
		_, err := b.call(http.MethodPost, "/api/sign_in", map[string]any{"email": "nobody@demo.example", "password": "Not1thepassword"})
		if err == nil {
			return fmt.Errorf("somebody signed in who does not exist")
		}
		b.failed.Add(-1) // it was to be refused
		all = append(all, float64(time.Since(begun).Milliseconds()))
	}
	b.add("A1", "one sign-in, which is one hash by argon2id ÷ 100 ms", "ms", median(all), 100, "max", 2)
	return nil
}
