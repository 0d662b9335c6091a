package registers_test

import (
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestServiceTasksAndSpareParts(t *testing.T) {
	w := world.New(t)
	const tasks, parts = "/projects/{project}/service_tasks", "/projects/{project}/spare_parts"
	id := uuid.NewString()
	for _, many := range []string{tasks, parts} {
		w.Walls("GET "+many, "", "")
		w.Walls("POST "+many, `{"code":"X","part_number":"X","name":"X"}`, "rita")
	}
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + tasks, Send: `{"id":"` + id + `","code":"S-01","name":"Filterskift","every_months":6,"next_on":"2026-12-01"}`, Want: 201, Says: `"every_months":6`},
		{As: "ann", Do: "POST " + tasks, Send: `{"code":"s-01","name":"Den samme"}`, Want: 409, Says: "#/code"},
		{As: "ann", Do: "POST " + tasks, Send: `{"code":"S-02"}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "POST " + tasks, Send: `{"code":"S-02","name":"x","every_months":0}`, Want: 422, Says: "#/every_months"},
		{As: "ann", Do: "POST " + tasks, Send: `{"code":"S-02","name":"x","system":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/system"},
		{As: "rita", Do: "GET " + tasks + `?filter=[{"field":"next_on","op":"lt","value":"2027-01-01"}]`, Want: 200, Says: "S-01"},
		{As: "bob", Do: "GET /projects/{other}/service_tasks/" + id, Want: 404},
		{As: "ann", Do: "POST " + parts, Send: `{"part_number":"F7-592","name":"Posefilter","quantity":4,"kept_at":"Teknikrum C"}`, Want: 201, Says: "Teknikrum C"},
		{As: "ann", Do: "POST " + parts, Send: `{"part_number":"F7-592","name":"Igen"}`, Want: 409},
		{As: "ann", Do: "POST " + parts, Send: `{"part_number":"F9","name":"x","quantity":-1}`, Want: 422, Says: "#/quantity"},
		{As: "rita", Do: "GET " + parts + "?q=teknikrum", Want: 200, Says: "F7-592"},
	})
	i := bring(t, w, "reservedele.csv", []byte("Varenr.;Navn;Leverandør;Antal\nK-12;Kilerem;Rem A/S;2\nF7-592;Posefilter F7;Filter A/S;6\n"))
	if i.Thing != "spare_part" || i.Mapping["part_number"] != "Varenr." || i.Mapping["quantity"] != "Antal" {
		t.Fatalf("read as %+v", i)
	}
	if c := mapped(t, w, i).Counts["spare_part"]; c.New != 1 || c.Changed != 1 {
		t.Errorf("got %+v, want one new and one changed", c)
	}
}
