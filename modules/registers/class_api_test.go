package registers_test

import (
	"testing"

	"cxweb/cmd/world"
)

func TestClasses(t *testing.T) {
	w := world.New(t)
	const classes = "/projects/{project}/classes"
	w.Walls("GET "+classes, "", "")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + classes + "?q=572", Want: 200, Says: `"code":"572"`},
		{As: "rita", Do: "GET " + classes + "?q=ventilat", Want: 200, Says: `"code":"57"`},
		{As: "rita", Do: "GET " + classes + "?below=57", Want: 200, Says: `"code":"572"`, Not: `"code":"57",`},
		{As: "rita", Do: "GET " + classes + "?limit=1", Want: 200, Says: `"next":"`},
		{As: "rita", Do: "GET " + classes + "?after=nonsense", Want: 422, Says: "#/after"},
		{As: "rita", Do: "GET " + classes + "?q=%25_'", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + classes + "?limit=100000", Want: 422, Says: "#/limit"},
		{As: "rita", Do: "GET " + classes + "?q=AVAILABLE", Want: 200, Says: `"items":[]`},
	})
	seen, after := map[string]bool{}, ""
	for range 5 {
		var page struct {
			Items []struct{ Code string }
			Next  string
		}
		w.Do("rita", "GET", classes+"?limit=300&after="+after, "").Read(t, &page)
		for _, c := range page.Items {
			seen[c.Code] = true
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if len(seen) < 500 {
		t.Errorf("page by page %d classes come", len(seen))
	}
}

// TestOwnClasses brings in a classification of the owner's, which is then
// offered beside the shipped one.
func TestOwnClasses(t *testing.T) {
	w := world.New(t)
	const many, classes = "/projects/{project}/own_classes", "/projects/{project}/classes"
	w.Walls("GET "+many, "", "")
	w.Walls("POST "+many, `{"code":"HF"}`, "rita")
	i := bring(t, w, "ccs.csv", []byte("Klassifikationssystem;Kode;Navn\nCCS;HF;Ventilationssystem\nCCS 2;HD;Varmesystem\n"))
	if i.Thing != "own_class" || mapped(t, w, i).Counts["own_class"].New != 2 {
		t.Fatalf("read as %+v", i)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + many, Send: `{"scheme":"ccs","code":"hx"}`, Want: 201},
		{As: "ann", Do: "POST " + many, Send: `{"scheme":"CCS","code":"HX"}`, Want: 409, Says: "#/code"},
		{As: "ann", Do: "POST " + many, Send: `{"scheme":"CCS"}`, Want: 422, Says: "#/code"},
		{As: "rita", Do: "GET " + classes + "?q=hx&limit=1", Want: 200, Says: `"scheme":"ccs"`},
		{As: "bob", Do: "GET /projects/{other}/classes?q=hx", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + classes + "?q=57", Want: 200, Says: "BIM7AA"},
	})
}
