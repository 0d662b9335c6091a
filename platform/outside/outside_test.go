package outside

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAddressesThatMayBeCalled(t *testing.T) {
	t.Parallel()
	for address, allowed := range map[string]bool{
		"93.184.215.14:443": true, "1.1.1.1:443": true, "[2606:4700::1111]:443": true, "172.32.0.1:443": true, "100.128.0.1:443": true, "192.0.3.1:443": true,
		"127.0.0.1:443": false, "127.8.9.1:443": false, "0.0.0.0:443": false, "0.1.2.3:443": false, "10.0.0.1:443": false, "172.16.0.1:443": false, "172.31.255.255:443": false,
		"192.168.1.1:443": false, "169.254.169.254:80": false, "100.64.0.1:443": false, "100.127.255.255:443": false, "192.0.0.8:443": false, "198.18.0.1:443": false,
		"224.0.0.1:443": false, "240.0.0.1:443": false, "255.255.255.255:443": false, "203.0.113.7:443": false,
		"[::1]:443": false, "[::]:443": false, "[::ffff:127.0.0.1]:443": false, "[::ffff:10.0.0.1]:443": false, "[::ffff:a9fe:a9fe]:443": false, "[::127.0.0.1]:443": false,
		"[fe80::1]:443": false, "[fe80::1%eth0]:443": false, "[fc00::1]:443": false, "[fd12:3456::1]:443": false, "[fec0::1]:443": false, "[ff02::1]:443": false,
		"[64:ff9b::7f00:1]:443": false, "[64:ff9b:1::1]:443": false, "[2002:7f00:1::]:443": false, "[2001:0:7f00:1::]:443": false, "[2001:db8::1]:443": false, "[100::1]:443": false,
		"localhost:443": false, "2130706433:443": false, "": false,
	} {
		if got := (Options{}).check(address) == nil; got != allowed {
			t.Errorf("%s: may be called %v, want %v", address, got, allowed)
		}
	}
	o := Options{Inside: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}}
	if o.check("10.1.2.3:443") != nil || o.check("[::ffff:10.1.2.3]:443") != nil {
		t.Error("a closed network that is allowed may not be called")
	}
	if o.check("10.2.0.1:443") == nil {
		t.Error("another closed network may be called too")
	}
}

// server answers on loopback by TLS, and a client that may call it, and only it.
func server(t *testing.T, h http.HandlerFunc, o Options) (*http.Client, string) {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	path := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	roots, err := ReadRoots(path)
	if err != nil {
		t.Fatal(err)
	}
	o.Roots, o.Inside = roots, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	return Client(o), s.URL
}

func get(t *testing.T, c *http.Client, url string) (string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	answer, err := c.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func TestCallsThatAreRefused(t *testing.T) {
	t.Parallel()
	called := false
	_, url := server(t, func(http.ResponseWriter, *http.Request) { called = true }, Options{})
	port := url[strings.LastIndexByte(url, ':'):]
	c := Client(Options{Timeout: 5 * time.Second})
	for _, address := range []string{url, "https://localhost" + port, "https://[::ffff:127.0.0.1]" + port, "https://2130706433" + port, "https://0x7f.1" + port,
		"https://0177.0.0.1" + port, "https://127.1" + port, "https://0" + port, "https://127.0.0.1.nip.example" + port} {
		if _, err := get(t, c, address); err == nil {
			t.Errorf("%s was called", address)
		}
	}
	if _, err := get(t, c, url); !errors.Is(err, ErrInside) {
		t.Errorf("loopback: got %v, want that it lies inside", err)
	}
	for _, address := range []string{strings.Replace(url, "https:", "http:", 1), "https://user:pw@127.0.0.1" + port, "https://", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"} {
		if _, err := get(t, c, address); err == nil || called {
			t.Errorf("%s: got %v", address, err)
		}
	}
	if called {
		t.Error("the server on loopback was reached")
	}
}

func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	slow := make(chan struct{})
	t.Cleanup(func() { close(slow) })
	c, url := server(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/elsewhere":
			http.Redirect(w, r, "https://127.0.0.1/", http.StatusFound)
		case "/exact":
			_, _ = io.WriteString(w, strings.Repeat("x", 100))
		case "/told":
			w.Header().Set("Content-Length", "101")
			_, _ = io.WriteString(w, strings.Repeat("x", 101))
		case "/endless":
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, strings.Repeat("x", 1000)); err != nil {
					return
				}
			}
		case "/packed":
			if r.Header.Get("Accept-Encoding") != "" {
				t.Error("packed answers are asked for, which may unpack to anything")
			}
		case "/never":
			select {
			case <-slow:
			case <-r.Context().Done():
			}
		}
	}, Options{Limit: 100, Timeout: 2 * time.Second})
	for path, want := range map[string]error{"/elsewhere": ErrRedirect, "/exact": nil, "/told": ErrTooLarge, "/endless": ErrTooLarge, "/packed": nil, "/never": context.DeadlineExceeded} {
		if text, err := get(t, c, url+path); !errors.Is(err, want) || want == nil && path == "/exact" && len(text) != 100 {
			t.Errorf("%s: got %d bytes, %v; want %v", path, len(text), err, want)
		}
	}
}

func TestCertificatesOfOthersAreLookedAt(t *testing.T) {
	t.Parallel()
	_, url := server(t, func(http.ResponseWriter, *http.Request) {}, Options{})
	c := Client(Options{Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if _, err := get(t, c, url); !errors.As(err, new(x509.UnknownAuthorityError)) {
		t.Errorf("an unknown authority: got %v", err)
	}
	if _, err := ReadRoots(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("roots that are not there were read")
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadRoots(empty); err == nil {
		t.Error("a file without roots was read")
	}
	if roots, err := ReadRoots(""); roots != nil || err != nil {
		t.Errorf("no file: got %v %v", roots, err)
	}
}

// FuzzAddress holds the addresses that may be called against what the standard
// library says of them.
func FuzzAddress(f *testing.F) {
	for _, address := range []string{"127.0.0.1:443", "[::ffff:10.0.0.1]:443", "[fe80::1%eth0]:1", "1.1.1.1:443", "[64:ff9b::1]:443", "0:0"} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if (Options{}).check(address) != nil {
			return
		}
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			t.Fatalf("%q is called and is no address", address)
		}
		ip := at.Addr().Unmap()
		if ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() || ip.IsInterfaceLocalMulticast() {
			t.Fatalf("%q is called", address)
		}
	})
}
