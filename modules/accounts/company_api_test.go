package accounts_test

import (
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/accounts"
	"cxweb/platform/outside"

	"github.com/google/uuid"
)

// withCompany is a world with a company that has a sign-in of its own.
func withCompany(t *testing.T) (*world.World, *provider, string) {
	t.Helper()
	w := world.New(t)
	p, domain := newProvider(t, w.Clock.Now), "c"+uuid.NewString()[:8]+".example"
	program.ModuleOf[*accounts.Module](w.Program).Know(accounts.Company{Name: "Nordluft", Issuer: p.server.URL, ClientID: clientID, Secret: clientSecret, Domains: []string{domain}, Client: p.client()})
	return w, p, domain
}

// employee is somebody with an account at an address.
func employee(t *testing.T, w *world.World, email string) *somebody {
	t.Helper()
	s := newcomer(t, w)
	s.must("POST", "/me/email", `{"email":"`+email+`"}`)
	there := w.Link(email, "Confirm your new address")
	if a := w.Do("", "POST", "/email/confirm", `{"token":"`+there+`"}`); a.Status != 200 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	s.email = email
	s.take(s.signIn(""))
	return s
}

// begin begins a sign-in at the company.
func begin(t *testing.T, w *world.World, email string) (address, ticket string) {
	t.Helper()
	var begun struct{ Address, Ticket string }
	a := w.Do("", "POST", "/sign_in/company", `{"email":"`+email+`"}`)
	if a.Status != 200 {
		t.Fatalf("beginning: %d %s", a.Status, a.Body)
	}
	a.Read(t, &begun)
	return begun.Address, begun.Ticket
}

// comeBack goes to the company and back.
func comeBack(t *testing.T, w *world.World, p *provider, email string) world.Answer {
	t.Helper()
	address, ticket := begin(t, w, email)
	code, state := p.visit(address)
	return w.Do("", "POST", "/sign_in/company/open", fmt.Sprintf(`{"ticket":"%s","state":"%s","answer":"%s"}`, ticket, state, code))
}

func TestSignInOfACompany(t *testing.T) {
	w, p, domain := withCompany(t)
	nina := employee(t, w, "nina@"+domain)
	w.Run([]world.Call{
		{Do: "GET /sign_in/company", Want: 200, Says: `"offered":true`},
		{Do: "POST /sign_in/company", Send: `{"email":"nina@elsewhere.example"}`, Want: 404},
		{Do: "POST /sign_in/company", Send: `{}`, Want: 422, Says: "#/email"},
		{Do: "POST /sign_in/company/open", Send: `{"ticket":"made up","state":"x","answer":"y"}`, Want: 409},
	})
	a := comeBack(t, w, p, nina.email)
	if a.Status != 200 || !strings.Contains(string(a.Body), nina.email) || a.Header.Get("Set-Cookie") == "" {
		t.Fatalf("signing in: %d %s", a.Status, a.Body)
	}
	nina.take(a)
	if a := nina.must("GET", "/me/events", ""); !strings.Contains(string(a.Body), "accounts.company.open") {
		t.Errorf("the account's history does not tell: %s", a.Body)
	}
	address, ticket := begin(t, w, nina.email)
	code, state := p.visit(address)
	send := fmt.Sprintf(`{"ticket":"%s","state":"%s","answer":"%s"}`, ticket, state, code)
	w.Run([]world.Call{
		{Do: "POST /sign_in/company/open", Send: fmt.Sprintf(`{"ticket":"%s","state":"another","answer":"%s"}`, ticket, code), Want: 403},
		{Do: "POST /sign_in/company/open", Send: send, Want: 200},
		{Do: "POST /sign_in/company/open", Send: send, Want: 403}, // the server takes a code once
	})
	_, other := begin(t, w, nina.email)
	code, state = p.visit(address)
	w.Run([]world.Call{{Do: "POST /sign_in/company/open", Send: fmt.Sprintf(`{"ticket":"%s","state":"%s","answer":"%s"}`, other, state, code), Want: 403}}) // another browser's ticket
	address, ticket = begin(t, w, nina.email)
	code, state = p.visit(address)
	w.Clock.Advance(11 * time.Minute)
	w.Run([]world.Call{{Do: "POST /sign_in/company/open", Send: fmt.Sprintf(`{"ticket":"%s","state":"%s","answer":"%s"}`, ticket, state, code), Want: 409}})
}

