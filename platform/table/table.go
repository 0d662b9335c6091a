// Package table is what the readers of tables have in common: sheets, rows and
// cells, the limits they are read within, and what can be wrong with them.
package table

// Source is an opened file of tables.
type Source interface {
	// Sheets lists the tables in the order in which the person sees them.
	Sheets() []Sheet
	// Rows reads a sheet from top to bottom until each returns false.
	Rows(sheet int, each func(Row) bool) error
}

// Sheet is one table of a file.
type Sheet struct {
	Name   string
	Hidden bool
}

// Row is a row of a sheet that holds something.
type Row struct {
	Number int    // as the person sees it, from 1
	Cells  []Cell // those that hold something
}

// At is the cell in a column, counted from 1; empty if there is none.
func (r Row) At(column int) Cell {
	for _, c := range r.Cells {
		if c.Column == column {
			return c
		}
	}
	return Cell{Column: column, Kind: Empty}
}

// Kind is what a cell holds.
type Kind byte

// The kinds of cells.
const (
	Empty   Kind = 0   // nothing; of a formula: no value was kept for it
	IsText  Kind = 't' // Text
	IsNum   Kind = 'n' // Number; Text is its shortest form with a decimal point
	IsDate  Kind = 'd' // Text is ISO 8601: a date, a time of day or both
	IsBool  Kind = 'b' // Text is true or false
	IsError Kind = 'e' // Text is the error, such as #N/A
)

// Cell is one value. A formula is never worked out: its cell holds the value
// that the program which saved the file worked out, and says so.
type Cell struct {
	Column  int // from 1
	Kind    Kind
	Text    string
	Number  float64
	Formula bool
}
