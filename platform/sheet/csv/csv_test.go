package csv

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"cxweb/platform/table"
)

// read gives the rows as texts, cells parted by a bar; empty rows are left out.
func read(t testing.TB, content string) (rows []string, numbers []int, err error) {
	t.Helper()
	f, err := Open(strings.NewReader(content), int64(len(content)), []byte(content[:min(len(content), 512)]))
	if err != nil {
		return nil, nil, err
	}
	err = f.Rows(0, func(r table.Row) bool {
		var texts []string
		for column := 1; column <= r.Cells[len(r.Cells)-1].Column; column++ {
			texts = append(texts, r.At(column).Text)
		}
		rows, numbers = append(rows, strings.Join(texts, "|")), append(numbers, r.Number)
		return true
	})
	return rows, numbers, err
}

func in16(text string, bigEndian bool) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		if bigEndian {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return string(out)
}

func TestHowFilesAreWritten(t *testing.T) {
	danish := "Mærke;Rum\nVE01;Åen 😀\n"
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"UTF-8":                             {danish, []string{"Mærke|Rum", "VE01|Åen 😀"}},
		"UTF-8 with a mark":                 {"\xEF\xBB\xBF" + danish, []string{"Mærke|Rum", "VE01|Åen 😀"}},
		"UTF-16 little end first":           {"\xFF\xFE" + in16(danish, false), []string{"Mærke|Rum", "VE01|Åen 😀"}},
		"UTF-16 big end first":              {"\xFE\xFF" + in16(danish, true), []string{"Mærke|Rum", "VE01|Åen 😀"}},
		"UTF-16 without a mark":             {in16(danish, false), []string{"Mærke|Rum", "VE01|Åen 😀"}},
		"UTF-16 big, without a mark":        {in16(danish, true), []string{"Mærke|Rum", "VE01|Åen 😀"}},
		"Windows-1252":                      {"M\xE6rke;Rum\nVE01;\xC5en \x80\n", []string{"Mærke|Rum", "VE01|Åen €"}},
		"Windows-1252, seen late":           {"a;b\n" + strings.Repeat("c;d\n", 30_000) + "\xE6;f", append(append([]string{"a|b"}, strings.Split(strings.Repeat("c|d ", 30_000), " ")[:30_000]...), "æ|f")},
		"comma":                             {"a,b,c\n1,\"2,5\",3\n", []string{"a|b|c", "1|2,5|3"}},
		"tab":                               {"a\tb\n1,5\t2,5\n", []string{"a|b", "1,5|2,5"}},
		"bar":                               {"a|b\n1|2\n", []string{"a|b", "1|2"}},
		"decimal commas":                    {"1,5;2,5\n3,5;4,5\n", []string{"1,5|2,5", "3,5|4,5"}},
		"a semicolon in a sentence":         {"a,b,c\n\"d;e\",f,g\nh;i,j,k\n", []string{"a|b|c", "d;e|f|g", "h;i|j|k"}},
		"told":                              {"sep=,\na;b,c\n", []string{"a;b|c"}},
		"one column":                        {"Mærke\nVE01\n", []string{"Mærke", "VE01"}},
		"a heading as of a bitmap":          {"BMS;Rum\n1;2\n", []string{"BMS|Rum", "1|2"}},
		"lines in cells":                    {"a;b\n\"c\r\nd \"\"e\"\"\";f\n", []string{"a|b", "c\r\nd \"e\"|f"}},
		"old line ends and no end":          {"a;b\r\n\r\n;\r\n\"\";c", []string{"a|b", "|c"}},
		"quotation marks where they please": {"a;5\" pipe;\"x\"y\n", []string{`a|5" pipe|xy`}},
		"guarded texts":                     {"a;b\n'=1+1;''@x\n'word;'\n", []string{"a|b", "=1+1|'@x", "'word|'"}},
	} {
		got, _, err := read(t, c.content)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

func TestRowsAreNumberedAsTheyAreSeen(t *testing.T) {
	_, numbers, err := read(t, "sep=;\na;b\n\n\"c\nd\";e\nf;g")
	if diff := cmp.Diff([]int{2, 4, 5}, numbers); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestWriter(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	w.Decimal = ','
	day := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	err := errors.Join(
		w.Row("Mærke", "a;b", "c \"d\"", "e\nf", " g"),
		w.Row("=1+1", "+45", "-", "@x", "\tt", "＝1", "'=x", "'word", "2-1"),
		w.Row(-1.5, -3, int64(7), true, nil, day, day.Add(8*time.Hour), ""),
		w.Flush())
	if err != nil {
		t.Fatal(err)
	}
	want := "\uFEFFMærke;\"a;b\";\"c \"\"d\"\"\";\"e\nf\";\" g\"\r\n" +
		"'=1+1;'+45;'-;'@x;\"'\tt\";'＝1;''=x;'word;2-1\r\n" +
		"-1,5;-3;7;true;;2026-04-20;2026-04-20T08:00:00;\r\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if err := w.Row([]int{1}); err == nil {
		t.Error("a cell held a slice")
	}
}

func TestCells(t *testing.T) {
	cell := func(kind table.Kind, text string) table.Cell { return table.Cell{Kind: kind, Text: text} }
	for decimal, want := range map[byte]string{
		',': "\uFEFFa;'=1+1;-1,50;\"'=2;3\";2026-04-20;true;;'-1-1;NaN\r\n",
		'.': "\uFEFFa;'=1+1;-1.50;\"'=2;3\";2026-04-20;true;;'-1-1;NaN\r\n",
	} {
		var out bytes.Buffer
		w := NewWriter(&out)
		w.Decimal = decimal
		err := w.Cells([]table.Cell{cell(table.IsText, "a"), cell(table.IsText, "=1+1"), cell(table.IsNum, "-1.50"), cell(table.IsText, "=2;3"), cell(table.IsDate, "2026-04-20"), cell(table.IsBool, "true"), {Text: "x"},
			cell(table.IsNum, "-1-1"), cell(table.IsNum, "NaN")})
		if err := errors.Join(err, w.Flush()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, out.String()); diff != "" {
			t.Error(diff)
		}
	}
}

// FuzzRoundTrip writes texts and reads them back.
func FuzzRoundTrip(f *testing.F) {
	f.Add("=1+1", "a;b\"c", "'@x")
	f.Add("æ\nø", "\té", "''''-")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		want := []string{"first", a, b, c}
		for i, text := range want {
			if text != strings.ToValidUTF8(text, "") || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' }) || text == "" {
				return // what a file of text does not hold
			}
			if len(text) > table.MaxText || i > 0 && strings.Contains(text, "\uFEFF") {
				return
			}
		}
		var out bytes.Buffer
		w := NewWriter(&out)
		// Two lines, so that the separator is told.
		if err := errors.Join(w.Row("h", "h", "h", "h"), w.Row(want[0], a, b, c), w.Flush()); err != nil {
			t.Fatal(err)
		}
		got, _, err := read(t, out.String())
		if err != nil || len(got) != 2 || got[1] != strings.Join(want, "|") {
			t.Errorf("%q came back as %q, %v", want, got, err)
		}
	})
}
