package gates

import (
	"context"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Rule says when a phase or milestone is reached, and when its tests may begin.
type Rule struct {
	bun.BaseModel `bun:"table:gates.rules,alias:r" json:"-"`
	Phase         uuid.UUID `json:"-"`
	Share         float64   `json:"share"`                                                     // of the weight of its rows that must be done, in percent
	Remarks       bool      `json:"remarks"`                                                   // rows passed with remarks count as done
	Entries       string    `json:"entries" validate:"required,oneof=none critical major any"` // open log entries of which severity stand in the way
	OwnShare      float64   `json:"own_share"`                                                 // of its own rows that must be done before its test may be booked, in percent
	Chosen        bool      `json:"-"`
}

// usual is the rule of a gate that nobody has set one for.
var usual = Rule{Share: 100, Remarks: true, Entries: "critical"}

// Gate is a phase or milestone with its rule and what comes before it.
type Gate struct {
	ID        uuid.UUID   `json:"id"`
	Code      string      `json:"code"`
	NameDA    string      `json:"name_da"`
	NameEN    string      `json:"name_en"`
	Position  int         `json:"position"`
	Milestone bool        `json:"milestone"`
	Rule      Rule        `json:"rule"`
	Chosen    bool        `json:"chosen"` // the project has chosen itself what comes before it
	After     []uuid.UUID `json:"after"`  // what comes before it
}

// done are the statuses that count as done.
func (g *Gate) done() []string {
	if g.Rule.Remarks {
		return []string{"passed", "passed_with_remarks", "approved"}
	}
	return []string{"passed", "approved"}
}

// blocks tells whether open log entries of a severity stand in the way.
func (g *Gate) blocks(severity string) bool {
	return slices.Contains(severities[g.Rule.Entries], severity)
}

var severities = map[string][]string{"none": nil, "critical": {"critical"}, "major": {"critical", "major"}, "any": {"critical", "major", "minor"}}

// findGates reads the project's phases and milestones, in their order, with
// their rules. Without a choice of the project's own, a milestone comes after
// the milestones before it and a phase after the phases before it.
func (m *Module) findGates(ctx context.Context) ([]*Gate, error) {
	var all []*Gate
	var rules []*Rule
	var chosen []struct{ Phase, Earlier uuid.UUID }
	if err := m.registers.PhasesInto(ctx, &all); err != nil {
		return nil, err
	}
	project := scope.From(ctx).Project
	if err := db.On(ctx).NewSelect().Model(&rules).Where("r.project = ?", project).Scan(ctx); err != nil {
		return nil, err
	}
	if err := db.On(ctx).NewRaw("select phase, earlier from gates.prerequisites where project = ?", project).Scan(ctx, &chosen); err != nil {
		return nil, err
	}
	of := map[uuid.UUID]*Rule{}
	for _, r := range rules {
		of[r.Phase] = r
	}
	for i, g := range all {
		g.Rule, g.After = usual, []uuid.UUID{}
		if r := of[g.ID]; r != nil {
			g.Rule, g.Chosen = *r, r.Chosen
		}
		for j, e := range all {
			if g.Chosen && slices.Contains(chosen, struct{ Phase, Earlier uuid.UUID }{g.ID, e.ID}) || !g.Chosen && j < i && e.Milestone == g.Milestone {
				g.After = append(g.After, e.ID)
			}
		}
	}
	return all, nil
}

func gateOf(all []*Gate, id uuid.UUID) *Gate {
	for _, g := range all {
		if g.ID == id {
			return g
		}
	}
	return nil
}

type ofGate struct {
	Project uuid.UUID `params:"project" json:"-"`
	Gate    uuid.UUID `params:"gate" json:"-"`
}

// findGate finds one gate among all of the project's.
func (m *Module) findGate(ctx context.Context, id uuid.UUID) (*Gate, []*Gate, error) {
	all, err := m.findGates(ctx)
	if err != nil {
		return nil, nil, err
	}
	g := gateOf(all, id)
	if g == nil {
		return nil, nil, problem.New(problem.NotFound, "")
	}
	return g, all, nil
}
