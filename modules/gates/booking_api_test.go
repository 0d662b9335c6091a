package gates_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/db"
	"cxweb/platform/mail"
)

const bookings = "/projects/{project}/bookings"

// invite waits for the calendar in a mail to somebody whose subject holds some words.
func invite(t *testing.T, w *world.World, name, subject string) string {
	t.Helper()
	kept, err := mail.NewFolder(filepath.Join(w.Config.Data, "mail"), w.Config.Mail.From, w.Clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		all, err := kept.List(500, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			if strings.Contains(m.To, w.People[name].String()) && strings.Contains(m.Subject, subject) {
				return strings.ReplaceAll(m.Invite, "\r\n ", "")
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("no mail to %s about %s came", name, subject)
	return ""
}

func TestBooking(t *testing.T) {
	s := newScene(t)
	s.made("/projects/{project}/rows", `{"title_da":"Lydmåling","system":"`+s.system+`","milestone":"`+s.m4+`"}`)
	w := s.World
	body := func(title, more string) string {
		return `{"title":"` + title + `","starts_at":"2026-05-20T07:00:00Z","ends_at":"2026-05-20T09:00:00Z","place":"Kælder; C","gate":"` + s.m4 + `","systems":["` + s.system + `"],"people":["` + w.People["ben"].String() + `"]` + more + `}`
	}
	s.Walls("POST "+bookings, body("x", ""), "rita")
	s.Walls("GET "+bookings+"?from=2026-05-01&to=2026-05-31", "", "")
	s.Run([]world.Call{
		{As: "eve", Do: "POST " + bookings, Send: body("SEL", ""), Want: 409, Says: "+C=VE01 M4"},
		{As: "eve", Do: "POST " + bookings, Send: strings.Replace(body("SEL", ""), `"gate":"`+s.m4+`","systems":["`+s.system+`"]`, `"rows":["`+s.sel+`"]`, 1), Want: 409, Says: "+C=VE01 M4"},
		{As: "eve", Do: "POST " + bookings, Send: strings.Replace(body("SEL", ""), "T09", "T06", 1), Want: 422, Says: "#/ends_at"},
		{As: "eve", Do: "POST " + bookings, Send: body(" ", ""), Want: 422, Says: "#/title"},
		{As: "eve", Do: "POST " + bookings, Send: strings.Replace(body("SEL", ""), w.People["ben"].String(), w.People["bob"].String(), 1), Want: 422, Says: "#/people"},
		{As: "eve", Do: "POST " + bookings, Send: strings.Replace(body("SEL", ""), s.system, s.sel, 1), Want: 422, Says: "#/systems"},
		{As: "eve", Do: "GET " + bookings + "?from=2026-05-01", Want: 422},
	})
	// An exception, or what is lacking done, makes it ready.
	exception := s.made("/projects/{project}/gate_exceptions", `{"gate":"`+s.m4+`","share":0,"reason":"Haster","until_on":"2026-06-01"}`)
	if a := s.Do("eve", "POST", bookings, body("Med undtagelse", "")); a.Status != 201 || a.Field("excepted") != true {
		t.Errorf("booked by an exception: %d %s", a.Status, a.Body)
	}
	s.Do("ann", "POST", "/projects/{project}/gate_exceptions/"+exception+"/withdraw", `{"reason":"Klar"}`)
	s.changed(s.balancing, `"status":"passed","done_on":"2026-03-18"`)
	made := s.Do("eve", "POST", bookings, body("SEL gentest", ""))
	if made.Status != 201 || made.Field("excepted") != false {
		t.Fatalf("booked when ready: %d %s", made.Status, made.Body)
	}
	id := fmt.Sprint(made.Field("id"))
	one := bookings + "/" + id
	text := invite(t, w, "ben", "SEL gentest")
	for _, want := range []string{"METHOD:REQUEST", "UID:" + id + "@cxweb", "SEQUENCE:0", "DTSTART:20260520T070000Z", `LOCATION:Kælder\; C`, "ORGANIZER;CN=\"Eve\""} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the invitation:\n%s", want, text)
		}
	}
	s.Walls("GET "+one, "", "")
	s.Walls("GET "+one+"/ics", "", "")
	s.Walls("PUT "+one, body("x", `,"base":1`), "rita")
	s.Walls("POST "+one+"/cancel", `{"reason":"x"}`, "rita")
	clash := "GET /projects/{project}/booking_clashes?starts_at=2026-05-20T08:00:00Z&ends_at=2026-05-20T10:00:00Z&people=" + w.People["ben"].String()
	s.Walls(clash, "", "")
	s.Run([]world.Call{
		{As: "eve", Do: clash, Want: 200, Says: "SEL gentest"},
		{As: "eve", Do: clash + "&booking=" + id, Want: 200, Says: "Med undtagelse", Not: "SEL gentest"},
		{As: "eve", Do: "GET /projects/{project}/booking_clashes?starts_at=2026-05-20T09:00:00Z&ends_at=2026-05-20T10:00:00Z&people=" + w.People["ben"].String(), Want: 200, Says: `"items":[]`},
		{As: "eve", Do: "GET /projects/{project}/booking_clashes?starts_at=2026-05-20T09:00:00Z&ends_at=2026-05-20T10:00:00Z&people=x", Want: 422, Says: "#/people"},
		{As: "rita", Do: "GET " + one + "/ics", Want: 200, Says: "BEGIN:VEVENT"},
		{As: "rita", Do: "GET " + bookings + "?from=2026-05-20&to=2026-05-20", Want: 200, Says: "SEL gentest"},
		{As: "rita", Do: "GET " + bookings + "?from=2026-05-21&to=2026-05-31", Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + bookings + "?from=2026-05-20&to=2026-05-20&mine=true", Want: 200, Says: `"items":[]`},
		{As: "ben", Do: "GET " + bookings + "?from=2026-05-20&to=2026-05-20&mine=true", Want: 200, Says: "SEL gentest"},
		{As: "ben", Do: "PUT " + one, Send: body("x", `,"base":1`), Want: 403, Says: "own bookings"},
		{As: "eve", Do: "PUT " + one, Send: body("x", `,"base":7`), Want: 412},
		{As: "eve", Do: "PUT " + one, Send: strings.Replace(body("SEL flyttet", `,"base":1`), w.People["ben"].String(), w.People["rita"].String(), 1), Want: 200, Says: "SEL flyttet"},
	})
	if text := invite(t, w, "rita", "SEL flyttet"); !strings.Contains(text, "SEQUENCE:1") || !strings.Contains(text, "METHOD:REQUEST") {
		t.Errorf("the change says:\n%s", text)
	}
	if text := invite(t, w, "ben", "SEL flyttet"); !strings.Contains(text, "METHOD:CANCEL") || !strings.Contains(text, "STATUS:CANCELLED") {
		t.Errorf("who is no longer invited hears:\n%s", text)
	}
	s.Run([]world.Call{
		{As: "eve", Do: "POST " + one + "/cancel", Send: `{"reason":" "}`, Want: 422, Says: "#/reason"},
		{As: "eve", Do: "POST " + one + "/cancel", Send: `{"reason":"Regn"}`, Want: 200, Says: `"reason":"Regn"`},
		{As: "eve", Do: "POST " + one + "/cancel", Send: `{"reason":"igen"}`, Want: 409},
		{As: "eve", Do: "PUT " + one, Send: body("x", `,"base":3`), Want: 409},
		{As: "bob", Do: "GET /projects/{other}/bookings/" + id, Want: 404},
	})
	if text := invite(t, w, "rita", "SEL flyttet"); !strings.Contains(text, "UID:"+id) {
		t.Errorf("the cancelling says:\n%s", text)
	}
}

func TestFeed(t *testing.T) {
	s := newScene(t)
	const feed = "/projects/{project}/calendar"
	s.Walls("GET "+feed, "", "")
	s.Walls("POST "+feed, "{}", "")
	s.Walls("DELETE "+feed, "", "")
	s.changed(s.balancing, `"planned_on":"2026-05-01"`)
	s.made("/projects/{project}/rows", `{"title_da":"Ikke Bens","planned_on":"2026-05-02"}`)
	booked := s.Do("eve", "POST", bookings, `{"title":"Gennemgang","starts_at":"2026-05-20T07:00:00Z","ends_at":"2026-05-20T09:00:00Z","companies":["`+s.ID("projects.companies", "name", "Nordluft").String()+`"]}`)
	if booked.Status != 201 {
		t.Fatalf("booking: %d %s", booked.Status, booked.Body)
	}
	made := s.Do("ben", "POST", feed, "{}")
	address, found := strings.CutPrefix(fmt.Sprint(made.Field("address")), s.Config.PublicURL+"/api")
	if made.Status != 201 || !found {
		t.Fatalf("making an address: %d %s", made.Status, made.Body)
	}
	got := s.Do("", "GET", address, "")
	for _, want := range []string{"BEGIN:VCALENDAR", "SUMMARY:Gennemgang", "Indregulering", "DTSTART;VALUE=DATE:20260501"} {
		if !strings.Contains(string(got.Body), want) {
			t.Errorf("%q is not in the calendar: %d %s", want, got.Status, got.Body)
		}
	}
	if strings.Contains(string(got.Body), "Ikke Bens") || got.Header.Get("Content-Type") != "text/calendar; charset=utf-8" || got.Header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("the calendar: %v\n%s", got.Header, got.Body)
	}
	if again := s.Do("", "GET", address, "", "If-None-Match", got.Header.Get("ETag")); again.Status != http.StatusNotModified {
		t.Errorf("asked again with its tag: %d, want 304", again.Status)
	}
	s.Run([]world.Call{
		{As: "", Do: "GET " + address + "x", Want: 404},
		{As: "", Do: "GET " + strings.Replace(address, s.Project.String(), s.Other.String(), 1), Want: 404},
		{As: "ben", Do: "GET " + feed, Want: 200, Says: `"made_at":"2026`, Not: "address"},
		{As: "eve", Do: "GET " + feed, Want: 200, Says: `"made_at":null`},
	})
	// A new address ends the earlier one; leaving the project ends it all.
	second := strings.TrimPrefix(fmt.Sprint(s.Do("ben", "POST", feed, "{}").Field("address")), s.Config.PublicURL+"/api")
	s.Run([]world.Call{{As: "", Do: "GET " + address, Want: 404}, {As: "", Do: "GET " + second, Want: 200}})
	s.As("ann", func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("delete from projects.members where person = ?", s.People["ben"]).Exec(ctx)
		return err
	})
	s.Run([]world.Call{{As: "", Do: "GET " + second, Want: 404}})
	third := strings.TrimPrefix(fmt.Sprint(s.Do("eve", "POST", feed, "{}").Field("address")), s.Config.PublicURL+"/api")
	s.Run([]world.Call{{As: "", Do: "GET " + third, Want: 200}, {As: "eve", Do: "DELETE " + feed, Want: 204}, {As: "", Do: "GET " + third, Want: 404}})
}

