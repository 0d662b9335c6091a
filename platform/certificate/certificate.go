// Package certificate is how the program shows who it is: a certificate from
// files that may change while it runs, or from an authority that gives them out
// by ACME; and the rules of TLS that it speaks.
package certificate

import (
	"crypto/tls"
	"errors"
	"net/http"
	"os"
	"path/filepath"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// Options say where certificates come from: two files, or an authority.
type Options struct {
	Cert, Key string       // files; together or not at all
	Hosts     []string     // names to have certificates for from an authority; empty: none
	Email     string       // where the authority writes to; may be empty
	Directory string       // of the authority; empty: Let's Encrypt
	Cache     string       // folder for what the authority gave
	Client    *http.Client // by which the authority is called
}

// Source gives a certificate for each handshake.
type Source struct {
	get  func(*tls.ClientHelloInfo) (*tls.Certificate, error)
	acme *autocert.Manager // nil: from files
}

// Open makes a source, or nil if the options name none.
func Open(o Options) (*Source, error) {
	switch {
	case (o.Cert == "") != (o.Key == ""):
		return nil, errors.New("a certificate and its key go together: set tls.cert and tls.key")
	case o.Cert != "" && len(o.Hosts) > 0:
		return nil, errors.New("a certificate comes from files or by ACME: set tls.cert or tls.acme.hosts, not both")
	case o.Cert != "":
		f, err := openFiles(o.Cert, o.Key)
		if err != nil {
			return nil, err
		}
		return &Source{get: f.get}, nil
	case len(o.Hosts) == 0:
		return nil, nil
	}
	return openAuthority(o)
}

// openAuthority asks for nothing yet: the first handshake for a name does.
func openAuthority(o Options) (*Source, error) {
	if err := os.MkdirAll(o.Cache, 0o700); err != nil {
		return nil, err
	}
	if err := os.Chmod(o.Cache, 0o700); err != nil { //nolint:gosec // a folder, which may have been there before
		return nil, err
	}
	m := &autocert.Manager{
		Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(filepath.Clean(o.Cache)), Email: o.Email, HostPolicy: autocert.HostWhitelist(o.Hosts...),
		Client: &acme.Client{DirectoryURL: o.Directory, UserAgent: "cxweb", HTTPClient: o.Client},
	}
	if o.Directory == "" {
		m.Client.DirectoryURL = acme.LetsEncryptURL
	}
	return &Source{get: m.GetCertificate, acme: m}, nil
}

// suites are those of TLS 1.2 with forward secrecy and authenticated
// encryption; TLS 1.3 has no others.
var suites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
}

// Config is the TLS that is spoken with people: 1.2 and 1.3, nothing older.
func (s *Source) Config() *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS12, CipherSuites: suites, GetCertificate: s.get, NextProtos: []string{"http/1.1"}}
	if s.acme != nil {
		c.NextProtos = append(c.NextProtos, acme.ALPNProto)
	}
	return c
}
