package gates

import (
	"context"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// BookingFields are what a booking is made and changed with.
type BookingFields struct {
	Title     string      `json:"title" validate:"required,max=200"`
	StartsAt  time.Time   `json:"starts_at" validate:"required"`
	EndsAt    time.Time   `json:"ends_at" validate:"required"`
	Place     string      `json:"place,omitempty" validate:"max=200"`
	Notes     string      `json:"notes,omitempty" validate:"max=5000"`
	Gate      *uuid.UUID  `json:"gate,omitempty"`
	Systems   []uuid.UUID `json:"systems,omitempty" validate:"max=200"`
	Rows      []uuid.UUID `json:"rows,omitempty" validate:"max=500"`
	People    []uuid.UUID `json:"people,omitempty" validate:"max=200"`
	Companies []uuid.UUID `json:"companies,omitempty" validate:"max=50"`
}

// Book books tests. What is not ready for them is refused, unless an exception
// is granted.
type Book struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	BookingFields
}

func (m *Module) book(ctx context.Context, cmd Book) (*Booking, error) {
	b := &Booking{ID: kernel.NewID(cmd.ID), Person: scope.From(ctx).Person}
	if err := m.check(ctx, b, cmd.BookingFields); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(b).Exec(ctx); err != nil {
		return nil, err
	}
	if err := keepParts(ctx, b); err != nil {
		return nil, err
	}
	if err := event.Publish(ctx, BookingTold{Booking: b.ID}); err != nil {
		return nil, err
	}
	return findBooking(ctx, b.ID, "")
}

// ChangeBooking says anew when, where and of what a booking is, and who is invited.
type ChangeBooking struct {
	ofBooking
	Base int `json:"base"`
	BookingFields
}

func (m *Module) changeBooking(ctx context.Context, cmd ChangeBooking) (*Booking, error) {
	b, err := holdBooking(ctx, cmd.Booking)
	if err != nil {
		return nil, err
	}
	if cmd.Base != b.Version {
		return nil, problem.New(problem.Stale, "Somebody else has changed the booking since you read it. Look at it again.")
	}
	sides, err := m.projects.Sides(ctx)
	if err != nil {
		return nil, err
	}
	before := invited(b.People, b.Companies, sides)
	if err := m.check(ctx, b, cmd.BookingFields); err != nil {
		return nil, err
	}
	after := invited(b.People, b.Companies, sides)
	b.Sequence++
	if _, err := db.On(ctx).NewUpdate().Model(b).Column("title", "starts_at", "ends_at", "place", "notes", "phase", "excepted", "sequence").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	if err := keepParts(ctx, b); err != nil {
		return nil, err
	}
	gone := slices.DeleteFunc(before, func(id uuid.UUID) bool { return slices.Contains(after, id) })
	if err := event.Publish(ctx, BookingTold{Booking: b.ID, Sequence: b.Sequence, Gone: gone}); err != nil {
		return nil, err
	}
	return findBooking(ctx, b.ID, "")
}

// CancelBooking calls a booked test off, with the reason.
type CancelBooking struct {
	ofBooking
	Reason string `json:"reason" validate:"required,max=2000"`
}

func (m *Module) cancelBooking(ctx context.Context, cmd CancelBooking) (*Booking, error) {
	if cmd.Reason = strings.TrimSpace(cmd.Reason); cmd.Reason == "" {
		return nil, problem.At("reason", "is needed")
	}
	b, err := holdBooking(ctx, cmd.Booking)
	if err != nil {
		return nil, err
	}
	now, person := m.clock.Now(), scope.From(ctx).Person
	b.Sequence, b.CancelledAt, b.CancelledBy, b.Reason = b.Sequence+1, &now, &person, cmd.Reason
	if _, err := db.On(ctx).NewUpdate().Model(b).Column("sequence", "cancelled_at", "cancelled_by", "reason").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	if err := event.Publish(ctx, BookingTold{Booking: b.ID, Sequence: b.Sequence}); err != nil {
		return nil, err
	}
	return findBooking(ctx, b.ID, "")
}

// check gives a booking its fields and refuses what does not fit, above all
// tests that are not ready.
func (m *Module) check(ctx context.Context, b *Booking, f BookingFields) error {
	b.Title, b.StartsAt, b.EndsAt, b.Place, b.Notes, b.Phase = strings.TrimSpace(f.Title), f.StartsAt, f.EndsAt, strings.TrimSpace(f.Place), strings.TrimSpace(f.Notes), f.Gate
	b.Systems, b.Rows, b.People, b.Companies = once(f.Systems), once(f.Rows), once(f.People), once(f.Companies)
	switch {
	case b.Title == "":
		return problem.At("title", "is needed")
	case !b.EndsAt.After(b.StartsAt):
		return problem.At("ends_at", "is not after the start")
	case b.EndsAt.Sub(b.StartsAt) > 31*24*time.Hour:
		return problem.At("ends_at", "is more than a month after the start")
	}
	if err := m.checkGuests(ctx, b); err != nil {
		return err
	}
	var places []place
	if len(b.Rows) > 0 {
		if err := m.registers.PlacesInto(ctx, b.Rows, &places); err != nil {
			return err
		}
		if len(places) != len(b.Rows) {
			return problem.At("rows", "is not in this project")
		}
	}
	tags, err := m.registers.Labels(ctx, "system", b.Systems)
	if err != nil {
		return err
	}
	if len(tags) != len(b.Systems) {
		return problem.At("systems", "is not in this project")
	}
	return m.checkReady(ctx, b, places)
}

