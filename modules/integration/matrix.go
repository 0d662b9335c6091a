package integration

import (
	"context"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// MatrixFields are what a matrix says of itself.
type MatrixFields struct {
	Code       string     `json:"code" validate:"max=40"`
	TitleDA    string     `bun:"title_da" json:"title_da" validate:"max=300"`
	TitleEN    string     `bun:"title_en" json:"title_en" validate:"max=300"`
	About      string     `json:"about" validate:"max=4000"`
	Discipline *uuid.UUID `json:"discipline"`
	Months     int        `json:"months" validate:"min=0,max=120"` // after which it is tested anew; 0 for once only
}

// Matrix is a cause-and-effect matrix.
type Matrix struct {
	bun.BaseModel `bun:"table:integration.matrices,alias:m" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	Version       int       `bun:",nullzero,default:1" json:"version"`
	MatrixFields
	Written int      `bun:",scanonly" json:"-"` // how often its content was
	Causes  []*End   `bun:"-" json:"causes,omitempty"`
	Effects []*End   `bun:"-" json:"effects,omitempty"`
	Links   []*Link  `bun:"-" json:"links,omitempty"`
	Rounds  []*Round `bun:"-" json:"rounds"`           // the newest first; in a list only the newest
	Counts  *Counts  `bun:"-" json:"counts,omitempty"` // in a list
	NextOn  string   `bun:"-" json:"next_on"`          // the day by which it is to be tested anew; empty: none
}

// Counts are how many of what a matrix has.
type Counts struct {
	Causes  int `json:"causes"`
	Effects int `json:"effects"`
	Links   int `json:"links"`
}

// End is a cause or an effect.
type End struct {
	ID       uuid.UUID  `json:"id" validate:"required"`
	Position int        `json:"-"`
	Code     string     `json:"code" validate:"required,max=40"`
	TitleDA  string     `bun:"title_da" json:"title_da" validate:"max=300"`
	TitleEN  string     `bun:"title_en" json:"title_en" validate:"max=300"`
	System   *uuid.UUID `json:"system"`
}

// Link is what a cause has an effect do.
type Link struct {
	Cause  uuid.UUID `json:"cause" validate:"required"`
	Effect uuid.UUID `json:"effect" validate:"required"`
	Action string    `json:"action" validate:"required,max=60"`
	DelayS *float64  `bun:"delay_s" json:"delay_s" validate:"omitempty,min=0,max=86400"` // seconds within which it must follow
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

type ofMatrix struct {
	Project uuid.UUID `params:"project" json:"-"`
	Matrix  uuid.UUID `params:"matrix" json:"-"`
}

// CreateMatrix makes an empty matrix.
type CreateMatrix struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	MatrixFields
}

func (m *Module) createMatrix(ctx context.Context, cmd CreateMatrix) (*Matrix, error) {
	a := &Matrix{ID: kernel.NewID(cmd.ID), MatrixFields: cmd.MatrixFields}
	if err := m.check(ctx, &a.MatrixFields); err != nil {
		return nil, err
	}
	if n, err := db.On(ctx).NewSelect().Model((*Matrix)(nil)).Count(ctx); err != nil || n >= mostMatrices {
		if err == nil {
			err = problem.New(problem.Conflict, "A project has at most %d matrices.", mostMatrices)
		}
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(a).Exec(ctx); err != nil {
		return nil, err
	}
	return m.findMatrix(ctx, a.ID)
}

// check refuses what a matrix cannot be without, and disciplines of elsewhere.
func (m *Module) check(ctx context.Context, f *MatrixFields) error {
	if f.Code = strings.TrimSpace(f.Code); f.Code == "" {
		return problem.At("code", "is needed")
	}
	if strings.TrimSpace(f.TitleDA) == "" && strings.TrimSpace(f.TitleEN) == "" {
		return problem.At("title_da", "is needed")
	}
	if f.Discipline == nil {
		return nil
	}
	there, err := m.registers.Labels(ctx, "discipline", []uuid.UUID{*f.Discipline})
	if _, known := there[*f.Discipline]; known || err != nil {
		return err
	}
	return problem.At("discipline", "is not in this project")
}

// ChangeMatrix changes what a matrix says of itself.
type ChangeMatrix struct {
	Project uuid.UUID                   `params:"project" json:"-"`
	Matrix  uuid.UUID                   `params:"matrix" json:"-"`
	Change  kernel.Change[MatrixFields] `body:""`
}

func (m *Module) changeMatrix(ctx context.Context, cmd ChangeMatrix) (*Matrix, error) {
	if err := db.Patch(ctx, "integration.matrices", cmd.Matrix, cmd.Change.Base, cmd.Change.Fields); err != nil {
		return nil, err
	}
	a, err := m.findMatrix(ctx, cmd.Matrix)
	if err != nil {
		return nil, err
	}
	return a, m.check(ctx, &a.MatrixFields)
}

// deleteMatrix takes away a matrix by which nothing was tested; tests are evidence.
func (m *Module) deleteMatrix(ctx context.Context, cmd ofMatrix) error {
	a, err := m.findMatrix(ctx, cmd.Matrix)
	if err != nil {
		return err
	}
	if len(a.Rounds) > 0 {
		return problem.New(problem.Conflict, "Tests have been carried out by the matrix, and it is kept with them.")
	}
	_, err = db.On(ctx).NewDelete().Model(a).WherePK().Exec(ctx)
	return err
}

func (m *Module) readMatrix(ctx context.Context, q ofMatrix) (*Matrix, error) {
	return m.findMatrix(ctx, q.Matrix)
}

func (m *Module) findMatrix(ctx context.Context, id uuid.UUID) (*Matrix, error) {
	a := &Matrix{ID: id, Causes: []*End{}, Effects: []*End{}, Links: []*Link{}, Rounds: []*Round{}}
	if err := db.On(ctx).NewSelect().Model(a).WherePK().Scan(ctx); err != nil {
		return nil, err
	}
	for table, ends := range map[string]*[]*End{"causes": &a.Causes, "effects": &a.Effects} {
		if err := db.On(ctx).NewRaw("select id, position, code, title_da, title_en, system from integration.? where matrix = ? order by position, id", bun.Safe(table), id).Scan(ctx, ends); err != nil {
			return nil, err
		}
	}
	if err := db.On(ctx).NewRaw("select cause, effect, action, delay_s from integration.links where matrix = ? order by cause, effect", id).Scan(ctx, &a.Links); err != nil {
		return nil, err
	}
	if err := db.On(ctx).NewSelect().Model(&a.Rounds).ColumnExpr(roundColumns).Where("r.matrix = ?", id).OrderExpr("r.number desc").Limit(100).Scan(ctx); err != nil {
		return nil, err
	}
	a.due()
	return a, nil
}

// due says when the matrix is to be tested anew: so many months after the
// newest test that ended.
func (a *Matrix) due() {
	for _, r := range a.Rounds {
		if r.EndedAt != nil && a.Months > 0 {
			a.NextOn = r.EndedAt.AddDate(0, a.Months, 0).Format(time.DateOnly)
			return
		}
	}
}

// Matrices are the project's matrices.
type Matrices struct {
	Items []*Matrix `json:"items"`
}

// mostMatrices is how many matrices a project may have; a building has a few.
const mostMatrices = 200

func (m *Module) listMatrices(ctx context.Context, _ ofProject) (*Matrices, error) {
	all := &Matrices{Items: []*Matrix{}}
	if err := db.On(ctx).NewSelect().Model(&all.Items).OrderExpr("lower(m.code), m.id").Limit(mostMatrices).Scan(ctx); err != nil {
		return nil, err
	}
	of := map[uuid.UUID]*Matrix{}
	for _, a := range all.Items {
		of[a.ID], a.Counts, a.Rounds = a, &Counts{}, []*Round{}
	}
	var counted []struct {
		Matrix uuid.UUID
		Counts
	}
	if err := db.On(ctx).NewRaw(`select m.id as matrix, (select count(*) from integration.causes c where c.project = m.project and c.matrix = m.id) as causes,
		(select count(*) from integration.effects e where e.project = m.project and e.matrix = m.id) as effects,
		(select count(*) from integration.links l where l.project = m.project and l.matrix = m.id) as links from integration.matrices m`).Scan(ctx, &counted); err != nil {
		return nil, err
	}
	for _, c := range counted {
		if a := of[c.Matrix]; a != nil {
			*a.Counts = c.Counts
		}
	}
	var newest []*Round
	err := db.On(ctx).NewSelect().Model(&newest).ColumnExpr(roundColumns).Where("r.state = 'running' or r.number = (select max(n.number) from integration.rounds n where n.project = r.project and n.matrix = r.matrix and n.state = 'finished')").OrderExpr("r.number desc").Scan(ctx)
	for _, r := range newest {
		if a := of[r.Matrix]; a != nil {
			a.Rounds = append(a.Rounds, r)
			a.due()
		}
	}
	return all, err
}

func init() {
	problem.Teach(map[string]string{
		"A project has at most %d matrices.":                                   "Et projekt har højst %d matricer.",
		"Tests have been carried out by the matrix, and it is kept with them.": "Der er udført test efter matricen, og den bevares sammen med dem.",
	})
}
