package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// touched is a row that is to be put back or taken away: what it is to be as
// JSON, whole or the fields that matter, and what it is now.
type touched struct {
	Tbl     string
	Row     uuid.UUID
	Gone    bool            // it is not there now
	Before  json.RawMessage // what it is to be
	After   json.RawMessage // what it is
	Version int             // at which it is, or was deleted
	Entry   uuid.UUID       // that deleted it
}

// unfit is a row that could not be put back, and why.
type unfit struct {
	touched
	why *problem.Problem
}

// putAtOnce is how many rows are put back in one statement.
const putAtOnce = 1000

// fields are those that a row is put back in; of one that is gone, all it had.
func (c touched) fields() (map[string]json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(c.Before, &fields); err != nil {
		return nil, err
	}
	if !c.Gone {
		maps.DeleteFunc(fields, func(name string, _ json.RawMessage) bool { return machinery[name] })
	}
	return fields, nil
}

// putAll puts rows of one table back, those of one form together, and returns
// those that cannot be.
func (m *Module) putAll(ctx context.Context, table string, all []touched) (left []unfit, err error) {
	together := map[string][]touched{}
	for _, c := range all {
		if p := m.approved(ctx, c); p != nil {
			left = append(left, unfit{c, p})
			continue
		}
		fields, err := c.fields()
		if err != nil {
			return nil, err
		}
		form := fmt.Sprint(c.Gone, " ", strings.Join(slices.Sorted(maps.Keys(fields)), ","))
		together[form] = append(together[form], c)
	}
	for _, form := range slices.Sorted(maps.Keys(together)) {
		for some := range slices.Chunk(together[form], putAtOnce) {
			not, err := m.trySome(ctx, some, func(ctx context.Context, some []touched) error { return m.putMany(ctx, table, some) })
			if err != nil {
				return nil, err
			}
			left = append(left, not...)
		}
	}
	return left, nil
}

