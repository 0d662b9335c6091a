package gates

import (
	"context"
	"slices"
	"strings"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// awaited are what of the calendar waits for a member.
func (m *Module) awaited() []kernel.Wait {
	return []kernel.Wait{
		{Says: "Tests today and tomorrow", Order: 10, Page: "calendar", Find: m.soonBooked},
		{Says: "Due soon after the handover", Order: 80, Area: "registers", Page: "after", Find: m.soonAfter},
	}
}

// soonBooked are bookings of today and tomorrow that one made or is invited to.
func (m *Module) soonBooked(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	s, today := scope.From(ctx), m.clock.Today()
	var all []struct {
		ID           uuid.UUID
		Title, Place string
		StartsAt     time.Time
		All          int
	}
	if err := db.On(ctx).NewRaw(`select b.id, b.title, b.place, b.starts_at, count(*) over () as "all" from gates.bookings b where b.project = ? and b.cancelled_at is null
		and b.starts_at < (?::date + 2)::timestamp at time zone 'Europe/Copenhagen' and b.ends_at >= ? and `+mine+` order by b.starts_at, b.id limit ?`,
		s.Project, today.Format(time.DateOnly), m.clock.Now(), s.Person, s.Company, s.Person, limit).Scan(ctx, &all); err != nil {
		return w, err
	}
	for _, b := range all {
		title := b.StartsAt.In(clock.Denmark).Format("15:04") + " " + b.Title
		if b.Place != "" {
			title += ", " + b.Place
		}
		w.Add(title, max(clock.Day(b.StartsAt).Format(time.DateOnly), today.Format(time.DateOnly)), "calendar/"+b.ID.String(), b.All)
	}
	return w, nil
}

// soonAfter are rows that come after the handover, each told once 60, 30 and 7
// days before, and to nobody who does not want it of this project.
func (m *Module) soonAfter(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	s, today := scope.From(ctx), m.clock.Today()
	wants, err := wanted(ctx)
	if err != nil || !wants {
		return w, err
	}
	var all []*due
	if err := m.registers.ComingInto(ctx, today.AddDate(0, 0, slices.Max(notices)).Format(time.DateOnly), mostBookings, &all); err != nil {
		return w, err
	}
	fresh := []*notice{}
	for _, d := range all {
		on, err := time.Parse(time.DateOnly, string(d.On))
		if err != nil {
			return w, err
		}
		if days := noticeFor(today, on); days > 0 {
			fresh = append(fresh, &notice{ID: uuid.Must(uuid.NewV7()), Row: d.ID, PlannedOn: d.On, Days: days, Person: s.Person})
		}
	}
	if len(fresh) == 0 {
		return w, nil
	}
	var rows []uuid.UUID
	if err := db.On(ctx).NewInsert().Model(&fresh).On("conflict do nothing").Returning(`"row"`).Scan(ctx, &rows); err != nil {
		return w, err
	}
	for _, d := range all {
		if len(w.Lines) < limit && slices.Contains(rows, d.ID) {
			w.Add(strings.TrimSpace(d.Tag+" "+inWords(ctx, d.TitleDA, d.TitleEN)), string(d.On), "tests/"+d.ID.String(), len(rows))
		}
	}
	return w, nil
}

func init() {
	problem.Teach(map[string]string{"Tests today and tomorrow": "Test i dag og i morgen", "Due soon after the handover": "Snart frist efter aflevering"})
}
