package sheet

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/table"
)

// atOnce is how much of a sheet is packed at once.
const atOnce = 1 << 17

// packing packs one half of what is written while the other is being filled:
// the two take about as long.
type packing struct {
	half []byte     // the one that is packed
	done chan error // of it; nil: there is none
}

// pack hands on what was written so far.
func (w *Writer) pack() error {
	if err := w.packed(); err != nil {
		return err
	}
	part, full, done := w.part, w.text, make(chan error, 1)
	go func() {
		_, err := part.Write(full)
		done <- err
	}()
	w.text, w.half, w.done = w.half[:0], full, done
	return nil
}

// packed waits until what was handed on is packed.
func (w *Writer) packed() error {
	if w.done == nil {
		return nil
	}
	err := <-w.done
	w.done = nil
	return err
}

// Row writes strings, numbers, booleans, times and nil for nothing, below the
// row before. A text is a text, whatever it begins with.
func (w *Writer) Row(cells ...any) error {
	if err := w.begin(len(cells)); err != nil {
		return err
	}
	for i, cell := range cells {
		switch c := cell.(type) {
		case nil:
		case string:
			if c != "" {
				w.words(i, c, 0)
			}
		case bool:
			w.flag(i, c)
		case int:
			w.amount(i, float64(c), 0)
		case int64:
			w.amount(i, float64(c), 0)
		case float64:
			if math.IsNaN(c) || math.IsInf(c, 0) {
				return w.refuse("%v is no number of a sheet", c)
			}
			w.amount(i, c, 0)
		case time.Time:
			w.time(i, c, w.columns[i].Date)
		default:
			return w.refuse("a cell cannot hold a %T", cell)
		}
	}
	return w.end()
}

// Cells writes cells as a table has them, below the row before: numbers by
// their digits, days and times as ISO 8601 has them. What is none is a text.
func (w *Writer) Cells(cells []table.Cell) error {
	if err := w.begin(len(cells)); err != nil {
		return err
	}
	for i, c := range cells {
		switch {
		case c.Text == "" || c.Kind == table.Empty:
		case c.Kind == table.IsNum && table.IsDigits(c.Text):
			w.open(i, 0)
			w.text = append(append(append(w.text, "><v>"...), c.Text...), "</v></c>"...)
		case c.Kind == table.IsBool:
			w.flag(i, c.Text == "true")
		case c.Kind == table.IsDate:
			w.moment(i, c.Text)
		default:
			w.words(i, c.Text, 0)
		}
	}
	return w.end()
}

// begin begins a row of so many cells.
func (w *Writer) begin(cells int) error {
	if w.part == nil {
		return errors.New("a row needs a sheet")
	}
	if w.row == table.MaxRow || cells > len(w.columns) {
		return fmt.Errorf("row %d with %d cells does not fit on the sheet", w.row+1, cells)
	}
	w.before = len(w.text)
	w.number = append(strconv.AppendInt(w.number[:0], int64(w.row+1), 10), '"')
	w.text = append(append(append(w.text, `<row r="`...), w.number...), '>')
	return nil
}

// refuse takes back the row that was begun.
func (w *Writer) refuse(format string, args ...any) error {
	w.text = w.text[:w.before]
	return fmt.Errorf("row %d: "+format, append([]any{w.row + 1}, args...)...)
}

func (w *Writer) end() error {
	w.row++
	if w.text = append(w.text, "</row>"...); len(w.text) < atOnce {
		return nil
	}
	return w.pack()
}

// open begins a cell and leaves its tag open.
func (w *Writer) open(column, style int) {
	w.text = append(append(w.text, w.cells[column]...), w.number...)
	if style > 0 {
		w.text = append(strconv.AppendInt(append(w.text, ` s="`...), int64(style), 10), '"')
	}
}

func (w *Writer) amount(column int, n float64, style int) {
	w.open(column, style)
	w.text = append(strconv.AppendFloat(append(w.text, "><v>"...), n, 'g', -1, 64), "</v></c>"...)
}

func (w *Writer) flag(column int, yes bool) {
	digit := "0"
	if yes {
		digit = "1"
	}
	w.open(column, 0)
	w.text = append(append(append(w.text, ` t="b"><v>`...), digit...), "</v></c>"...)
}

const clockLayout = "2006-01-02T15:04:05"

// moment writes a day or a time by its text.
func (w *Writer) moment(column int, text string) {
	layout := clockLayout
	if len(text) == len(time.DateOnly) {
		layout = time.DateOnly
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		w.words(column, text, 0)
		return
	}
	w.time(column, t, layout == time.DateOnly)
}

// time writes a time as the clock on the wall shows it; one that the format
// has no number for is a text.
func (w *Writer) time(column int, t time.Time, dateOnly bool) {
	style, layout := styleTime, clockLayout
	if dateOnly {
		style, layout = styleDate, time.DateOnly
	}
	if t.Year() < 1900 || t.Year() > 9999 {
		w.words(column, t.Format(layout), 0)
		return
	}
	w.amount(column, serial(t, dateOnly), style)
}

// words writes a text. Space at its ends and lines in it are kept where it says so.
func (w *Writer) words(column int, text string, style int) {
	w.open(column, style)
	w.text = append(w.text, ` t="inlineStr"><is><t`...)
	if text != strings.Trim(text, " \t\r\n") || strings.IndexByte(text, '\n') >= 0 {
		w.text = append(w.text, ` xml:space="preserve"`...)
	}
	w.text = append(w.text, '>')
	w.text = append(appendText(w.text, text), "</t></is></c>"...)
}
