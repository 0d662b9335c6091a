package verification

import (
	"context"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Signature says who signed a test, and as what: a witness signs on the device
// of whoever carries the test out.
type Signature struct {
	bun.BaseModel `bun:"table:verification.signatures,alias:g" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	Test          uuid.UUID `json:"-"`
	Role          string    `json:"role" validate:"oneof=tester witness commissioning client"`
	Name          string    `json:"name"`
	File          uuid.UUID `json:"file"`
	Person        uuid.UUID `json:"person"` // whose device it was
	SignedAt      time.Time `json:"signed_at"`
	ReceivedAt    time.Time `json:"received_at"`
	Device        string    `json:"device"`
	ClockOffsetMS *int      `bun:"clock_offset_ms" json:"clock_offset_ms"`
}

// SignRun signs a test.
type SignRun struct {
	Project uuid.UUID `params:"project" json:"-"`
	Run     uuid.UUID `params:"run" json:"-"`
	ID      uuid.UUID `json:"id"`
	Role    string    `json:"role" validate:"required,oneof=tester witness commissioning client"`
	Name    string    `json:"name" validate:"required,max=120"`
	File    uuid.UUID `json:"file" validate:"required"`
}

const mostSignatures = 20

func (m *Module) signRun(ctx context.Context, cmd SignRun) (*Run, error) {
	t := &Test{}
	if err := db.On(ctx).NewSelect().Model(t).Where("t.id = ? and t.edition is not null", cmd.Run).For("update").Scan(ctx); err != nil {
		return nil, err
	}
	if err := m.rows.MayVerify(ctx, t.Row); err != nil {
		return nil, err
	}
	name := strings.TrimSpace(cmd.Name)
	if name == "" {
		return nil, problem.At("name", "is needed")
	}
	if err := arePictures(ctx, []uuid.UUID{cmd.File}); err != nil {
		return nil, err
	}
	n, err := db.On(ctx).NewSelect().Model((*Signature)(nil)).Where("g.test = ?", t.ID).Count(ctx)
	if err != nil {
		return nil, err
	}
	if n >= mostSignatures {
		return nil, problem.New(problem.Conflict, "A test has at most %d signatures", mostSignatures)
	}
	s := &Signature{ID: kernel.NewID(cmd.ID), Test: t.ID, Role: cmd.Role, Name: name, File: cmd.File, Person: scope.From(ctx).Person, ReceivedAt: m.clock.Now()}
	s.SignedAt, s.Device, s.ClockOffsetMS = m.captured(ctx)
	if _, err := db.On(ctx).NewInsert().Model(s).Exec(ctx); err != nil {
		return nil, err
	}
	return m.findRun(ctx, t.ID)
}

func init() {
	problem.Teach(map[string]string{"A test has at most %d signatures": "En test har højst %d underskrifter"})
}
