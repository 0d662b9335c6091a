package projects_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

const members = "/projects/{project}/members"

// hung is what waits for ben and what he has done, in every kind there is.
type hung struct {
	*world.World
	ids                   map[string]string
	ann, eve, ben, rita   string
	benVersion            int
	nordluft, consultants uuid.UUID
}

func hang(t *testing.T) *hung {
	t.Helper()
	w := world.New(t)
	h := &hung{World: w, ids: map[string]string{}, nordluft: w.ID("projects.companies", "name", "Nordluft"), consultants: w.ID("projects.companies", "name", "Rådgiver & Ko")}
	h.ids["VE"], h.ids["VA"] = w.ID("registers.disciplines", "code", "VE").String(), w.ID("registers.disciplines", "code", "VA").String()
	h.ids["ben"], h.ids["eve"], h.ids["Nordluft"], h.ids["Ko"] = w.People["ben"].String(), w.People["eve"].String(), h.nordluft.String(), h.consultants.String()
	h.ids["FA"] = w.ID("registers.methods", "code", "FA").String()
	h.do(t, "ann", "VE01", "POST", "/systems", `{"tag":"VE01","discipline":"{VE}","company":"{Nordluft}"}`)
	row := `"system":"{VE01}","discipline":"{VE}","company":"{Nordluft}","person":"{ben}","method":"{FA}"`
	h.do(t, "ann", "open", "POST", "/rows", `{"title_da":"Måling",`+row+`}`)
	h.do(t, "ann", "open2", "POST", "/rows", `{"title_da":"Indregulering",`+row+`}`)
	h.do(t, "ann", "done", "POST", "/rows", `{"title_da":"Opstart",`+row+`,"status":"passed"}`)
	h.do(t, "ann", "other", "POST", "/rows", `{"title_da":"Tilsyn","discipline":"{VA}","company":"{Ko}","person":"{ben}"}`)
	h.do(t, "ann", "entry", "POST", "/log", `{"kind":"issue","title":"Støj","discipline":"{VE}","company":"{Nordluft}","person":"{ben}"}`)
	h.do(t, "ann", "booking", "POST", "/bookings", `{"title":"Test","starts_at":"2026-05-20T07:00:00Z","ends_at":"2026-05-20T09:00:00Z","people":["{ben}"]}`)
	h.do(t, "ann", "both", "POST", "/bookings", `{"title":"Fælles","starts_at":"2026-05-21T07:00:00Z","ends_at":"2026-05-21T09:00:00Z","people":["{ben}","{eve}"]}`)
	h.do(t, "ann", "past", "POST", "/bookings", `{"title":"Forbi","starts_at":"2026-03-20T07:00:00Z","ends_at":"2026-03-20T09:00:00Z","people":["{ben}"]}`)
	w.As("ann", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw(`with answered as (insert into design.answers (id, requirement, edition, discipline, company, person, status)
				select gen_random_uuid(), gen_random_uuid(), 1, ?0, ?1, ?2, unnest(array['asked', 'answered', 'approved'])),
			tested as (insert into verification.tests (id, row, discipline, company, result, person, holder, state, tested_at)
				select gen_random_uuid(), gen_random_uuid(), ?0, ?1, 'in_progress', ?2, ?2, unnest(array['running', 'paused', 'done']), platform.now()),
			reviewed as (insert into documents.reviews (id, number, title, seed, status) values (gen_random_uuid(), 1, 'A', '1', 'open'), (gen_random_uuid(), 2, 'B', '2', 'closed') returning id)
			insert into documents.reviewers (id, review, person) select gen_random_uuid(), id, ?2 from reviewed`, h.ids["VE"], h.ids["Nordluft"], h.ids["ben"]).Exec(ctx)
		return err
	})
	h.ann, _ = member(t, w, "ann")
	h.eve, _ = member(t, w, "eve")
	h.ben, h.benVersion = member(t, w, "ben")
	h.rita, _ = member(t, w, "rita")
	return h
}

// do carries something out whose answer has an id, and remembers that.
func (h *hung) do(t *testing.T, as, name, method, path, body string) {
	t.Helper()
	for known, id := range h.ids {
		body = strings.ReplaceAll(body, "{"+known+"}", id)
	}
	a := h.Do(as, method, "/projects/{project}"+path, body)
	if a.Status > 299 {
		t.Fatalf("%s %s %s: got %d %s", method, path, body, a.Status, a.Body)
	}
	h.ids[name] = fmt.Sprint(a.Field("id"))
}

