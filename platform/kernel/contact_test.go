package kernel

import (
	"io"
	"testing"
	"time"
)

func TestWhereFindersOfFaultsWriteTo(t *testing.T) {
	t.Parallel()
	k := bare(t, Settings{Contact: "mailto:security@cx.example", PublicURL: "https://cx.example/"})
	k.Clock.Set(time.Date(2026, 4, 20, 10, 30, 0, 0, time.UTC))
	answer := sent(t, served(t, k), "GET /.well-known/security.txt HTTP/1.1\r\nHost: a\r\n\r\n")
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	const want = "Contact: mailto:security@cx.example\nExpires: 2026-10-17T00:00:00Z\nPreferred-Languages: da, en\nCanonical: https://cx.example/.well-known/security.txt\n"
	if string(text) != want || answer.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("got %s %q, want %q", answer.Header.Get("Content-Type"), text, want)
	}
	if answer := sent(t, served(t, bare(t, Settings{})), "GET /.well-known/security.txt HTTP/1.1\r\nHost: a\r\n\r\n"); answer.StatusCode != 404 {
		t.Errorf("nobody is named, and the answer is %d", answer.StatusCode)
	}
}
