package accounts_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"sync"
	"testing"
	"time"

	"cxweb/platform/outside"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// provider is the sign-in server of a company: it speaks OpenID Connect with
// discovery, keys, codes that work once, and PKCE.
type provider struct {
	t      *testing.T
	server *httptest.Server
	key    *rsa.PrivateKey
	now    func() time.Time
	mu     sync.Mutex
	codes  map[string]url.Values // what each code was asked for with

	// claims are what it says of whoever signs in, over what it would say.
	claims map[string]any
	signer *rsa.PrivateKey // another key than the published one
	secret bool            // signs with the client's secret instead
	names  bool            // says that it names itself beside its answers
	apart  map[string]any  // what it tells of whoever signs in only when it is asked; nil: its tokens hold all
	last   string          // the address that signed in last
}

const clientID, clientSecret = "cxweb", "hemmelig"

func newProvider(t *testing.T, now func() time.Time) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{t: t, key: key, now: now, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		p.write(w, map[string]any{"issuer": p.server.URL, "authorization_endpoint": p.server.URL + "/authorize", "token_endpoint": p.server.URL + "/token", "jwks_uri": p.server.URL + "/keys",
			"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}, "id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"}, "authorization_response_iss_parameter_supported": p.names, "userinfo_endpoint": p.server.URL + "/userinfo"})
	})
	mux.HandleFunc("/userinfo", func(w http.ResponseWriter, r *http.Request) {
		if p.apart == nil || r.Header.Get("Authorization") != "Bearer x" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		told := map[string]any{"sub": "42", "email": p.last, "email_verified": true}
		maps.Copy(told, p.apart)
		p.write(w, told)
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		p.write(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: "1", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("/token", p.token)
	p.server = httptest.NewTLSServer(mux)
	t.Cleanup(p.server.Close)
	return p
}

// roots are the authorities that vouch for the server.
func (p *provider) roots() *x509.CertPool {
	roots := x509.NewCertPool()
	roots.AddCert(p.server.Certificate())
	return roots
}

// client calls this server, which stands inside.
func (p *provider) client() *http.Client {
	return outside.Client(outside.Options{Roots: p.roots(), Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
}

func (p *provider) write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		p.t.Error(err)
	}
}

// visit is somebody who goes where the program sends them and signs in there;
// they come back with a code and the state.
func (p *provider) visit(address string) (code, state string) {
	p.t.Helper()
	asked, err := url.Parse(address)
	if err != nil {
		p.t.Fatal(err)
	}
	q := asked.Query()
	for name, want := range map[string]string{"client_id": clientID, "response_type": "code", "code_challenge_method": "S256", "scope": "openid email"} {
		if q.Get(name) != want {
			p.t.Errorf("%s: got %q, want %q", name, q.Get(name), want)
		}
	}
	if asked.Scheme+"://"+asked.Host != p.server.URL || len(q.Get("state")) < 40 || len(q.Get("nonce")) < 40 || q.Get("code_challenge") == "" {
		p.t.Errorf("the address: %s", address)
	}
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	code = base64.RawURLEncoding.EncodeToString(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.codes[code] = q
	return code, q.Get("state")
}

// token exchanges a code, once, for a token, from the client that asked for it.
func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		p.t.Error(err)
	}
	p.mu.Lock()
	asked, ok := p.codes[r.Form.Get("code")]
	delete(p.codes, r.Form.Get("code"))
	p.mu.Unlock()
	id, secret, _ := r.BasicAuth()
	if id == "" {
		id, secret = r.Form.Get("client_id"), r.Form.Get("client_secret")
	}
	verified := sha256.Sum256([]byte(r.Form.Get("code_verifier")))
	if !ok || id != clientID || secret != clientSecret || r.Form.Get("redirect_uri") != asked.Get("redirect_uri") || base64.RawURLEncoding.EncodeToString(verified[:]) != asked.Get("code_challenge") {
		w.WriteHeader(http.StatusBadRequest)
		p.write(w, map[string]string{"error": "invalid_grant"})
		return
	}
	claims := map[string]any{"iss": p.server.URL, "aud": clientID, "sub": "42", "nonce": asked.Get("nonce"), "iat": p.now().Unix(), "exp": p.now().Add(5 * time.Minute).Unix(), "email": asked.Get("login_hint"), "email_verified": true}
	p.last = asked.Get("login_hint")
	if p.apart != nil {
		delete(claims, "email")
		delete(claims, "email_verified")
	}
	for name, value := range p.claims {
		claims[name] = value
	}
	key := p.key
	if p.signer != nil {
		key = p.signer
	}
	by := jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: "1"}}
	if p.secret {
		by = jose.SigningKey{Algorithm: jose.HS256, Key: []byte(clientSecret + clientSecret + clientSecret + clientSecret)}
	}
	signer, err := jose.NewSigner(by, nil)
	if err != nil {
		p.t.Error(err)
		return
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		p.t.Error(err)
		return
	}
	p.write(w, map[string]any{"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": text})
}
