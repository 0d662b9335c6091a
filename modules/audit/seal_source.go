package audit

import (
	"context"
	"encoding/json"
	"fmt"

	"cxweb/modules/audit/seal"
	"cxweb/platform/db"

	"github.com/google/uuid"
)

// Query runs a query whose rows are one text each, and gives them one by one.
type Query func(ctx context.Context, query string, each func(line []byte) error) error

// lines is Query in the transaction under way.
func lines(ctx context.Context, query string, each func(line []byte) error) error {
	return db.Cells(ctx, func(cells [][]byte) error { return each(cells[0]) }, query)
}

const (
	sealFields    = `'project', s.project, 'n', s.n, 'made_at', s.made_at, 'versions', s.versions, 'entries', s.entries, 'leaves', s.leaves, 'prev', s.prev, 'root', s.root, 'hash', s.hash, 'key', s.key, 'signature', s.signature`
	versionFields = `'seq', v.seq, 'at', v.at, 'entry', v.entry, 'person', v.person, 'action', v.action, 'origin', v.origin, 'table', v.tbl, 'row', v.row, 'version', v.version, 'op', v.op, 'new', v.new, 'old', v.old`
	entryFields   = `'seq', e.seq, 'at', e.at, 'id', e.id, 'person', e.person, 'action', e.action, 'origin', e.origin, 'captured_at', e.captured_at, 'clock_offset_ms', e.clock_offset_ms, 'subject', e.subject, 'about', e.about, 'tables', e.tables`
)

// Source reads a project's history out of a database to be checked.
type Source struct {
	Project uuid.UUID
	Query   Query
	Tick    func(context.Context) error // after each line; may stop the reading
	kernel  bool                        // what was done outside every project is read by the kernel, which sees no table of the history
}

// of are a history's rows in one of its tables; what was done outside every
// project stands there without one.
func (s Source) of(table, alias string) string {
	switch {
	case s.kernel:
		return fmt.Sprintf("audit.outside_%s() %s", table, alias)
	case s.Project == uuid.Nil:
		return fmt.Sprintf("audit.%s %[2]s where %[2]s.project is null", table, alias)
	}
	return fmt.Sprintf("audit.%s %[2]s where %[2]s.project = '%[3]s'", table, alias, s.Project)
}

// Seals implements seal.Source.
func (s Source) Seals(ctx context.Context, each func(*seal.Seal) error) error {
	return decode(ctx, s, fmt.Sprintf("select json_build_object(%s)::text from audit.seals s where s.project = '%s' order by s.n", sealFields, s.Project), each)
}

// Versions implements seal.Source.
func (s Source) Versions(ctx context.Context, each func(*seal.Version) error) error {
	return decode(ctx, s, "select json_build_object("+versionFields+")::text from "+s.of("versions", "v"), each)
}

// Entries implements seal.Source.
func (s Source) Entries(ctx context.Context, each func(*seal.Entry) error) error {
	return decode(ctx, s, "select json_build_object("+entryFields+")::text from "+s.of("entries", "e"), each)
}

func decode[T any](ctx context.Context, s Source, query string, each func(*T) error) error {
	return s.Query(ctx, query, func(line []byte) error {
		one := new(T)
		if err := json.Unmarshal(line, one); err != nil {
			return err
		}
		if s.Tick != nil {
			if err := s.Tick(ctx); err != nil {
				return err
			}
		}
		return each(one)
	})
}

// Untraced tells of rows of a project that are not as the history left them:
// changed, made or removed past the trigger that writes it.
func (s Source) Untraced(ctx context.Context, tell func(seal.Fault)) error {
	var tables []string
	if err := s.Query(ctx, "select name::text from platform.tables where versioned order by 1", func(line []byte) error {
		tables = append(tables, string(line))
		return nil
	}); err != nil {
		return err
	}
	for _, table := range tables {
		err := s.Query(ctx, s.strays(table), func(line []byte) error {
			var f struct{ Row, Is string }
			if err := json.Unmarshal(line, &f); err != nil {
				return err
			}
			tell(seal.Fault{Format: untraced[f.Is], Args: []any{table}, Table: table, Row: f.Row})
			return nil
		})
		if err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	return nil
}

var untraced = map[string]string{
	"changed": "a row of %s was changed without a trace in the history",
	"made":    "a row of %s was made without a trace in the history",
	"gone":    "a row of %s was removed without a trace in the history",
}

// strays finds rows of a table that differ from their last version. They are
// compared as rows, because a moment's text depends on the time zone; columns
// that came later have no say.
func (s Source) strays(table string) string {
	return fmt.Sprintf(`with last as (select distinct on (v.row) v.row, v.op, v.new from audit.versions v where v.project = '%[1]s' and v.tbl = '%[2]s' order by v.row, v.seq desc),
		found as (select coalesce(l.row, t.id) as row, case
			when t.id is null then case when l.op <> 'D' then 'gone' end
			when l.row is null or l.op = 'D' then 'made'
			when jsonb_populate_record(null::%[2]s, to_jsonb(t) || l.new) is distinct from t then 'changed' end as is
			from last l full join (select * from %[2]s where project = '%[1]s') t on t.id = l.row)
		select json_build_object('row', f.row, 'is', f.is)::text from found f where f.is is not null order by f.row limit 100`, s.Project, table)
}
