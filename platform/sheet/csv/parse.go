package csv

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"cxweb/platform/table"
)

// parser reads rows of cells: RFC 4180, and what programs make of it.
type parser struct {
	r         *bufio.Reader
	separator byte
	row       int
	cell      []byte
}

// next reads one row, which ends outside quotation marks.
func (p *parser) next() (table.Row, error) {
	p.row++
	r := table.Row{Number: p.row}
	size := 0
	for column := 1; ; column++ {
		if column > table.MaxColumns {
			return r, p.problem(table.TooManyColumns, column, fmt.Sprintf("a sheet ends at column %d", table.MaxColumns))
		}
		end, err := p.readCell(column)
		if err != nil && err != io.EOF {
			return r, err
		}
		if size += len(p.cell); size > table.MaxRowText {
			return r, p.problem(table.LongText, column, fmt.Sprintf("the row holds more than %d MB of text", table.MaxRowText>>20))
		}
		if len(p.cell) > 0 {
			c := table.Cell{Column: column, Kind: table.IsText, Text: unguard(string(p.cell))}
			if table.TooLong(c.Text) {
				return r, p.problem(table.LongText, column, fmt.Sprintf("more than %d characters", table.MaxText))
			}
			r.Cells = append(r.Cells, c)
		}
		if end || err != nil {
			return r, err
		}
	}
}

// readCell reads one cell and tells whether the row ends behind it.
func (p *parser) readCell(column int) (end bool, err error) {
	p.cell = p.cell[:0]
	quoted, began := false, false
	for {
		b, err := p.r.ReadByte()
		if err == io.EOF && quoted {
			return true, p.problem(table.Damaged, column, "a quotation mark is not closed")
		}
		if err != nil {
			return true, err
		}
		switch {
		case b == 0:
			return true, p.problem(table.NotTable, column, "the file holds bytes that are no text")
		case b == '"' && !quoted && !began:
			quoted, began = true, true
			continue
		case b == '"' && quoted:
			if next, _ := p.r.Peek(1); len(next) == 0 || next[0] != '"' {
				quoted = false
				continue
			}
			if _, err := p.r.Discard(1); err != nil {
				return true, err
			}
		case quoted:
		case b == p.separator:
			return false, nil
		case b == '\n':
			p.cell = bytes.TrimSuffix(p.cell, []byte("\r"))
			return true, nil
		}
		began = true
		if p.cell = append(p.cell, b); len(p.cell) > table.MaxText*utf8.UTFMax {
			return true, p.problem(table.LongText, column, fmt.Sprintf("more than %d characters", table.MaxText))
		}
	}
}

func (p *parser) problem(kind table.ProblemKind, column int, detail string) error {
	return &table.Problem{Kind: kind, Row: p.row, Column: column, Detail: detail}
}
