package world_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/virus"
)

// shot is a JPEG as a phone makes it: with a place beside the picture, and with
// something hidden behind it.
func shot(t *testing.T) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 8, 4)), nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00GPS55.6761N12.5683E")
	text := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	text = append(append(text, exif...), plain.Bytes()[2:]...)
	return append(text, "PK\x03\x04<script>hidden</script>"...)
}

func TestUploadsAreOfAKindAndAsTheirNameSays(t *testing.T) {
	w := world.New(t)
	var png8, gif8 bytes.Buffer
	if err := png.Encode(&png8, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&gif8, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, content string
		status        int
		as, mediaType string
	}{
		{"tegning.pdf", "%PDF-1.7\n", 201, "tegning.pdf", "application/pdf"},
		{"rows.csv", "Nr;Titel\n1;x\n", 201, "rows.csv", "text/plain; charset=utf-8"},
		{"model.ifc", "ISO-10303-21;\nHEADER;", 201, "model.ifc", "application/x-step"},
		{"a.png", png8.String(), 201, "a.png", "image/png"},
		{"a.gif", gif8.String(), 201, "a.gif", "image/gif"},
		{"../../x\u202egpj.pdf", "%PDF-1.7\n", 201, "xgpj.pdf", "application/pdf"},
		{"con.pdf", "%PDF-1.7\n", 201, "_con.pdf", "application/pdf"},
		{"", "%PDF-1.7\n", 201, "file.pdf", "application/pdf"},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, 422, "", ""},
		{"a.html", "<!doctype html><script>alert(1)</script>", 422, "", ""},
		{"a.txt", "<!doctype html><script>alert(1)</script>", 422, "", ""},
		{"a.exe", "MZ\x90\x00", 422, "", ""},
		{"a.pdf", "MZ\x90\x00", 422, "", ""},
		{"a.pdf", png8.String(), 422, "", ""},
		{"a.png", "\x89PNG\r\n\x1a\nbroken", 422, "", ""},
		{"a.jpg", png8.String(), 422, "", ""},
		{"a.xlsm", "PK\x03\x04", 422, "", ""},
		{"a.csv", "", 422, "", ""},
	} {
		a := w.Upload("ann", c.name, []byte(c.content))
		if a.Status != c.status {
			t.Errorf("%q: %d %s, want %d", c.name, a.Status, a.Body, c.status)
		}
		if a.Status == 201 && (a.Field("name") != c.as || a.Field("media_type") != c.mediaType || a.Field("checked") != "unchecked") {
			t.Errorf("%q: %s, want %s of %s", c.name, a.Body, c.as, c.mediaType)
		}
	}
}

func TestPicturesKeepOnlyWhatOneChose(t *testing.T) {
	w := world.New(t)
	body := func(id any) []byte { return w.Do("ann", "GET", "/projects/{project}/files/"+id.(string), "").Body }
	clean := body(w.Upload("ann", "foto.jpg", shot(t)).Field("id"))
	if _, err := jpeg.Decode(bytes.NewReader(clean)); err != nil {
		t.Fatalf("the picture is no picture any more: %v", err)
	}
	for _, left := range []string{"GPS", "Exif", "script", "PK\x03\x04"} {
		if bytes.Contains(clean, []byte(left)) {
			t.Errorf("%q is still in the picture", left)
		}
	}
	a := w.Do("ann", "POST", "/projects/{project}/files?name=foto.jpg&keep=true", string(shot(t)), "Content-Type", "image/jpeg")
	if a.Status != 201 || !bytes.Equal(body(a.Field("id")), shot(t)) {
		t.Errorf("a picture that was to stay as it is: %d", a.Status)
	}
}

func TestAProjectHoldsOnlySoMuch(t *testing.T) {
	w := world.New(t)
	t.Cleanup(func() { w.Set.ProjectLimit = 0 })
	w.Set.ProjectLimit = 20
	for _, c := range []struct {
		content string
		status  int
	}{{"%PDF-1.7 of 15.", 201}, {"%PDF-1.7 of 15.", 413}, {"%PDF-", 201}, {"%PDF-", 413}} {
		if a := w.Upload("ann", "a.pdf", []byte(c.content)); a.Status != c.status {
			t.Errorf("%d bytes: %d %s, want %d", len(c.content), a.Status, a.Body, c.status)
		}
	}
}

