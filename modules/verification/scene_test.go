package verification_test

import (
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// scene is a world with a row of Nordluft's and a procedure that fits it.
type scene struct {
	*world.World
	t                       *testing.T
	row, procedure, edition string
	steps                   map[string]string // ids by code
}

const procedures = "/projects/{project}/procedures"

// allKinds is a procedure that has a step of every kind.
const allKinds = `
	{"code":"before","kind":"prerequisite","text_da":"Anlægget er i drift","weight":0}
	{"code":"s1","kind":"section","text_da":"Måling","weight":0}
	{"code":"meter","kind":"instrument","text_da":"Instrument","weight":0,"expired":"refuse"}
	{"code":"tag","kind":"yes_no","text_da":"Er anlægget mærket?","weight":1}
	{"code":"belt","kind":"pass_fail","text_da":"Kilerem","weight":2,"when_step":"tag","when_is":["yes"]}
	{"code":"power","kind":"measure","text_da":"Effekt","weight":1,"unit":"W","comparison":"le","target":600}
	{"code":"room","kind":"table","text_da":"Rum","weight":2,"lines":2,"options":[{"code":"flow","da":"Luftmængde","unit":"m³/h","comparison":"ge","target":1000}]}
	{"code":"sfp","kind":"formula","text_da":"SEL","weight":4,"of_row":true,"formula":"power * 3600 / avg(room.flow)"}
	{"code":"mode","kind":"choice","text_da":"Tilstand","weight":1,"options":[{"code":"auto","da":"Auto"},{"code":"hand","da":"Hånd","fails":true}]}
	{"code":"remark","kind":"text","text_da":"Andet","weight":0,"optional":true}
	{"code":"day","kind":"date","text_da":"Filtre skiftet","weight":0}
	{"code":"shot","kind":"photo","text_da":"Typeskilt","weight":0}
	{"code":"who","kind":"signature","text_da":"Entreprenør","weight":0}`

// steps makes the JSON of steps from one line each, the same ids as before.
func (s *scene) stepsOf(lines string) string {
	var all []string
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		line = strings.TrimSpace(line)
		_, rest, _ := strings.Cut(line, `"code":"`)
		code, _, _ := strings.Cut(rest, `"`)
		if s.steps[code] == "" {
			s.steps[code] = uuid.NewString()
		}
		all = append(all, `{"id":"`+s.steps[code]+`",`+line[1:])
	}
	return "[" + strings.Join(all, ",") + "]"
}

func newScene(t *testing.T, lines string) *scene {
	s := &scene{World: world.New(t), t: t, row: uuid.NewString(), procedure: uuid.NewString(), steps: map[string]string{}}
	nordluft := s.ID("projects.companies", "name", "Nordluft")
	s.want(201, "ann", "POST", "/projects/{project}/rows", fmt.Sprintf(`{"id":"%s","title_da":"SEL","discipline":"%s","company":"%s","unit":"J/m3","comparison":"le","target":1500}`, s.row, s.ID("registers.disciplines", "code", "VE"), nordluft))
	a := s.want(201, "eve", "POST", procedures, `{"id":"`+s.procedure+`","code":"VE-01","title_da":"SEL-måling","title_en":"SFP"}`)
	var p struct{ Editions []struct{ ID string } }
	a.Read(t, &p)
	s.edition = p.Editions[0].ID
	written := s.want(200, "eve", "PUT", procedures+"/"+s.procedure+"/editions/"+s.edition, `{"base":1,"steps":`+s.stepsOf(lines)+`}`)
	s.want(200, "eve", "POST", procedures+"/"+s.procedure+"/editions/"+s.edition+"/issue", fmt.Sprintf(`{"base":%v}`, written.Field("version")))
	return s
}

// want does something that must give a status.
func (s *scene) want(status int, as, method, path, body string) world.Answer {
	s.t.Helper()
	a := s.Do(as, method, path, body)
	if a.Status != status {
		s.t.Fatalf("%s does %s %s %s: %d %s, want %d", as, method, path, body, a.Status, a.Body, status)
	}
	return a
}

// begin begins a test of the scene's row and returns its address.
func (s *scene) begin(as string) string {
	s.t.Helper()
	a := s.want(201, as, "POST", "/projects/{project}/rows/"+s.row+"/runs", `{"edition":"`+s.edition+`"}`)
	return "/projects/{project}/runs/" + a.Field("id").(string)
}

func (s *scene) answer(run, code string) string { return run + "/answers/" + s.steps[code] }

// give answers steps, one "code body" a line, where there was no answer.
func (s *scene) give(as, run, lines string) {
	s.t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		code, body, _ := strings.Cut(strings.TrimSpace(line), " ")
		s.want(200, as, "PUT", s.answer(run, code), `{"base":0,`+body[1:])
	}
}
