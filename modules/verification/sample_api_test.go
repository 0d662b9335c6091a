package verification_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/verification"

	"github.com/google/uuid"
)

// TestSampleIsRaisedByAFault draws a quarter of the temperature sensors; one
// deviates, and half of them are drawn.
func TestSampleIsRaisedByAFault(t *testing.T) {
	w := world.New(t)
	const samples = "/projects/{project}/samples"
	kind := uuid.NewString()
	w.Do("ann", "POST", "/projects/{project}/types", `{"id":"`+kind+`","name":"Temperaturføler"}`)
	for i := range 10 {
		w.Do("ann", "POST", "/projects/{project}/components", fmt.Sprintf(`{"tag":"TF%02d","type":"%s"}`, i+1, kind))
	}
	w.Walls("GET "+samples, "", "")
	w.Walls("POST "+samples, `{"title":"Følere","tags":["TF01"]}`, "ben")
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + samples, Send: `{"title":"Følere"}`, Want: 422, Says: "#/tags"},
		{As: "eve", Do: "POST " + samples, Send: `{"title":"Følere","type":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/tags"},
		{As: "eve", Do: "POST " + samples, Send: `{"title":"Følere","tags":["a"],"share":10}`, Want: 422, Says: "#/share"},
		{As: "eve", Do: "POST " + samples, Send: `{"title":" ","tags":["a"]}`, Want: 422, Says: "#/title"},
	})
	var s verification.Sample
	w.Do("eve", "POST", samples, `{"title":"Temperaturfølere","type":"`+kind+`","seed":"2026-04-20"}`).Read(t, &s)
	if s.Population != 10 || s.Drawn != 3 || len(s.Units) != 3 || s.Units[0].Component == nil || s.Share != 25 {
		t.Fatalf("drawn: %+v", s)
	}
	var again verification.Sample
	w.Do("ann", "POST", samples, `{"title":"Igen","tags":["TF10","TF09","TF08","TF07","TF06","TF05","TF04","TF03","TF02","TF01"],"seed":"2026-04-20"}`).Read(t, &again)
	for i := range s.Units {
		if again.Units[i].Tag != s.Units[i].Tag {
			t.Errorf("the same seed drew %s, and then %s", s.Units[i].Tag, again.Units[i].Tag)
		}
	}
	one := samples + "/" + s.ID.String()
	unit := func(i int) string { return one + "/units/" + s.Units[i].ID.String() }
	w.Walls("GET "+one, "", "")
	w.Walls("PUT "+unit(0), `{"base":1,"result":"passed"}`, "rita")
	w.Run([]world.Call{
		{As: "ben", Do: "GET " + one, Want: 404}, // narrowed to a discipline that the sample is not of
		{As: "eve", Do: "PUT " + unit(0), Send: `{"base":1,"result":"passed","note":""}`, Want: 200, Says: `"checked":1`},
		{As: "ann", Do: "PUT " + unit(0), Send: `{"base":1,"result":"failed","note":"0,7 K for lav"}`, Want: 412, Says: `"theirs":"passed"`},
		{As: "eve", Do: "PUT " + unit(1), Send: `{"base":1,"result":"failed","note":""}`, Want: 422, Says: "#/note"},
		{As: "eve", Do: "PUT " + one + "/units/" + uuid.NewString(), Send: `{"base":1,"result":"passed","note":""}`, Want: 404},
		{As: "eve", Do: "PUT " + unit(1), Send: `{"base":1,"result":"failed","note":"0,7 K for lav"}`, Want: 200, Says: `"share":50`},
	})
	w.Do("eve", "GET", one, "").Read(t, &s)
	if s.Drawn != 5 || len(s.Units) != 5 || s.EscalatedAt == nil || s.Failed != 1 || s.FirstShare != 25 {
		t.Errorf("after a fault: %+v", s)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "PUT " + unit(1), Send: `{"base":2,"result":"passed","note":"Målt forkert"}`, Want: 200, Says: `"share":50`},
		{As: "eve", Do: "PUT " + unit(4), Send: `{"base":1,"result":"failed","note":"Død"}`, Want: 200, Says: `"share":50`},
		{As: "rita", Do: "GET " + samples + "?limit=1", Want: 200, Says: `"next"`},
		{As: "rita", Do: "GET /projects/{project}/history?action=verification.sample.check", Want: 200, Says: `"verification.samples":1`},
	})
	var undrawn uuid.UUID
	for _, u := range again.Units {
		undrawn = u.ID
	}
	if a := w.Do("eve", "PUT", one+"/units/"+undrawn.String(), `{"base":1,"result":"passed","note":""}`); a.Status != 404 || !strings.Contains(string(a.Body), "problem") {
		t.Errorf("a unit of another sample: %d %s", a.Status, a.Body)
	}
}
