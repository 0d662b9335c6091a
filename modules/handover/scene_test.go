package handover_test

import (
	"archive/zip"
	"bytes"
	stdcontext "context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/modules/handover"
	"cxweb/platform/db"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// scene is a world whose project holds some of everything, awkward texts too.
type scene struct {
	*world.World
	t   testing.TB
	ids map[string]string
}

const packages = "/projects/{project}/packages"

// awkward is what people type sooner or later.
const awkward = "æøå ÆØÅ 😀 \"citat\" 'enkelt' <b>&amp;</b>\nny linje;\t=1+1, \\ %s ?"

func newScene(t testing.TB) *scene {
	s := &scene{World: world.New(t), t: t, ids: map[string]string{}}
	s.ids["VE"] = s.ID("registers.disciplines", "code", "VE").String()
	for _, one := range [][3]string{
		{"building", "locations", `{"kind":"building","code":"A","name":"Hovedbygning"}`},
		{"building2", "locations", `{"kind":"building","code":"B","description":"=HYPERLINK(\"x\")"}`},
		{"floor", "locations", `{"kind":"floor","code":"Stue","parent":"{building}","elevation_m":0.125}`},
		{"floor2", "locations", `{"kind":"floor","code":"Stue","parent":"{building2}"}`},
		{"space", "locations", `{"kind":"space","code":"A.0.01","name":"Klasselokale","parent":"{floor}","area_m2":62.5,"extra":{"RoomTag":"1","ext_system":"Revit","ext_object":"IfcSpace","ext_identifier":"0BTBFw6f90Nfh9rP1dlXru","Perimeter":"31.2","coordinate point":"1; 2; 3.5"}}`},
		{"loose", "locations", `{"kind":"space","code":"Ude"}`},
		{"zone", "locations", `{"kind":"zone","code":"Brand 1","category":"Fire Alarm Zone","extra":{"spaces":"A.0.01, findes ikke"}}`},
		{"type", "types", `{"name":"Ventilator","category":"23-33","manufacturer":"Blæst & Søn A/S","model":"-X1","asset_type":"fixed","warranty_months":24,"warranty_by":"Nordluft","expected_life_years":15,"extra":{"NominalLength":"1.5","Color":"grå"}}`},
		{"system", "systems", `{"tag":"+A=VE01","name_da":"Ventilation","name_en":"Ventilation","discipline":"{VE}","classification":"572","location":"{floor}","description":` + quote(awkward) + `}`},
		{"system2", "systems", `{"tag":"VE02","name_da":"Uden noget"}`},
		{"component", "components", `{"tag":"VE01-M01","name":"Motor","system":"{system}","type":"{type}","location":"{space}","serial":"0042","installed_on":"2026-03-01"}`},
		{"component2", "components", `{"tag":"VE01-M02","system":"{system}","location":"{floor}"}`},
		{"own_class", "own_classes", `{"scheme":"CCS","code":"HF","name_da":"Ventilationssystem"}`},
		{"service_task", "service_tasks", `{"code":"S-01","name":"Filterskift","every_months":6,"hours":1.5,"instruction":"Skift begge filtre"}`},
		{"spare_part", "spare_parts", `{"part_number":"F7-592","name":"Posefilter F7","supplier":"Filter A/S","quantity":4}`},
		{"instrument", "instruments", `{"serial":"A-17","name":"Effektmåler","kind":"Elektrisk effekt","calibrated_on":"2026-01-09","calibration_due":"2027-01-09","certificate":"KC-17"}`},
		{"requirement", "requirements", `{"code":"K-001","discipline":"{VE}","title_da":"SEL","title_en":"SFP","comparison":"le","target":1.5,"unit":"kJ/m³","state":"approved"}`},
		{"row", "rows", `{"no":12,"system":"{system}","requirement":"{requirement}","title_da":"Luftmængde","title_en":"Air flow","unit":"m³/h","comparison":"ge","target":1000.000000001,"weight":2.5}`},
		{"row2", "rows", `{"system":"{system2}","title_da":"@SUM(A1)","note":` + quote(awkward) + `,"status":"failed","planned_on":"2026-05-01"}`},
		{"row3", "rows", `{"title_en":"Only English","measured":0.1234567890123,"status":"passed"}`},
	} {
		s.ids[one[0]] = s.post("/projects/{project}/"+one[1], one[2])
	}
	photo, signature := s.upload(40, "Foto – æ.png"), s.upload(20, "underskrift.png")
	report := s.send("ann", "{project}", "FAT-rapport æ.csv", "text/csv", "punkt;resultat\n1;ok\n")
	s.post("/projects/{project}/rows/{row}/tests", `{"measured":1200.5,"result":"passed_with_remarks","note":`+quote(awkward)+`,"photos":["`+photo+`"],"enclosures":["`+report+`"],"signature":"`+signature+`","signed_name":"Åse Ø"}`)
	s.post("/projects/{project}/rows/{row}/tests", `{"measured":1300,"result":"passed"}`)
	entry := s.post("/projects/{project}/log", `{"kind":"defect","title":"SEL for høj","severity":"critical","row":"{row}","cost_effect":true,"description":`+quote(awkward)+`,"photos":["`+s.upload(60, "fejl.png")+`"]}`)
	s.post("/projects/{project}/log/"+entry+"/events", `{"text":`+quote(awkward)+`}`)
	if a := s.Do("ann", "PATCH", s.fill("/projects/{project}/systems/{system2}"), `{"base":1,"type":"VAV"}`); a.Status != 200 {
		t.Fatalf("changing a system: %s", a.Body)
	}
	return s
}

func quote(text string) string {
	raw, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// fill puts the ids of the scene into a text.
func (s *scene) fill(text string) string {
	for name, id := range s.ids {
		text = strings.ReplaceAll(text, "{"+name+"}", id)
	}
	return text
}

// post makes something as ann and returns its id.
func (s *scene) post(path, body string) string {
	s.t.Helper()
	a := s.Do("ann", "POST", s.fill(path), s.fill(body))
	if a.Status != 201 {
		s.t.Fatalf("POST %s %s: %d %s", path, body, a.Status, a.Body)
	}
	id, _ := a.Field("id").(string)
	return id
}

// upload stores a picture of one colour.
func (s *scene) upload(shade uint8, name string) string {
	s.t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 8, 8))
	for i := range picture.Pix {
		picture.Pix[i] = color.Gray{Y: shade}.Y
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		s.t.Fatal(err)
	}
	return s.send("ann", "{project}", name, "image/png", b.String())
}

