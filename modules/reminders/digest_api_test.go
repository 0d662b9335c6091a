package reminders_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/mail"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// scene is a project on which something of each kind waits for somebody.
type scene struct {
	*world.World
	t  *testing.T
	ve string
}

func newScene(t *testing.T) *scene {
	s := &scene{World: world.New(t), t: t}
	ve := s.ID("registers.disciplines", "code", "VE")
	s.ve = ve.String()
	s.Seat("lena", "own_discipline", "Tegnestuen", []uuid.UUID{ve})
	s.Seat("carl", "read_and_approve", "Bygherre", nil)
	return s
}

// made makes something as ann and returns its id; {nordluft}, {studio} and {ve} are filled in.
func (s *scene) made(path, body string) string {
	s.t.Helper()
	for word, name := range map[string]string{"{nordluft}": "Nordluft", "{studio}": "Tegnestuen"} {
		if strings.Contains(body, word) {
			body = strings.ReplaceAll(body, word, s.ID("projects.companies", "name", name).String())
		}
	}
	a := s.Do("ann", "POST", "/projects/{project}/"+path, strings.ReplaceAll(body, "{ve}", s.ve))
	if a.Status != 201 {
		s.t.Fatalf("POST %s %s: %d %s", path, body, a.Status, a.Body)
	}
	return fmt.Sprint(a.Field("id"))
}

// lateRow is a row that Nordluft is late with, and so ben.
func (s *scene) lateRow(title string) string {
	return s.made("rows", `{"title_da":"`+title+`","discipline":"{ve}","company":"{nordluft}","planned_on":"2026-04-10"}`)
}

// morning runs the job, and waits until all mails that it asked for are dealt with.
func (s *scene) morning() {
	s.t.Helper()
	if err := s.RunJob(context.Background(), "reminders.gather"); err != nil {
		s.t.Fatal(err)
	}
	s.settle()
}

func (s *scene) settle() {
	s.t.Helper()
	done := func() bool {
		var open int
		err := s.DB.Work(context.Background(), db.Entry{Kind: scope.Kernel, Request: uuid.Must(uuid.NewV7()), Action: "test.settle", Origin: "test", Now: s.Clock.Now()}, func(ctx context.Context) error {
			return db.On(ctx).NewRaw("select count(*) from platform.outbox where event = 'reminders.digest_due' and done_at is null").Scan(ctx, &open)
		})
		if err != nil {
			s.t.Fatal(err)
		}
		return open == 0
	}
	if !testkit.Until(time.Minute, done) {
		s.t.Fatal("the mails were not dealt with")
	}
}

// mails are those of what waits that somebody got, the newest first.
func (s *scene) mails(name string) (all []mail.Kept) {
	s.t.Helper()
	kept, err := mail.NewFolder(filepath.Join(s.Config.Data, "mail"), s.Config.Mail.From, s.Clock.Now)
	if err != nil {
		s.t.Fatal(err)
	}
	every, err := kept.List(1000, "")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, m := range every {
		if strings.Contains(m.To, s.People[name].String()) && (strings.Contains(m.Subject, "Venter på dig") || strings.Contains(m.Subject, "Waiting for you")) {
			all = append(all, m)
		}
	}
	return all
}

// count holds how many daily mails people have got.
func (s *scene) count(want map[string]int) {
	s.t.Helper()
	for name, n := range want {
		if got := len(s.mails(name)); got != n {
			s.t.Errorf("%s got %d mails, want %d", name, got, n)
		}
	}
}

