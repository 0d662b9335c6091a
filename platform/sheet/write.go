package sheet

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"

	"cxweb/platform/table"
)

// Column is a column of a sheet that is written.
type Column struct {
	Title string
	Width float64 // in characters; 0 for the width of the title
	Date  bool    // times are shown as dates, without the time of day
	Fill  string  // colour of the title's cell, such as FFCC99; empty for grey
}

// Writer writes a workbook straight to its receiver, whatever its size: the
// same cells are the same bytes at any time.
type Writer struct {
	zip     *zip.Writer
	part    *bufio.Writer // the sheet that is being written; nil between sheets
	names   []string
	columns []Column // of this sheet
	letters []string // of its columns
	row     int      // rows written on it
	fills   []string // colours of titles, by their style
	line    []byte
}

// NewWriter writes a workbook to w; Close ends it.
func NewWriter(w io.Writer) *Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return &Writer{zip: z}
}

// Sheet begins a sheet with a line of titles that stays in sight and can be
// filtered by. A name that the format does not allow, or that is taken, is
// changed as little as possible.
func (w *Writer) Sheet(name string, columns []Column) error {
	if err := w.endSheet(); err != nil {
		return err
	}
	if len(columns) > table.MaxColumns {
		return fmt.Errorf("a sheet cannot have %d columns", len(columns))
	}
	if len(w.names) == 0 {
		if err := w.put(root); err != nil {
			return err
		}
	}
	w.names = append(w.names, w.free(name))
	part, err := w.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(w.names)))
	if err != nil {
		return err
	}
	w.part, w.columns, w.row, w.letters = bufio.NewWriterSize(part, 1<<16), columns, 0, w.letters[:0]
	w.line = append(w.line[:0], xmlHead+`<worksheet xmlns="`+mainSpace+`"><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`...)
	for i, c := range columns {
		width := c.Width
		if width <= 0 {
			width = float64(min(max(utf8.RuneCountInString(c.Title)+4, 10), 60))
		}
		if i == 0 {
			w.line = append(w.line, "<cols>"...)
		}
		w.line = fmt.Appendf(w.line, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, min(width, 255))
		w.letters = append(w.letters, table.ColumnName(i+1))
	}
	if len(columns) > 0 {
		w.line = append(w.line, "</cols>"...)
	}
	w.line = append(w.line, "<sheetData>"...)
	w.begin()
	for i, c := range columns {
		w.text(i, c.Title, w.titleStyle(c.Fill))
	}
	return w.end()
}

// Row writes strings, numbers, booleans, times and nil for nothing, below the
// row before. A text is a text, whatever it begins with.
func (w *Writer) Row(cells ...any) error {
	if w.part == nil {
		return errors.New("a row needs a sheet")
	}
	if w.row == table.MaxRow || len(cells) > len(w.columns) {
		return fmt.Errorf("row %d with %d cells does not fit on the sheet", w.row+1, len(cells))
	}
	w.line = w.line[:0]
	w.begin()
	for i, cell := range cells {
		switch c := cell.(type) {
		case nil:
		case string:
			if c != "" {
				w.text(i, c, 0)
			}
		case bool:
			w.open(i, 0)
			w.line = append(w.line, ` t="b"><v>`...)
			w.line = append(append(w.line, "01"[btoi(c)]), "</v></c>"...)
		case int:
			w.number(i, float64(c), 0)
		case int64:
			w.number(i, float64(c), 0)
		case float64:
			if math.IsNaN(c) || math.IsInf(c, 0) {
				return fmt.Errorf("row %d: %v is no number of a sheet", w.row+1, c)
			}
			w.number(i, c, 0)
		case time.Time:
			w.time(i, c)
		default:
			return fmt.Errorf("row %d: a cell cannot hold a %T", w.row+1, cell)
		}
	}
	return w.end()
}

// Close ends the workbook. It needs at least one sheet.
func (w *Writer) Close() error {
	if len(w.names) == 0 {
		return errors.New("a workbook needs a sheet")
	}
	if err := w.endSheet(); err != nil {
		return err
	}
	for _, p := range w.frame() {
		if err := w.put(p); err != nil {
			return err
		}
	}
	return w.zip.Close()
}

func (w *Writer) put(p part) error {
	to, err := w.create(p.name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(to, p.text)
	return err
}

// create begins a part with a fixed date, the earliest that the archive knows.
func (w *Writer) create(name string) (io.Writer, error) {
	return w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

func (w *Writer) endSheet() error {
	if w.part == nil {
		return nil
	}
	w.line = append(w.line[:0], "</sheetData>"...)
	if len(w.columns) > 0 {
		w.line = fmt.Appendf(w.line, `<autoFilter ref="A1:%s%d"/>`, w.letters[len(w.letters)-1], w.row)
	}
	w.line = append(w.line, "</worksheet>"...)
	_, err := w.part.Write(w.line)
	err = errors.Join(err, w.part.Flush())
	w.part = nil
	return err
}

func (w *Writer) begin() {
	w.line = append(strconv.AppendInt(append(w.line, `<row r="`...), int64(w.row+1), 10), `">`...)
}

func (w *Writer) end() error {
	w.row++
	w.line = append(w.line, "</row>"...)
	_, err := w.part.Write(w.line)
	return err
}

// open begins a cell and leaves its tag open.
func (w *Writer) open(column, style int) {
	w.line = append(append(w.line, `<c r="`...), w.letters[column]...)
	w.line = append(strconv.AppendInt(w.line, int64(w.row+1), 10), '"')
	if style > 0 {
		w.line = append(strconv.AppendInt(append(w.line, ` s="`...), int64(style), 10), '"')
	}
}

func (w *Writer) number(column int, n float64, style int) {
	w.open(column, style)
	w.line = append(strconv.AppendFloat(append(w.line, "><v>"...), n, 'g', -1, 64), "</v></c>"...)
}

// time writes a time as the clock on the wall shows it; one that the format
// has no number for is a text.
func (w *Writer) time(column int, t time.Time) {
	style, layout := styleTime, "2006-01-02T15:04:05"
	if w.columns[column].Date {
		style, layout = styleDate, time.DateOnly
	}
	if t.Year() < 1900 || t.Year() > 9999 {
		w.text(column, t.Format(layout), 0)
		return
	}
	w.number(column, serial(t, w.columns[column].Date), style)
}

func (w *Writer) text(column int, text string, style int) {
	w.open(column, style)
	w.line = append(w.line, ` t="inlineStr"><is><t xml:space="preserve">`...)
	w.line = append(appendText(w.line, text), "</t></is></c>"...)
}

// free is the name as the format allows it: no longer than 31 characters, none
// of []:*?/\, no quote at its ends, and not yet taken.
func (w *Writer) free(name string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(name, "-"))
	if clean = strings.Trim(clean, "' "); clean == "" {
		clean = "Sheet"
	}
	for n := 1; ; n++ {
		ending := ""
		if n > 1 {
			ending = fmt.Sprintf(" (%d)", n)
		}
		candidate := clip(clean, 31-len(ending)) + ending
		taken := false
		for _, other := range w.names {
			taken = taken || strings.EqualFold(other, candidate)
		}
		if !taken {
			return candidate
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
