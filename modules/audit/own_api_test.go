package audit_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// TestOwnColumnsAreNamedWhenTheyAreGone deletes a column of the project's own:
// what stood in it goes on being told under its name.
func TestOwnColumnsAreNamedWhenTheyAreGone(t *testing.T) {
	w := world.New(t)
	const columns, history = "/projects/{project}/columns", "/projects/{project}/history"
	before := moment(w)
	made := w.Do("ann", "POST", columns, `{"thing":"system","name_da":"Kølemiddel","name_en":"Refrigerant","kind":"text"}`)
	field, _ := made.Field("field").(string)
	key := strings.TrimPrefix(field, "own.")
	column, _ := made.Field("id").(string)
	other := w.Do("ann", "POST", columns, `{"thing":"system","name_da":"Fyldning","kind":"number"}`)
	field, _ = other.Field("field").(string)
	kept := strings.TrimPrefix(field, "own.")
	if made.Status != 201 || key == "" || kept == "" {
		t.Fatalf("%d %s", made.Status, made.Body)
	}
	row := uuid.Must(uuid.NewV7()).String()
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + systems, Send: fmt.Sprintf(`{"id":"%s","tag":"KØ01","own":{"%s":"R410A","%s":5}}`, row, key, kept), Want: 201},
		{As: "eve", Do: "PATCH " + systems + "/" + row, Send: fmt.Sprintf(`{"base":1,"own":{"%s":"R32"}}`, key), Want: 200},
	})
	then := moment(w)
	versions := history + "/rows/registers.systems/" + row
	named, gone := fmt.Sprintf(`"%s":"Refrigerant"`, key), fmt.Sprintf(`"%s":"Refrigerant (deleted)"`, key)
	changed := fmt.Sprintf(`[{"field":"own.%s","before":"R410A","after":"R32"}]`, key)
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + versions, Want: 200, Says: changed},
		{As: "rita", Do: "GET " + versions, Want: 200, Says: named},
		{As: "rita", Do: "GET " + history + "/moments/registers.systems?at=" + then, Want: 200, Says: `"gone":[]`},
		{As: "ann", Do: "DELETE " + columns + "/" + column, Want: 204},
		{As: "rita", Do: "GET " + versions, Want: 200, Says: gone},
		{As: "rita", Do: "GET " + history + "?table=registers.systems", Want: 200, Says: gone},
		{As: "rita", Do: "GET " + history + "/differences/registers.systems?from=" + before, Want: 200, Says: gone},
		{As: "rita", Do: "GET " + history + "/moments/registers.systems/rows?at=" + then, Want: 200, Says: gone},
		{As: "rita", Do: "GET " + history + "/moments/registers.systems?at=" + then, Want: 200, Says: `"gone":["Refrigerant"]`},
		{As: "rita", Do: "GET " + history + "/moments/registers.components?at=" + then, Want: 200, Says: `"gone":[]`},
		{As: "bob", Do: "GET /projects/{other}/history/moments/registers.systems?at=" + then, Want: 200, Says: `"gone":[]`},
	})
	file := w.Do("ann", "GET", history+"/differences/registers.systems/file?format=csv&from="+before, "")
	if file.Status != 200 || !strings.Contains(string(file.Body), "Refrigerant (deleted)") || !strings.Contains(string(file.Body), "Fyldning") {
		t.Errorf("the file of differences: %d %s", file.Status, file.Body)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + history + "/restore", Send: `{"table":"registers.columns","row":"` + column + `","version":1}`, Want: 200},
		{As: "rita", Do: "GET " + versions, Want: 200, Says: named},
		{As: "rita", Do: "GET " + history + "/moments/registers.systems?at=" + then, Want: 200, Says: `"gone":[]`},
	})
}
