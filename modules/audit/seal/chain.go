package seal

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"math/bits"
	"time"
)

// Seal closes a stretch of a project's history: which versions and entries, the
// hash of each in that order, the root over them, and the seal before.
type Seal struct {
	Project   string    `json:"project"`
	N         int       `json:"n"` // 1, 2, 3 …
	Made      time.Time `json:"made_at"`
	Versions  []int64   `json:"versions"` // their numbers, in order
	Entries   []int64   `json:"entries"`  //
	Leaves    Bytes     `json:"leaves"`   // 32 bytes for each
	Prev      Bytes     `json:"prev"`     // hash of the seal before; empty in the first
	Root      Bytes     `json:"root"`
	Hash      Bytes     `json:"hash"`
	Key       Bytes     `json:"key"` // Ed25519, public
	Signature Bytes     `json:"signature"`
}

// Root is the Merkle root over leaves of 32 bytes each, after RFC 6962, 2.1.
func Root(leaves []byte) Hash {
	n := len(leaves) / sha256.Size
	switch n {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, leaves...))
	}
	k := 1 << (bits.Len(uint(n-1)) - 1) // the largest power of two below n
	left, right := Root(leaves[:k*sha256.Size]), Root(leaves[k*sha256.Size:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

// said is what is signed.
func (s *Seal) said() []byte {
	return []byte(Text([]any{"seal", s.Project, s.N, s.Made.UnixMicro(), len(s.Versions), len(s.Entries), hex.EncodeToString(s.Prev), hex.EncodeToString(s.Root)}))
}

// Sign works out root and hash and signs them.
func (s *Seal) Sign(key ed25519.PrivateKey) {
	root := Root(s.Leaves)
	s.Root = root[:]
	hash := sha256.Sum256(s.said())
	s.Hash, s.Key, s.Signature = hash[:], Bytes(key.Public().(ed25519.PublicKey)), ed25519.Sign(key, s.said())
}

// whole tells whether the seal is as it was signed, by the key it names.
func (s *Seal) whole() bool {
	root, hash := Root(s.Leaves), sha256.Sum256(s.said())
	return len(s.Leaves) == sha256.Size*(len(s.Versions)+len(s.Entries)) && bytes.Equal(root[:], s.Root) && bytes.Equal(hash[:], s.Hash) &&
		len(s.Key) == ed25519.PublicKeySize && ed25519.Verify(ed25519.PublicKey(s.Key), s.said(), s.Signature)
}

// Fingerprint is how people compare keys: the first half of the key's SHA-256
// in groups of four.
func Fingerprint(key []byte) string {
	sum := sha256.Sum256(key)
	var b []byte
	for i := range 8 {
		if i > 0 {
			b = append(b, ' ')
		}
		b = hex.AppendEncode(b, sum[2*i:2*i+2])
	}
	return string(b)
}

// Bytes are bytes that stand as hexadecimal digits in JSON, with or without the
// \x that PostgreSQL writes before them.
type Bytes []byte

// MarshalText implements encoding.TextMarshaler.
func (b Bytes) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, b), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (b *Bytes) UnmarshalText(text []byte) error {
	text = bytes.TrimPrefix(text, []byte(`\x`))
	*b = make([]byte, hex.DecodedLen(len(text)))
	_, err := hex.Decode(*b, text)
	return err
}
