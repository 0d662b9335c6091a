package verification_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/modules/verification"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// TestContractorRunsAProcedure answers a step of every kind, pauses, hands over,
// resumes and finishes; the row's status, value and history follow.
func TestContractorRunsAProcedure(t *testing.T) {
	s := newScene(t, allKinds)
	photo, mark, signature := picture(t, s.World, "ben"), picture(t, s.World, "ben"), picture(t, s.World, "ben")
	rows := "/projects/{project}/rows/" + s.row
	s.Walls("GET "+rows+"/procedures", "", "")
	s.Walls("POST "+rows+"/runs", `{"edition":"`+s.edition+`"}`, "rita")
	s.Run([]world.Call{
		{As: "ben", Do: "GET " + rows + "/procedures", Want: 200, Says: `"open":null`},
		{As: "ben", Do: "POST " + rows + "/runs", Send: `{}`, Want: 422, Says: "#/edition"},
		{As: "ben", Do: "POST " + rows + "/runs", Send: `{"edition":"` + uuid.NewString() + `"}`, Want: 404},
	})
	run := s.begin("ben")
	s.Walls("GET "+run, "", "")
	s.Walls("PUT "+s.answer(run, "tag"), `{"base":0,"said":"yes"}`, "rita")
	for _, verb := range []string{"/pause", "/resume", "/finish"} {
		s.Walls("POST "+run+verb, `{}`, "rita")
	}
	s.Walls("POST "+run+"/hand_over", `{"person":"`+s.People["eve"].String()+`"}`, "rita")
	s.Walls("POST "+run+"/signatures", `{"role":"witness","name":"Åse","file":"`+signature+`"}`, "rita")
	s.Walls("POST "+run+"/override", `{"result":"passed","reason":"x"}`, "ben")
	s.Walls("DELETE "+run, "", "rita")
	s.Run([]world.Call{
		{As: "rita", Do: "GET " + rows, Want: 200, Says: `"status":"in_progress"`},
		{As: "ben", Do: "POST " + rows + "/runs", Send: `{"edition":"` + s.edition + `"}`, Want: 409, Says: "under way"},
		{As: "ben", Do: "GET " + rows + "/procedures", Want: 200, Says: `"open":"` + run[len(run)-36:]},
		{As: "ben", Do: "GET /projects/{project}/runs?limit=1", Want: 200, Says: `"row_da":"SEL"`},
		{As: "ben", Do: "GET /projects/{project}/runs?after=" + run[len(run)-36:], Want: 200, Says: `"items":[]`},
		{As: "ben", Do: "POST " + run + "/finish", Send: `{}`, Want: 409, Says: "10 steps are not answered"},
		{As: "ben", Do: "PUT " + s.answer(run, "tag"), Send: `{"base":0,"said":"perhaps"}`, Want: 422, Says: "#/said"},
		{As: "ben", Do: "PUT " + s.answer(run, "room"), Send: `{"base":0,"facts":{"1.speed":"3"}}`, Want: 422, Says: "#/facts/1.speed"},
		{As: "ben", Do: "PUT " + s.answer(run, "room"), Send: `{"base":0,"facts":{"1.flow":"NaN"}}`, Want: 422, Says: "not a number"},
		{As: "ben", Do: "PUT " + s.answer(run, "day"), Send: `{"base":0,"said":"yesterday"}`, Want: 422},
		{As: "ben", Do: "PUT " + s.answer(run, "sfp"), Send: `{"base":0,"value":3}`, Want: 422, Says: "follows from others"},
		{As: "ben", Do: "PUT " + s.answer(run, "shot"), Send: `{"base":0,"photos":[{"file":"` + uuid.NewString() + `"}]}`, Want: 422, Says: "#/photos"},
		{As: "ben", Do: "PUT " + s.answer(run, "who"), Send: `{"base":0,"said":"Ben"}`, Want: 422, Says: "#/said"},
		{As: "ben", Do: "PUT " + run + "/answers/" + uuid.NewString(), Send: `{"base":0,"said":"yes"}`, Want: 404},
		{As: "ben", Do: "PUT " + s.answer(run, "meter"), Send: `{"base":0,"facts":{"serial":"A-17","calibrated_on":"2025-01-09","due_on":"2026-01-09"}}`, Want: 422, Says: "has expired"},
		{As: "ben", Do: "PUT " + s.answer(run, "meter"), Send: `{"base":0,"facts":{"serial":"A-17","calibrated_on":"2026-01-09","due_on":"2025-01-09"}}`, Want: 422, Says: "before the calibration"},
	})
	s.give("ben", run, `before {"said":"yes"}
		meter {"facts":{"name":"Wattmeter","serial":"A-17","calibrated_on":"2026-01-09","due_on":"2027-01-09"}}
		tag {"said":"yes"}
		belt {"said":"passed","note":"Strammet"}
		power {"value":500}
		mode {"said":"auto"}
		day {"said":"2026-04-01"}
		shot {"photos":[{"file":"`+mark+`","original":"`+photo+`"}]}
		who {"said":"Ben","signature":"`+signature+`"}`)
	s.want(200, "ben", "POST", run+"/pause", "{}")
	s.want(200, "ben", "POST", run+"/hand_over", `{"person":"`+s.People["eve"].String()+`"}`)
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + run + "/hand_over", Send: `{"person":"` + uuid.NewString() + `"}`, Want: 422, Says: "#/person"},
		{As: "eve", Do: "GET /projects/{project}/runs", Want: 200, Says: `"state":"paused"`},
		{As: "bob", Do: "GET /projects/{project}/runs", Want: 404},
		{As: "", Do: "GET /projects/{project}/runs", Want: 401},
		{As: "eve", Do: "POST " + run + "/resume", Send: "{}", Want: 200, Says: `"state":"running"`},
		{As: "eve", Do: "PUT " + s.answer(run, "room"), Send: `{"base":0,"facts":{"1.flow":"1200"}}`, Want: 200, Says: `"result":""`},
		{As: "eve", Do: "PUT " + s.answer(run, "room"), Send: `{"base":1,"facts":{"1.flow":"1200","2.flow":"1250.5"}}`, Want: 200, Says: `"verdict":"passed_with_remarks"`},
		{As: "eve", Do: "POST " + run + "/signatures", Send: `{"role":"witness","name":"Åse Ø","file":"` + signature + `"}`, Want: 201, Says: "Åse Ø"},
		{As: "eve", Do: "POST " + run + "/signatures", Send: `{"role":"king","name":"Åse Ø","file":"` + signature + `"}`, Want: 422, Says: "#/role"},
		{As: "eve", Do: "POST " + run + "/signatures", Send: `{"role":"witness","name":" ","file":"` + signature + `"}`, Want: 422, Says: "#/name"},
		{As: "eve", Do: "POST " + run + "/override", Send: `{"result":"failed","reason":"x"}`, Want: 403},
		{As: "ann", Do: "POST " + run + "/override", Send: `{"result":"failed","reason":"x"}`, Want: 409, Says: "under way"},
		{As: "ben", Do: "DELETE " + run, Want: 409, Says: "answers are kept"},
		{As: "eve", Do: "POST " + run + "/finish", Send: `{"note":"I orden"}`, Want: 200, Says: `"credit":1`},
		{As: "eve", Do: "PUT " + s.answer(run, "tag"), Send: `{"base":1,"said":"no"}`, Want: 409, Says: "finished"},
		{As: "rita", Do: "GET " + rows, Want: 200, Says: `"status":"passed_with_remarks"`},
		{As: "rita", Do: "GET " + rows, Want: 200, Says: `"measured":1469.0`},
		{As: "rita", Do: "GET " + rows + "/tests", Want: 200, Says: photo},
		{As: "rita", Do: "GET /projects/{project}/instruments_used", Want: 200, Says: `"serial":"A-17"`},
		{As: "ann", Do: "POST /projects/{project}/instruments", Send: `{"serial":"a-17","name":"Wattmeter","calibrated_on":"2026-02-01","calibration_due":"2028-02-01"}`, Want: 201},
		{As: "ann", Do: "POST /projects/{project}/instruments", Send: `{"serial":"B-04","name":"Tragt","calibrated_on":"2026-02-01","calibration_due":"2027-02-01"}`, Want: 201},
		{As: "rita", Do: "GET /projects/{project}/instruments_used", Want: 200, Says: `"due_on":"2028-02-01"},{"name":"Tragt"`},
		{As: "ann", Do: "POST " + run + "/override", Send: `{"result":"failed","reason":" "}`, Want: 422, Says: "#/reason"},
		{As: "ann", Do: "POST " + run + "/override", Send: `{"result":"failed","reason":"Forkert måler"}`, Want: 200, Says: `"verdict":"passed_with_remarks"`},
		{As: "rita", Do: "GET " + rows, Want: 200, Says: `"status":"failed"`},
	})
}

