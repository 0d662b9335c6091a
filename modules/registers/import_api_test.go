package registers_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"
)

type imported struct {
	ID, State, Format, Thing string
	Task                     string
	Mapping                  map[string]string
	MappingFrom              string `json:"mapping_from"`
	Choice                   json.RawMessage
	Counts                   map[string]struct{ New, Changed, Same, Wrong, Done int }
}

// bring uploads a file and starts its import; it returns when the file is read.
func bring(t *testing.T, w *world.World, file string, content []byte) imported {
	t.Helper()
	stored := w.Upload("ann", file, content)
	if stored.Status != 201 {
		t.Fatalf("storing %s: %d %s", file, stored.Status, stored.Body)
	}
	a := w.Do("ann", "POST", "/projects/{project}/imports", fmt.Sprintf(`{"file":"%s"}`, stored.Field("id")))
	var i imported
	a.Read(t, &i)
	return settle(t, w, i)
}

// settle waits until an import's step is over.
func settle(t *testing.T, w *world.World, i imported) imported {
	t.Helper()
	for range 1200 {
		w.Do("ann", "GET", "/projects/{project}/imports/"+i.ID, "").Read(t, &i)
		if i.State != "reading" && i.State != "checking" && i.State != "applying" {
			return i
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("the import is still %s", i.State)
	return i
}

// mapped maps an import as it was guessed and returns when it is checked.
func mapped(t *testing.T, w *world.World, i imported) imported {
	t.Helper()
	mapping, err := json.Marshal(i.Mapping)
	if err != nil {
		t.Fatal(err)
	}
	a := w.Do("ann", "POST", "/projects/{project}/imports/"+i.ID+"/map", fmt.Sprintf(`{"thing":"%s","choice":%s,"mapping":%s}`, i.Thing, i.Choice, mapping))
	if a.Status != 200 {
		t.Fatalf("mapping: %d %s", a.Status, a.Body)
	}
	return settle(t, w, i)
}

func applied(t *testing.T, w *world.World, i imported) imported {
	t.Helper()
	if a := w.Do("ann", "POST", "/projects/{project}/imports/"+i.ID+"/apply", ""); a.Status != 200 {
		t.Fatalf("applying: %d %s", a.Status, a.Body)
	}
	return settle(t, w, i)
}

func (i imported) reason(t *testing.T, w *world.World) string {
	t.Helper()
	return string(w.Do("ann", "GET", "/projects/{project}/imports/"+i.ID+"/report?outcome=wrong", "").Body)
}

// workbook writes a workbook with one sheet of rows.
func workbook(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for n, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a workbook whose sheet unpacks to a gigabyte of spaces and more.
func bomb(t *testing.T) []byte {
	t.Helper()
	whole := workbook(t, []any{"Tag"})
	good, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range good.File {
		if !strings.HasSuffix(f.Name, "sheet1.xml") {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		spaces := bytes.Repeat([]byte(" "), 1<<20)
		for range 1100 {
			if _, err := to.Write(spaces); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTableImport(t *testing.T) {
	w := world.New(t)
	w.Walls("POST /projects/{project}/imports", `{"file":"01a00000-0000-7000-8000-000000000000"}`, "rita")
	i := bring(t, w, "Anlæg.xlsx", workbook(t,
		[]any{"Fagområde", "Anlæg", "Navn", "Grænse"},
		[]any{"Ventilation", "VE01", "Kontor 1. sal 😀", "1.500"},
		[]any{"VE", "VE02", "=1+1", "12,5"},
		[]any{"Findes ikke", "VE03", "Ny", ""},
		[]any{"Ventilation", "VE01", "Igen", ""},
		[]any{"Ventilation", strings.Repeat("x", 300), "For lang", ""}))
	if i.State != "mapping" || i.Format != "table" {
		t.Fatalf("reading: %+v", i)
	}
	i.Thing = "system"
	i.Mapping = map[string]string{"tag": "Anlæg", "name_da": "Navn", "discipline": "Fagområde"}
	i = mapped(t, w, i)
	if c := i.Counts["system"]; c.New != 3 || c.Wrong != 2 {
		t.Fatalf("the dry run: %+v %s", i.Counts, i.reason(t, w))
	}
	if r := i.reason(t, w); !strings.Contains(r, `"row":5`) || !strings.Contains(r, "stands in row 2 already") || !strings.Contains(r, "is too long") {
		t.Errorf("the report does not say row and reason: %s", r)
	}
	w.Run([]world.Call{{As: "ann", Do: "GET /projects/{project}/systems", Want: 200, Says: `"items":[]`}}) // a dry run changes nothing
	i = applied(t, w, i)
	w.Run([]world.Call{
		{As: "ann", Do: "GET /projects/{project}/systems?count=true", Want: 200, Says: `"total":3`},
		{As: "ann", Do: "GET /projects/{project}/systems?q=VE02", Want: 200, Says: `"name_da":"=1+1"`}, // a text, never worked out
		{As: "ann", Do: "GET /projects/{project}/disciplines?q=Findes", Want: 200, Says: "Findes ikke"},
	})
	// Only the wrong rows are mended and carried out.
	var report struct{ Items []struct{ ID string } }
	w.Do("ann", "GET", "/projects/{project}/imports/"+i.ID+"/report?outcome=wrong", "").Read(t, &report)
	a := w.Do("ann", "POST", "/projects/{project}/imports/"+i.ID+"/retry", fmt.Sprintf(`{"cells":[{"line":"%s","column":"Anlæg","value":"VE04"}]}`, report.Items[0].ID))
	if a.Status != 200 {
		t.Fatalf("mending: %d %s", a.Status, a.Body)
	}
	i = applied(t, w, i)
	if c := i.Counts["system"]; c.Done != 4 || c.Wrong != 1 {
		t.Errorf("after mending: %+v", i.Counts)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "POST /projects/{project}/imports/" + i.ID + "/undo", Want: 200, Says: `"state":"undone"`},
		{As: "ann", Do: "GET /projects/{project}/systems", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET /projects/{project}/disciplines?q=Findes", Want: 200, Says: `"items":[]`},
		{As: "bob", Do: "GET /projects/{other}/imports/" + i.ID, Want: 404},
	})
	again := bring(t, w, "Anlæg 2.xlsx", workbook(t, []any{"Anlæg", "Grænse", "Navn", "Fagområde"}, []any{"VE09", "", "Ny", "VE"}))
	if again.MappingFrom != "remembered" || again.Mapping["tag"] != "Anlæg" || again.Thing != "system" {
		t.Errorf("the mapping is not remembered: %+v", again)
	}
}

func TestValuesInManyForms(t *testing.T) {
	w := world.New(t)
	i := bring(t, w, "rækker.csv", []byte("\xef\xbb\xbfNr;Titel;Frist;Grænseværdi;Status;BR18\r\n"+
		"1;a;2026-04-20;1.500,25;Bestået;ja\r\n2;b;20-04-2026;1500,25;Passed;no\r\n3;c;20.04.2026;0,5;Afvist;x\r\n4;d;20/04/2026;-3;;\r\n5;\"e\nto linjer; \"\"citat\"\"\";20. april 2026;7;I gang;nej\r\n6;f;31-02-2026;abc;Måske;ved ikke\r\n"))
	if i.State != "mapping" || i.Thing != "row" {
		t.Fatalf("reading: %+v", i)
	}
	i = mapped(t, w, i)
	if c := i.Counts["row"]; c.New != 5 || c.Wrong != 1 {
		t.Fatalf("the dry run: %+v %s", i.Counts, i.reason(t, w))
	}
	for _, says := range []string{`"row":7`, `"column":"Frist"`, "is not a date", `"column":"Status"`, `"column":"BR18"`} {
		if r := i.reason(t, w); !strings.Contains(r, says) {
			t.Errorf("the report does not say %s: %s", says, r)
		}
	}
	applied(t, w, i)
	a := w.Do("ann", "GET", "/projects/{project}/rows?sort=no", "")
	for _, says := range []string{`"target":1500.25`, `"planned_on":"2026-04-20"`, `"status":"passed"`, `"status":"failed"`, `"target":0.5`, "to linjer; \\\"citat\\\""} {
		if !strings.Contains(string(a.Body), says) {
			t.Errorf("the rows do not say %s: %s", says, a.Body)
		}
	}
	if n := strings.Count(string(a.Body), `"planned_on":"2026-04-20"`); n != 5 {
		t.Errorf("got %d rows with the date, want all five forms read", n)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	w := world.New(t)
	good := workbook(t, []any{"Tag", "Navn"}, []any{"VE01", "x"})
	wide := make([]any, 1000)
	for n := range wide {
		wide[n] = fmt.Sprintf("K%d", n)
	}
	for _, c := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"cut.xlsx", good[:len(good)/2], "damaged"},
		{"old.xls", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...), ".xls"},
		{"bomb.xlsx", bomb(t), "unpacks to more than is read"},
		{"cell.csv", []byte("Tag,Navn\nVE01," + strings.Repeat("x", 10<<20) + "\n"), "more text than is allowed"},
	} {
		i := bring(t, w, c.name, c.content)
		w.Task("ann", uuid.MustParse(i.Task))
		task := w.Do("ann", "GET", "/tasks/"+i.Task, "")
		if i.State != "failed" || !strings.Contains(string(task.Body), c.says) {
			t.Errorf("%s: got %s %s, want it to say %q", c.name, i.State, task.Body, c.says)
		}
	}
	if i := bring(t, w, "wide.xlsx", workbook(t, wide, []any{"1"})); i.State != "mapping" {
		t.Errorf("1,000 columns: got %s, want a sheet that can be mapped", i.State)
	}
	twice := bring(t, w, "twice.xlsx", workbook(t, []any{"Tag", "Navn", "Tag"}, []any{"VE01", "x", "y"}))
	if a := w.Do("ann", "GET", "/projects/{project}/imports/"+twice.ID, ""); !strings.Contains(string(a.Body), "Tag (C)") {
		t.Errorf("headers that stand twice are not told apart: %s", a.Body)
	}
	if a := w.Upload("ann", "empty.xlsx", nil); a.Status != 422 {
		t.Errorf("an empty file: %d %s", a.Status, a.Body)
	}
	if a := w.Upload("ann", "picture.xlsx", []byte("\x89PNG\r\n\x1a\n0000000000000000000000000000")); a.Status != 422 || !strings.Contains(string(a.Body), "The content of picture.xlsx is not") {
		t.Errorf("a picture that is called a workbook: %d %s", a.Status, a.Body)
	}
}

func TestCobieWorkbook(t *testing.T) {
	folder := os.Getenv("CXWEB_SAMPLES")
	if folder == "" {
		t.Skip("CXWEB_SAMPLES is not set: the real COBie workbook is not read")
	}
	content, err := os.ReadFile(filepath.Join(folder, "cobie", "2012-03-23-Duplex-Design.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	w := world.New(t)
	i := bring(t, w, "Duplex.xlsx", content)
	if i.Format != "cobie" || i.State != "checked" {
		t.Fatalf("reading: %+v", i)
	}
	for thing, want := range map[string]int{"component": 232, "type": 43, "system": 4, "contact": 4} {
		if c := i.Counts[thing]; c.New != want || c.Wrong != 0 {
			t.Errorf("%s: got %+v, want %d new", thing, c, want)
		}
	}
	i = applied(t, w, i)
	w.Run([]world.Call{
		{As: "rita", Do: "GET /projects/{project}/components?count=true&limit=1", Want: 200, Says: `"total":232`},
		{As: "rita", Do: `GET /projects/{project}/locations?count=true&filter=[{"field":"kind","op":"is","value":"space"}]`, Want: 200, Says: `"total":22`},
		{As: "rita", Do: "GET /projects/{project}/people", Want: 200, Says: "bill.east@us.army.mil"},
		{As: "rita", Do: "GET /projects/{project}/components?q=Boiler-1", Want: 200, Says: `"tag":"Boiler-1"`},
	})
	second := bring(t, w, "Duplex.xlsx", content)
	if c := second.Counts["component"]; c.New != 0 || c.Same != 232 {
		t.Errorf("the same file again: %+v, want everything as it is", second.Counts)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "POST /projects/{project}/imports/" + i.ID + "/undo", Want: 200},
		{As: "rita", Do: "GET /projects/{project}/components?count=true", Want: 200, Says: `"total":0`},
		{As: "rita", Do: "GET /projects/{project}/people", Want: 200, Not: "bill.east"},
	})
}
