package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"cxweb/platform/table"
)

// packed is an archive of parts, given as names and texts by turns.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if parts[i+1] == "" {
			method = zip.Store
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// claiming is an archive of one part that says it is as long as that.
func claiming(t testing.TB, name string, length uint64, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	part, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store, CompressedSize64: uint64(len(text)), UncompressedSize64: length})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// book is a workbook with one sheet.
func book(t testing.TB, texts, rows string) []byte {
	t.Helper()
	relation := `<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`
	return packed(t,
		"_rels/.rels", `<Relationships>`+fmt.Sprintf(relation, "a", "officeDocument", "xl/workbook.xml")+`</Relationships>`,
		"xl/workbook.xml", `<workbook><sheets><sheet name="Register" sheetId="1" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>`+fmt.Sprintf(relation, "b", "worksheet", "worksheets/sheet1.xml")+fmt.Sprintf(relation, "c", "sharedStrings", "sharedStrings.xml")+`</Relationships>`,
		"xl/sharedStrings.xml", `<sst>`+texts+`</sst>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`)
}

func check(content []byte) error { return Check(bytes.NewReader(content), int64(len(content))) }

// repeated is a piece of XML many times, each with its number.
func repeated(piece string, n int) string {
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, piece, i+1)
	}
	return all.String()
}