// TestTimeOfARun has the clock run while a test runs, and stand while it is paused.
func TestTimeOfARun(t *testing.T) {
	s := newScene(t, `{"code":"tag","kind":"yes_no","text_da":"Mærket?","weight":1}`)
	s.Clock.Set(testkit.Today)
	t.Cleanup(func() { s.Clock.Start(testkit.Today) })
	run := s.begin("ben")
	s.Clock.Advance(90 * time.Second)
	s.want(200, "ben", "POST", run+"/pause", "{}")
	s.Clock.Advance(time.Hour)
	s.want(200, "ben", "POST", run+"/resume", "{}")
	s.Clock.Advance(30 * time.Second)
	a := s.Do("ben", "PUT", s.answer(run, "tag"), `{"base":0,"said":"yes"}`, "Captured-At", "2026-04-20T08:42:00Z", "Clock-Offset", "1500", "Device", "Bil 4")
	if text := string(a.Body); a.Status != 200 || !strings.Contains(text, `"answered_at":"2026-04-20T08:42:00Z"`) || !strings.Contains(text, `"received_at":"2026-04-20T10:02:00Z"`) || !strings.Contains(text, `"device":"Bil 4"`) {
		t.Errorf("both clocks: %d %s", a.Status, a.Body)
	}
	if got := s.want(200, "ben", "POST", run+"/finish", "{}").Field("seconds"); got != 120.0 {
		t.Errorf("got %v seconds, want 120", got)
	}
}

