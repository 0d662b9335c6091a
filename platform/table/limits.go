package table

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits of the XLSX format, which every table is held to.
const (
	MaxText    = 32_767    // characters in a cell, counted as UTF-16
	MaxColumns = 16_384    // columns of a sheet
	MaxRow     = 1_048_576 // number of the last row of a sheet
)

// Limits of what is read at all.
const (
	MaxBytes   = 1 << 30   // bytes of a file, unpacked
	MaxRowText = 4 << 20   // bytes of text in one row
	maxRows    = 200_000   // rows of all sheets that hold something
	maxText    = 256 << 20 // bytes of text in all cells, a shared text as often as it is used
)

// Tally counts what a file gives away, against the limits.
type Tally struct {
	sheets     []Sheet
	rows, text []int64 // by sheet, the most that any pass over it has counted
	allRows    int64
	allText    int64
}

// NewTally counts for a file with these sheets.
func NewTally(sheets []Sheet) *Tally {
	return &Tally{sheets: sheets, rows: make([]int64, len(sheets)), text: make([]int64, len(sheets))}
}

// Pass is one reading of one sheet.
type Pass struct {
	tally      *Tally
	sheet      int
	rows, text int64
}

// Pass begins a reading. Reading a sheet again counts nothing twice.
func (t *Tally) Pass(sheet int) *Pass { return &Pass{tally: t, sheet: sheet} }

// Count adds a row, and is the *Problem if that is one too many.
func (p *Pass) Count(r Row) error {
	p.rows++
	for _, c := range r.Cells {
		p.text += int64(len(c.Text))
	}
	t := p.tally
	if more := p.rows - t.rows[p.sheet]; more > 0 {
		t.rows[p.sheet], t.allRows = p.rows, t.allRows+more
	}
	if more := p.text - t.text[p.sheet]; more > 0 {
		t.text[p.sheet], t.allText = p.text, t.allText+more
	}
	problem := &Problem{Sheet: t.sheets[p.sheet].Name, Row: r.Number}
	switch {
	case r.Number > MaxRow:
		problem.Kind, problem.Detail = TooManyRows, fmt.Sprintf("a sheet ends at row %d", MaxRow)
	case t.allRows > maxRows:
		problem.Kind, problem.Detail = TooManyRows, fmt.Sprintf("more than %d rows hold something", maxRows)
	case t.allText > maxText:
		problem.Kind, problem.Detail = TooLarge, fmt.Sprintf("the cells hold more than %d MB of text", maxText>>20)
	default:
		return nil
	}
	return problem
}

// TooLong reports whether a text is longer than a cell can hold.
func TooLong(text string) bool {
	if len(text) <= MaxText {
		return false
	}
	units := 0
	for len(text) > 0 && units <= MaxText {
		r, n := utf8.DecodeRuneInString(text)
		units, text = units+max(1, utf16.RuneLen(r)), text[n:]
	}
	return units > MaxText
}
