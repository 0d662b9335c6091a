package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"cxweb/platform/table"
)

// TestMain is also the reading process of the tests, as cmd is the product's.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == Command {
		os.Exit(Main(os.Args[2:]))
	}
	os.Exit(m.Run())
}

// saved writes bytes to a file of the test.
func saved(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// large is a workbook of that many rows of 20 cells.
func large(t testing.TB, rows int) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out)
	columns := make([]Column, 20)
	for i := range columns {
		columns[i].Title = fmt.Sprint("Column ", i+1)
	}
	if err := w.Sheet("Large", columns); err != nil {
		t.Fatal(err)
	}
	cells := make([]any, 20)
	for r := range rows {
		for c := range cells {
			cells[c] = fmt.Sprintf("VE01-%d.%d", r, c)
			if c%4 == 3 {
				cells[c] = float64(r) / 8
			}
		}
		if err := w.Row(cells...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadInAnotherProcess(t *testing.T) {
	path := saved(t, large(t, 300))
	var sheets []table.Sheet
	var rows []table.Row
	err := Read(t.Context(), path,
		func(s table.Sheet) error { sheets = append(sheets, s); return nil },
		func(r table.Row) error { rows = append(rows, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(sheets) != 1 || sheets[0].Name != "Large" || len(rows) != 301 {
		t.Fatalf("read %v and %d rows", sheets, len(rows))
	}
	want := table.Cell{Column: 4, Kind: table.IsNum, Text: "37.375", Number: 37.375}
	if got := rows[300].At(4); got != want || rows[300].Number != 301 {
		t.Errorf("the last row's fourth cell is %+v", got)
	}
	names, texts := []string{}, []string{}
	err = Read(t.Context(), saved(t, []byte("Mærke;Rum\nVE01;2\n")),
		func(s table.Sheet) error { names = append(names, s.Name); return nil },
		func(r table.Row) error { texts = append(texts, r.At(1).Text); return nil })
	if err != nil || len(names) != 1 || names[0] != "" || strings.Join(texts, " ") != "Mærke VE01" {
		t.Errorf("a CSV file: %q, %q, %v", names, texts, err)
	}
	stop := errors.New("enough")
	n := 0
	err = Read(t.Context(), path, nil, func(table.Row) error {
		n++
		return stop
	})
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("after %d rows: %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = Read(ctx, path, nil, func(table.Row) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := Read(t.Context(), filepath.Join(t.TempDir(), "nothing"), nil, nil); err == nil || errors.As(err, new(*table.Problem)) {
		t.Errorf("a file that does not exist: %v", err)
	}
	if problem := new(table.Problem); !errors.As(Read(t.Context(), saved(t, []byte("\x89PNG\r\n\x1a\n\x00")), nil, nil), &problem) || problem.Kind != table.NotTable {
		t.Errorf("a picture: %v", problem)
	}
}

// reader builds the smallest program that reads tables, without the race
// detector, which the limits leave no room for.
func reader(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	text := "package main\n\nimport (\n\t\"os\"\n\n\t\"cxweb/platform/sheet\"\n)\n\nfunc main() { os.Exit(sheet.Main(os.Args[2:])) }\n"
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "reader")
	if out, err := exec.Command("go", "build", "-race=false", "-o", program, source).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

func TestReadingProcessDiesAlone(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux holds a process to its memory")
	}
	program := reader(t)
	// 60 MB of texts, each once: allowed, and more than the memory given here.
	var texts strings.Builder
	for i := range 1900 {
		fmt.Fprintf(&texts, "<si><t>%s</t></si>", strings.Repeat(fmt.Sprintf("%08d", i*7919), 4095))
	}
	for name, c := range map[string]struct {
		path string
		most limits
		want table.ProblemKind
	}{
		"memory": {saved(t, book(t, texts.String(), `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)), limits{memory: 24, seconds: 60}, table.OutOfMemory},
		"time":   {emptyLines(t, 400), limits{memory: 512, seconds: 1}, table.OutOfTime},
	} {
		problem := new(table.Problem)
		err := read(t.Context(), program, c.most, c.path, nil, nil)
		if !errors.As(err, &problem) || problem.Kind != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	n := 0
	if err := read(t.Context(), program, usual, saved(t, large(t, 100)), nil, func(table.Row) error { n++; return nil }); err != nil || n != 101 {
		t.Errorf("a good file: %d rows, %v", n, err)
	}
}

// emptyLines is a text file of that many megabytes, which take long to read
// and hold nothing.
func emptyLines(t *testing.T, megabytes int) string {
	t.Helper()
	path := saved(t, nil)
	f, err := os.OpenFile(path, os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	some := bytes.Repeat([]byte("\n"), 1<<20)
	for range megabytes {
		if _, err := f.Write(some); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		large(b, 100_000)
	}
}

func BenchmarkCheck(b *testing.B) {
	content := large(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := Check(bytes.NewReader(content), int64(len(content))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	path := saved(b, large(b, 100_000))
	for b.Loop() {
		if err := Read(b.Context(), path, nil, func(table.Row) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
