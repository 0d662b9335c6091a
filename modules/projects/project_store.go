package projects

import (
	"cmp"
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Listed is a project as the list of one's projects shows it.
type Listed struct {
	bun.BaseModel `bun:"table:projects.projects,alias:p" json:"-"`
	Project
	Role   string `json:"role"`
	Barred bool   `bun:"-" json:"barred,omitempty"` // it, or one's company, demands a second factor that one does not have
}

// projectColumns are what a project is read with.
const projectColumns = `p.id, p.version, p.number, p.name, p.kind, p.address, p.client, p.language, p.currency, p.budget, p.size_m2, p.cx_cost, p.cx_benefit,
	p.starts_on, p.handover_on, p.state, p.second_factor, p.created_by, p.created_at, p.changed_at`

type listProjects struct {
	After uuid.UUID `query:"after" json:"-"`
	Limit int       `query:"limit" json:"-" validate:"min=0,max=1000"`
}

// Projects are a page of the projects one is a member of. Those that keep one
// out for want of a second factor stand first, on the first page.
type Projects struct {
	Items []*Listed  `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

// projectsShown is how many projects a page shows; nearly everybody has fewer.
const projectsShown = 500

func (m *Module) listProjects(ctx context.Context, q listProjects) (*Projects, error) {
	all, limit := &Projects{Items: []*Listed{}}, cmp.Or(q.Limit, projectsShown)
	s := db.On(ctx).NewSelect().Model(&all.Items).ColumnExpr(projectColumns).ColumnExpr("m.role").
		Join("join projects.members m on m.project = p.id and m.person = ?", scope.From(ctx).Person).
		OrderExpr("p.state, p.number, p.name, p.id").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(p.state, p.number, p.name, p.id) > (select b.state, b.number, b.name, b.id from projects.projects b where b.id = ?)", q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(all.Items) > limit {
		all.Items = all.Items[:limit]
		all.Next = &all.Items[limit-1].ID
	}
	for _, p := range all.Items {
		p.trim()
	}
	if q.After != uuid.Nil {
		return all, nil
	}
	barred := []*Listed{}
	err := db.On(ctx).NewRaw(`select b.id, b.number, b.name, 'active' as state, b.second_factor, m.role from projects.barring() b
		join projects.members m on m.project = b.id and m.person = ? order by b.number, b.name, b.id limit 1000`, scope.From(ctx).Person).Scan(ctx, &barred)
	for _, p := range barred {
		p.Barred = true
	}
	all.Items = append(barred, all.Items...)
	return all, err
}

// Mine gives the names of the active projects that one is a member of, and
// may look into.
func (m *Module) Mine(ctx context.Context) (map[uuid.UUID]string, error) {
	var all []*Listed
	err := db.On(ctx).NewSelect().Model(&all).Column("p.id", "p.name").Join("join projects.members m on m.project = p.id and m.person = ?", scope.From(ctx).Person).Where("p.state = 'active'").Scan(ctx)
	names := make(map[uuid.UUID]string, len(all))
	for _, p := range all {
		names[p.ID] = p.Name
	}
	return names, err
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

func (m *Module) readProject(ctx context.Context, q ofProject) (*Project, error) {
	p := new(Project)
	err := db.On(ctx).NewSelect().Model(p).Where("p.id = ?", q.Project).Scan(ctx)
	return p.trim(), err
}

// Name is the name of the project under way.
func (m *Module) Name(ctx context.Context) (string, error) {
	p, err := m.readProject(ctx, ofProject{Project: scope.From(ctx).Project})
	return p.Name, err
}

// HandoverOn is the day on which the project under way is handed over; empty
// where there is none yet.
func (m *Module) HandoverOn(ctx context.Context) (string, error) {
	p, err := m.readProject(ctx, ofProject{Project: scope.From(ctx).Project})
	if err != nil || p.HandoverOn == nil {
		return "", err
	}
	return *p.HandoverOn, nil
}

// Sides tells which company each member of the project under way acts for.
func (m *Module) Sides(ctx context.Context) (map[uuid.UUID]uuid.UUID, error) {
	var all []struct {
		Person  uuid.UUID
		Company *uuid.UUID
	}
	err := db.On(ctx).NewRaw("select person, company from projects.members where project = ?", scope.From(ctx).Project).Scan(ctx, &all)
	sides := make(map[uuid.UUID]uuid.UUID, len(all))
	for _, one := range all {
		sides[one.Person] = uuid.Nil
		if one.Company != nil {
			sides[one.Person] = *one.Company
		}
	}
	return sides, err
}

// holders bounds how many members are asked for who hold a right.
const holders = 2000

// Holders are the members who hold a right such as tests.approve on all of the
// project under way, the first of them first; who was invited and never came
// does not count.
func (m *Module) Holders(ctx context.Context, right string) (all []uuid.UUID, err error) {
	return all, db.On(ctx).NewRaw(`select person from projects.members where project = ? and ? = any (rights) and disciplines is null and not own_company
		and joined_at is not null and (ends_on is null or ends_on >= ?) order by joined_at, id limit ?`, scope.From(ctx).Project, right, m.clock.Today().Format(time.DateOnly), holders).Scan(ctx, &all)
}

// ChangeProject changes what a project is.
type ChangeProject struct {
	Project uuid.UUID            `params:"project" json:"-"`
	Change  kernel.Change[Facts] `body:""`
}

func (m *Module) changeProject(ctx context.Context, cmd ChangeProject) (*Project, error) {
	if err := db.Patch(ctx, "projects.projects", cmd.Project, cmd.Change.Base, cmd.Change.Fields); err != nil {
		return nil, err
	}
	p, err := m.readProject(ctx, ofProject{Project: cmd.Project})
	if err != nil {
		return nil, err
	}
	return p, p.Facts.check()
}
