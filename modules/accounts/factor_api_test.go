package accounts_test

import (
	"bytes"
	"encoding/base32"
	"fmt"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/accounts"
	"cxweb/platform/vault"
)

// somebody is a person with a password who has signed in through the door.
type somebody struct {
	t      *testing.T
	w      *world.World
	email  string
	cookie string
	secret []byte
	codes  []string
}

// newcomer has somebody accept an invitation.
func newcomer(t *testing.T, w *world.World) *somebody {
	t.Helper()
	email, token := invite(t, w, "")
	a := w.Do("", "POST", "/invitation/accept", fmt.Sprintf(`{"token":"%s","name":"Nina Ny","company":"Nordluft","password":"%s","language":"en"}`, token, strong))
	if a.Status != 200 {
		t.Fatalf("accepting: %d %s", a.Status, a.Body)
	}
	s := &somebody{t: t, w: w, email: email}
	s.take(a)
	return s
}

// take keeps the cookie that an answer set.
func (s *somebody) take(a world.Answer) {
	if set := a.Header.Get("Set-Cookie"); set != "" {
		s.cookie = strings.Split(set, ";")[0]
	}
}

// do sends a request with the cookie and keeps the one that comes back.
func (s *somebody) do(method, path, send string) world.Answer {
	s.t.Helper()
	a := s.w.Do("", method, path, send, "Cookie", s.cookie)
	s.take(a)
	return a
}

// must does what has to succeed.
func (s *somebody) must(method, path, send string) world.Answer {
	s.t.Helper()
	a := s.do(method, path, send)
	if a.Status >= 300 {
		s.t.Fatalf("%s %s: %d %s", method, path, a.Status, a.Body)
	}
	return a
}

// signIn signs in anew, with more of the body than address and password.
func (s *somebody) signIn(more string) world.Answer {
	s.t.Helper()
	return s.w.Do("", "POST", "/sign_in", fmt.Sprintf(`{"email":"%s","password":"%s"%s}`, s.email, strong, more))
}

// code is what the app shows so many steps from now.
func (s *somebody) code(steps int64) string {
	return accounts.CodeOf(s.secret, accounts.StepAt(s.w.Clock.Now())+steps)
}

// protect sets an authenticator app up.
func (s *somebody) protect() {
	s.t.Helper()
	text, _ := s.must("POST", "/me/authenticator", "").Field("secret").(string)
	var err error
	if s.secret, err = base32.StdEncoding.DecodeString(text); err != nil {
		s.t.Fatal(err)
	}
	var made struct{ Codes []string }
	s.must("POST", "/me/authenticator/confirm", `{"code":"`+s.code(0)+`"}`).Read(s.t, &made)
	s.codes = made.Codes
}

func TestAuthenticator(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	if a := nina.do("POST", "/me/authenticator/confirm", `{"code":"123456"}`); a.Status != 409 {
		t.Errorf("confirming what was not begun: %d %s", a.Status, a.Body)
	}
	begun := nina.must("POST", "/me/authenticator", "")
	text, _ := begun.Field("secret").(string)
	if !strings.Contains(fmt.Sprint(begun.Field("address")), text) || begun.Field("picture") == nil {
		t.Errorf("what the app is given: %s", begun.Body)
	}
	if a := nina.do("POST", "/me/authenticator/confirm", `{"code":"000000"}`); a.Status != 422 || !strings.Contains(string(a.Body), "#/code") {
		t.Errorf("a wrong code: %d %s", a.Status, a.Body)
	}
	if a := nina.signIn(""); a.Status != 200 {
		t.Errorf("an app that was not confirmed is asked for: %d %s", a.Status, a.Body)
	}
	other := nina.signIn("").Header.Get("Set-Cookie")
	before := nina.cookie
	nina.protect()
	if len(nina.codes) != 10 || nina.cookie == before {
		t.Errorf("%d recovery codes, another cookie %v", len(nina.codes), nina.cookie != before)
	}
	if a := w.Do("", "GET", "/me", "", "Cookie", strings.Split(other, ";")[0]); a.Status != 401 {
		t.Errorf("another session lives on after a factor was added: %d", a.Status)
	}
	if a := nina.do("POST", "/me/authenticator", ""); a.Status != 409 {
		t.Errorf("a second app: %d %s", a.Status, a.Body)
	}
	w.Mail(nina.email, "authenticator app was added")
	var security struct {
		CodesLeft int    `json:"codes_left"`
		Since     string `json:"authenticator_at"`
	}
	nina.must("GET", "/me/security", "").Read(t, &security)
	if security.CodesLeft != 10 || security.Since == "" {
		t.Errorf("what is told of the account: %+v", security)
	}
	if a := nina.must("GET", "/me/events", ""); !strings.Contains(string(a.Body), "accounts.authenticator.confirm") {
		t.Errorf("the account's history does not tell: %s", a.Body)
	}
}

