package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// changes measures making and changing a row.
func (b *bench) changes(ctx context.Context) error {
	ids, err := b.psql(ctx, "select string_agg(id::text, ' ') from (select id from registers.rows where project = '"+b.project+"' order by no limit 4000) t")
	if err != nil {
		return err
	}
	all := strings.Fields(ids)
	all = all[:len(all)/2] // pgbench changes the others: each must know its rows' versions
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
	same := b.transaction("registers.row.change", fmt.Sprintf("\\set n random(%d, 4000)\n\\set v random(1, 1000000000)\n", len(all)+1),
		"update registers.rows set note = 'note ' || :v where project = '"+b.project+"' and no = :n returning id")
	plain := "\\set n random(1, 4000)\n\\set v random(1, 1000000000)\nbegin;\n" + settings + "update bench.rows set note = 'note ' || :v, version = version + 1, changed_at = now() where id = (select id from bench.rows where project = '" + b.project + "' and no = :n limit 1);\ncommit;\n"
	if err := b.oneChange(ctx, "P7", "change a row", update, same, plain); err != nil {
		return err
	}
	create := func(r *rand.Rand) error {
		_, err := b.call("POST", "/api/projects/{project}/rows", map[string]any{"id": uuid.NewString(), "title_da": "Ny " + strconv.Itoa(r.IntN(1e9))})
		return err
	}
	const fields = " (id, no, title_da, title_en, criterion_da, criterion_en, unit, comparison, target_text, measured_text, status, br18, weight, note, extra"
	const values = "'Ny', '', '', '', '', 'text', '', '', 'not_started', false, 1, '', '{}'"
	same = b.transaction("registers.row.create", "", "insert into registers.rows"+fields+") values (gen_random_uuid(), registers.next_number(), "+values+") returning id")
	plain = "begin;\n" + settings + "insert into bench.rows" + fields + ", project, version, created_at, changed_at) values (gen_random_uuid(), nextval('bench.numbers'), " + values + ", '" + b.project + "', 1, now(), now());\ncommit;\n"
	return b.oneChange(ctx, "P7c", "make a row", create, same, plain)
}

const settings = "select set_config('app.person', '00000000-0000-0000-0000-000000000001', true), set_config('app.project', '00000000-0000-0000-0000-000000000002', true);\n"

// oneChange measures one kind of change beside pgbench of the same transaction, as
// the serving role with rights, row security, versions and the history's entry,
// and beside the bare statement, which has none of them.
func (b *bench) oneChange(ctx context.Context, id, what string, ours func(*rand.Rand) error, same, plain string) error {
	rate, limit, err := alternately(func() (float64, error) { return b.rate(ours) }, func() (float64, error) { return b.pgbench(ctx, "cxweb_app", same) })
	if err != nil {
		return err
	}
	b.add(id, what+" through HTTP ÷ pgbench of the same transaction, with rights, row security and versions", "requests/s", rate, limit, "min", 0.5)
	bare, err := b.pgbench(ctx, "postgres", plain)
	if err != nil {
		return err
	}
	b.add(id+"v", what+": pgbench of that transaction ÷ pgbench of the same without rights, row security and versions", "requests/s", limit, bare, "min", 0)
	return nil
}

// transaction is a script of what the program sends to carry one action out.
func (b *bench) transaction(action, before, statement string) string {
	return before + "begin;\nselect person, session, company, role, array_to_string(rights, ','), array_to_string(disciplines, ','), own_company, member, touched from platform.enter('person', '\\x" +
		hex.EncodeToString(kernel.Hash(b.cookie)) + "'::bytea, null, '" + b.project + "', gen_random_uuid(), '" + action + "', 'web', now()::text, '127.0.0.1', '', '', '', '15000');\n" +
		statement + " \\gset\nselect audit.note(:id::uuid, '{}');\ncommit;\n"
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
