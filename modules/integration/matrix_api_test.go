package integration_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/integration"
	"cxweb/platform/sheet"

	"github.com/google/uuid"
)

const matrices = "/projects/{project}/matrices"

// content is two causes, two effects, and three links of which one has a limit of ten seconds.
func content(base int, causes, effects [2]uuid.UUID) string {
	return fmt.Sprintf(`{"base":%d,"causes":[{"id":"%s","code":"A0","title_da":"Røg i stuen","title_en":"","system":null},{"id":"%s","code":"B0","title_da":"","title_en":"Beam, hall","system":null}],
		"effects":[{"id":"%s","code":"VE01","title_da":"Ventilation","title_en":"","system":null},{"id":"%s","code":"EV01","title_da":"Elevator","title_en":"","system":null}],
		"links":[{"cause":"%[2]s","effect":"%[4]s","action":"Stop","delay_s":10},{"cause":"%[2]s","effect":"%[5]s","action":"Til udgang","delay_s":null},{"cause":"%[3]s","effect":"%[4]s","action":"Stop","delay_s":null}]}`,
		base, causes[0], causes[1], effects[0], effects[1])
}

// upload stores a file and returns its id.
func upload(w *world.World, name string, body []byte) string {
	return w.Upload("eve", name, body).Field("id").(string)
}

func ids() [2]uuid.UUID { return [2]uuid.UUID{uuid.New(), uuid.New()} }

// made makes a matrix with content and returns its address.
func made(t *testing.T, w *world.World) (one string, causes, effects [2]uuid.UUID) {
	t.Helper()
	id := uuid.NewString()
	if a := w.Do("eve", "POST", matrices, `{"id":"`+id+`","code":"BR-M1","title_da":"Brandmatrix","months":12}`); a.Status != 201 {
		t.Fatalf("making a matrix: %d %s", a.Status, a.Body)
	}
	one, causes, effects = matrices+"/"+id, ids(), ids()
	if a := w.Do("eve", "PUT", one+"/content", content(1, causes, effects)); a.Status != 200 {
		t.Fatalf("filling it: %d %s", a.Status, a.Body)
	}
	return one, causes, effects
}

