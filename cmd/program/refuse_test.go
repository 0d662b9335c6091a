package program

import (
	"slices"
	"strings"
	"testing"

	"cxweb/config"
	"cxweb/migrations"
)

// settings are safe ones, changed by one thing.
func settings(change func(*config.Config)) *config.Config {
	c := &config.Config{Addr: "127.0.0.1:8080", Proxies: []string{"127.0.0.0/8", "::1/128"}, Mail: config.Mail{TLS: "must"}}
	change(c)
	if c.PublicURL == "" {
		c.PublicURL = publicURL(c)
	}
	return c
}

func TestUnsafeSettingsAreRefused(t *testing.T) {
	t.Parallel()
	const strong = "k7vQ-29xw-Tq1"
	tls := func(c *config.Config) { c.TLS.Cert, c.TLS.Key = "cert.pem", "key.pem" }
	for _, c := range []struct {
		name   string
		change func(*config.Config)
		says   string // empty: it starts
	}{
		{"loopback", func(*config.Config) {}, ""},
		{"loopback by name", func(c *config.Config) { c.Addr = "localhost:8080" }, ""},
		{"loopback, version 6", func(c *config.Config) { c.Addr = "[::1]:8080" }, ""},
		{"plain HTTP everywhere", func(c *config.Config) { c.Addr = ":8080" }, "refusing to serve plain HTTP"},
		{"plain HTTP on every address", func(c *config.Config) { c.Addr = "0.0.0.0:8080" }, "refusing to serve plain HTTP"},
		{"plain HTTP on an address", func(c *config.Config) { c.Addr = "192.0.2.7:8080" }, "refusing to serve plain HTTP"},
		{"plain HTTP on a name that is not this machine's", func(c *config.Config) { c.Addr = "localhost.example:8080" }, "refusing to serve plain HTTP"},
		{"no port", func(c *config.Config) { c.Addr = "localhost" }, "CXWEB_ADDR"},
		{"TLS everywhere", func(c *config.Config) { c.Addr = ":443"; tls(c); c.PublicURL = "https://cx.example" }, ""},
		{"TLS by ACME", func(c *config.Config) { c.Addr = ":443"; c.TLS.ACME.Hosts = []string{"cx.example"} }, ""},
		{"TLS and a public address without", func(c *config.Config) { tls(c); c.PublicURL = "http://cx.example" }, "must begin with https"},
		{"TLS here and at a proxy", func(c *config.Config) { tls(c); c.TrustedProxy = true }, "not both"},
		{"a redirect to nothing", func(c *config.Config) { c.TLS.RedirectAddr = ":80" }, "set a certificate"},
		{"a proxy in front", func(c *config.Config) {
			c.Addr, c.TrustedProxy, c.PublicURL = ":8080", true, "https://cx.example"
		}, ""},
		{"a proxy in front and no public address", func(c *config.Config) { c.Addr, c.TrustedProxy = ":8080", true }, "must begin with https"},
		{"a proxy from nowhere", func(c *config.Config) { c.TrustedProxy, c.Proxies = true, nil }, "CXWEB_PROXIES is empty"},
		{"a proxy from everywhere", func(c *config.Config) { c.TrustedProxy, c.Proxies = true, []string{"0.0.0.0/0"} }, "is everybody"},
		{"a public address in the clear", func(c *config.Config) { c.PublicURL = "http://cx.example" }, "must begin with https"},
		{"a public address with a password", func(c *config.Config) { c.PublicURL = "https://a:b@cx.example" }, "not an address"},
		{"a public address that runs script", func(c *config.Config) { c.PublicURL = "javascript:alert(1)" }, "not an address"},

		{"a database here", func(c *config.Config) { c.DatabaseURL = "postgres://cxweb_app@127.0.0.1/cxweb" }, ""},
		{"a database in a socket", func(c *config.Config) { c.DatabaseURL = "postgres:///cxweb?host=/run/postgresql&user=cxweb_app" }, ""},
		{"a database far off, checked", func(c *config.Config) {
			c.DatabaseURL = "postgres://cxweb_app:" + strong + "@db.example/cxweb?sslmode=verify-full"
		}, ""},
		{"a database far off in the clear", func(c *config.Config) {
			c.DatabaseURL = "postgres://cxweb_app:" + strong + "@db.example/cxweb?sslmode=disable"
		}, "without TLS"},
		{"a database far off that may answer in the clear", func(c *config.Config) { c.DatabaseURL = "postgres://cxweb_app:" + strong + "@db.example/cxweb" }, "CXWEB_DATABASE_URL would"},
		{"a database far off, not checked", func(c *config.Config) {
			c.DatabaseURL = "postgres://cxweb_app:" + strong + "@db.example/cxweb?sslmode=require"
		}, "not look at the certificate"},
		{"its owner's in the clear", func(c *config.Config) {
			c.OwnerURL = "postgres://cxweb_owner:" + strong + "@db.example/cxweb?sslmode=disable"
		}, "CXWEB_DATABASE_OWNER_URL would reach db.example without TLS"},
		{"a second database in the clear", func(c *config.Config) {
			c.DatabaseURL = "postgres://cxweb_app:" + strong + "@127.0.0.1,db.example/cxweb?sslmode=disable"
		}, "would reach db.example without TLS"},
		{"a database in the clear, allowed", func(c *config.Config) {
			c.DatabaseURL, c.AllowPlain = "postgres://cxweb_app:"+strong+"@db.example/cxweb?sslmode=disable", []string{"database"}
		}, ""},
		{"a database far off without a password", func(c *config.Config) { c.DatabaseURL = "postgres://cxweb_app@db.example/cxweb?sslmode=verify-full" }, "has no password"},
		{"a database with a usual password", func(c *config.Config) {
			c.DatabaseURL = "postgres://cxweb_app:Postgres@db.example/cxweb?sslmode=verify-full"
		}, "tried first"},
		{"a database with a short password", func(c *config.Config) {
			c.DatabaseURL = "postgres://cxweb_app:k7vQ-29@db.example/cxweb?sslmode=verify-full"
		}, "tried first"},

		{"a Redis here", func(c *config.Config) { c.RedisURL = "redis://127.0.0.1:6379/0" }, ""},
		{"a Redis far off over TLS", func(c *config.Config) { c.RedisURL = "rediss://:" + strong + "@redis.example:6379/0" }, ""},
		{"a Redis far off in the clear", func(c *config.Config) { c.RedisURL = "redis://:" + strong + "@redis.example:6379/0" }, "CXWEB_REDIS_URL would reach redis.example without TLS"},
		{"a Redis in the clear, allowed", func(c *config.Config) {
			c.RedisURL, c.AllowPlain = "redis://:"+strong+"@redis.example:6379/0", []string{"redis"}
		}, ""},
		{"a Redis without a password", func(c *config.Config) { c.RedisURL = "rediss://redis.example:6379/0" }, "has no password"},
		{"a Redis with a usual password", func(c *config.Config) { c.RedisURL = "rediss://:foobared@redis.example:6379/0" }, "tried first"},

		{"a bucket over TLS", func(c *config.Config) { c.FilesURL = "s3://cx?endpoint=https://s3.example&region=eu" }, ""},
		{"a bucket at the usual place", func(c *config.Config) { c.FilesURL = "s3://cx?region=eu-north-1" }, ""},
		{"a bucket here", func(c *config.Config) { c.FilesURL = "s3://cx?endpoint=http://127.0.0.1:9000&region=eu" }, ""},
		{"a bucket in the clear", func(c *config.Config) { c.FilesURL = "s3://cx?endpoint=http://s3.example&region=eu" }, "CXWEB_FILES_URL would reach s3.example without TLS"},
		{"a bucket told to leave TLS", func(c *config.Config) { c.FilesURL = "s3://cx?region=eu&disable_https=true" }, "without TLS"},
		{"a bucket in the clear, allowed", func(c *config.Config) {
			c.FilesURL, c.AllowPlain = "s3://cx?endpoint=http://s3.example&region=eu", []string{"files"}
		}, ""},

		{"mail here", func(c *config.Config) { c.Mail.Host, c.Mail.TLS = "localhost", "none" }, ""},
		{"mail over TLS", func(c *config.Config) { c.Mail.Host = "smtp.example" }, ""},
		{"mail in the clear", func(c *config.Config) { c.Mail.Host, c.Mail.TLS = "smtp.example", "none" }, "in the clear"},
		{"mail that may go in the clear", func(c *config.Config) { c.Mail.Host, c.Mail.TLS = "smtp.example", "may" }, "in the clear"},
		{"mail in the clear, allowed", func(c *config.Config) {
			c.Mail.Host, c.Mail.TLS, c.AllowPlain = "smtp.example", "none", []string{"mail"}
		}, ""},

		{"a scanner in a socket", func(c *config.Config) { c.ClamAV.Address = "/run/clamav/clamd.ctl" }, ""},
		{"a scanner here", func(c *config.Config) { c.ClamAV.Address = "127.0.0.1:3310" }, ""},
		{"a scanner far off", func(c *config.Config) { c.ClamAV.Address = "clamd.example:3310" }, "in the clear"},
		{"a scanner far off, allowed", func(c *config.Config) {
			c.ClamAV.Address, c.AllowPlain = "clamd.example:3310", []string{"clamav"}
		}, ""},
		{"a scanner that is needed and nowhere", func(c *config.Config) { c.ClamAV.Required = true }, "needs CXWEB_CLAMAV__ADDRESS"},
		{"a scanner without a port", func(c *config.Config) { c.ClamAV.Address = "clamd" }, "neither"},

		{"a company that signs in and demands", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk", "ærø-luft.dk"}, SecondFactor: true, Issuer: "https://id.nordluft.dk", ClientID: "cx"}}
		}, ""},
		{"a company that only demands", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk"}, SecondFactor: true}}
		}, ""},
		{"a company of which nothing is said", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk"}}}
		}, "nothing is said of it"},
		{"a company at everybody's domain", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"Gmail.com"}, SecondFactor: true}}
		}, "anybody can have an address at gmail.com"},
		{"two companies at one domain", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk"}, SecondFactor: true}, {Name: "Sydluft", Domains: []string{"NordLuft.dk"}, SecondFactor: true}}
		}, "nordluft.dk is the domain of Nordluft already"},
		{"a company at a top-level domain", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"dk"}, SecondFactor: true}}
		}, "is not a domain"},
		{"a company at a domain that never is", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk."}, SecondFactor: true}}
		}, "is not a domain"},
		{"a company with a sign-in in the clear", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk"}, Issuer: "http://id.nordluft.dk", ClientID: "cx"}}
		}, "must be an address that begins with https"},
		{"a company with a sign-in without a client", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk"}, Issuer: "https://id.nordluft.dk"}}
		}, "needs a client_id"},
		{"a company with a client and no sign-in", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk"}, SecondFactor: true, ClientID: "cx"}}
		}, "the issuer is missing"},
		{"two companies at one issuer", func(c *config.Config) {
			c.Companies = []config.Company{{Name: "Nordluft", Domains: []string{"nordluft.dk"}, Issuer: "https://id.nordluft.dk", ClientID: "cx"}, {Name: "Sydluft", Domains: []string{"sydluft.dk"}, Issuer: "https://id.nordluft.dk", ClientID: "cy"}}
		}, "Nordluft signs its people in at the same issuer"},

		{"metrics with a token", func(c *config.Config) { c.MetricsToken = "0123456789abcdef" }, ""},
		{"metrics with a short token", func(c *config.Config) { c.MetricsToken = "0123456789" }, "can be guessed"},
	} {
		err := refuse(settings(c.change))
		switch {
		case c.says == "" && err != nil:
			t.Errorf("%s: refused with %v", c.name, err)
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: got %v, want %q", c.name, err, c.says)
		case err != nil && strings.Contains(err.Error(), strong):
			t.Errorf("%s: the refusal tells the password: %v", c.name, err)
		}
	}
}

// TestEverybodysDomainsAreTheSameInTheDatabase holds the list that settings are
// refused by against the one by which the database tells companies apart.
func TestEverybodysDomainsAreTheSameInTheDatabase(t *testing.T) {
	t.Parallel()
	text, err := migrations.Files().ReadFile("20260118000200_accounts_homes.tx.up.sql")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(text), "domain in (")
	list, _, _ = strings.Cut(list, ")")
	var there []string
	for _, one := range strings.Split(list, ",") {
		there = append(there, strings.Trim(strings.TrimSpace(one), "'"))
	}
	if !slices.Equal(there, everybodys) {
		t.Errorf("the database has %v, the settings %v", there, everybodys)
	}
}
