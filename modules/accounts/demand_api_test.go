package accounts_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/accounts"

	"github.com/google/uuid"
)

// TestInstallationThatDemandsASecondFactor closes projects to everybody without
// one, or to those who administer them; tokens of a project go on.
func TestInstallationThatDemandsASecondFactor(t *testing.T) {
	w := world.New(t)
	const systems, members = "/projects/{project}/systems", "/projects/{project}/members"
	demand := func(of string) {
		t.Helper()
		program.ModuleOf[*accounts.Module](w.Program).Demand(of)
		if err := w.NoteCompanies(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	nina := newcomer(t, w)
	made := w.Do("ann", "POST", "/projects/{project}/programs", `{"name":"BMS","rights":["registers.view"]}`)
	bms, _ := made.Field("token").(string)
	person, _ := nina.must("GET", "/me", "").Field("person").(map[string]any)
	change := func(role string) {
		t.Helper()
		var all struct {
			Items []struct {
				ID, Person string
				Version    int
			}
		}
		w.Do("ann", "GET", members, "").Read(t, &all)
		for _, m := range all.Items {
			if m.Person == person["id"] {
				if a := w.Do("ann", "PATCH", members+"/"+m.ID, fmt.Sprintf(`{"base":%d,"role":"%s"}`, m.Version, role)); a.Status != 200 {
					t.Fatalf("making her %s: %d %s", role, a.Status, a.Body)
				}
			}
		}
	}
	begins := func() world.Answer {
		return nina.do("POST", "/projects", fmt.Sprintf(`{"id":"%s","name":"Sidevej"}`, uuid.NewString()))
	}
	defer demand("")

	demand("everybody")
	a := nina.do("GET", systems, "")
	if a.Status != 403 || a.Field("type") != "/problems/denied/second-factor" || !strings.Contains(string(a.Body), "CXweb demands") {
		t.Errorf("everybody: %d %s", a.Status, a.Body)
	}
	if n := behindTheWall(t, w, nina); n != 0 {
		t.Errorf("the database shows her %d rows", n)
	}
	if a := nina.must("GET", "/me/security", ""); a.Field("demanded_by") != "CXweb" {
		t.Errorf("her page does not say who demands it: %s", a.Body)
	}
	w.Run([]world.Call{{As: "ann", Do: "GET " + systems, Want: 403}})
	if a := w.Do("", "GET", systems, "", "Authorization", "Bearer "+bms); a.Status != 200 {
		t.Errorf("a program of the project: %d %s", a.Status, a.Body)
	}

	demand("")
	change("administrator")
	demand("administrators")
	if a := nina.do("GET", systems, ""); a.Status != 403 || !strings.Contains(string(a.Body), "CXweb demands") {
		t.Errorf("an administrator: %d %s", a.Status, a.Body)
	}
	w.Run([]world.Call{{As: "ann", Do: "GET " + systems, Want: 403}, {As: "rita", Do: "GET " + systems, Want: 200}})
	demand("")
	change("reader")
	demand("administrators")
	nina.must("GET", systems, "")
	if a := begins(); a.Status != 403 || a.Field("type") != "/problems/denied/second-factor" {
		t.Errorf("beginning a project, which she would administer: %d %s", a.Status, a.Body)
	}
	nina.protect()
	if a := begins(); a.Status != 201 {
		t.Errorf("beginning a project with a second factor: %d %s", a.Status, a.Body)
	}
	if a := nina.do("DELETE", "/me/authenticator", ""); a.Status != 409 || !strings.Contains(string(a.Body), "CXweb demands") {
		t.Errorf("taking the last one away: %d %s", a.Status, a.Body)
	}
	demand("")
	nina.must("DELETE", "/me/authenticator", "")
}
