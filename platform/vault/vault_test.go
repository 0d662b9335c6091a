package vault_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cxweb/platform/vault"
)

func key(t *testing.T, fill byte) *vault.Key {
	t.Helper()
	k, err := vault.New(bytes.Repeat([]byte{fill}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSealedOpensForItsPurposeOnly(t *testing.T) {
	t.Parallel()
	k := key(t, 1)
	sealed := k.Seal("authenticator", []byte("secret"))
	if bytes.Contains(sealed, []byte("secret")) || bytes.Equal(sealed, k.Seal("authenticator", []byte("secret"))) {
		t.Error("the text shows through, or is sealed the same twice")
	}
	if plain, err := k.Open("authenticator", sealed); err != nil || string(plain) != "secret" {
		t.Errorf("got %q %v", plain, err)
	}
	broken := bytes.Clone(sealed)
	broken[len(broken)-1] ^= 1
	for name, fn := range map[string]func() ([]byte, error){
		"another purpose": func() ([]byte, error) { return k.Open("ticket", sealed) },
		"another key":     func() ([]byte, error) { return key(t, 2).Open("authenticator", sealed) },
		"a changed bit":   func() ([]byte, error) { return k.Open("authenticator", broken) },
		"nothing":         func() ([]byte, error) { return k.Open("authenticator", nil) },
	} {
		if plain, err := fn(); !errors.Is(err, vault.ErrBroken) {
			t.Errorf("%s opens: %q %v", name, plain, err)
		}
	}
}

func TestTicketsEnd(t *testing.T) {
	t.Parallel()
	k, now := key(t, 1), time.Date(2026, 4, 20, 12, 0, 0, 0, time.UTC)
	text, err := k.Ticket("passkey", now.Add(time.Minute), "content")
	if err != nil {
		t.Fatal(err)
	}
	var content string
	if _, err := k.Redeem("passkey", text, now, &content); err != nil || content != "content" {
		t.Errorf("got %q %v", content, err)
	}
	for name, err := range map[string]error{
		"when it has ended":   redeem(k, "passkey", text, now.Add(time.Minute)),
		"for another purpose": redeem(k, "sign-in", text, now),
		"made up":             redeem(k, "passkey", "AAAA", now),
		"not even text":       redeem(k, "passkey", "%%", now),
	} {
		if !errors.Is(err, vault.ErrBroken) {
			t.Errorf("a ticket is taken %s: %v", name, err)
		}
	}
}

func redeem(k *vault.Key, purpose, text string, now time.Time) error {
	var content string
	_, err := k.Redeem(purpose, text, now, &content)
	return err
}

func TestFileIsMadeOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys", "installation.key")
	var wait sync.WaitGroup
	keys := make([][]byte, 16)
	for i := range keys {
		wait.Go(func() {
			k, err := vault.Bytes("", path)
			if err != nil {
				t.Error(err)
			}
			keys[i] = k
		})
	}
	wait.Wait()
	for i, k := range keys {
		if len(k) != 32 || !bytes.Equal(k, keys[0]) {
			t.Fatalf("key %d is another one", i)
		}
	}
	if about, err := os.Stat(path); err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode: %v %v", about.Mode(), err)
	}
	if err := os.WriteFile(path, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Bytes("", path); err == nil {
		t.Error("a key that is none is taken")
	}
	if _, err := vault.Bytes("c2hvcnQ=", path); err == nil {
		t.Error("a setting that is too short is taken")
	}
}

// TestKeysAreChanged has a new key read what the one before it sealed, and the
// one before nothing of the new one's.
func TestKeysAreChanged(t *testing.T) {
	t.Parallel()
	before, now := key(t, 1), key(t, 2).Changed(key(t, 1))
	old := before.Seal("authenticator", []byte("secret"))
	if plain, err := now.Open("authenticator", old); err != nil || string(plain) != "secret" {
		t.Errorf("what was sealed before: %q %v", plain, err)
	}
	if _, err := now.Open("ticket", old); !errors.Is(err, vault.ErrBroken) {
		t.Errorf("for another purpose: %v", err)
	}
	anew := now.Seal("authenticator", []byte("secret"))
	if plain, err := key(t, 2).Open("authenticator", anew); err != nil || string(plain) != "secret" {
		t.Errorf("sealed anew, without the old key: %q %v", plain, err)
	}
	if _, err := before.Open("authenticator", anew); !errors.Is(err, vault.ErrBroken) {
		t.Errorf("the old key opens what the new one sealed: %v", err)
	}
}
