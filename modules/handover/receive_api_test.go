package handover_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/modules/handover/archive"

	"github.com/google/uuid"
)

// receive has bob take a package into his project, and returns how the task
// ended and what it says.
func (s *scene) receive(body []byte) (state, says string) {
	s.t.Helper()
	file := s.send("bob", "{other}", "pakke.zip", "application/zip", string(body))
	a := s.Do("bob", "POST", "/projects/{other}/packages/receive", `{"file":"`+file+`"}`)
	if a.Status != 201 {
		s.t.Fatalf("receiving: %d %s", a.Status, a.Body)
	}
	task := uuid.MustParse(a.Field("task").(string))
	state = s.Task("bob", task)
	return state, string(s.Do("bob", "GET", "/tasks/"+task.String(), "").Body)
}

// TestPackageComesBackAnEqualProject hands a project over and takes it into
// another: all of its rows, references, photos and numbers are there.
func TestPackageComesBackAnEqualProject(t *testing.T) {
	s := newScene(t)
	if a := s.Do("bob", "POST", "/projects/{other}/members", fmt.Sprintf(`{"email":"ann.%s@test.example","company_name":"Gæster","role":"reader","language":"da"}`, s.People["ann"])); a.Status != 201 {
		t.Fatalf("inviting ann: %s", a.Body)
	}
	sent := s.download("ann", "{project}", s.order("ann", "{project}", "da"))
	if state, says := s.receive(sent); state != "done" {
		t.Fatalf("the task is %s: %s", state, says)
	}
	back := s.download("bob", "{other}", s.order("bob", "{other}", "da"))
	before, after := tables(t, sent), tables(t, back)
	for _, table := range manifest(t, sent).Tables {
		got, want := after[table.Name], before[table.Name]
		if table.Name == "companies" { // of those who were on the project already
			got = slices.DeleteFunc(got, func(row string) bool { return strings.Contains(row, "Gæster") })
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", table.Name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if len(before["rows"]) != 3 || len(before["photos"]) != 1 || len(before["components"]) != 2 || !strings.Contains(strings.Join(before["photos"], ""), "Foto – æ.png") {
		t.Errorf("the package holds too little: %v", before)
	}
	sentFiles, backFiles := unpacked(t, sent), unpacked(t, back)
	for _, name := range []string{"03_test/photos/00012_A_VE01_1.png", "03_test/enclosures/00012_A_VE01_FAT-rapport_ae_1.csv", "03_test/signatures/00012_A_VE01_signature_1.png"} {
		if sentFiles[name] != backFiles[name] || sentFiles[name] == "" {
			t.Errorf("%s is not the same", name)
		}
	}
	if !strings.Contains(backFiles["01_datamodel/tests.csv"], ";Ann;") {
		t.Error("who tested is not found by their address")
	}
	s.Run([]world.Call{
		{As: "bob", Do: "POST /projects/{other}/rows", Send: `{"title_da":"Ny"}`, Want: 201, Says: `"no":15`},
		{As: "bob", Do: "GET /projects/{other}/history?action=handover.receive", Want: 200, Says: `"registers.rows":3`},
		{As: "bob", Do: "GET /projects/{other}/rows?q=" + "Luftm%C3%A6ngde", Want: 200, Says: `"measured":1300`},
		{As: "ann", Do: "GET /projects/{project}/rows?count=true", Want: 200, Says: `"total":3`},
	})
}

// tables are the rows of a package's tables without what differs between two
// projects: ids stand as what they refer to, people and times not at all.
func tables(t *testing.T, body []byte) map[string][]string {
	t.Helper()
	p, err := archive.Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	raw, of := map[string]map[string]any{}, map[string]archive.Table{}
	ids := map[string][]string{}
	read := func(table archive.Table) {
		if err := p.Rows(table.Path, func(text []byte) error {
			row := map[string]any{}
			d := json.NewDecoder(bytes.NewReader(text))
			d.UseNumber()
			if err := d.Decode(&row); err != nil {
				return err
			}
			id := row["id"].(string)
			raw[id], of[id] = row, table
			ids[table.Name] = append(ids[table.Name], id)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, table := range p.Manifest.Tables {
		read(table)
	}
	read(archive.Table{Name: "files", Path: archive.FilesPath, Refers: map[string]string{"row": "photos"}})
	var said func(id string) string
	said = func(id string) string {
		row, table := raw[id], of[id]
		if row == nil {
			return "nothing"
		}
		text := ""
		for _, column := range slices.Sorted(maps.Keys(row)) {
			value := row[column]
			switch {
			case slices.Contains([]string{"id", "project", "version", "created_by", "created_at", "changed_at"}, column) || slices.Contains(table.People, column):
				continue
			case table.Refers[column] != "" || slices.Contains(table.Keeps, column):
				if value != nil && table.Name != "files" {
					text += column + "=(" + said(value.(string)) + ") "
				}
				continue
			}
			whole, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			text += column + "=" + string(whole) + " "
		}
		return text
	}
	all := map[string][]string{}
	for name, some := range ids {
		for _, id := range some {
			all[name] = append(all[name], said(id))
		}
		slices.Sort(all[name])
	}
	return all
}

// TestWhatIsNotTakenIn has packages that are not as they should be, and a
// project that is not empty.
func TestWhatIsNotTakenIn(t *testing.T) {
	s := newScene(t)
	sent := s.download("ann", "{project}", s.order("ann", "{project}", "da"))
	for name, check := range map[string]struct {
		body []byte
		says string
	}{
		"no archive":           {[]byte("PK\x03\x04"), "not a ZIP archive"},
		"cut off":              {sent[:len(sent)-50], "the file is not"},
		"another archive":      {packed(t, map[string]string{"a.txt": "a"}), "no manifest"},
		"a changed table":      {changed(t, sent, "01_datamodel/json/rows.json", func(s string) string { return strings.Replace(s, "1300", "1301", 1) }), "rows.json does not hold what the manifest says"},
		"a lost photo":         {changed(t, sent, "03_test/photos/00012_A_VE01_1.png", nil), "00012_A_VE01_1.png is missing"},
		"one file more":        {changed(t, sent, "03_test/more.txt", func(string) string { return "more" }), "more.txt is in the archive and not in the manifest"},
		"a name that climbs":   {changed(t, sent, "../../outside.txt", func(string) string { return "x" }), "a name that is not allowed: ../../outside.txt"},
		"a name in capitals":   {changed(t, sent, "01_datamodel/ROWS.csv", func(string) string { return "x" }), "rows.csv twice"},
		"another version":      {changed(t, sent, archive.ManifestPath, func(s string) string { return strings.Replace(s, `"version": 1`, `"version": 7`, 1) }), "of version 7"},
		"a manifest of rubble": {changed(t, sent, archive.ManifestPath, func(s string) string { return s[:len(s)/2] }), "no manifest"},
		"changed checksums":    {changed(t, sent, archive.ChecksumsPath, func(s string) string { return strings.Replace(s, "a", "b", 1) }), "list of checksums"},
		"an unknown table":     {forged(t, sent, nil, func(m *archive.Manifest) { m.Tables[3].Name = "secrets" }), "the table secrets is not known"},
		"the history":          {forged(t, sent, nil, func(m *archive.Manifest) { m.Tables[3].Name = "entries" }), "the table entries is not known"},
		"rows in one line":     {forged(t, sent, map[string]string{"01_datamodel/json/rows.json": "[{},{}]"}, nil), "one row a line"},
		"a row that is none":   {forged(t, sent, map[string]string{"01_datamodel/json/rows.json": "[\n{\"id\":\n]\n"}, nil), "a row that cannot be read"},
		"a row without an id":  {forged(t, sent, map[string]string{"01_datamodel/json/rows.json": "[\n{}\n]\n"}, nil), "a row without an id"},
		"a row of little":      {forged(t, sent, map[string]string{"01_datamodel/json/rows.json": "[\n{\"id\":\"" + uuid.NewString() + "\"}\n]\n"}, nil), "a row that cannot be read"},
		"a value of rubbish":   {forged(t, sent, map[string]string{"01_datamodel/json/rows.json": replaced(t, sent, "rows", `"status":"passed"`, `"status":"hacked"`)}, nil), "not allowed"},
		"a lost reference":     {forged(t, sent, map[string]string{"01_datamodel/json/systems.json": "[\n]\n"}, nil), "refers to something"},
	} {
		state, says := s.receive(check.body)
		if state != "failed" || !strings.Contains(says, check.says) {
			t.Errorf("%s: %s, %s; want it to fail with %q", name, state, says, check.says)
		}
	}
	var rows int
	s.within("bob", func(ctx context) error {
		return on(ctx).NewRaw("select (select count(*) from registers.systems) + (select count(*) from registers.rows) + (select count(*) from registers.locations)").Scan(ctx, &rows)
	})
	if rows != 0 {
		t.Errorf("a package that was refused left %d rows", rows)
	}
	mine := s.send("bob", "{other}", "pakke.zip", "application/zip", string(sent))
	s.Run([]world.Call{
		{As: "ann", Do: "POST " + packages + "/receive", Send: `{"file":"` + mine + `"}`, Want: 422, Says: "#/file"},
		{As: "bob", Do: "POST /projects/{other}/systems", Send: `{"tag":"VE01"}`, Want: 201},
		{As: "bob", Do: "POST /projects/{other}/packages/receive", Send: `{"file":"` + mine + `"}`, Want: 409, Says: "not empty"},
	})
}

// TestAPackageIsNotTrusted has a package that is whole and lies: it names
// another project, people who are not here, ids that are taken, and the hash of
// somebody else's photo.
func TestAPackageIsNotTrusted(t *testing.T) {
	s := newScene(t)
	sent := s.download("ann", "{project}", s.order("ann", "{project}", "da"))
	files := unpacked(t, sent)
	hidden := strings.ReplaceAll(files[archive.FilesPath], `"path":"03_test/photos/00012_A_VE01_1.png"`, `"path":""`)
	lying := forged(t, sent, map[string]string{archive.FilesPath: hidden, "03_test/photos/00012_A_VE01_1.png": ""}, nil)
	if state, says := s.receive(lying); state != "done" {
		t.Fatalf("the task is %s: %s", state, says)
	}
	s.within("bob", func(ctx context) error {
		for _, check := range []struct {
			query string
			want  int
		}{
			{"select count(*) from registers.rows", 3},
			{"select count(*) from registers.rows where id in ('" + s.ids["row"] + "', '" + s.ids["row2"] + "') or project <> platform.project() or created_by is not null", 0},
			{"select count(*) from verification.tests where person = '00000000-0000-0000-0000-000000000000'", 2},
			{"select count(*) from platform.files where media_type = 'image/png' and sha256 = ''", 1},
			{"select count(*) from verification.photos", 1},
			{"select count(*) from platform.files where name = 'pakke.zip' and area = 'exports'", 1},
		} {
			var n int
			if err := on(ctx).NewRaw(check.query).Scan(ctx, &n); err != nil {
				return err
			}
			if n != check.want {
				t.Errorf("%s: got %d, want %d", check.query, n, check.want)
			}
		}
		return nil
	})
	if got := s.Do("ann", "GET", "/projects/{project}/rows?count=true", "").Field("total"); got != float64(3) {
		t.Errorf("ann's project now has %v rows", got)
	}
}

// packed is an archive of some files.
func packed(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// changed is a package with one file that is another, or gone.
func changed(t *testing.T, body []byte, name string, change func(string) string) []byte {
	t.Helper()
	files := unpacked(t, body)
	if change == nil {
		delete(files, name)
	} else {
		files[name] = change(files[name])
	}
	return packed(t, files)
}

func replaced(t *testing.T, body []byte, table, old, now string) string {
	t.Helper()
	text := unpacked(t, body)["01_datamodel/json/"+table+".json"]
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %s", table, old)
	}
	return strings.Replace(text, old, now, 1)
}

// forged is a package with other files, or without those that are empty, whose
// manifest and checksums agree with them.
func forged(t *testing.T, body []byte, other map[string]string, change func(*archive.Manifest)) []byte {
	t.Helper()
	files, m := unpacked(t, body), manifest(t, body)
	maps.Copy(files, other)
	m.Files = slices.DeleteFunc(m.Files, func(f archive.File) bool { return files[f.Path] == "" })
	for i, f := range m.Files {
		m.Files[i].Size, m.Files[i].SHA256 = int64(len(files[f.Path])), sum(files[f.Path])
	}
	if change != nil {
		change(m)
	}
	var b bytes.Buffer
	if err := archive.Write(&b, m, func(f archive.File) (archive.Content, error) {
		return archive.Content{ReadCloser: io.NopCloser(strings.NewReader(files[f.Path]))}, nil
	}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