func TestTokensOfACompanyThatAreNotRight(t *testing.T) {
	w, p, domain := withCompany(t)
	nina := employee(t, w, "nina@"+domain)
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for name, claims := range map[string]map[string]any{
		"another nonce":           {"nonce": "another"},
		"no nonce":                {"nonce": nil},
		"another issuer":          {"iss": "https://evil.example"},
		"the issuer with a slash": {"iss": p.server.URL + "/"},
		"for another client":      {"aud": "another"},
		"for others too":          {"aud": []string{clientID, "another"}},
		"ended":                   {"exp": w.Clock.Now().Add(-time.Minute).Unix()},
		"an unverified address":   {"email_verified": false},
		"another domain":          {"email": "nina@elsewhere.example"},
		"no address":              {"email": ""},
		"nobody":                  {"sub": ""},
		"an unknown account":      {"email": "nobody@" + domain},
	} {
		p.claims = claims
		if a := comeBack(t, w, p, nina.email); a.Status != 403 || a.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	p.claims, p.signer = nil, stranger
	if a := comeBack(t, w, p, nina.email); a.Status != 403 {
		t.Errorf("signed by another key: %d %s", a.Status, a.Body)
	}
	p.signer, p.secret = nil, true
	if a := comeBack(t, w, p, nina.email); a.Status != 403 {
		t.Errorf("signed by the secret that both sides hold: %d %s", a.Status, a.Body)
	}
	p.secret = false
	if a := comeBack(t, w, p, nina.email); a.Status != 200 {
		t.Errorf("a right one: %d %s", a.Status, a.Body)
	}
	p.claims = map[string]any{"sub": "43"}
	if a := comeBack(t, w, p, nina.email); a.Status != 403 || !strings.Contains(string(a.Body), "somebody else") {
		t.Errorf("the address was given to somebody else: %d %s", a.Status, a.Body)
	}
	employee(t, w, "tom@"+domain)
	p.claims = map[string]any{"sub": "42"}
	if a := comeBack(t, w, p, "tom@"+domain); a.Status != 403 {
		t.Errorf("one name for two people: %d %s", a.Status, a.Body)
	}
}

func TestSignInOfACompanyKeepsTheSecondFactor(t *testing.T) {
	w, p, domain := withCompany(t)
	nina := employee(t, w, "nina@"+domain)
	nina.protect()
	asked := comeBack(t, w, p, nina.email)
	ticket, _ := asked.Field("ticket").(string)
	if asked.Status != 401 || asked.Field("type") != "/problems/signed-out/second-factor" || ticket == "" || asked.Header.Get("Set-Cookie") != "" {
		t.Fatalf("without the second factor: %d %s", asked.Status, asked.Body)
	}
	const open = "POST /sign_in/company/open"
	w.Run([]world.Call{
		{Do: open, Send: `{"ticket":"` + ticket + `","code":"000000"}`, Want: 422, Says: "#/code"},
		{Do: open, Send: `{"ticket":"` + ticket + `"}`, Want: 409},
		{Do: open, Send: `{"ticket":"` + ticket + `","code":"` + nina.code(1) + `"}`, Want: 200, Says: nina.email},
		{Do: open, Send: `{"ticket":"` + ticket + `","code":"` + nina.codes[0] + `"}`, Want: 409}, // used up
	})
}

func TestCompanyInsideTheNetworkIsNotCalled(t *testing.T) {
	w := world.New(t)
	p, domain := newProvider(t, w.Clock.Now), "c"+uuid.NewString()[:8]+".example"
	program.ModuleOf[*accounts.Module](w.Program).Know(accounts.Company{Name: "Nordluft", Issuer: p.server.URL, ClientID: clientID, Secret: clientSecret, Domains: []string{domain}, Client: outside.Client(outside.Options{Roots: p.roots()})})
	w.Run([]world.Call{{Do: "POST /sign_in/company", Send: `{"email":"x@` + domain + `"}`, Want: 503}})
}

// TestCompaniesAreNotTakenForEachOther has a server name itself beside its
// answer: the answer of one is not taken to another.
func TestCompaniesAreNotTakenForEachOther(t *testing.T) {
	for name, c := range map[string]struct {
		names bool
		by    func(issuer string) string
		want  int
	}{
		"a server that does not name itself":      {false, func(string) string { return "" }, 200},
		"one that does although it never said so": {false, func(issuer string) string { return issuer }, 200},
		"another than the one that was asked":     {false, func(string) string { return "https://evil.example" }, 403},
		"one that names itself":                   {true, func(issuer string) string { return issuer }, 200},
		"one that said so and does not":           {true, func(string) string { return "" }, 403},
		"almost the same":                         {true, func(issuer string) string { return issuer + "/" }, 403},
	} {
		w, p, domain := withCompany(t)
		p.names = c.names
		nina := employee(t, w, "nina@"+domain)
		address, ticket := begin(t, w, nina.email)
		code, state := p.visit(address)
		a := w.Do("", "POST", "/sign_in/company/open", fmt.Sprintf(`{"ticket":"%s","state":"%s","answer":"%s","issuer":"%s"}`, ticket, state, code, c.by(p.server.URL)))
		if a.Status != c.want {
			t.Errorf("%s: got %d %s, want %d", name, a.Status, a.Body, c.want)
		}
	}
}

// TestServerThatTellsWhenItIsAsked signs in by a server whose tokens hold no
// address: it is asked for, and what it says is held to whom the token is about.
func TestServerThatTellsWhenItIsAsked(t *testing.T) {
	w, p, domain := withCompany(t)
	nina := employee(t, w, "nina@"+domain)
	for name, c := range map[string]struct {
		apart map[string]any
		want  int
	}{
		"the address":              {map[string]any{}, 200},
		"of somebody else":         {map[string]any{"sub": "43"}, 403},
		"not verified":             {map[string]any{"email_verified": false}, 403},
		"of another company":       {map[string]any{"email": "nina@elsewhere.example"}, 403},
		"nothing":                  {map[string]any{"email": ""}, 403},
		"verified, as a text":      {map[string]any{"email_verified": "true"}, 200},
		"an address that is a lie": {map[string]any{"email": 42}, 403},
	} {
		p.apart = c.apart
		if a := comeBack(t, w, p, nina.email); a.Status != c.want {
			t.Errorf("%s: got %d %s, want %d", name, a.Status, a.Body, c.want)
		}
	}
}
