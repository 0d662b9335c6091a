package verification_test

import (
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/verification"

	"github.com/google/uuid"
)

// TestRowsAreMadeOfProcedures makes the rows that a ventilation system's
// procedures ask for, and makes none of them twice.
func TestRowsAreMadeOfProcedures(t *testing.T) {
	w := world.New(t)
	const generation = "/projects/{project}/generation"
	w.Walls("GET "+generation, "", "")
	fan, boiler := uuid.NewString(), uuid.NewString()
	ve, nordluft := w.ID("registers.disciplines", "code", "VE").String(), w.ID("projects.companies", "name", "Nordluft").String()
	w.Do("ann", "POST", "/projects/{project}/systems", `{"id":"`+fan+`","tag":"VE01","classification":"572","discipline":"`+ve+`","company":"`+nordluft+`"}`)
	w.Do("ann", "POST", "/projects/{project}/systems", `{"id":"`+boiler+`","tag":"VA01","classification":"561"}`)
	var taken verification.Adopted
	w.Do("ann", "POST", procedures+"/shelf", `{"codes":["VE-SEL","ST-KANAL","ST-MAERK","VA-FUNK"]}`).Read(t, &taken)
	id := map[string]string{}
	for _, p := range taken.Items {
		id[p.Code] = p.ID.String()
	}
	line := func(system, code string) string {
		return `{"system":"` + system + `","procedure":"` + id[code] + `"}`
	}
	w.Walls("POST "+generation, `{"lines":[`+line(fan, "VE-SEL")+`]}`, "rita")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + generation, Want: 200, Says: `"code":"ST-KANAL"`, Not: "ST-MAERK"},
		{As: "rita", Do: "GET " + generation + "?limit=1", Want: 200, Says: `"next":"VA01"`},
		{As: "rita", Do: "GET " + generation + "?after=VA01", Want: 200, Not: "VA-FUNK"},
		{As: "ann", Do: "POST " + generation, Send: `{"lines":[]}`, Want: 422},
		{As: "ann", Do: "POST " + generation, Send: `{"lines":[` + line(boiler, "VE-SEL") + `]}`, Want: 409, Says: "changed since"},
		{As: "ann", Do: "POST " + generation, Send: `{"lines":[` + line(uuid.NewString(), "VE-SEL") + `]}`, Want: 409},
		{As: "ann", Do: "POST " + generation, Send: `{"lines":[` + line(fan, "VE-SEL") + `,` + line(fan, "VE-SEL") + `,` + line(boiler, "VA-FUNK") + `]}`, Want: 201, Says: `{"made":2,"there":1}`},
		{As: "ann", Do: "POST " + generation, Send: `{"lines":[` + line(fan, "VE-SEL") + `,` + line(fan, "ST-KANAL") + `]}`, Want: 201, Says: `{"made":1,"there":1}`},
		{As: "ben", Do: "GET /projects/{project}/rows?sort=no", Want: 200, Says: `"company":"` + nordluft},
		{As: "ann", Do: "GET /projects/{project}/rows?count=true", Want: 200, Says: `"total":3`},
	})
	var rows struct {
		Items []struct {
			ID, System, Method, Phase string
			BR18                      bool
		}
	}
	w.Do("ann", "GET", "/projects/{project}/rows?sort=no", "").Read(t, &rows)
	if r := rows.Items[0]; r.System != fan || r.Method == "" || r.Phase == "" || !r.BR18 {
		t.Errorf("the row is %+v", r)
	}
	w.Run([]world.Call{
		{As: "ben", Do: "GET /projects/{project}/rows/" + rows.Items[0].ID + "/procedures", Want: 200, Says: `"fits":100`},
		// A row that is deleted may be made again.
		{As: "ann", Do: "DELETE /projects/{project}/rows/" + rows.Items[0].ID, Want: 204},
		{As: "ann", Do: "POST " + generation, Send: `{"lines":[` + line(fan, "VE-SEL") + `]}`, Want: 201, Says: `"made":1`},
	})
}