// persons counts the rows of a table that somebody is responsible for.
func (h *hung) persons(t *testing.T, table, name string) (n int) {
	t.Helper()
	column := "person"
	if table == "verification.tests" {
		column = "holder"
	}
	h.As("ann", func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select count(*) from "+table+" where project = ? and "+column+" = ?", h.Project, h.People[name]).Scan(ctx, &n)
	})
	return n
}

func TestDutiesOfAMember(t *testing.T) {
	h := hang(t)
	duties := "GET " + members + "/" + h.ben + "/duties"
	h.Walls(duties, "", "eve")
	h.Run([]world.Call{
		{As: "ann", Do: "GET " + members + "/" + uuid.NewString() + "/duties", Want: 404},
		{As: "ann", Do: duties + "?to=nobody", Want: 422, Says: "#/to"},
		{As: "ann", Do: duties + "?company=nowhere", Want: 422, Says: "#/company"},
		{As: "ann", Do: duties + "?to=" + uuid.NewString(), Want: 422, Says: "#/to"},
		{As: "ann", Do: duties + "?to=" + h.ben, Want: 422, Says: "the one who hands over"},
		{As: "ann", Do: duties, Want: 200, Says: `{"kind":"registers.row","name":"register rows","area":"registers","open":3,"done":1,"goes":0,`},
		{As: "ann", Do: duties, Want: 200, Says: `{"kind":"issues.entry","name":"log entries","area":"log","open":1,"done":0,`},
		{As: "ann", Do: duties, Want: 200, Says: `{"kind":"gates.guest","name":"invitations to booked tests","area":"tests","open":2,"done":1,`},
		{As: "ann", Do: duties + "?to=" + h.eve, Want: 200, Says: `"name":"invitations to booked tests","area":"tests","open":2,"done":1,"goes":1,`}, // is invited to the other already
		{As: "ann", Do: duties, Want: 200, Says: `"kind":"design.answer","name":"answers of the basis of design","area":"requirements","open":2,"done":1,`},
		{As: "ann", Do: duties, Want: 200, Says: `"kind":"documents.review","name":"design reviews","area":"documents","open":1,"done":1,`},
		{As: "ann", Do: duties, Want: 200, Says: `"kind":"verification.run","name":"tests under way","area":"tests","open":2,"done":1,`},
		{As: "ann", Do: duties + "?to=" + h.eve, Want: 200, Says: `"name":"register rows","area":"registers","open":3,"done":1,"goes":3,`},
		{As: "ben", Do: duties, Want: 200, Says: `"open":2,"done":1,`}, // sees his own, as far as he sees: not the other discipline's
		{As: "ben", Do: duties, Want: 200, Says: `"hidden":true`},
		{As: "ann", Do: duties, Want: 200, Says: `"hidden":false`},
	})
	// Of a move: what lies at the company that is left, and what one would see.
	h.Run([]world.Call{
		{As: "ann", Do: duties + "?company=" + h.consultants.String(), Want: 200, Says: `"name":"register rows","area":"registers","open":2,"done":1,"goes":0,"before":3,"after":0}`},
		{As: "ann", Do: duties + "?company=" + h.consultants.String(), Want: 200, Not: "gates.guest"},
		{As: "ann", Do: duties + "?company=" + h.consultants.String() + "&to=" + h.eve, Want: 422, Says: "is not at the company that is left"},
	})
}

