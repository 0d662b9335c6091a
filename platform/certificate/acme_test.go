package certificate

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"cxweb/platform/outside"

	"github.com/letsencrypt/challtestsrv"
	"github.com/letsencrypt/pebble/v2/ca"
	"github.com/letsencrypt/pebble/v2/db"
	"github.com/letsencrypt/pebble/v2/va"
	"github.com/letsencrypt/pebble/v2/wfe"
)

// authority is an ACME server of the test's own, with its own DNS in which
// every name lies on loopback. It asks at the given ports.
func authority(t *testing.T, plain, secure net.Listener) (directory string, calls *http.Client) {
	t.Helper()
	t.Setenv("PEBBLE_VA_NOSLEEP", "1")
	t.Setenv("PEBBLE_WFE_NONCEREJECT", "0")
	dns := free(t)
	names, err := challtestsrv.New(challtestsrv.Config{DNSAddrs: []string{dns}, Log: log.New(io.Discard, "", 0)})
	if err != nil {
		t.Fatal(err)
	}
	names.SetDefaultDNSIPv4("127.0.0.1")
	names.SetDefaultDNSIPv6("")
	go names.Run()
	t.Cleanup(names.Shutdown)
	awaitTCP(t, dns)

	quiet := log.New(io.Discard, "", 0)
	store := db.NewMemoryStore()
	gives := ca.New(quiet, store, "", "ecdsa", 0, 1, map[string]ca.Profile{"default": {ValidityPeriod: 3600 * 24 * 90}})
	asks := va.New(quiet, port(t, plain), port(t, secure), true, dns, store)
	front := wfe.New(quiet, store, asks, gives, []string{"pebble.letsencrypt.org"}, true, false, 1, 1)
	server := httptest.NewUnstartedServer(front.Handler())
	server.Config.ErrorLog = quiet
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return server.URL + wfe.DirectoryPath, outside.Client(outside.Options{Roots: roots, Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
}

func free(t *testing.T) string {
	t.Helper()
	l := bound(t)
	defer l.Close()
	return l.Addr().String()
}

func bound(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func port(t *testing.T, l net.Listener) int {
	t.Helper()
	_, text, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func awaitTCP(t *testing.T, addr string) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for range 500 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return
		}
		<-tick.C
	}
	t.Fatalf("%s does not answer", addr)
}

// TestCertificatesByACME gets certificates from a real ACME server by each of
// the two ways in which it can ask, keeps them, and refuses other names.
func TestCertificatesByACME(t *testing.T) {
	for _, way := range []string{"tls-alpn-01", "http-01"} {
		t.Run(way, func(t *testing.T) {
			plain, secure := bound(t), bound(t)
			directory, calls := authority(t, plain, secure)
			cache := filepath.Join(t.TempDir(), "acme")
			if err := os.Mkdir(cache, 0o755); err != nil {
				t.Fatal(err)
			}
			s, err := Open(Options{Hosts: []string{"cx.example.test"}, Email: "post@example.test", Directory: directory, Client: calls, Cache: cache})
			if err != nil {
				t.Fatal(err)
			}
			config := s.Config()
			if way == "http-01" {
				redirect := s.Plain("https://cx.example.test")
				go redirect.Serve(plain) // ends with the listener
				defer redirect.Close()
				config.NextProtos = []string{"http/1.1"} // so that the other way is not open
			}
			server := &http.Server{Handler: http.NotFoundHandler(), ErrorLog: log.New(io.Discard, "", 0)}
			go server.Serve(tls.NewListener(secure, config)) // ends with the listener
			defer server.Close()

			leaf := handshake(t, secure.Addr().String(), "cx.example.test")
			if leaf == nil || leaf.VerifyHostname("cx.example.test") != nil {
				t.Fatalf("got no certificate for the name: %v", leaf)
			}
			if again := handshake(t, secure.Addr().String(), "cx.example.test"); again == nil || again.SerialNumber.Cmp(leaf.SerialNumber) != 0 {
				t.Error("a second visitor gets another certificate")
			}
			if handshake(t, secure.Addr().String(), "other.example.test") != nil {
				t.Error("a name that is not ours has a certificate")
			}
			info, err := os.Stat(cache)
			if err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("the cache may be read by others: %v %v", info.Mode(), err)
			}
			fresh, err := Open(Options{Hosts: []string{"cx.example.test"}, Directory: "https://127.0.0.1:1/none", Client: calls, Cache: cache})
			if err != nil {
				t.Fatal(err)
			}
			if pair, err := fresh.get(&tls.ClientHelloInfo{ServerName: "cx.example.test", CipherSuites: suites, SupportedVersions: []uint16{tls.VersionTLS13}, SupportedCurves: []tls.CurveID{tls.CurveP256}, SignatureSchemes: []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256}}); err != nil || pair.Leaf.SerialNumber.Cmp(leaf.SerialNumber) != 0 {
				t.Errorf("after a restart the certificate is not there any more: %v", err)
			}
		})
	}
}

// handshake returns the certificate that a visitor is shown, or nil.
func handshake(t *testing.T, addr, name string) *x509.Certificate {
	t.Helper()
	conn, err := tls.DialWithDialer(&net.Dialer{Timeout: time.Minute}, "tcp", addr, &tls.Config{ServerName: name, InsecureSkipVerify: true})
	if err != nil {
		return nil
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0]
}
