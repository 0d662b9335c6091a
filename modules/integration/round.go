package integration

import (
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Round is an integrated systems test by a matrix, as the matrix stood when it
// began; what is changed in the matrix later does not reach it.
type Round struct {
	bun.BaseModel `bun:"table:integration.rounds,alias:r" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",nullzero,default:1" json:"version"`
	Matrix        uuid.UUID  `json:"matrix"`
	Number        int        `json:"number"`
	RetestOf      *uuid.UUID `json:"retest_of"`
	Row           *uuid.UUID `json:"row"` // the register row that it is the test of
	StatusBefore  string     `json:"-"`   // of the row
	State         string     `json:"state" validate:"oneof=running finished"`
	Result        string     `json:"result" validate:"omitempty,oneof=passed passed_with_remarks failed not_applicable"`
	Note          string     `json:"note"`
	BegunBy       *uuid.UUID `json:"begun_by"`
	BegunAt       time.Time  `json:"begun_at"`
	EndedBy       *uuid.UUID `json:"ended_by"`
	EndedAt       *time.Time `json:"ended_at"`
	All           int        `bun:",scanonly" json:"all"`
	Checked       int        `bun:",scanonly" json:"checked"`
	Failed        int        `bun:",scanonly" json:"failed"`
	Cells         []*Cell    `bun:"-" json:"cells,omitempty"`
}

// Cell is one effect that a cause must have, and what was observed of it.
type Cell struct {
	bun.BaseModel `bun:"table:integration.cells,alias:c" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",nullzero,default:1" json:"version"`
	Round         uuid.UUID  `json:"-"`
	CauseAt       int        `json:"cause_at"`
	EffectAt      int        `json:"effect_at"`
	CauseCode     string     `json:"cause_code"`
	CauseDA       string     `bun:"cause_da" json:"cause_da"`
	CauseEN       string     `bun:"cause_en" json:"cause_en"`
	EffectCode    string     `json:"effect_code"`
	EffectDA      string     `bun:"effect_da" json:"effect_da"`
	EffectEN      string     `bun:"effect_en" json:"effect_en"`
	Action        string     `json:"action"`
	DelayS        *float64   `bun:"delay_s" json:"delay_s"`
	Result        string     `json:"result" validate:"omitempty,oneof=passed failed not_applicable"`
	Seconds       *float64   `json:"seconds"` // that it took
	Note          string     `json:"note"`
	Person        *uuid.UUID `json:"person"`
	CheckedAt     *time.Time `json:"checked_at"`
	ReceivedAt    *time.Time `json:"received_at"`
	Device        string     `json:"device"`
	ClockOffsetMS *int       `bun:"clock_offset_ms" json:"clock_offset_ms"`
	LogEntry      *uuid.UUID `json:"log_entry"`
	LogNumber     *int       `json:"log_number"`
}

const roundColumns = `r.id, r.version, r.matrix, r.number, r.retest_of, r.row, r.status_before, r.state, r.result, r.note, r.begun_by, r.begun_at, r.ended_by, r.ended_at, (select count(*) from integration.cells c where c.project = r.project and c.round = r.id) as "all",
	(select count(*) from integration.cells c where c.project = r.project and c.round = r.id and c.result <> '') as checked,
	(select count(*) from integration.cells c where c.project = r.project and c.round = r.id and c.result = 'failed') as failed`

// BeginRound begins a test of everything, or a retest of what failed in one.
type BeginRound struct {
	Project  uuid.UUID  `params:"project" json:"-"`
	Matrix   uuid.UUID  `params:"matrix" json:"-"`
	ID       uuid.UUID  `json:"id"`
	Row      *uuid.UUID `json:"row,omitempty"`
	RetestOf *uuid.UUID `json:"retest_of,omitempty"`
}

func (m *Module) beginRound(ctx context.Context, cmd BeginRound) (*Round, error) {
	// Whoever begins holds the matrix, so that two do not begin at once nor somebody change it meanwhile.
	if _, err := db.On(ctx).NewRaw("select 1 from integration.matrices where id = ? for update", cmd.Matrix).Exec(ctx); err != nil {
		return nil, err
	}
	a, err := m.findMatrix(ctx, cmd.Matrix)
	if err != nil {
		return nil, err
	}
	r := &Round{ID: kernel.NewID(cmd.ID), Matrix: a.ID, Number: 1, RetestOf: cmd.RetestOf, Row: cmd.Row, State: "running", BegunAt: m.clock.Now()}
	if person := scope.From(ctx).Person; person != uuid.Nil {
		r.BegunBy = &person
	}
	if len(a.Rounds) > 0 {
		r.Number = a.Rounds[0].Number + 1
		if a.Rounds[0].State == "running" {
			return nil, problem.New(problem.Conflict, "Test %d is under way. Finish it first.", a.Rounds[0].Number)
		}
	}
	steps, args := wholeMatrix, []any{r.ID, a.ID}
	if cmd.RetestOf != nil {
		of, err := m.findRound(ctx, *cmd.RetestOf)
		if err != nil {
			return nil, problem.At("retest_of", "is not a test of this matrix").Because(err)
		}
		switch {
		case of.Matrix != a.ID:
			return nil, problem.At("retest_of", "is not a test of this matrix")
		case of.Failed == 0:
			return nil, problem.New(problem.Conflict, "Nothing failed in that test.")
		}
		steps, args = whatFailed, []any{r.ID, of.ID}
		if r.Row == nil {
			r.Row = of.Row
		}
	} else if len(a.Links) == 0 {
		return nil, problem.New(problem.Conflict, "The matrix says of no cause what must follow. Fill it in first.")
	}
	if err := m.mark(ctx, r, "in_progress"); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(r).Exec(ctx); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewRaw(steps, args...).Exec(ctx); err != nil {
		return nil, err
	}
	return m.findRound(ctx, r.ID)
}

const stepColumns = "insert into integration.cells (id, round, cause_at, effect_at, cause_code, cause_da, cause_en, effect_code, effect_da, effect_en, action, delay_s) "

const wholeMatrix = stepColumns + `select gen_random_uuid(), ?, c.position, e.position, c.code, c.title_da, c.title_en, e.code, e.title_da, e.title_en, l.action, l.delay_s
	from integration.links l join integration.causes c on c.project = l.project and c.id = l.cause join integration.effects e on e.project = l.project and e.id = l.effect where l.matrix = ?`

const whatFailed = stepColumns + `select gen_random_uuid(), ?, cause_at, effect_at, cause_code, cause_da, cause_en, effect_code, effect_da, effect_en, action, delay_s
	from integration.cells where round = ? and result = 'failed'`

// mark gives the register row of a test its status, if the test has one.
func (m *Module) mark(ctx context.Context, r *Round, status string) error {
	if r.Row == nil {
		return nil
	}
	there, err := m.registers.Labels(ctx, "row", []uuid.UUID{*r.Row})
	if err != nil {
		return err
	}
	if _, known := there[*r.Row]; !known {
		return problem.At("row", "is not in this project")
	}
	if err := m.registers.MayVerify(ctx, *r.Row); err != nil {
		return err
	}
	day := m.clock.Today().Format(time.DateOnly)
	if status == "in_progress" {
		if r.StatusBefore, err = m.registers.Status(ctx, *r.Row); err != nil {
			return err
		}
		day = ""
	}
	return m.registers.Verify(ctx, *r.Row, status, nil, "", day)
}

type ofRound struct {
	Project uuid.UUID `params:"project" json:"-"`
	Round   uuid.UUID `params:"round" json:"-"`
}

func (m *Module) readRound(ctx context.Context, q ofRound) (*Round, error) {
	return m.findRound(ctx, q.Round)
}

func (m *Module) findRound(ctx context.Context, id uuid.UUID) (*Round, error) {
	r := &Round{ID: id, Cells: []*Cell{}}
	if err := db.On(ctx).NewSelect().Model(r).ColumnExpr(roundColumns).WherePK().Scan(ctx); err != nil {
		return nil, err
	}
	return r, db.On(ctx).NewSelect().Model(&r.Cells).Where("c.round = ?", id).OrderExpr("c.cause_at, c.effect_at").Scan(ctx)
}

// running is a test that is held for a change, if it is still under way.
func (m *Module) running(ctx context.Context, id uuid.UUID) (*Round, error) {
	if _, err := db.On(ctx).NewRaw("select 1 from integration.rounds where id = ? for update", id).Exec(ctx); err != nil {
		return nil, err
	}
	r, err := m.findRound(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.State != "running" {
		return nil, problem.New(problem.Conflict, "The test is finished. Retest what failed, or begin a new one.")
	}
	return r, nil
}

// discardRound gives up a test in which nothing was observed.
func (m *Module) discardRound(ctx context.Context, cmd ofRound) error {
	r, err := m.running(ctx, cmd.Round)
	if err != nil {
		return err
	}
	if r.Checked > 0 {
		return problem.New(problem.Conflict, "Effects have been observed, and what was observed is kept. Finish the test.")
	}
	if r.Row != nil {
		if err := m.registers.Verify(ctx, *r.Row, r.StatusBefore, nil, "", ""); err != nil {
			return err
		}
	}
	_, err = db.On(ctx).NewDelete().Model(r).WherePK().Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"Test %d is under way. Finish it first.":                                      "Test %d er i gang. Afslut den først.",
		"is not a test of this matrix":                                                "er ikke en test efter denne matrice",
		"Nothing failed in that test.":                                                "Intet fejlede i den test.",
		"The matrix says of no cause what must follow. Fill it in first.":             "Matricen siger ikke om nogen årsag, hvad der skal ske. Udfyld den først.",
		"The test is finished. Retest what failed, or begin a new one.":               "Testen er afsluttet. Gentest det, der fejlede, eller begynd en ny.",
		"Effects have been observed, and what was observed is kept. Finish the test.": "Der er observeret virkninger, og det, der er observeret, bevares. Afslut testen.",
	})
}
