package issues

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Photo shows what was found, or how it was remedied.
type Photo struct {
	bun.BaseModel `bun:"table:issues.photos,alias:p" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Entry         uuid.UUID  `json:"-"`
	File          uuid.UUID  `json:"file"`
	Stage         string     `json:"stage" validate:"oneof=before after"`
	Position      int        `json:"position"`
	Person        *uuid.UUID `json:"person"`
}

const photosOfEntry = 200

func photosOf(ctx context.Context, entry uuid.UUID) ([]*Photo, error) {
	all := []*Photo{}
	return all, db.On(ctx).NewSelect().Model(&all).Where("p.entry = ?", entry).OrderExpr("p.stage desc, p.position, p.id").Limit(photosOfEntry).Scan(ctx)
}

// keepPhotos adds pictures that are stored in the project to an entry.
func keepPhotos(ctx context.Context, entry uuid.UUID, stage string, files []uuid.UUID) error {
	if len(files) == 0 {
		return nil
	}
	var known []uuid.UUID
	if err := db.On(ctx).NewRaw("select id from platform.files where id in (?) and media_type in ('image/jpeg', 'image/png', 'image/webp')", bun.List(files)).Scan(ctx, &known); err != nil {
		return err
	}
	there := map[uuid.UUID]bool{}
	for _, id := range known {
		there[id] = true
	}
	var last int
	if err := db.On(ctx).NewRaw("select coalesce(max(position), 0) from issues.photos where entry = ? and stage = ?", entry, stage).Scan(ctx, &last); err != nil {
		return err
	}
	photos := make([]*Photo, 0, len(files))
	for i, file := range files {
		if !there[file] {
			return problem.At("photos", "is not a picture of this project")
		}
		photos = append(photos, &Photo{ID: uuid.Must(uuid.NewV7()), Entry: entry, File: file, Stage: stage, Position: last + i + 1, Person: orNil(scope.From(ctx).Person)})
	}
	if last+len(files) > photosOfEntry/2 {
		return problem.At("photos", "is too many: at most %s", "100")
	}
	_, err := db.On(ctx).NewInsert().Model(&photos).Exec(ctx)
	return err
}

// AddPhotos adds pictures of what was found, or of how it was remedied.
type AddPhotos struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Entry   uuid.UUID   `params:"entry" json:"-"`
	Stage   string      `json:"stage" validate:"required,oneof=before after"`
	Photos  []uuid.UUID `json:"photos" validate:"required,min=1,max=100"`
}

func (m *Module) addPhotos(ctx context.Context, cmd AddPhotos) (*OpenedEntry, error) {
	e, err := holdEntry(ctx, cmd.Entry)
	if err != nil {
		return nil, err
	}
	w := whoActs(ctx)
	switch {
	case e.Status == "closed":
		return nil, problem.New(problem.Conflict, "It is closed. Reopen it before you change it.")
	case !w.all && !is(e.RaisedBy, w.person) && !e.isTheirs(w):
		return nil, kernel.Lacks("log", "edit_all")
	}
	if err := keepPhotos(ctx, e.ID, cmd.Stage, cmd.Photos); err != nil {
		return nil, err
	}
	if err := tell(ctx, &Event{Entry: e.ID, At: m.moment(ctx), Kind: "photographed"}); err != nil {
		return nil, err
	}
	return answer(ctx, e.ID)
}

func init() {
	problem.Teach(map[string]string{"is not a picture of this project": "er ikke et billede i dette projekt"})
}
