package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// given writes a file and returns its path.
func given(t *testing.T, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil { // whatever the umask is
		t.Fatal(err)
	}
	return path
}

// bare takes away what the test's own surroundings set.
func bare(t *testing.T) {
	t.Helper()
	for _, one := range os.Environ() {
		if name, _, _ := strings.Cut(one, "="); strings.HasPrefix(name, "CXWEB_") {
			t.Setenv(name, "")
			os.Unsetenv(name) // t.Setenv puts it back
		}
	}
}

func TestSettingsAreReadInTheirOrder(t *testing.T) {
	bare(t)
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:8080" || c.TrustedProxy || !slices.Equal(c.Proxies, []string{"127.0.0.0/8", "::1/128"}) || c.TLS.Cert != "" || len(c.AllowPlain) != 0 {
		t.Errorf("the defaults are %+v", c)
	}
	t.Setenv("CXWEB_CONFIG", given(t, "addr: 127.0.0.1:1\nworkers: 7\ntls: {acme: {hosts: [a.example]}}\n", 0o644))
	t.Setenv("CXWEB_ADDR", "127.0.0.1:2")
	t.Setenv("CXWEB_TLS__ACME__HOSTS", "b.example, c.example")
	if c, err = Load(); err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:2" || c.Workers != 7 || !slices.Equal(c.TLS.ACME.Hosts, []string{"b.example", "c.example"}) {
		t.Errorf("the environment does not win over the file, and that over the defaults: %+v", c)
	}
}

func TestSecretsComeFromFiles(t *testing.T) {
	bare(t)
	t.Setenv("CXWEB_METRICS_TOKEN_FILE", given(t, "of the file, and long\n", 0o600))
	t.Setenv("CXWEB_MAIL__PASSWORD_FILE", given(t, "smtp pass\r\n", 0o640))
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if c.MetricsToken != "of the file, and long" || c.Mail.Password != "smtp pass" {
		t.Errorf("got %q and %q", c.MetricsToken, c.Mail.Password)
	}
	for _, line := range c.Lines() {
		if strings.Contains(line, "smtp") || strings.Contains(line, "of the file") {
			t.Errorf("a secret is shown: %s", line)
		}
	}
}

func TestSettingsThatAreRefused(t *testing.T) {
	for _, c := range []struct{ name, variable, value, says string }{
		{"an unknown setting", "CXWEB_ADRESS", "x", "no setting adress"},
		{"a file for what is no secret", "CXWEB_ADDR_FILE", given(t, "x", 0o600), "no setting addr_file"},
		{"a secret's file that all may read", "CXWEB_METRICS_TOKEN_FILE", given(t, "secret-of-the-file", 0o644), "chmod 600"},
		{"a secret's file that others may change", "CXWEB_METRICS_TOKEN_FILE", given(t, "secret-of-the-file", 0o620), "chmod 600"},
		{"a secret's file that is not there", "CXWEB_METRICS_TOKEN_FILE", "/nowhere/at/all", "no such file"},
		{"a secret's file that is empty", "CXWEB_METRICS_TOKEN_FILE", given(t, "\n", 0o600), "is empty"},
		{"settings with a secret that all may read", "CXWEB_CONFIG", given(t, "mail: {password: secret-of-the-file}\n", 0o644), "holds the secret mail.password"},
		{"a number out of bounds", "CXWEB_WORKERS", "0", "workers"},
		{"a word that is not one of them", "CXWEB_LOG", "xml", "log"},
		{"a proxy that is no range", "CXWEB_PROXIES", "10.0.0.1", "proxies"},
		{"a link that is none of them", "CXWEB_ALLOW_PLAIN", "everything", "allow_plain"},
		{"a name that is none", "CXWEB_TLS__ACME__HOSTS", "not_a/name", "hosts"},
		{"a misspelt setting of a company", "CXWEB_CONFIG", given(t, "companies: [{name: Nordluft, domains: [nordluft.dk], issuer: 'https://id.nordluft.dk', client_id: cx, secondfactor: true}]\n", 0o600), "no setting secondfactor within companies"},
		{"a company that is only a name", "CXWEB_CONFIG", given(t, "companies: [Nordluft]\n", 0o600), "list of groups"},
		{"companies in the environment", "CXWEB_COMPANIES", "Nordluft", "companies"},
		{"a company without domains", "CXWEB_CONFIG", given(t, "companies: [{name: Nordluft, second_factor: true}]\n", 0o600), "domains"},
		{"a serving role without an owner", "CXWEB_DATABASE_URL", "postgres://a:b@localhost/c", "go together"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bare(t)
			t.Setenv(c.variable, c.value)
			if _, err := Load(); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			} else if strings.Contains(err.Error(), "secret-of-the-file") {
				t.Errorf("the refusal tells the secret: %v", err)
			}
		})
	}
	t.Run("a secret given twice", func(t *testing.T) {
		bare(t)
		t.Setenv("CXWEB_METRICS_TOKEN", "0123456789abcdef")
		t.Setenv("CXWEB_METRICS_TOKEN_FILE", given(t, "0123456789abcdef", 0o600))
		if _, err := Load(); err == nil || !strings.Contains(err.Error(), "keep one") {
			t.Errorf("got %v", err)
		}
	})
}

