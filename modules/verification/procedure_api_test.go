package verification_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"

	"github.com/google/uuid"
)

func TestProcedureIsWrittenAndIssued(t *testing.T) {
	s := newScene(t, allKinds)
	one := procedures + "/" + s.procedure
	editions := one + "/editions"
	issued := editions + "/" + s.edition
	method := s.ID("registers.methods", "code", "FA")
	s.Walls("GET "+procedures, "", "")
	s.Walls("GET "+one, "", "")
	s.Walls("GET "+issued, "", "")
	s.Walls("POST "+procedures, `{"code":"X","title_da":"X"}`, "ben")
	s.Walls("PATCH "+one, `{"base":1,"title_da":"X"}`, "ben")
	s.Walls("DELETE "+one, "", "ben")
	s.Walls("PUT "+one+"/attachments", `{"attachments":[]}`, "ben")
	s.Walls("POST "+editions, `{}`, "ben")
	s.Walls("PUT "+issued, `{"base":1,"steps":[]}`, "ben")
	s.Walls("POST "+issued+"/issue", `{"base":1}`, "ben")
	s.Walls("DELETE "+issued, "", "ben")
	s.Run([]world.Call{
		{As: "eve", Do: "POST " + procedures, Send: `{"code":"ve-01","title_da":"X"}`, Want: 409, Says: "#/code"},
		{As: "eve", Do: "POST " + procedures, Send: `{"code":"VE-02"}`, Want: 422, Says: "#/title_da"},
		{As: "eve", Do: "POST " + procedures, Send: `{"title_da":"X"}`, Want: 422, Says: "#/code"},
		{As: "eve", Do: "PATCH " + one, Send: `{"base":1,"title_en":"Fan power"}`, Want: 200, Says: `"title_en":"Fan power"`},
		{As: "eve", Do: "PATCH " + one, Send: `{"base":1,"title_en":"Other"}`, Want: 412},
		{As: "eve", Do: "DELETE " + one, Want: 409, Says: "Retire it"},
		{As: "eve", Do: "PUT " + issued, Send: `{"base":1,"steps":[]}`, Want: 409, Says: "never changes"},
		{As: "eve", Do: "DELETE " + issued, Want: 409, Says: "never changes"},
		{As: "eve", Do: "PUT " + one + "/attachments", Send: fmt.Sprintf(`{"attachments":[{"method":"%s","classification":"57"},{"type":"VAV"}]}`, method), Want: 200, Says: `"classification":"57"`},
		{As: "eve", Do: "PUT " + one + "/attachments", Send: fmt.Sprintf(`{"attachments":[{"method":"%s"}]}`, uuid.NewString()), Want: 422, Says: "#/attachments/0/method"},
		{As: "eve", Do: "GET " + procedures + "?q=sel-m", Want: 200, Says: `"asked":12`},
		{As: "eve", Do: "GET " + procedures + "?after=ve-01", Want: 200, Says: `"items":[]`},
	})
}

// TestNextEdition begins, changes, conflicts over, issues and discards drafts;
// a test under way keeps the edition that it was begun by.
func TestNextEdition(t *testing.T) {
	s := newScene(t, `{"code":"fan","kind":"pass_fail","text_da":"Ventilator","weight":1}`)
	run := s.begin("ben")
	editions := procedures + "/" + s.procedure + "/editions"
	draft := editions + "/" + s.want(201, "eve", "POST", editions, "{}").Field("id").(string)
	s.steps = map[string]string{}
	two := s.stepsOf(`{"code":"fan","kind":"pass_fail","text_da":"Ventilator kører","weight":1}
		{"code":"motor","kind":"measure","text_da":"Motor","weight":1,"comparison":"le"}`)
	s.Run([]world.Call{
		{As: "eve", Do: "POST " + editions, Send: "{}", Want: 409, Says: "a draft already"},
		{As: "eve", Do: "PUT " + draft, Send: `{"base":1,"steps":` + two + `}`, Want: 200, Says: `"version":2`},
		{As: "ann", Do: "PUT " + draft, Send: `{"base":1,"steps":[]}`, Want: 412},
		{As: "eve", Do: "POST " + draft + "/issue", Send: `{"base":2}`, Want: 422, Says: "#/steps/1/target"},
		{As: "eve", Do: "PUT " + draft, Send: `{"base":2,"steps":[{"id":"` + uuid.NewString() + `","code":"A B","kind":"text","weight":0}]}`, Want: 422, Says: "#/steps/0/code"},
		{As: "eve", Do: "PUT " + draft, Send: `{"base":2,"steps":[{"id":"` + uuid.NewString() + `","code":"a","kind":"dance","weight":0}]}`, Want: 422, Says: "#/steps/0/kind"},
		{As: "eve", Do: "PUT " + draft, Send: `{"base":2,"steps":` + strings.ReplaceAll(two, `"motor"`, `"fan"`) + `}`, Want: 422, Says: "stands twice"},
		{As: "eve", Do: "PUT " + draft, Send: `{"base":2,"steps":` + strings.ReplaceAll(two, `"le"`, `"text"`) + `}`, Want: 200},
		{As: "eve", Do: "POST " + draft + "/issue", Send: `{"base":3,"note":"Motor med"}`, Want: 200, Says: `"state":"issued"`},
		{As: "ben", Do: "GET " + run, Want: 200, Says: `"newer":true`, Not: "kører"},
		{As: "ben", Do: "POST /projects/{project}/rows/" + s.row + "/runs", Send: `{"edition":"` + s.edition + `"}`, Want: 409},
	})
	third := editions + "/" + s.want(201, "eve", "POST", editions, "{}").Field("id").(string)
	s.Run([]world.Call{
		{As: "ben", Do: "POST /projects/{project}/rows/" + s.row + "/runs", Send: `{"edition":"` + third[len(third)-36:] + `"}`, Want: 409, Says: "draft"},
		{As: "eve", Do: "DELETE " + third, Want: 204},
		{As: "eve", Do: "GET " + third, Want: 404},
	})
}

// TestIssuedEditionIsKeptByTheDatabase goes past the program's own rules.
func TestIssuedEditionIsKeptByTheDatabase(t *testing.T) {
	s := newScene(t, `{"code":"fan","kind":"pass_fail","text_da":"Ventilator","weight":1}`)
	for _, statement := range []string{"update verification.editions set note = 'x'", "delete from verification.editions", "update verification.steps set text_da = 'x'", "delete from verification.steps",
		"insert into verification.steps (id, edition, position, code, kind) select gen_random_uuid(), edition, 2, 'b', 'text' from verification.steps"} {
		s.As("ann", func(ctx context.Context) error {
			err := db.Nested(ctx, func(ctx context.Context) error { _, err := db.On(ctx).NewRaw(statement).Exec(ctx); return err })
			if err == nil {
				t.Errorf("%s was carried out", statement)
			}
			return nil
		})
	}
}
