package issues

import (
	"context"
	"strings"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// RaiseEntry puts an observation, an issue or a defect on the log. What a row,
// component or system belongs to need not be said again.
type RaiseEntry struct {
	Project     uuid.UUID   `params:"project" json:"-"`
	ID          uuid.UUID   `json:"id"`
	Kind        string      `json:"kind" validate:"required,oneof=observation issue defect"`
	Title       string      `json:"title" validate:"required,max=300"`
	Description string      `json:"description,omitempty" validate:"max=10000"`
	Cause       string      `json:"cause,omitempty" validate:"max=2000"`
	Severity    string      `json:"severity,omitempty" validate:"omitempty,oneof=critical major minor"`
	Discipline  *uuid.UUID  `json:"discipline,omitempty"`
	System      *uuid.UUID  `json:"system,omitempty"`
	Component   *uuid.UUID  `json:"component,omitempty"`
	Location    *uuid.UUID  `json:"location,omitempty"`
	Row         *uuid.UUID  `json:"row,omitempty"`
	Company     *uuid.UUID  `json:"company,omitempty"`
	Person      *uuid.UUID  `json:"person,omitempty"`
	DueOn       *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
	CostEffect  bool        `json:"cost_effect,omitempty"`
	Photos      []uuid.UUID `json:"photos,omitempty" validate:"max=100"`
}

func (m *Module) raiseEntry(ctx context.Context, cmd RaiseEntry) (*OpenedEntry, error) {
	e := &Entry{ID: kernel.NewID(cmd.ID), Kind: cmd.Kind, Title: strings.TrimSpace(cmd.Title), Description: strings.TrimSpace(cmd.Description), Cause: strings.TrimSpace(cmd.Cause), Severity: cmd.Severity,
		Discipline: cmd.Discipline, System: cmd.System, Component: cmd.Component, Location: cmd.Location, Row: cmd.Row, Company: cmd.Company, Person: cmd.Person, DueOn: cmd.DueOn, CostEffect: cmd.CostEffect}
	if err := m.raise(ctx, e, cmd.Photos); err != nil {
		return nil, err
	}
	return answer(ctx, e.ID)
}

// Raise puts an entry on the log in the name of the person at work, for what
// another module found. Kind is observation, issue or defect; severity is
// critical, major or minor. The entry takes over what the register row belongs
// to, and is assigned to the row's company and person if it has them, so that its due date
// counts from today. Row and test may be nil, photos are pictures stored in the
// project. It takes no right of the log: whoever may record a failed test may
// say so. The entry's id and number come back.
func (m *Module) Raise(ctx context.Context, kind, severity, title, description string, row, test uuid.UUID, photos []uuid.UUID) (entry uuid.UUID, number int, err error) {
	e := &Entry{ID: uuid.Must(uuid.NewV7()), Kind: kind, Severity: severity, Title: clip(strings.TrimSpace(title), 300), Description: clip(strings.TrimSpace(description), 10000), Row: orNil(row), Test: orNil(test)}
	if row != uuid.Nil {
		of, err := m.registers.About(ctx, "row", row)
		if err != nil {
			return uuid.Nil, 0, err
		}
		e.Company = orNil(of["company"])
		// Whoever has left the project since is nobody to wait for.
		switch err := m.known(ctx, nil, orNil(of["person"])); {
		case err == nil:
			e.Person = orNil(of["person"])
		case !problem.Is(err, problem.Invalid):
			return uuid.Nil, 0, err
		}
	}
	if err := m.raise(ctx, e, photos); err != nil {
		return uuid.Nil, 0, err
	}
	return e.ID, e.Number, nil
}

// RaiseReview puts an observation on the log in the name of the person at work,
// for a comment that a design review left unresolved. Discipline and company
// may be nil; with a company the entry is assigned to it. Like Raise it takes
// no right of the log: whoever may close the review may say so.
func (m *Module) RaiseReview(ctx context.Context, severity, title, description string, discipline, company, comment uuid.UUID) (entry uuid.UUID, number int, err error) {
	e := &Entry{ID: uuid.Must(uuid.NewV7()), Kind: "observation", Severity: severity, Title: clip(strings.TrimSpace(title), 300), Description: clip(strings.TrimSpace(description), 10000),
		Discipline: orNil(discipline), Company: orNil(company), Comment: orNil(comment)}
	if err := m.raise(ctx, e, nil); err != nil {
		return uuid.Nil, 0, err
	}
	return e.ID, e.Number, nil
}

func clip(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}

// raise numbers an entry and keeps it with its photos.
func (m *Module) raise(ctx context.Context, e *Entry, photos []uuid.UUID) error {
	if e.Title == "" {
		return problem.At("title", "is needed")
	}
	if e.Severity == "" {
		e.Severity = "minor"
	}
	if err := m.refer(ctx, e); err != nil {
		return err
	}
	if err := m.known(ctx, e.Company, e.Person); err != nil {
		return err
	}
	s := scope.From(ctx)
	if e.Discipline == nil && s.Narrowed != nil {
		if len(s.Narrowed) > 1 {
			return problem.At("discipline", "is needed: you work in several disciplines")
		}
		e.Discipline = &s.Narrowed[0]
	}
	if s.OwnOnly && e.Company == nil {
		e.Company = side(ctx)
	}
	at := m.moment(ctx)
	e.Status, e.RaisedBy, e.RaisedSide, e.RaisedAt = "new", orNil(s.Person), side(ctx), at
	if e.Company != nil || e.Person != nil {
		setting, err := findSetting(ctx)
		if err != nil {
			return err
		}
		if err := e.assign(e.Company, e.Person, e.DueOn, m.clock.Today(), setting.DueDays); err != nil {
			return err
		}
	}
	var err error
	if e.Number, err = nextNumber(ctx, e.Kind); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewInsert().Model(e).Exec(ctx); err != nil {
		return err
	}
	if err := keepPhotos(ctx, e.ID, "before", photos); err != nil {
		return err
	}
	return tell(ctx, &Event{Entry: e.ID, At: at, Kind: "raised", ToStatus: e.Status, ToCompany: e.Company, ToPerson: e.Person, DueOn: e.DueOn})
}

// refer holds what an entry refers to against the project, and fills in what
// follows from it.
func (m *Module) refer(ctx context.Context, e *Entry) error {
	for _, ref := range []struct {
		kind string
		id   *uuid.UUID
	}{{"row", e.Row}, {"component", e.Component}, {"system", e.System}, {"location", e.Location}, {"discipline", e.Discipline}} {
		if ref.id == nil {
			continue
		}
		of, err := m.registers.About(ctx, ref.kind, *ref.id)
		if problem.Is(db.Translate(err), problem.NotFound) {
			return problem.At(ref.kind, "is not in this project")
		}
		if err != nil {
			return err
		}
		for kind, field := range map[string]**uuid.UUID{"system": &e.System, "component": &e.Component, "location": &e.Location, "discipline": &e.Discipline} {
			if *field == nil {
				*field = orNil(of[kind])
			}
		}
	}
	return nil
}

// known refuses a company or a person that is not on the project.
func (m *Module) known(ctx context.Context, company, person *uuid.UUID) error {
	if company != nil {
		names, err := m.companies.Companies(ctx)
		if err != nil {
			return err
		}
		if _, ok := names[*company]; !ok {
			return problem.At("company", "is not on this project")
		}
	}
	if person != nil {
		names, err := m.people.Names(ctx)
		if err != nil {
			return err
		}
		if _, ok := names[*person]; !ok {
			return problem.At("person", "is not on this project")
		}
	}
	return nil
}

// nextNumber takes the next number of a kind; one that is refused later leaves
// no hole, for the number goes back with it.
func nextNumber(ctx context.Context, kind string) (n int, err error) {
	err = db.On(ctx).NewRaw("insert into issues.counters as c (kind, last) values (?, 1) on conflict (project, kind) do update set last = c.last + 1 returning last", kind).Scan(ctx, &n)
	return n, err
}

// moment is when a device did what it sends, or now.
func (m *Module) moment(ctx context.Context) time.Time {
	at, _, _ := db.Captured(ctx)
	if at.IsZero() || at.After(m.clock.Now()) {
		return m.clock.Now()
	}
	return at
}

func init() {
	problem.Teach(map[string]string{
		"is needed: you work in several disciplines": "skal udfyldes: du arbejder i flere fagområder",
	})
}
