package projects_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"

	"github.com/google/uuid"
)

func TestPresetsOfACompany(t *testing.T) {
	w := world.New(t)
	w.Seat("kim", "editor", "Commissioning Partner", nil)
	const presets, members = "/projects/{project}/presets", "/projects/{project}/members"
	id := uuid.NewString()
	lead := `"name":"Fagleder","about":"Ser alt, godkender test","rights":["tests.view","tests.approve"]`
	w.Walls("POST "+presets, `{`+lead+`}`, "eve")
	w.Run([]world.Call{
		{As: "ann", Do: "POST " + presets, Send: `{"name":" ","rights":["tests.view"]}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "POST " + presets, Send: `{"name":"` + strings.Repeat("æ", 61) + `","rights":["tests.view"]}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "POST " + presets, Send: `{"name":"Fagleder","rights":[]}`, Want: 422, Says: "#/rights"},
		{As: "ann", Do: "POST " + presets, Send: `{"name":"Fagleder","rights":["tests.destroy"]}`, Want: 422, Says: "#/rights"},
		{As: "ann", Do: "POST " + presets, Send: `{"name":"Fagleder","rights":["tests.view"],"company":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/company"},
		{As: "ann", Do: "POST " + presets, Send: `{"id":"` + id + `",` + lead + `}`, Want: 201, Says: `"mine":true`},
		{As: "ann", Do: "POST " + presets, Send: `{"name":"FAGLEDER","rights":["tests.view"]}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "GET /projects/{project}/roles", Want: 200, Says: `"code":"` + id + `"`},
		{As: "kim", Do: "GET /projects/{project}/roles", Want: 200, Says: `"code":"` + id + `"`},
		{As: "eve", Do: "GET /projects/{project}/roles", Want: 200, Says: `"code":"guest"`, Not: id}, // of another company
		{As: "eve", Do: "PATCH /presets/" + id, Send: `{"base":1,"name":"Min"}`, Want: 404},
		{As: "eve", Do: "DELETE /presets/" + id, Want: 404},
		{As: "", Do: "PATCH /presets/" + id, Send: `{"base":1,"name":"Min"}`, Want: 401},
		{As: "", Do: "DELETE /presets/" + id, Want: 401},
		{As: "kim", Do: "PATCH /presets/" + id, Send: `{"base":1,"name":"Min"}`, Want: 403, Says: "whoever made"},
		{As: "kim", Do: "DELETE /presets/" + id, Want: 403},
		{As: "eve", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"` + id + `"}`, Want: 403}, // may not invite at all
		{As: "ann", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/role"},
		{As: "ann", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"own:Fagleder"}`, Want: 422, Says: "#/role"},
		{As: "ann", Do: "POST " + members, Send: `{"email":"` + uuid.NewString() + `@test.example","role":"` + id + `"}`, Want: 201, Says: `"role":"own:Fagleder","rights":["tests.view","tests.approve"]`},
	})
	rita, version := member(t, w, "rita")
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH " + members + "/" + rita, Send: fmt.Sprintf(`{"base":%d,"role":"%s"}`, version, id), Want: 200, Says: `"role":"own:Fagleder"`},
		{As: "rita", Do: "GET /projects/{project}/access", Want: 200, Says: `"rights":["tests.view","tests.approve"]`},
		{As: "eve", Do: "GET " + members, Want: 200, Says: `"role":"own:Fagleder"`}, // sees the name, not the preset
		// What becomes of the preset changes nobody's rights.
		{As: "ann", Do: "PATCH /presets/" + id, Send: `{"base":1,"rights":["log.view"],"name":"  "}`, Want: 422, Says: "#/name"},
		{As: "ann", Do: "PATCH /presets/" + id, Send: `{"base":1,"rights":[]}`, Want: 422, Says: "#/rights"},
		{As: "ann", Do: "PATCH /presets/" + id, Send: `{"base":1,"code":"administrator"}`, Want: 422},
		{As: "ann", Do: "PATCH /presets/" + id, Send: `{"base":1,"rights":["log.view"],"name":" Logfører ","ends":true}`, Want: 200, Says: `"name_da":"Logfører"`},
		{As: "ann", Do: "PATCH /presets/" + id, Send: `{"base":1,"name":"Andet"}`, Want: 412},
		{As: "rita", Do: "GET /projects/{project}/access", Want: 200, Says: `"rights":["tests.view","tests.approve"]`},
		{As: "ann", Do: "PATCH " + members + "/" + rita, Send: fmt.Sprintf(`{"base":%d,"role":"own:Fagleder","own_company":true}`, version+1), Want: 200, Says: `"rights":["tests.view","tests.approve"]`},
		{As: "ann", Do: "PATCH " + members + "/" + rita, Send: fmt.Sprintf(`{"base":%d,"role":"%s"}`, version+2, id), Want: 422, Says: "#/ends_on"}, // it ends now
		{As: "ann", Do: "DELETE /presets/" + id, Want: 204},
		{As: "ann", Do: "GET /projects/{project}/roles", Want: 200, Not: id},
		{As: "ann", Do: "DELETE /presets/" + id, Want: 404},
		{As: "rita", Do: "GET /projects/{project}/access", Want: 200, Says: `"role":"own:Fagleder"`},
	})
}