func TestSignInWithSecondFactor(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	nina.protect()
	asked := nina.signIn("")
	if asked.Status != 401 || asked.Field("type") != "/problems/signed-out/second-factor" || fmt.Sprint(asked.Field("ways")) != "[code recovery]" || asked.Header.Get("Set-Cookie") != "" {
		t.Fatalf("the password alone: %d %s", asked.Status, asked.Body)
	}
	if a := w.Do("", "POST", "/sign_in", `{"email":"`+nina.email+`","password":"Wrong1234","code":"`+nina.code(1)+`"}`); a.Status != 422 || strings.Contains(string(a.Body), "code") {
		t.Errorf("the code without the password: %d %s", a.Status, a.Body)
	}
	if a := nina.signIn(`,"code":"` + nina.code(0) + `"`); a.Status != 422 {
		t.Errorf("the code that set the app up works again: %d", a.Status)
	}
	next := nina.code(1)
	if a := nina.signIn(`,"code":"` + next[:3] + " " + next[3:] + `"`); a.Status != 200 {
		t.Errorf("the right code: %d %s", a.Status, a.Body)
	}
	if a := nina.signIn(`,"code":"` + next + `"`); a.Status != 422 {
		t.Errorf("a code works twice: %d %s", a.Status, a.Body)
	}
	if a := nina.signIn(`,"code":"` + strings.ToLower(nina.codes[3]) + `"`); a.Status != 200 {
		t.Errorf("a recovery code: %d %s", a.Status, a.Body)
	}
	if a := nina.signIn(`,"code":"` + nina.codes[3] + `"`); a.Status != 422 {
		t.Errorf("a recovery code works twice: %d %s", a.Status, a.Body)
	}
	w.Mail(nina.email, "recovery code was used")
}

func TestCodeOfSixteenAtOnceWorksOnce(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	nina.protect()
	for name, code := range map[string]string{"the app's": nina.code(1), "a recovery": nina.codes[0]} {
		var wait sync.WaitGroup
		var mu sync.Mutex
		ok := 0
		for range 8 { // as many as may try to guess at once
			wait.Go(func() {
				a := nina.signIn(`,"code":"` + code + `"`)
				mu.Lock()
				defer mu.Unlock()
				if a.Status == 200 {
					ok++
				}
			})
		}
		wait.Wait()
		if ok != 1 {
			t.Errorf("%s code worked %d times, want once", name, ok)
		}
	}
}

func TestCodesCannotBeGuessed(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	nina.protect()
	last := 0
	for n := range 12 {
		last = nina.signIn(fmt.Sprintf(`,"code":"%06d"`, n)).Status
	}
	if last != 429 {
		t.Errorf("a dozen guesses at a code: got %d, want 429", last)
	}
}

