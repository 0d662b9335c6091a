package accounts_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"
	"cxweb/platform/problem"
	"cxweb/platform/testkit"
)

// TestOperatorLetsSomebodyIn has the operator help somebody who has lost phone
// and codes: the password alone signs in, and nothing that was open is left.
func TestOperatorLetsSomebodyIn(t *testing.T) {
	w := world.New(t)
	ctx := context.Background()
	nina, tom := newcomer(t, w), newcomer(t, w)
	const reason = "Called from her desk; her manager vouched for her."
	for name, c := range map[string]struct {
		email, reason string
		want          problem.Kind
	}{
		"an unknown address":  {"nobody@nordluft.example", reason, problem.NotFound},
		"no address":          {"", reason, problem.NotFound},
		"no reason":           {nina.email, " ", problem.Invalid},
		"a short reason":      {nina.email, "asked", problem.Invalid},
		"a reason too long":   {nina.email, strings.Repeat("because ", 100), problem.Invalid},
		"nobody to be helped": {nina.email, reason, problem.Conflict},
	} {
		if _, err := w.Helps()["unlock-factor"](ctx, c.email, c.reason, "root"); !problem.Is(err, c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
	phone := newDevice(w)
	nina.must("POST", "/me/passkeys", phone.make(t, nina.must("GET", "/me/passkeys/new", ""), `,"name":"Phone"`))
	nina.protect()
	tom.protect()
	token, _ := nina.must("POST", "/me/tokens", `{"name":"script"}`).Field("token").(string)
	if k, err := w.Kept(ctx, strings.ToUpper(nina.email)); err != nil || !k.Authenticator || k.Passkeys != 1 || k.Codes != 10 || k.Sessions == 0 || k.Tokens != 1 {
		t.Errorf("what she has: %+v %v", k, err)
	}
	if a := nina.signIn(""); a.Status != 401 {
		t.Fatalf("before: %d %s", a.Status, a.Body)
	}
	if _, err := w.Helps()["unlock-factor"](ctx, nina.email, reason, "root"); err != nil {
		t.Fatal(err)
	}
	if a := nina.do("GET", "/me", ""); a.Status != 401 {
		t.Errorf("a session that was open: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "GET", "/me", "", "Authorization", "Bearer "+token); a.Status != 401 {
		t.Errorf("a token that was open: %d %s", a.Status, a.Body)
	}
	if text := w.Mail(nina.email, "second factor was removed"); !strings.Contains(text, reason) {
		t.Errorf("the mail does not say why: %s", text)
	}
	if a := w.Do("", "POST", "/sign_in/passkey", phone.use(t, w)); a.Status != 422 || a.Header.Get("Set-Cookie") != "" {
		t.Errorf("a passkey that she had: %d %s", a.Status, a.Body)
	}
	in := nina.signIn("")
	if in.Status != 200 {
		t.Fatalf("with the password alone: %d %s", in.Status, in.Body)
	}
	nina.take(in)
	if a := nina.must("GET", "/me/events", ""); !strings.Contains(string(a.Body), "accounts.factor.unlock") || !strings.Contains(string(a.Body), reason) {
		t.Errorf("her history does not tell: %s", a.Body)
	}
	if a := nina.must("GET", "/me/security", ""); a.Field("codes_left") != 0.0 || a.Field("authenticator_at") != nil {
		t.Errorf("what is left: %s", a.Body)
	}
	tom.must("GET", "/me", "")
	if a := tom.must("GET", "/me/events", ""); strings.Contains(string(a.Body), "unlock") {
		t.Errorf("somebody else's history: %s", a.Body)
	}
}

// TestOperatorSignsSomebodyOut has the operator end the sessions of somebody
// whose device is gone; password, second factor and tokens stay.
func TestOperatorSignsSomebodyOut(t *testing.T) {
	w := world.New(t)
	ctx := context.Background()
	nina, tom := newcomer(t, w), newcomer(t, w)
	nina.protect()
	token, _ := nina.must("POST", "/me/tokens", `{"name":"script"}`).Field("token").(string)
	const reason = "Her tablet was stolen from the site."
	if _, err := w.Helps()["end-sessions"](ctx, nina.email, "stolen", "root"); !problem.Is(err, problem.Invalid) {
		t.Errorf("a short reason: %v", err)
	}
	if _, err := w.Helps()["end-sessions"](ctx, "nobody@nordluft.example", reason, "root"); !problem.Is(err, problem.NotFound) {
		t.Errorf("an unknown address: %v", err)
	}
	nina.must("GET", "/me", "")
	if k, err := w.Helps()["end-sessions"](ctx, nina.email, reason, "root"); err != nil || k.Sessions == 0 {
		t.Fatalf("%+v %v", k, err)
	}
	if a := nina.do("GET", "/me", ""); a.Status != 401 {
		t.Errorf("a session that was open: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "GET", "/projects", "", "Authorization", "Bearer "+token); a.Status != 200 {
		t.Errorf("her token: %d %s", a.Status, a.Body)
	}
	if text := w.Mail(nina.email, "signed out everywhere"); !strings.Contains(text, reason) {
		t.Errorf("the mail does not say why: %s", text)
	}
	if a := nina.signIn(""); a.Status != 401 || a.Field("type") != "/problems/signed-out/second-factor" {
		t.Errorf("signing in again: %d %s", a.Status, a.Body)
	}
	w.Clock.Advance(time.Minute)
	nina.take(nina.signIn(`,"code":"` + nina.code(0) + `"`))
	if a := nina.must("GET", "/me/events", ""); !strings.Contains(string(a.Body), "accounts.session.end_all") || !strings.Contains(string(a.Body), reason) {
		t.Errorf("her history does not tell: %s", a.Body)
	}
	tom.must("GET", "/me", "")
}

// TestOperatorClosesAnAccount has the operator close the account of somebody who
// has left: no way in is left, until it is opened again.
func TestOperatorClosesAnAccount(t *testing.T) {
	w, p, domain := withCompany(t)
	ctx := context.Background()
	nina, tom := employee(t, w, "nina@"+domain), newcomer(t, w)
	phone := newDevice(w)
	var made struct{ Codes []string }
	nina.must("POST", "/me/passkeys", phone.make(t, nina.must("GET", "/me/passkeys/new", ""), `,"name":"Phone"`)).Read(t, &made)
	code := `,"code":"` + made.Codes[0] + `"`
	token, _ := nina.must("POST", "/me/tokens", `{"name":"script"}`).Field("token").(string)
	w.Run([]world.Call{{Do: "POST /password/forgot", Send: `{"email":"` + nina.email + `"}`, Want: 202}})
	reset := w.Link(nina.email, "new password")
	const reason = "She has left Nordluft."
	if _, err := w.Helps()["reopen"](ctx, nina.email, reason, "root"); !problem.Is(err, problem.Conflict) {
		t.Errorf("opening what is open: %v", err)
	}
	if _, err := w.Helps()["close"](ctx, nina.email, "left", "root"); !problem.Is(err, problem.Invalid) {
		t.Errorf("a short reason: %v", err)
	}
	if _, err := w.Helps()["close"](ctx, nina.email, reason, "root"); err != nil {
		t.Fatal(err)
	}
	if text := w.Mail(nina.email, "account was closed"); !strings.Contains(text, reason) {
		t.Errorf("the mail does not say why: %s", text)
	}
	if a := nina.do("GET", "/me", ""); a.Status != 401 {
		t.Errorf("a session that was open: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "GET", "/projects", "", "Authorization", "Bearer "+token); a.Status != 401 {
		t.Errorf("a token that was open: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "POST", "/sign_in/passkey", phone.use(t, w)); a.Status != 403 || !strings.Contains(string(a.Body), "is closed") || a.Header.Get("Set-Cookie") != "" {
		t.Errorf("by her passkey: %d %s", a.Status, a.Body)
	}
	if a := nina.signIn(code); a.Status != 403 || !strings.Contains(string(a.Body), "is closed") || a.Header.Get("Set-Cookie") != "" {
		t.Errorf("the right password and code: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "POST", "/sign_in", `{"email":"`+nina.email+`","password":"Not9right"}`); a.Status != 422 {
		t.Errorf("a wrong password tells that the account is closed: %d %s", a.Status, a.Body)
	}
	ticket, _ := comeBack(t, w, p, nina.email).Field("ticket").(string)
	if a := w.Do("", "POST", "/sign_in/company/open", `{"ticket":"`+ticket+`"`+code+`}`); a.Status != 403 || !strings.Contains(string(a.Body), "is closed") || a.Header.Get("Set-Cookie") != "" {
		t.Errorf("by the company: %d %s", a.Status, a.Body)
	}
	w.Run([]world.Call{{Do: "POST /password/reset", Send: `{"token":"` + reset + `","password":"` + strong + `"}`, Want: 404}})
	tom.must("GET", "/me", "")
	if k, err := w.Kept(ctx, nina.email); err != nil || !k.Closed {
		t.Errorf("what the operator sees: %+v %v", k, err)
	}
	if _, err := w.Helps()["reopen"](ctx, nina.email, "She is back at Nordluft.", "root"); err != nil {
		t.Fatal(err)
	}
	nina.take(nina.signIn(code))
	if a := nina.must("GET", "/me/events", ""); !strings.Contains(string(a.Body), "accounts.account.close") || !strings.Contains(string(a.Body), "accounts.account.reopen") {
		t.Errorf("her history does not tell: %s", a.Body)
	}
}

// TestFailedSignInsAreLogged looks into the log for what did not succeed: by
// which way, and whose it was by their id; no address and no password.
func TestFailedSignInsAreLogged(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	nina.protect()
	log := testkit.Listen(t)
	w.Do("", "POST", "/sign_in", `{"email":"`+nina.email+`","password":"Not9right"}`)
	w.Do("", "POST", "/sign_in", `{"email":"nobody@nordluft.example","password":"Not9right"}`)
	nina.signIn(`,"code":"000000"`)
	nina.signIn("") // asks for the second factor, and is no failure
	text := log.String()
	if n := strings.Count(text, `"a sign-in failed"`); n != 3 {
		t.Errorf("%d failures are told: %s", n, text)
	}
	for _, want := range []string{"by=password", `by="second factor"`, "person=00000000-0000-0000-0000-000000000000", "request="} {
		if !strings.Contains(text, want) {
			t.Errorf("the log lacks %s: %s", want, text)
		}
	}
	for _, not := range []string{nina.email, "nobody@nordluft", "Not9right", strong, "000000\""} {
		if strings.Contains(text, not) {
			t.Errorf("the log tells %s: %s", not, text)
		}
	}
}
