package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"cxweb/platform/table"
)

var (
	april   = time.Date(2026, 4, 20, 8, 30, 15, 0, time.FixedZone("CEST", 7200))
	columns = []Column{{Title: "Mærke"}, {Title: "Værdi", Width: 12, Fill: "FFCC99"}, {Title: "Dato", Date: true}, {Title: "Tid"}, {Title: "Bestået", Fill: "FFCC99"}}
)

// written is a workbook with two sheets.
func written(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out)
	err := errors.Join(
		w.Sheet("Register: 1/2", columns),
		w.Row("VE01 <&> \"a\"", 12.5, april, april, true),
		w.Row("=1+1", -3, nil, nil, false),
		w.Row("+45 12", int64(1)<<40, time.Date(1900, 1, 31, 0, 0, 0, 0, time.UTC), time.Date(1822, 1, 1, 0, 0, 0, 0, time.UTC)),
		w.Row("a\x00\x0b\tb\r\nc \xFF\uFFFE _x0041_ "),
		w.Row(strings.Repeat("æ", 40_000), "x"),
		w.Row(),
		w.Sheet("register- 1-2", []Column{{Title: "Only"}}),
		w.Row("z"),
		w.Close())
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWrittenIsReadBack(t *testing.T) {
	b := opened(t, written(t))
	if diff := cmp.Diff([]table.Sheet{{Name: "Register- 1-2"}, {Name: "register- 1-2 (2)"}}, b.Sheets()); diff != "" {
		t.Error(diff)
	}
	text := func(column int, text string) table.Cell {
		return table.Cell{Column: column, Kind: table.IsText, Text: text}
	}
	number := func(column int, n float64, text string) table.Cell {
		return table.Cell{Column: column, Kind: table.IsNum, Text: text, Number: n}
	}
	date := func(column int, n float64, text string) table.Cell {
		return table.Cell{Column: column, Kind: table.IsDate, Text: text, Number: n}
	}
	boolean := func(text string) table.Cell { return table.Cell{Column: 5, Kind: table.IsBool, Text: text} }
	want := []table.Row{
		{Number: 1, Cells: []table.Cell{text(1, "Mærke"), text(2, "Værdi"), text(3, "Dato"), text(4, "Tid"), text(5, "Bestået")}},
		{Number: 2, Cells: []table.Cell{text(1, "VE01 <&> \"a\""), number(2, 12.5, "12.5"), date(3, 46132, "2026-04-20"), date(4, 46132.354340277778, "2026-04-20T08:30:15"), boolean("true")}},
		{Number: 3, Cells: []table.Cell{text(1, "=1+1"), number(2, -3, "-3"), boolean("false")}},
		{Number: 4, Cells: []table.Cell{text(1, "+45 12"), number(2, 1<<40, "1099511627776"), date(3, 31, "1900-01-31"), text(4, "1822-01-01T00:00:00")}},
		{Number: 5, Cells: []table.Cell{text(1, "a\tb\nc \uFFFD _x0041_ ")}},
		{Number: 6, Cells: []table.Cell{text(1, strings.Repeat("æ", 32_766)+"…"), text(2, "x")}},
	}
	if diff := cmp.Diff(want, collected(t, b, 0)); diff != "" {
		t.Error(diff)
	}
}

