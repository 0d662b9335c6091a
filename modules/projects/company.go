package projects

import (
	"cmp"
	"context"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

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

type listCompanies struct {
	Project uuid.UUID `params:"project" json:"-"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=5000"`
}

// Companies are a page of those of a project, by name.
type Companies struct {
	Items []*Company `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

// companiesShown is how many companies a page shows; nearly every project has fewer.
const companiesShown = 2000

func (m *Module) listCompanies(ctx context.Context, q listCompanies) (*Companies, error) {
	page, limit := &Companies{Items: []*Company{}}, cmp.Or(q.Limit, companiesShown)
	s := db.On(ctx).NewSelect().Model(&page.Items).Where("c.project = ?", q.Project).OrderExpr("lower(c.name), c.id").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(lower(c.name), c.id) > (select lower(b.name), b.id from projects.companies b where b.project = ? and b.id = ?)", q.Project, q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	return page, nil
}

// Companies gives the names of the companies of the project under way.
func (m *Module) Companies(ctx context.Context) (map[uuid.UUID]string, error) {
	var all []*Company
	if err := db.On(ctx).NewSelect().Model(&all).Where("c.project = ?", scope.From(ctx).Project).Scan(ctx); err != nil {
		return nil, err
	}
	names := make(map[uuid.UUID]string, len(all))
	for _, c := range all {
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
