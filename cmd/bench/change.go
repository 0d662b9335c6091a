package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
)

// changes measures making and changing a row, with rights, row security and
// versions, beside the same statements without.
func (b *bench) changes(ctx context.Context) error {
	ids, err := b.psql(ctx, "select string_agg(id::text, ' ') from (select id from registers.rows where project = '"+b.project+"' order by no limit 4000) t")
	if err != nil {
		return err
	}
	all := strings.Fields(ids)
	// The same table with the same indexes and checks; what it lacks is what is measured.
	if _, err := b.psql(ctx, "create table bench.rows (like registers.rows including defaults including indexes including constraints); insert into bench.rows select * from registers.rows where project = '"+b.project+"'; create sequence bench.numbers start 3000000; analyze bench.rows"); err != nil {
		return err
	}
	versions := make([]atomic.Int64, len(all))
	for i := range versions {
		versions[i].Store(1)
	}
	var next atomic.Int64
	update := func(*rand.Rand) error {
		n := next.Add(1)
		i := int(n) % len(all)
		v := versions[i].Load()
		_, err := b.call("PATCH", "/api/projects/{project}/rows/"+all[i], map[string]any{"base": v, "note": "note " + strconv.FormatInt(n, 10)})
		versions[i].Store(v + 1)
		return err
	}
	plain := "\\set n random(1, 4000)\n\\set v random(1, 1000000000)\nbegin;\nselect set_config('app.person', '00000000-0000-0000-0000-000000000001', true), set_config('app.project', '00000000-0000-0000-0000-000000000002', true);\nupdate bench.rows set note = 'note ' || :v, version = version + 1, changed_at = now() where id = (select id from bench.rows where project = '" + b.project + "' and no = :n limit 1);\ncommit;\n"
	ours, limit, err := alternately(func() (float64, error) { return b.rate(update) }, func() (float64, error) { return b.pgbench(ctx, plain) })
	if err != nil {
		return err
	}
	b.add("P7", "change a row with rights, row security and version ÷ pgbench of the same transaction without", "requests/s", ours, limit, "min", 0.5)
	create := func(r *rand.Rand) error {
		_, err := b.call("POST", "/api/projects/{project}/rows", map[string]any{"id": uuid.NewString(), "no": 2_000_000 + next.Add(1), "title_da": "Ny " + strconv.Itoa(r.IntN(1e9))})
		return err
	}
	insert := "begin;\nselect set_config('app.person', '00000000-0000-0000-0000-000000000001', true), set_config('app.project', '00000000-0000-0000-0000-000000000002', true);\ninsert into bench.rows (id, project, version, created_at, changed_at, no, title_da, title_en, criterion_da, criterion_en, unit, comparison, target_text, measured_text, status, br18, weight, note, extra) values (gen_random_uuid(), '" + b.project + "', 1, now(), now(), nextval('bench.numbers'), 'Ny', '', '', '', '', 'text', '', '', 'not_started', false, 1, '', '{}');\ncommit;\n"
	ours, limit, err = alternately(func() (float64, error) { return b.rate(create) }, func() (float64, error) { return b.pgbench(ctx, insert) })
	if err != nil {
		return err
	}
	b.add("P7c", "make a row with rights, row security and version ÷ pgbench of the same transaction without", "requests/s", ours, limit, "min", 0.5)
	return nil
}

// imports measures bringing in a sheet of as many rows as the project has,
// checked and applied, beside COPY of them into a table with the same triggers.
func (b *bench) imports(ctx context.Context) error {
	id := uuid.NewString()
	kept := b.project
	if _, err := b.call("POST", "/api/projects", map[string]any{"id": id, "name": "Import", "disciplines": []any{map[string]any{"code": "VE", "name_da": "Ventilation"}}}); err != nil {
		return err
	}
	b.project = id
	defer func() { b.project = kept }()
	var sheet bytes.Buffer
	sheet.WriteString("Nr;Titel;Fagområde;Enhed;Grænseværdi;Status;Planlagt;Note;BR18;Kriterium\r\n")
	for n := range b.rows {
		fmt.Fprintf(&sheet, "%d;Måling %d;Ventilation;Pa;%d,5;Bestået;2026-04-%02d;note %d;ja;Højst %d\r\n", n+1, n, n%500, 1+n%28, n, n)
	}
	stored, err := b.call("POST", "/api/projects/{project}/files?name=import.csv", sheet.Bytes())
	if err != nil {
		return err
	}
	var f struct{ ID string }
	if err := json.Unmarshal(stored, &f); err != nil {
		return err
	}
	begun := time.Now()
	i, err := b.settled("POST", "/api/projects/{project}/imports", map[string]any{"file": f.ID})
	if err != nil {
		return err
	}
	one := "/api/projects/{project}/imports/" + i.ID
	if _, err := b.settled("POST", one+"/map", map[string]any{"thing": "row", "choice": i.Choice, "mapping": i.Mapping}); err != nil {
		return err
	}
	done, err := b.settled("POST", one+"/apply", nil)
	if err != nil {
		return err
	}
	took := time.Since(begun)
	if n := done.Counts["row"].Done; n != b.rows {
		return fmt.Errorf("%d rows of %d came in", n, b.rows)
	}
	limit, err := b.copyLimit(ctx, id)
	if err != nil {
		return err
	}
	ms, err := strconv.ParseFloat(limit, 64)
	if err != nil {
		return err
	}
	b.add("P9", fmt.Sprintf("import of %d rows, read, checked, applied with versions ÷ the same rows staged and inserted with the trigger", b.rows), "s", took.Seconds(), ms/1000, "max", 4)
	return nil
}

// copyLimit stages an import's rows and inserts them with the versioning
// trigger; it returns the milliseconds that took.
func (b *bench) copyLimit(ctx context.Context, project string) (string, error) {
	if _, err := b.psql(ctx, "create table bench.copied (like registers.rows including defaults including indexes); create trigger versions after insert on bench.copied referencing new table as fresh for each statement execute function audit.record_new(); create table bench.took (ms numeric)"); err != nil {
		return "", err
	}
	_, err := b.psql(ctx, fmt.Sprintf(`do $$ declare t timestamptz := clock_timestamp(); begin
		create temp table staged as select * from registers.rows where project = '%s';
		insert into bench.copied select * from staged;
		insert into bench.took select extract(epoch from clock_timestamp() - t) * 1000;
	end $$`, project))
	if err != nil {
		return "", err
	}
	return b.psql(ctx, "select ms from bench.took")
}

type importState struct {
	ID, State string
	Mapping   map[string]string
	Choice    json.RawMessage
	Counts    map[string]struct{ Done, Wrong int }
}

// settled sends a request about an import and waits until its step is over.
func (b *bench) settled(method, path string, body any) (importState, error) {
	var i importState
	text, err := b.call(method, path, body)
	for {
		if err == nil {
			err = json.Unmarshal(text, &i)
		}
		if err != nil || i.State != "reading" && i.State != "checking" && i.State != "applying" {
			break
		}
		time.Sleep(50 * time.Millisecond)
		text, err = b.call("GET", "/api/projects/{project}/imports/"+i.ID, nil)
	}
	if err == nil && (i.State == "failed" || i.State == "cancelled") {
		err = fmt.Errorf("the import %s", i.State)
	}
	return i, err
}
