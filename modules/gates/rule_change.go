package gates

import (
	"context"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ChangeRule says when a phase or milestone is reached, and what comes before it.
type ChangeRule struct {
	ofGate
	Share    float64     `json:"share" validate:"gte=0,lte=100"`
	Remarks  bool        `json:"remarks"`
	Entries  string      `json:"entries" validate:"required,oneof=none critical major any"`
	OwnShare float64     `json:"own_share" validate:"gte=0,lte=100"`
	After    []uuid.UUID `json:"after,omitempty" validate:"max=100"` // what comes before it; left out: those before it in the register
}

// prerequisite is a gate that the project has chosen to come before another.
type prerequisite struct {
	bun.BaseModel  `bun:"table:gates.prerequisites"`
	ID             uuid.UUID `bun:",pk"`
	Phase, Earlier uuid.UUID
}

func (m *Module) changeRule(ctx context.Context, cmd ChangeRule) (*Gate, error) {
	g, all, err := m.findGate(ctx, cmd.Gate)
	if err != nil {
		return nil, err
	}
	r := &Rule{Phase: g.ID, Share: cmd.Share, Remarks: cmd.Remarks, Entries: cmd.Entries, OwnShare: cmd.OwnShare, Chosen: cmd.After != nil}
	if err := checkAfter(g, all, cmd.After); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(r).On("conflict (project, phase) do update").
		Set("share = excluded.share, remarks = excluded.remarks, entries = excluded.entries, own_share = excluded.own_share, chosen = excluded.chosen").Exec(ctx); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewRaw("delete from gates.prerequisites where phase = ? and earlier not in (?)", g.ID, bun.List(append(cmd.After, uuid.Nil))).Exec(ctx); err != nil {
		return nil, err
	}
	if len(cmd.After) > 0 {
		lines := make([]*prerequisite, 0, len(cmd.After))
		for _, e := range cmd.After {
			lines = append(lines, &prerequisite{ID: uuid.Must(uuid.NewV7()), Phase: g.ID, Earlier: e})
		}
		if _, err := db.On(ctx).NewInsert().Model(&lines).On("conflict (project, phase, earlier) do nothing").Exec(ctx); err != nil {
			return nil, err
		}
	}
	g, _, err = m.findGate(ctx, g.ID)
	return g, err
}

// checkAfter refuses what is no gate of the same kind, and gates that would come before each other.
func checkAfter(g *Gate, all []*Gate, after []uuid.UUID) error {
	for _, id := range after {
		e := gateOf(all, id)
		if e == nil || e.Milestone != g.Milestone {
			return problem.At("after", "is not a phase or milestone that can come before this one")
		}
		if leadsTo(all, e, g.ID, map[uuid.UUID]bool{}) {
			return problem.At("after", "%s comes after this one itself", e.Code)
		}
	}
	return nil
}

// leadsTo tells whether a gate is, or comes after, another.
func leadsTo(all []*Gate, from *Gate, to uuid.UUID, seen map[uuid.UUID]bool) bool {
	if from == nil || seen[from.ID] {
		return false
	}
	seen[from.ID] = true
	return from.ID == to || slices.ContainsFunc(from.After, func(id uuid.UUID) bool { return leadsTo(all, gateOf(all, id), to, seen) })
}

func init() {
	problem.Teach(map[string]string{
		"is not a phase or milestone that can come before this one": "er ikke en fase eller milepæl, der kan komme før denne",
		"%s comes after this one itself":                            "%s kommer selv efter denne",
	})
}
