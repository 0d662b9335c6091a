package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
)

// Note says what the newest seal of a project is. It is kept elsewhere than the
// chain, whose end could else be cut off.
type Note struct {
	Project   string `json:"project"`
	N         int    `json:"n"`
	Hash      Bytes  `json:"hash"`
	Key       Bytes  `json:"key"`
	Signature Bytes  `json:"signature"`
}

func (n *Note) said() []byte {
	return []byte(Text([]any{"note", n.Project, n.N, hex.EncodeToString(n.Hash)}))
}

// Sign signs the note.
func (n *Note) Sign(key ed25519.PrivateKey) {
	n.Key, n.Signature = Bytes(key.Public().(ed25519.PublicKey)), ed25519.Sign(key, n.said())
}

// Whole tells whether the note is as one of the keys signed it.
func (n *Note) Whole(keys [][]byte) bool {
	for _, key := range keys {
		if bytes.Equal(key, n.Key) && len(key) == ed25519.PublicKeySize {
			return ed25519.Verify(key, n.said(), n.Signature)
		}
	}
	return false
}
