package registers_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/xuri/excelize/v2"
)

// sheets makes a workbook of several sheets; the first row of each is its headers.
func sheets(t *testing.T, order []string, rows map[string][][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for _, name := range order {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for n, row := range rows[name] {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", n+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWrongCellsOfACobieWorkbookAreMended(t *testing.T) {
	w := world.New(t)
	const by = "a@b.dk"
	i := bring(t, w, "cobie.xlsx", sheets(t, []string{"Contact", "Facility", "Floor", "Space", "Type", "Component", "System", "Attribute"}, map[string][][]any{
		"Contact":   {{"Email", "CreatedBy", "Company", "Phone", "GivenName", "FamilyName"}, {"ingen adresse", by, "Firma", "1", "Bo", "Bo"}},
		"Facility":  {{"Name", "CreatedBy", "Category"}, {"Hus", by, "Skole"}},
		"Floor":     {{"Name", "CreatedBy", "Category", "Elevation"}, {"Stuen", by, "Etage", "nul"}},
		"Space":     {{"Name", "CreatedBy", "FloorName", "Description", "NetArea"}, {"A1", by, "Stuen", "Klasse", "stor"}, {"A1", by, "Stuen", "Klasse 2", 40}},
		"Type":      {{"Name", "CreatedBy", "Category", "Manufacturer", "ModelNumber", "WarrantyDurationParts"}, {"Ventilator", by, "23", "Blæst", "X1", "to år"}},
		"Component": {{"Name", "CreatedBy", "TypeName", "Space", "Description", "SerialNumber", "InstallationDate"}, {"V1", by, "Ventilator", "A1", "Blæser", "1", "i foråret"}, {"V2", by, "Ventilator", "A1", "Blæser", "2", "2026-03-01"}},
		"System":    {{"Name", "CreatedBy", "Category", "ComponentNames"}, {"VE01", by, "Ventilation", "V1"}, {"VE02", by, "Ventilation", "V3"}},
		"Attribute": {{"Name", "CreatedBy", "SheetName", "RowName", "Value", "Unit"}, {"Effekt", by, "Component", "V1", "2", "kW"}, {"Farve", by, "Component", "V9", "rød", ""}},
	}))
	if i.Format != "cobie" || i.State != "checked" {
		t.Fatalf("reading: %+v", i)
	}
	path := "/projects/{project}/imports/" + i.ID
	wrong := func() map[string]string {
		var report struct {
			Items []struct {
				ID, Sheet, Label string
				Row              int
			}
		}
		w.Do("ann", "GET", path+"/report?outcome=wrong", "").Read(t, &report)
		all := map[string]string{}
		for _, r := range report.Items {
			all[fmt.Sprintf("%s %d", r.Sheet, r.Row)] = r.ID
		}
		return all
	}
	lines := wrong()
	for _, where := range []string{"Contact 2", "Floor 2", "Space 2", "Space 3", "Type 2", "Component 2", "System 3", "Attribute 3"} {
		if lines[where] == "" {
			t.Fatalf("%s is not wrong: %v", where, lines)
		}
	}
	mend := func(where, column, value string) string {
		return fmt.Sprintf(`{"cells":[{"line":"%s","column":"%s","value":"%s"}]}`, lines[where], column, value)
	}
	retry := "POST " + path + "/retry"
	w.Run([]world.Call{
		{As: "rita", Do: retry, Send: mend("Contact 2", "Email", "bo@firma.dk"), Want: 403},
		{As: "bob", Do: retry, Send: mend("Contact 2", "Email", "bo@firma.dk"), Want: 404},
		{As: "ann", Do: retry, Send: mend("Contact 2", "Nickname", "Bo"), Want: 422, Says: "Nickname"},
		{As: "ann", Do: retry, Send: mend("Attribute 3", "RowName", "V1"), Want: 409, Says: "mended in the workbook"},
		{As: "ann", Do: retry, Send: mend("Contact 2", "Email", "bo@firma.dk"), Want: 200},
		{As: "ann", Do: retry, Send: mend("Floor 2", "Elevation", "0"), Want: 200},
		{As: "ann", Do: retry, Send: mend("Space 2", "NetArea", "62.5"), Want: 200},
		{As: "ann", Do: retry, Send: mend("Space 3", "Name", "A2"), Want: 200},
		{As: "ann", Do: retry, Send: mend("Type 2", "WarrantyDurationParts", "24"), Want: 200},
		{As: "ann", Do: retry, Send: mend("Component 2", "InstallationDate", "2026-04-01"), Want: 200},
		{As: "ann", Do: retry, Send: mend("System 3", "ComponentNames", "V4"), Want: 200},
	})
	if left := wrong(); len(left) != 2 || left["System 3"] == "" || left["Attribute 3"] == "" {
		t.Fatalf("got %v wrong, want the system and the attribute", left)
	}
	lines = wrong()
	w.Run([]world.Call{{As: "ann", Do: retry, Send: mend("System 3", "ComponentNames", "V2"), Want: 200}})
	i = applied(t, w, i)
	if c := i.Counts["component"]; c.Done != 2 || c.Wrong != 0 {
		t.Errorf("carried out: %+v", i.Counts)
	}
	a := string(w.Do("ann", "GET", "/projects/{project}/components?q=V1", "").Body)
	for _, says := range []string{`"installed_on":"2026-04-01"`, `"Effekt":"2 kW"`, `"system":"`} {
		if !strings.Contains(a, says) {
			t.Errorf("the mended component does not say %s: %s", says, a)
		}
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET /projects/{project}/locations?q=A2", Want: 200, Says: `"area_m2":40`},
		{As: "ann", Do: "GET /projects/{project}/locations?q=Stuen", Want: 200, Says: `"elevation_m":0`},
		{As: "ann", Do: "GET /projects/{project}/people", Want: 200, Says: "bo@firma.dk"},
		{As: "ann", Do: "GET /projects/{project}/systems?count=true", Want: 200, Says: `"total":2`},
		{As: "ann", Do: `GET /projects/{project}/components?count=true&filter=[{"field":"system","op":"filled"}]`, Want: 200, Says: `"total":2`},
	})
}

func TestOwnColumnsAreImported(t *testing.T) {
	w := world.New(t)
	price := column(t, w, `{"thing":"system","name_da":"Pris","name_en":"Price","kind":"number"}`)
	tags := column(t, w, `{"thing":"system","name_da":"Mærker","kind":"choices","choices":["A","B"]}`)
	who := column(t, w, `{"thing":"system","name_da":"Kontakt","kind":"person"}`)
	i := bring(t, w, "Anlæg.xlsx", workbook(t, []any{"Tag", "Navn", "Pris", "Mærker", "Kontakt"}, []any{"VE01", "Kontor", "1.500,5", "a; B", "Eve"}, []any{"VE02", "Hal", "dyr", "C", ""}))
	if i.Thing != "system" || i.Mapping[price] != "Pris" || i.Mapping[tags] != "Mærker" || i.Mapping[who] != "Kontakt" {
		t.Fatalf("the mapping is %v of %s", i.Mapping, i.Thing)
	}
	i = mapped(t, w, i)
	if c := i.Counts["system"]; c.Wrong < 1 {
		t.Fatalf("the dry run: %+v %s", i.Counts, i.reason(t, w))
	}
	for _, says := range []string{`"column":"Pris"`, `"column":"Mærker"`, "is not one of A, B"} {
		if r := i.reason(t, w); !strings.Contains(r, says) {
			t.Errorf("the report does not say %s: %s", says, r)
		}
	}
	i = bring(t, w, "Anlæg 2.xlsx", workbook(t, []any{"Tag", "Navn", "Pris", "Mærker"}, []any{"VE01", "Kontor", "1.500,5", "a; B"}))
	applied(t, w, mapped(t, w, i))
	w.Run([]world.Call{{As: "ann", Do: "GET /projects/{project}/systems?q=VE01", Want: 200, Says: `["A","B"]`}, {As: "ann", Do: "GET /projects/{project}/systems?q=VE01", Want: 200, Says: ":1500.5"}})
	// The same file again changes nothing.
	if again := mapped(t, w, bring(t, w, "Anlæg 2.xlsx", workbook(t, []any{"Tag", "Navn", "Pris", "Mærker"}, []any{"VE01", "Kontor", "1.500,5", "a; B"}))); again.Counts["system"].Same != 1 {
		t.Errorf("the same again: %+v", again.Counts)
	}
}
