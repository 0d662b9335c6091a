package verification_test

import (
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/verification"

	"github.com/google/uuid"
)

// TestShippedProcedureIsTakenIntoUse takes one from the shelf: it is issued,
// and fits the rows that it is meant for.
func TestShippedProcedureIsTakenIntoUse(t *testing.T) {
	w := world.New(t)
	shelf := procedures + "/shelf"
	w.Walls("GET "+shelf, "", "")
	w.Walls("POST "+shelf, `{"codes":["VE-SEL"]}`, "ben")
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + shelf, Want: 200, Says: `"code":"VE-SEL"`},
		{As: "eve", Do: "POST " + shelf, Send: `{"codes":["NO-SUCH"]}`, Want: 422, Says: "#/codes"},
		{As: "eve", Do: "POST " + shelf, Send: `{"codes":[]}`, Want: 422},
	})
	a := w.Do("eve", "POST", shelf, `{"codes":["VE-SEL","ST-KANAL","VE-SEL"]}`)
	var made verification.Adopted
	a.Read(t, &made)
	if a.Status != 201 || len(made.Items) != 2 || made.Items[0].Editions[0].State != "issued" || made.Items[0].Attachments[0].Method == nil || made.Items[0].Attachments[0].Phase == nil {
		t.Fatalf("taken into use: %d %s", a.Status, a.Body)
	}
	w.Do("eve", "POST", "/projects/{project}/systems", `{"id":"`+system+`","tag":"VE01","classification":"572","discipline":"`+w.ID("registers.disciplines", "code", "VE").String()+`"}`)
	row := uuid.NewString()
	w.Do("eve", "POST", "/projects/{project}/rows", `{"id":"`+row+`","title_da":"SEL","system":"`+system+`","method":"`+w.ID("registers.methods", "code", "FA").String()+`"}`)
	fits := w.Do("ann", "GET", "/projects/{project}/rows/"+row+"/procedures", "")
	if text := string(fits.Body); strings.Index(text, "VE-SEL") > strings.Index(text, "ST-KANAL") || !strings.Contains(text, `"fits":43`) {
		t.Errorf("what fits the row: %s", fits.Body)
	}
	w.Run([]world.Call{
		{As: "eve", Do: "POST " + shelf, Send: `{"codes":["VE-SEL"]}`, Want: 201, Says: `"items":[]`},
		{As: "rita", Do: "GET " + shelf, Want: 200, Says: `"taken":"` + made.Items[0].ID.String()},
	})
}

var system = uuid.NewString()
