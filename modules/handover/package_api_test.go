package handover_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/handover/archive"
	"cxweb/platform/sheet"

	"github.com/google/uuid"
)

func TestPackageWalls(t *testing.T) {
	s := newScene(t)
	s.Walls("POST "+packages, `{"language":"da"}`, "eve")
	s.Walls("GET "+packages, "", "eve")
	s.Walls("GET "+packages+"/preflight", "", "rita")
	s.Walls("POST "+packages+"/receive", `{"file":"`+uuid.NewString()+`"}`, "eve")
	p := s.order("ann", "{project}", "da")
	one := packages + "/" + p.ID.String()
	s.Walls("GET "+one, "", "ben")
	s.Walls("POST "+one+"/cancel", "", "rita")
	file := "GET /projects/{project}/files/" + p.File.String()
	s.Run([]world.Call{
		{As: "ann", Do: "POST " + packages, Send: `{"language":"de"}`, Want: 422, Says: "#/language"},
		{As: "ann", Do: "POST " + packages, Send: `{}`, Want: 422, Says: "#/language"},
		{As: "ann", Do: "POST " + packages, Send: `{"id":"` + p.ID.String() + `","language":"da"}`, Want: 409},
		{As: "ann", Do: "GET " + packages, Want: 200, Says: p.ID.String()},
		{As: "ann", Do: "POST " + one + "/cancel", Want: 409},
		{As: "", Do: file, Want: 401},
		{As: "bob", Do: file, Want: 404},
		{As: "eve", Do: file, Want: 404}, // a member without the right to see packages
		{As: "ben", Do: file, Want: 404},
		{As: "ann", Do: file, Want: 200},
	})
}

func TestPackageIsNotForThoseWhoSeeAPart(t *testing.T) {
	s := newScene(t)
	p := s.order("ann", "{project}", "en")
	s.As("ann", func(ctx context) error {
		_, err := on(ctx).NewRaw("update projects.members set rights = rights || array['exports.view', 'exports.export', 'project.administer'] where person = ? and project = ?", s.People["ben"], s.Project).Exec(ctx)
		return err
	})
	s.Run([]world.Call{
		{As: "ben", Do: "POST " + packages, Send: `{"language":"da"}`, Want: 403, Says: "only part of it"},
		{As: "ben", Do: "POST " + packages + "/receive", Send: `{"file":"` + uuid.NewString() + `"}`, Want: 403, Says: "only part of it"},
		{As: "ben", Do: "GET " + packages, Want: 200, Says: `"items":[]`},
		{As: "ben", Do: "GET " + packages + "/" + p.ID.String(), Want: 404},
		{As: "ben", Do: "GET /projects/{project}/files/" + p.File.String(), Want: 404},
	})
}

func TestPackageDownload(t *testing.T) {
	s := newScene(t)
	p := s.order("ann", "{project}", "en")
	if p.Name != "1001_handover_2026-04-20.zip" || p.Counts["rows"] != 3 || p.Counts["components"] != 2 || p.Counts["log"] != 1 || p.Counts["files"] != 4 || p.TakenAt == nil {
		t.Errorf("the package is %+v", p)
	}
	whole := s.download("ann", "{project}", p)
	part := s.Do("ann", "GET", "/projects/{project}/files/"+p.File.String(), "", "Range", fmt.Sprintf("bytes=%d-", p.Size-100))
	if part.Status != 206 || !bytes.Equal(part.Body, whole[p.Size-100:]) || part.Header.Get("Content-Type") != "application/zip" || !strings.Contains(part.Header.Get("Content-Disposition"), p.Name) {
		t.Errorf("the end of the package: %d, %d bytes, %v", part.Status, len(part.Body), part.Header)
	}
	if got := s.Do("ann", "GET", "/tasks/"+p.Task.String(), "").Field("done"); got == float64(0) {
		t.Errorf("the task counted nothing")
	}
}

