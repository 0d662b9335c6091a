package verification_test

import (
	"context"
	"fmt"
	"testing"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/verification"

	"github.com/google/uuid"
)

// entries stand for the commissioning log.
type entries struct{ raised []string }

func (e *entries) Raise(_ context.Context, kind, severity, title, found string, row, _ uuid.UUID, photos []uuid.UUID) (uuid.UUID, int, error) {
	e.raised = append(e.raised, fmt.Sprintf("%s: %s %s %s; %s; %d photos", row, severity, kind, title, found, len(photos)))
	return uuid.New(), 101 + len(e.raised), nil
}

// TestFailedStepGoesOnTheLog finishes a test in which two steps failed: each is
// an entry with its photo and stays one in the retest.
func TestFailedStepGoesOnTheLog(t *testing.T) {
	s := newScene(t, `{"code":"sfp","kind":"measure","text_da":"SEL","weight":1,"unit":"J/m3","comparison":"le","target":1500,"tolerance":2.5}
		{"code":"mode","kind":"choice","text_da":"Tilstand","weight":1,"options":[{"code":"auto","da":"Auto"},{"code":"hand","da":"Hånd","en":"Manual","fails":true}]}
		{"code":"tag","kind":"yes_no","text_da":"Mærket","weight":1}`)
	kept := &entries{}
	m := program.ModuleOf[*verification.Module](s.Program)
	m.JoinLog(kept)
	t.Cleanup(func() { m.JoinLog(nil) })
	run := s.begin("ben")
	s.give("ben", run, `sfp {"value":1982.5,"note":"Filter tilstoppet","photos":[{"file":"`+picture(t, s.World, "ben")+`"}]}
		mode {"said":"hand"}
		tag {"said":"yes"}`)
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + run + "/finish", Send: "{}", Want: 200, Says: `"log_number":103`},
		{As: "ben", Do: "GET " + run, Want: 200, Says: `"logged":true`},
	})
	want := []string{s.row + ": major issue SEL; 1982.5 J/m3 (≤ 1500 ± 2.5 J/m3). Filter tilstoppet; 1 photos",
		s.row + ": major issue Tilstand; Manual; 0 photos"}
	if fmt.Sprint(kept.raised) != fmt.Sprint(want) {
		t.Errorf("got %q\nwant %q", kept.raised, want)
	}
	again := "/projects/{project}/runs/" + s.want(201, "ben", "POST", "/projects/{project}/rows/"+s.row+"/runs", `{"retest_of":"`+run[len(run)-36:]+`"}`).Field("id").(string)
	s.give("ben", again, `sfp {"value":1400}
		mode {"said":"auto"}`)
	s.want(200, "ben", "POST", again+"/finish", "{}")
	if len(kept.raised) != 2 {
		t.Errorf("a retest that passed raised %q", kept.raised[2:])
	}
}