func TestResetKeepsTheSecondFactor(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	nina.protect()
	w.Do("", "POST", "/password/forgot", `{"email":"`+nina.email+`"}`)
	link := w.Link(nina.email, "Set a new password")
	w.Run([]world.Call{
		{Do: "POST /password/reset", Send: `{"token":"` + link + `","password":"Nyt4Kodeord!x"}`, Want: 204},
		{Do: "POST /sign_in", Send: `{"email":"` + nina.email + `","password":"Nyt4Kodeord!x"}`, Want: 401, Says: "second-factor"},
		{Do: "POST /sign_in", Send: `{"email":"` + nina.email + `","password":"Nyt4Kodeord!x","code":"` + nina.codes[0] + `"}`, Want: 200},
	})
}

func TestDangerousThingsTakeConfirming(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	nina.protect()
	w.Clock.Advance(11 * time.Minute)
	for _, do := range []string{"POST /me/email", "POST /me/tokens", "POST /me/recovery_codes", "DELETE /me/authenticator", "GET /me/passkeys/new"} {
		method, path, _ := strings.Cut(do, " ")
		if a := nina.do(method, path, ""); a.Status != 403 || a.Field("type") != "/problems/denied/confirm" {
			t.Errorf("%s unconfirmed: %d %s", do, a.Status, a.Body)
		}
	}
	before := nina.cookie
	for send, want := range map[string]int{`{}`: 422, `{"password":"Wrong1234"}`: 422, `{"code":"000000"}`: 422, `{"ticket":"made up","credential":{}}`: 409} {
		if a := nina.do("POST", "/me/confirm", send); a.Status != want {
			t.Errorf("confirming with %s: %d %s, want %d", send, a.Status, a.Body, want)
		}
	}
	nina.must("POST", "/me/confirm", `{"password":"`+strong+`"}`)
	if nina.cookie == before {
		t.Error("confirming gives no new cookie")
	}
	if a := w.Do("", "GET", "/me", "", "Cookie", before); a.Status != 200 {
		t.Errorf("a request on its way with the earlier cookie is refused: %d", a.Status)
	}
	w.Clock.Advance(31 * time.Second)
	if a := w.Do("", "GET", "/me", "", "Cookie", before); a.Status != 401 {
		t.Errorf("the earlier cookie lives on: %d", a.Status)
	}
	var made struct{ Codes []string }
	nina.must("POST", "/me/recovery_codes", "").Read(t, &made)
	if a := nina.signIn(`,"code":"` + nina.codes[0] + `"`); a.Status != 422 || len(made.Codes) != 10 {
		t.Errorf("earlier recovery codes work on: %d %s", a.Status, a.Body)
	}
	w.Clock.Advance(11 * time.Minute)
	nina.must("POST", "/me/confirm", `{"code":"`+nina.code(0)+`"}`)
	nina.must("DELETE", "/me/authenticator", "")
	if a := nina.signIn(""); a.Status != 200 {
		t.Errorf("a removed app is asked for: %d %s", a.Status, a.Body)
	}
	if a := nina.do("POST", "/me/recovery_codes", ""); a.Status != 409 {
		t.Errorf("recovery codes without a factor: %d %s", a.Status, a.Body)
	}
}

