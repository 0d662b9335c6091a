package registers

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"
)

// saveOne makes or changes one row and answers it as it became. It is what
// people do most, so it is one statement where nobody else had a hand in the row.
func (m *Module) saveOne(ctx context.Context, t *thing, e *edit) ([]byte, error) {
	e.alone = true
	t, err := m.ready(ctx, t, []*edit{e})
	if err != nil {
		return nil, err
	}
	if e.failed != nil {
		return nil, e.failed
	}
	if e.Create {
		return t.createOne(ctx, e)
	}
	if len(e.values) == 0 {
		return nil, problem.New(problem.Invalid, "No field is changed")
	}
	row, changed, err := t.changeOne(ctx, e)
	if err != nil || changed {
		return row, err
	}
	// The row is not there, not at that version, locked or somebody else's: the
	// longer way says which, and merges.
	e.alone = false
	if err := m.save(ctx, t, []*edit{e}); err != nil {
		return nil, err
	}
	if e.failed != nil {
		return nil, e.failed
	}
	return db.ReadOne(ctx, t.shape(), "select "+t.columns()+" from "+t.table()+" t where t.id = $1", e.ID.String())
}

func (t *thing) createOne(ctx context.Context, e *edit) ([]byte, error) {
	var args arguments
	columns, values := []string{"id"}, []string{args.of(e.ID.String())}
	for _, name := range slices.Sorted(maps.Keys(e.values)) {
		columns, values = append(columns, name), append(values, args.of(e.values[name]))
	}
	return db.ReadOne(ctx, t.shape(), fmt.Sprintf("insert into %s as t (%s) values (%s) returning %s", t.table(), quoted(columns), strings.Join(values, ", "), t.columns()), args...)
}

// changeOne changes the row if it is as it was read and the person may.
func (t *thing) changeOne(ctx context.Context, e *edit) (row []byte, changed bool, err error) {
	var args arguments
	set := make([]string, 0, len(e.values))
	for _, name := range slices.Sorted(maps.Keys(e.values)) {
		value := args.of(e.values[name])
		if name == "own" {
			value = "jsonb_strip_nulls(t.own || " + value + "::jsonb)"
		}
		set = append(set, fmt.Sprintf("%q = %s", name, value))
	}
	may, whose, err := t.mayEdit(ctx)
	if err != nil {
		return nil, false, err
	}
	for _, one := range whose {
		may = strings.Replace(may, "?", args.of(fmt.Sprint(one)), 1)
	}
	if e.only != "" {
		may += " and " + e.only
	}
	all, err := db.Read(ctx, "", t.shape(), 1, fmt.Sprintf("update %s t set %s where t.id = %s and t.version = %s and %s returning %s",
		t.table(), strings.Join(set, ", "), args.of(e.ID.String()), args.of(strconv.Itoa(e.Base)), may, t.columns()), args...)
	if err != nil || all.Rows == 0 {
		return nil, false, err
	}
	return all.JSON[1 : len(all.JSON)-1], true, nil
}

// call is a value that a function of the database gives.
type call struct{ function, with string }

// arguments are values that are sent beside a statement.
type arguments []string

// of adds a checked value and returns what stands for it.
func (a *arguments) of(v any) string {
	var text string
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		text = v
	case json.Number:
		text = v.String()
	case bool:
		text = strconv.FormatBool(v)
	case call:
		if v.with == "" {
			return v.function
		}
		return fmt.Sprintf(v.function, a.of(v.with))
	default:
		raw, err := json.Marshal(v)
		if err != nil {
			panic(err) // it came out of JSON a moment ago
		}
		text = string(raw)
	}
	*a = append(*a, text)
	return "$" + strconv.Itoa(len(*a))
}
