package accounts_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/accounts"
	"cxweb/platform/db"
	"cxweb/platform/scope"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

// demanding has a company demand a second factor of its people, or no longer.
func demanding(t *testing.T, w *world.World, companies ...accounts.Company) {
	t.Helper()
	people := program.ModuleOf[*accounts.Module](w.Program)
	people.Forget()
	for _, c := range companies {
		people.Know(c)
	}
	if err := w.NoteCompanies(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// TestCompanyThatDemandsASecondFactor closes every project to a company's people
// who have none, at both walls, and to nobody else.
func TestCompanyThatDemandsASecondFactor(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	own := "c" + uuid.NewString()[:8] + ".example"
	nordluft := accounts.Company{Name: "Nordluft", Domains: []string{strings.ToUpper(own)}, Demands: true}
	defer demanding(t, w)
	nina, tom := employee(t, w, "nina@"+own), employee(t, w, "tom@sub."+own)
	nina.must("GET", systems, "")
	token, _ := nina.must("POST", "/me/tokens", `{"name":"script"}`).Field("token").(string)
	made := w.Do("ann", "POST", "/projects/{project}/programs", `{"name":"BMS","rights":["registers.view"]}`)
	bms, _ := made.Field("token").(string)

	demanding(t, w, nordluft)
	refused := nina.do("GET", systems, "")
	if refused.Status != 403 || refused.Field("type") != "/problems/denied/second-factor" || !strings.Contains(string(refused.Body), "Nordluft demands") {
		t.Errorf("without a second factor: %d %s", refused.Status, refused.Body)
	}
	if a := w.Do("", "GET", systems, "", "Authorization", "Bearer "+token); a.Status != 403 {
		t.Errorf("by a token of hers: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "GET", systems, "", "Authorization", "Bearer "+bms); a.Status != 200 {
		t.Errorf("a program of the project: %d %s", a.Status, a.Body)
	}
	for who, status := range map[*somebody]int{nina: 403, tom: 200} {
		if a := who.do("GET", systems, ""); a.Status != status {
			t.Errorf("%s: got %d, want %d", who.email, a.Status, status)
		}
	}
	listed := nina.must("GET", "/projects", "")
	if text := string(listed.Body); !strings.Contains(text, `"barred":true`) || !strings.Contains(text, `"second_factor":false`) {
		t.Errorf("the list of her projects: %s", text)
	}
	if a := nina.do("POST", "/projects", fmt.Sprintf(`{"id":"%s","name":"Sidevej"}`, uuid.NewString())); a.Status != 403 || a.Field("type") != "/problems/denied/second-factor" {
		t.Errorf("a project of her own: %d %s", a.Status, a.Body)
	}
	if n := behindTheWall(t, w, nina); n != 0 {
		t.Errorf("the database shows her %d rows", n)
	}
	if a := nina.must("GET", "/me/security", ""); a.Field("demanded_by") != "Nordluft" {
		t.Errorf("her page does not say who demands it: %s", a.Body)
	}
	if a := tom.must("GET", "/me/security", ""); a.Field("demanded_by") != nil {
		t.Errorf("the page of somebody of another company: %s", a.Body)
	}

	nina.protect()
	nina.must("GET", systems, "")
	if n := behindTheWall(t, w, nina); n == 0 {
		t.Error("with a second factor she sees nothing: the test proves nothing")
	}
	if a := nina.do("DELETE", "/me/authenticator", ""); a.Status != 409 || !strings.Contains(string(a.Body), "Nordluft demands") {
		t.Errorf("taking the last one away: %d %s", a.Status, a.Body)
	}
	nina.must("GET", systems, "")
	demanding(t, w)
	nina.must("DELETE", "/me/authenticator", "")
	nina.must("GET", systems, "")
	demanding(t, w, nordluft)
	if a := nina.do("GET", systems, ""); a.Status != 403 {
		t.Errorf("demanded again: %d %s", a.Status, a.Body)
	}
	demanding(t, w, accounts.Company{Name: "Nordluft", Domains: []string{own}})
	nina.must("GET", systems, "")
}

// behindTheWall counts what the database shows somebody of the world's project.
func behindTheWall(t *testing.T, w *world.World, s *somebody) (n int) {
	t.Helper()
	s.past(func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select (select count(*) from registers.disciplines) + (select count(*) from audit.versions) + (select count(*) from projects.projects)").Scan(ctx, &n)
	})
	return n
}

// past works in the database as somebody, past the program and its wall.
func (s *somebody) past(fn func(context.Context) error) {
	s.t.Helper()
	person, _ := s.must("GET", "/me", "").Field("person").(map[string]any)
	err := s.w.DB.Work(context.Background(), db.Entry{Kind: scope.Person, Person: uuid.MustParse(fmt.Sprint(person["id"])), Project: s.w.Project, Request: uuid.New(), Action: "test", Origin: "test", Now: s.w.Clock.Now()}, fn)
	if err != nil {
		s.t.Error(err)
	}
}

// TestWhoTakesAnAddressOfACompanyBelongsToIt looks at people who come to a
// company that demands a second factor after it did, and who leave it.
func TestWhoTakesAnAddressOfACompanyBelongsToIt(t *testing.T) {
	w := world.New(t)
	const systems = "/projects/{project}/systems"
	own := "c" + uuid.NewString()[:8] + ".example"
	defer demanding(t, w)
	demanding(t, w, accounts.Company{Name: "Nordluft", Domains: []string{own}, Demands: true})
	late := employee(t, w, "late@"+own)
	if a := late.do("GET", systems, ""); a.Status != 403 {
		t.Errorf("who took an address of the company: %d %s", a.Status, a.Body)
	}
	left := "left." + uuid.NewString()[:8] + "@elsewhere.example"
	late.must("POST", "/me/email", `{"email":"`+left+`"}`)
	if a := w.Do("", "POST", "/email/confirm", `{"token":"`+w.Link(left, "Confirm your new address")+`"}`); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	late.email = left
	late.take(late.signIn(""))
	late.must("GET", systems, "")

	ve := w.ID("registers.disciplines", "code", "VE")
	invited := "new@" + own
	send := fmt.Sprintf(`{"email":"%s","company_name":"Nordluft","role":"own_items","disciplines":["%s"],"language":"en"}`, invited, ve)
	if a := w.Do("ann", "POST", "/projects/{project}/members", send); a.Status != 201 {
		t.Fatalf("inviting: %d %s", a.Status, a.Body)
	}
	fresh := &somebody{t: t, w: w, email: invited}
	accepted := w.Do("", "POST", "/invitation/accept", fmt.Sprintf(`{"token":"%s","name":"Nina Ny","company":"Nordluft","password":"%s","language":"en"}`, w.Link(invited, "invited"), strong))
	if accepted.Status != 200 {
		t.Fatalf("accepting: %d %s", accepted.Status, accepted.Body)
	}
	fresh.take(accepted)
	if a := fresh.do("GET", systems, ""); a.Status != 403 {
		t.Errorf("who was invited at the company's address: %d %s", a.Status, a.Body)
	}
	fresh.protect()
	fresh.must("GET", systems, "")
	joined := func() bool {
		var members struct {
			Items []struct{ Email, State string }
		}
		w.Do("ann", "GET", "/projects/{project}/members", "").Read(t, &members)
		return slices.ContainsFunc(members.Items, func(m struct{ Email, State string }) bool { return m.Email == invited && m.State == "active" })
	}
	if !testkit.Until(30*time.Second, joined) {
		t.Error("who was kept out when they accepted the invitation never joins")
	}
}

// TestDemandAndFactorAtTheSameTime has a company demand a second factor while
// somebody of it takes theirs away: whichever comes first, nobody is inside
// without one.
func TestDemandAndFactorAtTheSameTime(t *testing.T) {
	w := world.New(t)
	own := "c" + uuid.NewString()[:8] + ".example"
	defer demanding(t, w)
	for i := range 8 {
		demanding(t, w)
		s := employee(t, w, fmt.Sprintf("p%d@%s", i, own))
		s.protect()
		program.ModuleOf[*accounts.Module](w.Program).Know(accounts.Company{Name: "Nordluft", Domains: []string{own}, Demands: true})
		var wait sync.WaitGroup
		wait.Go(func() {
			if err := w.NoteCompanies(context.Background()); err != nil {
				t.Error(err)
			}
		})
		wait.Go(func() {
			s.past(func(ctx context.Context) error {
				_, err := db.On(ctx).NewRaw("delete from accounts.authenticators").Exec(ctx)
				return err
			})
		})
		wait.Wait()
		if a := s.do("GET", "/projects/{project}/systems", ""); a.Status != 403 {
			t.Errorf("inside without a second factor: %d %s", a.Status, a.Body)
		}
	}
}

// TestSpentTicketsAreForgotten runs the job that clears tickets away once they
// would have ended by themselves.
func TestSpentTicketsAreForgotten(t *testing.T) {
	w, p, domain := withCompany(t)
	nina := employee(t, w, "nina@"+domain)
	if a := comeBack(t, w, p, nina.email); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	w.Clock.Advance(11 * time.Minute)
	ended := func() (n int) {
		w.As("ann", func(ctx context.Context) error {
			return db.On(ctx).NewRaw("select count(*) from accounts.spent where ends_at < platform.now()").Scan(ctx, &n)
		})
		return n
	}
	before := ended()
	if err := w.RunJob(t.Context(), "accounts.clear"); err != nil {
		t.Fatal(err)
	}
	if after := ended(); before == 0 || after != 0 {
		t.Errorf("tickets that have ended: %d, then %d", before, after)
	}
}
