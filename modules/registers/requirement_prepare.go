package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// wording are the fields by which a requirement says what is required: a
// change of them changes what was approved.
var wording = []string{"title_da", "title_en", "criterion_da", "criterion_en", "unit", "comparison", "target", "target_text", "tolerance"}

// standing is how far a requirement has come.
type standing struct {
	ID         uuid.UUID
	Version    int
	Code       string
	Title      string
	State      string
	Edition    int
	Acceptance *uuid.UUID
	Mine       bool // the person may change it
}

// open tells whether it is still being written: proposed, or returned to be changed.
func (s *standing) open() bool { return s.State == "proposed" || s.State == "returned" }

// stand reads how far requirements have come, and holds them: nobody approves
// what somebody else is changing.
func (m *Module) stand(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*standing, error) {
	may, args, err := m.thingNamed("requirement").mayEdit(ctx)
	if err != nil {
		may, args = "false", nil
	}
	var all []*standing
	title := "coalesce(nullif(t.title_da, ''), t.title_en)"
	if scope.From(ctx).Language == "en" {
		title = "coalesce(nullif(t.title_en, ''), t.title_da)"
	}
	err = db.On(ctx).NewRaw("select t.id, t.version, t.code, "+title+" as title, t.state, t.edition, t.acceptance, "+may+" as mine from registers.requirements t where t.id in (?) order by t.id for update",
		append(args, bun.List(ids))...).Scan(ctx, &all)
	found := make(map[uuid.UUID]*standing, len(all))
	for _, s := range all {
		found[s.ID] = s
	}
	return found, err
}

// prepareRequirements holds the rules of approval: a state is moved by its own
// actions alone; what was approved changes only with a reason, which makes it a
// proposal again; what an accepted phase has locked does not change at all.
func prepareRequirements(ctx context.Context, m *Module, all []*edit) error {
	var ids []uuid.UUID
	for _, e := range all {
		if e.failed == nil && !e.Create {
			ids = append(ids, e.ID)
		}
	}
	found := map[uuid.UUID]*standing{}
	if len(ids) > 0 {
		var err error
		if found, err = m.stand(ctx, ids); err != nil {
			return err
		}
	}
	for _, e := range all {
		if e.failed != nil {
			continue
		}
		var err error
		if was := found[e.ID]; e.Create {
			err = m.begun(ctx, e)
		} else if was != nil { // of one that is not there, saving says so
			err = e.keepsTo(was)
		}
		if err != nil {
			e.failed = problem.Of(err)
		}
	}
	return nil
}

// settled are fields that follow from approval and acceptance.
var settled = []string{"edition", "approved_by", "approved_on", "locked_in"}

func (e *edit) unsettled() error {
	for _, name := range settled {
		if _, given := e.values[name]; given {
			return problem.At(name, "follows from the approval, and is not written")
		}
	}
	return nil
}

// begun holds a new requirement. Whoever may approve may bring in one that is
// approved already, such as from a list; it is then their approval.
func (m *Module) begun(ctx context.Context, e *edit) error {
	if err := e.unsettled(); err != nil {
		return err
	}
	switch e.values["state"] {
	case "approved":
		if !scope.From(ctx).Has("requirements", "approve") {
			return kernel.Lacks("requirements", "approve")
		}
		e.values["approved_by"], e.values["approved_on"] = scope.From(ctx).Person.String(), m.clock.Today().Format("2006-01-02")
	case "returned", "superseded":
		return problem.At("state", "is moved by proposing, returning, approving or superseding alone")
	}
	return nil
}

// keepsTo holds a change or deletion of a requirement to how far it has come.
func (e *edit) keepsTo(was *standing) error {
	if was.Acceptance != nil {
		return errLocked()
	}
	if e.Delete {
		if !was.open() || was.Edition > 1 {
			return problem.New(problem.Conflict, "What was approved once is not deleted. Supersede it instead.")
		}
		return nil
	}
	if err := e.unsettled(); err != nil {
		return err
	}
	if state, given := e.values["state"]; given {
		if state != was.State {
			return problem.At("state", "is moved by proposing, returning, approving or superseding alone")
		}
		delete(e.values, "state")
	}
	if was.open() {
		return nil
	}
	for _, name := range wording {
		if _, given := e.values[name]; !given {
			continue
		}
		if reason, _ := e.values["reason"].(string); reason == "" {
			return problem.New(problem.Conflict, "It is approved. Propose a change of it first, with the reason.").And("reason", "is needed: say why what was approved is to change")
		}
		e.values["state"], e.values["edition"], e.values["approved_by"], e.values["approved_on"] = "proposed", was.Edition+1, nil, nil
		return nil
	}
	return nil
}

func errLocked() error {
	return problem.New(problem.Conflict, "It is locked by the acceptance of a phase. Reopen the phase first.")
}

func init() {
	problem.Teach(map[string]string{
		"follows from the approval, and is not written":                      "følger af godkendelsen og skrives ikke",
		"is moved by proposing, returning, approving or superseding alone":   "flyttes kun ved at foreslå, sende retur, godkende eller lade udgå",
		"What was approved once is not deleted. Supersede it instead.":       "Det, der én gang er godkendt, slettes ikke. Lad det udgå i stedet.",
		"It is approved. Propose a change of it first, with the reason.":     "Det er godkendt. Foreslå en ændring først, med begrundelse.",
		"is needed: say why what was approved is to change":                  "skal udfyldes: skriv, hvorfor det godkendte skal ændres",
		"It is locked by the acceptance of a phase. Reopen the phase first.": "Det er låst af en faseaccept. Genåbn fasen først.",
	})
}
