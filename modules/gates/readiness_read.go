package gates

import (
	"context"
	"slices"
	"time"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// Stand is how far a gate is.
type Stand struct {
	State     string  `json:"state" validate:"oneof=nothing met ready excepted waiting"` // met: reached; ready: its tests may be carried out; excepted: by an exception; waiting: not yet
	Rows      int     `json:"rows"`
	Done      int     `json:"done"`
	DoneShare float64 `json:"done_share"` // of the weight, in percent
	Entries   int     `json:"entries"`    // open log entries that stand in the way
}

func (s *standing) said(g *Gate, system uuid.UUID) Stand {
	at := s.of(g.ID, system)
	return Stand{State: s.state(g, system), Rows: at.rows, Done: at.done, DoneShare: at.share(), Entries: at.blocking}
}

// Standing is a gate with how far it is on the whole project.
type Standing struct {
	Gate
	Stand    Stand     `json:"stand"`
	Accepted *Accepted `json:"accepted,omitempty"` // its acceptance document, signed or being prepared
}

// Accepted is an acceptance document as the list of gates shows it.
type Accepted struct {
	ID       uuid.UUID  `json:"id"`
	Phase    uuid.UUID  `json:"-"`
	Label    string     `json:"label"`
	State    string     `json:"state"`
	SignedAt *time.Time `json:"signed_at"`
}

// Gates are the phases and milestones of a project.
type Gates struct {
	Items []Standing `json:"items"`
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

func (m *Module) listGates(ctx context.Context, q ofProject) (*Gates, error) {
	s, err := m.look(ctx, nil)
	if err != nil {
		return nil, err
	}
	var accepted []*Accepted
	if err := db.On(ctx).NewRaw("select id, phase, label, state, signed_at from gates.acceptances where project = ? and state <> 'reopened'", q.Project).Scan(ctx, &accepted); err != nil {
		return nil, err
	}
	all := &Gates{Items: []Standing{}}
	for _, g := range s.gates {
		one := Standing{Gate: *g, Stand: s.said(g, uuid.Nil)}
		for _, a := range accepted {
			if a.Phase == g.ID {
				one.Accepted = a
			}
		}
		all.Items = append(all.Items, one)
	}
	return all, nil
}

// ListReadiness asks for a page of systems.
type ListReadiness struct {
	Project uuid.UUID `params:"project" json:"-"`
	System  uuid.UUID `query:"system" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   string    `query:"after" json:"-" validate:"max=200"`
}

// Cell is how far a milestone is on a system.
type Cell struct {
	Gate uuid.UUID `json:"gate"`
	Stand
}

// OfSystem is how far the milestones are on one system.
type OfSystem struct {
	ID     uuid.UUID `json:"id"`
	Tag    string    `json:"tag"`
	NameDA string    `json:"name_da"`
	NameEN string    `json:"name_en"`
	Cells  []Cell    `json:"cells"`
}

// Readiness is a page of systems by their tag; next leads to the one after it.
type Readiness struct {
	Items []OfSystem `json:"items"`
	Next  *string    `json:"next,omitempty"`
}

func (m *Module) listReadiness(ctx context.Context, q ListReadiness) (*Readiness, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	var only, ids []uuid.UUID
	if q.System != uuid.Nil {
		only = []uuid.UUID{q.System}
	}
	var systems []struct {
		ID             uuid.UUID
		Tag            string
		NameDA, NameEN string
		Type           string
		Classification string
		Discipline     *uuid.UUID
		Company        *uuid.UUID
	}
	if err := m.registers.SystemsInto(ctx, only, q.After, limit+1, &systems); err != nil {
		return nil, err
	}
	page := &Readiness{Items: []OfSystem{}}
	if len(systems) > limit {
		systems = systems[:limit]
		page.Next = &systems[limit-1].Tag
	}
	for _, one := range systems {
		ids = append(ids, one.ID)
	}
	if len(ids) == 0 {
		return page, nil
	}
	s, err := m.look(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, one := range systems {
		of := OfSystem{ID: one.ID, Tag: one.Tag, NameDA: one.NameDA, NameEN: one.NameEN, Cells: []Cell{}}
		for _, g := range s.gates {
			if g.Milestone {
				of.Cells = append(of.Cells, Cell{g.ID, s.said(g, one.ID)})
			}
		}
		page.Items = append(page.Items, of)
	}
	return page, nil
}

// ReadReadiness asks what a milestone's tests wait for.
type ReadReadiness struct {
	ofGate
	System uuid.UUID `query:"system" json:"-"`
}

// Lack is one thing that the tests of a milestone wait for.
type Lack struct {
	Kind     string    `json:"kind" validate:"oneof=rows entries own"` // rows of an earlier gate that are not done, open log entries, or own rows that are not done
	Gate     uuid.UUID `json:"gate"`
	Required float64   `json:"required"` // share, in percent
	Reached  float64   `json:"reached"`
	Entries  int       `json:"entries"`
	Rows     int       `json:"rows"` // not done
}

// OpenRow is a row that is not done.
type OpenRow struct {
	ID      uuid.UUID  `json:"id"`
	No      int        `json:"no"`
	TitleDA string     `json:"title_da"`
	TitleEN string     `json:"title_en"`
	Status  string     `json:"status"`
	System  *uuid.UUID `json:"system"`
	Tag     string     `json:"tag"`
	Phase   uuid.UUID  `json:"gate"`
	Company *uuid.UUID `json:"company"`
}

// OpenEntry is a log entry that is not closed.
type OpenEntry struct {
	ID       uuid.UUID  `json:"id"`
	Label    string     `json:"label"`
	Title    string     `json:"title"`
	Severity string     `json:"severity"`
	Status   string     `json:"status"`
	System   *uuid.UUID `json:"system"`
	Row      *uuid.UUID `json:"row"`
}

// Waits is what a milestone's tests wait for, on one system or on all of them.
type Waits struct {
	Stand
	Lacks     []Lack       `json:"lacks"`
	Exception *Exception   `json:"exception"` // that makes up for them
	Rows      []*OpenRow   `json:"open_rows"` // the first of them
	Log       []*OpenEntry `json:"open_entries"`
}

// listed is how many open rows and entries are named; the counts say how many there are.
const listed = 100

func (m *Module) readReadiness(ctx context.Context, q ReadReadiness) (*Waits, error) {
	var systems []uuid.UUID
	if q.System != uuid.Nil {
		if _, err := m.registers.About(ctx, "system", q.System); err != nil {
			return nil, err
		}
		systems = []uuid.UUID{q.System}
	}
	if _, _, err := m.findGate(ctx, q.Gate); err != nil {
		return nil, err
	}
	s, err := m.look(ctx, systems)
	if err != nil {
		return nil, err
	}
	return m.waits(ctx, s, gateOf(s.gates, q.Gate), q.System)
}

// waits tells what the tests of a gate wait for, with the rows and entries.
func (m *Module) waits(ctx context.Context, s *standing, g *Gate, system uuid.UUID) (*Waits, error) {
	missing, by := s.lacks(g, system)
	w := &Waits{Stand: s.said(g, system), Lacks: []Lack{}, Exception: by, Rows: []*OpenRow{}, Log: []*OpenEntry{}}
	strict := map[bool][]uuid.UUID{} // gates whose rows are asked for, by whether remarks count
	var wanted []string
	for _, l := range missing {
		w.Lacks = append(w.Lacks, Lack{Kind: l.kind, Gate: l.gate.ID, Required: l.required, Reached: l.at.share(), Entries: l.at.blocking, Rows: l.at.rows - l.at.done})
		if l.kind == "entries" {
			for _, severity := range severities[l.gate.Rule.Entries] {
				if !slices.Contains(wanted, severity) {
					wanted = append(wanted, severity)
				}
			}
			continue
		}
		strict[l.gate.Rule.Remarks] = append(strict[l.gate.Rule.Remarks], l.gate.ID)
	}
	for remarks, gates := range strict {
		var some []*OpenRow
		if err := m.registers.OpenInto(ctx, gates, system, (&Gate{Rule: Rule{Remarks: remarks}}).done(), listed, &some); err != nil {
			return nil, err
		}
		w.Rows = append(w.Rows, some...)
	}
	if len(wanted) > 0 {
		if err := m.log.OpenInto(ctx, system, wanted, listed, &w.Log); err != nil {
			return nil, err
		}
	}
	return w, nil
}
