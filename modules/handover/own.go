package handover

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"cxweb/platform/kernel"
)

// ownColumns are the columns that the project added to a part's table, each
// with what rows hold in it.
func (w *making) ownColumns(ctx context.Context, p kernel.Part) ([]shown, error) {
	var all []shown
	err := w.part(ctx, "columns", func(l line) error {
		if p.Own == "" || l.text("thing") != p.Own {
			return nil
		}
		title, key, kind := strings.Clone(l.inLanguage("name", w.p.Language)), l.keep("key"), l.keep("kind")
		if unit := l.keep("unit"); unit != "" {
			title += " [" + unit + "]"
		}
		all = append(all, shown{title: title, date: kind == "date", cell: func(l line) any { return w.ownCell(l, key, kind) }})
		return nil
	})
	return all, err
}

// ownCell is an own value as people read it.
func (w *making) ownCell(l line, key, kind string) any {
	own := l.raw("own")
	if own == "" || own == "{}" {
		return nil
	}
	values, err := split(own)
	if err != nil {
		return own
	}
	switch kind {
	case "number":
		return values.number(key)
	case "date":
		return moment(values.text(key), time.DateOnly)
	case "flag":
		if !values.has(key) {
			return nil
		}
		return values.raw(key) == "true"
	case "person":
		return w.people[values.id(key)].Name
	case "choices":
		var several []string
		if values.has(key) && json.Unmarshal([]byte(values.raw(key)), &several) != nil {
			return values.raw(key)
		}
		return strings.Join(several, "; ")
	}
	return values.text(key)
}
