package seal

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTextIsAsPostgreSQLWritesIt(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		`{"bb":1,"a":[true,null,1.500],"c":{}}`:        `{"a": [true, null, 1.500], "c": {}, "bb": 1}`,
		`"a\u0001\"\\\/\n\t\u00e6<>&\u2028"`:           "\"a\\u0001\\\"\\\\/\\n\\tæ<>&\u2028\"",
		`[-0.10,12345678901234567890123,[],"",{"":0}]`: `[-0.10, 12345678901234567890123, [], "", {"": 0}]`,
	} {
		d := json.NewDecoder(strings.NewReader(given))
		d.UseNumber()
		var value any
		if err := d.Decode(&value); err != nil {
			t.Fatal(err)
		}
		if got := Text(value); got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}

// The empty tree and that of one leaf, "", are RFC 6962's own test vectors.
func TestRoot(t *testing.T) {
	t.Parallel()
	if got, want := fmt.Sprintf("%x", Root(nil)), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; got != want {
		t.Errorf("no leaves: got %s, want %s", got, want)
	}
	seen := map[Hash]int{}
	for n := range 20 {
		leaves := make([]byte, 32*n)
		for i := range leaves {
			leaves[i] = byte(i / 32)
		}
		root := Root(leaves)
		if was, twice := seen[root]; twice {
			t.Errorf("%d and %d leaves have the same root", was, n)
		}
		seen[root] = n
		if n > 1 {
			copy(leaves, leaves[32:64])
			if Root(leaves) == root {
				t.Errorf("%d leaves: another leaf does not change the root", n)
			}
		}
	}
}

const project = "019dd000-0000-7000-8000-000000000001"

// history is a source in memory.
type history struct {
	seals    []*Seal
	versions []*Version
	entries  []*Entry
	key      ed25519.PrivateKey
}

func all[T any](some []T, each func(T) error) error {
	for _, one := range some {
		if err := each(one); err != nil {
			return err
		}
	}
	return nil
}

func (h *history) Seals(_ context.Context, each func(*Seal) error) error { return all(h.seals, each) }
func (h *history) Versions(_ context.Context, each func(*Version) error) error {
	return all(h.versions, each)
}
func (h *history) Entries(_ context.Context, each func(*Entry) error) error {
	return all(h.entries, each)
}

// made is a history of three seals with two versions and an entry each.
func made(t *testing.T) *history {
	t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	h := &history{key: key}
	start := time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)
	for n := range 3 {
		s := &Seal{Project: project, N: n + 1, Made: start.Add(time.Duration(n+1) * 24 * time.Hour)}
		for i := range 2 {
			seq := int64(2*n + i + 1)
			v := &Version{Seq: seq, At: s.Made.Add(-time.Minute), Table: "registers.systems", Row: fmt.Sprintf("row %d", i), Version: n + 1, Op: "U", New: json.RawMessage(fmt.Sprintf(`{"tag":"VE%d"}`, seq))}
			h.add(t, s, v)
		}
		e := &Entry{Seq: int64(n + 1), At: s.Made.Add(-time.Minute), ID: fmt.Sprint("entry ", n), Action: "registers.system.change", Origin: "web", About: json.RawMessage(`{}`), Tables: json.RawMessage(`{"registers.systems":2}`)}
		hash, err := e.Leaf(project)
		if err != nil {
			t.Fatal(err)
		}
		s.Entries, s.Leaves, h.entries = append(s.Entries, e.Seq), append(s.Leaves, hash[:]...), append(h.entries, e)
		if n > 0 {
			s.Prev = h.seals[n-1].Hash
		}
		s.Sign(key)
		h.seals = append(h.seals, s)
	}
	return h
}

func (h *history) add(t *testing.T, s *Seal, v *Version) {
	t.Helper()
	hash, err := v.Leaf(project)
	if err != nil {
		t.Fatal(err)
	}
	s.Versions, s.Leaves, h.versions = append(s.Versions, v.Seq), append(s.Leaves, hash[:]...), append(h.versions, v)
}

func (h *history) expected() Expected {
	last := h.seals[len(h.seals)-1]
	return Expected{Project: project, Keys: [][]byte{h.key.Public().(ed25519.PublicKey)}, Last: last.N, Hash: last.Hash}
}