// TestNobodyGivesMoreByAPreset has somebody who may invite use a preset that
// holds more than they do.
func TestNobodyGivesMoreByAPreset(t *testing.T) {
	w := world.New(t)
	eve, version := member(t, w, "eve")
	id := uuid.NewString()
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH /projects/{project}/members/" + eve, Send: fmt.Sprintf(`{"base":%d,"rights":["members.view","members.create","members.edit_all","registers.view"]}`, version), Want: 200},
		{As: "eve", Do: "POST /projects/{project}/presets", Send: `{"id":"` + id + `","name":"Alt","rights":["project.administer"]}`, Want: 201},
		{As: "eve", Do: "POST /projects/{project}/members", Send: `{"email":"` + uuid.NewString() + `@test.example","role":"` + id + `"}`, Want: 403, Says: "cannot give"},
		{As: "eve", Do: "PATCH /projects/{project}/members/" + eve, Send: fmt.Sprintf(`{"base":%d,"role":"%s"}`, version+1, id), Want: 403, Says: "cannot give"},
		{As: "ann", Do: "POST /projects/{project}/members/" + eve + "/transfer", Send: `{"role":"` + id + `"}`, Want: 422, Says: "#/role"}, // not ann's company's
	})
}

// TestWhoSeesOneCompanyGivesOneCompany holds somebody who is narrowed to their
// company: neither they nor anybody they invite comes to see another one's rows.
func TestWhoSeesOneCompanyGivesOneCompany(t *testing.T) {
	w := world.New(t)
	eve, version := member(t, w, "eve")
	nordluft := w.ID("projects.companies", "name", "Nordluft").String()
	w.Run([]world.Call{
		{As: "ann", Do: "PATCH /projects/{project}/members/" + eve, Send: fmt.Sprintf(`{"base":%d,"own_company":true,"rights":["members.view","members.create","members.edit_all","registers.view"]}`, version), Want: 200},
		{As: "eve", Do: "PATCH /projects/{project}/members/" + eve, Send: fmt.Sprintf(`{"base":%d,"company":"%s"}`, version+1, nordluft), Want: 403, Says: "other companies"},
		{As: "eve", Do: "POST /projects/{project}/members", Send: `{"email":"` + uuid.NewString() + `@test.example","role":"reader","rights":["registers.view"],"own_company":true,"company_name":"Nordluft"}`, Want: 403, Says: "other companies"},
		{As: "eve", Do: "POST /projects/{project}/members", Send: `{"email":"` + uuid.NewString() + `@test.example","role":"reader","rights":["registers.view"],"own_company":true,"company_name":"Rådgiver & Ko"}`, Want: 201},
	})
}

// TestCompaniesHaveSoManyPresets fills a company's presets up.
func TestCompaniesHaveSoManyPresets(t *testing.T) {
	w := world.New(t)
	w.Seat("max", "administrator", "Fuldt Hus "+uuid.NewString(), nil)
	w.As("max", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("insert into projects.presets (id, name, rights) select gen_random_uuid(), 'Nr. ' || n, '{log.view}' from generate_series(1, 100) n").Exec(ctx)
		return err
	})
	var roles struct{ Items []struct{ Own bool } }
	w.Do("max", "GET", "/projects/{project}/roles", "").Read(t, &roles)
	if n := len(roles.Items); n != 110 {
		t.Errorf("got %d presets, want the product's ten and a hundred more", n)
	}
	w.Run([]world.Call{{As: "max", Do: "POST /projects/{project}/presets", Send: `{"name":"Én til","rights":["log.view"]}`, Want: 409, Says: "100 presets"}})
}

// TestPresetsAreSeenByOneself looks at a project as a member of another company,
// whose presets stay that company's.
func TestPresetsAreSeenByOneself(t *testing.T) {
	w := world.New(t)
	company := "Eget Hus " + uuid.NewString()
	w.Seat("max", "administrator", company, nil)
	id := uuid.NewString()
	max, _ := member(t, w, "max")
	const roles = "GET /projects/{project}/roles"
	w.Run([]world.Call{
		{As: "max", Do: "POST /projects/{project}/presets", Send: `{"id":"` + id + `","name":"Hemmelig","rights":["log.view"]}`, Want: 201},
		{As: "max", Do: roles, Want: 200, Says: id},
		{As: "ann", Do: "POST /projects/{project}/members/" + max + "/view", Want: 204},
		{As: "ann", Do: roles, Want: 200, Says: `"code":"guest"`, Not: id},
		{As: "ann", Do: "POST /me/viewing/end", Want: 204},
		{As: "ann", Do: roles, Want: 200, Not: id},
	})
}
