package handover_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/modules/handover"
	"cxweb/modules/handover/archive"
	"cxweb/platform/db"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// checkpoint is as much as the tests know of a task's checkpoint.
type checkpoint struct {
	Taken    string
	Project  json.RawMessage
	Currency string
	Tables   json.RawMessage
	Kept     map[string]struct {
		SHA256     string
		Size, Rows int64
		Category   string
		Packed     archive.Packed
	}
	Missing []string
}

// machine does something in the kernel's own scope.
func (s *scene) machine(fn func(context) error) {
	s.t.Helper()
	err := s.DB.Work(s.t.Context(), db.Entry{Kind: scope.Kernel, Request: uuid.New(), Action: "test.scene", Origin: "test", Now: s.Clock.Now()}, fn)
	if err != nil {
		s.t.Fatal(err)
	}
}

// crash puts a package back to where a crash would have left it, and has it
// taken up again.
func (s *scene) crash(p handover.Package, change func(*checkpoint)) handover.Package {
	s.t.Helper()
	s.As("ann", func(ctx context) error {
		_, err := on(ctx).NewRaw("update handover.packages set state = 'running', file = null, sha256 = '', size = 0 where id = ?", p.ID).Exec(ctx)
		return err
	})
	s.machine(func(ctx context) error {
		var text []byte
		if err := on(ctx).NewRaw("select checkpoint from platform.tasks where id = ?", p.Task).Scan(ctx, &text); err != nil {
			return err
		}
		var at checkpoint
		if err := json.Unmarshal(text, &at); err != nil {
			return err
		}
		change(&at)
		text, err := json.Marshal(at)
		if err != nil {
			return err
		}
		_, err = on(ctx).NewRaw("update platform.tasks set state = 'running', checkpoint = ?::jsonb, heartbeat = null where id = ?", string(text), p.Task).Exec(ctx)
		return err
	})
	s.Wake()
	if state := s.Task("ann", p.Task); state != "done" {
		s.t.Fatalf("the task is %s", state)
	}
	var again handover.Package
	s.Do("ann", "GET", packages+"/"+p.ID.String(), "").Read(s.t, &again)
	return again
}

// TestPackageGoesOnAfterACrash has a package taken up at its last finished
// file: what was changed since the snapshot is not in it, and the bytes are
// those that it would have had.
func TestPackageGoesOnAfterACrash(t *testing.T) {
	s := newScene(t)
	s.stand()
	p := s.order("ann", "{project}", "da")
	s.post("/projects/{project}/systems", `{"tag":"SENERE"}`)
	again := s.crash(p, func(at *checkpoint) {
		for path := range at.Kept {
			if read := strings.HasPrefix(path, "raw/") || strings.HasPrefix(path, "01_datamodel/json/") || strings.HasPrefix(path, "10_revision/"); !read || path == archive.FilesPath {
				delete(at.Kept, path)
			}
		}
	})
	if again.SHA256 != p.SHA256 {
		t.Errorf("after a crash the package is %s instead of %s", again.SHA256, p.SHA256)
	}
	if last := s.crash(again, func(*checkpoint) {}); last.SHA256 != p.SHA256 {
		t.Error("after a crash at the very end the package is another")
	}
	lost := s.crash(again, func(at *checkpoint) {
		if err := s.Files.Delete(t.Context(), at.Kept["01_datamodel/rows.csv"].Packed.SHA256); err != nil {
			t.Fatal(err)
		}
	})
	if body := s.download("ann", "{project}", lost); !strings.Contains(unpacked(t, body)["01_datamodel/systems.csv"], "SENERE") {
		t.Error("when a finished file is lost, the package is not begun anew")
	}
}

// TestPackageIsDeliveredOnce has only the end of the task get lost.
func TestPackageIsDeliveredOnce(t *testing.T) {
	s := newScene(t)
	p := s.order("ann", "{project}", "da")
	s.machine(func(ctx context) error {
		_, err := on(ctx).NewRaw("update platform.tasks set state = 'running', heartbeat = null, result = '{}' where id = ?", p.Task).Exec(ctx)
		return err
	})
	s.Wake()
	if state := s.Task("ann", p.Task); state != "done" {
		t.Fatalf("the task is %s", state)
	}
	a := s.Do("ann", "GET", "/tasks/"+p.Task.String(), "")
	if !strings.Contains(string(a.Body), `"file":"`+p.File.String()+`"`) {
		t.Errorf("the task's result is %s, not the file %s", a.Body, p.File)
	}
}

