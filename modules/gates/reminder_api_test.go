package gates_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/testkit"
)

func TestReminders(t *testing.T) {
	s := newScene(t)
	const choice = "/projects/{project}/reminders"
	s.Walls("GET "+choice, "", "")
	s.Walls("PUT "+choice, `{"wanted":true}`, "")
	row := s.made("/projects/{project}/rows", `{"title_da":"Vintertest","system":"`+s.system+`","planned_on":"2026-05-10","company":"`+s.ID("projects.companies", "name", "Nordluft").String()+`"}`)
	if a := s.Do("ann", "PUT", "/projects/{project}/rows/"+row+"/recurrence", `{"kind":"season"}`); a.Status != 204 {
		t.Fatalf("the recurrence: %d %s", a.Status, a.Body)
	}
	sent := func(name string) (n int) {
		s.As(name, func(ctx context.Context) error {
			return db.On(ctx).NewRaw("select count(*) from gates.notices where person = ?", s.People[name]).Scan(ctx, &n)
		})
		return n
	}
	s.Clock.Set(testkit.Today)
	t.Cleanup(func() { s.Clock.Start(testkit.Today) })
	// Each morning is told of once, however often the job runs.
	run := func() {
		t.Helper()
		s.Clock.Advance(24 * time.Hour)
		for range 2 {
			if err := s.RunJob(context.Background(), "reminders.gather"); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.Run([]world.Call{{As: "ben", Do: "PUT " + choice, Send: `{"wanted":false}`, Want: 200}, {As: "ben", Do: "GET " + choice, Want: 200, Says: `"wanted":false`}, {As: "eve", Do: "GET " + choice, Want: 200, Says: `"wanted":true`}})
	if run(); sent("ben") != 0 {
		t.Error("who wants no reminders got one")
	}
	s.Run([]world.Call{{As: "ben", Do: "PUT " + choice, Send: `{"wanted":true}`, Want: 200}})
	run()
	if text := s.Mail(s.People["ben"].String(), "Venter på dig i dag: 1"); !strings.Contains(text, "Snart frist efter aflevering") || !strings.Contains(text, "Vintertest – frist 2026-05-10") {
		t.Errorf("the mail does not say what is due: %s", text)
	}
	if run(); sent("ben") != 1 || sent("eve") != 0 {
		t.Errorf("got %d reminders for who is responsible and %d for another, want 1 and 0 however often it runs", sent("ben"), sent("eve"))
	}
	// A week before, the next notice is due.
	s.changed(row, `"planned_on":"2026-04-24"`)
	if run(); sent("ben") != 2 {
		t.Errorf("got %d reminders, want the one of a week too", sent("ben"))
	}
}