// TestPackageIsDeterministic orders twice without a change between: even the
// bytes are the same. A change shows in the content's hash.
func TestPackageIsDeterministic(t *testing.T) {
	s := newScene(t)
	s.stand()
	first, again, english := s.order("ann", "{project}", "da"), s.order("ann", "{project}", "da"), s.order("ann", "{project}", "en")
	if first.SHA256 != again.SHA256 || first.SHA256 == english.SHA256 {
		t.Errorf("the same data gave %s and %s, in English %s", first.SHA256, again.SHA256, english.SHA256)
	}
	had := manifest(t, s.download("ann", "{project}", first))
	s.Clock.Advance(60e9)
	later := manifest(t, s.download("ann", "{project}", s.order("ann", "{project}", "da")))
	if had.Content != later.Content || had.Created.Equal(later.Created) {
		t.Errorf("a minute later the content is %s instead of %s", later.Content, had.Content)
	}
	s.post("/projects/{project}/systems", `{"tag":"VE09"}`)
	if changed := manifest(t, s.download("ann", "{project}", s.order("ann", "{project}", "da"))); changed.Content == had.Content {
		t.Error("a change does not show")
	}
}

func manifest(t *testing.T, body []byte) *archive.Manifest {
	t.Helper()
	p, err := archive.Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	return &p.Manifest
}

