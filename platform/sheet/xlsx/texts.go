package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"cxweb/platform/sheet/markup"
	"cxweb/platform/table"
)

const (
	maxTexts     = 5_000_000 // shared texts
	maxTextBytes = 128 << 20 // of all of them
)

// texts are the shared texts of a workbook, one after the other.
type texts struct {
	all  string
	ends []uint32
}

func (t texts) get(i int) string {
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.all[start:t.ends[i]]
}

// readTexts reads the shared texts. Runs of one text with different looks are
// one text; what is written above it for pronunciation is not part of it.
func (w *Workbook) readTexts(name string) error {
	var all strings.Builder
	err := w.each(name, func(s *markup.Scanner, tag string) error {
		if tag != "si" {
			return nil
		}
		text, err := richText(s, "si")
		if err != nil {
			return err
		}
		if table.TooLong(text) {
			return &table.Problem{Kind: table.LongText, Detail: fmt.Sprintf("%s: text %d has more than %d characters", name, len(w.texts.ends)+1, table.MaxText)}
		}
		all.WriteString(text)
		w.texts.ends = append(w.texts.ends, uint32(all.Len())) //nolint:gosec // no longer than maxTextBytes and one text
		if all.Len() > maxTextBytes || len(w.texts.ends) > maxTexts {
			return &table.Problem{Kind: table.TooLarge, Detail: name + " holds too much text"}
		}
		return nil
	})
	w.texts.all = all.String()
	return err
}

// richText reads on to the end of a tag and returns the text of the t in it.
func richText(s *markup.Scanner, end string) (string, error) {
	var text []byte
	inside, aside := false, false
	for {
		kind, err := s.Next()
		if err != nil {
			if err == io.EOF {
				err = markup.ErrSyntax
			}
			return "", err
		}
		switch {
		case kind == markup.Characters:
			if inside && !aside {
				if text = append(text, s.Text...); len(text) > markup.MaxCharacters {
					return "", markup.ErrTooLong
				}
			}
		case string(s.Name) == "t":
			inside = kind == markup.Start
		case string(s.Name) == "rPh":
			aside = kind == markup.Start
		case kind == markup.End && string(s.Name) == end:
			return plain(text), nil
		}
	}
}

// plain undoes what the format does to characters that XML cannot hold:
// _x000D_ is a carriage return, which is dropped before a line feed.
func plain(text []byte) string {
	if bytes.Contains(text, []byte("_x")) {
		var out []byte
		for len(text) > 0 {
			if len(text) >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' {
				if n, err := strconv.ParseUint(string(text[2:6]), 16, 16); err == nil {
					out, text = append(out, string(rune(n))...), text[7:]
					continue
				}
			}
			out, text = append(out, text[0]), text[1:]
		}
		text = out
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
