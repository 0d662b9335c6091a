package program

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"
	"time"

	"cxweb/config"
	"cxweb/platform/certificate"
	"cxweb/platform/outside"
)

// overTLS reports whether the program shows a certificate itself.
func overTLS(c *config.Config) bool { return c.TLS.Cert != "" || len(c.TLS.ACME.Hosts) > 0 }

// publicURL is how people reach a program that was not told: by the name of its
// certificate, or where it listens.
func publicURL(c *config.Config) string {
	switch {
	case len(c.TLS.ACME.Hosts) > 0:
		return "https://" + c.TLS.ACME.Hosts[0]
	case overTLS(c):
		return "https://" + strings.Replace(c.Addr, "127.0.0.1", "localhost", 1)
	}
	return "http://" + strings.Replace(c.Addr, "127.0.0.1", "localhost", 1)
}

func openCertificate(c *config.Config) (*certificate.Source, error) {
	if !overTLS(c) {
		return certificate.Open(certificate.Options{Cert: c.TLS.Cert, Key: c.TLS.Key})
	}
	client, err := outsideClient(c)
	if err != nil {
		return nil, err
	}
	t := c.TLS
	return certificate.Open(certificate.Options{Cert: t.Cert, Key: t.Key, Hosts: t.ACME.Hosts, Email: t.ACME.Email, Directory: t.ACME.Directory, Cache: filepath.Join(c.Data, "acme"), Client: client})
}

// outsideClient is by what the program calls other servers.
func outsideClient(c *config.Config) (*http.Client, error) {
	roots, err := outside.ReadRoots(c.Outside.Roots)
	if err != nil {
		return nil, err
	}
	return outside.Client(outside.Options{Timeout: 30 * time.Second, Inside: prefixes(c.Outside.Inside), Roots: roots}), nil
}

// proxies are where a proxy in front sends from; none without one.
func proxies(c *config.Config) []netip.Prefix {
	if !c.TrustedProxy {
		return nil
	}
	return prefixes(c.Proxies)
}

func prefixes(texts []string) (all []netip.Prefix) {
	for _, text := range texts {
		if p, err := netip.ParsePrefix(text); err == nil { // they were looked at when they were read
			all = append(all, p.Masked())
		}
	}
	return all
}

// listen opens the door that people come in by.
func (p *Program) listen(ctx context.Context) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", p.Config.Addr)
	if err != nil || p.certificate == nil {
		return l, err
	}
	return tls.NewListener(l, p.certificate.Config()), nil
}

// listenPlain opens the door that only shows the way to HTTPS; nil: there is none.
func (p *Program) listenPlain(ctx context.Context) (*http.Server, net.Listener, error) {
	if p.certificate == nil || p.Config.TLS.RedirectAddr == "" {
		return nil, nil, nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", p.Config.TLS.RedirectAddr)
	if err != nil {
		return nil, nil, err
	}
	s := p.certificate.Plain(p.Config.PublicURL)
	s.ErrorLog = slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn)
	return s, l, nil
}

// showTheWay answers plain HTTP until the server is closed.
func showTheWay(s *http.Server, l net.Listener) error {
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
