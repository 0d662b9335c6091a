package integration

import (
	"cmp"
	"context"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

const failed = "failed"

// CheckCell says what was observed of one effect. Base is the cell's version as
// it was read.
type CheckCell struct {
	Project uuid.UUID `params:"project" json:"-"`
	Round   uuid.UUID `params:"round" json:"-"`
	Cell    uuid.UUID `params:"cell" json:"-"`
	Base    int       `json:"base" validate:"min=1"`
	Result  string    `json:"result" validate:"omitempty,oneof=passed failed not_applicable"`
	Seconds *float64  `json:"seconds,omitempty" validate:"omitempty,min=0,max=86400"`
	Note    string    `json:"note" validate:"max=10000"`
}

func (m *Module) checkCell(ctx context.Context, cmd CheckCell) (*Round, error) {
	r, err := m.running(ctx, cmd.Round)
	if err != nil {
		return nil, err
	}
	var c *Cell
	for _, one := range r.Cells {
		if one.ID == cmd.Cell {
			c = one
		}
	}
	note := strings.TrimSpace(cmd.Note)
	switch {
	case c == nil:
		return nil, problem.New(problem.NotFound, "")
	case cmd.Result == failed && note == "":
		return nil, problem.At("note", "is needed: say what was found")
	case c.late(cmd.Result, cmd.Seconds):
		return nil, problem.At("seconds", "is more than the %v s that are allowed: it failed", *c.DelayS)
	case c.Version != cmd.Base && (c.Result != cmd.Result || c.Note != note):
		p := problem.New(problem.Stale, "")
		p.Stale = []problem.Difference{{Field: "result", Theirs: c.Result, Yours: cmd.Result}, {Field: "note", Theirs: c.Note, Yours: note}}
		return nil, p
	}
	at, device, offset := m.captured(ctx)
	_, err = db.On(ctx).NewRaw("update integration.cells set result = ?, seconds = ?, note = ?, person = ?, checked_at = ?, received_at = ?, device = ?, clock_offset_ms = ? where id = ?",
		cmd.Result, cmd.Seconds, note, scope.From(ctx).Person, at, m.clock.Now(), device, offset, c.ID).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return m.findRound(ctx, r.ID)
}

// late tells whether an effect that is said to have passed came too late.
func (c *Cell) late(result string, seconds *float64) bool {
	return result == "passed" && seconds != nil && c.DelayS != nil && *seconds > *c.DelayS
}

// captured tells when something was done by the device's clock, or else by ours.
func (m *Module) captured(ctx context.Context) (at time.Time, device string, offset *int) {
	at, device, offset = db.Captured(ctx)
	if at.IsZero() || at.After(m.clock.Now()) {
		at = m.clock.Now()
	}
	return at, device, offset
}

// PassRest passes the effects of one cause of which nothing was said.
type PassRest struct {
	Project uuid.UUID `params:"project" json:"-"`
	Round   uuid.UUID `params:"round" json:"-"`
	CauseAt int       `json:"cause_at" validate:"min=1"`
}

func (m *Module) passRest(ctx context.Context, cmd PassRest) (*Round, error) {
	r, err := m.running(ctx, cmd.Round)
	if err != nil {
		return nil, err
	}
	at, device, offset := m.captured(ctx)
	_, err = db.On(ctx).NewRaw("update integration.cells set result = 'passed', person = ?, checked_at = ?, received_at = ?, device = ?, clock_offset_ms = ? where round = ? and cause_at = ? and result = ''",
		scope.From(ctx).Person, at, m.clock.Now(), device, offset, r.ID, cmd.CauseAt).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return m.findRound(ctx, r.ID)
}

// FinishRound ends a test.
type FinishRound struct {
	Project uuid.UUID `params:"project" json:"-"`
	Round   uuid.UUID `params:"round" json:"-"`
	Note    string    `json:"note" validate:"max=10000"`
}

func (m *Module) finishRound(ctx context.Context, cmd FinishRound) (*Round, error) {
	r, err := m.running(ctx, cmd.Round)
	if err != nil {
		return nil, err
	}
	if left := r.All - r.Checked; left > 0 {
		return nil, problem.New(problem.Conflict, "Of %d effects nothing is said yet.", left)
	}
	r.Note = strings.TrimSpace(cmd.Note)
	result, now := r.comesTo(), m.clock.Now()
	if err := m.mark(ctx, r, result); err != nil {
		return nil, err
	}
	if err := m.raiseFailed(ctx, r); err != nil {
		return nil, err
	}
	_, err = db.On(ctx).NewRaw("update integration.rounds set state = 'finished', result = ?, note = ?, ended_by = ?, ended_at = ? where id = ?", result, r.Note, scope.From(ctx).Person, now, r.ID).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return m.findRound(ctx, r.ID)
}

// comesTo is the result of a test: failed if one effect failed; else passed,
// with remarks if something is noted; not applicable if nothing applied.
func (r *Round) comesTo() string {
	passed, noted := false, r.Note != ""
	for _, c := range r.Cells {
		if c.Result == failed {
			return failed
		}
		passed = passed || c.Result == "passed"
		noted = noted || c.Note != ""
	}
	switch {
	case !passed:
		return "not_applicable"
	case noted:
		return "passed_with_remarks"
	}
	return "passed"
}

// raiseFailed puts each effect that failed on the commissioning log.
func (m *Module) raiseFailed(ctx context.Context, r *Round) error {
	language := scope.From(ctx).Language
	row := uuid.Nil
	if r.Row != nil {
		row = *r.Row
	}
	for _, c := range r.Cells {
		if c.Result != failed {
			continue
		}
		title := c.CauseCode + " → " + c.EffectCode + ": " + c.Action
		about := strings.Join([]string{cmp.Or(inEither(language, c.CauseDA, c.CauseEN), c.CauseCode) + " → " + cmp.Or(inEither(language, c.EffectDA, c.EffectEN), c.EffectCode), c.Note}, ". ")
		entry, number, err := m.log.Raise(ctx, "issue", "major", title, about, row, uuid.Nil, nil)
		if err != nil {
			return err
		}
		if _, err := db.On(ctx).NewRaw("update integration.cells set log_entry = ?, log_number = ? where id = ?", entry, number, c.ID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"is more than the %v s that are allowed: it failed": "er mere end de %v s, der er tilladt: den bestod ikke",
		"Of %d effects nothing is said yet.":                "Der er endnu ikke svaret om %d virkninger.",
	})
}
