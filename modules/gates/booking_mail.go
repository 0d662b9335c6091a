package gates

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"cxweb/modules/gates/ical"
	"cxweb/platform/clock"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// BookingTold tells that a booking was made, changed or cancelled. Gone are
// those who are no longer invited.
type BookingTold struct {
	Booking  uuid.UUID   `json:"booking"`
	Sequence int         `json:"sequence"`
	Gone     []uuid.UUID `json:"gone"`
}

// EventName implements event.Event.
func (BookingTold) EventName() string { return "gates.booking_told" }

// sendInvitations sends everybody who is invited what has become of a booking,
// as a mail that calendar programs understand.
func (m *Module) sendInvitations(ctx context.Context, told BookingTold) error {
	b, err := findBooking(ctx, told.Booking, "")
	if problem.Is(err, problem.NotFound) {
		return nil // undone in the meantime
	}
	if err != nil {
		return err
	}
	sides, err := m.projects.Sides(ctx)
	if err != nil {
		return err
	}
	guests := invited(b.People, b.Companies, sides)
	name, err := m.projects.Name(ctx)
	if err != nil {
		return err
	}
	reached, err := m.people.Reach(ctx, slices.Concat(guests, told.Gone, []uuid.UUID{b.Person}))
	if err != nil {
		return err
	}
	l := &letter{m: m, b: b, project: name, organizer: ical.Person{Name: reached[b.Person][1], Email: reached[b.Person][0]}}
	if b.Sequence == told.Sequence { // a later change tells its own
		for _, person := range guests {
			err = errors.Join(err, l.send(ctx, person, reached[person], b.CancelledAt != nil))
		}
	}
	for _, person := range told.Gone {
		err = errors.Join(err, l.send(ctx, person, reached[person], true))
	}
	return err
}

type letter struct {
	m         *Module
	b         *Booking
	project   string
	organizer ical.Person
}

// send sends one of those invited a mail; who has left has no address.
func (l *letter) send(ctx context.Context, person uuid.UUID, to [3]string, off bool) error {
	address, name, language := to[0], to[1], to[2]
	if address == "" {
		return nil
	}
	b := l.b
	subject, method := "Test: %s", "REQUEST"
	switch {
	case off:
		subject, method = "Cancelled: %s", "CANCEL"
	case b.Sequence > 0:
		subject = "Changed: %s"
	}
	lines := []string{problem.Say(language, "%s to %s", wall(b.StartsAt), wall(b.EndsAt))}
	if b.Place != "" {
		lines = append(lines, problem.Say(language, "Place: %s", b.Place))
	}
	lines = append(lines, problem.Say(language, "Project: %s", l.project))
	if b.Reason != "" {
		lines = append(lines, problem.Say(language, "Reason: %s", b.Reason))
	}
	paragraphs := []string{strings.Join(lines, "\n")}
	if b.Notes != "" {
		paragraphs = append(paragraphs, b.Notes)
	}
	link := l.m.address(ctx, b)
	message, err := mail.Compose(language, problem.Say(language, subject, b.Title), paragraphs, link, problem.Say(language, "Open the booking"))
	if err != nil {
		return err
	}
	e := l.m.event(b, link)
	e.Organizer, e.Attendees, e.Cancelled = l.organizer, []ical.Person{{Name: name, Email: address}}, off
	message.To, message.ID = address, event.ID(ctx).String()+"-"+uuid.NewSHA1(b.ID, person[:]).String()
	message.Invite = &mail.Invite{Method: method, Calendar: ical.Calendar{Method: method, Events: []ical.Event{e}}.Write()}
	return l.m.mail.Send(ctx, message)
}

// event is a booking as a calendar's entry.
func (m *Module) event(b *Booking, link string) ical.Event {
	return ical.Event{UID: b.ID.String() + "@cxweb", Sequence: b.Sequence, Stamp: b.ChangedAt, Start: b.StartsAt, End: b.EndsAt, Summary: b.Title, Description: b.Notes, Location: b.Place, URL: link, Cancelled: b.CancelledAt != nil}
}

// saveBooking gives a booking as a file for a calendar.
func (m *Module) saveBooking(ctx context.Context, q ofBooking) (*kernel.File, error) {
	b, err := findBooking(ctx, q.Booking, "")
	if err != nil {
		return nil, err
	}
	text := ical.Calendar{Events: []ical.Event{m.event(b, m.address(ctx, b))}}.Write()
	return &kernel.File{Name: "test-" + b.StartsAt.In(clock.Denmark).Format("2006-01-02") + ".ics", MediaType: "text/calendar; charset=utf-8", Size: int64(len(text)), Fresh: true, Body: content{bytes.NewReader(text)}}, nil
}

func init() {
	problem.Teach(map[string]string{
		"Test: %s": "Test: %s", "Cancelled: %s": "Aflyst: %s", "Changed: %s": "Ændret: %s", "%s to %s": "%s til %s",
		"Place: %s": "Sted: %s", "Project: %s": "Projekt: %s", "Reason: %s": "Begrundelse: %s", "Open the booking": "Åbn bookingen",
	})
}

// wall is a moment by the clock on the wall.
func wall(at time.Time) string { return at.In(clock.Denmark).Format("2006-01-02 15:04") }

// address is the page of a booking.
func (m *Module) address(ctx context.Context, b *Booking) string {
	return m.url + "/projects/" + scope.From(ctx).Project.String() + "/calendar/" + b.ID.String()
}
