package verification

import (
	"context"
	"slices"
	"strings"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// RecordTest records a verification of a register row.
type RecordTest struct {
	Project      uuid.UUID   `params:"project" json:"-"`
	Row          uuid.UUID   `params:"row" json:"-"`
	ID           uuid.UUID   `json:"id"`
	Measured     *float64    `json:"measured,omitempty" validate:"omitempty,gte=-1e15,lte=1e15"`
	MeasuredText string      `json:"measured_text,omitempty" validate:"max=500"`
	Result       string      `json:"result" validate:"required,oneof=in_progress passed passed_with_remarks failed not_applicable"`
	Note         string      `json:"note,omitempty" validate:"max=10000"`
	Photos       []uuid.UUID `json:"photos,omitempty" validate:"max=100"`
	Enclosures   []uuid.UUID `json:"enclosures,omitempty" validate:"max=20"` // files of any kind that is taken in
	Signature    *uuid.UUID  `json:"signature,omitempty"`
	SignedName   string      `json:"signed_name,omitempty" validate:"max=120"`
}

func (m *Module) recordTest(ctx context.Context, cmd RecordTest) (*Test, error) {
	within, discipline, company, err := m.rows.Limit(ctx, cmd.Row)
	if err != nil {
		return nil, err
	}
	at, device, offset := db.Captured(ctx)
	if at.IsZero() || at.After(m.clock.Now()) {
		at = m.clock.Now()
	}
	t := &Test{ID: kernel.NewID(cmd.ID), Row: cmd.Row, Discipline: discipline, Company: company, Measured: cmd.Measured, MeasuredText: strings.TrimSpace(cmd.MeasuredText), Result: cmd.Result,
		Note: strings.TrimSpace(cmd.Note), SignedName: strings.TrimSpace(cmd.SignedName), Signature: cmd.Signature, Person: scope.From(ctx).Person, TestedAt: at, ReceivedAt: m.clock.Now(), Device: device, ClockOffsetMS: offset}
	if err := t.check(within); err != nil {
		return nil, err
	}
	pictures := cmd.Photos
	if cmd.Signature != nil {
		pictures = append([]uuid.UUID{*cmd.Signature}, pictures...)
	}
	if err := arePictures(ctx, pictures); err != nil {
		return nil, err
	}
	enclosures, err := enclosed(ctx, t.ID, cmd.Enclosures)
	if err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(t).Exec(ctx); err != nil {
		return nil, err
	}
	if t.Enclosures = enclosures; len(enclosures) > 0 {
		if _, err := db.On(ctx).NewInsert().Model(&t.Enclosures).Exec(ctx); err != nil {
			return nil, err
		}
	}
	for i, file := range cmd.Photos {
		t.Photos = append(t.Photos, &Photo{ID: uuid.Must(uuid.NewV7()), Test: t.ID, File: file, Position: i + 1})
	}
	if len(t.Photos) > 0 {
		if _, err := db.On(ctx).NewInsert().Model(&t.Photos).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return t, m.rows.Verify(ctx, cmd.Row, t.Result, t.Measured, t.MeasuredText, clock.Day(t.TestedAt).Format(time.DateOnly))
}

// arePictures refuses evidence that is not a picture stored in this project.
func arePictures(ctx context.Context, files []uuid.UUID) error {
	if len(files) == 0 {
		return nil
	}
	var n int
	err := db.On(ctx).NewRaw("select count(distinct id) from platform.files where id in (?) and media_type in ('image/jpeg', 'image/png', 'image/webp')", bun.List(files)).Scan(ctx, &n)
	if err != nil {
		return err
	}
	if n != len(files) {
		return problem.At("photos", "is not a picture of this project")
	}
	return nil
}

// enclosed are the files that a test is to enclose, each of this project.
func enclosed(ctx context.Context, test uuid.UUID, wanted []uuid.UUID) ([]*Enclosure, error) {
	all := []*Enclosure{}
	if len(wanted) == 0 {
		return all, nil
	}
	if err := db.On(ctx).NewRaw("select id as file, name, media_type, size from platform.files where id in (?)", bun.List(wanted)).Scan(ctx, &all); err != nil {
		return nil, err
	}
	if len(all) != len(wanted) {
		return nil, problem.At("enclosures", "is not a file of this project")
	}
	for _, e := range all {
		e.ID, e.Test, e.Position = uuid.Must(uuid.NewV7()), test, 1+slices.Index(wanted, e.File)
	}
	slices.SortFunc(all, func(a, b *Enclosure) int { return a.Position - b.Position })
	return all, nil
}

type ofRow struct {
	Project uuid.UUID `params:"project" json:"-"`
	Row     uuid.UUID `params:"row" json:"-"`
}

// Tests are those of one row.
type Tests struct {
	Items []*Test `json:"items"`
}

const testsOfRow = 200

func (m *Module) listTests(ctx context.Context, q ofRow) (*Tests, error) {
	if _, _, _, err := m.rows.Limit(ctx, q.Row); err != nil {
		return nil, err
	}
	all := &Tests{Items: []*Test{}}
	if err := db.On(ctx).NewSelect().Model(&all.Items).Where("t.row = ?", q.Row).OrderExpr("t.tested_at desc, t.id desc").Limit(testsOfRow).Scan(ctx); err != nil {
		return nil, err
	}
	byID := map[uuid.UUID]*Test{}
	ids := make([]uuid.UUID, 0, len(all.Items))
	for _, t := range all.Items {
		t.Photos, t.Enclosures = []*Photo{}, []*Enclosure{}
		byID[t.ID] = t
		ids = append(ids, t.ID)
	}
	if len(ids) == 0 {
		return all, nil
	}
	var photos []*Photo
	if err := db.On(ctx).NewSelect().Model(&photos).Where("p.test in (?)", bun.List(ids)).OrderExpr("p.position, p.id").Scan(ctx); err != nil {
		return nil, err
	}
	for _, p := range photos {
		byID[p.Test].Photos = append(byID[p.Test].Photos, p)
	}
	enclosures, err := enclosuresOf(ctx, ids...)
	for _, e := range enclosures {
		byID[e.Test].Enclosures = append(byID[e.Test].Enclosures, e)
	}
	return all, err
}
