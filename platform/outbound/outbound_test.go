package outbound_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"cxweb/platform/outbound"
)

func TestPublic(t *testing.T) {
	t.Parallel()
	for _, private := range []string{"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "198.18.0.1", "255.255.255.255", "224.0.0.1",
		"::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"} {
		if outbound.Public(netip.MustParseAddr(private)) {
			t.Errorf("%s is called", private)
		}
	}
	for _, public := range []string{"1.1.1.1", "93.184.216.34", "2606:4700::1111"} {
		if !outbound.Public(netip.MustParseAddr(public)) {
			t.Errorf("%s is not called", public)
		}
	}
}

func TestClientStaysOutside(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "inside") }))
	defer server.Close()
	for _, url := range []string{server.URL, strings.Replace(server.URL, "127.0.0.1", "localhost", 1), strings.Replace(server.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1)} {
		answer, err := outbound.Client(false).Get(url)
		if err == nil {
			answer.Body.Close()
		}
		if !errors.Is(err, outbound.ErrPrivate) {
			t.Errorf("%s: %v", url, err)
		}
	}
	if answer, err := outbound.Client(false).Get("http://example.com/"); err == nil {
		answer.Body.Close()
		t.Error("plain HTTP is called")
	}
}

func TestClientFollowsNothingAndReadsSoMuch(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/long", http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, strings.Repeat("x", 2<<20))
	}))
	defer server.Close()
	answer, err := outbound.Client(true).Get(server.URL + "/moved")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusFound {
		t.Errorf("a redirect is followed: %d", answer.StatusCode)
	}
	if answer, err = outbound.Client(true).Get(server.URL + "/long"); err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if text, err := io.ReadAll(answer.Body); err != nil || len(text) != 1<<20 {
		t.Errorf("read %d bytes of a long answer: %v", len(text), err)
	}
}
