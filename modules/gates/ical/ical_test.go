package ical

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var at = time.Date(2026, 5, 20, 8, 30, 0, 0, time.UTC)

// unfolded puts folded lines together again, as RFC 5545, 3.1 says.
func unfolded(text []byte) string { return strings.ReplaceAll(string(text), "\r\n ", "") }

func TestLines(t *testing.T) {
	t.Parallel()
	text := Calendar{Method: "REQUEST", Events: []Event{{UID: "1@cxweb", Sequence: 2, Stamp: at, Start: at, End: at.Add(time.Hour),
		Summary: "SIT; brand, ventilation \\ elevator", Description: "Første linje\r\nanden linje " + strings.Repeat("æøå", 60), Location: "Hal\nB",
		Organizer: Person{`Søren "Cx" Vang`, "soeren@demo.example"}, Attendees: []Person{{"Tina\r\nATTENDEE:mailto:x@y", "tina@demo.example"}}}}}.Write()
	for line := range strings.SplitSeq(strings.TrimSuffix(string(text), "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	all := unfolded(text)
	for _, want := range []string{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "METHOD:REQUEST\r\n", "SEQUENCE:2\r\n", "DTSTART:20260520T083000Z\r\n", "DTEND:20260520T093000Z\r\n",
		`SUMMARY:SIT\; brand\, ventilation \\ elevator` + "\r\n", `DESCRIPTION:Første linje\nanden linje æøå`, `LOCATION:Hal\nB`, `ORGANIZER;CN="Søren 'Cx' Vang":mailto:soeren@demo.example`,
		`CN="TinaATTENDEE:mailto:x@y":mailto:tina@demo.example` + "\r\n", "STATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in:\n%s", want, all)
		}
	}
	if n := strings.Count(all, "\r\nATTENDEE"); n != 1 {
		t.Errorf("got %d attendees, want 1: a name made a line of its own", n)
	}
}

func TestWholeDaysAndCancelling(t *testing.T) {
	t.Parallel()
	all := unfolded(Calendar{Name: "Ny Skole", Method: "CANCEL", Events: []Event{{UID: "1@cxweb", Stamp: at, Start: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), WholeDay: true, Summary: "x", Cancelled: true}}}.Write())
	for _, want := range []string{"X-WR-CALNAME:Ny Skole", "METHOD:CANCEL", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "STATUS:CANCELLED"} {
		if !strings.Contains(all, want+"\r\n") {
			t.Errorf("%q is not in:\n%s", want, all)
		}
	}
	if strings.Contains(all, "ORGANIZER") {
		t.Error("an organizer without an address is written")
	}
}
