package reminders

import (
	"cmp"
	"context"
	"encoding/json"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// linesOfKind is how many things of a kind are named; the others are counted.
const linesOfKind = 5

// keptDays is how long it is remembered that a mail was sent.
const keptDays = 30

// gathered is what waits for a person on a project on a day.
type gathered struct {
	bun.BaseModel `bun:"table:reminders.gathered"`
	ID            uuid.UUID `bun:",pk"`
	Person        uuid.UUID
	Project       uuid.UUID
	Day           string  `bun:"type:date"`
	Waits         []found `bun:"type:jsonb"`
}

// found is what of a kind waits.
type found struct {
	Says  string               `json:"says"`
	Page  string               `json:"page"`
	Lines []kernel.WaitingLine `json:"lines"`
	All   int                  `json:"all"`
}

// gather notes what waits for the member under way, once a day. They are asked
// about nothing that they may not see: each kind takes its right, and is found
// through the walls of the database as theirs.
func (m *Module) gather(ctx context.Context) error {
	s := scope.From(ctx)
	if !s.Member || s.Barred {
		return nil
	}
	wants, err := wanted(ctx)
	if err != nil || !wants {
		return err
	}
	g := &gathered{ID: uuid.Must(uuid.NewV7()), Person: s.Person, Project: s.Project, Day: m.today(), Waits: []found{}}
	var there bool
	if err := db.On(ctx).NewRaw("select exists (select 1 from reminders.gathered where person = ? and day = ? and project = ?)", g.Person, g.Day, g.Project).Scan(ctx, &there); err != nil || there {
		return err
	}
	reached, err := m.people.Reach(ctx, []uuid.UUID{s.Person})
	if err != nil || reached[s.Person][0] == "" {
		return err
	}
	s.Language = cmp.Or(reached[s.Person][2], s.Language)
	for _, w := range m.waits { // some eight kinds, each in one statement
		if !s.May(w.Area, w.Verb) {
			continue
		}
		waiting, err := w.Find(ctx, linesOfKind)
		if err != nil {
			return err
		}
		if waiting.All > 0 {
			g.Waits = append(g.Waits, found{Says: w.Says, Page: w.Page, Lines: waiting.Lines, All: waiting.All})
		}
	}
	_, err = db.On(ctx).NewInsert().Model(g).On("conflict do nothing").Exec(ctx)
	return err
}

// DigestDue tells that a person is to be sent the mail of a day.
type DigestDue struct {
	Day string `json:"day"`
}

// EventName implements event.Event.
func (DigestDue) EventName() string { return "reminders.digest_due" }

// due asks for the mail of today where something waits for the person under
// way; that there is one a day at most is held by the key of reminders.mails.
func (m *Module) due(ctx context.Context) error {
	person, day := scope.From(ctx).Person, m.today()
	if _, err := db.On(ctx).NewRaw("delete from reminders.gathered where person = ? and day < ?", person, day).Exec(ctx); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewRaw("delete from reminders.mails where person = ? and day < ?", person, m.clock.Today().AddDate(0, 0, -keptDays).Format(time.DateOnly)).Exec(ctx); err != nil {
		return err
	}
	result, err := db.On(ctx).NewRaw(`insert into reminders.mails (id, person, day) select ?2, ?0, ?1 where exists (select 1 from reminders.gathered where person = ?0 and day = ?1 and waits <> '[]')
		on conflict do nothing`, person, day, uuid.Must(uuid.NewV7())).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	return event.Publish(ctx, DigestDue{Day: day})
}

// read is what waits for the person under way on a day.
func read(ctx context.Context, day string) (all []*gathered, err error) {
	var rows []struct {
		Project uuid.UUID
		Waits   json.RawMessage
	}
	if err := db.On(ctx).NewRaw("select project, waits from reminders.gathered where person = ? and day = ? and waits <> '[]'", scope.From(ctx).Person, day).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	for _, r := range rows {
		g := &gathered{Project: r.Project}
		if err := json.Unmarshal(r.Waits, &g.Waits); err != nil {
			return nil, err
		}
		all = append(all, g)
	}
	return all, nil
}

func (m *Module) today() string { return m.clock.Today().Format(time.DateOnly) }
