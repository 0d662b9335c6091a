package registers_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/registers"

	"github.com/google/uuid"
)

const requirements = "/projects/{project}/requirements"

func chosen(ids ...string) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = `{"id":"` + id + `"}`
	}
	return `"requirements":[` + strings.Join(all, ",") + `]`
}

func TestApproval(t *testing.T) {
	w := world.New(t)
	w.Seat("carl", "comment_and_approve", "Bygherre", nil) // approves, and may not change
	id := thing(t, w, "requirements", `{"code":"K-005","title_da":"SEL","criterion_da":"≤ 1.800","comparison":"le","target":1800,"unit":"J/m3"}`)
	other := thing(t, w, "requirements", `{"code":"K-002","title_da":"CO2"}`)
	one := requirements + "/" + id
	approve := "POST " + requirements + "/approve"
	w.Walls(approve, `{`+chosen(id)+`}`, "eve")
	w.Walls("POST "+requirements+"/propose", `{`+chosen(id)+`,"reason":"x"}`, "carl")
	w.Walls("POST "+requirements+"/supersede", `{`+chosen(id)+`,"reason":"x"}`, "carl")
	w.Walls("GET "+one+"/editions", "", "")
	w.Run([]world.Call{
		// A state is moved by its own actions alone.
		{As: "ann", Do: "PATCH " + one, Send: `{"base":1,"state":"approved"}`, Want: 422, Says: "#/state"},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":1,"edition":7}`, Want: 422, Says: "#/edition"},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":1,"approved_by":"` + w.People["ann"].String() + `"}`, Want: 422, Says: "#/approved_by"},
		{As: "ann", Do: "POST " + requirements + "/change_many", Send: `{"changes":[{"id":"` + id + `","base":1,"set":{"state":"approved"}},{"id":"` + other + `","base":1,"set":{"unit":"ppm"}}]}`, Want: 200, Says: "#/state"},
		{As: "ann", Do: "POST " + requirements + "/change_all", Send: `{"filter":[],"set":{"state":"approved"}}`, Want: 200, Says: `"refused":2`},
		{As: "eve", Do: "POST " + requirements, Send: `{"code":"K-9","title_da":"x","state":"approved"}`, Want: 403},
		{As: "ann", Do: "POST " + requirements, Send: `{"code":"K-9","title_da":"x","state":"superseded"}`, Want: 422, Says: "#/state"},
		{As: "ann", Do: "POST " + requirements, Send: `{"code":"K-9","title_da":"x","locked_in":"` + w.ID("registers.phases", "code", "PROG").String() + `"}`, Want: 422, Says: "#/locked_in"},
		{As: "ann", Do: "POST " + requirements, Send: `{"code":"K-9","title_da":"x","state":"approved"}`, Want: 201, Says: `"approved_on":"2026-04-20"`},

		{As: "carl", Do: approve, Send: `{` + chosen(id, other, uuid.NewString(), id) + `,"preview":true}`, Want: 200, Says: `"to":"approved","edition":1`},
		{As: "rita", Do: "GET " + one, Want: 200, Says: `"state":"proposed"`},
		{As: "carl", Do: approve, Send: `{"requirements":[{"id":"` + id + `","base":9}]}`, Want: 200, Says: "Look at it again"},
		{As: "carl", Do: approve, Send: `{"requirements":[]}`, Want: 422, Says: "#/requirements"},
		{As: "carl", Do: approve, Send: `{` + chosen(id, other) + `}`, Want: 200, Says: `"to":"approved"`},
		{As: "carl", Do: approve, Send: `{` + chosen(id) + `}`, Want: 200, Says: "Only a proposal is approved"},
		{As: "rita", Do: "GET " + one, Want: 200, Says: `"approved_by":"` + w.People["carl"].String() + `"`},

		// What is approved changes only with a reason, and is a proposal again.
		{As: "ann", Do: "PATCH " + one, Send: `{"base":2,"target":1500}`, Want: 409, Says: "#/reason"},
		{As: "ann", Do: "DELETE " + one + "?base=2", Want: 409, Says: "Supersede it"},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":2,"target":1500,"criterion_da":"≤ 1.500","reason":"Projektkrav"}`, Want: 200, Says: `"state":"proposed","edition":2,"reason":"Projektkrav","approved_by":null`},
		{As: "ann", Do: "POST " + requirements + "/propose", Send: `{` + chosen(id) + `,"reason":"x"}`, Want: 200, Says: "a proposal already"},
		{As: "ann", Do: "POST " + requirements + "/propose", Send: `{` + chosen(other) + `,"reason":" "}`, Want: 422, Says: "#/reason"},
		{As: "ann", Do: "POST " + requirements + "/propose", Send: `{` + chosen(other) + `,"reason":"Ny måling"}`, Want: 200, Says: `"to":"proposed","edition":2`},

		// The client returns a proposal; it is changed, and proposed anew as the same edition.
		{As: "eve", Do: "POST " + requirements + "/return", Send: `{` + chosen(id) + `,"reason":"x"}`, Want: 403, Says: "/problems/denied/right"},
		{As: "carl", Do: "POST " + requirements + "/return", Send: `{` + chosen(id) + `,"reason":" "}`, Want: 422, Says: "#/reason"},
		{As: "carl", Do: "POST " + requirements + "/return", Send: `{` + chosen(id, uuid.NewString()) + `,"reason":"Mål også om natten"}`, Want: 200, Says: `"from":"proposed","to":"returned","edition":2`},
		{As: "carl", Do: "POST " + requirements + "/return", Send: `{` + chosen(id) + `,"reason":"x"}`, Want: 200, Says: "Only a proposal is returned"},
		{As: "carl", Do: approve, Send: `{` + chosen(id) + `}`, Want: 200, Says: "Only a proposal is approved"},
		{As: "rita", Do: "GET " + one, Want: 200, Says: `"state":"returned","edition":2,"reason":"Mål også om natten"`},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":4,"target_text":"også om natten"}`, Want: 200, Says: `"state":"returned"`},
		{As: "rita", Do: "POST " + requirements + "/propose", Send: `{` + chosen(id) + `,"reason":"x"}`, Want: 403},
		{As: "ann", Do: "POST " + requirements + "/propose", Send: `{` + chosen(id) + `,"reason":"Projektkrav, også om natten"}`, Want: 200, Says: `"from":"returned","to":"proposed","edition":2`},
		{As: "carl", Do: approve, Send: `{` + chosen(id, other) + `}`, Want: 200},
		{As: "rita", Do: "GET " + one + "/editions", Want: 200, Says: `"number":2,"code":"K-005"`},
		{As: "rita", Do: "GET " + one + "/editions?limit=1", Want: 200, Says: `"next":2`, Not: `"number":1`},
		{As: "rita", Do: "GET " + one + "/editions?after=2", Want: 200, Says: `"criterion_da":"≤ 1.800"`, Not: "1.500"},
		{As: "rita", Do: "GET " + requirements + "/" + uuid.NewString() + "/editions", Want: 404},
		{As: "bob", Do: "GET /projects/{other}/requirements/" + id + "/editions", Want: 404},

		// Taking an approved one out of force is the client's; an editor withdraws a proposal.
		{As: "eve", Do: "POST " + requirements + "/supersede", Send: `{` + chosen(other) + `,"reason":"Udgår"}`, Want: 200, Says: "approve"},
		{As: "ann", Do: "POST " + requirements + "/supersede", Send: `{` + chosen(other) + `,"reason":"Udgår"}`, Want: 200, Says: `"to":"superseded"`},
		{As: "ann", Do: "POST " + requirements + "/supersede", Send: `{` + chosen(other) + `,"reason":"Udgår"}`, Want: 200, Says: "superseded already"},
		{As: "bob", Do: "POST /projects/{other}/requirements/approve", Send: `{` + chosen(id) + `}`, Want: 200, Says: "not-found"},
	})
}

