package db

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Translate puts the database's refusals into words for people.
func Translate(err error) error { return translate(err) }

// Enter moves the work under way into a project, with the rights that the
// person has there; a project that does not exist yet has no member.
func Enter(ctx context.Context, project uuid.UUID) error {
	_, err := On(ctx).NewRaw("select set_config('app.project', ?, true)", project.String()).Exec(ctx)
	scope.From(ctx).Project = project
	return err
}

// Patch changes some fields of a row that was read at version base. Fields
// that nobody else changed since are merged; the others are told with what
// they were, what they are now and what was to become of them. Names of fields
// must be known to the caller as the table's columns.
func Patch(ctx context.Context, table string, id uuid.UUID, base int, set map[string]json.RawMessage) error {
	body, err := json.Marshal(set)
	if err != nil {
		return err
	}
	done, err := patch(ctx, table, id, base, body, set)
	if err != nil || done {
		return translate(err)
	}
	var text []byte
	err = On(ctx).NewRaw("select to_jsonb(t) from ? t where id = ? for update", bun.Safe(table), id).Scan(ctx, &text)
	if err != nil {
		return translate(err)
	}
	var current map[string]json.RawMessage
	if err := json.Unmarshal(text, &current); err != nil {
		return err
	}
	var now int
	if err := json.Unmarshal(current["version"], &now); err != nil {
		return err
	}
	if base > now || base < 1 {
		return problem.New(problem.Stale, "The version %d was never there", base)
	}
	if now == base { // nothing was to be changed
		return nil
	}
	if err := clashes(ctx, table, id, base, current, set); err != nil {
		return err
	}
	if _, err := patch(ctx, table, id, now, body, set); err != nil {
		return translate(err)
	}
	return nil
}

// patch carries the change out if the row is still at version base.
func patch(ctx context.Context, table string, id uuid.UUID, base int, body []byte, set map[string]json.RawMessage) (bool, error) {
	columns, values := "", ""
	for i, name := range slices.Sorted(maps.Keys(set)) {
		if i > 0 {
			columns, values = columns+", ", values+", "
		}
		columns, values = columns+fmt.Sprintf("%q", name), values+fmt.Sprintf("r.%q", name)
	}
	result, err := On(ctx).NewRaw("update ? t set (?) = row(?) from jsonb_populate_record(null::?, ?::jsonb) r where t.id = ? and t.version = ?",
		bun.Safe(table), bun.Safe(columns), bun.Safe(values), bun.Safe(table), string(body), id, base).Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// clashes finds fields that were changed by somebody else since base to
// something other than what is wanted now.
func clashes(ctx context.Context, table string, id uuid.UUID, base int, current, set map[string]json.RawMessage) error {
	var text []byte
	err := On(ctx).NewRaw("select new from audit.versions where project = ? and row = ? and tbl = ? and version = ? order by seq desc limit 1",
		scope.From(ctx).Project, id, table, base).Scan(ctx, &text)
	if err != nil {
		return problem.New(problem.Stale, "").Because(err)
	}
	var before map[string]json.RawMessage
	if err := json.Unmarshal(text, &before); err != nil {
		return err
	}
	var all []problem.Difference
	for _, name := range slices.Sorted(maps.Keys(set)) {
		was, is, wanted := plain(before[name]), plain(current[name]), plain(set[name])
		if !reflect.DeepEqual(was, is) && !reflect.DeepEqual(is, wanted) {
			all = append(all, problem.Difference{Field: name, Base: was, Theirs: is, Yours: wanted})
		}
	}
	if len(all) == 0 {
		return nil
	}
	p := problem.New(problem.Stale, "")
	p.Stale = all
	return p
}

func plain(raw json.RawMessage) (v any) {
	if len(raw) > 0 {
		_ = json.Unmarshal(raw, &v) // came out of JSON a moment ago
	}
	return v
}

func init() {
	problem.Teach(map[string]string{"The version %d was never there": "Version %d har aldrig været der"})
}
