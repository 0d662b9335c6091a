package verification

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Enclosure is a file that a test encloses, such as a report.
type Enclosure struct {
	bun.BaseModel `bun:"table:verification.enclosures,alias:c" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	Test          uuid.UUID `json:"-"`
	File          uuid.UUID `json:"file"`
	Position      int       `json:"position"`
	Name          string    `bun:",scanonly" json:"name"`
	MediaType     string    `bun:",scanonly" json:"media_type"`
	Size          int64     `bun:",scanonly" json:"size"` // bytes
}

// enclosuresOf reads what tests enclose.
func enclosuresOf(ctx context.Context, tests ...uuid.UUID) ([]*Enclosure, error) {
	all := []*Enclosure{}
	return all, db.On(ctx).NewSelect().Model(&all).ColumnExpr("c.id, c.test, c.file, c.position, f.name, f.media_type, f.size").Join("join platform.files f on f.project = c.project and f.id = c.file").
		Where("c.test in (?)", bun.List(tests)).OrderExpr("c.position, c.id").Scan(ctx, &all)
}

const mostEnclosures = 20

// AddEnclosure encloses a file with a test by procedure.
type AddEnclosure struct {
	Project uuid.UUID `params:"project" json:"-"`
	Run     uuid.UUID `params:"run" json:"-"`
	ID      uuid.UUID `json:"id"`
	File    uuid.UUID `json:"file" validate:"required"`
}

// addEnclosure takes files after the test is finished too: a laboratory's report
// comes later. A file that is there already is not enclosed twice, so that what
// was sent again does no harm.
func (m *Module) addEnclosure(ctx context.Context, cmd AddEnclosure) (*Enclosure, error) {
	t := &Test{}
	if err := db.On(ctx).NewSelect().Model(t).Where("t.id = ? and t.edition is not null", cmd.Run).For("update").Scan(ctx); err != nil {
		return nil, err
	}
	if err := m.rows.MayVerify(ctx, t.Row); err != nil {
		return nil, err
	}
	had, err := enclosuresOf(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	position := 0
	for _, e := range had {
		if e.File == cmd.File {
			return e, nil
		}
		position = max(position, e.Position)
	}
	if len(had) >= mostEnclosures {
		return nil, problem.New(problem.Conflict, "A test encloses at most %d files", mostEnclosures)
	}
	fresh, err := enclosed(ctx, t.ID, []uuid.UUID{cmd.File})
	if err != nil {
		return nil, problem.At("file", "is not a file of this project").Because(err)
	}
	e := fresh[0]
	e.ID, e.Position = kernel.NewID(cmd.ID), position+1
	_, err = db.On(ctx).NewInsert().Model(e).Exec(ctx)
	return e, err
}

// RemoveEnclosure takes a file off a test by procedure that is under way.
type RemoveEnclosure struct {
	ofRun
	Enclosure uuid.UUID `params:"enclosure" json:"-"`
}

func (m *Module) removeEnclosure(ctx context.Context, cmd RemoveEnclosure) error {
	t, err := m.holdRun(ctx, cmd.Run, "update")
	if err != nil {
		return err
	}
	e := new(Enclosure)
	if err := db.On(ctx).NewSelect().Model(e).Column("id").Where("c.id = ? and c.test = ?", cmd.Enclosure, t.ID).Scan(ctx); err != nil {
		return err
	}
	_, err = db.On(ctx).NewDelete().Model(e).WherePK().Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"A test encloses at most %d files": "En test har højst %d vedlagte filer",
	})
}
