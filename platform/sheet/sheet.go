// Package sheet reads and writes the tables that people exchange, XLSX and
// CSV. What is read is never trusted: every size is limited while it is read,
// and Read does the work in a process of its own that can die alone.
package sheet

import (
	"errors"
	"io"
	"iter"
	"os"

	"cxweb/platform/sheet/csv"
	"cxweb/platform/sheet/xlsx"
	"cxweb/platform/table"
)

// Book is an opened file of tables.
type Book struct {
	source table.Source
	file   io.Closer
}

// Open opens a workbook or a CSV file. What it or Rows refuses is a
// *table.Problem.
func Open(r io.ReaderAt, size int64) (*Book, error) {
	head := make([]byte, 512)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	var source table.Source
	switch head = head[:n]; {
	case n == 0:
		return nil, &table.Problem{Kind: table.NotTable, Detail: "the file is empty"}
	case n >= 4 && string(head[:4]) == "PK\x03\x04":
		source, err = xlsx.Open(r, size)
	case n >= 8 && string(head[:8]) == compoundMagic:
		return nil, compound(r, size)
	default:
		source, err = csv.Open(r, size, head)
	}
	return &Book{source: source}, err
}

// OpenFile opens the file at path, to be closed with Close.
func OpenFile(path string) (*Book, error) {
	f, err := os.Open(path) //nolint:gosec // of the store or of a temporary file
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	b, err := Open(f, info.Size())
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	b.file = f
	return b, nil
}

// Close closes the file of OpenFile.
func (b *Book) Close() error {
	if b.file == nil {
		return nil
	}
	return b.file.Close()
}

// Sheets lists the tables in the order in which the person sees them. The one
// of a CSV file has no name.
func (b *Book) Sheets() []table.Sheet { return b.source.Sheets() }

// Rows reads one sheet from top to bottom. An error is the last it yields.
func (b *Book) Rows(sheet int) iter.Seq2[table.Row, error] {
	return func(yield func(table.Row, error) bool) {
		stopped := false
		err := b.source.Rows(sheet, func(r table.Row) bool {
			stopped = !yield(r, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(table.Row{}, err)
		}
	}
}

// Check reads a whole file and keeps nothing, to tell what is wrong with it.
func Check(r io.ReaderAt, size int64) error {
	b, err := Open(r, size)
	if err != nil {
		return err
	}
	for i := range b.Sheets() {
		if err := b.source.Rows(i, func(table.Row) bool { return true }); err != nil {
			return err
		}
	}
	return nil
}