func TestRemovedWithAHandOver(t *testing.T) {
	h := hang(t)
	remove := "DELETE " + members + "/" + h.ben
	h.Walls(remove, "", "eve")
	h.Run([]world.Call{
		{As: "ann", Do: remove + "?to=" + uuid.NewString(), Want: 422, Says: "#/to"},
		{As: "ann", Do: remove + "?to=" + h.ben, Want: 422, Says: "#/to"},
		{As: "ann", Do: remove + "?to=x", Want: 422, Says: "#/to"},
		{As: "ann", Do: remove + "?to=" + h.eve, Want: 204},
		{As: "ben", Do: "GET /projects/{project}/rows", Want: 404},
		{As: "ann", Do: "GET /projects/{project}/log/" + h.ids["entry"] + "/events", Want: 200, Says: `"kind":"assigned"`},
	})
	for table, want := range map[string][2]int{"registers.rows": {3, 1}, "issues.entries": {1, 0}, "gates.guests": {2, 2}, "design.answers": {2, 1}, "documents.reviewers": {1, 1}, "verification.tests": {2, 1}} {
		if eve, ben := h.persons(t, table, "eve"), h.persons(t, table, "ben"); eve != want[0] || ben != want[1] {
			t.Errorf("%s: got %d of eve and %d of ben, want %v", table, eve, ben, want)
		}
	}
	// One change, which the history undoes whole.
	var entries struct {
		Items []struct{ ID, Action string }
	}
	h.Do("ann", "GET", "/projects/{project}/history?action=projects.member.remove", "").Read(t, &entries)
	if len(entries.Items) != 1 {
		t.Fatalf("got the removals %+v, want one", entries.Items)
	}
	h.Run([]world.Call{
		{As: "ann", Do: "POST /projects/{project}/history/" + entries.Items[0].ID + "/undo", Want: 200},
		{As: "ben", Do: "GET /projects/{project}/rows", Want: 200},
	})
	for table, want := range map[string][2]int{"registers.rows": {0, 4}, "issues.entries": {0, 1}, "gates.guests": {1, 3}, "design.answers": {0, 3}, "documents.reviewers": {0, 2}, "verification.tests": {0, 3}} {
		if eve, ben := h.persons(t, table, "eve"), h.persons(t, table, "ben"); eve != want[0] || ben != want[1] {
			t.Errorf("%s undone: got %d of eve and %d of ben, want %v", table, eve, ben, want)
		}
	}
}

// TestWhatStays has rows stay with their name: those that whoever takes over
// cannot see, and those of an area that whoever hands over may not edit.
func TestWhatStays(t *testing.T) {
	h := hang(t)
	h.Seat("gry", "own_items", "Nordluft", []uuid.UUID{h.ID("registers.disciplines", "code", "VE")})
	gry, _ := member(t, h.World, "gry")
	h.Seat("mia", "reader", "Bygherre", nil)
	mia, miaVersion := member(t, h.World, "mia")
	duties := members + "/" + h.ben + "/duties?to=" + gry
	h.Run([]world.Call{
		{As: "ann", Do: "GET " + duties, Want: 200, Says: `"name":"register rows","area":"registers","open":3,"done":1,"goes":2,`}, // not the other discipline's
		{As: "ann", Do: "PATCH " + members + "/" + mia, Send: fmt.Sprintf(`{"base":%d,"rights":["members.view","members.edit_all","registers.view","registers.create","registers.edit_all","tests.view","tests.create","tests.edit_own","log.view","log.create","log.edit_own"]}`, miaVersion), Want: 200},
		{As: "mia", Do: "GET " + duties, Want: 200, Says: `"name":"register rows","area":"registers","open":3,"done":1,"goes":2,"before":0`},
		{As: "mia", Do: "GET " + duties, Want: 200, Says: `"name":"log entries","area":"log","open":1,"done":0,"goes":0,"why":"It takes the right to edit_all in log.`},
		{As: "mia", Do: "DELETE " + members + "/" + h.ben + "?to=" + gry, Want: 204},
	})
	if rows, entries := h.persons(t, "registers.rows", "gry"), h.persons(t, "issues.entries", "gry"); rows != 2 || entries != 0 {
		t.Errorf("got %d rows and %d entries of gry, want 2 and 0", rows, entries)
	}
	// Who can see none of it takes nothing over, and then nobody is removed.
	h.Run([]world.Call{
		{As: "ann", Do: "PATCH " + members + "/" + mia, Send: fmt.Sprintf(`{"base":%d,"rights":["documents.view"]}`, miaVersion+1), Want: 200},
		{As: "ann", Do: "DELETE " + members + "/" + gry + "?to=" + mia, Want: 409, Says: "Nothing can be handed over"},
		{As: "gry", Do: "GET /projects/{project}/rows", Want: 200},
	})
}

