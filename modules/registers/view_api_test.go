package registers_test

import (
	"fmt"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestViews(t *testing.T) {
	w := world.New(t)
	const views = "/projects/{project}/views"
	w.Walls("GET "+views, "", "")
	w.Walls("POST "+views, `{"thing":"row","name":"Mine"}`, "")
	mine, late, first := uuid.NewString(), uuid.NewString(), uuid.NewString()
	w.Walls("PATCH "+views+"/"+mine, `{"base":1}`, "")
	w.Walls("DELETE "+views+"/"+mine, "", "")
	state := `{"filter":[{"field":"status","op":"in","value":["failed"]}],"sort":"-planned_on,no","group":"discipline","shown":["no","title","status"],"widths":{"title":300},"frozen":2,"density":"compact"}`
	w.Run([]world.Call{
		{As: "rita", Do: "POST " + views, Send: fmt.Sprintf(`{"id":"%s","thing":"row","name":"Fejlede","state":%s}`, mine, state), Want: 201, Says: `"whose":"mine"`},
		{As: "rita", Do: "GET " + views + "?thing=row", Want: 200, Says: `"widths":{"title":300}`},
		{As: "ann", Do: "GET " + views, Want: 200, Not: "Fejlede"},
		{As: "ann", Do: "PATCH " + views + "/" + mine, Send: `{"base":1,"name":"Andres"}`, Want: 404},
		{As: "ann", Do: "DELETE " + views + "/" + mine, Want: 404},
		{As: "bob", Do: "PATCH /projects/{other}/views/" + mine, Send: `{"base":1,"name":"Andres"}`, Want: 404},

		{As: "eve", Do: "POST " + views, Send: `{"thing":"row","name":"Alles","whose":"project"}`, Want: 403},
		{As: "rita", Do: "PATCH " + views + "/" + mine, Send: `{"base":1,"whose":"project"}`, Want: 403},
		{As: "ann", Do: "POST " + views, Send: fmt.Sprintf(`{"id":"%s","thing":"row","name":"Forsinkede","whose":"default"}`, late), Want: 201},
		{As: "ann", Do: "POST " + views, Send: fmt.Sprintf(`{"id":"%s","thing":"row","name":"Først","whose":"default"}`, first), Want: 201},
		{As: "ben", Do: "GET " + views + "?thing=row", Want: 200, Says: `"name":"Forsinkede","whose":"project"`},
		{As: "ben", Do: "PATCH " + views + "/" + late, Send: `{"base":2,"name":"Bens"}`, Want: 403},
		{As: "ben", Do: "DELETE " + views + "/" + late, Want: 403},

		{As: "rita", Do: "POST " + views, Send: `{"thing":"row","name":""}`, Want: 422, Says: "#/name"},
		{As: "rita", Do: "POST " + views, Send: `{"thing":"kitchen","name":"X"}`, Want: 422, Says: "#/thing"},
		{As: "rita", Do: "POST " + views, Send: `{"thing":"row","name":"X","state":{"sort":"cost"}}`, Want: 422, Says: "cost"},
		{As: "rita", Do: "POST " + views, Send: `{"thing":"row","name":"X","state":{"group":"cost"}}`, Want: 422, Says: "cost"},
		{As: "rita", Do: "POST " + views, Send: `{"thing":"row","name":"X","state":{"filter":[{"field":"status","op":"near","value":1}]}}`, Want: 422, Says: "near"},
		{As: "rita", Do: "POST " + views, Send: `{"thing":"row","name":"X","state":{"density":"huge"}}`, Want: 422, Says: "density"},

		{As: "rita", Do: "PATCH " + views + "/" + mine, Send: `{"base":1,"name":"Røde"}`, Want: 200, Says: `"version":2`},
		{As: "rita", Do: "PATCH " + views + "/" + mine, Send: `{"base":1,"name":"Blå"}`, Want: 412, Says: `"theirs":"Røde"`},
		{As: "rita", Do: "DELETE " + views + "/" + mine + "?base=1", Want: 412},
		{As: "rita", Do: "DELETE " + views + "/" + mine + "?base=2", Want: 204},
		{As: "ann", Do: "DELETE " + views + "/" + first, Want: 204},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: fmt.Sprintf(`{"table":"registers.views","row":"%s","version":1}`, first), Want: 200},
		{As: "ben", Do: "GET " + views, Want: 200, Says: "Først"},
	})
}
