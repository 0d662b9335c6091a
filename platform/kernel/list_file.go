package kernel

import (
	"bytes"

	"cxweb/platform/sheet"
	"cxweb/platform/sheet/csv"
)

// inMemory is a file that was made in memory.
type inMemory struct{ *bytes.Reader }

// Close implements io.Closer.
func (inMemory) Close() error { return nil }

// ListFile is a list as a file for people: a workbook of one sheet, or CSV with
// the decimal mark of the language where format is csv. Each row has a cell for
// each column.
func ListFile(name, format, language, title string, columns []sheet.Column, rows [][]any) (*File, error) {
	var b bytes.Buffer
	f := &File{Name: name + ".xlsx", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
	if format == "csv" {
		f.Name, f.MediaType = name+".csv", "text/csv; charset=utf-8"
		file := csv.NewWriter(&b)
		if file.Decimal = ','; language == "en" {
			file.Decimal = '.'
		}
		titles := make([]any, len(columns))
		for i, c := range columns {
			titles[i] = c.Title
		}
		for _, row := range append([][]any{titles}, rows...) {
			if err := file.Row(row...); err != nil {
				return nil, err
			}
		}
		if err := file.Flush(); err != nil {
			return nil, err
		}
	} else {
		book := sheet.NewWriter(&b)
		if err := book.Sheet(title, columns); err != nil {
			return nil, err
		}
		for _, row := range rows {
			if err := book.Row(row...); err != nil {
				return nil, err
			}
		}
		if err := book.Close(); err != nil {
			return nil, err
		}
	}
	f.Size, f.Body = int64(b.Len()), inMemory{bytes.NewReader(b.Bytes())}
	return f, nil
}