func TestDownloadsDoNothing(t *testing.T) {
	w := world.New(t)
	w.Seat("gry", "editor", "Nordluft", nil)
	for name, c := range map[string]struct{ content, query, disposition, policy string }{
		`Målt "æ";` + "\r\n" + `x.csv`: {"a;b\n", "", `attachment; filename="M_lt ___;__x.csv"; filename*=UTF-8''M%C3%A5lt%20_%C3%A6_%3B__x.csv`, "sandbox;"},
		"tegning.pdf":                  {"%PDF-1.7\n", "?show=true", `inline; filename="tegning.pdf"; filename*=UTF-8''tegning.pdf`, "default-src 'none'"},
		"note.xml":                     {"<?xml version='1.0'?><x/>", "?show=true", `attachment; filename="note.xml"; filename*=UTF-8''note.xml`, "sandbox;"},
	} {
		a := w.Upload("gry", name, []byte(c.content))
		got := w.Do("gry", "GET", "/projects/{project}/files/"+a.Field("id").(string)+c.query, "")
		h := got.Header
		if h.Get("Content-Disposition") != c.disposition || !strings.HasPrefix(h.Get("Content-Security-Policy"), c.policy) || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %s %s", name, got.Status, h.Get("Content-Disposition"), h.Get("Content-Security-Policy"))
		}
	}
}

// scanner says what a test wants of a file with these words in it.
type scanner map[string]func() (string, error)

func (s scanner) Check(_ context.Context, r io.Reader) (string, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return "", err
	}
	for words, says := range s {
		if strings.Contains(string(text), words) {
			return says()
		}
	}
	return "", nil
}

func TestVirusesAreLockedAway(t *testing.T) {
	w := world.New(t)
	t.Cleanup(func() { w.Set.Scanner, w.Set.ScanFirst = nil, false })
	finds := func() (string, error) { return "Eicar-Signature", nil }
	away := func() (string, error) { return "", errors.New("connection refused") }
	large := func() (string, error) { return "", virus.ErrTooLarge }
	read := func(a world.Answer) int {
		return w.Do("ann", "GET", "/projects/{project}/files/"+a.Field("id").(string), "").Status
	}
	mark := w.Project.String() // so that no other test has the same bytes
	before := w.Upload("ann", "before.txt", []byte("a virus, later known "+mark))
	if before.Field("checked") != "unchecked" || read(before) != 200 {
		t.Fatalf("without a scanner: %s", before.Body)
	}

	w.Set.Scanner = scanner{"a virus": finds, "slow": away, "huge": large}
	if a := w.Upload("ann", "a.txt", []byte("harmless "+mark)); a.Field("checked") != "clean" || read(a) != 200 {
		t.Errorf("a harmless file: %s", a.Body)
	}
	if a := w.Upload("ann", "a.txt", []byte("a virus "+mark)); a.Status != 422 || !strings.Contains(string(a.Body), "Eicar-Signature") {
		t.Errorf("a virus: %d %s", a.Status, a.Body)
	}
	late := w.Upload("ann", "a.txt", []byte("slow "+mark))
	if late.Status != 201 || late.Field("checked") != "unchecked" || read(late) != 200 {
		t.Errorf("a scanner that is away: %d %s", late.Status, late.Body)
	}
	big := w.Upload("ann", "a.txt", []byte("huge "+mark))
	if big.Status != 201 || big.Field("checked") != "unchecked" {
		t.Errorf("a file too large for it: %d %s", big.Status, big.Body)
	}

	w.Set.ScanFirst = true
	if a := w.Upload("ann", "a.txt", []byte("slow, needed "+mark)); a.Status != 503 {
		t.Errorf("a scanner that is away and needed: %d %s", a.Status, a.Body)
	}
	if a := w.Upload("ann", "a.txt", []byte("huge, needed "+mark)); a.Status != 422 {
		t.Errorf("a file too large for one that is needed: %d %s", a.Status, a.Body)
	}

	w.Set.Scanner = scanner{"a virus": finds, "huge": large}
	if err := w.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	if read(before) != 403 {
		t.Errorf("a virus that was found later is still served: %d", read(before))
	}
	if read(late) != 200 || read(big) != 200 {
		t.Errorf("files that hold none are locked away: %d %d", read(late), read(big))
	}
}
