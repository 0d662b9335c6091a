// Package ical writes calendars as calendar programs read them (RFC 5545).
package ical

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Calendar is a calendar, or an invitation where it has a method.
type Calendar struct {
	Name   string // as programs show it; empty for an invitation
	Method string // REQUEST or CANCEL for an invitation (RFC 5546); empty otherwise
	Events []Event
}

// Event is one entry of a calendar. Where it lasts the whole day, only the day
// of its start counts.
type Event struct {
	UID         string
	Sequence    int
	Stamp       time.Time // when it became as it is
	Start, End  time.Time
	WholeDay    bool
	Summary     string
	Description string
	Location    string
	URL         string
	Cancelled   bool
	Organizer   Person
	Attendees   []Person
}

// Person is somebody with an address.
type Person struct{ Name, Email string }

const (
	moment = "20060102T150405Z"
	day    = "20060102"
)

// Write writes a calendar. Times are in UTC, which every program reads alike.
func (c Calendar) Write() []byte {
	w := &writer{}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//CXweb//Calendar//EN")
	w.line("CALSCALE", "GREGORIAN")
	if c.Method != "" {
		w.line("METHOD", c.Method)
	}
	if c.Name != "" {
		w.text("X-WR-CALNAME", c.Name)
		w.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
	}
	for _, e := range c.Events {
		e.write(w)
	}
	w.line("END", "VCALENDAR")
	return []byte(w.String())
}

func (e Event) write(w *writer) {
	w.line("BEGIN", "VEVENT")
	w.text("UID", e.UID)
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	w.line("DTSTAMP", e.Stamp.UTC().Format(moment))
	if e.WholeDay {
		w.line("DTSTART;VALUE=DATE", e.Start.Format(day))
		w.line("DTEND;VALUE=DATE", e.Start.AddDate(0, 0, 1).Format(day))
		w.line("TRANSP", "TRANSPARENT")
	} else {
		w.line("DTSTART", e.Start.UTC().Format(moment))
		w.line("DTEND", e.End.UTC().Format(moment))
	}
	w.text("SUMMARY", e.Summary)
	if e.Description != "" {
		w.text("DESCRIPTION", e.Description)
	}
	if e.Location != "" {
		w.text("LOCATION", e.Location)
	}
	if e.URL != "" {
		w.line("URL", e.URL)
	}
	if e.Organizer.Email != "" {
		w.line("ORGANIZER;CN="+quoted(e.Organizer.Name), "mailto:"+e.Organizer.Email)
	}
	for _, a := range e.Attendees {
		w.line("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="+quoted(a.Name), "mailto:"+a.Email)
	}
	if e.Cancelled {
		w.line("STATUS", "CANCELLED")
	} else {
		w.line("STATUS", "CONFIRMED")
	}
	w.line("END", "VEVENT")
}

// writer writes content lines: ended by CRLF, and folded after at most 75
// octets without breaking a character (RFC 5545, 3.1).
type writer struct{ strings.Builder }

func (w *writer) line(name, value string) {
	rest := clean(name + ":" + value)
	for room := 75; len(rest) > room; room = 74 {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		w.WriteString(rest[:cut] + "\r\n ")
		rest = rest[cut:]
	}
	w.WriteString(rest + "\r\n")
}

// text writes a value of words (RFC 5545, 3.3.11).
func (w *writer) text(name, value string) {
	value = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(value)
	w.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(value))
}

// quoted is a parameter's value; a quotation mark cannot stand in one (RFC 5545, 3.2).
func quoted(value string) string { return `"` + strings.ReplaceAll(value, `"`, "'") + `"` }

// clean takes out what would end a line, and what no calendar may hold.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}