// removeAll deletes rows of one table and returns those that cannot be.
func (m *Module) removeAll(ctx context.Context, table string, all []touched) (left []unfit, err error) {
	fit := make([]touched, 0, len(all))
	for _, c := range all {
		if p := m.approved(ctx, c); p != nil {
			left = append(left, unfit{c, p})
			continue
		}
		fit = append(fit, c)
	}
	for some := range slices.Chunk(fit, putAtOnce) {
		not, err := m.trySome(ctx, some, func(ctx context.Context, some []touched) error {
			ids := make([]uuid.UUID, len(some))
			for i, c := range some {
				ids[i] = c.Row
			}
			result, err := db.On(ctx).NewRaw("delete from ? where id in (?)", bun.Safe(table), bun.List(ids)).Exec(ctx)
			if err != nil {
				return err
			}
			if n, err := result.RowsAffected(); err != nil || int(n) != len(some) {
				return notThere()
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		left = append(left, not...)
	}
	return left, nil
}

// trySome does something with many rows at once; where the database refuses it,
// with either half of them, until those stand alone that cannot be.
func (m *Module) trySome(ctx context.Context, some []touched, fn func(context.Context, []touched) error) ([]unfit, error) {
	if len(some) == 0 {
		return nil, nil
	}
	err := db.Nested(ctx, func(ctx context.Context) error { return fn(ctx, some) })
	if err == nil {
		return nil, nil
	}
	p := problem.Of(err)
	if p.Kind == problem.Internal || p.Kind == problem.Unavailable {
		return nil, err
	}
	if len(some) == 1 {
		return []unfit{{some[0], p}}, nil
	}
	half := len(some) / 2
	first, err := m.trySome(ctx, some[:half], fn)
	if err != nil {
		return nil, err
	}
	second, err := m.trySome(ctx, some[half:], fn)
	return append(first, second...), err
}

// putMany puts rows of one form back in one statement, under the same row
// security as everything else; each of them is a version itself.
func (m *Module) putMany(ctx context.Context, table string, some []touched) error {
	columns, _, err := m.columns(ctx, table, some[0].Before, nil)
	if err != nil || len(columns) == 0 && !some[0].Gone {
		return err
	}
	images := make([]map[string]json.RawMessage, len(some))
	for i, c := range some {
		if images[i], err = c.fields(); err != nil {
			return err
		}
		images[i]["id"] = json.RawMessage(`"` + c.Row.String() + `"`)
		images[i]["version"] = json.RawMessage(fmt.Sprint(c.Version + 1)) // goes on where the deletion ended
	}
	body, err := json.Marshal(images)
	if err != nil {
		return err
	}
	if some[0].Gone {
		_, err := db.On(ctx).NewRaw("insert into ? (id, version, created_by, created_at, ?) select r.id, r.version, r.created_by, r.created_at, ? from jsonb_populate_recordset(null::?, ?::jsonb) r",
			bun.Safe(table), bun.Safe(prefixed("", columns)), bun.Safe(prefixed("r.", columns)), bun.Safe(table), string(body)).Exec(ctx)
		return err
	}
	set := make([]string, len(columns))
	for i, name := range columns {
		set[i] = fmt.Sprintf("%q = r.%q", name, name)
	}
	result, err := db.On(ctx).NewRaw("update ? t set ? from jsonb_populate_recordset(null::?, ?::jsonb) r where t.id = r.id",
		bun.Safe(table), bun.Safe(strings.Join(set, ", ")), bun.Safe(table), string(body)).Exec(ctx)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil || int(n) == len(some) {
		return err
	}
	if len(some) > 1 {
		return notThere()
	}
	// A row that is as it is to be already is not written.
	var there bool
	if err := db.On(ctx).NewRaw("select exists (select 1 from ? where id = ?)", bun.Safe(table), some[0].Row).Scan(ctx, &there); err != nil || there {
		return err
	}
	return notThere()
}

func notThere() error {
	return problem.New(problem.Conflict, "It is not there any more, or you may not see it as it is now")
}

// refusalsTold is how many refusals an answer names; it counts them all.
const refusalsTold = 1000

// tell counts rows that were put back, and names those that could not be.
func (m *Module) tell(ctx context.Context, out *Restored, all []touched, left []unfit) {
	m.countPut(out, all, left)
	for _, u := range left {
		m.refuse(ctx, out, u)
	}
}

// countPut counts rows that were put back, but those that are left.
func (m *Module) countPut(out *Restored, all []touched, left []unfit) {
	add := func(c touched, n int) {
		out.Rows += n
		if c.Gone {
			out.Back += n
		} else {
			out.Changed += n
		}
	}
	for _, c := range all {
		add(c, 1)
	}
	for _, u := range left {
		add(u.touched, -1)
	}
}

// refuse adds a refusal.
func (m *Module) refuse(ctx context.Context, out *Restored, u unfit) {
	out.Left++
	if len(out.Refused) < refusalsTold {
		out.Refused = append(out.Refused, m.refusal(ctx, u.touched, u.why))
	}
}

// approved says why a row may not be touched that is approved, or was: to undo
// or to repeat an approval takes the right to approve.
func (m *Module) approved(ctx context.Context, c touched) *problem.Problem {
	a := m.restores[c.Tbl].Approved
	if a.Field == "" || scope.From(ctx).Has(a.Area, "approve") {
		return nil
	}
	for _, image := range []json.RawMessage{c.Before, c.After} {
		var fields map[string]any
		_ = json.Unmarshal(image, &fields) // an image that is not there approves nothing
		if fields[a.Field] == a.Value {
			return problem.Of(kernel.Lacks(a.Area, "approve"))
		}
	}
	return nil
}

func prefixed(prefix string, columns []string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = fmt.Sprintf("%s%q", prefix, c)
	}
	return strings.Join(list, ", ")
}

func init() {
	problem.Teach(map[string]string{
		"It is not there any more, or you may not see it as it is now": "Den er der ikke længere, eller du må ikke se den, som den er nu",
	})
}
