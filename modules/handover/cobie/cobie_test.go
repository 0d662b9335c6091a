package cobie

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// rows is a book that is kept in memory, as a reader would give it.
type rows struct {
	names []string
	rows  map[string][][]string
	fills map[string]string // by sheet and title
}

func (r *rows) Sheet(name string, titles []Title) error {
	r.names = append(r.names, name)
	row := make([]string, len(titles))
	for i, t := range titles {
		row[i] = t.Text
		r.fills[name+"."+t.Text] = t.Fill
	}
	r.rows[name] = [][]string{row}
	return nil
}

func (r *rows) Row(cells ...any) error {
	row := make([]string, len(cells))
	for i, c := range cells {
		if c != nil {
			row[i] = fmt.Sprint(c)
		}
	}
	name := r.names[len(r.names)-1]
	r.rows[name] = append(r.rows[name], row)
	return nil
}

// check reads the book with a validator.
func (r *rows) check() Report {
	v := NewValidator()
	for _, name := range r.names {
		v.Sheet(name)
		for n, row := range r.rows[name] {
			var cells []Cell
			for i, text := range row {
				if text != "" {
					cells = append(cells, Cell{Column: i + 1, Text: text})
				}
			}
			v.Row(n+1, cells)
		}
	}
	return v.Done()
}

// set gives a cell of a sheet another text, by row and header.
func (r *rows) set(sheet string, row int, header, text string) {
	r.rows[sheet][row][slices.Index(r.rows[sheet][0], header)] = text
}

const by, day = "cx@firm.example", "2026-04-20T09:00:00"

