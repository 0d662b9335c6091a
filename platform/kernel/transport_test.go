package kernel

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"testing/fstest"

	"cxweb/platform/clock"
	"cxweb/platform/db"

	"github.com/gofiber/fiber/v2"
)

// bare is a kernel without a module or a database, for what comes before them.
func bare(t *testing.T, set Settings) *Kernel {
	t.Helper()
	d, err := db.Connect("postgres:///", 1) // opens nothing until it is used
	if err != nil {
		t.Fatal(err)
	}
	set.PerSecond, set.Tries, set.BodyLimit, set.FileLimit = 1000, 1000, 1<<20, 1<<20
	set.Web = fstest.MapFS{"index.html": {Data: []byte("<!doctype html>")}, "assets/a.js": {Data: []byte("1")}, "theme.js": {Data: []byte("2")}}
	k, err := New(d, &clock.Clock{}, nil, nil, set, nil)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// served serves a kernel on loopback.
func served(t *testing.T, k *Kernel) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go k.App().Listener(l) // ends with the listener
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

// sent sends bytes as they are and returns the answer.
func sent(t *testing.T, addr, text string) *http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%.60q: %v", text, err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return answer
}

// TestEveryAnswerIsProtected walks the kinds of answers: pages, files, data,
// errors of ours, and what is refused before it is a request.
func TestEveryAnswerIsProtected(t *testing.T) {
	t.Parallel()
	k := bare(t, Settings{Secure: true, PublicURL: "https://cx.example"})
	k.App().Post("/test/panic", func(*fiber.Ctx) error { panic("of a test") })
	addr := served(t, k)
	for _, c := range []struct {
		name, request string
		status        int
	}{
		{"a page", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"a screen", "GET /projects/1 HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"an asset", "GET /assets/a.js HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"an asset that is not there", "GET /assets/b.js HTTP/1.1\r\nHost: a\r\n\r\n", 404},
		{"the head of a page", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"health", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"metrics", "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", 404},
		{"the description", "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"an unknown action", "GET /api/nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404},
		{"an action without a sign-in", "GET /api/projects/1/files/2 HTTP/1.1\r\nHost: a\r\n\r\n", 401},
		{"another site's request", "POST /api/tasks HTTP/1.1\r\nHost: a\r\nOrigin: https://b\r\nContent-Length: 0\r\n\r\n", 403},
		{"an unknown method", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 404},
		{"a preflight", "OPTIONS /api/tasks HTTP/1.1\r\nHost: a\r\nOrigin: https://b\r\nAccess-Control-Request-Method: POST\r\n\r\n", 404},
		{"a panic", "POST /test/panic HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 500},
		{"headers that are too long", "GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 17<<10) + "\r\n\r\n", 422},
		{"nonsense", "GET / HTTP/1.1\r\nHost a\r\n\r\n", 422},
	} {
		answer := sent(t, addr, c.request)
		if answer.StatusCode != c.status {
			t.Errorf("%s: got %d, want %d", c.name, answer.StatusCode, c.status)
		}
		for header, want := range map[string]string{"Strict-Transport-Security": "max-age=31536000; includeSubDomains", "X-Content-Type-Options": "nosniff",
			"X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			"Content-Security-Policy": policy, "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(self)", "Server": "", "Access-Control-Allow-Origin": ""} {
			if got := answer.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", c.name, header, got, want)
			}
		}
	}
	for _, source := range strings.Split(policy, ";") {
		if name, values, _ := strings.Cut(strings.TrimSpace(source), " "); strings.HasPrefix(name, "script-src") || name == "default-src" {
			if strings.Contains(values, "unsafe") || strings.Contains(values, "data:") || strings.Contains(values, "*") {
				t.Errorf("scripts may come from elsewhere: %s", source)
			}
		}
	}
}

// TestAProxyIsBelievedOnlyFromItsPlace tries what a client may say of itself.
func TestAProxyIsBelievedOnlyFromItsPlace(t *testing.T) {
	t.Parallel()
	loopback, far := netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("192.0.2.0/24")
	for _, c := range []struct {
		name    string
		proxies []netip.Prefix
		headers string
		want    string
	}{
		{"no proxy", nil, "X-Forwarded-For: 198.51.100.9\r\n", "127.0.0.1"},
		{"a proxy's word", []netip.Prefix{loopback}, "X-Forwarded-For: 198.51.100.9\r\n", "198.51.100.9"},
		{"a client's word before it", []netip.Prefix{loopback}, "X-Forwarded-For: 127.0.0.1, 198.51.100.9\r\n", "198.51.100.9"},
		{"a client's header before it", []netip.Prefix{loopback}, "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: 198.51.100.9\r\n", "198.51.100.9"},
		{"no address", []netip.Prefix{loopback}, "X-Forwarded-For: localhost\r\n", "127.0.0.1"},
		{"a mapped address", []netip.Prefix{loopback}, "X-Forwarded-For: ::ffff:198.51.100.9\r\n", "198.51.100.9"},
		{"other headers", []netip.Prefix{loopback}, "X-Real-IP: 198.51.100.9\r\nForwarded: for=198.51.100.9\r\n", "127.0.0.1"},
		{"not through the proxy", []netip.Prefix{far}, "X-Forwarded-For: 192.0.2.1\r\n", "refused"},
	} {
		k := bare(t, Settings{Secure: true, PublicURL: "https://cx.example", Proxies: c.proxies})
		k.App().Post("/test/address", func(f *fiber.Ctx) error { return f.SendString(k.address(f)) })
		answer := sent(t, served(t, k), "POST /test/address HTTP/1.1\r\nHost: cx.example\r\nContent-Length: 0\r\n"+c.headers+"\r\n")
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode == http.StatusForbidden {
			text = []byte("refused")
		}
		if string(text) != c.want {
			t.Errorf("%s: got %s, want %s", c.name, text, c.want)
		}
	}
}

func TestWhatReachedTheProxyInTheClear(t *testing.T) {
	t.Parallel()
	k := bare(t, Settings{Secure: true, PublicURL: "https://cx.example", Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	addr := served(t, k)
	for _, c := range []struct {
		request, proto string
		status         int
		to             string
	}{
		{"GET /projects?x=1", "http", 308, "https://cx.example/projects?x=1"},
		{"GET /projects?x=1", "https", 200, ""},
		{"GET /api/me", "http", 403, ""},
		{"POST /api/sign_in", "http", 403, ""},
		{"GET /healthz", "http", 200, ""},
	} {
		answer := sent(t, addr, fmt.Sprintf("%s HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Proto: %s\r\nContent-Length: 0\r\n\r\n", c.request, c.proto))
		if answer.StatusCode != c.status || answer.Header.Get("Location") != c.to {
			t.Errorf("%s over %s: got %d %s, want %d %s", c.request, c.proto, answer.StatusCode, answer.Header.Get("Location"), c.status, c.to)
		}
	}
}

// TestOfThisMachineOnly tries to read what only this machine may.
func TestOfThisMachineOnly(t *testing.T) {
	t.Parallel()
	open := bare(t, Settings{MetricsToken: "0123456789abcdef"})
	behind := bare(t, Settings{Secure: true, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	for _, c := range []struct {
		name, headers string
		k             *Kernel
		status        int
	}{
		{"by its name", "Host: localhost:8080\r\n", open, 200},
		{"by its address", "Host: 127.0.0.1\r\n", open, 200},
		{"by its address, version 6", "Host: [::1]:8080\r\n", open, 200},
		{"by a name that was made to lead here", "Host: evil.example\r\n", open, 404},
		{"with the token", "Host: cx.example\r\nAuthorization: Bearer 0123456789abcdef\r\n", open, 200},
		{"with another token", "Host: cx.example\r\nAuthorization: Bearer 0123456789abcdeg\r\n", open, 404},
		{"through the proxy", "Host: localhost\r\nX-Forwarded-For: 198.51.100.9\r\n", behind, 404},
		{"through a proxy that says nothing", "Host: cx.example\r\n", behind, 404},
	} {
		if answer := sent(t, served(t, c.k), "GET /metrics HTTP/1.1\r\n"+c.headers+"\r\n"); answer.StatusCode != c.status {
			t.Errorf("%s: got %d, want %d", c.name, answer.StatusCode, c.status)
		}
	}
}

// TestCookiesAreLocked reads the cookie of a sign-in as it is set over TLS.
func TestCookiesAreLocked(t *testing.T) {
	t.Parallel()
	k := bare(t, Settings{Secure: true})
	k.App().Post("/test/door", func(c *fiber.Ctx) error { k.setCookie(c, Door{Token: "t"}); return nil })
	answer, err := k.App().Test(httptest.NewRequest(http.MethodPost, "/test/door", nil))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	cookies := answer.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("got %d cookies", len(cookies))
	}
	if c := cookies[0]; c.Name != "__Host-cxweb" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("the cookie is %s", c)
	}
}

// TestOneReadingOfARequestsLength sends what a proxy and a server could read in
// two ways: it is refused, or read in the only way the standard allows.
func TestOneReadingOfARequestsLength(t *testing.T) {
	t.Parallel()
	addr := served(t, bare(t, Settings{}))
	for name, request := range map[string]string{
		"two lengths":            "POST /api/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello",
		"a length and chunks":    "POST /api/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"a length with a sign":   "POST /api/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello",
		"a space before a colon": "POST /api/tasks HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nhello",
	} {
		answer := sent(t, addr, request+"GET /healthz HTTP/1.1\r\nHost: smuggled\r\n\r\n")
		if answer.StatusCode == 200 {
			t.Errorf("%s: got %d", name, answer.StatusCode)
		}
		if answer.StatusCode == 422 && !answer.Close {
			t.Errorf("%s: the connection stays open after what could not be read", name)
		}
	}
}
