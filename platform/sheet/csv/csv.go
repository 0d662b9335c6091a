// Package csv reads text files of cells, however they are written: UTF-8,
// UTF-16 or Windows-1252; semicolon, comma, tab or bar.
package csv

import (
	"bufio"
	"fmt"
	"io"

	"golang.org/x/text/transform"

	"cxweb/platform/table"
)

const sampleSize = 1 << 16 // bytes that the separator is told by

// File is an opened CSV file.
type File struct {
	open      func() *bufio.Reader // from its beginning, as UTF-8
	separator byte
	told      bool // by a first line sep=;
	tally     *table.Tally
}

// Open finds out how a text file is written. The head is its first 512 bytes.
func Open(r io.ReaderAt, size int64, head []byte) (*File, error) {
	whole := func() io.Reader { return io.NewSectionReader(r, 0, size) }
	charset, err := charsetOf(head, whole())
	if err != nil {
		return nil, err
	}
	if size > table.MaxBytes {
		return nil, &table.Problem{Kind: table.TooLarge, Detail: fmt.Sprintf("more than %d MB", table.MaxBytes>>20)}
	}
	f := &File{open: func() *bufio.Reader {
		return bufio.NewReaderSize(transform.NewReader(whole(), charset.NewDecoder()), sampleSize)
	}}
	sample, err := f.open().Peek(sampleSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	f.separator, f.told = separatorOf(string(sample))
	f.tally = table.NewTally(f.Sheets())
	return f, nil
}

// Sheets is one sheet without a name.
func (f *File) Sheets() []table.Sheet { return []table.Sheet{{}} }

// Rows reads the rows until each returns false.
func (f *File) Rows(_ int, each func(table.Row) bool) error {
	p := &parser{r: f.open(), separator: f.separator}
	pass := f.tally.Pass(0)
	if f.told {
		if _, err := p.next(); err != nil && err != io.EOF {
			return err
		}
	}
	for {
		r, err := p.next()
		if err != nil && err != io.EOF {
			return err
		}
		if len(r.Cells) > 0 {
			if err := pass.Count(r); err != nil {
				return err
			}
			if !each(r) {
				return nil
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}