// TestTwoAnswerOneTest has two people answer at once: different steps merge, the
// same answer is no conflict, and another one is offered to both.
func TestTwoAnswerOneTest(t *testing.T) {
	s := newScene(t, allKinds)
	run := s.begin("ben")
	s.give("ben", run, `tag {"said":"yes"}
		power {"value":500}`)
	s.Walls("POST "+s.answer(run, "power")+"/yield", `{"said":"","value":520,"note":""}`, "rita")
	s.Run([]world.Call{
		{As: "eve", Do: "PUT " + s.answer(run, "mode"), Send: `{"base":0,"said":"auto"}`, Want: 200},
		{As: "eve", Do: "PUT " + s.answer(run, "tag"), Send: `{"base":0,"said":"yes"}`, Want: 200},
		{As: "eve", Do: "PUT " + s.answer(run, "power"), Send: `{"base":0,"value":550}`, Want: 412, Says: `"theirs":{"id"`},
		{As: "eve", Do: "PUT " + s.answer(run, "power"), Send: `{"base":1,"value":550}`, Want: 200, Says: `"version":2`},
		{As: "ben", Do: "PUT " + s.answer(run, "power"), Send: `{"base":1,"value":520}`, Want: 412, Says: `"value":550`},
		{As: "ben", Do: "POST " + s.answer(run, "power") + "/yield", Send: `{"said":"","value":520,"note":"Målt på tavlen"}`, Want: 204},
		{As: "ben", Do: "POST " + s.answer(run, "belt") + "/yield", Send: `{"said":"","value":null,"note":""}`, Want: 404},
		{As: "ann", Do: "GET /projects/{project}/history?action=verification.answer.yield", Want: 200, Says: "verification.answer.yield"},
		{As: "ben", Do: "PUT " + s.answer(run, "power"), Send: `{"base":2,"value":null}`, Want: 200, Says: `"result":""`},
		{As: "ben", Do: "PUT " + s.answer(run, "belt"), Send: `{"base":0,"said":"not_applicable"}`, Want: 200, Says: `"result":"not_applicable"`},
	})
}

