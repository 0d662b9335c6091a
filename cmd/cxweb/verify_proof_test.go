package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cxweb/modules/audit/seal"
	"cxweb/modules/handover/archive"
)

const (
	sealedVersion = `{"version":{"entry":"e1","seq":1,"at":"2026-04-20T09:00:00+00:00","person":"p1","action":"registers.system.create","origin":"web","table":"registers.systems","row":"r1","op":"I","version":1,"new":{"id": "r1", "tag": "VE01"},"name":"Ann"}}`
	sealedEntry   = `{"entry":{"entry":"e1","seq":7,"at":"2026-04-20T09:00:00+00:00","person":"p1","action":"registers.system.create","origin":"web","about":{},"tables":{"registers.systems": 1}}}`
)

// proved is a package with a sealed history of one version and one entry; change
// may change the history after it was sealed.
func proved(t *testing.T, change func(history string) string) (path, key string) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	const project = "019dd000-0000-7000-8000-000000000001"
	var v struct{ Version seal.Version }
	var e struct {
		Entry struct {
			seal.Entry
			ID string `json:"entry"`
		}
	}
	for text, into := range map[string]any{sealedVersion: &v, sealedEntry: &e} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
	e.Entry.Entry.ID = e.Entry.ID
	version, err := v.Version.Leaf(project)
	if err != nil {
		t.Fatal(err)
	}
	entry, err := e.Entry.Leaf(project)
	if err != nil {
		t.Fatal(err)
	}
	s := seal.Seal{Project: project, N: 1, Made: time.Date(2026, 4, 20, 9, 1, 0, 0, time.UTC), Versions: []int64{1}, Entries: []int64{7}, Leaves: append(version[:], entry[:]...)}
	s.Sign(private)
	sealed, err := json.Marshal(map[string]any{"seal": s})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{archive.HistoryPath: change("[\n" + sealedEntry + ",\n" + sealedVersion + "\n]\n"), archive.ProofPath: "[\n" + string(sealed) + "\n]\n"}
	m := &archive.Manifest{Format: archive.Format, Version: archive.Version, Project: archive.Project{ID: project, Number: "1001", Name: "Ny Skole"}}
	for path, text := range files {
		sum := sha256.Sum256([]byte(text))
		m.Files = append(m.Files, archive.File{Path: path, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(text)), Category: "history"})
	}
	if err := m.Sign(func(text []byte) ([]byte, []byte) { return public, ed25519.Sign(private, text) }); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "pakke.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	err = archive.Write(f, m, func(one archive.File) (archive.Content, error) {
		return archive.Content{ReadCloser: io.NopCloser(strings.NewReader(files[one.Path]))}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return path, hex.EncodeToString(public)
}

func TestTheHistoryOfAPackageIsHeldAgainstItsSeals(t *testing.T) {
	same := func(history string) string { return history }
	for name, one := range map[string]struct {
		change func(string) string
		key    string
		says   []string
	}{
		"whole":          {same, "", []string{"Signed with the key", "✓  The history is whole: 1 versions and 1 actions in 1 seals"}},
		"by another key": {same, strings.Repeat("0", 64), []string{"✗  The package is signed with another key"}},
		"a value":        {func(h string) string { return strings.Replace(h, "VE01", "VE02", 1) }, "", []string{"✗  History: version 1 of registers.systems was changed after it was sealed"}},
		"an action": {func(h string) string {
			return strings.Replace(h, `"origin":"web","about"`, `"origin":"api","about"`, 1)
		}, "", []string{"✗  History: the entry of registers.system.create"}},
		"a line removed": {func(h string) string { return strings.Replace(h, ",\n"+sealedVersion, "", 1) }, "", []string{"✗  History: a version is gone"}},
		"a line slipped in": {func(h string) string {
			return strings.Replace(h, sealedVersion, sealedVersion+",\n"+strings.Replace(sealedVersion, `"seq":1`, `"seq":2`, 1), 1)
		}, "", []string{"!  Lines of the history that are not sealed yet: 1"}},
		"no JSON": {func(h string) string { return strings.Replace(h, `"seq":1`, `"seq":"x"`, 1) }, "", []string{"✗  10_revision/history.json cannot be read"}},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := proved(t, one.change)
			var out bytes.Buffer
			v := &verifying{language: "en", key: one.key, to: &out}
			if err := v.file(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			for _, says := range one.says {
				if !strings.Contains(out.String(), says) {
					t.Errorf("got\n%s\nwant %q", out.String(), says)
				}
			}
		})
	}
	path, key := proved(t, same)
	var out bytes.Buffer
	v := &verifying{language: "da", key: key, to: &out}
	if err := v.file(t.Context(), path); err != nil || !strings.Contains(out.String(), "Underskrevet med den nøgle, der blev angivet") {
		t.Errorf("%v\n%s", err, out.String())
	}
}