func TestAnAcceptanceLocks(t *testing.T) {
	w := world.New(t)
	phase, acceptance := w.ID("registers.phases", "code", "PROG"), uuid.New()
	id := thing(t, w, "requirements", `{"code":"K-005","title_da":"SEL","target":1500,"state":"approved"}`)
	open := thing(t, w, "requirements", `{"code":"K-006","title_da":"Åben"}`)
	one := requirements + "/" + id
	lists := program.ModuleOf[*registers.Module](w.Program)
	w.As("ann", func(ctx context.Context) error {
		n, err := lists.LockRequirements(ctx, phase, acceptance)
		if n != 1 {
			t.Errorf("%d are locked, want 1", n)
		}
		return err
	})
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + one, Want: 200, Says: `"locked_in":"` + phase.String() + `"`},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":2,"target":1600,"reason":"x"}`, Want: 409, Says: "Reopen the phase"},
		{As: "ann", Do: "DELETE " + one + "?base=2", Want: 409},
		{As: "ann", Do: "POST " + requirements + "/propose", Send: `{` + chosen(id) + `,"reason":"x"}`, Want: 200, Says: "Reopen the phase"},
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"registers.requirements","row":"` + id + `","version":1}`, Want: 409, Says: "Reopen the phase"},
		{As: "ann", Do: "PATCH " + requirements + "/" + open, Send: `{"base":1,"target":2}`, Want: 200},
	})
	w.As("ann", func(ctx context.Context) error {
		n, err := lists.UnlockRequirements(ctx, acceptance)
		if n != 1 {
			t.Errorf("%d are opened, want 1", n)
		}
		return err
	})
	w.Run([]world.Call{{As: "ann", Do: "PATCH " + one, Send: `{"base":3,"target":1600,"reason":"Genåbnet"}`, Want: 200, Says: `"edition":2`}})
}

// TestApprovalInTheHistory undoes an approval and puts back what a requirement
// said before: neither makes anything approved that nobody approved.
func TestApprovalInTheHistory(t *testing.T) {
	w := world.New(t)
	id := thing(t, w, "requirements", `{"code":"K-005","title_da":"SEL","target":1800}`)
	one := requirements + "/" + id
	approved := w.Do("ann", "POST", requirements+"/approve", `{`+chosen(id)+`}`)
	w.Run([]world.Call{
		{As: "ann", Do: "POST /projects/{project}/history/" + fmt.Sprint(approved.Field("entry")) + "/undo", Want: 200},
		{As: "ann", Do: "GET " + one, Want: 200, Says: `"state":"proposed","edition":2`},
		{As: "ann", Do: "PATCH " + one, Send: `{"base":3,"target":1500}`, Want: 200},
		{As: "ann", Do: "POST " + requirements + "/approve", Send: `{` + chosen(id) + `}`, Want: 200, Says: `"edition":2`},
		// Its first wording comes back as a proposal, though it stood approved then.
		{As: "ann", Do: "POST /projects/{project}/history/restore", Send: `{"table":"registers.requirements","row":"` + id + `","version":2,"fields":["target"]}`, Want: 200},
		{As: "ann", Do: "GET " + one, Want: 200, Says: `"state":"proposed","edition":3`},
	})
}

func TestAListOfRequirementsKeepsToApproval(t *testing.T) {
	w := world.New(t)
	thing(t, w, "requirements", `{"code":"K-001","title_da":"Gammel","target":1,"state":"approved"}`)
	i := mapped(t, w, bring(t, w, "krav.csv", []byte("Kode;Titel;Acceptkriterium;Grænseværdi;Tilstand\nK-001;Ny;≤ 2;2;Godkendt\nK-002;To;≤ 3;3;Godkendt\nK-003;Tre;≤ 3;3;Foreslået\n")))
	if i.Thing != "requirement" {
		t.Fatalf("read as %s", i.Thing)
	}
	applied(t, w, i)
	w.Run([]world.Call{
		{As: "ann", Do: "GET " + requirements + `?q=K-001`, Want: 200, Says: "Gammel"},
		{As: "ann", Do: "GET " + requirements + `?q=K-002`, Want: 200, Says: `"state":"approved","edition":1`},
		{As: "ann", Do: "GET " + requirements + `?q=K-003`, Want: 200, Says: `"state":"proposed"`},
	})
}