func TestPackageHoldsAll(t *testing.T) {
	s := newScene(t)
	body := s.download("ann", "{project}", s.order("ann", "{project}", "da"))
	p, err := archive.Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Check(func(bad *archive.Problem) { t.Error(bad) }, func(_, _ int64) error { return nil }); err != nil {
		t.Fatal(err)
	}
	all := unpacked(t, body)
	for _, check := range []struct{ file, holds string }{
		{"00_index/README_da.md", "# 1001 Ny Skole"}, {"00_index/README_en.md", "2026-04-20 11:00"},
		{"01_datamodel/systems.csv", ";'+A=VE01"[1:]}, {"01_datamodel/systems.csv", "Mærkning;Navn (dansk)"},
		{"01_datamodel/rows.csv", "'@SUM(A1)"}, {"01_datamodel/rows.csv", "1000,000000001"}, {"01_datamodel/rows.csv", "Ikke bestået"}, {"01_datamodel/rows.csv", `""citat""`},
		{"01_datamodel/locations.csv", "A / Stue;"}, {"01_datamodel/tests.csv", "Bestået m. bemærkning"}, {"01_datamodel/tests.csv", "03_test/signatures/00012_A_VE01_signature_1.png"},
		{"01_datamodel/json/rows.json", `"measured":0.1234567890123`}, {"01_datamodel/json/rows.json", `"target":1000.000000001`}, {"01_datamodel/json/rows.json", "😀"}, {"01_datamodel/json/rows.json", `"planned_on":null`},
		{"03_test/photos/00012_A_VE01_1.png", "PNG"}, {"04_log/photos/fejl_1.png", "PNG"}, {"01_datamodel/log.csv", "DEF-1;SEL for høj"}, {"01_datamodel/log_events.csv", "Kommenteret"}, {"10_revision/history.csv", "Type:  → VAV"}, {"10_revision/history.json", `"name":"Ann"`}, {"10_revision/history.json", `"action":"registers.system.change"`},
	} {
		if !strings.Contains(all[check.file], check.holds) {
			t.Errorf("%s does not hold %q", check.file, check.holds)
		}
	}
	for name, text := range all {
		if strings.HasPrefix(name, "10_revision/") && (strings.Contains(text, "@test.example") || strings.Contains(text, "handover.package")) {
			t.Errorf("%s tells an address, or of packages", name)
		}
	}
	for name, text := range all {
		if !strings.HasSuffix(name, ".xlsx") {
			continue
		}
		if err := sheet.Check(strings.NewReader(text), int64(len(text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if fits := misfits(t, []byte(all[archive.SchemaPath]), []byte(all[archive.ManifestPath])); len(fits) > 0 {
		t.Errorf("the manifest does not fit its schema: %v", fits)
	}
}

// TestEveryColumnHasWords holds what modules hand over against what handover
// knows of it.
func TestEveryColumnHasWords(t *testing.T) {
	s := newScene(t)
	body := s.download("ann", "{project}", s.order("ann", "{project}", "en"))
	known := map[string]bool{"id": true, "project": true}
	for _, f := range s.Manifests() {
		for _, p := range f.Handover {
			for _, column := range append(append([]string{"created_by"}, p.Keeps...), p.People...) {
				known[p.Name+"."+column] = true
			}
			for column, to := range p.Refers {
				known[p.Name+"."+column] = true
				if !known["part "+to] && to != p.Name {
					t.Errorf("%s.%s refers to %s, which does not come before it", p.Name, column, to)
				}
			}
			known["part "+p.Name] = true
		}
	}
	for _, table := range manifest(t, body).Tables {
		for _, c := range table.Columns {
			if c.Type == "uuid" && !known[c.Name] && !known[table.Name+"."+c.Name] {
				t.Errorf("%s.%s holds an id, and its module does not say of what", table.Table, c.Name)
			}
		}
	}
	for name, text := range unpacked(t, body) {
		if header, _, _ := strings.Cut(text, "\r\n"); strings.HasSuffix(name, ".csv") && strings.Contains(header, "_") {
			t.Errorf("%s has a header without words: %s", name, header)
		}
	}
}

func TestPreflight(t *testing.T) {
	s := newScene(t)
	a := s.Do("ann", "GET", packages+"/preflight", "")
	var got struct {
		Blocks, Warns     int
		Checked, Complete int64
		Items             []struct {
			Code, Level, Says string
			Count             int64
			Rows              []struct{ Label string }
		}
	}
	a.Read(t, &got)
	want := map[string]string{"log_serious": "blocks 1: Defects and critical entries of the log that are not closed: 1, DEF-1", "row_status": "blocks 1: Register rows that are not done: 1, 13", "system_discipline": "warns 1: Systems without a discipline: 1, VE02", "system_location": "warns 1: Systems without a location: 1, VE02",
		"system_classification": "warns 1: Systems without a classification: 1, VE02", "component_serial": "warns 1: Components without a serial number: 1, VE01-M02", "component_type": "warns 1: Components without a type: 1, VE01-M02",
		"contact_personal": "warns 4: Contacts with a personal e-mail address in the package: 4. An address of a role or company can stand there instead., Ann"}
	for _, f := range got.Items {
		if text := fmt.Sprintf("%s %d: %s, %s", f.Level, f.Count, f.Says, f.Rows[0].Label); text != want[f.Code] {
			t.Errorf("%s: got %q, want %q", f.Code, text, want[f.Code])
		}
		delete(want, f.Code)
	}
	if len(want) > 0 || got.Blocks != 2 || got.Warns != 6 || got.Checked <= got.Complete {
		t.Errorf("not found: %v in %s", want, a.Body)
	}
	s.loseFiles()
	if a := s.Do("ann", "GET", packages+"/preflight", "", "Accept-Language", "da"); !strings.Contains(string(a.Body), "Fotos og underskrifter, der ikke kan findes i fillageret: 3") {
		t.Errorf("lost files: %s", a.Body)
	}
	lost := s.download("ann", "{project}", s.order("ann", "{project}", "da"))
	if m := manifest(t, lost); len(m.Missing) != 3 {
		t.Errorf("the manifest misses %v", m.Missing)
	}
}

// misfits holds a value against a JSON Schema, as far as ours goes.
func misfits(t *testing.T, schema, value []byte) []string {
	t.Helper()
	var s, v map[string]any
	if err := json.Unmarshal(schema, &s); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(value, &v); err != nil {
		t.Fatal(err)
	}
	return against(s, s, v, "")
}
