package verification

import (
	"context"
	"slices"
	"strings"
	"time"

	"cxweb/modules/verification/formula"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// BeginRun begins a test of a register row by an issued edition, or a retest of
// the steps that failed in one.
type BeginRun struct {
	Project  uuid.UUID  `params:"project" json:"-"`
	Row      uuid.UUID  `params:"row" json:"-"`
	ID       uuid.UUID  `json:"id"`
	Edition  *uuid.UUID `json:"edition,omitempty"`   // of a first test
	RetestOf *uuid.UUID `json:"retest_of,omitempty"` // the test that failed
	Covers   []string   `json:"covers,omitempty" validate:"max=400,dive,max=30"`
}

func (m *Module) beginRun(ctx context.Context, cmd BeginRun) (*Run, error) {
	row, err := m.rowFacts(ctx, cmd.Row)
	if err != nil {
		return nil, err
	}
	now := m.clock.Now()
	person := scope.From(ctx).Person
	at, device, offset := m.captured(ctx)
	t := &Test{ID: kernel.NewID(cmd.ID), Row: row.ID, Discipline: row.Discipline, Company: row.Company, Result: inProgress, Person: person, TestedAt: at, ReceivedAt: now, Device: device, ClockOffsetMS: offset,
		State: "running", StartedAt: &now, ResumedAt: &now, Holder: &person, StatusBefore: row.Status, Edition: cmd.Edition, RetestOf: cmd.RetestOf}
	if cmd.RetestOf != nil {
		if err := m.retest(ctx, t, cmd.Covers); err != nil {
			return nil, err
		}
	} else if cmd.Edition == nil {
		return nil, problem.At("edition", "is needed")
	}
	e, err := findEdition(ctx, uuid.Nil, *t.Edition)
	if err != nil {
		return nil, err
	}
	p, err := findProcedure(ctx, e.Procedure)
	switch {
	case err != nil:
		return nil, err
	case e.State != "issued":
		return nil, problem.New(problem.Conflict, "The edition is a draft. Issue it before tests are run by it.")
	case p.Retired && cmd.RetestOf == nil:
		return nil, problem.New(problem.Conflict, "The procedure is retired. Choose another one.")
	}
	if err := m.rows.Verify(ctx, row.ID, inProgress, row.Measured, row.MeasuredText, ""); err != nil {
		return nil, err
	}
	var open bool
	if err := db.On(ctx).NewRaw("select exists (select 1 from verification.tests where row = ? and state in ('running', 'paused'))", row.ID).Scan(ctx, &open); err != nil {
		return nil, err
	}
	if open {
		return nil, problem.New(problem.Conflict, "A test of this row is under way. Go on with that one.")
	}
	if _, err := db.On(ctx).NewInsert().Model(t).Exec(ctx); err != nil {
		return nil, err
	}
	return m.findRun(ctx, t.ID)
}

// retest makes a test the retest of one that failed: by the same edition, about
// failed steps only.
func (m *Module) retest(ctx context.Context, t *Test, covers []string) error {
	before, err := m.findRun(ctx, *t.RetestOf)
	if err != nil {
		return err
	}
	wanted := slices.Concat(before.Outcome.Failed, before.Outcome.Unmet)
	switch {
	case before.Row != t.Row:
		return problem.New(problem.NotFound, "")
	case before.State != "done" || len(wanted) == 0:
		return problem.New(problem.Conflict, "Only a finished test in which a step failed can be tested again")
	}
	if len(covers) == 0 {
		covers = wanted
	}
	for _, code := range covers {
		if !slices.Contains(wanted, code) {
			return problem.At("covers", "the step %s did not fail", code)
		}
	}
	t.Edition, t.Covers = before.Edition, withSources(before.Steps, covers)
	return nil
}

// withSources adds to formulas that are tested again the steps that they are
// worked out from: what was measured before would only give the same again.
func withSources(steps []*Step, covers []string) []string {
	all := slices.Clone(covers)
	for i := 0; i < len(all); i++ {
		at := slices.IndexFunc(steps, func(s *Step) bool { return s.Code == all[i] })
		if at < 0 || steps[at].Kind != "formula" {
			continue
		}
		names, _ := formula.Names(steps[at].Formula) // it was read when it was issued
		for _, name := range names {
			code, _, _ := strings.Cut(name, ".")
			if !slices.Contains(all, code) {
				all = append(all, code)
			}
		}
	}
	return all
}

// captured is when the device did what it sends, never later than now.
func (m *Module) captured(ctx context.Context) (at time.Time, device string, offset *int) {
	at, device, offset = db.Captured(ctx)
	if at.IsZero() || at.After(m.clock.Now()) {
		at = m.clock.Now()
	}
	return at, device, offset
}

type fittingRow struct {
	Project uuid.UUID `params:"project" json:"-"`
	Row     uuid.UUID `params:"row" json:"-"`
}

// Fitting is a procedure that a row can be tested by, with its newest issued edition.
type Fitting struct {
	Procedure uuid.UUID `json:"procedure"`
	Code      string    `json:"code"`
	TitleDA   string    `json:"title_da"`
	TitleEN   string    `json:"title_en"`
	AboutDA   string    `json:"about_da"`
	AboutEN   string    `json:"about_en"`
	Edition   uuid.UUID `json:"edition"`
	Number    int       `json:"number"`
	Asked     int       `json:"asked"`
	Fits      int       `json:"fits"` // how closely; 0: it can be chosen, but nothing says that it fits
}

// Fittings are the procedures for a row, those that fit most closely first, and
// the test that is under way.
type Fittings struct {
	Items []*Fitting `json:"items"`
	Open  *uuid.UUID `json:"open"`
}

const assigned = 100 // closer than any attachment

func (m *Module) listFitting(ctx context.Context, q fittingRow) (*Fittings, error) {
	row, err := m.rowFacts(ctx, q.Row)
	if err != nil {
		return nil, err
	}
	all := &Fittings{Items: []*Fitting{}}
	var open []uuid.UUID
	if err := db.On(ctx).NewRaw("select id from verification.tests where row = ? and state in ('running', 'paused')", row.ID).Scan(ctx, &open); err != nil {
		return nil, err
	}
	if len(open) > 0 {
		all.Open = &open[0]
	}
	var procedures []*Procedure
	if err := db.On(ctx).NewSelect().Model(&procedures).Where("not p.retired").OrderExpr("lower(p.code)").Limit(500).Scan(ctx); err != nil {
		return nil, err
	}
	if err := withParts(ctx, procedures); err != nil {
		return nil, err
	}
	var chosen []uuid.UUID
	if err := db.On(ctx).NewRaw("select procedure from verification.assignments where row = ?", row.ID).Scan(ctx, &chosen); err != nil {
		return nil, err
	}
	for _, p := range procedures {
		at := slices.IndexFunc(p.Editions, func(e *Edition) bool { return e.State == "issued" })
		if at < 0 {
			continue
		}
		e := p.Editions[at]
		f := &Fitting{Procedure: p.ID, Code: p.Code, TitleDA: p.TitleDA, TitleEN: p.TitleEN, AboutDA: p.AboutDA, AboutEN: p.AboutEN, Edition: e.ID, Number: e.Number, Asked: e.Asked}
		for _, a := range p.Attachments {
			f.Fits = max(f.Fits, a.fits(row))
		}
		if slices.Contains(chosen, p.ID) {
			f.Fits = assigned
		}
		all.Items = append(all.Items, f)
	}
	slices.SortStableFunc(all.Items, func(a, b *Fitting) int { return b.Fits - a.Fits })
	return all, nil
}

// fits tells how closely an attachment fits a row: 0 if it does not, and more
// the more it says. Of classifications the longer one says more.
func (a *Attachment) fits(row *rowFacts) int {
	fits := 1
	if a.Method != nil {
		if row.Method == nil || *row.Method != *a.Method {
			return 0
		}
		fits += 40
	}
	if !a.of(row.Type, row.Classification) {
		return 0
	}
	if a.Type != "" {
		fits += 20
	}
	return fits + min(19, len(a.Classification))
}

// of tells whether an attachment is about systems of a type and classification.
func (a *Attachment) of(kind, classification string) bool {
	return (a.Type == "" || strings.EqualFold(strings.TrimSpace(a.Type), strings.TrimSpace(kind))) &&
		strings.HasPrefix(strings.TrimSpace(classification), strings.TrimSpace(a.Classification))
}

func init() {
	problem.Teach(map[string]string{
		"The edition is a draft. Issue it before tests are run by it.":    "Udgaven er en kladde. Udgiv den, før der testes efter den.",
		"The procedure is retired. Choose another one.":                   "Testproceduren er taget ud af brug. Vælg en anden.",
		"A test of this row is under way. Go on with that one.":           "Der er en test af rækken i gang. Fortsæt på den.",
		"Only a finished test in which a step failed can be tested again": "Kun en afsluttet test, hvor et trin ikke bestod, kan testes igen",
		"the step %s did not fail":                                        "trinnet %s var ikke fejlet",
	})
}