// checkReady refuses tests that are not ready, and notes where an exception makes up for it.
func (m *Module) checkReady(ctx context.Context, b *Booking, places []place) error {
	systems := slices.Clone(b.Systems)
	wanted := map[spot]bool{}
	for _, p := range places {
		if p.System != nil && p.Milestone != nil {
			wanted[spot{*p.Milestone, *p.System}] = true
			systems = append(systems, *p.System)
		}
	}
	if b.Phase != nil {
		for _, system := range b.Systems {
			wanted[spot{*b.Phase, system}] = true
		}
		if len(wanted) == 0 {
			wanted[spot{*b.Phase, uuid.Nil}], systems = true, nil
		}
	}
	s, err := m.look(ctx, once(systems))
	if err != nil {
		return err
	}
	if g := gateOf(s.gates, orNil(b.Phase)); b.Phase != nil && (g == nil || !g.Milestone) {
		return problem.At("gate", "is not a milestone of this project")
	}
	tags, err := m.registers.Labels(ctx, "system", systems)
	if err != nil {
		return err
	}
	var waits []string
	b.Excepted = false
	for at := range wanted {
		g := gateOf(s.gates, at.gate)
		missing, by := s.lacks(g, at.system)
		if len(missing) == 0 {
			continue
		}
		if b.Excepted = b.Excepted || by != nil; by == nil {
			waits = append(waits, strings.TrimSpace(tags[at.system]+" "+g.Code))
		}
	}
	if len(waits) > 0 {
		slices.Sort(waits)
		return problem.New(problem.Conflict, "The test cannot be booked yet. What comes before it is not done: %s. See the milestone for what is lacking, or have an exception granted.", strings.Join(waits[:min(len(waits), 5)], ", "))
	}
	return nil
}

// checkGuests refuses people and companies that are not on the project.
func (m *Module) checkGuests(ctx context.Context, b *Booking) error {
	sides, err := m.projects.Sides(ctx)
	if err != nil {
		return err
	}
	companies, err := m.projects.Companies(ctx)
	if err != nil {
		return err
	}
	for _, id := range b.People {
		if _, ok := sides[id]; !ok {
			return problem.At("people", "is not on this project")
		}
	}
	for _, id := range b.Companies {
		if _, ok := companies[id]; !ok {
			return problem.At("companies", "is not on this project")
		}
	}
	return nil
}

// part is a line of what a booking is of, or of who is invited.
type (
	booked struct {
		bun.BaseModel `bun:"table:gates.booked"`
		ID            uuid.UUID `bun:",pk"`
		Booking       uuid.UUID
		System        *uuid.UUID
		Row           *uuid.UUID
	}
	guest struct {
		bun.BaseModel `bun:"table:gates.guests"`
		ID            uuid.UUID `bun:",pk"`
		Booking       uuid.UUID
		Person        *uuid.UUID
		Firm          *uuid.UUID
	}
)

// keepParts says anew what a booking is of and who is invited; what stays stays.
func keepParts(ctx context.Context, b *Booking) error {
	of, guests := []*booked{}, []*guest{}
	for _, id := range b.Systems {
		of = append(of, &booked{ID: uuid.Must(uuid.NewV7()), Booking: b.ID, System: &id})
	}
	for _, id := range b.Rows {
		of = append(of, &booked{ID: uuid.Must(uuid.NewV7()), Booking: b.ID, Row: &id})
	}
	for _, id := range b.People {
		guests = append(guests, &guest{ID: uuid.Must(uuid.NewV7()), Booking: b.ID, Person: &id})
	}
	for _, id := range b.Companies {
		guests = append(guests, &guest{ID: uuid.Must(uuid.NewV7()), Booking: b.ID, Firm: &id})
	}
	if _, err := db.On(ctx).NewRaw(`delete from gates.booked t where t.booking = ? and coalesce(t.system, t."row") not in (?)`, b.ID, bun.List(append(slices.Concat(b.Systems, b.Rows), uuid.Nil))).Exec(ctx); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewRaw("delete from gates.guests t where t.booking = ? and coalesce(t.person, t.firm) not in (?)", b.ID, bun.List(append(slices.Concat(b.People, b.Companies), uuid.Nil))).Exec(ctx); err != nil {
		return err
	}
	if len(of) > 0 {
		if _, err := db.On(ctx).NewInsert().Model(&of).On("conflict do nothing").Exec(ctx); err != nil {
			return err
		}
	}
	if len(guests) > 0 {
		if _, err := db.On(ctx).NewInsert().Model(&guests).On("conflict do nothing").Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// once leaves of ids each one.
func once(ids []uuid.UUID) (all []uuid.UUID) {
	for _, id := range ids {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

func orNil(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

func init() {
	problem.Teach(map[string]string{
		"Somebody else has changed the booking since you read it. Look at it again.": "En anden har ændret bookingen, siden du læste den. Se på den igen.",
		"is not after the start":               "er ikke efter begyndelsen",
		"is more than a month after the start": "er mere end en måned efter begyndelsen",
		"is not in this project":               "er ikke i dette projekt",
		"is not on this project":               "er ikke på dette projekt",
		"The test cannot be booked yet. What comes before it is not done: %s. See the milestone for what is lacking, or have an exception granted.": "Testen kan ikke bookes endnu. Det, der kommer før, er ikke gjort: %s. Se milepælen for, hvad der mangler, eller få en undtagelse.",
	})
}