func TestMatrixIsWritten(t *testing.T) {
	w := world.New(t)
	w.Walls("GET "+matrices, "", "")
	w.Walls("POST "+matrices, `{"code":"X","title_da":"X"}`, "ben")
	one, causes, effects := made(t, w)
	w.Walls("GET "+one, "", "")
	w.Walls("PUT "+one+"/content", content(2, causes, effects), "ben")
	w.Walls("PATCH "+one, `{"base":2,"months":6}`, "ben")
	w.Walls("DELETE "+one, "", "ben")
	twice, foreign := causes, ids()
	twice[1] = twice[0]
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + matrices, Send: `{"code":" ","title_da":"X"}`, Want: 422, Says: "#/code"},
		{As: "eve", Do: "POST " + matrices, Send: `{"code":"Y"}`, Want: 422, Says: "#/title_da"},
		{As: "eve", Do: "POST " + matrices, Send: `{"code":"br-m1","title_da":"X"}`, Want: 409},
		{As: "eve", Do: "POST " + matrices, Send: `{"code":"Y","title_da":"X","discipline":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/discipline"},
		{As: "eve", Do: "PUT " + one + "/content", Send: content(1, causes, effects), Want: 412, Says: "on your screen"},
		{As: "eve", Do: "PUT " + one + "/content", Send: content(2, twice, effects), Want: 422, Says: "stands twice"},
		{As: "eve", Do: "PUT " + one + "/content", Send: strings.Replace(content(2, causes, effects), `"code":"B0"`, `"code":"A0"`, 1), Want: 422, Says: "#/causes/1/code"},
		{As: "eve", Do: "PUT " + one + "/content", Send: strings.Replace(content(2, causes, effects), `"cause":"`+causes[1].String(), `"cause":"`+foreign[0].String(), 1), Want: 422, Says: "#/links/2"},
		{As: "eve", Do: "PUT " + one + "/content", Send: strings.Replace(content(2, causes, effects), `"system":null`, `"system":"`+uuid.NewString()+`"`, 1), Want: 422, Says: "#/causes/0/system"},
		{As: "eve", Do: "PUT " + one + "/content", Send: strings.Replace(content(2, causes, effects), `"delay_s":10`, `"delay_s":-1`, 1), Want: 422, Says: "delay_s"},
		{As: "eve", Do: "PUT " + one + "/content", Send: strings.Replace(content(2, causes, effects), `"action":"Stop"`, `"action":" "`, 1), Want: 422, Says: "#/links/0/action"},
		{As: "rita", Do: "GET " + matrices, Want: 200, Says: `"links":3`},
	})
	// What is as it was is not touched: only one link has a second version.
	w.Run([]world.Call{
		{As: "eve", Do: "PUT " + one + "/content", Send: strings.Replace(content(2, causes, effects), `"delay_s":10`, `"delay_s":5`, 1), Want: 200, Says: `"delay_s":5`},
		{As: "rita", Do: "GET /projects/{project}/history?action=integration.matrix.write", Want: 200, Says: `"integration.links":1,"integration.matrices":1}`},
		{As: "eve", Do: "DELETE " + one, Want: 204},
		{As: "eve", Do: "GET " + one, Want: 404},
	})
}

func TestSheetsGoOutAndIn(t *testing.T) {
	w := world.New(t)
	w.Do("ann", "POST", "/projects/{project}/systems", `{"tag":"EV01","name_da":"Elevator"}`)
	one, _, _ := made(t, w)
	w.Walls("GET "+one+"/sheet", "", "ben")
	out := w.Do("ann", "GET", one+"/sheet", "")
	if out.Status != 200 || !bytes.HasPrefix(out.Body, []byte("PK")) {
		t.Fatalf("the workbook: %d %.80s", out.Status, out.Body)
	}
	propose := "POST /projects/{project}/matrix_proposals"
	file := upload(w, "m.xlsx", out.Body)
	w.Walls(propose, `{"file":"`+file+`"}`, "ben")
	var p integration.Proposal
	w.Do("eve", "POST", "/projects/{project}/matrix_proposals", `{"file":"`+file+`"}`).Read(t, &p)
	if len(p.Causes) != 2 || len(p.Effects) != 2 || len(p.Links) != 3 || len(p.Wrong) != 0 || p.Causes[0].Code != "A0" || p.Effects[1].System == nil {
		t.Errorf("read back: %+v", p)
	}
	for _, l := range p.Links {
		if l.Action == "Stop" && l.Cause == p.Causes[0].ID && (l.DelayS == nil || *l.DelayS != 10) {
			t.Errorf("the limit of a link was lost: %+v", l)
		}
	}
	var b bytes.Buffer
	book := sheet.NewWriter(&b)
	_ = book.Sheet("Matrix", []sheet.Column{{Title: "Zone"}, {Title: "Anlæg"}, {Title: "EV01 Elevator"}, {Title: "Ventilation stopper"}})
	_ = book.Row("Zone 1", "XX99", "x (2,5 sek)", "-")
	_ = book.Row(nil, nil, "x")
	_ = book.Close()
	odd := upload(w, "odd.xlsx", b.Bytes())
	w.Do("eve", "POST", "/projects/{project}/matrix_proposals", `{"file":"`+odd+`"}`).Read(t, &p)
	if len(p.Causes) != 1 || p.Causes[0].Code != "C1" || p.Effects[0].Code != "EV01" || p.Effects[1].Code != "E2" || len(p.Links) != 1 || *p.Links[0].DelayS != 2.5 || p.Links[0].Action != "x" || len(p.Wrong) != 2 {
		t.Errorf("a sheet as people have them: %+v", p)
	}
	w.Run([]world.Call{
		{As: "eve", Do: propose, Send: `{"file":"` + upload(w, "x.xlsx", []byte("PK\x03\x04rubbish")) + `"}`, Want: 422, Says: "cannot be read"},
		{As: "eve", Do: propose, Send: `{"file":"` + upload(w, "x.csv", []byte("alene\n")) + `"}`, Want: 422, Says: "has no matrix"},
		{As: "eve", Do: propose, Send: `{"file":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/file"},
	})
}
