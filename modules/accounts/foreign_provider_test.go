package accounts_test

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/program"
	"cxweb/cmd/world"
	"cxweb/modules/accounts"
	"cxweb/platform/outside"

	"github.com/google/uuid"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
)

// foreign is a certified sign-in server that others wrote, with its page for
// name and password. Of whoever signed in it tells the address at its userinfo
// endpoint only.
type foreign struct {
	server  *httptest.Server
	browser *http.Client
}

// staff is who works at the company, as its server knows them.
type staff map[string]*storage.User

func (s staff) GetUserByID(id string) *storage.User { return s[id] }
func (s staff) GetUserByUsername(name string) *storage.User {
	for _, u := range s {
		if u.Username == name {
			return u
		}
	}
	return nil
}
func (staff) ExampleClientID() string { return "service" }

func newForeign(t *testing.T, back string, people staff, asLegacy bool) *foreign {
	t.Helper()
	f := &foreign{server: httptest.NewUnstartedServer(nil)}
	f.server.StartTLS()
	t.Cleanup(f.server.Close)
	f.server.Config.Handler = exampleop.SetupServer(f.server.URL, storage.NewStorageWithClients(people, map[string]*storage.Client{clientID: storage.WebClient(clientID, clientSecret, back)}), nil, asLegacy)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	f.browser = f.server.Client()
	f.browser.Jar = jar
	f.browser.CheckRedirect = func(r *http.Request, _ []*http.Request) error { // the program's own page is not served here
		if strings.HasPrefix(r.URL.String(), back) {
			return http.ErrUseLastResponse
		}
		return nil
	}
	return f
}

// signIn goes to the address as a browser, gives name and password, and is what
// the server sends back to the program with.
func (f *foreign) signIn(t *testing.T, address, name, password string) url.Values {
	t.Helper()
	page, err := f.browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	if page.StatusCode != http.StatusOK {
		t.Fatalf("the server shows %s at %s", page.Status, page.Request.URL)
	}
	done, err := f.browser.PostForm(f.server.URL+page.Request.URL.Path, url.Values{"id": {page.Request.URL.Query().Get("authRequestID")}, "username": {name}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	_ = done.Body.Close()
	at, err := done.Location()
	if err != nil {
		return nil // still on its page
	}
	return at.Query()
}

// TestSignInAtAServerThatOthersWrote walks the whole way through a certified
// server, in both of the forms that it is used in.
func TestSignInAtAServerThatOthersWrote(t *testing.T) {
	for name, asLegacy := range map[string]bool{"as a provider": false, "as a server": true} {
		t.Run(name, func(t *testing.T) {
			w := world.New(t)
			domain := "c" + uuid.NewString()[:8] + ".example"
			people := staff{}
			for id, verified := range map[string]bool{"nina": true, "tom": false} {
				people[id] = &storage.User{ID: id, Username: id, Password: "meget hemmelig", Email: id + "@" + domain, EmailVerified: verified}
			}
			f := newForeign(t, w.Config.PublicURL+"/sign-in/company", people, asLegacy)
			roots := f.server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
			program.ModuleOf[*accounts.Module](w.Program).Know(accounts.Company{Name: "Nordluft", Issuer: f.server.URL, ClientID: clientID, Secret: clientSecret, Domains: []string{domain},
				Client: outside.Client(outside.Options{Roots: roots, Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})})
			nina, tom := employee(t, w, "nina@"+domain), employee(t, w, "tom@"+domain)
			w.Clock.Set(time.Now()) // the server's tokens are of today
			address, ticket := begin(t, w, nina.email)
			if back := f.signIn(t, address, "nina", "not hers"); back != nil {
				t.Fatalf("a wrong password came back with %v", back)
			}
			come := func(ticket string, back url.Values) world.Answer {
				return w.Do("", "POST", "/sign_in/company/open", fmt.Sprintf(`{"ticket":"%s","state":"%s","answer":"%s","issuer":"%s"}`, ticket, back.Get("state"), back.Get("code"), back.Get("iss")))
			}
			back := f.signIn(t, address, "nina", "meget hemmelig")
			if a := come(ticket, back); a.Status != 200 || !strings.Contains(string(a.Body), nina.email) || a.Header.Get("Set-Cookie") == "" {
				t.Fatalf("signing in: %d %s", a.Status, a.Body)
			}
			if a := come(ticket, back); a.Status != 403 {
				t.Errorf("the same answer twice: %d %s", a.Status, a.Body)
			}
			address, _ = begin(t, w, nina.email)
			_, other := begin(t, w, nina.email)
			back = f.signIn(t, address, "nina", "meget hemmelig")
			if a := come(other, back); a.Status != 403 {
				t.Errorf("the ticket of another sign-in: %d %s", a.Status, a.Body)
			}
			address, ticket = begin(t, w, tom.email)
			if a := come(ticket, f.signIn(t, address, "tom", "meget hemmelig")); a.Status != 403 {
				t.Errorf("an address that the server has not verified: %d %s", a.Status, a.Body)
			}
		})
	}
}
