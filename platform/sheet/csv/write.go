package csv

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cxweb/platform/table"
)

// Writer writes rows as Excel opens them by a double click: UTF-8 with a byte
// order mark, semicolons, and no text that is taken for a formula.
type Writer struct {
	Decimal byte // of numbers: a point, or a comma for Danish eyes
	w       *bufio.Writer
	line    []byte
	began   bool
}

// NewWriter writes to w; Flush ends it.
func NewWriter(w io.Writer) *Writer {
	return &Writer{Decimal: '.', w: bufio.NewWriterSize(w, 1<<16)}
}

// Row writes strings, numbers, booleans, times and nil for nothing. A time at
// midnight is a date.
func (w *Writer) Row(cells ...any) error {
	w.begin()
	for i, c := range cells {
		text, err := w.text(c)
		if err != nil {
			return err
		}
		w.add(i, text)
	}
	return w.end()
}

// Cells writes cells as a table has them, the digits of a number as they are.
func (w *Writer) Cells(cells []table.Cell) error {
	w.begin()
	for i, c := range cells {
		switch {
		case c.Kind == table.Empty:
			w.add(i, "")
		case c.Kind == table.IsNum && table.IsDigits(c.Text):
			if w.Decimal != '.' {
				c.Text = strings.Replace(c.Text, ".", string(rune(w.Decimal)), 1)
			}
			w.add(i, c.Text)
		default:
			w.add(i, guard(c.Text))
		}
	}
	return w.end()
}

func (w *Writer) begin() {
	w.line = w.line[:0]
	if !w.began {
		w.began = true
		w.line = append(w.line, "\uFEFF"...)
	}
}

func (w *Writer) add(column int, text string) {
	if column > 0 {
		w.line = append(w.line, ';')
	}
	if quoted(text) {
		text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	w.line = append(w.line, text...)
}

func (w *Writer) end() error {
	w.line = append(w.line, "\r\n"...)
	_, err := w.w.Write(w.line)
	return err
}

// Flush writes out what is left, and tells of any error on the way.
func (w *Writer) Flush() error { return w.w.Flush() }

func (w *Writer) text(cell any) (string, error) {
	switch c := cell.(type) {
	case nil:
		return "", nil
	case string:
		return guard(c), nil
	case bool:
		return strconv.FormatBool(c), nil
	case int:
		return strconv.Itoa(c), nil
	case int64:
		return strconv.FormatInt(c, 10), nil
	case float64:
		return strings.Replace(strconv.FormatFloat(c, 'f', -1, 64), ".", string(rune(w.Decimal)), 1), nil
	case time.Time:
		if c.Equal(time.Date(c.Year(), c.Month(), c.Day(), 0, 0, 0, 0, c.Location())) {
			return c.Format(time.DateOnly), nil
		}
		return c.Format("2006-01-02T15:04:05"), nil
	}
	return "", fmt.Errorf("csv: a cell cannot hold a %T", cell)
}

// quoted tells whether a text stands in quotation marks: it holds what ends a
// cell, or begins or ends with space.
func quoted(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case ';', '"', '\r', '\n', '\t':
			return true
		}
	}
	return len(text) > 0 && (!inked(text[0]) || !inked(text[len(text)-1])) && text != strings.TrimSpace(text)
}

// inked tells that a byte is a letter or sign of ASCII, so no space of any kind.
func inked(b byte) bool { return b > ' ' && b < utf8.RuneSelf }

// formulaStart are the characters by which a spreadsheet takes a text for a
// formula: OWASP, CSV injection.
const formulaStart = "=+-@\t\r\n＝＋－＠"

// guard puts a quote before a text that would be taken for a formula, and
// before one that has such a quote of its own, so that unguard can tell.
func guard(text string) string {
	if startsFormula(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

func unguard(text string) string {
	if rest, ok := strings.CutPrefix(text, "'"); ok && startsFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return text
}

func startsFormula(text string) bool {
	if text == "" || text[0] >= '0' && text[0] <= '9' || text[0]|0x20 >= 'a' && text[0]|0x20 <= 'z' { // most are
		return false
	}
	r, size := utf8.DecodeRuneInString(text)
	return size > 0 && strings.ContainsRune(formulaStart, r)
}