// TestRetestOfWhatFailed fails two steps, tests one again, and passes only when
// the other has passed too.
func TestRetestOfWhatFailed(t *testing.T) {
	s := newScene(t, `{"code":"tag","kind":"yes_no","text_da":"Mærket?","weight":1}
		{"code":"belt","kind":"pass_fail","text_da":"Kilerem","weight":3}
		{"code":"fan","kind":"pass_fail","text_da":"Ventilator","weight":1}
		{"code":"meter","kind":"instrument","text_da":"Instrument","weight":0,"optional":true}`)
	rows := "/projects/{project}/rows/" + s.row
	run := s.begin("ben")
	s.give("ben", run, `tag {"said":"no"}
		belt {"said":"failed"}
		fan {"said":"passed"}`)
	again := func(covers string) string {
		return fmt.Sprintf(`{"retest_of":"%s","covers":%s}`, run[len(run)-36:], covers)
	}
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + rows + "/runs", Send: again(`["tag"]`), Want: 409},
		{As: "ben", Do: "POST " + run + "/finish", Send: `{}`, Want: 200, Says: `"credit":0.2`},
		{As: "rita", Do: "GET " + rows, Want: 200, Says: `"status":"failed"`},
		{As: "ben", Do: "POST " + rows + "/runs", Send: again(`["fan"]`), Want: 422, Says: "#/covers"},
	})
	// A newer edition is issued meanwhile; the retest keeps the one that it is a retest of.
	s.want(201, "eve", "POST", procedures+"/"+s.procedure+"/editions", "{}")
	second := "/projects/{project}/runs/" + s.want(201, "ben", "POST", rows+"/runs", again(`["tag"]`)).Field("id").(string)
	s.Run([]world.Call{
		{As: "ben", Do: "PUT " + s.answer(second, "fan"), Send: `{"base":0,"said":"failed"}`, Want: 409, Says: "other steps"},
		{As: "ben", Do: "POST " + second + "/finish", Send: `{}`, Want: 409, Says: "1 steps"},
		{As: "ben", Do: "PUT " + s.answer(second, "meter"), Send: `{"base":0,"facts":{"serial":"A-17","calibrated_on":"2026-01-09","due_on":"2027-01-09"}}`, Want: 200},
		{As: "ben", Do: "PUT " + s.answer(second, "tag"), Send: `{"base":0,"said":"yes"}`, Want: 200},
		{As: "ben", Do: "POST " + second + "/finish", Send: `{}`, Want: 200, Says: `"credit":0.4`},
		{As: "rita", Do: "GET " + rows, Want: 200, Says: `"status":"failed"`},
	})
	third := "/projects/{project}/runs/" + s.want(201, "ben", "POST", rows+"/runs", fmt.Sprintf(`{"retest_of":"%s"}`, second[len(second)-36:])).Field("id").(string)
	s.give("ben", third, `belt {"said":"passed"}`)
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + third + "/finish", Send: `{}`, Want: 200, Says: `"credit":1`},
		{As: "rita", Do: "GET " + rows, Want: 200, Says: `"status":"passed"`},
		{As: "ann", Do: "POST " + run + "/override", Send: `{"result":"passed","reason":"x"}`, Want: 409, Says: "tested since"},
	})
	var r verification.Run
	s.want(200, "ben", "GET", third, "").Read(t, &r)
	if len(r.Carried) != 3 || len(r.Earlier) != 4 || len(r.Covers) != 1 {
		t.Errorf("the retest carries %d, sees %d earlier and covers %v", len(r.Carried), len(r.Earlier), r.Covers)
	}
}

// TestPrerequisiteThatIsNotMet blocks the row.
func TestPrerequisiteThatIsNotMet(t *testing.T) {
	s := newScene(t, `{"code":"before","kind":"prerequisite","text_da":"Vinduer er lukket","weight":0}
		{"code":"fan","kind":"pass_fail","text_da":"Ventilator","weight":1}`)
	run := s.begin("ben")
	s.give("ben", run, `before {"said":"no"}
		fan {"said":"not_applicable"}`)
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + run + "/finish", Send: `{}`, Want: 200, Says: `"unmet":["before"]`},
		{As: "rita", Do: "GET /projects/{project}/rows/" + s.row, Want: 200, Says: `"status":"blocked"`},
	})
}

