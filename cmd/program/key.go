package program

import (
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"cxweb/config"
	"cxweb/modules/audit"
	"cxweb/platform/vault"
)

// openKey is the key that seals what the program must be able to read again.
func openKey(c *config.Config) (*vault.Key, error) {
	key, err := vault.Bytes(c.SecretKey, filepath.Join(c.Data, "keys", "installation.key"))
	if err != nil {
		return nil, fmt.Errorf("CXWEB_SECRET_KEY: %w", err)
	}
	now, err := vault.New(key)
	if err != nil || c.SecretKeyOld == "" {
		return now, err
	}
	if key, err = vault.Bytes(c.SecretKeyOld, ""); err != nil {
		return nil, fmt.Errorf("CXWEB_SECRET_KEY_OLD: %w", err)
	}
	before, err := vault.New(key)
	if err != nil {
		return nil, err
	}
	return now.Changed(before), nil
}

// sealKeys are the key by which this installation signs its history, and the
// public keys of those before it.
func sealKeys(c *config.Config) (keys audit.Keys, err error) {
	seed, err := vault.Bytes(c.SealKey, filepath.Join(c.Data, "keys", "seal.key"))
	if err != nil {
		return keys, fmt.Errorf("CXWEB_SEAL_KEY: %w", err)
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