// TestBookingTakenOver removes who booked and who is invited: whoever takes over
// gets the invitations, nobody else a mail.
func TestBookingTakenOver(t *testing.T) {
	w := world.New(t)
	body := `{"title":"Overtaget","starts_at":"2026-05-20T07:00:00Z","ends_at":"2026-05-20T09:00:00Z","people":["` + w.People["ben"].String() + `","` + w.People["rita"].String() + `"]}`
	id := fmt.Sprint(w.Do("eve", "POST", bookings, body).Field("id"))
	invite(t, w, "ben", "Overtaget")
	w.Seat("max", "administrator", "Nordluft", nil)
	membership := func(name string) string { return w.ID("projects.members", "person", w.People[name]).String() }
	max := membership("max")
	w.Run([]world.Call{
		{As: "ann", Do: "DELETE /projects/{project}/members/" + membership("ben") + "?to=" + max, Want: 204},
		{As: "ann", Do: "GET " + bookings + "/" + id, Want: 200, Says: w.People["max"].String(), Not: w.People["ben"].String()},
	})
	if got := invite(t, w, "max", "Overtaget"); !strings.Contains(got, "METHOD:REQUEST") || !strings.Contains(got, "UID:"+id) || !strings.Contains(got, "ORGANIZER;CN=\"Eve\"") && !strings.Contains(got, "ORGANIZER;CN=Eve") {
		t.Errorf("the invitation of whoever takes over:\n%s", got)
	}
	// She who booked leaves by herself.
	w.Run([]world.Call{
		{As: "eve", Do: "DELETE /projects/{project}/members/" + membership("eve") + "?to=" + max, Want: 204},
		{As: "ann", Do: "GET " + bookings + "/" + id, Want: 200, Says: `"person":"` + w.People["max"].String() + `"`},
	})
}
