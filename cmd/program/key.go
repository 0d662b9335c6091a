package program

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cxweb/config"
	"cxweb/modules/audit"
)

// sealKeys are the key by which this installation signs, made at the first
// start unless the settings name one, and the public keys of those before it.
func sealKeys(c *config.Config) (keys audit.Keys, err error) {
	seed, err := sealSeed(c)
	if err != nil {
		return keys, err
	}
	keys.Sign = ed25519.NewKeyFromSeed(seed)
	for _, text := range c.SealKeysOld {
		key, err := hex.DecodeString(text)
		if err != nil || len(key) != ed25519.PublicKeySize {
			return keys, fmt.Errorf("seal_keys_old: %.20s… is not a public key of %d hexadecimal digits", text, 2*ed25519.PublicKeySize)
		}
		keys.Before = append(keys.Before, key)
	}
	return keys, nil
}

func sealSeed(c *config.Config) ([]byte, error) {
	if c.SealKey != "" {
		return seedOf("seal_key", c.SealKey)
	}
	path := filepath.Join(c.Data, "keys", "seal.key")
	text, err := os.ReadFile(path)
	if err == nil {
		return seedOf(path, string(text))
	}
	if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	seed := make([]byte, ed25519.SeedSize)
	rand.Read(seed)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) { // another start was faster
		return sealSeed(c)
	}
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(f, "%x\n", seed)
	return seed, errors.Join(err, f.Sync(), f.Close())
}

func seedOf(place, text string) ([]byte, error) {
	seed, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("%s does not hold a key of %d hexadecimal digits", place, 2*ed25519.SeedSize)
	}
	return seed, nil
}