func TestPackageIsCancelledAndTriedAgain(t *testing.T) {
	s := newScene(t)
	_, owner := testkit.Database(t)
	conn, err := pgx.Connect(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	held, err := conn.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := held.Exec(t.Context(), "lock table registers.rows in access exclusive mode"); err != nil {
		t.Fatal(err)
	}
	var p handover.Package
	s.Do("ann", "POST", packages, `{"language":"da"}`).Read(t, &p)
	s.until("running", p)
	one := packages + "/" + p.ID.String()
	s.As("ann", func(ctx context) error {
		_, err := on(ctx).NewRaw("update projects.members set rights = rights || array['exports.view', 'exports.export'] where person = ? and project = ?", s.People["eve"], s.Project).Exec(ctx)
		return err
	})
	s.Run([]world.Call{
		{As: "eve", Do: "POST " + one + "/cancel", Want: 403, Says: "Only who ordered"},
		{As: "ann", Do: "POST " + one + "/cancel", Want: 200},
	})
	if state := s.Task("ann", p.Task); state != "cancelled" {
		t.Errorf("the task is %s", state)
	}
	s.Run([]world.Call{{As: "eve", Do: "GET " + one, Want: 200, Says: `"state":"cancelled"`}})
	if err := held.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Run([]world.Call{{As: "ann", Do: "POST /tasks/" + p.Task.String() + "/retry", Want: 200}})
	if state := s.Task("ann", p.Task); state != "done" {
		t.Errorf("tried again the task is %s", state)
	}
	s.Run([]world.Call{{As: "ann", Do: "GET " + one, Want: 200, Says: `"state":"done"`}})
}

// until waits for a task to reach a state that it stays in.
func (s *scene) until(state string, p handover.Package) {
	s.t.Helper()
	is := func() bool {
		return s.Do("ann", "GET", "/tasks/"+p.Task.String(), "").Field("state") == state
	}
	if !testkit.Until(time.Minute, is) {
		s.t.Fatalf("the task is never %s", state)
	}
}

// TestPackageLeavesOutWhatHoldsAVirus has a scanner find something in a stored
// photo: the package names it and does not pass it on.
func TestPackageLeavesOutWhatHoldsAVirus(t *testing.T) {
	s := newScene(t)
	photo := s.upload(99, "angrebet.png")
	s.post("/projects/{project}/rows/{row2}/tests", `{"result":"in_progress","photos":["`+photo+`"]}`)
	var sha string
	s.As("ann", func(ctx context) error {
		return on(ctx).NewRaw("select sha256 from platform.files where id = ?", photo).Scan(ctx, &sha)
	})
	if err := s.DB.Work(t.Context(), db.Entry{Kind: scope.Kernel, Request: uuid.New(), Action: "test.scene", Origin: "test", Now: s.Clock.Now()}, func(ctx context) error {
		_, err := on(ctx).NewRaw("select platform.judge(?, 'infected', 'Eicar-Signature')", sha).Exec(ctx)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	m := manifest(t, s.download("ann", "{project}", s.order("ann", "{project}", "da")))
	if len(m.Missing) != 1 || m.Missing[0] != "angrebet.png" {
		t.Errorf("the manifest misses %v", m.Missing)
	}
}

// TestPackageFailsOnADamagedFile has a stored photo change its bytes.
func TestPackageFailsOnADamagedFile(t *testing.T) {
	s := newScene(t)
	photo := s.upload(77, "tredje.png")
	s.post("/projects/{project}/rows/{row2}/tests", `{"result":"in_progress","photos":["`+photo+`"]}`)
	var sha string
	s.As("ann", func(ctx context) error {
		return on(ctx).NewRaw("select sha256 from platform.files where id = ?", photo).Scan(ctx, &sha)
	})
	path, done, err := s.Files.Local(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bent := append([]byte{}, was...)
	bent[len(bent)-1] ^= 1
	if err := os.WriteFile(path, bent, 0o600); err != nil {
		t.Fatal(err)
	}
	var p handover.Package
	s.Do("ann", "POST", packages, `{"language":"da"}`).Read(t, &p)
	if state := s.Task("ann", p.Task); state != "failed" {
		t.Fatalf("with a damaged photo the task is %s", state)
	}
	s.Run([]world.Call{
		{As: "ann", Do: "GET /tasks/" + p.Task.String(), Want: 200, Says: `damaged: 03_test/photos/00013_VE02_1.png"`},
		{As: "ann", Do: "GET " + packages + "/" + p.ID.String(), Want: 200, Says: `"state":"failed"`},
	})
	if err := os.WriteFile(path, was, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := done(); err != nil {
		t.Fatal(err)
	}
	s.Run([]world.Call{{As: "ann", Do: "POST /tasks/" + p.Task.String() + "/retry", Want: 200}})
	if state := s.Task("ann", p.Task); state != "done" {
		t.Errorf("with the photo mended the task is %s", state)
	}
}
