package config

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/knadh/koanf/v2"
)

const (
	inFile = "_file" // what a secret's setting ends in when it names a file
	masked = "••••"
	// shortest is how long a secret is at least that is looked for in what is
	// told: a shorter one would be found in ordinary words.
	shortest = 4
)

// secretKeys are the settings that are told to nobody.
func secretKeys(prefix string, of reflect.Type) (all []string) {
	for i := range of.NumField() {
		f := of.Field(i)
		name := prefix + f.Tag.Get("koanf")
		switch {
		case f.Type.Kind() == reflect.Struct:
			all = append(all, secretKeys(name+".", f.Type)...)
		case f.Tag.Get("secret") != "":
			all = append(all, name)
		}
	}
	return all
}

// readSecrets puts in the place of each setting that names a file what the file
// holds, without the end of its last line.
func readSecrets(k *koanf.Koanf, secret []string) error {
	for _, key := range secret {
		path := k.String(key + inFile)
		if path == "" {
			continue
		}
		if k.String(key) != "" {
			return fmt.Errorf("the setting %s is there itself and as %s%s: keep one", key, key, inFile)
		}
		if err := closed(path); err != nil {
			return fmt.Errorf("%s%s: %w", key, inFile, err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("%s%s: %w", key, inFile, err)
		}
		value := strings.TrimRight(string(text), "\r\n")
		if value == "" {
			return fmt.Errorf("%s%s: %s is empty", key, inFile, path)
		}
		if err := k.Set(key, value); err != nil {
			return err
		}
	}
	return nil
}

// holdsSecrets refuses a file of settings with secrets in it that others may read.
func holdsSecrets(k *koanf.Koanf, path string, secret []string) error {
	for _, key := range secret {
		if k.String(key) == "" {
			continue
		}
		if err := closed(path); err != nil {
			return fmt.Errorf("CXWEB_CONFIG holds the secret %s: %w", key, err)
		}
	}
	return nil
}

// isList reports whether a setting is a list of groups of settings.
func isList(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct
}

// listsClosed is holdsSecrets for the secrets within lists.
func (c *Config) listsClosed(path string) error {
	for _, one := range c.Companies {
		if one.ClientSecret == "" || path == "" {
			continue
		}
		if err := closed(path); err != nil {
			return fmt.Errorf("CXWEB_CONFIG holds the secret companies.client_secret: %w", err)
		}
	}
	return nil
}

// closed refuses a file that everybody on the machine may read, or that others
// than its owner may change.
func closed(path string) error {
	info, err := os.Stat(path) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o027 != 0 {
		return fmt.Errorf("others may read or change %s: chmod 600 it", path)
	}
	return nil
}

// Mask replaces in a text every secret of the settings, and every password in
// an address among them.
func (c *Config) Mask(text string) string {
	for _, secret := range c.secrets() {
		text = strings.ReplaceAll(text, secret, masked)
	}
	return text
}

// secrets are the values to be masked, the longest first, so that no part of
// one is left when another is its beginning.
func (c *Config) secrets() (all []string) {
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			switch f := v.Type().Field(i); {
			case f.Type.Kind() == reflect.Struct:
				walk(v.Field(i))
			case isList(f.Type):
				for n := range v.Field(i).Len() {
					walk(v.Field(i).Index(n))
				}
			case f.Tag.Get("secret") == "address":
				all = append(all, passwords(v.Field(i).String())...)
			case f.Tag.Get("secret") != "":
				all = append(all, v.Field(i).String())
			}
		}
	}
	walk(reflect.ValueOf(*c))
	all = append(all, os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN")) // of the bucket
	all = slices.DeleteFunc(all, func(s string) bool { return len(s) < shortest })
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(all)
}

// passwords are those in an address, plain and as they are written there. What
// cannot be read as an address is a secret as a whole.
func passwords(address string) (all []string) {
	for _, part := range strings.Fields(address) { // host=… password=…, PostgreSQL's other form
		if password, found := strings.CutPrefix(part, "password="); found {
			all = append(all, strings.Trim(password, "'"))
		}
	}
	if before, _, found := strings.Cut(address, "@"); found {
		_, who, _ := strings.Cut(before, "://")
		_, written, _ := strings.Cut(who, ":")
		all = append(all, written)
	}
	u, err := url.Parse(address)
	if err != nil {
		return append(all, address)
	}
	if password, there := u.User.Password(); there {
		_, written, _ := strings.Cut(u.User.String(), ":")
		all = append(all, password, written)
	}
	for key, values := range u.Query() {
		if key = strings.ToLower(key); strings.Contains(key, "password") || strings.Contains(key, "secret") {
			all = append(all, values...)
		}
	}
	return all
}

// Masked is an error whose text tells no secret of the settings.
func (c *Config) Masked(err error) error {
	if err == nil || c == nil || c.Mask(err.Error()) == err.Error() {
		return err
	}
	return &maskedError{c.Mask(err.Error()), err}
}

type maskedError struct {
	text  string
	whole error
}

func (e *maskedError) Error() string { return e.text }

// Is lets what the error is be asked for; its text is not to be had.
func (e *maskedError) Is(target error) bool { return errors.Is(e.whole, target) }
