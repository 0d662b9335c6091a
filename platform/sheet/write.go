package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
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
	part    io.Writer // the sheet that is being written; nil between sheets
	names   []string
	columns []Column // of this sheet
	cells   []string // how a cell of each of its columns begins
	row     int      // rows written on it
	fills   []string // colours of titles, by their style
	text    []byte   // of the part, not yet handed on
	packing          // what was handed on
	before  int      // length of the text before the row at hand
	number  []byte   // of the row at hand, and the quote behind it
}

// NewWriter writes a workbook to w; Close ends it.
func NewWriter(w io.Writer) *Writer {
	z := zip.NewWriter(w)
	var packer *flate.Writer // one for all parts, which are written one by one
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		if packer != nil {
			packer.Reset(w)
			return packer, nil
		}
		var err error
		packer, err = flate.NewWriter(w, flate.BestSpeed)
		return packer, err
	})
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
	w.part, w.columns, w.row, w.cells = part, columns, 0, w.cells[:0]
	w.text = append(w.text[:0], xmlHead+`<worksheet xmlns="`+mainSpace+`"><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`...)
	for i, c := range columns {
		width := c.Width
		if width <= 0 {
			width = float64(min(max(utf8.RuneCountInString(c.Title)+4, 10), 60))
		}
		if i == 0 {
			w.text = append(w.text, "<cols>"...)
		}
		w.text = fmt.Appendf(w.text, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, min(width, 255))
		w.cells = append(w.cells, `<c r="`+table.ColumnName(i+1))
	}
	if len(columns) > 0 {
		w.text = append(w.text, "</cols>"...)
	}
	w.text = append(w.text, "<sheetData>"...)
	if err := w.begin(len(columns)); err != nil {
		return err
	}
	for i, c := range columns {
		w.words(i, c.Title, w.titleStyle(c.Fill))
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
	w.text = append(w.text, "</sheetData>"...)
	if len(w.columns) > 0 {
		w.text = fmt.Appendf(w.text, `<autoFilter ref="A1:%s%d"/>`, table.ColumnName(len(w.columns)), w.row)
	}
	w.text = append(w.text, "</worksheet>"...)
	err := errors.Join(w.pack(), w.packed())
	w.part = nil
	return err
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