// small is a workbook with a row or two on the sheets that matter.
func small(t *testing.T) *rows {
	t.Helper()
	book := &rows{rows: map[string][][]string{}, fills: map[string]string{}}
	w := NewWriter(book)
	for _, one := range []struct {
		sheet string
		cells Cells
	}{
		{"Contact", Cells{"Email": by, "Company": "Firm", "Phone": "1"}},
		{"Facility", Cells{"Name": "School", "Category": "schools", "ProjectName": "School", "SiteName": "Site", "LinearUnits": "meters", "AreaUnits": "squaremeters", "VolumeUnits": "cubicmeters", "CurrencyUnit": "DKK"}},
		{"Floor", Cells{"Name": "Ground", "Category": "Floor", "Elevation": 0.5}},
		{"Space", Cells{"Name": "0.01", "FloorName": "Ground", "Description": "Hall", "Category": "halls"}},
		{"Space", Cells{"Name": "0.02", "FloorName": "Ground", "Description": "Hall", "Category": "halls"}},
		{"Zone", Cells{"Name": "Fire 1", "Category": "Fire Alarm Zone", "SpaceNames": "0.01"}},
		{"Type", Cells{"Name": "Fan", "Manufacturer": by, "AssetType": "Fixed", "Category": "fans", "Description": "Fan"}},
		{"Component", Cells{"Name": "F-1", "TypeName": "Fan", "Space": "0.01, 0.02", "Description": "Fan 1", "InstallationDate": "2026-03-01"}},
		{"System", Cells{"Name": "VE01", "Category": "572", "ComponentNames": "F-1"}},
		{"System", Cells{"Name": "VE01", "Category": "572", "ComponentNames": "F-1"}},
		{"Attribute", Cells{"Name": "Flow", "Category": "As Built", "SheetName": "System", "RowName": "VE01", "Value": 1000, "Unit": "m³/h"}},
	} {
		if err := w.follow(one.sheet); err != nil {
			t.Fatal(err)
		}
		one.cells["CreatedBy"], one.cells["CreatedOn"] = by, day
		if err := w.Row(one.cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return book
}

func (w *Writer) follow(sheet string) error {
	if w.at >= 0 && Names[w.at] == sheet {
		return nil
	}
	return w.Sheet(sheet)
}

func TestWrite(t *testing.T) {
	book := small(t)
	if !slices.Equal(book.names, Names) || len(Names) != 20 {
		t.Errorf("the sheets are %v", book.names)
	}
	for name, want := range map[string]string{
		"Contact":  "Email CreatedBy CreatedOn Category Company Phone ExternalSystem ExternalObject ExternalIdentifier Department OrganizationCode GivenName FamilyName Street PostalBox Town StateRegion PostalCode Country",
		"System":   "Name CreatedBy CreatedOn Category ComponentNames ExtSystem ExtObject ExtIdentifier Description",
		"Document": "Name CreatedBy CreatedOn Category ApprovalBy Stage SheetName RowName Directory File ExtSystem ExtObject ExtIdentifier Description Reference",
	} {
		if got := strings.Join(book.rows[name][0], " "); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if got := book.rows["Floor"][1]; !slices.Equal(got, []string{"Ground", by, day, "Floor", NA, NA, NA, NA, "0.5", NA}) {
		t.Errorf("a floor is %q", got)
	}
	if n := len(book.rows["System"]); n != 2 {
		t.Errorf("a row that stands twice is written: %d rows", n)
	}
	for at, want := range map[string]string{"Floor.Name": "FFFF99", "Floor.CreatedBy": "FFCC99", "Floor.Category": "FFCC99", "Floor.ExtSystem": "CC99FF", "Floor.Height": "CCFFCC"} {
		if book.fills[at] != want {
			t.Errorf("%s is %s, want %s", at, book.fills[at], want)
		}
	}
	lists := book.rows["PickLists"]
	for list, value := range map[string]string{"CostUnit": "DKK", "Category-Element": "572", "Category-Product": "fans", "DocumentType": "Test Reports", "ResourceType": "Training"} {
		at := slices.Index(lists[0], list)
		if at < 0 || !slices.ContainsFunc(lists[1:], func(row []string) bool { return row[at] == value }) {
			t.Errorf("the pick list %s lacks %s", list, value)
		}
	}
	w := NewWriter(book)
	if err := w.Sheet("Floor"); err != nil {
		t.Fatal(err)
	}
	if w.Sheet("Contact") == nil || w.Row(Cells{"Wrong": 1}) == nil {
		t.Error("a sheet out of turn, or a column that is none, is written")
	}
}

func TestValidWorkbook(t *testing.T) {
	r := small(t).check()
	for _, f := range r.Findings {
		if !f.Warns {
			t.Error(f)
		}
	}
	if r.Errors != 0 || r.Rows["Space"] != 2 || r.Rows["System"] != 1 || r.Rows["Issue"] != 0 {
		t.Errorf("the report is %+v", r)
	}
}

// TestRules breaks one rule at a time.
func TestRules(t *testing.T) {
	for name, check := range map[string]struct {
		change func(b *rows)
		want   string // rule, place and words of what is found
		warns  bool
	}{
		"a sheet is missing":        {func(b *rows) { b.names = remove(b.names, "Component") }, "sheets Component : the sheet is missing", false},
		"a further sheet":           {func(b *rows) { b.names = remove(b.names, "Impact") }, "sheets Impact : the sheet is missing", true},
		"a sheet twice":             {func(b *rows) { b.names = append(b.names, "Floor") }, "sheets Floor : stands twice in the workbook", false},
		"another order":             {func(b *rows) { slices.Reverse(b.names) }, "sheets  : the sheets are not in the standard's order", true},
		"no headers":                {func(b *rows) { b.rows["Floor"] = nil }, "headers Floor : the sheet has no headers", false},
		"a header is missing":       {func(b *rows) { b.set("Space", 0, "FloorName", "Floor") }, "headers Space 1 FloorName: the header is missing", false},
		"a header twice":            {func(b *rows) { b.set("Space", 0, "RoomTag", "NetArea") }, "headers Space 1 NetArea: the header stands twice", false},
		"headers in another order":  {func(b *rows) { b.rows["Floor"][0][8], b.rows["Floor"][0][9] = "Height", "Elevation" }, "headers Floor 1 : the headers are not in the standard's order", true},
		"no name":                   {func(b *rows) { b.set("Floor", 1, "Name", "") }, "required Floor 2 Name: is needed: it is part of the key", false},
		"a name of n/a":             {func(b *rows) { b.set("Floor", 1, "Name", "N/A") }, "required Floor 2 Name: is needed", false},
		"no address":                {func(b *rows) { b.set("Contact", 1, "Email", "nobody") }, "required Contact 2 Email: nobody is not an e-mail address", false},
		"nobody made it":            {func(b *rows) { b.set("Floor", 1, "CreatedBy", NA) }, "required Floor 2 CreatedBy: is needed", false},
		"an empty cell":             {func(b *rows) { b.set("Space", 1, "Description", "") }, "required Space 2 Description: is empty; where there is no value n/a is expected", true},
		"nothing where asked for":   {func(b *rows) { b.set("Space", 1, "Description", NA) }, "required Space 2 Description: is asked for and has no value", true},
		"a template's word":         {func(b *rows) { b.set("Component", 1, "TypeName", "TypeName") }, "required Component 2 TypeName: is asked for and has no value", true},
		"a key twice":               {func(b *rows) { b.set("Space", 2, "Name", "0.01") }, "keys Space 3 : the row 2 has the same key: 0.01", false},
		"an unknown maker":          {func(b *rows) { b.set("Type", 1, "Manufacturer", "x@y.example") }, "references Type 2 Manufacturer: x@y.example does not stand on the sheet Contact", false},
		"an unknown space in a row": {func(b *rows) { b.set("Component", 1, "Space", "0.01, 0.03") }, "references Component 2 Space: 0.03 does not stand on the sheet Space", false},
		"an unknown component":      {func(b *rows) { b.set("System", 1, "ComponentNames", "F-2") }, "references System 2 ComponentNames: F-2 does not stand on the sheet Component", false},
		"a fact about nothing":      {func(b *rows) { b.set("Attribute", 1, "RowName", "VE02") }, "references Attribute 2 RowName: VE02 does not stand on the sheet System", false},
		"a fact on no sheet":        {func(b *rows) { b.set("Attribute", 1, "SheetName", "Plant") }, "references Attribute 2 SheetName: Plant is not a sheet", false},
		"a value of no list":        {func(b *rows) { b.set("Type", 1, "AssetType", "Loose") }, "pick_lists Type 2 AssetType: Loose is not in the list AssetType", false},
		"a code of no list":         {func(b *rows) { b.set("Type", 1, "Category", "unheard of") }, "pick_lists Type 2 Category: unheard of is not in the list Category-Product", true},
		"a date that is none":       {func(b *rows) { b.set("Floor", 1, "CreatedOn", "yesterday") }, "dates Floor 2 CreatedOn: yesterday is not a date such as 2026-04-20T09:00:00", false},
		"a day that is none":        {func(b *rows) { b.set("Component", 1, "InstallationDate", "2026-02-30") }, "dates Component 2 InstallationDate: 2026-02-30 is not a date such as 2026-04-20T09:00:00", false},
	} {
		book := small(t)
		check.change(book)
		r := book.check()
		found := slices.ContainsFunc(r.Findings, func(f Finding) bool {
			place := f.Sheet
			if f.Row > 0 {
				place += fmt.Sprintf(" %d", f.Row)
			}
			return f.Warns == check.warns && fmt.Sprintf("%s %s %s: ", f.Rule, place, f.Column)+fmt.Sprintf(f.Format, f.Args...) == check.want
		})
		if !found {
			t.Errorf("%s: %q is not among %v", name, check.want, r.Findings)
		}
		if !check.warns && r.Errors == 0 {
			t.Errorf("%s: no errors are counted", name)
		}
	}
}

func remove(all []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == one })
}

// TestFindingsAreLimited has a sheet of nothing but faults: the first are told
// and all are counted.
func TestFindingsAreLimited(t *testing.T) {
	v := NewValidator()
	v.Sheet("Floor")
	v.Row(1, []Cell{{Column: 1, Text: "Name"}})
	for n := range 1000 {
		v.Row(n+2, []Cell{{Column: 1, Text: "same"}})
	}
	r := v.Done()
	keys := 0
	for _, f := range r.Findings {
		if f.Rule == "keys" {
			keys++
		}
	}
	if keys != findingsEach || r.Errors < 999 {
		t.Errorf("of 999 keys that stand twice %d are told; %d errors are counted", keys, r.Errors)
	}
}

// TestDatesOfCells are dates by their format, whatever their text.
func TestDatesOfCells(t *testing.T) {
	v := NewValidator()
	v.Sheet("Floor")
	v.Row(1, []Cell{{Column: 1, Text: "CreatedOn"}})
	v.Row(2, []Cell{{Column: 1, Text: "10:30:00", Date: true}})
	if r := v.Done(); slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Rule == "dates" }) {
		t.Errorf("a date is none: %v", r.Findings)
	}
}