func TestSecretsWithinLists(t *testing.T) {
	bare(t)
	const text = "companies:\n  - {name: Nordluft, issuer: https://id.nordluft.example, client_id: cx, client_secret: of-the-company, domains: [nordluft.example]}\n"
	t.Setenv("CXWEB_CONFIG", given(t, text, 0o644))
	if _, err := Load(); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("settings with a company's secret that all may read: %v", err)
	}
	t.Setenv("CXWEB_CONFIG", given(t, text, 0o600))
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Join(c.Lines(), "\n")
	if strings.Contains(told, "of-the-company") || !strings.Contains(told, "companies.0.client_secret = ••••") || !strings.Contains(told, "companies.0.client_id = cx") {
		t.Errorf("the settings are told as %s", told)
	}
	if got := c.Mask("refused of-the-company"); got != "refused ••••" {
		t.Errorf("an error reads %q", got)
	}
	for mode, says := range map[os.FileMode]string{0o644: "chmod 600", 0o600: ""} {
		one := Company{Name: "Nordluft", ClientSecretFile: given(t, "in-a-file\n", mode)}
		secret, err := one.Secret()
		if says == "" && (err != nil || secret != "in-a-file") || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("a secret's file of mode %o: %q %v", mode, secret, err)
		}
	}
}

func TestSecretsAreMaskedWhereverTheyTurnUp(t *testing.T) {
	t.Setenv("AWS_SECRET_ACCESS_KEY", "bucket/key+secret")
	c := &Config{DatabaseURL: "postgres://app:p%40ss%2fword@db.example/cx?sslpassword=keyfile9", OwnerURL: "host=db.example user=owner password=other-one",
		RedisURL: "redis://:half:ok@[bad", FilesURL: "files", MetricsToken: "token-token-token", Mail: Mail{Password: "abc"}}
	for text, want := range map[string]string{
		"dial postgres://app:p%40ss%2Fword@db.example": "dial postgres://app:••••@db.example",
		"as it is written, p%40ss%2fword":              "as it is written, ••••",
		"password p@ss/word was refused":               "password •••• was refused",
		"key keyfile9":                                 "key ••••",
		"host=db.example password=other-one":           "host=db.example password=••••",
		"signed with bucket/key+secret":                "signed with ••••",
		"Bearer token-token-token":                     "Bearer ••••",
		"parse redis://:half:ok@[bad":                  "parse ••••",
		"the alphabet files itself under abc":          "the alphabet files itself under abc",
	} {
		if got := c.Mask(text); got != want {
			t.Errorf("%q reads %q, want %q", text, got, want)
		}
	}
	whole := fmt.Errorf("reading token-token-token: %w", os.ErrNotExist)
	if err := c.Masked(whole); err.Error() != "reading ••••: file does not exist" || !errors.Is(err, os.ErrNotExist) || errors.Unwrap(err) != nil {
		t.Errorf("the error reads %q", err)
	}
	if err := c.Masked(os.ErrNotExist); err != os.ErrNotExist {
		t.Errorf("an error without a secret became %v", err)
	}
}
