package certificate

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// made writes a certificate for a name and its key, and returns both paths.
func made(t *testing.T, dir, name string, elliptical bool) (cert, key string) {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	var private, public any
	if elliptical {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		private, public = k, &k.PublicKey
	} else {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		private, public = k, &k.PublicKey
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	write(t, cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}))
	write(t, key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	return cert, key
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// listen answers handshakes on loopback until the test ends.
func listen(t *testing.T, c *tls.Config) string {
	t.Helper()
	l, err := tls.Listen("tcp", "127.0.0.1:0", c)
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: http.NotFoundHandler(), ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)}
	go s.Serve(l) // ends with the listener
	t.Cleanup(func() { s.Close() })
	return l.Addr().String()
}

func TestOnlyModernTLSIsSpoken(t *testing.T) {
	t.Parallel()
	for _, elliptical := range []bool{true, false} {
		cert, key := made(t, t.TempDir(), "cx.example", elliptical)
		s, err := Open(Options{Cert: cert, Key: key})
		if err != nil {
			t.Fatal(err)
		}
		addr := listen(t, s.Config())
		for _, c := range []struct {
			name   string
			config *tls.Config
			speaks bool
		}{
			{"TLS 1.0", &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10}, false},
			{"TLS 1.1", &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, false},
			{"TLS 1.2 with RSA key exchange", &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_CBC_SHA}}, false},
			{"TLS 1.2 with CBC", &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, tls.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA}}, false},
			{"TLS 1.2 with 3DES and RC4", &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA, tls.TLS_ECDHE_RSA_WITH_RC4_128_SHA}}, false},
			{"TLS 1.2", &tls.Config{MaxVersion: tls.VersionTLS12}, true},
			{"TLS 1.3", &tls.Config{MinVersion: tls.VersionTLS13}, true},
		} {
			c.config.InsecureSkipVerify = true
			conn, err := tls.Dial("tcp", addr, c.config)
			if (err == nil) != c.speaks {
				t.Errorf("%s: got %v, want a handshake %v", c.name, err, c.speaks)
			}
			if err == nil {
				conn.Close()
			}
		}
	}
}

func TestCertificateFilesAreReadAgain(t *testing.T) {
	dir := t.TempDir()
	cert, key := made(t, dir, "first.example", true)
	f, err := openFiles(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&told, nil)))
	defer slog.SetDefault(before)
	shown := func() string {
		t.Helper()
		f.looked = time.Time{} // as if a second had gone
		pair, err := f.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		return pair.Leaf.Subject.CommonName
	}
	if got := shown(); got != "first.example" {
		t.Fatalf("got %s", got)
	}
	made(t, dir, "second.example", true)
	if got := shown(); got != "second.example" {
		t.Errorf("after a new pair: got %s, want the second", got)
	}
	write(t, cert, []byte("-----BEGIN CERTIFICATE-----\nbroken"))
	for range 3 {
		if got := shown(); got != "second.example" {
			t.Errorf("with a broken file: got %s, want the one before", got)
		}
	}
	if n := strings.Count(told.String(), "cannot be used"); n != 1 {
		t.Errorf("the broken file was told %d times, want once: %s", n, told.String())
	}
	if err := os.Remove(cert); err != nil {
		t.Fatal(err)
	}
	if got := shown(); got != "second.example" {
		t.Errorf("without a file: got %s, want the one before", got)
	}
	made(t, dir, "third.example", false)
	if got := shown(); got != "third.example" {
		t.Errorf("after a whole pair again: got %s, want the third", got)
	}
}

func TestSourcesThatAreRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key := made(t, dir, "cx.example", true)
	_, other := made(t, t.TempDir(), "cx.example", true)
	open := filepath.Join(dir, "open.pem")
	text, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	write(t, open, text)
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		o    Options
		says string
	}{
		"a certificate alone":         {Options{Cert: cert}, "go together"},
		"a key alone":                 {Options{Key: key}, "go together"},
		"another's key":               {Options{Cert: cert, Key: other}, "does not match"},
		"a key that all may read":     {Options{Cert: cert, Key: open}, "chmod 600"},
		"no such file":                {Options{Cert: cert, Key: filepath.Join(dir, "none.pem")}, "no such file"},
		"files and an authority":      {Options{Cert: cert, Key: key, Hosts: []string{"cx.example"}}, "not both"},
		"a cache that cannot be made": {Options{Hosts: []string{"cx.example"}, Cache: filepath.Join(cert, "acme")}, "not a directory"},
	} {
		if _, err := Open(c.o); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		}
	}
	if s, err := Open(Options{}); s != nil || err != nil {
		t.Errorf("no options: got %v %v, want none", s, err)
	}
}

func TestPlainHTTPShowsTheWay(t *testing.T) {
	t.Parallel()
	h := (&Source{}).Plain("https://cx.example/").Handler
	for _, c := range []struct {
		method, target string
		status         int
		to             string
	}{
		{"GET", "/", 308, "https://cx.example/"},
		{"GET", "/projects/1?x=%2F&y=", 308, "https://cx.example/projects/1?x=%2F&y="},
		{"GET", "//evil.example/x", 308, "https://cx.example//evil.example/x"},
		{"GET", "/api/me", 403, ""},
		{"GET", "/api", 403, ""},
		{"POST", "/", 403, ""},
		{"GET", "http://evil.example/", 403, ""},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(context.Background(), c.method, c.target, nil)
		r.Host = "evil.example"
		h.ServeHTTP(w, r)
		answer := w.Result()
		text, _ := io.ReadAll(answer.Body)
		if answer.StatusCode != c.status || answer.Header.Get("Location") != c.to {
			t.Errorf("%s %s: got %d %s %s, want %d %s", c.method, c.target, answer.StatusCode, answer.Header.Get("Location"), text, c.status, c.to)
		}
	}
}
