package program

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"cxweb/config"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// refuse refuses to start with settings under which what is sent or kept would
// lie open. Each reason says what to do.
func refuse(c *config.Config) error {
	for _, rule := range []func(*config.Config) error{refusePlainHTTP, refuseOpenProxy, refusePublicURL, refuseDatabase, refuseRedis, refuseFiles, refuseMail, refuseClamAV, refuseMetrics, refuseCompanies} {
		if err := rule(c); err != nil {
			return err
		}
	}
	return nil
}

// refusePlainHTTP refuses plain HTTP beyond this machine (promise A1).
func refusePlainHTTP(c *config.Config) error {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return fmt.Errorf("CXWEB_ADDR: %w", err)
	}
	if c.TrustedProxy && overTLS(c) {
		return errors.New("either a proxy in front ends TLS (CXWEB_TRUSTED_PROXY) or the program does (CXWEB_TLS__…), not both")
	}
	if c.TLS.RedirectAddr != "" && !overTLS(c) {
		return errors.New("CXWEB_TLS__REDIRECT_ADDR shows the way to HTTPS: set a certificate (CXWEB_TLS__CERT and CXWEB_TLS__KEY) or CXWEB_TLS__ACME__HOSTS too")
	}
	if c.TrustedProxy || overTLS(c) || here(host) {
		return nil
	}
	return fmt.Errorf("refusing to serve plain HTTP on %s: listen on 127.0.0.1, set a certificate (CXWEB_TLS__CERT and CXWEB_TLS__KEY, or CXWEB_TLS__ACME__HOSTS), or put a proxy that ends TLS in front and set CXWEB_TRUSTED_PROXY=true", c.Addr)
}

// refuseOpenProxy refuses to believe everybody what only the proxy may say.
func refuseOpenProxy(c *config.Config) error {
	if !c.TrustedProxy {
		return nil
	}
	if len(c.Proxies) == 0 {
		return errors.New("CXWEB_PROXIES is empty: say where the proxy sends from, such as 10.0.0.5/32")
	}
	for _, p := range proxies(c) {
		if p.Bits() == 0 {
			return fmt.Errorf("CXWEB_PROXIES: %s is everybody; say where the proxy sends from, such as 10.0.0.5/32", p)
		}
	}
	return nil
}

// refusePublicURL refuses to send people to an address where their password
// would go in the clear.
func refusePublicURL(c *config.Config) error {
	u, err := url.Parse(c.PublicURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("CXWEB_PUBLIC_URL is not an address such as https://cx.example.dk")
	}
	if u.Scheme == "https" {
		return nil
	}
	host, _, _ := net.SplitHostPort(c.Addr)
	if overTLS(c) || !here(u.Hostname()) || !here(host) {
		return fmt.Errorf("CXWEB_PUBLIC_URL must begin with https://: beyond this machine %s would carry passwords in the clear", c.PublicURL)
	}
	return nil
}