func TestAWholeHistoryIsWhole(t *testing.T) {
	t.Parallel()
	h := made(t)
	h.versions = append(h.versions, &Version{Seq: 99, At: time.Now(), Table: "registers.rows"})
	slices.Reverse(h.versions) // in any order
	r, err := Check(t.Context(), h, h.expected())
	if err != nil || r.Faults != 0 || r.Seals != 3 || r.Versions != 6 || r.Entries != 3 || r.Waiting != 1 || r.Head.N != 3 {
		t.Fatalf("got %+v, %v", r, err)
	}
}

func TestEveryTamperingIsFound(t *testing.T) {
	t.Parallel()
	resign := func(h *history, key ed25519.PrivateKey) {
		var prev Bytes
		for _, s := range h.seals {
			s.Prev = prev
			s.Sign(key)
			prev = s.Hash
		}
	}
	for name, one := range map[string]struct {
		tamper func(t *testing.T, h *history)
		says   string
	}{
		"a value":          {func(_ *testing.T, h *history) { h.versions[2].New = json.RawMessage(`{"tag":"VE9"}`) }, "version 2 of registers.systems was changed"},
		"a moment":         {func(_ *testing.T, h *history) { h.versions[0].At = h.versions[0].At.Add(time.Second) }, "was changed"},
		"a person":         {func(_ *testing.T, h *history) { who := "somebody"; h.versions[0].Person = &who }, "was changed"},
		"an old value":     {func(_ *testing.T, h *history) { h.versions[0].Old = json.RawMessage(`{"tag":""}`) }, "was changed"},
		"an entry's words": {func(_ *testing.T, h *history) { h.entries[1].About = json.RawMessage(`{"reason":"none"}`) }, "the entry of registers.system.change"},
		"removed":          {func(_ *testing.T, h *history) { h.versions = slices.Delete(h.versions, 3, 4) }, "gone from the history: line 4"},
		"entry removed":    {func(_ *testing.T, h *history) { h.entries = h.entries[1:] }, "an entry is gone"},
		"doubled":          {func(_ *testing.T, h *history) { h.versions = append(h.versions, h.versions[0]) }, "is there twice"},
		"exchanged": {func(_ *testing.T, h *history) {
			h.versions[0].Seq, h.versions[3].Seq = h.versions[3].Seq, h.versions[0].Seq
		}, "was changed"},
		"seal removed":    {func(_ *testing.T, h *history) { h.seals = slices.Delete(h.seals, 1, 2) }, "a seal is missing between 1 and 3"},
		"seals exchanged": {func(_ *testing.T, h *history) { h.seals[0], h.seals[1] = h.seals[1], h.seals[0] }, "a seal is missing"},
		"last seal removed": {func(_ *testing.T, h *history) {
			h.seals = h.seals[:2]
			h.versions = h.versions[:4]
			h.entries = h.entries[:2]
		}, "the newest seals are gone"},
		"leaf in the seal":   {func(_ *testing.T, h *history) { h.seals[0].Leaves[0]++ }, "seal 1 was changed"},
		"no signature":       {func(_ *testing.T, h *history) { h.seals[2].Signature = nil }, "seal 3 was changed"},
		"moment of a seal":   {func(_ *testing.T, h *history) { h.seals[2].Made = h.seals[2].Made.Add(time.Hour) }, "seal 3 was changed"},
		"of another project": {func(_ *testing.T, h *history) { h.seals[1].Project = Nobody; resign(h, h.key) }, "of another project"},
		"signed by a forger": {func(t *testing.T, h *history) {
			_, key, err := ed25519.GenerateKey(nil)
			if err != nil {
				t.Fatal(err)
			}
			h.versions[0].New = json.RawMessage(`{"tag":"FORGED"}`)
			hash, _ := h.versions[0].Leaf(project)
			copy(h.seals[0].Leaves, hash[:])
			resign(h, key)
		}, "a key that is not known"},
		"backdated and sealed anew": {func(t *testing.T, h *history) {
			h.add(t, h.seals[2], &Version{Seq: 50, At: h.seals[0].Made.Add(-2 * time.Hour), Table: "registers.rows", Version: 7})
			h.seals[2].Leaves = slices.Concat(h.seals[2].Leaves[:64], h.seals[2].Leaves[96:], h.seals[2].Leaves[64:96])
			h.seals[2].Sign(h.key)
		}, "came after later ones had been sealed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := made(t)
			want := h.expected()
			one.tamper(t, h)
			r, err := Check(t.Context(), h, want)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(r.Found, func(f Fault) bool { return strings.Contains(f.String(), one.says) }) {
				t.Errorf("got %v, want one that says %q", r.Found, one.says)
			}
		})
	}
}
