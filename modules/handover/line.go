package handover

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"cxweb/modules/handover/archive"

	"github.com/google/uuid"
)

// line is one row of a table that was read.
type line map[string]json.RawMessage

// lines reads a table that was kept, row by row.
func (w *making) lines(ctx context.Context, path string, each func(line) error) error {
	r, err := w.open(ctx, w.at.Kept[path].SHA256)
	if err != nil {
		return err
	}
	defer r.Close()
	return archive.ReadLines(r, func(text []byte) error {
		var l line
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		if err := w.tick(ctx); err != nil {
			return err
		}
		return each(l)
	})
}

// part reads a part, row by row; one that no module has is empty.
func (w *making) part(ctx context.Context, name string, each func(line) error) error {
	if _, ok := w.at.Kept[jsonPath(name)]; !ok {
		return nil
	}
	return w.lines(ctx, jsonPath(name), each)
}

// rows is the number of rows of a kept table.
func (w *making) rows(path string) int64 { return w.at.Kept[path].Rows }

func (l line) has(name string) bool {
	raw := l[name]
	return len(raw) > 0 && string(raw) != "null"
}

// text is a column as a text; numbers stand as they are.
func (l line) text(name string) string {
	if !l.has(name) {
		return ""
	}
	var text string
	if json.Unmarshal(l[name], &text) != nil {
		return string(l[name])
	}
	return text
}

// id is a column that holds an id; none where there is none.
func (l line) id(name string) uuid.UUID {
	id, _ := uuid.Parse(l.text(name)) // the database wrote it; empty means none
	return id
}

// number is a column as a number; nil where there is none.
func (l line) number(name string) any {
	if !l.has(name) {
		return nil
	}
	n, err := strconv.ParseFloat(string(l[name]), 64)
	if err != nil {
		return l.text(name)
	}
	return n
}

// facts are the further facts of a row.
func (l line) facts() map[string]string {
	var facts map[string]string
	if l.has("extra") {
		var raw map[string]any
		_ = json.Unmarshal(l["extra"], &raw) // what is no object has no facts
		facts = make(map[string]string, len(raw))
		for name, v := range raw {
			if text, ok := v.(string); ok {
				facts[name] = text
			} else if text, err := json.Marshal(v); err == nil {
				facts[name] = string(text)
			}
		}
	}
	return facts
}

// first is the first of the columns that holds something.
func (l line) first(names ...string) string {
	for _, name := range names {
		if text := strings.TrimSpace(l.text(name)); text != "" {
			return text
		}
	}
	return ""
}

// inLanguage is a column that has a Danish and an English form.
func (l line) inLanguage(name, language string) string {
	other := map[string]string{"da": "en", "en": "da"}[language]
	return l.first(name+"_"+language, name+"_"+other)
}
