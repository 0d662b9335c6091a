package issues

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// EntryFields are what people change in an entry as it stands; who is to
// remedy it is said by assigning it.
type EntryFields struct {
	Title       string      `json:"title" validate:"max=300"`
	Description string      `json:"description" validate:"max=10000"`
	Cause       string      `json:"cause" validate:"max=2000"`
	Severity    string      `json:"severity" validate:"omitempty,oneof=critical major minor"`
	Discipline  *uuid.UUID  `json:"discipline"`
	System      *uuid.UUID  `json:"system"`
	Component   *uuid.UUID  `json:"component"`
	Location    *uuid.UUID  `json:"location"`
	DueOn       *clock.Date `json:"due_on" validate:"omitempty,datetime=2006-01-02"`
	CostEffect  bool        `json:"cost_effect"`
}

// ChangeEntry changes what an entry says.
type ChangeEntry struct {
	Project uuid.UUID                  `params:"project" json:"-"`
	Entry   uuid.UUID                  `params:"entry" json:"-"`
	Change  kernel.Change[EntryFields] `body:""`
}

func (m *Module) changeEntry(ctx context.Context, cmd ChangeEntry) (*OpenedEntry, error) {
	e, err := holdEntry(ctx, cmd.Entry)
	if err != nil {
		return nil, err
	}
	names, v := slices.Sorted(maps.Keys(cmd.Change.Fields)), cmd.Change.Value
	set := make(map[string]json.RawMessage, len(names))
	for _, name := range names {
		if err := e.mayChange(whoActs(ctx), name); err != nil {
			return nil, err
		}
		value, err := v.value(name)
		if err != nil {
			return nil, err
		}
		if set[name], err = json.Marshal(value); err != nil {
			return nil, err
		}
	}
	if err := m.refer(ctx, &Entry{System: v.System, Component: v.Component, Location: v.Location, Discipline: v.Discipline}); err != nil {
		return nil, err
	}
	if err := db.Patch(ctx, "issues.entries", e.ID, cmd.Change.Base, set); err != nil {
		return nil, err
	}
	now, err := findEntry(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	if now.Version > e.Version {
		if err := tell(ctx, &Event{Entry: e.ID, At: m.moment(ctx), Kind: "changed", Fields: strings.Join(names, ","), DueOn: v.DueOn}); err != nil {
			return nil, err
		}
	}
	return opened(ctx, now)
}

// value is a field as it is kept.
func (f EntryFields) value(name string) (any, error) {
	switch name {
	case "title":
		if title := strings.TrimSpace(f.Title); title != "" {
			return title, nil
		}
		return nil, problem.At("title", "is needed")
	case "severity":
		if f.Severity == "" {
			return nil, problem.At("severity", "is needed")
		}
		return f.Severity, nil
	case "description":
		return strings.TrimSpace(f.Description), nil
	case "cause":
		return strings.TrimSpace(f.Cause), nil
	case "cost_effect":
		return f.CostEffect, nil
	case "due_on":
		return f.DueOn, nil
	}
	return map[string]*uuid.UUID{"discipline": f.Discipline, "system": f.System, "component": f.Component, "location": f.Location}[name], nil
}