func TestWhatIsRefused(t *testing.T) {
	long := strings.Repeat("x", 32_768)
	full := "<si><t>" + long[:32_767] + "</t></si>"
	first := `<c r="A%d" t="s"><v>0</v></c>`
	encrypted := compoundMagic + strings.Repeat("\x00", 70_000)
	for _, u := range utf16.Encode([]rune("EncryptedPackage")) {
		encrypted += string([]byte{byte(u), byte(u >> 8)})
	}
	good := book(t, "", `<row r="1"><c r="A1"><v>1</v></c></row>`)
	for name, c := range map[string]struct {
		content []byte
		kind    table.ProblemKind
		at      string // row and column
	}{
		"nothing":                    {nil, table.NotTable, ""},
		"a renamed picture":          {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), table.NotTable, ""},
		"a web page":                 {[]byte("<!DOCTYPE html><table><tr><td>1</td></tr></table>"), table.NotTable, ""},
		"a PDF":                      {[]byte("%PDF-1.7\n1 0 obj"), table.NotTable, ""},
		"the format before":          {[]byte(compoundMagic + strings.Repeat("\x00", 600)), table.OldFormat, ""},
		"a password":                 {[]byte(encrypted), table.Encrypted, ""},
		"a binary workbook":          {packed(t, "_rels/.rels", `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`, "xl/workbook.bin", "x"), table.OldFormat, ""},
		"an OpenDocument":            {packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), table.NotTable, ""},
		"an archive of other files":  {packed(t, "a.txt", "a"), table.NotTable, ""},
		"cut off":                    {good[:len(good)-40], table.Damaged, ""},
		"cut off early":              {good[:40], table.Damaged, ""},
		"a document type":            {book(t, "", `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><row r="1"><c r="A1" t="str"><v>&y;</v></c></row>`), table.Unsafe, ""},
		"an unknown entity":          {book(t, "", `<row r="1"><c r="A1" t="str"><v>&y;</v></c></row>`), table.Damaged, "1 1"},
		"no end":                     {book(t, "", `<row r="7"><c r="B7"><v>1`), table.Damaged, "7 2"},
		"a text that is not there":   {book(t, "<si><t>a</t></si>", `<row r="3"><c r="C3" t="s"><v>1</v></c></row>`), table.Damaged, "3 3"},
		"a number that is none":      {book(t, "", `<row r="3"><c r="C3"><v>NaN</v></c></row>`), table.Damaged, "3 3"},
		"a long shared text":         {book(t, "<si><t>"+long+"</t></si>", ""), table.LongText, ""},
		"a long text":                {book(t, "", `<row r="2"><c r="D2" t="inlineStr"><is><t>`+long+`</t></is></c></row>`), table.LongText, "2 4"},
		"a text of 5 MB, used once":  {book(t, "<si><t>"+strings.Repeat(long, 160)+"</t></si>", `<row r="1">`+fmt.Sprintf(first, 1)+`</row>`), table.LongText, ""},
		"one text in 200,000 cells":  {book(t, full, repeated(`<row r="%[1]d">`+`<c r="A%[1]d" t="s"><v>0</v></c></row>`, 200_000)), table.TooLarge, "8193 0"},
		"one text along one row":     {book(t, full, `<row r="1">`+strings.Repeat(`<c t="s"><v>0</v></c>`, 16_000)+`</row>`), table.LongText, "1 129"},
		"one cell for ever":          {book(t, "", `<row r="1">`+strings.Repeat(`<c r="A1"><v>1</v></c>`, 20_000)+`</row>`), table.TooManyColumns, "1 1"},
		"too far right":              {book(t, "", `<row r="1"><c r="XFE1"><v>1</v></c></row>`), table.TooManyColumns, "1 16385"},
		"too far down":               {book(t, "", `<row r="1048577"><c r="A1048577"><v>1</v></c></row>`), table.TooManyRows, "1048577 0"},
		"too many rows":              {book(t, "", repeated(`<row r="%d"><c><v>1</v></c></row>`, 200_001)), table.TooManyRows, "200001 0"},
		"a bomb":                     {claiming(t, "xl/workbook.xml", 65<<20, " "), table.TooLarge, ""},
		"a bomb of gigabytes":        {claiming(t, "xl/workbook.xml", 1<<62, " "), table.TooLarge, ""},
		"a part longer than it says": {claiming(t, "xl/workbook.xml", 10, "<workbook>"+strings.Repeat(" ", 1<<20)+"</workbook>"), table.Damaged, ""},
		"two sheets in one part": {packed(t, "xl/workbook.xml", `<workbook><sheets><sheet name="A" r:id="b"/><sheet name="B" r:id="b"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="b" Type="x/worksheet" Target="s.xml"/></Relationships>`), table.Damaged, ""},
		"a long CSV cell":       {[]byte("a;b\nc;" + long), table.LongText, "2 2"},
		"a wide CSV row":        {[]byte("a;b\n" + strings.Repeat(";", 16_384)), table.TooManyColumns, "2 16385"},
		"an open quotation":     {[]byte("a;b\nc;\"d\ne;f\n"), table.Damaged, "2 2"},
		"bytes that are none":   {[]byte("a;b\n" + strings.Repeat("c;d\n", 200) + "e;\x00"), table.NotTable, "202 2"},
		"a CSV of many rows":    {[]byte(strings.Repeat("1\n", 200_001)), table.TooManyRows, "200001 0"},
		"a heavy row of CSV":    {[]byte("a\n" + strings.Repeat(long[:32_767]+";", 200)), table.LongText, "2 129"},
		"many parts":            {packed(t, strings.Split(strings.TrimSuffix(repeated("p%d,,", 10_001), ","), ",")...), table.TooLarge, ""},
		"a long list of parts":  {packed(t, strings.Split(strings.TrimSuffix(repeated(strings.Repeat("p", 1000)+"%d,,", 9_000), ","), ",")...), table.TooLarge, ""},
		"too many sheets":       {packed(t, "xl/workbook.xml", `<workbook>`+repeated(`<sheet name="%[1]d" id="r%[1]d"/>`, 501)+`</workbook>`, "xl/_rels/workbook.xml.rels", `<r>`+repeated(`<Relationship Id="r%[1]d" Type="/worksheet" Target="s%[1]d"/>`, 501)+`</r>`), table.TooManySheets, ""},
		"no sheets":             {packed(t, "xl/workbook.xml", `<workbook/>`), table.NotTable, ""},
		"a tag without an end":  {book(t, "", "<row "+strings.Repeat("x", 70_000)), table.Damaged, ""},
		"a part that is absent": {packed(t, "xl/workbook.xml", `<workbook><sheet name="A" id="b"/></workbook>`, "xl/_rels/workbook.xml.rels", `<r><Relationship Id="b" Type="/worksheet" Target="s.xml"/></r>`), table.Damaged, ""},
	} {
		problem := new(table.Problem)
		if err := check(c.content); !errors.As(err, &problem) || problem.Kind != c.kind {
			t.Errorf("%s: %v, want %s", name, err, c.kind)
			continue
		}
		at := ""
		if problem.Row > 0 {
			at = fmt.Sprint(problem.Row, " ", problem.Column)
		}
		if at != c.at {
			t.Errorf("%s: at %q, want %q", name, at, c.at)
		}
	}
	if err := check(good); err != nil {
		t.Errorf("a good workbook: %v", err)
	}
	if err := check(book(t, "", repeated(`<row r="%d"/>`, 100_000)+`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)); err != nil {
		t.Errorf("a cell in the last corner below empty rows: %v", err)
	}
}

// collected reads a sheet whole.
func collected(t *testing.T, b *Book, sheet int) (rows []table.Row) {
	t.Helper()
	for r, err := range b.Rows(sheet) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

func opened(t *testing.T, content []byte) *Book {
	t.Helper()
	b, err := Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCellsOfAWorkbook(t *testing.T) {
	f := excelize.NewFile()
	style := func(format string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	set := func(cell string, value any, format string) {
		err := f.SetCellValue("Sheet1", cell, value)
		if format != "" {
			err = errors.Join(err, f.SetCellStyle("Sheet1", cell, cell, style(format)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	set("A1", "Mærke & <navn>", "")
	set("C1", 0.1+0.2, "")
	set("D1", 7, "000")
	set("E1", 46132, `[$-406]d\.\ mmmm\ yyyy;@`)
	set("F1", 46132.354166666664, "dd/mm/yyyy hh:mm")
	set("G1", 0.5, "hh:mm")
	set("H1", 12.5, `0.0" m³/h"`)
	set("I1", 1.5, "[h]:mm")
	set("J1", true, "")
	set("K1", 0.125, "0%")
	set("L1", -3e25, "")
	set("M1", "a\r\nb", "")
	set("N1", 46132, "General")
	set("A3", "last", "")
	must := func(errs ...error) {
		t.Helper()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetCellFormula("Sheet1", "B3", "SUM(C1:D1)"), f.MergeCell("Sheet1", "A1", "B1"),
		f.SetCellRichText("Sheet1", "C3", []excelize.RichTextRun{{Text: "two "}, {Text: "runs", Font: &excelize.Font{Bold: true}}}))
	_, err := f.NewSheet("Skjult")
	must(err, f.SetSheetVisible("Skjult", false), f.SetCellValue("Skjult", "B2", "hidden"))
	var out bytes.Buffer
	must(f.Write(&out))
	b := opened(t, out.Bytes())
	if diff := cmp.Diff([]table.Sheet{{Name: "Sheet1"}, {Name: "Skjult", Hidden: true}}, b.Sheets()); diff != "" {
		t.Error(diff)
	}
	n := func(column int, number float64, text string) table.Cell {
		return table.Cell{Column: column, Kind: table.IsNum, Text: text, Number: number}
	}
	want := []table.Row{
		{Number: 1, Cells: []table.Cell{
			{Column: 1, Kind: table.IsText, Text: "Mærke & <navn>"}, n(3, 0.1+0.2, "0.3"), n(4, 7, "007"),
			{Column: 5, Kind: table.IsDate, Text: "2026-04-20", Number: 46132}, {Column: 6, Kind: table.IsDate, Text: "2026-04-20T08:30:00", Number: 46132.354166666664},
			{Column: 7, Kind: table.IsDate, Text: "12:00:00", Number: 0.5}, n(8, 12.5, "12.5"), n(9, 1.5, "1.5"),
			{Column: 10, Kind: table.IsBool, Text: "true"}, n(11, 0.125, "0.125"), n(12, -3e25, "-3e+25"),
			{Column: 13, Kind: table.IsText, Text: "a\nb"}, n(14, 46132, "46132"),
		}},
		{Number: 3, Cells: []table.Cell{
			{Column: 1, Kind: table.IsText, Text: "last"}, {Column: 2, Formula: true}, {Column: 3, Kind: table.IsText, Text: "two runs"},
		}},
	}
	if diff := cmp.Diff(want, collected(t, b, 0)); diff != "" {
		t.Error(diff)
	}
	if got := collected(t, b, 1); len(got) != 1 || got[0].Number != 2 || got[0].At(2).Text != "hidden" || got[0].At(1).Kind != table.Empty {
		t.Errorf("the hidden sheet: %+v", got)
	}
}

func TestWhatProgramsWrite(t *testing.T) {
	content := book(t, `<si><t>first</t><rPh sb="0" eb="1"><t>aside</t></rPh></si><si/>`,
		`<!-- note --><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>firstx</v></c></row>`+
			`<x:row r='5' ht="1>0"><x:c r="B5" t="e"><v>#N/A</v></x:c><c r="D5" t="d"><v>2026-04-20T00:00:00</v></c><c r="E5" t="inlineStr"><is><t><![CDATA[<&>]]></t></is></c><c r="F5"/></x:row>`)
	want := []table.Row{
		{Number: 1, Cells: []table.Cell{{Column: 1, Kind: table.IsText, Text: "first"}, {Column: 3, Kind: table.IsText, Text: "firstx", Formula: true}}},
		{Number: 5, Cells: []table.Cell{{Column: 2, Kind: table.IsError, Text: "#N/A"}, {Column: 4, Kind: table.IsDate, Text: "2026-04-20"}, {Column: 5, Kind: table.IsText, Text: "<&>"}}},
	}
	if diff := cmp.Diff(want, collected(t, opened(t, content), 0)); diff != "" {
		t.Error(diff)
	}
	utf16 := new(strings.Builder)
	for _, r := range "\uFEFF" + `<worksheet><sheetData><row><c t="str"><v>æ</v></c></row></sheetData></worksheet>` {
		utf16.Write([]byte{byte(r), byte(r >> 8)})
	}
	content = packed(t, "xl/workbook.xml", `<workbook><workbookPr date1904="1"/><sheet name="A" id="b"/><sheet name="Chart" id="c"/></workbook>`,
		"xl/_rels/workbook.xml.rels", `<r><Relationship Id="b" Type="/worksheet" Target="/XL/sheet.xml"/><Relationship Id="c" Type="/chartsheet" Target="chart.xml"/></r>`, `xl\Sheet.xml`, utf16.String())
	b := opened(t, content)
	if got := collected(t, b, 0); len(b.Sheets()) != 1 || len(got) != 1 || got[0].At(1).Text != "æ" {
		t.Errorf("%v: %+v", b.Sheets(), got)
	}
	// A sheet may be read again, as far as is wanted.
	for range 2 {
		for r := range b.Rows(0) {
			if r.Number == 1 {
				break
			}
		}
	}
}

// TestRealWorkbook compares every cell of a COBie workbook with what excelize
// reads in it.
func TestRealWorkbook(t *testing.T) {
	dir := os.Getenv("CXWEB_SAMPLES")
	if dir == "" {
		t.Skip("CXWEB_SAMPLES names no folder of sample files")
	}
	path := filepath.Join(dir, "cobie", "2012-03-23-Duplex-Design.xlsx")
	ours, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	theirs, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	cells := 0
	for i, s := range ours.Sheets() {
		want, err := theirs.GetRows(s.Name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range collected(t, ours, i) {
			for _, c := range r.Cells {
				if c.Kind == table.Empty {
					continue
				}
				cells++
				raw := want[r.Number-1][c.Column-1]
				switch got := c.Text; {
				case c.Kind == table.IsDate, c.Kind == table.IsNum:
					if n, err := table.Number(raw, "en"); err != nil || n != c.Number {
						t.Errorf("%s row %d column %d: %+v, want %q", s.Name, r.Number, c.Column, c, raw)
					}
				case got != raw && got != strings.ReplaceAll(raw, "\r\n", "\n") && !(c.Kind == table.IsBool):
					t.Errorf("%s row %d column %d: %q, want %q", s.Name, r.Number, c.Column, got, raw)
				}
				want[r.Number-1][c.Column-1] = ""
			}
		}
		for row := range want {
			for column, left := range want[row] {
				if left != "" {
					t.Errorf("%s row %d column %d: %q was not read", s.Name, row+1, column+1, left)
				}
			}
		}
	}
	t.Logf("%d cells on %d sheets", cells, len(ours.Sheets()))
}
