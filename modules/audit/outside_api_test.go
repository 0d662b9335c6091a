package audit_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// TestWhatIsDoneOutsideProjectsIsChecked has a superuser change what a person did
// outside every project: the next night's check, the operator's figures and the
// check of the whole database tell.
func TestWhatIsDoneOutsideProjectsIsChecked(t *testing.T) {
	w := world.New(t)
	defer w.Clock.Set(testkit.Today)
	w.Run([]world.Call{{As: "ann", Do: "POST /me/sessions/end_others", Want: 204}})
	sealed(t, w)
	looked := func() {
		t.Helper()
		w.Clock.Advance(13 * time.Hour)
		if err := w.RunJob(t.Context(), "audit.check_outside"); err != nil {
			t.Fatal(err)
		}
	}
	looked()
	if got := figure(t, w, "cxweb_audit_outside_faults"); got != "0" {
		t.Errorf("before: %s faults", got)
	}
	if got := figure(t, w, "cxweb_audit_outside_checked_seconds"); got == "0" || got == "" {
		t.Errorf("before: checked at %q", got)
	}
	super(t, "update audit.entries set address = '192.0.2.1', action = 'accounts.session.close' where project is null and person = $1 and action = 'accounts.session.end_others'", w.People["ann"])
	if err := w.RunJob(t.Context(), "audit.check_outside"); err != nil {
		t.Fatal(err)
	}
	if got := figure(t, w, "cxweb_audit_outside_faults"); got != "0" {
		t.Errorf("it is looked through once a night, but found %s faults twelve hours early", got)
	}
	looked()
	if got := figure(t, w, "cxweb_audit_outside_faults"); got != "1" {
		t.Errorf("after: %s faults", got)
	}
	found := 0
	err := program.CheckHistory(t.Context(), testkit.Super(t), func(h program.History) error {
		if h.Project == uuid.Nil {
			found = h.Report.Faults
		}
		return nil
	})
	if err != nil || found != 1 {
		t.Errorf("the check of the database found %d faults, %v", found, err)
	}
	super(t, "delete from audit.entries where project is null and person = $1 and action = 'accounts.session.close'", w.People["ann"])
	looked()
	if got := figure(t, w, "cxweb_audit_outside_faults"); got != "1" {
		t.Errorf("an entry removed: %s faults", got)
	}
}

// TestProjectsWithFaultsAreCounted has the operator see that some project's
// history is not whole, without seeing which.
func TestProjectsWithFaultsAreCounted(t *testing.T) {
	w := world.New(t)
	defer w.Clock.Set(testkit.Today)
	changed(t, w, 2)
	sealed(t, w)
	before := figure(t, w, "cxweb_audit_wrong_projects")
	super(t, `update audit.versions set person = gen_random_uuid() where project = $1 and tbl = 'registers.systems'`, w.Project)
	w.Clock.Advance(13 * time.Hour)
	if err := w.RunJob(t.Context(), "audit.check"); err != nil {
		t.Fatal(err)
	}
	if after := figure(t, w, "cxweb_audit_wrong_projects"); after == before || after == "0" {
		t.Errorf("%s projects, then %s", before, after)
	}
}

// figure is one of the operator's figures, as its monitoring reads them.
func figure(t *testing.T, w *world.World, name string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() { _ = w.App().Listener(listener) }() // ends with the listener
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String()+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Close = true
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, name+" "); found {
			return strings.TrimSpace(value)
		}
	}
	t.Fatalf("there is no %s: %d %.300s", name, answer.StatusCode, text)
	return ""
}