// TestDigest has something of each kind wait, and tells each person once what is
// theirs, in their language, and nothing else.
func TestDigest(t *testing.T) {
	s := newScene(t)
	late := s.lateRow("Indregulering <af> anlæg")
	for n := range 7 {
		s.made("rows", fmt.Sprintf(`{"title_da":"Måling %d","discipline":"{ve}","company":"{nordluft}","planned_on":"2026-04-1%d"}`, n, n+1))
	}
	s.made("rows", `{"title_da":"Senere","discipline":"{ve}","company":"{nordluft}","planned_on":"2026-04-21"}`)
	s.made("rows", `{"title_da":"Bestået","discipline":"{ve}","company":"{nordluft}","planned_on":"2026-04-10","status":"passed"}`)
	s.made("log", `{"kind":"issue","title":"Støj fra VE01","severity":"minor","discipline":"{ve}","company":"{nordluft}","due_on":"2026-04-21"}`)
	s.made("log", `{"kind":"issue","title":"Fjern frist","severity":"minor","discipline":"{ve}","company":"{nordluft}","due_on":"2026-04-22"}`)
	s.made("bookings", `{"title":"SEL med bygherre","starts_at":"2026-04-21T06:00:00Z","ends_at":"2026-04-21T08:00:00Z","place":"Kælder C","people":["`+s.People["ben"].String()+`"]}`)
	s.made("bookings", `{"title":"Næste uge","starts_at":"2026-04-27T06:00:00Z","ends_at":"2026-04-27T08:00:00Z","people":["`+s.People["ben"].String()+`"]}`)
	requirement := s.made("requirements", `{"code":"K-005","title_da":"SEL","title_en":"SFP","discipline":"{ve}","state":"approved"}`)
	s.made("requirements", `{"code":"K-006","title_da":"Lyd","title_en":"Noise","discipline":"{ve}","state":"proposed"}`)
	s.made("basis", `{"requirement":"`+requirement+`","company":"{studio}","due_on":"2026-04-10"}`)
	pdf := fmt.Sprint(s.Upload("ann", "V-1.pdf", []byte("%PDF-1.4")).Field("id"))
	s.made("documents", `{"number":"V-1","title":"Plan","kind":"drawing","discipline":"{ve}","company":"{studio}","revision":"A","file":"`+pdf+`"}`)
	review := s.Do("ann", "POST", "/projects/{project}/reviews", `{"title":"Hovedprojekt","due_on":"2026-04-21","scopes":[{"discipline":"`+s.ve+`"}],"reviewers":["`+s.People["rita"].String()+`"]}`)
	var opened struct {
		ID    string
		Items []struct{ Version string }
	}
	if review.Read(t, &opened); len(opened.Items) != 1 {
		t.Fatalf("opening a review: %d %s", review.Status, review.Body)
	}
	s.made("reviews/"+opened.ID+"/comments", `{"of":"`+opened.Items[0].Version+`","verdict":"must_change","text":"Spjældet mangler"}`)
	if a := s.Do("carl", "PATCH", "/me", `{"base":1,"language":"en"}`); a.Status != 200 {
		t.Fatalf("choosing a language: %d %s", a.Status, a.Body)
	}
	s.morning()

	s.count(map[string]int{"ben": 1, "lena": 1, "carl": 1, "rita": 1, "bob": 0})
	for name, says := range map[string][]string{
		"ben":  {"Rækker, der skal testes", "Indregulering <af> anlæg – overskredet siden 2026-04-10", "og 3 mere", "Støj fra VE01 – i morgen", "08:00 SEL med bygherre, Kælder C – i morgen", s.Config.PublicURL + "/projects/" + s.Project.String() + "/tests/" + late, "/me#reminders"},
		"lena": {"Projektbasis: din tur", "K-005 SEL – overskredet siden 2026-04-10", "V-1, 1: Spjældet mangler – i morgen"},
		"carl": {"Requirements to be approved", "K-006 Noise", "Turn this daily mail off"},
		"rita": {"Granskninger med frist", "Hovedprojekt – i morgen"},
	} {
		text := s.mails(name)[0].Text
		for _, one := range says {
			if !strings.Contains(text, one) {
				t.Errorf("the mail to %s does not say %q:\n%s", name, one, text)
			}
		}
		for _, one := range []string{"Fjern frist", "Næste uge", "Senere", "Bestået"} {
			if strings.Contains(text, one) {
				t.Errorf("the mail to %s says %q:\n%s", name, one, text)
			}
		}
	}
	if text := s.mails("carl")[0].Text; strings.Contains(text, "Indregulering") || strings.Contains(text, "Støj") {
		t.Errorf("the mail tells of others' work:\n%s", text)
	}
	if body := s.mails("ben")[0].HTML; !strings.Contains(body, "Indregulering &lt;af&gt; anlæg") || !strings.Contains(body, `<a href="`+s.Config.PublicURL+`/projects/`+s.Project.String()+`/tests/`+late) {
		t.Errorf("the mail in HTML:\n%s", body)
	}
	s.keeps("ben", 0)
}

