package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cxweb/modules/handover/archive"
	"cxweb/modules/handover/cobie"
	"cxweb/platform/sheet"
)

// TestMain lets the test be the process that reads a workbook.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == sheet.Command {
		os.Exit(sheet.Main(os.Args[2:]))
	}
	os.Exit(m.Run())
}

// book has a COBie workbook written by the platform's writer.
type book struct{ *sheet.Writer }

func (b book) Sheet(name string, titles []cobie.Title) error {
	columns := make([]sheet.Column, len(titles))
	for i, t := range titles {
		columns[i] = sheet.Column{Title: t.Text}
	}
	return b.Writer.Sheet(name, columns)
}

// handed is a small package, saved; maker is who made its only floor.
func handed(t *testing.T, maker string) string {
	t.Helper()
	var workbook bytes.Buffer
	xlsx := sheet.NewWriter(&workbook)
	w := cobie.NewWriter(book{xlsx})
	for _, one := range []struct {
		sheet string
		cells cobie.Cells
	}{
		{"Contact", cobie.Cells{"Email": "cx@firm.example", "CreatedBy": "cx@firm.example", "CreatedOn": "2026-04-20"}},
		{"Floor", cobie.Cells{"Name": "Stue", "CreatedBy": maker, "CreatedOn": "2026-04-20"}},
	} {
		if err := w.Sheet(one.sheet); err != nil {
			t.Fatal(err)
		}
		if err := w.Row(one.cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := xlsx.Close(); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{archive.CobiePath: workbook.String(), "01_datamodel/rows.csv": "Nr.\r\n1\r\n"}
	m := &archive.Manifest{Format: archive.Format, Version: archive.Version, Project: archive.Project{Number: "1001", Name: "Ny Skole\x1b[2J"}, Missing: []string{"foto.jpg"}}
	for path, text := range files {
		sum := sha256.Sum256([]byte(text))
		m.Files = append(m.Files, archive.File{Path: path, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(text)), Category: "table"})
	}
	path := filepath.Join(t.TempDir(), "pakke.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := archive.Write(f, m, func(f archive.File) (archive.Content, error) {
		return archive.Content{ReadCloser: io.NopCloser(strings.NewReader(files[f.Path]))}, nil
	}); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestVerify(t *testing.T) {
	for name, check := range map[string]struct {
		path  string
		wrong int
		says  []string
	}{
		"a whole package":     {handed(t, "cx@firm.example"), 0, []string{"Projekt 1001 Ny Skole?[2J", "✓  2 filer", "manglede en fil, da pakken blev lavet: foto.jpg", "✓  COBie 2.4"}},
		"an unknown maker":    {handed(t, "x@firm.example"), 1, []string{"✗  COBie, Floor 2 CreatedBy: x@firm.example står ikke på arket Contact"}},
		"a bent package":      {bent(t, handed(t, "cx@firm.example")), 1, []string{"✗  01_datamodel/rows.csv kan ikke pakkes ud"}},
		"no package whatever": {saved(t, "x"), 1, []string{"✗  filen er ikke et ZIP-arkiv"}},
	} {
		var out bytes.Buffer
		v := &verifying{language: "da", to: &out}
		if err := v.file(t.Context(), check.path); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v.wrong != check.wrong {
			t.Errorf("%s: %d faults, want %d:\n%s", name, v.wrong, check.wrong, out.String())
		}
		for _, says := range check.says {
			if !strings.Contains(out.String(), says) {
				t.Errorf("%s: the report does not say %q:\n%s", name, says, out.String())
			}
		}
	}
	if err := verify(t.Context(), []string{saved(t, "x")}); err == nil {
		t.Error("a package with faults ends without an error")
	}
	for _, args := range [][]string{nil, {"a", "b"}, {filepath.Join(t.TempDir(), "none.zip")}, {"-unknown"}} {
		if err := verify(t.Context(), args); err == nil {
			t.Errorf("verify %v ends without an error", args)
		}
	}
}

func saved(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pakke.zip")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// bent is a package one of whose files has other bytes.
func bent(t *testing.T, path string) string {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	name := "01_datamodel/rows.csvUT" // in its own header, where a field with the time follows
	at := bytes.Index(body, []byte(name))
	if at < 0 {
		t.Fatal("the file is not found")
	}
	body[at+len(name)+9] ^= 0xff
	return saved(t, string(body))
}
