package issues

import (
	"context"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// AssignEntry says who is to remedy an entry, and by when.
type AssignEntry struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Entry   uuid.UUID   `params:"entry" json:"-"`
	Company *uuid.UUID  `json:"company,omitempty"`
	Person  *uuid.UUID  `json:"person,omitempty"`
	DueOn   *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
	Note    string      `json:"note,omitempty" validate:"max=10000"`
}

func (m *Module) assignEntry(ctx context.Context, cmd AssignEntry) (*OpenedEntry, error) {
	return m.step(ctx, cmd.Entry, "assigned", cmd.Note, (*Entry).mayAssign, func(e *Entry) error {
		if err := m.known(ctx, cmd.Company, cmd.Person); err != nil {
			return err
		}
		setting, err := findSetting(ctx)
		if err != nil {
			return err
		}
		return e.assign(cmd.Company, cmd.Person, cmd.DueOn, m.clock.Today(), setting.DueDays)
	})
}

// step moves an entry on, if the person may, and tells of it.
func (m *Module) step(ctx context.Context, id uuid.UUID, kind, note string, may func(*Entry, who) error, move func(*Entry) error) (*OpenedEntry, error) {
	e, err := holdEntry(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := may(e, whoActs(ctx)); err != nil {
		return nil, err
	}
	from := e.Status
	if err := move(e); err != nil {
		return nil, err
	}
	if err := e.save(ctx); err != nil {
		return nil, err
	}
	v := &Event{Entry: e.ID, At: m.moment(ctx), Kind: kind, FromStatus: from, ToStatus: e.Status, Note: strings.TrimSpace(note)}
	if kind == "assigned" {
		v.ToCompany, v.ToPerson, v.DueOn = e.Company, e.Person, e.DueOn
	}
	if err := tell(ctx, v); err != nil {
		return nil, err
	}
	return answer(ctx, e.ID)
}

// takenOver tells of entries that somebody took over from who had them.
func (m *Module) takenOver(ctx context.Context, entries []uuid.UUID, _ uuid.UUID) error {
	_, err := db.On(ctx).NewRaw(`insert into issues.events (id, entry, at, person, side, kind, from_status, to_status, to_company, to_person, due_on)
		select gen_random_uuid(), id, ?, ?, ?, 'assigned', status, status, company, person, due_on from issues.entries where id in (?)`, m.moment(ctx), scope.From(ctx).Person, side(ctx), bun.List(entries)).Exec(ctx)
	return err
}

// needed refuses a text that is needed and empty.
func needed(field, text, why string) error {
	if strings.TrimSpace(text) == "" {
		return problem.At(field, why)
	}
	return nil
}
