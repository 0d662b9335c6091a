// Package outside is how the program calls other servers: over TLS, to public
// addresses only, whatever a name is made to lead to, and never for long or
// for much.
package outside

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"syscall"
	"time"
)

// What a call is refused or cut for.
var (
	ErrNotHTTPS  = errors.New("calls go out by https:// only, without a name or password in the address")
	ErrInside    = errors.New("the address lies within a closed network")
	ErrRedirect  = errors.New("the answer leads elsewhere")
	ErrTooLarge  = errors.New("the answer is larger than allowed")
	errNoAddress = errors.New("not an address")
)

// Options bound what a client may do.
type Options struct {
	Timeout time.Duration  // of a whole call; 0: ten seconds
	Limit   int64          // bytes of an answer; 0: one megabyte
	Inside  []netip.Prefix // closed networks that may be called all the same
	Roots   *x509.CertPool // of authorities; nil: the system's
}

// HTTP is a client, by a name that modules can hold one by.
type HTTP = http.Client

// Client makes a client for calls to addresses that somebody entered. It knows
// no cookies, follows nobody, and checks every address at the moment of the
// connection, so that a name cannot mean one place when it is looked at and
// another when it is called.
func Client(o Options) *http.Client {
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.Limit == 0 {
		o.Limit = 1 << 20
	}
	dialer := &net.Dialer{Timeout: 5 * time.Second, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		return o.check(address)
	}}
	return &http.Client{
		Timeout:       o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return ErrRedirect },
		Transport: &guarded{limit: o.Limit, next: &http.Transport{
			DialContext: dialer.DialContext, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.Roots}, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: o.Timeout, MaxResponseHeaderBytes: 64 << 10, DisableCompression: true,
			MaxIdleConnsPerHost: 2, IdleConnTimeout: 30 * time.Second,
		}},
	}
}

// ReadRoots reads authorities of one's own from a file; no path is the system's.
func ReadRoots(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s holds no certificate in PEM", path)
	}
	return roots, nil
}

// check is asked with the address that is about to be connected to.
func (o Options) check(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errNoAddress
	}
	ip := at.Addr().Unmap().WithZone("")
	for _, p := range o.Inside {
		if p.Contains(ip) {
			return nil
		}
	}
	if !public(ip) {
		return ErrInside
	}
	return nil
}

// special are ranges of the public internet's own registry that are not the
// public internet (IANA special-purpose address registries), among them those
// in which another address is wrapped.
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")

var worldwide = netip.MustParsePrefix("2000::/3") // all that is given out of version 6

func prefixes(all ...string) (list []netip.Prefix) {
	for _, one := range all {
		list = append(list, netip.MustParsePrefix(one))
	}
	return list
}

func public(ip netip.Addr) bool {
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.Is6() && !worldwide.Contains(ip) {
		return false
	}
	for _, p := range special {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// guarded looks at a request before it goes and at the answer as it comes.
type guarded struct {
	next  http.RoundTripper
	limit int64
}

// RoundTrip implements http.RoundTripper.
func (g *guarded) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" || r.URL.User != nil || r.URL.Hostname() == "" {
		return nil, ErrNotHTTPS
	}
	answer, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.ContentLength > g.limit {
		return nil, errors.Join(ErrTooLarge, answer.Body.Close())
	}
	answer.Body = &bounded{ReadCloser: answer.Body, left: g.limit}
	return answer, nil
}

// bounded ends with an error instead of more than is allowed.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if int64(n) > b.left {
		return int(b.left), ErrTooLarge
	}
	b.left -= int64(n)
	return n, err
}