// TestRunBegunByMistake is given up while nothing is answered.
func TestRunBegunByMistake(t *testing.T) {
	s := newScene(t, `{"code":"fan","kind":"pass_fail","text_da":"Ventilator","weight":1}`)
	run := s.begin("ben")
	s.Run([]world.Call{
		{As: "ben", Do: "DELETE " + run, Want: 204},
		{As: "ben", Do: "GET " + run, Want: 404},
		{As: "rita", Do: "GET /projects/{project}/rows/" + s.row, Want: 200, Says: `"status":"not_started"`},
	})
}

// TestFilesEnclosedWithARun encloses files with a test by procedure: each once,
// no foreign ones, none taken off once it is finished.
func TestFilesEnclosedWithARun(t *testing.T) {
	s := newScene(t, `{"code":"fan","kind":"pass_fail","text_da":"Ventilator","weight":1}`)
	run := s.begin("ben")
	enclosures, report := run+"/enclosures", s.Upload("ben", "Målerapport æ.pdf", []byte("%PDF-1.4\n%%EOF\n")).Field("id").(string)
	add := func(file string) string { return `{"file":"` + file + `"}` }
	s.Walls("POST "+enclosures, add(report), "rita")
	enclosed := s.want(201, "ben", "POST", enclosures, add(report)).Field("id").(string)
	s.Walls("DELETE "+enclosures+"/"+enclosed, "", "rita")
	foreign := s.made("bob", "{other}", "Andres.pdf")
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + enclosures, Send: add(report), Want: 201, Says: enclosed}, // sent again
		{As: "ben", Do: "POST " + enclosures, Send: add(foreign), Want: 422, Says: "#/file"},
		{As: "ben", Do: "POST " + enclosures, Send: `{}`, Want: 422, Says: "#/file"},
		{As: "ben", Do: "POST /projects/{project}/runs/" + uuid.NewString() + "/enclosures", Send: add(report), Want: 404},
		{As: "rita", Do: "GET " + run, Want: 200, Says: `"name":"Målerapport æ.pdf","media_type":"application/pdf"`},
		{As: "ben", Do: "DELETE " + run, Want: 409, Says: "Files are enclosed"},
		{As: "ben", Do: "DELETE " + enclosures + "/" + uuid.NewString(), Want: 404},
		{As: "ben", Do: "DELETE " + enclosures + "/" + enclosed, Want: 204},
		{As: "rita", Do: "GET " + run, Want: 200, Says: `"enclosures":[]`},
	})
	for n := range 20 {
		s.want(201, "ben", "POST", enclosures, add(s.made("ben", "{project}", fmt.Sprintf("bilag %d.pdf", n))))
	}
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + enclosures, Send: add(report), Want: 409, Says: "at most 20 files"},
		{As: "rita", Do: "GET /projects/{project}/rows/" + s.row + "/tests", Want: 200, Says: "bilag 19.pdf"},
	})
	var r verification.Run
	s.want(200, "ben", "GET", run, "").Read(t, &r)
	s.want(204, "ben", "DELETE", enclosures+"/"+r.Enclosures[0].ID.String(), "")
	s.give("ben", run, `fan {"said":"passed"}`)
	s.want(200, "ben", "POST", run+"/finish", "{}")
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + enclosures, Send: add(report), Want: 201, Says: `"position":21`}, // what comes later
		{As: "ben", Do: "DELETE " + enclosures + "/" + r.Enclosures[1].ID.String(), Want: 409, Says: "finished"},
		{As: "rita", Do: "GET " + run, Want: 200, Says: "Målerapport"},
	})
}

// made uploads a small report and returns its id.
func (s *scene) made(as, project, name string) string {
	s.t.Helper()
	a := s.Do(as, "POST", "/projects/"+project+"/files?name="+url.QueryEscape(name), "%PDF-1.4\n%%EOF\n", "Content-Type", "application/pdf")
	if a.Status != 201 {
		s.t.Fatalf("uploading: %d %s", a.Status, a.Body)
	}
	return a.Field("id").(string)
}
