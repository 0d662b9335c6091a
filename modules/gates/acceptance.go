package gates

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Acceptance is a numbered acceptance document of a phase or milestone: what
// was done, which documents there are, and the client's approval that the
// process continues.
type Acceptance struct {
	bun.BaseModel `bun:"table:gates.acceptances,alias:a" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",scanonly" json:"version"`
	Phase         uuid.UUID  `json:"gate"`
	Number        int        `json:"number"`
	Label         string     `json:"label"` // such as UDF-1
	State         string     `json:"state" validate:"oneof=draft signed reopened"`
	Activities    string     `json:"activities"` // commissioning activities that were carried out
	Documents     string     `json:"documents"`  // commissioning documents that were produced
	Conclusion    string     `json:"conclusion"`
	PreparedBy    uuid.UUID  `json:"prepared_by"`
	PreparedAt    time.Time  `json:"prepared_at"`
	SignedBy      *uuid.UUID `json:"signed_by"`
	SignedName    string     `json:"signed_name"`
	SignedRole    string     `json:"signed_role"`
	SignedCompany *uuid.UUID `json:"signed_company"`
	SignedAt      *time.Time `json:"signed_at"`
	Signature     *uuid.UUID `json:"signature"` // the drawn one; null: signed by the typed name
	Alone         string     `json:"alone"`     // why whoever prepared it signs it; empty: somebody else did
	File          *uuid.UUID `json:"file"`
	SHA256        string     `bun:"sha256" json:"sha256"`
	Locked        int        `json:"locked"` // rows that it approved and locked
	ReopenedBy    *uuid.UUID `json:"reopened_by"`
	ReopenedAt    *time.Time `json:"reopened_at"`
	Reason        string     `json:"reason"` // why it was opened again
}

const acceptanceColumns = "?TableColumns, a.version"

// OpenPoint is what was open when a phase was accepted, with the decision on it.
type OpenPoint struct {
	bun.BaseModel `bun:"table:gates.open_points,alias:o" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Acceptance    uuid.UUID   `json:"-"`
	Row           *uuid.UUID  `json:"row"`
	Entry         *uuid.UUID  `json:"entry"`
	Title         string      `json:"title"`
	Decision      string      `json:"decision"` // accepted as it is, carried on into the next phase, or remedied by a day; empty: not decided
	Note          string      `json:"note"`
	DueOn         *clock.Date `bun:"type:date" json:"due_on"`
}

// OpenedAcceptance is an acceptance document as its page shows it.
type OpenedAcceptance struct {
	Acceptance
	Points  []*OpenPoint `json:"points"`
	Signers []uuid.UUID  `json:"signers"` // of a draft: who beside whoever prepared it can sign it

	ink       []byte // the drawn signature, while it is signed
	inkSHA256 string
}

// Acceptances are those of a phase, the newest first.
type Acceptances struct {
	Items []*Acceptance `json:"items"`
}

func (m *Module) listAcceptances(ctx context.Context, q ofGate) (*Acceptances, error) {
	all := &Acceptances{Items: []*Acceptance{}}
	err := db.On(ctx).NewSelect().Model(&all.Items).ColumnExpr(acceptanceColumns).Where("a.project = ? and a.phase = ?", q.Project, q.Gate).OrderExpr("a.number desc").Limit(200).Scan(ctx)
	return all, err
}

type ofAcceptance struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Acceptance uuid.UUID `params:"acceptance" json:"-"`
}

func (m *Module) readAcceptance(ctx context.Context, q ofAcceptance) (*OpenedAcceptance, error) {
	a := new(Acceptance)
	if err := db.On(ctx).NewSelect().Model(a).ColumnExpr(acceptanceColumns).Where("a.id = ?", q.Acceptance).Scan(ctx); err != nil {
		return nil, err
	}
	o, err := opened(ctx, a)
	if err != nil || o.State != "draft" {
		return o, err
	}
	o.Signers, err = m.signers(ctx, a)
	return o, err
}

func opened(ctx context.Context, a *Acceptance) (*OpenedAcceptance, error) {
	o := &OpenedAcceptance{Acceptance: *a, Points: []*OpenPoint{}, Signers: []uuid.UUID{}}
	return o, db.On(ctx).NewSelect().Model(&o.Points).Where("o.acceptance = ?", a.ID).OrderExpr(`o.entry is not null, o.title collate platform.natural_order, o.id`).Scan(ctx)
}

// holdDraft reads a draft that is about to be changed; others wait meanwhile.
func holdDraft(ctx context.Context, id uuid.UUID) (*Acceptance, error) {
	a := new(Acceptance)
	if err := db.On(ctx).NewSelect().Model(a).ColumnExpr(acceptanceColumns).Where("a.id = ?", id).For("update").Scan(ctx); err != nil {
		return nil, err
	}
	if a.State != "draft" {
		return nil, problem.New(problem.Conflict, "The acceptance document %s is signed and never changes", a.Label)
	}
	return a, nil
}

// seesAll refuses those who see a part of the project only: a phase is accepted whole.
func seesAll(ctx context.Context) error {
	if s := scope.From(ctx); s.Narrowed != nil || s.OwnOnly {
		return problem.New(problem.Denied, "A phase is accepted by somebody who sees all of it, not the disciplines or the company of their own only")
	}
	return nil
}

// PrepareAcceptance begins the next acceptance document of a phase.
type PrepareAcceptance struct {
	ofGate
	ID uuid.UUID `json:"id"`
}

func (m *Module) prepareAcceptance(ctx context.Context, cmd PrepareAcceptance) (*OpenedAcceptance, error) {
	if err := seesAll(ctx); err != nil {
		return nil, err
	}
	g, _, err := m.findGate(ctx, cmd.Gate)
	if err != nil {
		return nil, err
	}
	all, err := m.listAcceptances(ctx, cmd.ofGate)
	if err != nil {
		return nil, err
	}
	number := 1
	for _, a := range all.Items {
		if a.State != "reopened" {
			return nil, problem.New(problem.Conflict, "There is an acceptance document already: %s", a.Label)
		}
		number = max(number, a.Number+1)
	}
	a := &Acceptance{ID: kernel.NewID(cmd.ID), Phase: g.ID, Number: number, Label: label(g, number), State: "draft", PreparedBy: scope.From(ctx).Person, PreparedAt: m.clock.Now()}
	if err := m.prefill(ctx, a, g); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(a).Exec(ctx); err != nil {
		return nil, err
	}
	if err := m.gather(ctx, a, g); err != nil {
		return nil, err
	}
	return m.readAcceptance(ctx, ofAcceptance{Acceptance: a.ID})
}

func init() {
	problem.Teach(map[string]string{
		"The acceptance document %s is signed and never changes":                                                   "Acceptdokumentet %s er underskrevet og ændres ikke",
		"There is an acceptance document already: %s":                                                              "Der er allerede et acceptdokument: %s",
		"A phase is accepted by somebody who sees all of it, not the disciplines or the company of their own only": "En fase accepteres af en, der ser det hele, ikke kun egne fagområder eller eget firma",
	})
}
