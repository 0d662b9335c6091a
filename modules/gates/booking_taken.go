package gates

import (
	"context"

	"cxweb/modules/gates/ical"
	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// BookingsTaken tells that somebody took over bookings, or places among those
// who are invited to them, from a member who left.
type BookingsTaken struct {
	Bookings []uuid.UUID `json:"bookings"`
	Person   uuid.UUID   `json:"person"`
}

// EventName implements event.Event.
func (BookingsTaken) EventName() string { return "gates.bookings_taken" }

// bookingsTaken tells of booked tests that another person now stands for.
func (m *Module) bookingsTaken(ctx context.Context, bookings []uuid.UUID, to uuid.UUID) error {
	return event.Publish(ctx, BookingsTaken{Bookings: bookings, Person: to})
}

// placesTaken tells of booked tests that another person is now invited to.
func (m *Module) placesTaken(ctx context.Context, guests []uuid.UUID, to uuid.UUID) error {
	var bookings []uuid.UUID
	if err := db.On(ctx).NewRaw("select booking from gates.guests where id in (?)", bun.List(guests)).Scan(ctx, &bookings); err != nil {
		return err
	}
	return m.bookingsTaken(ctx, bookings, to)
}

// sendTaken sends whoever took bookings over an invitation to each. Nobody else's
// calendar changes. It is done as the one who stays: the other may have left.
func (m *Module) sendTaken(ctx context.Context, taken BookingsTaken) error {
	if err := db.Become(ctx, taken.Person); err != nil {
		return err
	}
	name, err := m.projects.Name(ctx)
	if err != nil {
		return err
	}
	for _, id := range taken.Bookings {
		b, err := findBooking(ctx, id, "")
		if problem.Is(err, problem.NotFound) {
			continue // undone in the meantime
		}
		if err != nil {
			return err
		}
		reached, err := m.people.Reach(ctx, []uuid.UUID{taken.Person, b.Person})
		if err != nil {
			return err
		}
		l := &letter{m: m, b: b, project: name, organizer: ical.Person{Name: reached[b.Person][1], Email: reached[b.Person][0]}}
		if err := l.send(ctx, taken.Person, reached[taken.Person], b.CancelledAt != nil); err != nil {
			return err
		}
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{"booked tests": "bookede test", "invitations to booked tests": "invitationer til bookede test"})
}
