package table

import "fmt"

// ProblemKind is why a file, or a text in it, cannot be used. The words for
// the person belong to whoever asks.
type ProblemKind string

// The kinds of problems.
const (
	Encrypted      ProblemKind = "encrypted"        // the workbook is protected by a password
	OldFormat      ProblemKind = "old_format"       // .xls or .xlsb: to be saved as .xlsx
	NotTable       ProblemKind = "not_table"        // a picture, a document or nothing at all
	Damaged        ProblemKind = "damaged"          // cut off, or not what the format says
	Unsafe         ProblemKind = "unsafe"           // wants to pull in what lies outside the file
	TooLarge       ProblemKind = "too_large"        // unpacks to more than is read
	TooManyRows    ProblemKind = "too_many_rows"    //
	TooManyColumns ProblemKind = "too_many_columns" //
	TooManySheets  ProblemKind = "too_many_sheets"  //
	LongText       ProblemKind = "too_long"         // one cell or row holds too much text
	OutOfMemory    ProblemKind = "out_of_memory"    // reading it took more memory than it may
	OutOfTime      ProblemKind = "out_of_time"      // reading it took more time than it may
	NotNumber      ProblemKind = "not_number"       // Detail is the text
	NotDate        ProblemKind = "not_date"         // Detail is the text
)

// Problem says what is wrong and where. Sheet is empty and Row and Column are
// zero where the whole file is meant.
type Problem struct {
	Kind   ProblemKind `json:"kind"`
	Sheet  string      `json:"sheet,omitempty"`
	Row    int         `json:"row,omitempty"`
	Column int         `json:"column,omitempty"`
	Detail string      `json:"detail,omitempty"`
}

func (p *Problem) Error() string {
	where := ""
	if p.Row > 0 {
		where = fmt.Sprintf(", row %d", p.Row)
	}
	if p.Column > 0 {
		where += ", column " + ColumnName(p.Column)
	}
	if p.Sheet != "" {
		where = ", sheet " + p.Sheet + where
	}
	return "table " + string(p.Kind) + where + ": " + p.Detail
}

// ColumnName is the letters of a column, counted from 1: 28 is AB.
func ColumnName(column int) (letters string) {
	for ; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters
}
