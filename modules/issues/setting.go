package issues

import (
	"context"

	"cxweb/platform/db"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Setting is how a project keeps its log.
type Setting struct {
	bun.BaseModel `bun:"table:issues.settings,alias:s" json:"-"`
	PhotoOnRemedy bool `json:"photo_on_remedy"` // reporting an entry remedied takes a photo
	DueDays       int  `json:"due_days"`        // until an entry is due that is assigned without a day
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

func (m *Module) readSetting(ctx context.Context, _ ofProject) (*Setting, error) {
	return findSetting(ctx)
}

// findSetting reads the project's settings; what nobody has set is usual.
func findSetting(ctx context.Context) (*Setting, error) {
	var all []*Setting
	if err := db.On(ctx).NewSelect().Model(&all).Scan(ctx); err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return &Setting{DueDays: 14}, nil
	}
	return all[0], nil
}

// ChangeSetting says how a project keeps its log.
type ChangeSetting struct {
	Project       uuid.UUID `params:"project" json:"-"`
	PhotoOnRemedy bool      `json:"photo_on_remedy"`
	DueDays       int       `json:"due_days" validate:"gte=1,lte=365"`
}

func (m *Module) changeSetting(ctx context.Context, cmd ChangeSetting) (*Setting, error) {
	s := &Setting{PhotoOnRemedy: cmd.PhotoOnRemedy, DueDays: cmd.DueDays}
	_, err := db.On(ctx).NewInsert().Model(s).On("conflict (project) do update").Set("photo_on_remedy = excluded.photo_on_remedy, due_days = excluded.due_days").Exec(ctx)
	return s, err
}
