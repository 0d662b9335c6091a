package sheet

import (
	"bytes"
	"errors"
	"testing"

	"cxweb/platform/table"
)

// holds reads a file whole and requires of it what a caller relies on.
func holds(t *testing.T, content []byte) {
	b, err := Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		if !errors.As(err, new(*table.Problem)) {
			t.Fatalf("no problem but %v", err)
		}
		return
	}
	for i := range b.Sheets() {
		for r, err := range b.Rows(i) {
			if err != nil {
				if !errors.As(err, new(*table.Problem)) {
					t.Fatalf("no problem but %v", err)
				}
				break
			}
			if r.Number < 1 || r.Number > table.MaxRow || len(r.Cells) == 0 {
				t.Fatalf("row %d with %d cells", r.Number, len(r.Cells))
			}
			for _, c := range r.Cells {
				if c.Column < 1 || c.Column > table.MaxColumns || table.TooLong(c.Text) || (c.Kind == table.Empty) != (c.Text == "") {
					t.Fatalf("row %d holds %+v", r.Number, c)
				}
			}
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add(book(f, "<si><t>a</t></si>", `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`))
	f.Add([]byte("Tag;Rum\nVE01;\"A\n1\"\n"))
	f.Add([]byte("\xFF\xFEa\x00;\x00b\x00\n\x00"))
	f.Add([]byte("sep=,\na,b"))
	f.Add([]byte(compoundMagic))
	f.Fuzz(holds)
}

// FuzzSheet is FuzzFile behind the archive, which chance does not get through.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>a&amp;b</t></is></c></row>`), []byte(`<si><r><t>a</t></r><rPh><t>b</t></rPh></si>`))
	f.Add([]byte(`<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-04-20</v></c><c><f>A1</f></c></row>`), []byte(`<si/>`))
	f.Add([]byte(`<c><v>1</v></c></row><row r="0"><c><v>1</v></c></row>`), []byte(``))
	f.Add([]byte(`<!--><row>--><![CDATA[]]></sheetData>`), []byte(`<!DOCTYPE x>`))
	f.Fuzz(func(t *testing.T, rows, texts []byte) { holds(t, book(t, string(texts), string(rows))) })
}
