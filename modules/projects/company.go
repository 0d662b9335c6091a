package projects

import (
	"context"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Company is a company that takes part in a project.
type Company struct {
	bun.BaseModel `bun:"table:projects.companies,alias:c" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",nullzero,default:1" json:"version"`
	Name          string     `json:"name"`
	Logo          *uuid.UUID `json:"logo"`
}

// Companies are those of a project, by name.
type Companies struct {
	Items []*Company `json:"items"`
}

func (m *Module) listCompanies(ctx context.Context, _ ofProject) (*Companies, error) {
	all := &Companies{Items: []*Company{}}
	return all, db.On(ctx).NewSelect().Model(&all.Items).OrderExpr("lower(name), id").Limit(5000).Scan(ctx)
}

// Companies gives the names of the companies of the project under way.
func (m *Module) Companies(ctx context.Context) (map[uuid.UUID]string, error) {
	all, err := m.listCompanies(ctx, ofProject{})
	if err != nil {
		return nil, err
	}
	names := make(map[uuid.UUID]string, len(all.Items))
	for _, c := range all.Items {
		names[c.ID] = c.Name
	}
	return names, nil
}

// EnsureCompany finds a company of the project under way by its name, or adds it.
func (m *Module) EnsureCompany(ctx context.Context, name string) (uuid.UUID, error) {
	return ensureCompany(ctx, name)
}

// AddCompany puts a company on a project.
type AddCompany struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	Name    string    `json:"name" validate:"required,max=120"`
}

func (m *Module) addCompany(ctx context.Context, cmd AddCompany) (*Company, error) {
	c := &Company{ID: kernel.NewID(cmd.ID), Version: 1, Name: strings.TrimSpace(cmd.Name)}
	_, err := db.On(ctx).NewInsert().Model(c).Exec(ctx)
	return c, err
}

func ensureCompany(ctx context.Context, name string) (uuid.UUID, error) {
	name = strings.TrimSpace(name)
	var id uuid.UUID
	err := db.On(ctx).NewRaw(`with made as (insert into projects.companies (id, name) values (?, ?) on conflict (project, lower(name)) do nothing returning id)
		select id from made union all select id from projects.companies where lower(name) = lower(?) limit 1`, uuid.Must(uuid.NewV7()), name, name).Scan(ctx, &id)
	return id, err
}
