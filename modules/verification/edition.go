package verification

import (
	"context"
	"fmt"
	"slices"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

type ofEdition struct {
	Project   uuid.UUID `params:"project" json:"-"`
	Procedure uuid.UUID `params:"procedure" json:"-"`
	Edition   uuid.UUID `params:"edition" json:"-"`
}

func (m *Module) readEdition(ctx context.Context, q ofEdition) (*Edition, error) {
	return findEdition(ctx, q.Procedure, q.Edition)
}

// findEdition reads an edition with its steps; uuid.Nil for any procedure's.
func findEdition(ctx context.Context, procedure, id uuid.UUID) (*Edition, error) {
	e := &Edition{ID: id}
	s := db.On(ctx).NewSelect().Model(e).ColumnExpr(editionColumns).WherePK()
	if procedure != uuid.Nil {
		s = s.Where("e.procedure = ?", procedure)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	e.Steps = []*Step{}
	return e, db.On(ctx).NewSelect().Model(&e.Steps).Where("s.edition = ?", id).OrderExpr("s.position, s.id").Scan(ctx)
}

// draftEdition begins the next edition as a copy of the newest one.
func (m *Module) draftEdition(ctx context.Context, cmd ofProcedure) (*Edition, error) {
	p, err := findProcedure(ctx, cmd.Procedure)
	if err != nil {
		return nil, err
	}
	next := &Edition{ID: uuid.Must(uuid.NewV7()), Procedure: p.ID, Number: 1, State: "draft"}
	var steps []*Step
	if len(p.Editions) > 0 {
		if p.Editions[0].State == "draft" {
			return nil, problem.New(problem.Conflict, "There is a draft already. Issue or discard it first.")
		}
		newest, err := findEdition(ctx, p.ID, p.Editions[0].ID)
		if err != nil {
			return nil, err
		}
		next.Number, steps = newest.Number+1, newest.Steps
	}
	if _, err := db.On(ctx).NewInsert().Model(next).Exec(ctx); err != nil {
		return nil, err
	}
	for _, s := range steps {
		s.ID, s.Edition = uuid.Must(uuid.NewV7()), next.ID
	}
	if len(steps) > 0 {
		if _, err := db.On(ctx).NewInsert().Model(&steps).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return findEdition(ctx, p.ID, next.ID)
}

// WriteEdition replaces the steps of a draft that was read at version base.
type WriteEdition struct {
	Project   uuid.UUID `params:"project" json:"-"`
	Procedure uuid.UUID `params:"procedure" json:"-"`
	Edition   uuid.UUID `params:"edition" json:"-"`
	Base      int       `json:"base" validate:"min=1"`
	Steps     []*Step   `json:"steps" validate:"max=400,dive"`
}

func (m *Module) writeEdition(ctx context.Context, cmd WriteEdition) (*Edition, error) {
	e, err := m.draft(ctx, cmd.Procedure, cmd.Edition, cmd.Base)
	if err != nil {
		return nil, err
	}
	if err := tidy(cmd.Steps); err != nil {
		return nil, err
	}
	return m.write(ctx, e, cmd.Steps)
}

// draft finds a draft that nobody changed since it was read, and holds it.
func (m *Module) draft(ctx context.Context, procedure, edition uuid.UUID, base int) (*Edition, error) {
	var version int
	if err := db.On(ctx).NewRaw("select version from verification.editions where id = ? and procedure = ? for update", edition, procedure).Scan(ctx, &version); err != nil {
		return nil, err
	}
	e, err := findEdition(ctx, procedure, edition)
	switch {
	case err != nil:
		return nil, err
	case e.State == "issued":
		return nil, problem.New(problem.Conflict, "The edition is issued and never changes. Begin the next one.")
	case base != version:
		return nil, problem.New(problem.Stale, "")
	}
	return e, nil
}

func (m *Module) write(ctx context.Context, e *Edition, steps []*Step) (*Edition, error) {
	kept := []uuid.UUID{uuid.Nil}
	for i, s := range steps {
		if slices.Contains(kept, s.ID) {
			return nil, problem.At(fmt.Sprintf("steps/%d/id", i), "%s stands twice", s.ID)
		}
		s.Edition = e.ID
		kept = append(kept, s.ID)
	}
	if _, err := db.On(ctx).NewRaw("set constraints all deferred").Exec(ctx); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewRaw("delete from verification.steps where edition = ? and id not in (?)", e.ID, bun.List(kept)).Exec(ctx); err != nil {
		return nil, err
	}
	if len(steps) > 0 {
		insert := db.On(ctx).NewInsert().Model(&steps).On("conflict (id) do update").Where("s.edition = excluded.edition")
		for _, column := range []string{"position", "code", "kind", "text_da", "text_en", "help_da", "help_en", "optional", "photo", "weight", "unit", "comparison", "target", "tolerance", "of_row",
			"decimals", "expected", "expired", "formula", "lines", "options", "when_step", "when_is"} {
			insert = insert.Set("? = excluded.?", bun.Ident(column), bun.Ident(column))
		}
		if _, err := insert.Exec(ctx); err != nil {
			return nil, err
		}
	}
	if _, err := db.On(ctx).NewRaw("update verification.editions set written = written + 1 where id = ?", e.ID).Exec(ctx); err != nil {
		return nil, err
	}
	return findEdition(ctx, e.Procedure, e.ID)
}

// IssueEdition makes a draft the edition that new tests are run by.
type IssueEdition struct {
	Project   uuid.UUID `params:"project" json:"-"`
	Procedure uuid.UUID `params:"procedure" json:"-"`
	Edition   uuid.UUID `params:"edition" json:"-"`
	Base      int       `json:"base" validate:"min=1"`
	Note      string    `json:"note" validate:"max=2000"`
}

func (m *Module) issueEdition(ctx context.Context, cmd IssueEdition) (*Edition, error) {
	e, err := m.draft(ctx, cmd.Procedure, cmd.Edition, cmd.Base)
	if err != nil {
		return nil, err
	}
	if err := complete(e.Steps); err != nil {
		return nil, err
	}
	return m.issue(ctx, e, cmd.Note)
}

func (m *Module) issue(ctx context.Context, e *Edition, note string) (*Edition, error) {
	_, err := db.On(ctx).NewRaw("update verification.editions set state = 'issued', note = ?, issued_by = ?, issued_at = ? where id = ?", note, scope.From(ctx).Person, m.clock.Now(), e.ID).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return findEdition(ctx, e.Procedure, e.ID)
}

// discardEdition gives a draft up.
func (m *Module) discardEdition(ctx context.Context, cmd ofEdition) error {
	e, err := findEdition(ctx, cmd.Procedure, cmd.Edition)
	if err != nil {
		return err
	}
	if e.State == "issued" {
		return problem.New(problem.Conflict, "The edition is issued and never changes. Begin the next one.")
	}
	_, err = db.On(ctx).NewDelete().Model(e).WherePK().Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"There is a draft already. Issue or discard it first.":         "Der er allerede en kladde. Udgiv eller kassér den først.",
		"The edition is issued and never changes. Begin the next one.": "Udgaven er udgivet og ændres aldrig. Begynd den næste.",
	})
}
