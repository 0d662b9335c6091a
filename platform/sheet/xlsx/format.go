package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/sheet/markup"
	"cxweb/platform/table"
)

// format is how a style shows a number, as far as that changes its meaning.
type format struct {
	date  bool
	width int // of a number that is shown with leading zeros, such as 007
}

var general = format{}

// days1904 is what a workbook that counts from 1904 counts less.
const days1904 = 1462

// maxStyles is more than any program writes.
const maxStyles = 1 << 16

// readFormats reads the number format of each style.
func (w *Workbook) readFormats(name string) error {
	custom := map[int]format{}
	inCells := false
	return w.each(name, func(s *markup.Scanner, tag string) error {
		switch tag {
		case "numFmt":
			if id := number(s.Attribute("numFmtId"), 0); len(custom) < maxStyles {
				custom[id] = formatOf(string(s.Attribute("formatCode")))
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells && len(w.formats) < maxStyles {
				id := number(s.Attribute("numFmtId"), 0)
				f, ok := custom[id]
				if !ok {
					f = builtin(id)
				}
				w.formats = append(w.formats, f)
			}
		}
		return nil
	})
}

// builtin are the formats that have a number and no code: ISO/IEC 29500-1,
// 18.8.30, with those of East Asia.
func builtin(id int) format {
	return format{date: id >= 14 && id <= 22 || id >= 27 && id <= 36 || id == 45 || id == 47 || id >= 50 && id <= 58}
}

// formatOf reads a format code. It is a date's if a letter of date or time
// stands in its first section, outside quotes, brackets and escapes.
func formatOf(code string) format {
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch b := code[i]; {
		case quoted:
			quoted = b != '"'
		case bracket:
			bracket = b != ']'
		case b == '"':
			quoted = true
		case b == '[':
			bracket = true
			if rest := strings.ToLower(code[i+1:]); strings.HasPrefix(rest, "h") || strings.HasPrefix(rest, "m") || strings.HasPrefix(rest, "s") {
				return general // [h]:mm is a length of time: a number of days
			}
		case b == '\\' || b == '_' || b == '*':
			i++
		case b == ';':
			return general
		case strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			i += len("general") - 1
		case strings.IndexByte("dmyhsDMYHS", b) >= 0:
			return format{date: true}
		}
	}
	if len(code) > 1 && strings.Trim(code, "0") == "" {
		return format{width: len(code)}
	}
	return general
}

// show is what the number means and how it reads.
func (f format) show(n float64, offset float64) (table.Kind, string) {
	if f.date {
		if text, ok := dateOf(n, offset); ok {
			return table.IsDate, text
		}
	}
	text := shortest(n)
	if n >= 0 && n == math.Trunc(n) && len(text) < f.width {
		text = strings.Repeat("0", min(f.width, 255)-len(text)) + text
	}
	return table.IsNum, text
}

// shortest writes a number as a spreadsheet shows it: to 15 digits, so that
// 0.1+0.2 is 0.3, and without an exponent unless it is very large or small.
func shortest(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.FormatInt(int64(n), 10)
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		rounded = n
	}
	if size := math.Abs(rounded); size >= 1e21 || size < 1e-9 {
		return strconv.FormatFloat(rounded, 'e', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// dateOf turns a serial number into ISO 8601: a time of day below 1, a date
// if it is whole, otherwise both.
func dateOf(serial, offset float64) (string, bool) {
	at, ok := table.FromSerial(serial + offset)
	layout := "2006-01-02T15:04:05"
	switch {
	case serial < 1:
		layout = time.TimeOnly
	case at.Equal(at.Truncate(24 * time.Hour)):
		layout = time.DateOnly
	}
	return at.Format(layout), ok && serial >= 0
}