func TestWrittenIsReadByExcelize(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := f.GetSheetName(0)
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	for row, want := range [][]string{{"Mærke", "Værdi", "Dato", "Tid", "Bestået"}, {`VE01 <&> "a"`, "12.5", "2026-04-20", "2026-04-20 08:30:15", "TRUE"}, {"=1+1", "-3", "", "", "FALSE"}} {
		if diff := cmp.Diff(want, rows[row]); diff != "" {
			t.Error(diff)
		}
	}
	if formula, err := f.GetCellFormula(name, "A3"); err != nil || formula != "" {
		t.Errorf("a text became the formula %q, %v", formula, err)
	}
	if kind, err := f.GetCellType(name, "A3"); err != nil || kind != excelize.CellTypeInlineString {
		t.Errorf("a text became type %v, %v", kind, err)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the titles are not kept in sight: %+v, %v", panes, err)
	}
	for cell, fill := range map[string]string{"A1": "E3E8EC", "B1": "FFCC99", "E1": "FFCC99"} {
		id, err := f.GetCellStyle(name, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || style.Font == nil || !style.Font.Bold {
			t.Errorf("title %s: %+v, %v", cell, style, err)
		}
		if got := f.Styles.Fills.Fill[*f.Styles.CellXfs.Xf[id].FillID].PatternFill.FgColor.RGB; got != "FF"+fill {
			t.Errorf("title %s is on %s", cell, got)
		}
	}
	if width, err := f.GetColWidth(name, "B"); err != nil || width != 12 {
		t.Errorf("column B is %v wide, %v", width, err)
	}
}

func TestWrittenIsWellFormedAndTheSameEachTime(t *testing.T) {
	first, second := written(t), written(t)
	if !bytes.Equal(first, second) {
		t.Error("the same cells are other bytes")
	}
	archive, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	if archive.File[0].Name != root.name {
		t.Errorf("begins with %s", archive.File[0].Name)
	}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for err == nil {
			var token xml.Token
			token, err = d.Token()
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "autoFilter" && start.Attr[0].Value != "A1:E7" && start.Attr[0].Value != "A1:A2" {
				t.Errorf("filters %s", start.Attr[0].Value)
			}
		}
		if err != io.EOF {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	if err := NewWriter(io.Discard).Close(); err == nil {
		t.Error("a workbook without a sheet")
	}
	if err := NewWriter(io.Discard).Row("a"); err == nil {
		t.Error("a row without a sheet")
	}
	w := NewWriter(io.Discard)
	if err := w.Sheet("", columns); err != nil {
		t.Fatal(err)
	}
	for _, cells := range [][]any{{math.NaN()}, {math.Inf(1)}, {[]byte("a")}, {1, 2, 3, 4, 5, 6}} {
		if err := w.Row(cells...); err == nil {
			t.Errorf("%v was written", cells)
		}
	}
	for range table.MaxRow - 1 {
		if err := w.Row(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Row(); err == nil {
		t.Error("a row below the last")
	}
	if err := NewWriter(io.Discard).Sheet("a", make([]Column, table.MaxColumns+1)); err == nil {
		t.Error("a column beyond the last")
	}
}

// counter counts what is written to it.
type counter struct{ atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) { c.Add(int64(len(p))); return len(p), nil }

func TestWriterHoldsNothingBack(t *testing.T) {
	out := new(counter)
	w := NewWriter(out)
	if err := w.Sheet("Large", columns); err != nil {
		t.Fatal(err)
	}
	row := []any{"VE01", 0, april, april, true}
	for i := range 100_000 {
		row[1] = i * 7919 % 104729
		if err := w.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	before := out.Load()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if held := out.Load() - before; held > 256<<10 {
		t.Errorf("%d of %d bytes were held back", held, out.Load())
	}
}

func TestSheetNames(t *testing.T) {
	w := &Writer{}
	for _, c := range [][2]string{
		{"Komponenter", "Komponenter"}, {"KOMPONENTER", "KOMPONENTER (2)"}, {"", "Sheet"}, {"'a'", "a"}, {"[a]:*?/\\", "-a------"},
		{strings.Repeat("æ", 40), strings.Repeat("æ", 30) + "…"}, {strings.Repeat("æ", 41), strings.Repeat("æ", 26) + "… (2)"},
	} {
		got := w.free(c[0])
		if got != c[1] || len([]rune(got)) > 31 {
			t.Errorf("%q becomes %q, want %q", c[0], got, c[1])
		}
		w.names = append(w.names, got)
	}
}

// TestCellsAreWrittenAsRowsAre: what a table holds comes out as its values would,
// and what is not what it says is a text.
func TestCellsAreWrittenAsRowsAre(t *testing.T) {
	book := func(fill func(w *Writer) error) []byte {
		var out bytes.Buffer
		w := NewWriter(&out)
		if err := errors.Join(w.Sheet("Register", columns), fill(w), w.Close()); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	cell := func(kind table.Kind, text string) table.Cell { return table.Cell{Kind: kind, Text: text} }
	cells := book(func(w *Writer) error {
		return errors.Join(
			w.Cells([]table.Cell{cell(table.IsText, " =1 "), cell(table.IsNum, "-12.5"), cell(table.IsDate, "2026-04-20"), cell(table.IsDate, "2026-04-20T08:30:15"), cell(table.IsBool, "true")}),
			w.Cells([]table.Cell{{}, cell(table.IsNum, ""), cell(table.IsText, ""), cell(table.IsBool, "false")}),
			w.Cells([]table.Cell{cell(table.IsNum, "NaN"), cell(table.IsNum, "=1+1"), cell(table.IsDate, "infinity"), cell(table.IsDate, "1822-01-01")}))
	})
	rows := book(func(w *Writer) error {
		return errors.Join(w.Row(" =1 ", -12.5, april, april, true), w.Row(nil, nil, "", false), w.Row("NaN", "=1+1", "infinity", "1822-01-01"))
	})
	if diff := cmp.Diff(collected(t, opened(t, rows), 0), collected(t, opened(t, cells), 0)); diff != "" {
		t.Errorf("by their values -, by their texts +:\n%s", diff)
	}
	w := NewWriter(io.Discard)
	if err := w.Cells(nil); err == nil {
		t.Error("cells without a sheet")
	}
	if err := w.Sheet("", columns); err != nil {
		t.Fatal(err)
	}
	if err := w.Cells(make([]table.Cell, len(columns)+1)); err == nil {
		t.Error("a cell beyond the last column")
	}
}

// TestARefusedRowLeavesNothing: the rows before and behind it are whole.
func TestARefusedRowLeavesNothing(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	err := errors.Join(w.Sheet("Register", columns), w.Row("a"))
	if w.Row("b", math.NaN()) == nil {
		t.Error("NaN was written")
	}
	if err := errors.Join(err, w.Row("c"), w.Close()); err != nil {
		t.Fatal(err)
	}
	got := collected(t, opened(t, out.Bytes()), 0)
	if len(got) != 3 || got[1].Cells[0].Text != "a" || got[2].Cells[0].Text != "c" || got[2].Number != 3 {
		t.Errorf("got %v", got)
	}
}

// full takes nothing more.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWhatIsPackedBehindTellsOfItsError(t *testing.T) {
	w := NewWriter(full{})
	err := w.Sheet("Large", columns)
	for range 200_000 {
		if err == nil {
			err = w.Row("a text that is not short", 12)
		}
	}
	if !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
}
