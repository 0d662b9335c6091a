// Package vault keeps secrets that the program must be able to read again, under
// the key of the installation, and makes tickets that only it can have made.
package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// size of the key in bytes: AES-256.
const size = 32

// ErrBroken is a sealed text that this key did not make for this purpose.
var ErrBroken = errors.New("it was not sealed by this installation for this purpose")

// Key seals and opens. Each purpose has texts of its own: one that was sealed
// for another does not open.
type Key struct {
	aead   cipher.AEAD
	before *Key // opens what was sealed before the key was changed; nil: it was not
}

// Changed makes the key that follows another: it seals anew, and opens what
// either has sealed.
func (k *Key) Changed(before *Key) *Key { return &Key{k.aead, before} }

// New makes a key of 32 bytes.
func New(secret []byte) (*Key, error) {
	if len(secret) != size {
		return nil, fmt.Errorf("the key has %d bytes instead of %d", len(secret), size)
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &Key{aead: aead}, err
}

// Bytes are 32 secret bytes: those that a setting gives in base64 or, where it
// is empty, those of a file, which is made the first time. Of two that make it
// at once, one does and both read the same.
func Bytes(setting, path string) ([]byte, error) {
	if setting != "" {
		return decode(setting)
	}
	text, err := os.ReadFile(path) // #nosec G304 -- below the data folder
	if errors.Is(err, os.ErrNotExist) {
		if err := begin(path); err != nil {
			return nil, err
		}
		text, err = os.ReadFile(path) // #nosec G304 -- as above
	}
	if err != nil {
		return nil, err
	}
	secret, err := decode(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return secret, nil
}

func decode(text string) ([]byte, error) {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return nil, fmt.Errorf("the key is not base64: %w", err)
	}
	if len(secret) != size {
		return nil, fmt.Errorf("the key has %d bytes instead of %d", len(secret), size)
	}
	return secret, nil
}

func begin(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	secret := make([]byte, size)
	_, _ = rand.Read(secret) // never fails
	draft, err := os.CreateTemp(filepath.Dir(path), "draft-")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.WriteString(base64.StdEncoding.EncodeToString(secret) + "\n")
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	// A link fails where the file is there already, which a rename would replace.
	if err := os.Link(draft.Name(), path); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}

// Seal makes a text that only Open with the same purpose reads.
func (k *Key) Seal(purpose string, plain []byte) []byte {
	nonce := make([]byte, k.aead.NonceSize(), k.aead.NonceSize()+len(plain)+k.aead.Overhead())
	_, _ = rand.Read(nonce) // never fails
	return k.aead.Seal(nonce, nonce, plain, []byte(purpose))
}

// Open reads what was sealed for a purpose.
func (k *Key) Open(purpose string, sealed []byte) ([]byte, error) {
	if len(sealed) < k.aead.NonceSize() {
		return nil, ErrBroken
	}
	nonce, text := sealed[:k.aead.NonceSize()], sealed[k.aead.NonceSize():]
	plain, err := k.aead.Open(nil, nonce, text, []byte(purpose))
	switch {
	case err == nil:
		return plain, nil
	case k.before != nil:
		return k.before.Open(purpose, sealed)
	}
	return nil, ErrBroken
}

// ticket is what a ticket carries beside its content.
type ticket struct {
	Ends    time.Time       `json:"ends"`
	Content json.RawMessage `json:"content"`
}

// Ticket seals some content for a purpose and for so long, to be handed out and
// shown again.
func (k *Key) Ticket(purpose string, ends time.Time, content any) (string, error) {
	body, err := json.Marshal(content)
	if err != nil {
		return "", err
	}
	whole, err := json.Marshal(ticket{ends, body})
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(k.Seal("ticket "+purpose, whole)), nil
}

// Redeem reads the content of a ticket that has not ended at a moment, and says
// when it will.
func (k *Key) Redeem(purpose, text string, now time.Time, content any) (ends time.Time, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return time.Time{}, ErrBroken
	}
	whole, err := k.Open("ticket "+purpose, sealed)
	if err != nil {
		return time.Time{}, err
	}
	var t ticket
	if err := json.Unmarshal(whole, &t); err != nil {
		return time.Time{}, err
	}
	if !t.Ends.After(now) {
		return time.Time{}, ErrBroken
	}
	return t.Ends, json.Unmarshal(t.Content, content)
}
