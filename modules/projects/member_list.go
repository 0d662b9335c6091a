package projects

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Listing is a member as the members' page shows them.
type Listing struct {
	bun.BaseModel `bun:"table:projects.members,alias:m" json:"-"`
	Member
	Name        string `json:"name"`
	Email       string `json:"email"`
	CompanyName string `json:"company_name"`
	State       string `json:"state"` // invited, active or ended
	Proven      bool   `bun:"second_factor,scanonly" json:"second_factor"`
}

// Members are those of a project.
type Members struct {
	Items []*Listing `json:"items"`
}

func (m *Module) listMembers(ctx context.Context, _ ofProject) (*Members, error) {
	all := &Members{Items: []*Listing{}}
	err := db.On(ctx).NewSelect().Model(&all.Items).ColumnExpr("m.id, m.version, m.person, m.company, m.role, m.rights, m.disciplines, m.own_company, m.invited_by, m.joined_at, m.ends_on, m.created_at").ColumnExpr("coalesce(c.name, '') as company_name, m.person in (select platform.proven_members()) as second_factor").
		Join("left join projects.companies c on c.project = m.project and c.id = m.company").
		Where("m.project = ?", scope.From(ctx).Project).OrderExpr("m.created_at, m.id").Limit(2000).Scan(ctx)
	if err != nil {
		return nil, err
	}
	names, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	emails, err := m.people.Emails(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range all.Items {
		trimDays(l.EndsOn)
		l.Name, l.Email, l.State = names[l.Person][0], emails[l.Person], "active"
		if l.JoinedAt == nil {
			l.State = "invited"
		}
		if m.over(l.EndsOn) {
			l.State = "ended"
		}
	}
	return all, nil
}

func (m *Module) listed(ctx context.Context, id uuid.UUID) (*Listing, error) {
	all, err := m.listMembers(ctx, ofProject{})
	if err != nil {
		return nil, err
	}
	for _, l := range all.Items {
		if l.ID == id {
			return l, nil
		}
	}
	return nil, problem.New(problem.NotFound, "")
}
