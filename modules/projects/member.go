package projects

import (
	"context"
	"slices"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Member is a person on a project and what they may do there.
type Member struct {
	bun.BaseModel `bun:"table:projects.members,alias:m" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Version       int         `json:"version"`
	Person        uuid.UUID   `json:"person"`
	Company       *uuid.UUID  `json:"company"`
	Role          string      `json:"role"` // the code of a preset, or own: and the name of a company's own
	Rights        []string    `bun:",array" json:"rights"`
	Disciplines   []uuid.UUID `bun:",array" json:"disciplines"` // nil: all
	OwnCompany    bool        `json:"own_company"`
	InvitedBy     *uuid.UUID  `json:"invited_by,omitempty"`
	JoinedAt      *time.Time  `json:"joined_at,omitempty"`
	EndsOn        *string     `bun:"type:date" json:"ends_on,omitempty"` // the last day it counts
	CreatedAt     time.Time   `json:"created_at"`
}

func (m *Member) administers() bool { return slices.Contains(m.Rights, "project.administer") }

// Access is what one may do on a project.
type Access struct {
	Person        uuid.UUID   `json:"person"`
	Role          string      `json:"role"`
	Company       uuid.UUID   `json:"company,omitzero"`
	Rights        []string    `json:"rights"`
	Disciplines   []uuid.UUID `json:"disciplines"`
	OwnCompany    bool        `json:"own_company"`
	Administrator bool        `json:"administrator"`
	Viewer        uuid.UUID   `json:"viewer,omitzero"` // who looks as the person, and changes nothing
	Name          string      `json:"name,omitempty"`  // of the person who is looked as
}

func (m *Module) readAccess(ctx context.Context, _ ofProject) (*Access, error) {
	s := scope.From(ctx)
	a := &Access{Person: s.Person, Role: s.Role, Company: s.Company, Rights: s.Rights, Disciplines: s.Narrowed, OwnCompany: s.OwnOnly, Administrator: s.Administrator(), Viewer: s.Viewer}
	if s.Viewer == uuid.Nil {
		return a, nil
	}
	names, err := m.people.Names(ctx)
	a.Name = names[s.Person][0]
	return a, err
}

func findMember(ctx context.Context, id uuid.UUID) (*Member, error) {
	m := new(Member)
	err := db.On(ctx).NewSelect().Model(m).Where("m.id = ? and m.project = ?", id, scope.From(ctx).Project).Scan(ctx)
	trimDays(m.EndsOn)
	return m, err
}

// keepsAdministrator refuses to leave a project without anybody who
// administers it, besides the member who goes.
func keepsAdministrator(ctx context.Context, goes uuid.UUID) error {
	project := scope.From(ctx).Project
	// Two who leave at the same moment must not both count the other.
	if _, err := db.On(ctx).NewRaw("select pg_advisory_xact_lock(hashtext(?))", "administrators "+project.String()).Exec(ctx); err != nil {
		return err
	}
	var n int
	err := db.On(ctx).NewRaw("select count(*) from projects.members where project = ? and id <> ? and 'project.administer' = any (rights) and ends_on is null", project, goes).Scan(ctx, &n)
	if err != nil {
		return err
	}
	if n == 0 {
		return problem.New(problem.Conflict, "The project would be left without an administrator. Make somebody else administrator first.")
	}
	return nil
}

// namedGivers bounds how many administrators a refusal names.
const namedGivers = 3

// Givers implements kernel.Access: the administrators, the first of them first.
func (m *Module) Givers(ctx context.Context) ([]string, error) {
	var some []uuid.UUID
	err := db.On(ctx).NewRaw("select person from projects.members where project = ? and 'project.administer' = any (rights) and joined_at is not null order by joined_at, id limit ?", scope.From(ctx).Project, namedGivers).Scan(ctx, &some)
	if err != nil || len(some) == 0 {
		return nil, err
	}
	names, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, person := range some {
		if name := names[person][0]; name != "" {
			all = append(all, name)
		}
	}
	return all, nil
}

// endsInTime refuses a membership that ends before it begins, and a guest's that
// does not end.
func (m *Module) endsInTime(ends bool, day *string) error {
	if day == nil {
		if ends {
			return problem.At("ends_on", "is needed")
		}
		return nil
	}
	if _, err := time.Parse(time.DateOnly, *day); err != nil {
		return problem.At("ends_on", "is not a date such as 2026-04-20")
	}
	if m.over(day) {
		return problem.At("ends_on", "is over already")
	}
	return nil
}

// over tells whether the last day of a membership has passed.
func (m *Module) over(day *string) bool {
	return day != nil && *day < m.clock.Today().Format(time.DateOnly)
}

// gives refuses terms that are more than those of the person who gives them:
// rights that they do not hold, and a wider view than their own.
func gives(ctx context.Context, to *Member) error {
	s := scope.From(ctx)
	if missing := s.Covers(to.Rights); len(missing) > 0 {
		return problem.New(problem.Denied, "You cannot give the right %s, which you do not have yourself", missing[0])
	}
	if s.Narrowed != nil {
		for _, d := range to.Disciplines {
			if !slices.Contains(s.Narrowed, d) {
				return problem.New(problem.Denied, "You cannot give access to disciplines that you do not see yourself")
			}
		}
		if to.Disciplines == nil {
			return problem.New(problem.Denied, "You cannot give access to disciplines that you do not see yourself")
		}
	}
	if s.OwnOnly && (!to.OwnCompany || to.Company != nil && *to.Company != s.Company) {
		return problem.New(problem.Denied, "You cannot give access to other companies' rows, which you do not see yourself")
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"is over already": "er allerede forbi",
		"The project would be left without an administrator. Make somebody else administrator first.": "Projektet ville stå uden administrator. Gør først en anden til administrator.",
		"You cannot give the right %s, which you do not have yourself":                                "Du kan ikke give retten %s, som du ikke selv har",
		"You cannot give access to disciplines that you do not see yourself":                          "Du kan ikke give adgang til fagområder, som du ikke selv ser",
		"You cannot give access to other companies' rows, which you do not see yourself":              "Du kan ikke give adgang til andre firmaers rækker, som du ikke selv ser",
	})
}
