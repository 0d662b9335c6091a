package issues

import (
	"context"
	"strings"

	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// AssignEntry says who is to remedy an entry, and by when.
type AssignEntry struct {
	Project uuid.UUID  `params:"project" json:"-"`
	Entry   uuid.UUID  `params:"entry" json:"-"`
	Company *uuid.UUID `json:"company,omitempty"`
	Person  *uuid.UUID `json:"person,omitempty"`
	DueOn   *Date      `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
	Note    string     `json:"note,omitempty" validate:"max=10000"`
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

// needed refuses a text that is needed and empty.
func needed(field, text, why string) error {
	if strings.TrimSpace(text) == "" {
		return problem.At(field, why)
	}
	return nil
}
