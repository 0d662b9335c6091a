package handover_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/handover/archive"
	"cxweb/modules/handover/cobie"
	"cxweb/platform/problem"
	"cxweb/platform/sheet"
	"cxweb/platform/table"

	"github.com/google/uuid"
)

// checkCobie reads a workbook as verify does.
func checkCobie(t *testing.T, book *sheet.Book) (r cobie.Report, names []string, rows map[string][]map[string]string) {
	t.Helper()
	v := cobie.NewValidator()
	rows = map[string][]map[string]string{}
	for i, s := range book.Sheets() {
		v.Sheet(s.Name)
		names = append(names, s.Name)
		var headers []string
		for row, err := range book.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			cells, values := make([]cobie.Cell, len(row.Cells)), map[string]string{}
			for n, c := range row.Cells {
				cells[n] = cobie.Cell{Column: c.Column, Text: c.Text, Date: c.Kind == table.IsDate}
				if row.Number == 1 {
					headers = append(headers, c.Text)
				} else if c.Column <= len(headers) {
					values[headers[c.Column-1]] = c.Text
				}
			}
			v.Row(row.Number, cells)
			if row.Number > 1 {
				rows[s.Name] = append(rows[s.Name], values)
			}
		}
	}
	return v.Done(), names, rows
}

func TestCobieOfAProject(t *testing.T) {
	s := newScene(t)
	further := s.post("/projects/{project}/components", `{"tag":"VE01-M03","system":"{system2}","type":"{type}","location":"{space}"}`)
	s.As("ann", func(ctx context) error {
		_, err := on(ctx).NewRaw("insert into registers.system_components (id, system, component) values (?, ?, ?)", uuid.New(), s.ids["system"], further).Exec(ctx)
		return err
	})
	files := unpacked(t, s.download("ann", "{project}", s.order("ann", "{project}", "da")))
	text := files[archive.CobiePath]
	book, err := sheet.Open(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	r, names, rows := checkCobie(t, book)
	for _, f := range r.Findings {
		if !f.Warns {
			t.Error(f)
		}
		if !problem.Knows(f.Format) {
			t.Errorf("%q is not said in Danish", f.Format)
		}
	}
	if r.Errors != 0 || !slices.Equal(names, cobie.Names) {
		t.Errorf("%d errors, sheets %v", r.Errors, names)
	}
	var members []string
	for _, row := range rows["System"] {
		members = append(members, row["Name"]+" "+row["ComponentNames"])
	}
	if want := []string{"+A=VE01 VE01-M01", "+A=VE01 VE01-M02", "+A=VE01 VE01-M03", "VE02 VE01-M03"}; !slices.Equal(members, want) {
		t.Errorf("systems: got %v, want %v", members, want)
	}
	for _, want := range []struct{ sheet, key, column, value string }{
		{"Facility", "Ny Skole", "CurrencyUnit", "DKK"}, {"Floor", "A Stue", "Elevation", "0.125"}, {"Floor", "B Stue", "Category", "Floor"}, {"Space", "A.0.01", "FloorName", "A Stue"},
		{"Space", "A.0.01", "ExtIdentifier", "0BTBFw6f90Nfh9rP1dlXru"}, {"Space", "A.0.01", "RoomTag", "1"}, {"Space", "Ude", "FloorName", "Uden etage"}, {"Zone", "Brand 1", "SpaceNames", "A.0.01"},
		{"Type", "Ventilator", "Manufacturer", "blaest-soen-a-s@company.invalid"}, {"Type", "Ventilator", "WarrantyDurationUnit", "month"}, {"Type", "Ventilator", "NominalLength", "1.5"},
		{"Component", "VE01-M01", "TypeName", "Ventilator"}, {"Component", "VE01-M01", "InstallationDate", "2026-03-01"}, {"Component", "VE01-M02", "Space", "n/a"},
		{"Document", "00012_A_VE01_1", "Category", "Test Reports"}, {"Document", "00012_A_VE01_signature_1", "RowName", "+A=VE01"}, {"Attribute", "12 Luftmængde", "Value", "1300"},
		{"Attribute", "12 Luftmængde", "AllowedValues", "mindst 1000.000000001 m³/h"}, {"Attribute", "13 @SUM(A1)", "Value", "Ikke bestået"}, {"Attribute", "Perimeter", "RowName", "A.0.01"},
		{"Attribute", "Lokation", "Value", "A / Stue"}, {"Coordinate", "A.0.01", "CoordinateZAxis", "3.5"}, {"Coordinate", "A.0.01", "Category", "point"},
	} {
		at := slices.IndexFunc(rows[want.sheet], func(row map[string]string) bool { return row["Name"] == want.key })
		if at < 0 {
			t.Errorf("%s lacks %s", want.sheet, want.key)
		} else if got := rows[want.sheet][at][want.column]; got != want.value {
			t.Errorf("%s %s: %s is %q, want %q", want.sheet, want.key, want.column, got, want.value)
		}
	}
	for _, d := range rows["Document"] {
		if files[d["Directory"]+"/"+d["File"]] == "" {
			t.Errorf("the document %s is not in the package", d["File"])
		}
	}
}

// duplex is a real workbook.
func duplex(t *testing.T) []byte {
	t.Helper()
	folder := os.Getenv("CXWEB_SAMPLES")
	if folder == "" {
		t.Skip("CXWEB_SAMPLES is not set: the real COBie workbook is not read")
	}
	body, err := os.ReadFile(filepath.Join(folder, "cobie", "2012-03-23-Duplex-Design.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// TestCobieOfOthers checks a real workbook: what is wrong with it is told, and
// nothing else happens.
func TestCobieOfOthers(t *testing.T) {
	body := duplex(t)
	book, err := sheet.Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	r, _, _ := checkCobie(t, book)
	if r.Rows["Component"] != 232 || r.Rows["Space"] != 22 || r.Rows["Type"] != 43 || r.Rows["Contact"] != 4 {
		t.Errorf("rows: %v", r.Rows)
	}
	found := map[string]int{}
	for _, f := range r.Findings {
		if !f.Warns {
			found[f.Rule]++
		}
	}
	// Nineteen seconds beyond 59, a property that stands twice, and "square meters".
	if r.Errors != 21 || found["dates"] != 19 || found["keys"] != 1 || found["pick_lists"] != 1 {
		t.Errorf("found %v: %v", found, r.Findings)
	}
}

// TestCobieGoesThrough brings a real workbook in and hands it over again: the
// same rows are there, and what the original breaks is mended.
func TestCobieGoesThrough(t *testing.T) {
	body := duplex(t)
	s := &scene{World: world.New(t), t: t, ids: map[string]string{}}
	file := s.send("ann", "{project}", "Duplex.xlsx", "application/octet-stream", string(body))
	for _, step := range []string{`POST /imports {"file":"` + file + `"}`, "POST /imports/{import}/apply "} {
		method, rest, _ := strings.Cut(step, " ")
		path, send, _ := strings.Cut(rest, " ")
		a := s.Do("ann", method, "/projects/{project}"+s.fill(path), send)
		s.ids["import"], _ = a.Field("id").(string)
		task, _ := a.Field("task").(string)
		if a.Status >= 300 || s.Task("ann", uuid.MustParse(task)) != "done" {
			t.Fatalf("%s: %d %s", step, a.Status, a.Body)
		}
	}
	files := unpacked(t, s.download("ann", "{project}", s.order("ann", "{project}", "en")))
	text := files[archive.CobiePath]
	book, err := sheet.Open(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	r, _, rows := checkCobie(t, book)
	for _, f := range r.Findings {
		if !f.Warns {
			t.Error(f)
		}
	}
	for name, want := range map[string]int{"Component": 232, "Type": 43, "Space": 22, "Floor": 4, "Facility": 1, "System": 36, "Zone": 20, "Coordinate": 42} { // one of the thirty rows of systems names seven components
		if r.Rows[name] != want {
			t.Errorf("%s has %d rows, want %d", name, r.Rows[name], want)
		}
	}
	if at := slices.IndexFunc(rows["Space"], func(row map[string]string) bool { return row["Name"] == "A104" }); at < 0 || rows["Space"][at]["ExtIdentifier"] != "0BTBFw6f90Nfh9rP1dlXru" || rows["Space"][at]["Category"] != "13-41 11 14 11: Bathroom" {
		t.Errorf("the space A104 is not what it was: %v", rows["Space"])
	}
}
