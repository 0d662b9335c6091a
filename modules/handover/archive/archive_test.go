package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// written is a package of a few files, and what they hold.
func written(t testing.TB) ([]byte, map[string]string) {
	t.Helper()
	files := map[string]string{"01_datamodel/b.csv": "b;1\r\n", "00_index/README_da.md": "Læs", "01_datamodel/a.csv": ""}
	m := &Manifest{Format: Format, Version: Version, Created: time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)}
	for path, text := range files {
		hash := newHash()
		io.WriteString(hash, text)
		m.Files = append(m.Files, File{Path: path, SHA256: hash.String(), Size: int64(len(text)), Category: "table"})
	}
	var b bytes.Buffer
	err := Write(&b, m, func(f File) (Content, error) { return whole(files[f.Path]), nil })
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), files
}

func whole(text string) Content { return Content{ReadCloser: io.NopCloser(strings.NewReader(text))} }

// TestPackedIsTheSame writes files that were packed beforehand, in pieces of any
// size: they are what they would have been, and read from their packed form too.
func TestPackedIsTheSame(t *testing.T) {
	files := map[string]string{"a.csv": strings.Repeat("linje;æøå\r\n", 30_000), "b.xlsx": strings.Repeat("PK", 70_000), "c.json": ""}
	m := &Manifest{Format: Format, Version: Version}
	kept := map[string][]byte{}
	sums := map[string]*Packed{}
	for path, text := range files {
		var b bytes.Buffer
		p := Pack(path, &b)
		for rest := text; rest != ""; {
			n := min(len(rest), 1+len(rest)%7919)
			if _, err := io.WriteString(p, rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		sha, size, crc := p.Sums()
		kept[path], sums[path] = b.Bytes(), &Packed{Size: int64(b.Len()), CRC32: crc}
		m.Files = append(m.Files, File{Path: path, SHA256: sha, Size: size, Category: "table"})
		again, err := io.ReadAll(Unpack(path, io.NopCloser(bytes.NewReader(b.Bytes()))))
		if err != nil || string(again) != text {
			t.Errorf("%s is unpacked to %d bytes instead of %d, %v", path, len(again), len(text), err)
		}
	}
	var b bytes.Buffer
	if err := Write(&b, m, func(f File) (Content, error) {
		return Content{io.NopCloser(bytes.NewReader(kept[f.Path])), sums[f.Path]}, nil
	}); err != nil {
		t.Fatal(err)
	}
	p := opened(t, b.Bytes())
	if err := p.Check(func(bad *Problem) { t.Error(bad) }, func(int64, int64) error { return nil }); err != nil {
		t.Error(err)
	}
	short := &Manifest{Files: []File{{Path: "a.csv", Size: 2}}}
	if err := Write(io.Discard, short, func(File) (Content, error) {
		return Content{io.NopCloser(strings.NewReader("1")), &Packed{Size: 2}}, nil
	}); err == nil {
		t.Error("a packed file that ends early is written")
	}
}

func opened(t *testing.T, body []byte) *Package {
	t.Helper()
	p, err := Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWrittenIsWhole(t *testing.T) {
	body, files := written(t)
	again, _ := written(t)
	if !bytes.Equal(body, again) {
		t.Error("the same files are other bytes")
	}
	p := opened(t, body)
	var last int64
	err := p.Check(func(bad *Problem) { t.Error(bad) }, func(done, total int64) error {
		if done < last || total != int64(len("b;1\r\nLæs")) {
			t.Errorf("progress %d after %d of %d", done, last, total)
		}
		last = done
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range files {
		r, err := p.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", path, got, err)
		}
	}
	if _, err := p.Read("c.csv"); err == nil {
		t.Error("a file that is not there can be read")
	}
	stop := errors.New("stop")
	if err := p.Check(func(*Problem) {}, func(int64, int64) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped, the check ends with %v", err)
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, path := range []string{"", "/a", "../a", "a/../b", "a//b", "a/", `a\b`, "æ.csv", "a.", "a /b", ManifestPath, ChecksumsPath, strings.Repeat("a", 300)} {
		m := &Manifest{Files: []File{{Path: path}}}
		if err := Write(io.Discard, m, func(File) (Content, error) { return whole(""), nil }); err == nil {
			t.Errorf("a file is written as %q", path)
		}
	}
	twice := &Manifest{Files: []File{{Path: "a"}, {Path: "a"}}}
	if err := Write(io.Discard, twice, nil); err == nil {
		t.Error("a file is written twice")
	}
	short := &Manifest{Files: []File{{Path: "a", Size: 2}}}
	if err := Write(io.Discard, short, func(File) (Content, error) { return whole("1"), nil }); err == nil {
		t.Error("a file that ends early is written")
	}
}

// TestOpenRefuses has archives that claim what cannot be.
func TestOpenRefuses(t *testing.T) {
	claims := func(size uint64, packed int, names ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, name := range append(names, ManifestPath) {
			h := &zip.FileHeader{Name: name, Method: zip.Store, UncompressedSize64: size, CompressedSize64: uint64(packed)}
			w, err := z.CreateRaw(h)
			if err != nil {
				t.Fatal(err)
			}
			w.Write(make([]byte, packed))
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	encrypted := claims(1, 1, "a")
	for i := range len(encrypted) - 10 {
		if string(encrypted[i:i+4]) == "PK\x01\x02" {
			encrypted[i+8] |= 1
		}
	}
	for name, check := range map[string]struct {
		body []byte
		says string
	}{
		"nothing":            {nil, "not a ZIP archive"},
		"a bomb":             {claims(1<<40, 10, "a"), "unpacks to more than is read"},
		"many small bombs":   {claims(1<<30, 10, "a", "b", "c"), "unpacks to more than is read"},
		"sizes that wrap":    {claims(1<<63, 10, "a", "b"), "unpacks to more than is read"},
		"a large manifest":   {claims(1<<29, 4<<20), "manifest cannot be read"},
		"a folder that is":   {claims(5, 5, "a/"), "not allowed: a/"},
		"a password":         {encrypted, "password"},
		"twice":              {claims(1, 1, "a", "a"), "a twice"},
		"an unread manifest": {claims(5, 5), "no manifest"},
	} {
		_, err := Open(bytes.NewReader(check.body), int64(len(check.body)))
		var bad *Problem
		if !errors.As(err, &bad) || !strings.Contains(bad.Error(), check.says) {
			t.Errorf("%s: %v; want %q", name, err, check.says)
		}
	}
}

// TestBentPackages cuts and bends a package at every place: it is refused or
// found to be wrong, never taken for whole, and never a panic.
func TestBentPackages(t *testing.T) {
	body, _ := written(t)
	for i := 0; i < len(body); i += 3 {
		for what, bent := range map[string][]byte{"cut": body[:i], "bent": append(append(append([]byte{}, body[:i]...), body[i]^0x55), body[i+1:]...)} {
			p, err := Open(bytes.NewReader(bent), int64(len(bent)))
			if err != nil {
				continue
			}
			found := 0
			if err := p.Check(func(*Problem) { found++ }, func(int64, int64) error { return nil }); err != nil {
				t.Fatalf("%s at %d: %v", what, i, err)
			}
			if what == "cut" && found == 0 {
				t.Errorf("cut at %d it is taken for whole", i)
			}
		}
	}
}

func TestLines(t *testing.T) {
	for n := range 4 {
		var b bytes.Buffer
		l := NewLines(&b)
		for i := range n {
			if err := l.Add(fmt.Appendf(nil, `{"i":%d}`, i)); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := ReadLines(&b, func(value []byte) error { got += string(value); return nil }); err != nil || strings.Count(got, "{") != n || l.Rows != int64(n) {
			t.Errorf("%d lines come back as %s, %v", n, got, err)
		}
	}
	for _, text := range []string{"{}", "[\n]\n{}", "\n[\n]", "[{}]\n", "[\n" + strings.Repeat(" ", maxLine+1)} {
		if err := ReadLines(strings.NewReader(text), func([]byte) error { return nil }); err == nil {
			t.Errorf("%.20q is read", text)
		}
	}
}
