package issues

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Entry is a line of the commissioning log: an observation, an issue or a
// defect, and what became of it. A side is the company that somebody acted for.
type Entry struct {
	bun.BaseModel `bun:"table:issues.entries,alias:e" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Version       int         `bun:",scanonly" json:"version"`
	ChangedAt     time.Time   `bun:",scanonly" json:"changed_at"`
	Kind          string      `json:"kind" validate:"oneof=observation issue defect"`
	Number        int         `json:"number"`                // within its kind, never reused
	Label         string      `bun:",scanonly" json:"label"` // such as DEF-12
	Title         string      `json:"title"`
	Description   string      `json:"description"`
	Cause         string      `json:"cause"`
	Severity      string      `json:"severity" validate:"oneof=critical major minor"`
	Status        string      `json:"status" validate:"oneof=new assigned remedied rejected verified closed"`
	Discipline    *uuid.UUID  `json:"discipline"`
	System        *uuid.UUID  `json:"system"`
	Component     *uuid.UUID  `json:"component"`
	Location      *uuid.UUID  `json:"location"`
	Row           *uuid.UUID  `json:"row"`     // the register row that it was found on
	Test          *uuid.UUID  `json:"test"`    // the test that found it
	Origin        *uuid.UUID  `json:"origin"`  // the observation that an issue was made of
	Comment       *uuid.UUID  `json:"comment"` // of a design review, that it came of
	Company       *uuid.UUID  `json:"company"` // is to remedy it
	Person        *uuid.UUID  `json:"person"`
	DueOn         *clock.Date `bun:"type:date" json:"due_on"`
	CostEffect    bool        `json:"cost_effect"`
	RaisedBy      *uuid.UUID  `json:"raised_by"`
	RaisedSide    *uuid.UUID  `json:"raised_side"`
	RaisedAt      time.Time   `json:"raised_at"`
	Remedy        string      `json:"remedy"` // what was done
	RemediedBy    *uuid.UUID  `json:"remedied_by"`
	RemediedSide  *uuid.UUID  `json:"remedied_side"`
	RemediedAt    *time.Time  `json:"remedied_at"`
	Verification  string      `json:"verification"` // how it was verified, and by which documents
	VerifiedBy    *uuid.UUID  `json:"verified_by"`
	VerifiedSide  *uuid.UUID  `json:"verified_side"`
	VerifiedAt    *time.Time  `json:"verified_at"`
	Reason        string      `json:"reason"` // why it was rejected, reopened, or closed as it is
	ClosedBy      *uuid.UUID  `json:"closed_by"`
	ClosedAt      *time.Time  `json:"closed_at"`
}

const entryColumns = "?TableColumns, e.version, e.changed_at, e.label"

// OpenedEntry is an entry as its page shows it.
type OpenedEntry struct {
	Entry
	Photos []*Photo `json:"photos"`
	May    []string `json:"may"`  // what the reader may do with it as it stands
	Turn   bool     `json:"turn"` // it waits for the reader
}

type ofEntry struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `params:"entry" json:"-"`
}

func findEntry(ctx context.Context, id uuid.UUID) (*Entry, error) {
	e := new(Entry)
	return e, db.On(ctx).NewSelect().Model(e).ColumnExpr(entryColumns).Where("e.id = ?", id).Scan(ctx)
}

// holdEntry reads an entry that is about to be moved on; others wait meanwhile.
func holdEntry(ctx context.Context, id uuid.UUID) (*Entry, error) {
	e := new(Entry)
	return e, db.On(ctx).NewSelect().Model(e).ColumnExpr(entryColumns).Where("e.id = ?", id).For("update").Scan(ctx)
}

// save keeps what has become of an entry.
func (e *Entry) save(ctx context.Context) error {
	result, err := db.On(ctx).NewUpdate().Model(e).ExcludeColumn("id", "kind", "number", "raised_by", "raised_side", "raised_at").WherePK().Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return problem.New(problem.Invalid, "Nothing would be changed")
}

func (m *Module) readEntry(ctx context.Context, q ofEntry) (*OpenedEntry, error) {
	e, err := findEntry(ctx, q.Entry)
	if err != nil {
		return nil, err
	}
	return opened(ctx, e)
}

// opened adds to an entry what its page shows beside it.
func opened(ctx context.Context, e *Entry) (*OpenedEntry, error) {
	photos, err := photosOf(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	w := whoActs(ctx)
	return &OpenedEntry{Entry: *e, Photos: photos, May: e.may(w), Turn: e.waitsFor(w)}, nil
}

// answer reads an entry anew after it was moved on.
func answer(ctx context.Context, id uuid.UUID) (*OpenedEntry, error) {
	e, err := findEntry(ctx, id)
	if err != nil {
		return nil, err
	}
	return opened(ctx, e)
}

// side is the company that the person acts for; nil where they have none.
func side(ctx context.Context) *uuid.UUID { return orNil(scope.From(ctx).Company) }

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func is(p *uuid.UUID, id uuid.UUID) bool { return p != nil && id != uuid.Nil && *p == id }

func init() {
	problem.Teach(map[string]string{"Nothing would be changed": "Intet ville blive ændret"})
}
