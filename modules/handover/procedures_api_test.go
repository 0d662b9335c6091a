package handover_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestProceduresAndRunsComeBackEqual hands over a procedure with two editions
// and a test with its retest, and takes them into another project.
func TestProceduresAndRunsComeBackEqual(t *testing.T) {
	s := newScene(t)
	s.runProcedure()
	sent := s.download("ann", "{project}", s.order("ann", "{project}", "en"))
	if state, says := s.receive(sent); state != "done" {
		t.Fatalf("the task is %s: %s", state, says)
	}
	back := s.download("bob", "{other}", s.order("bob", "{other}", "en"))
	before, after := tables(t, sent), tables(t, back)
	for _, side := range []map[string][]string{before, after} { // files are counted in the order of ids
		for i, row := range side["photos"] {
			side["photos"][i] = regexp.MustCompile(`_\d+\.png`).ReplaceAllString(row, ".png")
		}
	}
	for name, n := range map[string]int{"procedures": 1, "editions": 2, "steps": 10, "attachments": 1, "tests": 4, "answers": 5, "photos": 2, "enclosures": 2, "signatures": 1, "assignments": 1, "samples": 1, "sample_units": 4} {
		if !slices.Equal(after[name], before[name]) || len(before[name]) != n {
			t.Errorf("%s: got\n%s\nwant %d\n%s", name, strings.Join(after[name], "\n"), n, strings.Join(before[name], "\n"))
		}
	}
	all := unpacked(t, sent)
	for _, check := range [][2]string{
		{"steps.csv", "Measured value"}, {"steps.csv", "code=flow, comparison=ge"}, {"editions.csv", "Issued"}, {"answers.csv", "serial: A-17"}, {"answers.csv", "1.flow: 1200; 2.flow: 1250.5"},
		{"answers.csv", "Belt tight"}, {"tests.csv", "In progress"}, {"tests.csv", "belt"}, {"signatures.csv", "Witness"}, {"attachments.csv", "572"},
	} {
		if !strings.Contains(all["01_datamodel/"+check[0]], check[1]) {
			t.Errorf("%s does not hold %q:\n%s", check[0], check[1], all["01_datamodel/"+check[0]])
		}
	}
	if !slices.ContainsFunc(slices.Collect(maps.Keys(all)), func(name string) bool {
		return strings.HasSuffix(name, "03_test/enclosures/00012_A_VE01_Log_fra_CTS_ae_1.csv")
	}) {
		t.Error("the file that the test encloses is not there")
	}
	if _, ok := all["01_datamodel/steps.xlsx"]; !ok {
		t.Error("there is no workbook of steps")
	}
}

// runProcedure makes a procedure, fails a test by it, and begins the retest.
func (s *scene) runProcedure() {
	s.t.Helper()
	s.ids["procedure"] = s.post("/projects/{project}/procedures", `{"code":"VE-01","title_da":"Ventilator","title_en":"Fan","about_da":`+quote(awkward)+`}`)
	var p struct{ Editions []struct{ ID string } }
	s.Do("ann", "GET", s.fill("/projects/{project}/procedures/{procedure}"), "").Read(s.t, &p)
	s.ids["edition"] = p.Editions[0].ID
	editions := "/projects/{project}/procedures/{procedure}/editions"
	const belt, meter, room, shot, sfp = "019dd000-0000-7000-8000-0000000000b1", "019dd000-0000-7000-8000-0000000000b2", "019dd000-0000-7000-8000-0000000000b3", "019dd000-0000-7000-8000-0000000000b4", "019dd000-0000-7000-8000-0000000000b5"
	steps := fmt.Sprintf(`[{"id":"%s","code":"belt","kind":"pass_fail","text_da":"Rem","text_en":"Belt tight","weight":1},{"id":"%s","code":"meter","kind":"instrument","text_da":"Måler","weight":0},
		{"id":"%s","code":"room","kind":"table","text_da":"Rum","weight":1,"options":[{"code":"flow","da":"Flow","comparison":"ge","target":1000}]},{"id":"%s","code":"shot","kind":"photo","text_da":"Skilt","weight":0},
		{"id":"%s","code":"power","kind":"measure","text_da":"Effekt","weight":1,"unit":"W","optional":true,"when_step":"belt","when_is":["passed"]}]`, belt, meter, room, shot, sfp)
	s.done("PUT", editions+"/{edition}", `{"base":1,"steps":`+steps+`}`)
	s.done("POST", editions+"/{edition}/issue", `{"base":2}`)
	s.post(editions, "{}")
	s.done("PUT", "/projects/{project}/procedures/{procedure}/attachments", `{"attachments":[{"classification":"572"}]}`)
	s.ids["sample"] = s.post("/projects/{project}/samples", `{"title":"Følere","tags":["TF01","TF02","TF03","TF04"],"seed":"æøå"}`)
	var drawn struct{ Units []struct{ ID string } }
	s.Do("ann", "GET", s.fill("/projects/{project}/samples/{sample}"), "").Read(s.t, &drawn)
	s.done("PUT", "/projects/{project}/samples/{sample}/units/"+drawn.Units[0].ID, `{"base":1,"result":"failed","note":`+quote(awkward)+`}`)
	if a := s.Do("ann", "POST", "/projects/{project}/generation", s.fill(`{"lines":[{"system":"{system}","procedure":"{procedure}"}]}`)); a.Status != 201 {
		s.t.Fatalf("making rows: %d %s", a.Status, a.Body)
	}
	s.ids["run"] = s.post("/projects/{project}/rows/{row}/runs", `{"edition":"{edition}"}`)
	photo := s.upload(60, "mærket.png")
	s.done("PUT", "/projects/{project}/runs/{run}/answers/"+belt, `{"base":0,"said":"failed","note":`+quote(awkward)+`}`)
	s.done("PUT", "/projects/{project}/runs/{run}/answers/"+meter, `{"base":0,"facts":{"serial":"A-17","calibrated_on":"2026-01-09","due_on":"2027-01-09"}}`)
	s.done("PUT", "/projects/{project}/runs/{run}/answers/"+room, `{"base":0,"facts":{"1.flow":"1200","2.flow":"1250.5"}}`)
	s.done("PUT", "/projects/{project}/runs/{run}/answers/"+shot, `{"base":0,"photos":[{"file":"`+photo+`","original":"`+s.upload(80, "taget.png")+`"}]}`)
	s.post("/projects/{project}/runs/{run}/signatures", `{"role":"witness","name":"Åse","file":"`+s.upload(90, "vidne.png")+`"}`)
	s.post("/projects/{project}/runs/{run}/enclosures", `{"file":"`+s.send("ann", "{project}", "Log fra CTS æ.csv", "text/csv", "tid;m3\n1;1200\n")+`"}`)
	s.done("POST", "/projects/{project}/runs/{run}/finish", "{}")
	s.ids["again"] = s.post("/projects/{project}/rows/{row}/runs", `{"retest_of":"{run}"}`)
	s.done("PUT", "/projects/{project}/runs/{again}/answers/"+belt, `{"base":0,"said":"passed"}`)
}

// done does something as ann that must succeed.
func (s *scene) done(method, path, body string) {
	s.t.Helper()
	if a := s.Do("ann", method, s.fill(path), s.fill(body)); a.Status != 200 {
		s.t.Fatalf("%s %s %s: %d %s", method, path, body, a.Status, a.Body)
	}
}
