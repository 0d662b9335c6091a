package registers_test

import (
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestInstruments(t *testing.T) {
	w := world.New(t)
	const many = "/projects/{project}/instruments"
	id := uuid.NewString()
	one := many + "/" + id
	w.Walls("GET "+many, "", "")
	w.Walls("POST "+many, `{"serial":"X","name":"X"}`, "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + many, Send: `{"id":"` + id + `","serial":"A-17","name":"Effektmåler","calibrated_on":"2026-01-09","calibration_due":"2027-01-09"}`, Want: 201, Says: `"certificate":""`},
		{As: "ann", Do: "POST " + many, Send: `{"serial":"a-17","name":"Den samme"}`, Want: 409, Says: "#/serial"},
		{As: "ann", Do: "POST " + many, Send: `{"name":"Uden nummer"}`, Want: 422, Says: "#/serial"},
		{As: "ann", Do: "POST " + many, Send: `{"serial":"B-04"}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "POST " + many, Send: `{"serial":"B-04","name":"Tragt","calibrated_on":"i går"}`, Want: 422, Says: "#/calibrated_on"},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":1,"calibration_due":"2025-01-09"}`, Want: 422, Says: "#/calibration_due"},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":1,"calibration_due":"2026-03-01"}`, Want: 200, Says: `"version":2`},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":1,"note":"Til kalibrering"}`, Want: 200, Says: "Til kalibrering"},
		{As: "rita", Do: "GET " + many + `?filter=[{"field":"calibration_due","op":"lt","value":"2026-04-01"}]`, Want: 200, Says: "A-17"},
		{As: "rita", Do: "GET " + many + "?q=effekt", Want: 200, Says: "A-17"},
		{As: "rita", Do: "GET /projects/{project}/values?thing=instrument&field=kind", Want: 200},
		{As: "ann", Do: "POST /projects/{project}/columns", Send: `{"thing":"instrument","name_da":"Klasse","kind":"text"}`, Want: 201},
		{As: "ann", Do: "POST /projects/{project}/views", Send: `{"thing":"instrument","name":"Udløbet"}`, Want: 201},
		{As: "bob", Do: "POST /projects/{other}/instruments", Send: `{"serial":"A-17","name":"En anden"}`, Want: 201},
		{As: "bob", Do: "GET /projects/{other}/instruments/" + id, Want: 404},
		{As: "ann", Do: "DELETE " + one + "?base=3", Want: 204},
		{As: "ann", Do: "GET " + one, Want: 404},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"registers.instruments","row":"` + id + `","version":2}`, Want: 200},
		{As: "ann", Do: "GET " + one, Want: 200, Says: `"calibration_due":"2026-03-01"`},
	})
}

// TestAListOfInstrumentsIsRecognised brings in a list with people's own headers;
// a list of components with serial numbers stays one of components.
func TestAListOfInstrumentsIsRecognised(t *testing.T) {
	w := world.New(t)
	thing(t, w, "instruments", `{"serial":"A-17","name":"Effektmåler"}`)
	i := bring(t, w, "instrumenter.csv", []byte("Instrument;Serienr.;Fabrikat;Model;Kalibreret den;Næste kalibrering;Certifikat nr.\nEffektmåler;A-17;Watt A/S;W1;2026-01-09;2027-01-09;KC-17\nTragt;B-04;Luft A/S;T2;2026-01-09;;\n"))
	if i.Thing != "instrument" || i.Mapping["serial"] != "Serienr." || i.Mapping["calibration_due"] != "Næste kalibrering" || i.Mapping["certificate"] != "Certifikat nr." {
		t.Fatalf("read as %+v", i)
	}
	i = mapped(t, w, i)
	if c := i.Counts["instrument"]; c.New != 1 || c.Changed != 1 {
		t.Errorf("got %+v, want one new and one changed", i.Counts)
	}
	other := bring(t, w, "komponenter.csv", []byte("Tag;Navn;Serienr.;Fabrikat;Model\nVE01-TF01;Føler;1;Føler A/S;F1\n"))
	if other.Thing == "instrument" {
		t.Error("components with serial numbers are read as instruments")
	}
}