// send uploads a file to a project.
func (s *scene) send(as, project, name, kind, body string) string {
	s.t.Helper()
	a := s.Do(as, "POST", "/projects/"+project+"/files?name="+strings.ReplaceAll(name, " ", "%20"), body, "Content-Type", kind)
	if a.Status != 201 {
		s.t.Fatalf("uploading %s: %d %s", name, a.Status, a.Body)
	}
	return a.Field("id").(string)
}

// stand lets the clock stand still until the test ends.
func (s *scene) stand() {
	s.Clock.Set(testkit.Today.Add(24 * time.Hour))
	s.t.Cleanup(func() { s.Clock.Start(testkit.Today) })
}

// order has a package made and returns it.
func (s *scene) order(as, project, language string) handover.Package {
	s.t.Helper()
	a := s.Do(as, "POST", "/projects/"+project+"/packages", `{"language":"`+language+`"}`)
	if a.Status != 201 {
		s.t.Fatalf("ordering: %d %s", a.Status, a.Body)
	}
	var p handover.Package
	a.Read(s.t, &p)
	if state := s.Task(as, p.Task); state != "done" {
		s.t.Fatalf("the task is %s: %s", state, s.Do(as, "GET", "/tasks/"+p.Task.String(), "").Body)
	}
	s.Do(as, "GET", "/projects/"+project+"/packages/"+p.ID.String(), "").Read(s.t, &p)
	if p.State != "done" || p.File == nil || p.Size == 0 {
		s.t.Fatalf("the package is %+v", p)
	}
	return p
}

// download fetches a package's bytes.
func (s *scene) download(as, project string, p handover.Package) []byte {
	s.t.Helper()
	a := s.Do(as, "GET", fmt.Sprintf("/projects/%s/files/%s", project, p.File), "")
	if a.Status != 200 || int64(len(a.Body)) != p.Size {
		s.t.Fatalf("the download: %d, %d bytes of %d", a.Status, len(a.Body), p.Size)
	}
	return a.Body
}

// unpacked are the files of an archive by name.
func unpacked(t testing.TB, body []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

type context = stdcontext.Context

// within does something as bob or ann in the project that is theirs.
func (s *scene) within(name string, fn func(context) error) {
	s.t.Helper()
	project := s.Project
	if name == "bob" {
		project = s.Other
	}
	if err := s.DB.Work(s.t.Context(), db.Entry{Kind: scope.Job, Person: s.People[name], Project: project, Request: uuid.New(), Action: "test.scene", Origin: "test", Now: s.Clock.Now()}, fn); err != nil {
		s.t.Fatal(err)
	}
}

func sum(text string) string {
	s := sha256.Sum256([]byte(text))
	return hex.EncodeToString(s[:])
}

func on(ctx context) bun.IDB { return db.On(ctx) }

// loseFiles removes the bytes of the evidence from the store.
func (s *scene) loseFiles() {
	s.t.Helper()
	var all []string
	s.As("ann", func(ctx context) error {
		return on(ctx).NewRaw("select sha256 from platform.files where project = ? and media_type like 'image/%'", s.Project).Scan(ctx, &all)
	})
	for _, sha := range all {
		if err := s.Files.Delete(s.t.Context(), sha); err != nil {
			s.t.Fatal(err)
		}
	}
}
