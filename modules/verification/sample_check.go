package verification

import (
	"context"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// CheckUnit says what the check of one drawn unit came to. Base is its version
// as it was read.
type CheckUnit struct {
	Project uuid.UUID `params:"project" json:"-"`
	Sample  uuid.UUID `params:"sample" json:"-"`
	Unit    uuid.UUID `params:"unit" json:"-"`
	Base    int       `json:"base" validate:"min=1"`
	Result  string    `json:"result" validate:"omitempty,oneof=passed failed not_applicable"`
	Note    string    `json:"note" validate:"max=10000"`
}

// checkUnit keeps a result. A fault raises the share of the type to half by
// itself, and what the order of the draw has next comes in; that is never taken
// back, for the fault was there.
func (m *Module) checkUnit(ctx context.Context, cmd CheckUnit) (*Sample, error) {
	if _, err := db.On(ctx).NewRaw("select 1 from verification.samples where id = ? for update", cmd.Sample).Exec(ctx); err != nil {
		return nil, err
	}
	s, err := findSample(ctx, cmd.Sample)
	if err != nil {
		return nil, err
	}
	u := &Unit{ID: cmd.Unit}
	if err := db.On(ctx).NewSelect().Model(u).WherePK().Where("u.sample = ?", s.ID).Scan(ctx); err != nil {
		return nil, err
	}
	note := strings.TrimSpace(cmd.Note)
	switch {
	case u.Place > s.Drawn:
		return nil, problem.New(problem.Conflict, "The unit is not drawn. Check those that are.")
	case cmd.Result == failed && note == "":
		return nil, problem.At("note", "is needed: say what was found")
	case u.Version != cmd.Base && (u.Result != cmd.Result || u.Note != note):
		p := problem.New(problem.Stale, "")
		p.Stale = []problem.Difference{{Field: "result", Theirs: u.Result, Yours: cmd.Result}, {Field: "note", Theirs: u.Note, Yours: note}}
		return nil, p
	}
	person, now := scope.From(ctx).Person, m.clock.Now()
	at, device, offset := m.captured(ctx)
	_, err = db.On(ctx).NewRaw("update verification.sample_units set result = ?, note = ?, person = ?, checked_at = ?, received_at = ?, device = ?, clock_offset_ms = ? where id = ?",
		cmd.Result, note, person, at, now, device, offset, u.ID).Exec(ctx)
	if err != nil {
		return nil, err
	}
	if cmd.Result == failed && s.Share < escalated {
		if _, err := db.On(ctx).NewRaw("update verification.samples set share = ?, escalated_at = ?, escalated_by = ? where id = ?", escalated, now, u.ID, s.ID).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return findSample(ctx, s.ID)
}

func init() {
	problem.Teach(map[string]string{"The unit is not drawn. Check those that are.": "Enheden er ikke udtaget. Kontrollér dem, der er."})
}
