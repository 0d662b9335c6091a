package handover

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"cxweb/modules/handover/archive"

	"github.com/google/uuid"
)

// line is one row of a table that was read: its columns with their values as
// they stand in JSON.
type line []field

type field struct{ name, raw string } // the name as it stands between its quotes

var errLine = errors.New("a row is not a JSON object")

// split finds the columns of a row without making anything of their values:
// most are looked at once, or not at all. The text is valid JSON.
func split(text string) (line, error) { return make(line, 0, 32).split(text) }

// split is split into the room of a line that is not needed any more.
func (l line) split(text string) (line, error) {
	l = l[:0]
	at := strings.IndexByte(text, '{') + 1
	if at == 0 {
		return nil, errLine
	}
	for {
		from := strings.IndexByte(text[at:], '"')
		if from < 0 {
			if len(l) > 0 {
				return nil, errLine
			}
			return l, nil // {}
		}
		name, rest := value(text, at+from)
		colon := strings.IndexByte(text[rest:], ':')
		if len(name) < 2 || colon < 0 {
			return nil, errLine
		}
		raw, end := value(text, rest+colon+1)
		if raw == "" || end >= len(text) {
			return nil, errLine
		}
		l = append(l, field{name[1 : len(name)-1], raw})
		if at = end + 1; text[end] == '}' {
			return l, nil
		}
	}
}

// seek is one column of a row, found without looking at those behind it; none
// where it is not there.
func seek(text, name string) field {
	at := strings.IndexByte(text, '{') + 1
	for at > 0 {
		from := strings.IndexByte(text[at:], '"')
		if from < 0 {
			break
		}
		end := closing(text, at+from)
		if end >= len(text) {
			break
		}
		colon := strings.IndexByte(text[end:], ':')
		if colon < 0 {
			break
		}
		raw, rest := value(text, end+colon+1)
		if text[at+from+1:end] == name {
			return field{name, raw}
		}
		at = rest + 1
		if rest >= len(text) || text[rest] == '}' {
			break
		}
	}
	return field{}
}

// value is the JSON value at a place, and where the comma or bracket behind it stands.
func value(text string, at int) (raw string, end int) {
	depth, from := 0, at
	for ; at < len(text); at++ {
		switch c := text[at]; {
		case c == '"':
			at = closing(text, at)
		case c == '{' || c == '[':
			depth++
		case depth > 0 && (c == '}' || c == ']'):
			depth--
		case depth == 0 && (c == ',' || c == '}' || c == ']' || c == ':'):
			return bare(text[from:at]), at
		}
	}
	return bare(text[from:]), at
}

// bare is a text without the space around it, which most have none of.
func bare(text string) string {
	if text == "" || text[0] > ' ' && text[len(text)-1] > ' ' {
		return text
	}
	return strings.TrimSpace(text)
}

// closing is where a quoted text ends that begins at a place.
func closing(text string, at int) int {
	for {
		next := strings.IndexByte(text[at+1:], '"')
		if next < 0 {
			return len(text)
		}
		at += 1 + next
		escapes := at
		for escapes > 0 && text[escapes-1] == '\\' {
			escapes--
		}
		if (at-escapes)%2 == 0 {
			return at
		}
	}
}

// MarshalJSON implements json.Marshaler.
func (l line) MarshalJSON() ([]byte, error) { return l.append(nil), nil }

func (l line) append(text []byte) []byte {
	text = append(text, '{')
	for i, f := range l {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(append(append(text, '"'), f.name...), '"', ':'), f.raw...)
	}
	return append(text, '}')
}

// lines reads a table that was kept, row by row; each lasts until the next.
func (w *making) lines(ctx context.Context, path string, each func(line) error) error {
	l := make(line, 0, 64)
	return w.texts(ctx, path, func(text []byte) (err error) {
		if l, err = l.split(string(text)); err != nil {
			return err
		}
		return each(l)
	})
}

// texts is lines without finding their columns.
func (w *making) texts(ctx context.Context, path string, each func(text []byte) error) error {
	r, err := w.open(ctx, path)
	if err != nil {
		return err
	}
	defer r.Close()
	c := counterOf(ctx)
	return archive.ReadLines(r, func(text []byte) error {
		if err := w.tick(ctx, c); err != nil {
			return err
		}
		return each(text)
	})
}

// part reads a part, row by row; one that no module has is empty.
func (w *making) part(ctx context.Context, name string, each func(line) error) error {
	if _, had := w.kept(jsonPath(name)); !had {
		return nil
	}
	return w.lines(ctx, jsonPath(name), each)
}

// rows is the number of rows of a kept table.
func (w *making) rows(path string) int64 {
	k, _ := w.kept(path)
	return k.Rows
}

// raw is a column as it stands in JSON; empty where there is none.
func (l line) raw(name string) string {
	for _, f := range l {
		if f.name == name {
			if f.raw == "null" {
				return ""
			}
			return f.raw
		}
	}
	return ""
}

func (l line) has(name string) bool { return l.raw(name) != "" }

// text is a column as a text; numbers stand as they are.
func (l line) text(name string) string {
	raw := l.raw(name)
	if len(raw) < 2 || raw[0] != '"' {
		return raw
	}
	if strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	var text string
	if json.Unmarshal([]byte(raw), &text) != nil {
		return raw
	}
	return text
}

// keep is a text that outlives its row, which would else stay in memory whole.
func (l line) keep(name string) string { return strings.Clone(l.text(name)) }

// id is a column that holds an id; none where there is none.
func (l line) id(name string) uuid.UUID {
	id, _ := uuid.Parse(l.text(name)) // the database wrote it; empty means none
	return id
}

// number is a column as a number; nil where there is none.
func (l line) number(name string) any {
	raw := l.raw(name)
	if raw == "" {
		return nil
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return l.text(name)
	}
	return n
}

// facts are the further facts of a row.
func (l line) facts() map[string]string { return l.factsOf("extra") }

// factsOf are the facts of a column that holds a JSON object of them.
func (l line) factsOf(column string) map[string]string {
	text := l.raw(column)
	if text == "" || text == "{}" {
		return nil
	}
	var raw map[string]any
	_ = json.Unmarshal([]byte(text), &raw) // what is no object has no facts
	facts := make(map[string]string, len(raw))
	for name, v := range raw {
		if text, ok := v.(string); ok {
			facts[name] = text
		} else if text, err := json.Marshal(v); err == nil {
			facts[name] = string(text)
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
