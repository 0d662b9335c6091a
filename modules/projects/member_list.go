package projects

import (
	"cmp"
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

type listMembers struct {
	Project uuid.UUID `params:"project" json:"-"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=2000"`
}

// Members are a page of those of a project, by when they were invited.
type Members struct {
	Items []*Listing `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

// membersShown is how many members a page shows; nearly every project has fewer.
const membersShown = 500

func (m *Module) listMembers(ctx context.Context, q listMembers) (*Members, error) {
	limit, s := cmp.Or(q.Limit, membersShown), scope.From(ctx)
	items, err := m.listings(ctx, func(find *bun.SelectQuery) *bun.SelectQuery {
		if q.After != uuid.Nil {
			find = find.Where("(m.created_at, m.id) > (select b.created_at, b.id from projects.members b where b.project = ? and b.id = ?)", s.Project, q.After)
		}
		return find.OrderExpr("m.created_at, m.id").Limit(int64(limit) + 1)
	})
	if err != nil {
		return nil, err
	}
	page := &Members{Items: items}
	if len(items) > limit {
		page.Items = items[:limit]
		page.Next = &items[limit-1].ID
	}
	return page, nil
}

// listings are members as they are shown, those that which leaves.
func (m *Module) listings(ctx context.Context, which func(*bun.SelectQuery) *bun.SelectQuery) ([]*Listing, error) {
	items := []*Listing{}
	find := db.On(ctx).NewSelect().Model(&items).ColumnExpr("m.id, m.version, m.person, m.company, m.role, m.rights, m.disciplines, m.own_company, m.invited_by, m.joined_at, m.ends_on, m.created_at").ColumnExpr("coalesce(c.name, '') as company_name, m.person in (select platform.proven_members()) as second_factor").
		Join("left join projects.companies c on c.project = m.project and c.id = m.company").Where("m.project = ?", scope.From(ctx).Project)
	if err := which(find).Scan(ctx); err != nil {
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
	for _, l := range items {
		trimDays(l.EndsOn)
		l.Name, l.Email, l.State = names[l.Person][0], emails[l.Person], "active"
		if l.JoinedAt == nil {
			l.State = "invited"
		}
		if m.over(l.EndsOn) {
			l.State = "ended"
		}
	}
	return items, nil
}

func (m *Module) listed(ctx context.Context, id uuid.UUID) (*Listing, error) {
	one, err := m.listings(ctx, func(find *bun.SelectQuery) *bun.SelectQuery { return find.Where("m.id = ?", id) })
	if err != nil {
		return nil, err
	}
	if len(one) == 0 {
		return nil, problem.New(problem.NotFound, "")
	}
	return one[0], nil
}
