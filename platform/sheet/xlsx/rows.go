package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"cxweb/platform/sheet/markup"
	"cxweb/platform/table"
)

// Rows reads the rows of a sheet until each returns false.
func (w *Workbook) Rows(sheet int, each func(table.Row) bool) error {
	s, closer, err := w.open(w.paths[sheet])
	if err != nil {
		return err
	}
	defer closer.Close()
	row, column, size := 0, 0, 0
	var cells []table.Cell
	pass := w.tally.Pass(sheet)
	// fail places a problem that has not been placed yet.
	fail := func(err error) error {
		if err == io.EOF {
			err = markup.ErrSyntax
		}
		err = inPart(err, w.paths[sheet])
		if p := (*table.Problem)(nil); errors.As(err, &p) && p.Row == 0 {
			p.Sheet, p.Row, p.Column = w.sheets[sheet].Name, row, column
		}
		return err
	}
	for {
		kind, err := s.Next()
		if err == io.EOF && row == 0 {
			return nil // a sheet without rows
		}
		if err != nil {
			return fail(err)
		}
		switch name := string(s.Name); {
		case kind == markup.Start && name == "row":
			row, column, size, cells = max(number(s.Attribute("r"), row+1), 1), 0, 0, cells[:0]
		case kind == markup.Start && name == "c" && row > 0:
			if column = columnOf(s.Attribute("r"), column+1); column > table.MaxColumns || len(cells) == table.MaxColumns {
				return fail(&table.Problem{Kind: table.TooManyColumns, Detail: fmt.Sprintf("a sheet ends at column %d", table.MaxColumns)})
			}
			c, err := w.cell(s, column)
			if err != nil {
				return fail(err)
			}
			if size += len(c.Text); size > table.MaxRowText {
				return fail(&table.Problem{Kind: table.LongText, Detail: fmt.Sprintf("the row holds more than %d MB of text", table.MaxRowText>>20)})
			}
			if c.Kind != table.Empty || c.Formula {
				cells = append(cells, c)
			}
		case kind == markup.End && name == "row" && len(cells) > 0:
			r := table.Row{Number: row, Cells: append([]table.Cell(nil), cells...)}
			if err := pass.Count(r); err != nil {
				return err
			}
			if !each(r) {
				return nil
			}
		case kind == markup.End && name == "sheetData":
			return nil
		}
	}
}

// cell reads one cell to the end of its tag.
func (w *Workbook) cell(s *markup.Scanner, column int) (table.Cell, error) {
	c := table.Cell{Column: column}
	style := number(s.Attribute("s"), 0)
	kind := string(s.Attribute("t"))
	w.written = w.written[:0]
	inValue := false
	for {
		token, err := s.Next()
		if err != nil {
			return c, err
		}
		switch name := string(s.Name); {
		case token == markup.Characters:
			if inValue {
				if w.written = append(w.written, s.Text...); len(w.written) > markup.MaxCharacters {
					return c, markup.ErrTooLong
				}
			}
		case name == "v":
			inValue = token == markup.Start
		case token == markup.Start && name == "f":
			c.Formula = true
		case token == markup.Start && name == "is":
			if c.Text, err = richText(s, "is"); err != nil {
				return c, err
			}
		case token == markup.End && name == "c":
			return c, w.value(&c, kind, w.written, style)
		}
	}
}

// kinds are the types of cells that are written out; the others are numbers.
var kinds = map[string]table.Kind{"s": table.IsText, "str": table.IsText, "inlineStr": table.IsText, "e": table.IsError, "b": table.IsBool, "d": table.IsDate}

// value turns what is written in a cell into what it means.
func (w *Workbook) value(c *table.Cell, kind string, written []byte, style int) error {
	switch kind {
	case "s":
		i, err := strconv.Atoi(string(bytes.TrimSpace(written)))
		if err != nil || i < 0 || i >= len(w.texts.ends) {
			return fmt.Errorf("shared text %q does not exist", written)
		}
		c.Text = w.texts.get(i)
	case "str":
		c.Text = plain(written)
	case "e":
		c.Text = string(written)
	case "b":
		c.Text = strconv.FormatBool(string(bytes.TrimSpace(written)) == "1")
	case "d":
		c.Text = strings.TrimSuffix(string(bytes.TrimSpace(written)), "T00:00:00")
	}
	if table.TooLong(c.Text) {
		return &table.Problem{Kind: table.LongText, Detail: fmt.Sprintf("more than %d characters", table.MaxText)}
	}
	if found, ok := kinds[kind]; ok {
		if c.Text != "" {
			c.Kind = found
		}
		return nil
	}
	if written = bytes.TrimSpace(written); len(written) == 0 {
		return nil
	}
	n, err := strconv.ParseFloat(string(written), 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return fmt.Errorf("%q is no number", written)
	}
	f := general
	if style < len(w.formats) {
		f = w.formats[style]
	}
	c.Number = n
	c.Kind, c.Text = f.show(n, w.offset)
	return nil
}

// number reads a whole number, or takes the other one.
func number(text []byte, other int) int {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 0 {
		return other
	}
	return n
}

// columnOf reads the letters of a reference such as AB12.
func columnOf(ref []byte, other int) int {
	n := 0
	for _, b := range ref {
		if b |= 0x20; b < 'a' || b > 'z' {
			break
		}
		if n = n*26 + int(b-'a') + 1; n > table.MaxColumns {
			return n
		}
	}
	if n == 0 {
		return other
	}
	return n
}
