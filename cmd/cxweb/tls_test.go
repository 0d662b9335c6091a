package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"cxweb/platform/testkit"
)

// certificate writes a pair of files for this machine, told apart by a number.
func certificate(t *testing.T, dir string, number int64) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(number), DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: raw}, key: {Type: "PRIVATE KEY", Bytes: der}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// TestServedOverTLS brings the product up with certificate files: what people
// get, what is refused, and a new certificate without a restart.
func TestServedOverTLS(t *testing.T) {
	r := build(t)
	dir := t.TempDir()
	cert, key := certificate(t, dir, 1)
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door := plain.Addr().String()
	if err := plain.Close(); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"CXWEB_TLS__CERT": cert, "CXWEB_TLS__KEY": key, "CXWEB_TLS__REDIRECT_ADDR": door, "CXWEB_PUBLIC_URL": "https://" + r.addr} {
		t.Setenv(name, value)
	}
	r.cmd = r.command("up")
	var log bytes.Buffer
	r.cmd.Stderr = &log
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	get := func(url string) (*http.Response, error) {
		answer, err := client.Get(url)
		if err == nil {
			answer.Body.Close()
		}
		return answer, err
	}
	if !testkit.Until(time.Minute, func() bool {
		answer, err := get("https://" + r.addr + "/readyz")
		return err == nil && answer.StatusCode == 200
	}) {
		t.Fatalf("the program did not come up: %s", log.String())
	}

	password, err := os.ReadFile(filepath.Join(r.data, "demo-password"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]string{"email": "soeren.vang@demo.example", "password": string(password)})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Post("https://"+r.addr+"/api/sign_in", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if c := answer.Header.Get("Set-Cookie"); !strings.HasPrefix(c, "__Host-cxweb=") || !strings.Contains(strings.ToLower(c), "secure") || !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") {
		t.Errorf("the cookie is %q", c)
	}
	if h := answer.Header.Get("Strict-Transport-Security"); h != "max-age=31536000; includeSubDomains" {
		t.Errorf("HSTS is %q", h)
	}
	if _, err := tls.Dial("tcp", r.addr, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}); err == nil {
		t.Error("TLS 1.1 is spoken")
	}
	if answer, err := get("http://" + r.addr + "/"); err == nil && answer.StatusCode == 200 {
		t.Error("plain HTTP is answered where TLS is spoken")
	}
	if answer, err := get("http://" + door + "/projects?x=1"); err != nil || answer.StatusCode != 308 || answer.Header.Get("Location") != "https://"+r.addr+"/projects?x=1" {
		t.Errorf("a page in the clear: %v %v", answer, err)
	}
	if answer, err := get("http://" + door + "/api/me"); err != nil || answer.StatusCode != 403 {
		t.Errorf("an action in the clear: %v %v", answer, err)
	}

	certificate(t, dir, 2)
	if !testkit.Until(time.Minute, func() bool {
		answer, err := get("https://" + r.addr + "/healthz")
		return err == nil && answer.TLS.PeerCertificates[0].SerialNumber.Int64() == 2
	}) {
		t.Error("the new certificate is not shown")
	}
	r.end(syscall.SIGINT)
}
