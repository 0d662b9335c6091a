package gates

import (
	"context"

	"github.com/google/uuid"
)

// count is how many rows of what weight have one status in a phase or milestone of a system.
type count struct {
	System *uuid.UUID
	Phase  uuid.UUID
	Status string
	Rows   int
	Weight float64
}

// waiting is how many log entries of one severity are open on a row of a system.
type waiting struct {
	System   *uuid.UUID
	Row      *uuid.UUID
	Severity string
	Remedied bool // only its verification is missing
	Entries  int
}

type place struct {
	ID        uuid.UUID
	System    *uuid.UUID
	Phase     *uuid.UUID
	Milestone *uuid.UUID
}

// spot is a gate on one system; on all of them where the system is nil.
type spot struct{ gate, system uuid.UUID }

// stand is how far a gate is, on one system or on all.
type stand struct {
	rows, done   int
	weight, sure float64 // of what applies; of what is done
	blocking     int     // open log entries that stand in the way
	unremedied   int     // those of them that nobody has reported remedied
}

// share is the part that is done, in percent; nothing to do is done.
func (s *stand) share() float64 {
	if s == nil || s.weight == 0 {
		return 100
	}
	return 100 * s.sure / s.weight
}

// standing is how far every gate is.
type standing struct {
	gates      []*Gate
	at         map[spot]*stand
	exceptions []*Exception
}

func (s *standing) of(gate, system uuid.UUID) *stand {
	at := s.at[spot{gate, system}]
	if at == nil {
		at = &stand{}
		s.at[spot{gate, system}] = at
	}
	return at
}

// look finds how far every gate is, on the systems named and, where none are, on all.
func (m *Module) look(ctx context.Context, systems []uuid.UUID) (*standing, error) {
	s := &standing{at: map[spot]*stand{}}
	var err error
	if s.gates, err = m.findGates(ctx); err != nil {
		return nil, err
	}
	if s.exceptions, err = m.inForce(ctx); err != nil {
		return nil, err
	}
	var counts []count
	if err := m.registers.TallyInto(ctx, systems, &counts); err != nil {
		return nil, err
	}
	s.count(counts)
	var open []waiting
	if err := m.log.WaitingInto(ctx, systems, &open); err != nil {
		return nil, err
	}
	var rows []uuid.UUID
	for _, w := range open {
		if w.Row != nil {
			rows = append(rows, *w.Row)
		}
	}
	var places []place
	if len(rows) > 0 {
		if err := m.registers.PlacesInto(ctx, rows, &places); err != nil {
			return nil, err
		}
	}
	s.block(open, places)
	return s, nil
}

func (s *standing) count(counts []count) {
	for _, c := range counts {
		g := gateOf(s.gates, c.Phase)
		if g == nil || c.Status == "not_applicable" {
			continue
		}
		done := false
		for _, status := range g.done() {
			done = done || status == c.Status
		}
		for _, at := range s.both(g.ID, c.System) {
			at.rows, at.weight = at.rows+c.Rows, at.weight+c.Weight
			if done {
				at.done, at.sure = at.done+c.Rows, at.sure+c.Weight
			}
		}
	}
}

// both are the stands of a gate on a system and on all of them.
func (s *standing) both(gate uuid.UUID, system *uuid.UUID) []*stand {
	if system == nil {
		return []*stand{s.of(gate, uuid.Nil)}
	}
	return []*stand{s.of(gate, uuid.Nil), s.of(gate, *system)}
}

// block counts open log entries where they stand in the way: an entry on a row
// at the gates of that row, any other at every gate of its system that has rows.
func (s *standing) block(open []waiting, places []place) {
	at := make(map[uuid.UUID]place, len(places))
	for _, p := range places {
		at[p.ID] = p
	}
	for _, w := range open {
		for _, g := range s.gates {
			if !g.blocks(w.Severity) || !s.concerns(g, w, at) {
				continue
			}
			for _, one := range s.both(g.ID, w.System) {
				one.blocking += w.Entries
				if !w.Remedied {
					one.unremedied += w.Entries
				}
			}
		}
	}
}

func (s *standing) concerns(g *Gate, w waiting, at map[uuid.UUID]place) bool {
	if w.Row != nil {
		if p, ok := at[*w.Row]; ok && (p.Phase != nil || p.Milestone != nil) {
			return is(p.Phase, g.ID) || is(p.Milestone, g.ID)
		}
	}
	return w.System == nil || s.of(g.ID, *w.System).rows > 0
}

// met tells whether a gate is reached.
func (s *standing) met(g *Gate, system uuid.UUID) bool {
	at := s.of(g.ID, system)
	return at.share() >= g.Rule.Share && at.blocking == 0
}

// lack is one thing that keeps the tests of a gate from being carried out.
type lack struct {
	kind     string // rows, entries or own
	gate     *Gate
	required float64
	at       *stand
}

// lacks are what is missing before the tests of a gate may be carried out, and
// the exception that makes up for it. An exception with the lowest share counts.
func (s *standing) lacks(g *Gate, system uuid.UUID) (missing []lack, by *Exception) {
	missing = s.missing(g, system, nil)
	if len(missing) == 0 {
		return nil, nil
	}
	for _, e := range s.exceptions {
		if e.Phase == g.ID && (e.System == nil || *e.System == system) && len(s.missing(g, system, e)) == 0 {
			return missing, e
		}
	}
	return missing, nil
}

func (s *standing) missing(g *Gate, system uuid.UUID, by *Exception) (all []lack) {
	enough := func(share float64) float64 {
		if by != nil {
			return min(share, by.Share)
		}
		return share
	}
	ignored := by != nil && by.Entries
	for _, id := range g.After {
		earlier := gateOf(s.gates, id)
		at := s.of(earlier.ID, system)
		if at.share() < enough(earlier.Rule.Share) {
			all = append(all, lack{"rows", earlier, enough(earlier.Rule.Share), at})
		}
		if at.blocking > 0 && !ignored {
			all = append(all, lack{"entries", earlier, 0, at})
		}
	}
	at := s.of(g.ID, system)
	if at.share() < enough(g.Rule.OwnShare) {
		all = append(all, lack{"own", g, enough(g.Rule.OwnShare), at})
	}
	if at.unremedied > 0 && !ignored {
		all = append(all, lack{"entries", g, 0, at})
	}
	return all
}

// state says in a word how a gate stands: nothing where it has no rows, met,
// ready for its tests, ready by an exception, or waiting for something.
func (s *standing) state(g *Gate, system uuid.UUID) string {
	switch missing, by := s.lacks(g, system); {
	case s.of(g.ID, system).rows == 0:
		return "nothing"
	case s.met(g, system):
		return "met"
	case len(missing) == 0:
		return "ready"
	case by != nil:
		return "excepted"
	}
	return "waiting"
}

func is(p *uuid.UUID, id uuid.UUID) bool { return p != nil && *p == id }