func TestSessionsEnd(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	cookieOf := func(a world.Answer) string { return strings.Split(a.Header.Get("Set-Cookie"), ";")[0] }
	other, third := cookieOf(nina.signIn("")), cookieOf(nina.signIn(""))
	again := w.Do("", "POST", "/sign_in", fmt.Sprintf(`{"email":"%s","password":"%s"}`, nina.email, strong), "Cookie", third)
	if a := w.Do("", "GET", "/me", "", "Cookie", third); a.Status != 401 || again.Status != 200 {
		t.Errorf("signing in anew leaves the earlier session: %d", a.Status)
	}
	nina.must("POST", "/me/sessions/end_others", "")
	if a := w.Do("", "GET", "/me", "", "Cookie", other); a.Status != 401 {
		t.Errorf("signed out everywhere else, and yet: %d", a.Status)
	}
	if a := nina.must("GET", "/me/sessions", ""); strings.Count(string(a.Body), `"id"`) != 1 || !strings.Contains(string(a.Body), `"current":true`) {
		t.Errorf("the sessions left: %s", a.Body)
	}
	other = cookieOf(nina.signIn(""))
	before := nina.cookie
	nina.must("POST", "/me/password", `{"current":"`+strong+`","password":"Nyt4Kodeord!x"}`)
	if a := w.Do("", "GET", "/me", "", "Cookie", other); a.Status != 401 || nina.cookie == before {
		t.Errorf("the password changed, and another session: %d", a.Status)
	}
	w.Clock.Advance(6 * 24 * time.Hour)
	nina.must("GET", "/me", "")
	w.Clock.Advance(6 * 24 * time.Hour)
	nina.must("GET", "/me", "") // in use
	w.Clock.Advance(7*24*time.Hour + time.Minute)
	if a := nina.do("GET", "/me", ""); a.Status != 401 {
		t.Errorf("a week without use: %d", a.Status)
	}
}

// from signs somebody in from an address.
func (s *somebody) from(address, password string) world.Answer {
	s.t.Helper()
	return s.w.Do("", "POST", "/sign_in", fmt.Sprintf(`{"email":"%s","password":"%s"}`, s.email, password), "X-Forwarded-For", address)
}

// behindProxy has the program believe what a proxy says of addresses.
func behindProxy(t *testing.T, w *world.World) {
	t.Helper()
	w.Set.Proxies = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/32")} // where a test's requests come from
	t.Cleanup(func() { w.Set.Proxies = nil })
}

func TestGuessesElsewhereDoNotKeepThePersonOut(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	behindProxy(t, w)
	const home, attacker = "198.51.100.1", "203.0.113.9"
	if a := nina.from(home, strong); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	got := map[string][]int{}
	for n := range 12 {
		for _, who := range []*somebody{nina, {t: t, w: w, email: "nobody." + nina.email}} {
			a := who.from(fmt.Sprintf("203.0.113.%d", n+1), "Wrong1234")
			got[who.email] = append(got[who.email], a.Status)
			if a.Status == 429 && a.Header.Get("Retry-After") == "" {
				t.Errorf("no word of when to try again: %s", a.Body)
			}
		}
	}
	if fmt.Sprint(got[nina.email]) != fmt.Sprint(got["nobody."+nina.email]) || got[nina.email][11] != 429 {
		t.Errorf("an account is told from none by its limit: %v", got)
	}
	if a := nina.from(attacker, strong); a.Status != 429 {
		t.Errorf("one more guess from elsewhere, even if it is right: %d", a.Status)
	}
	if a := nina.from(home, strong); a.Status != 200 {
		t.Errorf("the person is kept out: %d %s", a.Status, a.Body)
	}
}

func TestNewPlaceIsTold(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	behindProxy(t, w)
	if a := nina.from("203.0.113.77", strong); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	w.Mail(nina.email, "from a new place")
}

// TestSecondFactorOutlivesTheKey changes the key of the installation: an app works
// on, and is sealed by the new key alone once it was used.
func TestSecondFactorOutlivesTheKey(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	nina.protect()
	people := program.ModuleOf[*accounts.Module](w.Program)
	key, err := vault.New(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	enters := func(steps int64) int { return nina.signIn(`,"code":"` + nina.code(steps) + `"`).Status }
	alone := func(*vault.Key) *vault.Key { return key }

	restore := people.Seals(alone)
	if got := enters(1); got == 200 {
		t.Error("a key that never sealed it opens it: the test proves nothing")
	}
	restore()
	restore = people.Seals(key.Changed)
	got := enters(1)
	restore()
	if got != 200 {
		t.Fatalf("with the key before at hand: %d", got)
	}
	w.Clock.Advance(2 * time.Minute)
	restore = people.Seals(alone)
	defer restore()
	if got := enters(0); got != 200 {
		t.Errorf("with the new key alone: %d", got)
	}
}