// keeps holds on how many projects lines of somebody are kept.
func (s *scene) keeps(name string, want int) {
	s.t.Helper()
	s.As(name, func(ctx context.Context) error {
		var n int
		err := db.On(ctx).NewRaw("select count(*) from reminders.gathered where person = ? and waits <> '[]'", s.People[name]).Scan(ctx, &n)
		if n != want {
			s.t.Errorf("lines of %d projects are kept of %s, want %d", n, name, want)
		}
		return err
	})
}

// TestOnceADay runs the job several times, at once and after a crash: one mail a
// day, and none of a day that has passed.
func TestOnceADay(t *testing.T) {
	s := newScene(t)
	s.Clock.Set(testkit.Today)
	t.Cleanup(func() { s.Clock.Start(testkit.Today) })
	s.lateRow("Indregulering")
	var wait sync.WaitGroup
	failed := make(chan error, 4)
	for range 4 {
		wait.Go(func() { failed <- s.RunJob(context.Background(), "reminders.gather") })
	}
	wait.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			t.Error(err)
		}
	}
	s.settle()
	s.lateRow("Kom til senere på dagen")
	s.morning()
	s.count(map[string]int{"ben": 1, "rita": 0})
	s.Clock.Advance(24 * time.Hour)
	s.morning()
	if s.count(map[string]int{"ben": 2}); !strings.Contains(s.mails("ben")[0].Text, "Kom til senere") {
		t.Error("the next day does not tell of what came since")
	}
	// A crash after all was gathered, before any mail was asked for.
	s.Clock.Advance(24 * time.Hour)
	s.gathers("ben", s.Project, "Samlet før nedbruddet")
	s.morning()
	if s.count(map[string]int{"ben": 3}); !strings.Contains(s.mails("ben")[0].Text, "Samlet før nedbruddet") {
		t.Error("what was gathered before a crash is not told")
	}
}

// gathers has something wait for somebody on a project, as the job would note it.
func (s *scene) gathers(name string, project uuid.UUID, title string) {
	s.As(name, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw(`insert into reminders.gathered (id, person, project, day, waits) values (?, ?, ?, ?, jsonb_build_array(jsonb_build_object('says', 'Rows to be tested', 'page', 'tests', 'all', 1, 'lines', jsonb_build_array(jsonb_build_object('title', ?::text, 'page', 'tests/x')))))`,
			uuid.New(), s.People[name], project, s.Clock.Today().Format(time.DateOnly), title).Exec(ctx)
		return err
	})
}

// TestWhoGetsNoDigest leaves out who does not want it, is off the project, has a
// closed account, or nothing that waits; and nobody hears of another project.
func TestWhoGetsNoDigest(t *testing.T) {
	s := newScene(t)
	s.Run([]world.Call{
		{As: "", Do: "GET /me/digest", Want: 401},
		{As: "", Do: "PUT /me/digest", Send: `{"wanted":false}`, Want: 401},
		{As: "ben", Do: "GET /me/digest", Want: 200, Says: `"wanted":true`},
		{As: "ben", Do: "PUT /me/digest", Send: `{}`, Want: 422, Says: "#/wanted"},
		{As: "ben", Do: "PUT /me/digest", Send: `{"wanted":false}`, Want: 200, Says: `"wanted":false`},
		{As: "ben", Do: "PUT /me/digest", Send: `{"wanted":false}`, Want: 200},
		{As: "ben", Do: "GET /me/digest", Want: 200, Says: `"wanted":false`},
		{As: "eve", Do: "GET /me/digest", Want: 200, Says: `"wanted":true`},
	})
	for _, name := range []string{"dan", "kim", "max"} {
		s.Seat(name, "tablet", "Nordluft", nil)
	}
	s.lateRow("Indregulering")
	remove := func(name string) {
		t.Helper()
		id := s.ID("projects.members", "person", s.People[name])
		if a := s.Do("ann", "DELETE", "/projects/{project}/members/"+id.String(), ""); a.Status != 204 {
			t.Fatalf("removing a member: %d %s", a.Status, a.Body)
		}
	}
	remove("dan")
	if _, err := s.Helps()["close"](context.Background(), "kim."+s.People["kim"].String()+"@test.example", "She has left Nordluft.", "root"); err != nil {
		t.Fatal(err)
	}
	// Of another project, whatever was noted of it: max is not on it.
	s.gathers("max", s.Other, "Kanariefugl")
	s.gathers("eve", s.Other, "Kanariefugl")
	s.morning()
	s.keeps("max", 0)
	s.keeps("eve", 0)
	s.count(map[string]int{"ben": 0, "dan": 0, "eve": 0, "kim": 0, "max": 1, "rita": 0, "bob": 0})
	if text := s.mails("max")[0].Text; strings.Contains(text, "Kanariefugl") || !strings.Contains(text, "Indregulering") {
		t.Errorf("the mail tells of a project that one is not on:\n%s", text)
	}
	// Wanted again, it comes the next day.
	s.Run([]world.Call{{As: "ben", Do: "PUT /me/digest", Send: `{"wanted":true}`, Want: 200, Says: `"wanted":true`}})
	s.morning()
	s.count(map[string]int{"ben": 1})
}