func TestEverybodyMayLeave(t *testing.T) {
	h := hang(t)
	h.Seat("gry", "own_items", "Nordluft", []uuid.UUID{h.ID("registers.disciplines", "code", "VE")})
	gry, _ := member(t, h.World, "gry")
	h.Run([]world.Call{
		{As: "ben", Do: "DELETE " + members + "/" + h.eve, Want: 403, Says: "edit_all in members"},
		{As: "ben", Do: "DELETE " + members + "/" + h.ben + "?to=" + gry, Want: 204},
		{As: "rita", Do: "DELETE " + members + "/" + h.rita, Want: 204},
		{As: "ben", Do: "GET /projects/{project}/rows", Want: 404},
		{As: "rita", Do: "GET /projects/{project}/rows", Want: 404},
	})
	if rows, entries := h.persons(t, "registers.rows", "gry"), h.persons(t, "issues.entries", "gry"); rows != 2 || entries != 1 {
		t.Errorf("got %d rows and %d entries of gry, want 2 and 1", rows, entries)
	}
}

// TestTwoLeaveAtOnce has one hand over to another who leaves at the same moment:
// whoever is first, nothing that is open stays with somebody who has left.
func TestTwoLeaveAtOnce(t *testing.T) {
	h := hang(t)
	var both sync.WaitGroup
	for _, path := range []string{h.ben + "?to=" + h.eve, h.eve + "?to=" + h.ann} {
		both.Go(func() { h.Do("ann", "DELETE", members+"/"+path, "") })
	}
	both.Wait()
	h.Run([]world.Call{{As: "eve", Do: "GET /projects/{project}/rows", Want: 404}})
	var astray int
	h.As("ann", func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select count(*) from registers.rows where project = ? and status = 'not_started' and person not in (select person from projects.members where project = ?)", h.Project, h.Project).Scan(ctx, &astray)
	})
	if astray != 0 {
		t.Errorf("%d open rows are with somebody who has left", astray)
	}
}

func TestMovedToAnotherCompany(t *testing.T) {
	h := hang(t)
	h.Seat("gry", "own_items", "Nordluft", []uuid.UUID{h.ID("registers.disciplines", "code", "VE")})
	gry, _ := member(t, h.World, "gry")
	change := "PATCH " + members + "/" + h.ben
	move := fmt.Sprintf(`{"base":%d,"company":"%s"}`, h.benVersion, h.consultants)
	h.Run([]world.Call{
		{As: "eve", Do: change + "?to=" + gry, Send: move, Want: 403},
		{As: "ann", Do: change + "?to=" + gry, Send: fmt.Sprintf(`{"base":%d,"own_company":true}`, h.benVersion), Want: 422, Says: "#/company"},
		{As: "ann", Do: change + "?to=" + h.eve, Send: move, Want: 422, Says: "#/to"},
		{As: "ann", Do: change, Send: fmt.Sprintf(`{"base":%d,"company":"%s"}`, h.benVersion, uuid.New()), Want: 422},
		{As: "ann", Do: change + "?to=" + gry, Send: move, Want: 200, Says: `"company":"` + h.consultants.String() + `"`},
	})
	for name, want := range map[string]int{"gry": 2, "ben": 2} { // ben keeps what is done, and what lies elsewhere
		if n := h.persons(t, "registers.rows", name); n != want {
			t.Errorf("got %d rows of %s, want %d", n, name, want)
		}
	}
	if n := h.persons(t, "gates.guests", "ben"); n != 3 {
		t.Errorf("ben is invited to %d tests, want 3: invitations go along", n)
	}
	var entries struct{ Items []struct{ ID string } }
	h.Do("ann", "GET", "/projects/{project}/history?action=projects.member.change", "").Read(t, &entries)
	if len(entries.Items) != 1 {
		t.Fatalf("got the changes %+v, want one", entries.Items)
	}
	h.Run([]world.Call{{As: "ann", Do: "POST /projects/{project}/history/" + entries.Items[0].ID + "/undo", Want: 200}})
	if n := h.persons(t, "registers.rows", "ben"); n != 4 {
		t.Errorf("undone, got %d rows of ben, want 4", n)
	}
	h.Run([]world.Call{{As: "ann", Do: change, Send: fmt.Sprintf(`{"base":%d,"company":null}`, h.benVersion+2), Want: 200, Says: `"company":null`}})
}

// TestDutiesSpeakDanish looks whether the name of every kind of duty is known.
func TestDutiesSpeakDanish(t *testing.T) {
	w := world.New(t)
	n := 0
	for _, f := range w.Manifests() {
		for _, d := range f.Duties {
			n++
			if !problem.Knows(d.Says) {
				t.Errorf("%s.%s: %q has no Danish words", f.Name, d.Thing, d.Says)
			}
		}
	}
	if n < 7 {
		t.Errorf("only %d duties were looked at", n)
	}
}
