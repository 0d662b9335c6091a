package handover

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"cxweb/modules/handover/archive"
	"cxweb/platform/clock"
	"cxweb/platform/kernel"
	"cxweb/platform/sheet"
	"cxweb/platform/sheet/csv"
	"cxweb/platform/table"
)

// shown is a column of a table as people read it: codes and names instead of ids.
type shown struct {
	title string
	date  bool
	cell  func(l line) table.Cell
}

// machinery are columns that say nothing to people.
var machinery = []string{"id", "project", "version", "created_by", "created_at", "changed_at"}

// table is what the checkpoint knows of a part's table.
func (w *making) table(name string) archive.Table {
	return w.at.Tables[slices.IndexFunc(w.at.Tables, func(t archive.Table) bool { return t.Name == name })]
}

// columns are a part's columns for people, the row's own id at the end.
func (w *making) columns(ctx context.Context, p kernel.Part) ([]shown, error) {
	if len(p.Keeps) > 0 {
		if err := w.readPaths(ctx); err != nil {
			return nil, err
		}
	}
	var all []shown
	for _, c := range w.table(p.Name).Columns {
		switch {
		case slices.Contains(machinery, c.Name):
		case p.Own != "" && c.Name == "own":
			found, err := w.ownColumns(ctx, p)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		case p.Refers[c.Name] != "":
			found, err := w.reference(ctx, p, c.Name)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		default:
			all = append(all, w.column(p, c))
		}
	}
	return append(all, shown{title: w.title(p.Name, "id"), cell: func(l line) table.Cell { return words(l.text("id")) }}), nil
}

func (w *making) column(p kernel.Part, c archive.Column) shown {
	s := shown{title: w.title(p.Name, c.Name), date: c.Type == "date"}
	switch {
	case slices.Contains(p.People, c.Name):
		s.cell = func(l line) table.Cell { return words(w.people[l.id(c.Name)].Name) }
	case slices.Contains(p.Keeps, c.Name):
		s.cell = func(l line) table.Cell { return words(w.paths[l.id(c.Name)]) }
	case c.Type == "numeric" || c.Type == "integer" || c.Type == "bigint":
		s.cell = func(l line) table.Cell { return table.Cell{Kind: table.IsNum, Text: l.text(c.Name)} }
	case c.Type == "boolean":
		s.cell = func(l line) table.Cell { return flag(l.raw(c.Name) == "true") }
	case c.Type == "date":
		s.cell = func(l line) table.Cell { return table.Cell{Kind: table.IsDate, Text: l.text(c.Name)} }
	case c.Type == "timestamp with time zone":
		s.cell = func(l line) table.Cell { return moment(l.text(c.Name)) }
	case c.Type == "jsonb":
		s.cell = func(l line) table.Cell { return words(unpacked(l, c.Name)) }
	default:
		s.cell = func(l line) table.Cell { return words(w.word(l.text(c.Name), c.Name)) }
	}
	return s
}

// reference shows what a row refers to: its code, and its name if it has both.
func (w *making) reference(ctx context.Context, p kernel.Part, column string) ([]shown, error) {
	title := w.title(p.Name, column)
	if w.table(p.Name).Rows == 0 { // nothing to be named
		return []shown{{title: title}}, nil
	}
	to, err := w.labels(ctx, p.Refers[column])
	if err != nil {
		return nil, err
	}
	all := []shown{{title: title, cell: func(l line) table.Cell { return words(to[l.id(column)].text()) }}}
	for _, l := range to {
		if l.code != "" && l.name != "" {
			return append(all, shown{title: fmt.Sprintf("%s (%s)", title, w.say("navn", "name")), cell: func(l line) table.Cell {
				if found := to[l.id(column)]; found.code != "" {
					return words(found.name)
				}
				return table.Cell{}
			}}), nil
		}
	}
	return all, nil
}

// words is a cell that holds a text.
func words(text string) table.Cell { return table.Cell{Kind: table.IsText, Text: text} }

// flag is a cell that is true or false.
func flag(yes bool) table.Cell {
	return table.Cell{Kind: table.IsBool, Text: strconv.FormatBool(yes)}
}

// moment shows a time by the clocks in Denmark; what cannot be read stays the text it is.
func moment(text string) table.Cell {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		text = t.In(clock.Denmark).Format("2006-01-02T15:04:05")
	}
	return table.Cell{Kind: table.IsDate, Text: text}
}

// unpacked shows a column of JSON in one cell: facts by their names, and the
// entries of a list.
func unpacked(l line, column string) string {
	var entries []map[string]any
	var words []string
	switch text := []byte(l.raw(column)); {
	case json.Unmarshal(text, &words) == nil:
		return strings.Join(words, "; ")
	case json.Unmarshal(text, &entries) == nil:
		for _, one := range entries {
			var parts []string
			for _, name := range slices.Sorted(maps.Keys(one)) {
				if v := one[name]; v != nil && v != "" && v != false && !(name == "comparison" && v == "text") {
					parts = append(parts, fmt.Sprint(name, "=", v))
				}
			}
			words = append(words, strings.Join(parts, ", "))
		}
		return strings.Join(words, "; ")
	}
	return listed(l.factsOf(column))
}

// listed shows further facts in one cell.
func listed(facts map[string]string) string {
	all := make([]string, 0, len(facts))
	for _, name := range slices.Sorted(maps.Keys(facts)) {
		all = append(all, name+": "+facts[name])
	}
	return strings.Join(all, "; ")
}

// writeTables writes a part for people: as a CSV file, as Danish and English
// spreadsheets open it, and as a workbook of one sheet if there is another file.
func (w *making) writeTables(ctx context.Context, p kernel.Part, to []io.Writer) ([]int64, error) {
	columns, err := w.columns(ctx, p)
	if err != nil {
		return nil, err
	}
	file := csv.NewWriter(to[0])
	file.Decimal = w.say(",", ".")[0]
	cells, titles := make([]table.Cell, len(columns)), make([]sheet.Column, len(columns))
	for i, c := range columns {
		cells[i], titles[i] = words(c.title), sheet.Column{Title: c.title, Date: c.date}
	}
	if err := file.Cells(cells); err != nil {
		return nil, err
	}
	write, end := file.Cells, file.Flush
	if len(to) > 1 {
		book := sheet.NewWriter(to[1])
		if err := book.Sheet(w.say(p.Sheet[0], p.Sheet[1]), titles); err != nil {
			return nil, err
		}
		write = func(cells []table.Cell) error { return cmp.Or(file.Cells(cells), book.Cells(cells)) }
		end = func() error { return errors.Join(file.Flush(), book.Close()) }
	}
	rows := int64(0)
	err = w.part(ctx, p.Name, func(l line) error {
		for i, c := range columns {
			cells[i] = c.cell(l)
		}
		rows++
		return write(cells)
	})
	if err != nil {
		return nil, err
	}
	return []int64{rows, rows}, end()
}

// say chooses the words of the package's language.
func (w *making) say(da, en string) string {
	if w.p.Language == "en" {
		return en
	}
	return da
}
