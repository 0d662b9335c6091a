// Package outbound calls other servers on the product's behalf, so that no
// address that they name leads back into the network the product stands in.
package outbound

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// longest is how much of an answer is read.
const longest = 1 << 20

// ErrPrivate is an address inside, which is not called.
var ErrPrivate = errors.New("the address is inside the own network")

// Client calls over HTTPS, public addresses only, follows no redirect, takes its
// time only so long, and reads only so much. Private lets it call addresses
// inside and over HTTP as well, for what the operator has set up there.
func Client(private bool) *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if private {
				return dialer.DialContext(ctx, network, address)
			}
			return dialPublic(ctx, dialer, network, address)
		},
		TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: 5 * time.Second, MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
	}
	return &http.Client{Timeout: 10 * time.Second, Transport: bounded{transport, private},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// dialPublic resolves a name once, looks at every address, and calls one of
// those: a name cannot lead elsewhere between the look and the call.
func dialPublic(ctx context.Context, dialer *net.Dialer, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	all, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	for _, ip := range all {
		if !Public(ip) {
			return nil, fmt.Errorf("%s: %w", host, ErrPrivate)
		}
	}
	for _, ip := range all {
		var conn net.Conn
		if conn, err = dialer.DialContext(ctx, network, net.JoinHostPort(ip.Unmap().String(), port)); err == nil {
			return conn, nil
		}
	}
	if err == nil {
		err = fmt.Errorf("%s has no address", host)
	}
	return nil, err
}

// inside are networks that netip does not know to be private.
var inside = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"),
}

// Public tells whether an address is one that everybody on the internet may call.
func Public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, network := range inside {
		if network.Contains(ip) {
			return false
		}
	}
	return true
}

// bounded refuses what is not HTTPS and cuts long answers.
type bounded struct {
	http.RoundTripper
	private bool
}

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" && !b.private {
		return nil, fmt.Errorf("%s is not called: it is not HTTPS", r.URL.Redacted())
	}
	answer, err := b.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(answer.Body, longest), answer.Body}
	return answer, nil
}
