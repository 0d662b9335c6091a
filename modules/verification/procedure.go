package verification

import (
	"context"
	"fmt"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ProcedureFields are a procedure's fields.
type ProcedureFields struct {
	Code        string `json:"code" validate:"max=40"`
	TitleDA     string `bun:"title_da" json:"title_da" validate:"max=300"`
	TitleEN     string `bun:"title_en" json:"title_en" validate:"max=300"`
	AboutDA     string `bun:"about_da" json:"about_da" validate:"max=4000"`
	AboutEN     string `bun:"about_en" json:"about_en" validate:"max=4000"`
	CriterionDA string `bun:"criterion_da" json:"criterion_da" validate:"max=2000"` // of the rows that are made from it
	CriterionEN string `bun:"criterion_en" json:"criterion_en" validate:"max=2000"`
	BR18        bool   `bun:"br18" json:"br18"`
	Retired     bool   `json:"retired"` // no new tests begin by it
}

// Procedure is a replicable step-by-step test of a project. What is tested by it
// is one of its issued editions.
type Procedure struct {
	bun.BaseModel `bun:"table:verification.procedures,alias:p" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	Version       int       `bun:",nullzero,default:1" json:"version"`
	ProcedureFields
	Shelf       string        `json:"shelf"` // the shipped procedure that it was taken from
	ChangedAt   time.Time     `bun:",nullzero,default:now()" json:"changed_at"`
	Editions    []*Edition    `bun:"-" json:"editions"` // the newest first
	Attachments []*Attachment `bun:"-" json:"attachments"`
}

// Edition is one numbered edition of a procedure; an issued one never changes.
type Edition struct {
	bun.BaseModel `bun:"table:verification.editions,alias:e" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",nullzero,default:1" json:"version"`
	Procedure     uuid.UUID  `json:"procedure"`
	Number        int        `json:"number"`
	State         string     `json:"state" validate:"oneof=draft issued"`
	Note          string     `json:"note"` // what is new in it
	IssuedBy      *uuid.UUID `json:"issued_by"`
	IssuedAt      *time.Time `json:"issued_at"`
	Asked         int        `bun:",scanonly" json:"asked"` // how many steps it has
	Steps         []*Step    `bun:"-" json:"steps,omitempty"`
}

// Attachment says which rows a procedure fits: those of a verification method,
// on systems of a type or classification. What is empty fits all.
type Attachment struct {
	bun.BaseModel  `bun:"table:verification.attachments,alias:at" json:"-"`
	ID             uuid.UUID  `bun:",pk" json:"id"`
	Procedure      uuid.UUID  `json:"-"`
	Method         *uuid.UUID `json:"method"`
	Phase          *uuid.UUID `json:"phase"` // of the rows that are made from it
	Type           string     `json:"type" validate:"max=200"`
	Classification string     `json:"classification" validate:"max=100"` // its beginning
	Position       int        `json:"-"`
}

type ofProcedure struct {
	Project   uuid.UUID `params:"project" json:"-"`
	Procedure uuid.UUID `params:"procedure" json:"-"`
}

// CreateProcedure makes a procedure with an empty draft.
type CreateProcedure struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	ProcedureFields
}

func (m *Module) createProcedure(ctx context.Context, cmd CreateProcedure) (*Procedure, error) {
	p := &Procedure{ID: kernel.NewID(cmd.ID), ProcedureFields: cmd.ProcedureFields}
	if err := p.check(); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(p).Exec(ctx); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(&Edition{ID: uuid.Must(uuid.NewV7()), Procedure: p.ID, Number: 1, State: "draft"}).Exec(ctx); err != nil {
		return nil, err
	}
	return findProcedure(ctx, p.ID)
}

func (p *ProcedureFields) check() error {
	if p.Code == "" {
		return problem.At("code", "is needed")
	}
	if p.TitleDA == "" && p.TitleEN == "" {
		return problem.At("title_da", "is needed")
	}
	return nil
}

// ChangeProcedure changes what a procedure is called and says of itself.
type ChangeProcedure struct {
	Project   uuid.UUID                      `params:"project" json:"-"`
	Procedure uuid.UUID                      `params:"procedure" json:"-"`
	Change    kernel.Change[ProcedureFields] `body:""`
}

func (m *Module) changeProcedure(ctx context.Context, cmd ChangeProcedure) (*Procedure, error) {
	if err := db.Patch(ctx, "verification.procedures", cmd.Procedure, cmd.Change.Base, cmd.Change.Fields); err != nil {
		return nil, err
	}
	p, err := findProcedure(ctx, cmd.Procedure)
	if err != nil {
		return nil, err
	}
	return p, p.check()
}

// deleteProcedure takes away a procedure that was never issued; one that was
// may have tests and is retired instead.
func (m *Module) deleteProcedure(ctx context.Context, cmd ofProcedure) error {
	p, err := findProcedure(ctx, cmd.Procedure)
	if err != nil {
		return err
	}
	for _, e := range p.Editions {
		if e.State == "issued" {
			return problem.New(problem.Conflict, "The procedure has been issued and is kept. Retire it instead.")
		}
	}
	_, err = db.On(ctx).NewDelete().Model(p).WherePK().Exec(ctx)
	return err
}

// AttachProcedure says anew which rows a procedure fits.
type AttachProcedure struct {
	Project     uuid.UUID     `params:"project" json:"-"`
	Procedure   uuid.UUID     `params:"procedure" json:"-"`
	Attachments []*Attachment `json:"attachments" validate:"max=100,dive"`
}

func (m *Module) attachProcedure(ctx context.Context, cmd AttachProcedure) (*Procedure, error) {
	p, err := findProcedure(ctx, cmd.Procedure)
	if err != nil {
		return nil, err
	}
	if err := m.known(ctx, cmd.Attachments); err != nil {
		return nil, err
	}
	kept := []uuid.UUID{uuid.Nil}
	for i, a := range cmd.Attachments {
		a.ID, a.Procedure, a.Position = kernel.NewID(a.ID), p.ID, i+1
		kept = append(kept, a.ID)
	}
	if _, err := db.On(ctx).NewRaw("delete from verification.attachments where procedure = ? and id not in (?)", p.ID, bun.List(kept)).Exec(ctx); err != nil {
		return nil, err
	}
	if len(cmd.Attachments) > 0 {
		_, err := db.On(ctx).NewInsert().Model(&cmd.Attachments).On("conflict (id) do update").Set("method = excluded.method").Set("phase = excluded.phase").
			Set("type = excluded.type").Set("classification = excluded.classification").Set("position = excluded.position").Where("at.procedure = excluded.procedure").Exec(ctx)
		if err != nil {
			return nil, err
		}
	}
	return findProcedure(ctx, p.ID)
}

// known refuses methods and phases that are not on the project's lists.
func (m *Module) known(ctx context.Context, all []*Attachment) error {
	methods, phases, err := m.lists(ctx)
	if err != nil {
		return err
	}
	for i, a := range all {
		if a.Method != nil && methods[*a.Method] == "" {
			return problem.At(fmt.Sprintf("attachments/%d/method", i), "is not in this project")
		}
		if a.Phase != nil && phases[*a.Phase] == "" {
			return problem.At(fmt.Sprintf("attachments/%d/phase", i), "is not in this project")
		}
	}
	return nil
}

// lists are the codes of the project's methods and phases.
func (m *Module) lists(ctx context.Context) (methods, phases map[uuid.UUID]string, err error) {
	methods, phases = map[uuid.UUID]string{}, map[uuid.UUID]string{}
	for name, codes := range map[string]map[uuid.UUID]string{"method": methods, "phase": phases} {
		var all []listed
		if err := m.rows.CodesInto(ctx, name, &all); err != nil {
			return nil, nil, err
		}
		for _, one := range all {
			codes[one.ID] = one.Code
		}
	}
	return methods, phases, nil
}

func (m *Module) readProcedure(ctx context.Context, q ofProcedure) (*Procedure, error) {
	return findProcedure(ctx, q.Procedure)
}

func findProcedure(ctx context.Context, id uuid.UUID) (*Procedure, error) {
	p := &Procedure{ID: id}
	if err := db.On(ctx).NewSelect().Model(p).WherePK().Scan(ctx); err != nil {
		return nil, err
	}
	return p, withParts(ctx, []*Procedure{p})
}

func init() {
	problem.Teach(map[string]string{
		"The procedure has been issued and is kept. Retire it instead.": "Testproceduren er udgivet og bevares. Tag den i stedet ud af brug.",
	})
}