// TestDigestOfSeveralProjects tells of all of one's projects in one mail.
func TestDigestOfSeveralProjects(t *testing.T) {
	s := newScene(t)
	if a := s.Do("bob", "POST", "/projects/{other}/members", fmt.Sprintf(`{"email":"ben.%s@test.example","company_name":"Nordluft","role":"tablet","language":"da"}`, s.People["ben"])); a.Status != 201 {
		t.Fatalf("inviting ben: %d %s", a.Status, a.Body)
	}
	s.lateRow("Indregulering")
	firm := ""
	var companies struct{ Items []struct{ ID, Name string } }
	s.Do("bob", "GET", "/projects/{other}/companies", "").Read(t, &companies)
	for _, c := range companies.Items {
		if c.Name == "Nordluft" {
			firm = c.ID
		}
	}
	if a := s.Do("bob", "POST", "/projects/{other}/rows", `{"title_da":"Trykprøve","company":"`+firm+`","planned_on":"2026-04-19"}`); a.Status != 201 {
		t.Fatalf("a row of the other project: %d %s", a.Status, a.Body)
	}
	s.morning()
	s.count(map[string]int{"ben": 1})
	text := s.mails("ben")[0].Text
	for _, one := range []string{"Indregulering", "Trykprøve", s.Project.String(), s.Other.String()} {
		if !strings.Contains(text, one) {
			t.Errorf("the mail does not say %q:\n%s", one, text)
		}
	}
	if !strings.Contains(s.mails("ben")[0].Subject, "i dag: 2") {
		t.Errorf("the subject: %s", s.mails("ben")[0].Subject)
	}
}

// TestNobodyReadsAnothersDigest asks the database as somebody else.
func TestNobodyReadsAnothersDigest(t *testing.T) {
	s := newScene(t)
	s.gathers("ben", s.Project, "Kun for Ben")
	s.As("ann", func(ctx context.Context) error {
		var n int
		err := db.On(ctx).NewRaw("select (select count(*) from reminders.gathered where person <> ?0) + (select count(*) from reminders.mails where person <> ?0) + (select count(*) from reminders.unwanted where person <> ?0)", s.People["ann"]).Scan(ctx, &n)
		if n != 0 {
			t.Errorf("ann reads %d lines of others", n)
		}
		return err
	})
	err := s.DB.Work(context.Background(), db.Entry{Kind: scope.Job, Person: s.People["ann"], Project: s.Project, Request: uuid.New(), Action: "test.scene", Origin: "test", Now: s.Clock.Now()}, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("insert into reminders.unwanted (id, person) values (?, ?)", uuid.New(), s.People["ben"]).Exec(ctx)
		return err
	})
	if err == nil {
		err = errors.New("nothing")
		t.Errorf("ann turns ben's mail off: refused by %v", err)
	}
}
