package verification

import (
	"context"
	"strings"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// FinishRun ends a test by procedure; the row's status follows from it.
type FinishRun struct {
	Project uuid.UUID `params:"project" json:"-"`
	Run     uuid.UUID `params:"run" json:"-"`
	Note    string    `json:"note" validate:"max=10000"`
}

func (m *Module) finishRun(ctx context.Context, cmd FinishRun) (*Run, error) {
	t, err := m.holdRun(ctx, cmd.Run, "update")
	if err != nil {
		return nil, err
	}
	r, err := m.findRun(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	if len(r.Outcome.Missing) > 0 {
		return nil, problem.New(problem.Conflict, "%d steps are not answered yet. Answer them first.", len(r.Outcome.Missing))
	}
	if err := r.keepFormulas(ctx, m); err != nil {
		return nil, err
	}
	at, device, offset := m.captured(ctx)
	now := m.clock.Now()
	r.Result, r.Verdict, r.Credit, r.Note = r.Outcome.Verdict, r.Outcome.Verdict, r.Outcome.Credit, strings.TrimSpace(cmd.Note)
	measured, words := r.row.Measured, r.row.MeasuredText
	if r.Measured = r.measured(); r.Measured != nil {
		measured, words = r.Measured, ""
	}
	_, err = db.On(ctx).NewRaw(`update verification.tests set state = 'done', result = ?, verdict = ?, credit = ?, note = ?, measured = ?, seconds = ?, resumed_at = null, tested_at = ?, received_at = ?, device = ?,
		clock_offset_ms = ?, person = ? where id = ?`, r.Result, r.Verdict, r.Credit, r.Note, r.Measured, t.worked(now), at, now, device, offset, scope.From(ctx).Person, t.ID).Exec(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.raiseFailed(ctx, r); err != nil {
		return nil, err
	}
	if err := m.rows.Verify(ctx, r.Row, r.Result, measured, words, clock.Day(at).Format(time.DateOnly)); err != nil {
		return nil, err
	}
	return m.findRun(ctx, t.ID)
}

// keepFormulas keeps what formulas came to, as evidence like any other answer.
func (r *Run) keepFormulas(ctx context.Context, m *Module) error {
	all := r.all()
	outcome(r.Steps, all)
	var worked []*Answer
	for _, s := range r.Steps {
		if a := all[s.Code]; s.Kind == "formula" && a != nil && a.ID == uuid.Nil && a.Result != "" {
			a.ID, a.Test, a.Person, a.AnsweredAt, a.ReceivedAt = uuid.Must(uuid.NewV7()), r.ID, scope.From(ctx).Person, m.clock.Now(), m.clock.Now()
			worked = append(worked, a)
		}
	}
	if len(worked) == 0 {
		return nil
	}
	if _, err := db.On(ctx).NewInsert().Model(&worked).Exec(ctx); err != nil {
		return err
	}
	r.Answers = append(r.Answers, worked...)
	return nil
}

// measured is the value of the step that stands for the row itself.
func (r *Run) measured() *float64 {
	all := r.all()
	for _, s := range r.Steps {
		if a := all[s.Code]; s.OfRow && a != nil && a.Result != notApplicable {
			return a.Value
		}
	}
	return nil
}

// OverrideRun gives a finished test another result than its steps come to.
type OverrideRun struct {
	Project uuid.UUID `params:"project" json:"-"`
	Run     uuid.UUID `params:"run" json:"-"`
	Result  string    `json:"result" validate:"required,oneof=passed passed_with_remarks failed blocked not_applicable"`
	Reason  string    `json:"reason" validate:"required,max=4000"`
}

func (m *Module) overrideRun(ctx context.Context, cmd OverrideRun) (*Run, error) {
	r, err := m.findRun(ctx, cmd.Run)
	if err != nil {
		return nil, err
	}
	reason := strings.TrimSpace(cmd.Reason)
	switch {
	case reason == "":
		return nil, problem.At("reason", "is needed")
	case r.State != "done":
		return nil, problem.New(problem.Conflict, "The test is still under way. Finish it first.")
	}
	var newer bool
	if err := db.On(ctx).NewRaw("select exists (select 1 from verification.tests where row = ? and id <> ? and received_at > ?)", r.Row, r.ID, r.ReceivedAt).Scan(ctx, &newer); err != nil {
		return nil, err
	}
	if newer {
		return nil, problem.New(problem.Conflict, "The row has been tested since. Look at the newest test.")
	}
	_, err = db.On(ctx).NewRaw("update verification.tests set result = ?, overridden_by = ?, override_reason = ? where id = ?", cmd.Result, scope.From(ctx).Person, reason, r.ID).Exec(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.rows.Override(ctx, r.Row, cmd.Result, clock.Day(r.TestedAt).Format(time.DateOnly)); err != nil {
		return nil, err
	}
	return m.findRun(ctx, r.ID)
}

func init() {
	problem.Teach(map[string]string{
		"%d steps are not answered yet. Answer them first.":       "%d trin er ikke besvaret endnu. Besvar dem først.",
		"The test is still under way. Finish it first.":           "Testen er stadig i gang. Afslut den først.",
		"The row has been tested since. Look at the newest test.": "Rækken er testet siden. Se på den nyeste test.",
	})
}
