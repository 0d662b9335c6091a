package handover

import (
	"context"
	"encoding/json"
	"strings"

	"cxweb/platform/kernel"
	"cxweb/platform/table"

	"github.com/google/uuid"
)

// ownColumns are the columns that the project added to a part's table, each
// with what rows hold in it.
func (w *making) ownColumns(ctx context.Context, p kernel.Part) ([]shown, error) {
	var all []shown
	var documents map[uuid.UUID]label
	linked := false
	err := w.part(ctx, "columns", func(l line) error {
		if p.Own == "" || l.text("thing") != p.Own {
			return nil
		}
		title, key, kind := strings.Clone(l.inLanguage("name", w.p.Language)), l.keep("key"), l.keep("kind")
		if unit := l.keep("unit"); unit != "" {
			title += " [" + unit + "]"
		}
		all = append(all, shown{title: title, date: kind == "date", cell: func(l line) table.Cell { return w.ownCell(l, key, kind, documents) }})
		linked = linked || kind == "document"
		return nil
	})
	if err == nil && linked && w.table(p.Name).Rows > 0 {
		documents, err = w.labels(ctx, "documents")
	}
	return all, err
}

// ownCell is an own value as people read it.
func (w *making) ownCell(l line, key, kind string, documents map[uuid.UUID]label) table.Cell {
	own := l.raw("own")
	if own == "" || own == "{}" {
		return table.Cell{}
	}
	values, err := split(own)
	if err != nil {
		return words(own)
	}
	switch text := values.text(key); kind {
	case "number":
		return table.Cell{Kind: table.IsNum, Text: text}
	case "date":
		return table.Cell{Kind: table.IsDate, Text: text}
	case "flag":
		if !values.has(key) {
			return table.Cell{}
		}
		return flag(values.raw(key) == "true")
	case "person":
		return words(w.people[values.id(key)].Name)
	case "document":
		found, ok := documents[values.id(key)]
		if values.has(key) && !ok {
			return words(w.say("slettet dokument", "deleted document"))
		}
		return words(found.text())
	case "choices":
		var several []string
		if values.has(key) && json.Unmarshal([]byte(values.raw(key)), &several) != nil {
			return words(values.raw(key))
		}
		return words(strings.Join(several, "; "))
	default:
		return words(text)
	}
}
