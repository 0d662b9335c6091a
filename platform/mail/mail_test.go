package mail

import (
	"context"
	"errors"
	"fmt"
	"io"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 4, 20, 12, 0, 0, 0, time.UTC)

const house = "CXweb <post@cx.example>"

func folder(t *testing.T) (*Folder, func(time.Duration)) {
	t.Helper()
	now := noon
	f, err := NewFolder(filepath.Join(t.TempDir(), "mails"), house, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	return f, func(d time.Duration) { now = now.Add(d) }
}

func TestFolderKeepsAndLists(t *testing.T) {
	f, pass := folder(t)
	for i := range 3 {
		m, err := Compose("da", fmt.Sprintf("Du er inviteret til Åen nr. %d", i), []string{"Hej Søren"}, "https://cx.example/invitation#T", "Åbn projektet")
		if err != nil {
			t.Fatal(err)
		}
		m.ID, m.To = fmt.Sprintf("0197-invitation-%d", i), "Søren Æble <soeren@firma.example>"
		for range 2 { // sent again, it is the same mail
			if err := f.Send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			pass(time.Minute)
		}
	}
	got, err := f.List(2, "")
	if err != nil || len(got) != 2 || got[0].ID != "0197-invitation-2" || got[1].ID != "0197-invitation-1" {
		t.Fatalf("the newest two: %+v, %v", got, err)
	}
	if got[1].Subject != "Du er inviteret til Åen nr. 1" || !got[1].At.Equal(noon.Add(2*time.Minute)) || !strings.Contains(got[1].Text, "https://cx.example/invitation#T") {
		t.Errorf("kept %+v", got[1])
	}
	rest, err := f.List(10, got[1].ID)
	if err != nil || len(rest) != 1 || rest[0].ID != "0197-invitation-0" {
		t.Errorf("the rest: %+v, %v", rest, err)
	}
	if _, err := f.List(10, "unknown"); err == nil {
		t.Error("listed what comes after a mail that does not exist")
	}
	files, err := filepath.Glob(filepath.Join(f.dir, "*.eml"))
	if err != nil || len(files) != 3 {
		t.Fatalf("files %v, %v", files, err)
	}
	r, err := os.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	parsed, err := netmail.ReadMessage(r)
	if err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]string{"Message-Id": "<0197-invitation-0@cx.example>", "Auto-Submitted": "auto-generated"} {
		if got := parsed.Header.Get(header); got != want {
			t.Errorf("%s is %q", header, got)
		}
	}
	if at, err := parsed.Header.Date(); err != nil || !at.Equal(noon) {
		t.Errorf("dated %v, %v", at, err)
	}
	to, err := parsed.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Name != "Søren Æble" {
		t.Errorf("to %v, %v", to, err)
	}
	if body, err := io.ReadAll(parsed.Body); err != nil || !strings.Contains(string(body), "text/plain") || !strings.Contains(string(body), "text/html") {
		t.Errorf("the body has %d bytes, %v", len(body), err)
	}
}

func TestWhatCannotBeSent(t *testing.T) {
	f, _ := folder(t)
	good := Message{ID: "1", To: "a@b.example", Subject: "Word", Text: "Word"}
	if err := f.Send(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Message){
		"a second header by the subject":  func(m *Message) { m.Subject = "Word\r\nBcc: all@b.example" },
		"a second header by the receiver": func(m *Message) { m.To = "a@b.example\r\nBcc: all@b.example" },
		"a second receiver":               func(m *Message) { m.To = "a@b.example, c@b.example" },
		"no receiver":                     func(m *Message) { m.To = "" },
		"no subject":                      func(m *Message) { m.Subject = "" },
		"no text":                         func(m *Message) { m.Text = "" },
		"no id":                           func(m *Message) { m.ID = "" },
		"an id that is a path":            func(m *Message) { m.ID = "../1" },
		"an id with a header":             func(m *Message) { m.ID = "1>\r\nBcc: all@b.example" },
	} {
		m := good
		m.ID = "2"
		spoil(&m)
		if err := f.Send(t.Context(), m); err == nil {
			t.Errorf("%s was sent", name)
		}
		if err := (SMTP{Host: "127.0.0.1", Port: 1, TLS: "none", From: house}).Send(t.Context(), m); errors.As(err, new(*Failure)) {
			t.Errorf("%s was tried at the server", name)
		}
	}
	if kept, err := f.List(10, ""); err != nil || len(kept) != 1 {
		t.Errorf("kept %d, %v", len(kept), err)
	}
}

func TestCompose(t *testing.T) {
	link := "https://cx.example/reset?a=1&b=2#T"
	m, err := Compose("en", `A <new> "word"`, []string{"First\nline", "<script>x</script>"}, link, "Open & go")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(m.HTML, "<script") || !strings.Contains(m.HTML, "&lt;script&gt;") || !strings.Contains(m.HTML, "First<br>line") {
		t.Errorf("the words are not escaped: %s", m.HTML)
	}
	if strings.Count(m.HTML, `href="https://cx.example/reset?a=1&amp;b=2#T"`) != 2 || !strings.Contains(m.HTML, `<html lang="en">`) {
		t.Errorf("the link is not there twice: %s", m.HTML)
	}
	for _, want := range []string{"First\nline\n\n", "<script>x</script>", "Open & go:\n" + link + "\n", phrases["en"].automatic} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the plain twin lacks %q", want)
		}
	}
	if _, err := Compose("en", "Word", nil, "javascript:alert(1)", "Go"); err == nil {
		t.Error("a script was taken for an address")
	}
	if _, err := Compose("de", "Wort", nil, "", ""); err == nil {
		t.Error("a mail was composed in a language without words")
	}
	if m, err := Compose("da", "Ord", []string{"Uden link"}, "", ""); err != nil || strings.Contains(m.HTML, "<a ") {
		t.Errorf("a mail without a link: %v", err)
	}
}

func TestFolderStandsManyAtOnce(t *testing.T) {
	f, _ := folder(t)
	errs := make(chan error)
	for range 8 {
		go func() {
			errs <- f.Send(context.Background(), Message{ID: "same", To: "a@b.example", Subject: "Word", Text: "Word"})
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if kept, err := f.List(10, ""); err != nil || len(kept) != 1 {
		t.Errorf("kept %d, %v", len(kept), err)
	}
}
