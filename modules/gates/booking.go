package gates

import (
	"context"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Booking is an appointment for tests: when, where, of what, and who is invited.
type Booking struct {
	bun.BaseModel `bun:"table:gates.bookings,alias:b" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Version       int         `bun:",scanonly" json:"version"`
	ChangedAt     time.Time   `bun:",scanonly" json:"changed_at"`
	Title         string      `json:"title"`
	StartsAt      time.Time   `json:"starts_at"`
	EndsAt        time.Time   `json:"ends_at"`
	Place         string      `json:"place"`
	Notes         string      `json:"notes"`
	Phase         *uuid.UUID  `json:"gate"`     // the milestone that it is for
	Person        uuid.UUID   `json:"person"`   // booked it
	Excepted      bool        `json:"excepted"` // was booked by an exception
	Sequence      int         `json:"-"`        // of the invitation
	CancelledAt   *time.Time  `json:"cancelled_at"`
	CancelledBy   *uuid.UUID  `json:"cancelled_by"`
	Reason        string      `json:"reason"` // why it was cancelled
	Systems       []uuid.UUID `bun:"-" json:"systems"`
	Rows          []uuid.UUID `bun:"-" json:"rows"`
	People        []uuid.UUID `bun:"-" json:"people"`
	Companies     []uuid.UUID `bun:"-" json:"companies"`
}

const bookingColumns = "?TableColumns, b.version, b.changed_at"

// ListBookings asks for the bookings of some days.
type ListBookings struct {
	Project uuid.UUID `params:"project" json:"-"`
	From    string    `query:"from" json:"-" validate:"required,datetime=2006-01-02"`
	To      string    `query:"to" json:"-" validate:"required,datetime=2006-01-02"`
	Mine    bool      `query:"mine" json:"-"`
}

// Bookings are those of some days, the soonest first.
type Bookings struct {
	Items []*Booking `json:"items"`
}

// mostBookings is how many are listed at once; who asks for fewer days sees the rest.
const mostBookings = 1000

func (m *Module) listBookings(ctx context.Context, q ListBookings) (*Bookings, error) {
	page := &Bookings{Items: []*Booking{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).ColumnExpr(bookingColumns).Where("b.project = ?", q.Project).
		Where("b.starts_at < (?::date + 1)::timestamp at time zone 'Europe/Copenhagen' and b.ends_at >= ?::date::timestamp at time zone 'Europe/Copenhagen'", q.To, q.From).OrderExpr("b.starts_at, b.id").Limit(mostBookings)
	if q.Mine {
		s = s.Where(mine, scope.From(ctx).Person, scope.From(ctx).Company, scope.From(ctx).Person)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	return page, fill(ctx, page.Items)
}

// mine is the condition for bookings that somebody made or is invited to.
const mine = "(b.person = ? or b.id in (select g.booking from gates.guests g where g.firm = ? or g.person = ?))"

// fill reads what bookings are of and who is invited.
func fill(ctx context.Context, all []*Booking) error {
	of := map[uuid.UUID]*Booking{}
	ids := []uuid.UUID{}
	for _, b := range all {
		b.Systems, b.Rows, b.People, b.Companies = []uuid.UUID{}, []uuid.UUID{}, []uuid.UUID{}, []uuid.UUID{}
		of[b.ID] = b
		ids = append(ids, b.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	var lines []struct {
		Booking                   uuid.UUID
		System, Row, Person, Firm *uuid.UUID
	}
	err := db.On(ctx).NewRaw(`select booking, system, "row", null::uuid as person, null::uuid as firm from gates.booked where booking in (?0)
		union all select booking, null, null, person, firm from gates.guests where booking in (?0)`, bun.List(ids)).Scan(ctx, &lines)
	for _, l := range lines {
		b := of[l.Booking]
		for _, one := range []struct {
			id *uuid.UUID
			to *[]uuid.UUID
		}{{l.System, &b.Systems}, {l.Row, &b.Rows}, {l.Person, &b.People}, {l.Firm, &b.Companies}} {
			if one.id != nil {
				*one.to = append(*one.to, *one.id)
			}
		}
	}
	return err
}

type ofBooking struct {
	Project uuid.UUID `params:"project" json:"-"`
	Booking uuid.UUID `params:"booking" json:"-"`
}

func (m *Module) readBooking(ctx context.Context, q ofBooking) (*Booking, error) {
	return findBooking(ctx, q.Booking, "")
}

func findBooking(ctx context.Context, id uuid.UUID, lock string) (*Booking, error) {
	b := new(Booking)
	s := db.On(ctx).NewSelect().Model(b).ColumnExpr(bookingColumns).Where("b.id = ?", id)
	if lock != "" {
		s = s.For(lock)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	return b, fill(ctx, []*Booking{b})
}

// holdBooking reads a booking that is about to be changed by somebody who may:
// whoever made it, or may edit all tests.
func holdBooking(ctx context.Context, id uuid.UUID) (*Booking, error) {
	b, err := findBooking(ctx, id, "update")
	if err != nil {
		return nil, err
	}
	if s := scope.From(ctx); b.Person != s.Person && !s.Has("tests", "edit_all") {
		return nil, problem.New(problem.Denied, "You may change your own bookings only. It takes the right to edit all tests to change this one.")
	}
	if b.CancelledAt != nil {
		return nil, problem.New(problem.Conflict, "The booking is cancelled")
	}
	return b, nil
}

// Clash is another booking of somebody at the same time.
type Clash struct {
	Person   uuid.UUID `json:"person"`
	Booking  uuid.UUID `json:"booking"`
	Title    string    `json:"title"`
	StartsAt time.Time `json:"starts_at"`
	EndsAt   time.Time `json:"ends_at"`
}

// Clashes are what people have at the same time.
type Clashes struct {
	Items []*Clash `json:"items"`
}

// ListClashes asks what else those who are to be invited have at a time.
type ListClashes struct {
	Project   uuid.UUID `params:"project" json:"-"`
	Booking   uuid.UUID `query:"booking" json:"-"` // that is being changed
	StartsAt  string    `query:"starts_at" json:"-" validate:"required,datetime=2006-01-02T15:04:05Z07:00"`
	EndsAt    string    `query:"ends_at" json:"-" validate:"required,datetime=2006-01-02T15:04:05Z07:00"`
	People    string    `query:"people" json:"-" validate:"max=8000"` // ids with commas between
	Companies string    `query:"companies" json:"-" validate:"max=2000"`
}

// idsIn reads ids with commas between.
func idsIn(name, text string) (all []uuid.UUID, err error) {
	for one := range strings.SplitSeq(text, ",") {
		if one == "" {
			continue
		}
		id, err := uuid.Parse(one)
		if err != nil {
			return nil, problem.At(name, "is not of the right kind")
		}
		all = append(all, id)
	}
	return all, nil
}

func (m *Module) listClashes(ctx context.Context, q ListClashes) (*Clashes, error) {
	all := &Clashes{Items: []*Clash{}}
	sides, err := m.projects.Sides(ctx)
	if err != nil {
		return nil, err
	}
	people, err := idsIn("people", q.People)
	if err != nil {
		return nil, err
	}
	companies, err := idsIn("companies", q.Companies)
	if err != nil {
		return nil, err
	}
	asked := map[uuid.UUID]bool{}
	for _, id := range invited(people, companies, sides) {
		asked[id] = true
	}
	var at []*Booking
	if err := db.On(ctx).NewSelect().Model(&at).ColumnExpr(bookingColumns).Where("b.project = ? and b.cancelled_at is null and b.starts_at < ? and b.ends_at > ? and b.id <> ?", q.Project, q.EndsAt, q.StartsAt, q.Booking).
		OrderExpr("b.starts_at, b.id").Limit(mostBookings).Scan(ctx); err != nil {
		return nil, err
	}
	if err := fill(ctx, at); err != nil {
		return nil, err
	}
	for _, b := range at {
		for _, person := range invited(append(b.People, b.Person), b.Companies, sides) {
			if asked[person] {
				all.Items = append(all.Items, &Clash{Person: person, Booking: b.ID, Title: b.Title, StartsAt: b.StartsAt, EndsAt: b.EndsAt})
			}
		}
	}
	return all, nil
}

// invited are people and the members of companies, each once.
func invited(people, companies []uuid.UUID, sides map[uuid.UUID]uuid.UUID) (all []uuid.UUID) {
	seen := map[uuid.UUID]bool{}
	add := func(id uuid.UUID) {
		if !seen[id] {
			seen[id] = true
			all = append(all, id)
		}
	}
	for _, id := range people {
		add(id)
	}
	for person, side := range sides {
		for _, c := range companies {
			if side == c {
				add(person)
			}
		}
	}
	return all
}

func init() {
	problem.Teach(map[string]string{
		"You may change your own bookings only. It takes the right to edit all tests to change this one.": "Du må kun ændre dine egne bookinger. Det kræver retten til at redigere alle test at ændre denne.",
		"is not of the right kind": "er ikke af den rigtige slags",
		"The booking is cancelled": "Bookingen er aflyst",
	})
}