func refuseDatabase(c *config.Config) error {
	for _, one := range []struct{ setting, url string }{{"CXWEB_DATABASE_URL", c.DatabaseURL}, {"CXWEB_DATABASE_OWNER_URL", c.OwnerURL}} {
		if one.url == "" {
			continue
		}
		p, err := pgx.ParseConfig(one.url)
		if err != nil {
			return fmt.Errorf("%s: %w", one.setting, err)
		}
		ways := []*pgconn.FallbackConfig{{Host: p.Host, TLSConfig: p.TLSConfig}}
		for _, way := range append(ways, p.Fallbacks...) {
			if local(way.Host) {
				continue
			}
			if way.TLSConfig == nil && !slices.Contains(c.AllowPlain, "database") {
				return fmt.Errorf("%s would reach %s without TLS: add sslmode=verify-full (with sslrootcert=… for an authority of your own), or allow it with CXWEB_ALLOW_PLAIN=database", one.setting, way.Host)
			}
			if t := way.TLSConfig; t != nil && t.InsecureSkipVerify && t.VerifyPeerCertificate == nil && t.VerifyConnection == nil && !slices.Contains(c.AllowPlain, "database") {
				return fmt.Errorf("%s would not look at the certificate of %s: use sslmode=verify-full, or allow it with CXWEB_ALLOW_PLAIN=database", one.setting, way.Host)
			}
			if way.TLSConfig == nil || len(way.TLSConfig.Certificates) == 0 {
				if err := refuseWeak(one.setting, p.Password); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func refuseRedis(c *config.Config) error {
	if c.RedisURL == "" {
		return nil
	}
	u, err := url.Parse(c.RedisURL)
	if err != nil {
		return errors.New("CXWEB_REDIS_URL is not an address such as rediss://:password@host:6379/0")
	}
	if u.Scheme == "redis-socket" || local(u.Hostname()) {
		return nil
	}
	if u.Scheme != "rediss" && !slices.Contains(c.AllowPlain, "redis") {
		return fmt.Errorf("CXWEB_REDIS_URL would reach %s without TLS: use rediss://, or allow it with CXWEB_ALLOW_PLAIN=redis", u.Hostname())
	}
	password, _ := u.User.Password()
	return refuseWeak("CXWEB_REDIS_URL", password)
}

func refuseFiles(c *config.Config) error {
	u, err := url.Parse(c.FilesURL)
	if err != nil || u.Scheme != "s3" {
		return nil // a folder
	}
	q := u.Query()
	host := ""
	if e, err := url.Parse(q.Get("endpoint")); err == nil {
		host = e.Hostname()
		if e.Scheme != "http" && q.Get("disable_https") != "true" {
			return nil
		}
	}
	if host != "" && local(host) || slices.Contains(c.AllowPlain, "files") {
		return nil
	}
	return fmt.Errorf("CXWEB_FILES_URL would reach %s without TLS: use an https:// endpoint, or allow it with CXWEB_ALLOW_PLAIN=files", host)
}

func refuseMail(c *config.Config) error {
	m := c.Mail
	if m.Host == "" || local(m.Host) || m.Port == 465 || m.TLS == "must" || slices.Contains(c.AllowPlain, "mail") {
		return nil
	}
	return fmt.Errorf("CXWEB_MAIL__TLS=%s would send mail to %s in the clear: use must, or allow it with CXWEB_ALLOW_PLAIN=mail", m.TLS, m.Host)
}

func refuseClamAV(c *config.Config) error {
	a := c.ClamAV
	if a.Address == "" {
		if a.Required {
			return errors.New("CXWEB_CLAMAV__REQUIRED needs CXWEB_CLAMAV__ADDRESS: the path of clamd's socket, or host:port")
		}
		return nil
	}
	if strings.HasPrefix(a.Address, "/") {
		return nil
	}
	host, _, err := net.SplitHostPort(a.Address)
	if err != nil {
		return fmt.Errorf("CXWEB_CLAMAV__ADDRESS is neither the path of a socket nor host:port: %w", err)
	}
	if !here(host) && !slices.Contains(c.AllowPlain, "clamav") {
		return fmt.Errorf("CXWEB_CLAMAV__ADDRESS would send every file to %s in the clear, for clamd speaks no TLS: run it on this machine, or allow it with CXWEB_ALLOW_PLAIN=clamav", host)
	}
	return nil
}

func refuseMetrics(c *config.Config) error {
	if c.MetricsToken == "" || len(c.MetricsToken) >= 16 {
		return nil
	}
	return errors.New("CXWEB_METRICS_TOKEN can be guessed: at least 16 characters, such as from openssl rand -hex 16")
}

// usual are passwords that programs come with or examples use.
var usual = []string{"postgres", "password", "passw0rd", "admin", "administrator", "root", "redis", "secret", "changeme", "change-me", "cxweb", "cxweb_app", "cxweb_owner", "default", "test", "example", "foobared", "123456", "12345678"}

// refuseWeak refuses a password beyond this machine that anybody would try first.
func refuseWeak(setting, password string) error {
	if password == "" {
		return fmt.Errorf("%s has no password, and leaves this machine: give the role one", setting)
	}
	if len(password) < 8 || slices.Contains(usual, strings.ToLower(password)) {
		return fmt.Errorf("the password in %s is one that is tried first: at least 8 characters, none that a program comes with", setting)
	}
	return nil
}

// here reports whether a host is this machine; none, as in ":8080", is everywhere.
func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// local is here, or a socket in a folder.
func local(host string) bool { return here(host) || strings.HasPrefix(host, "/") }
