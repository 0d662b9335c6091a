package projects

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Line is a discipline, method, phase or milestone that a project begins with.
type Line struct {
	Code      string  `json:"code" validate:"required,max=40"`
	NameDA    string  `json:"name_da" validate:"required_without=NameEN,max=200"`
	NameEN    string  `json:"name_en" validate:"required_without=NameDA,max=200"`
	Milestone bool    `json:"milestone,omitempty"`
	StartsOn  *string `json:"starts_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
	EndsOn    *string `json:"ends_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

// CreateProject sets up a project; who creates it administers it.
type CreateProject struct {
	ID uuid.UUID `json:"id" validate:"required"`
	Facts
	Phases      []Line     `json:"phases" validate:"max=60,dive"`
	Disciplines []Line     `json:"disciplines" validate:"max=200,dive"`
	Methods     []Line     `json:"methods" validate:"max=200,dive"`
	Begin       *Beginning `json:"begin,omitempty"`
}

// Beginning is what a project begins with beside its lists: kinds of things
// from a template, or from another project that one administers.
type Beginning struct {
	Template uuid.UUID `json:"template,omitzero"`
	Project  uuid.UUID `json:"project,omitzero" validate:"required_without=Template"`
	Kinds    []string  `json:"kinds" validate:"required,min=1,max=40,dive,max=40"`
}

// Created is a project that was created, with the task that fills it, if there is one.
type Created struct {
	Project
	Task uuid.UUID `json:"task,omitzero"`
}

func (m *Module) createProject(ctx context.Context, cmd CreateProject) (*Created, error) {
	if err := m.people.Secured(ctx); err != nil {
		return nil, err
	}
	return m.found(ctx, cmd)
}

func (m *Module) found(ctx context.Context, cmd CreateProject) (*Created, error) {
	if cmd.Name == "" {
		return nil, problem.At("name", "is needed")
	}
	if err := cmd.Facts.check(); err != nil {
		return nil, err
	}
	if err := distinct("phases", cmd.Phases).and("disciplines", cmd.Disciplines).and("methods", cmd.Methods).err(); err != nil {
		return nil, err
	}
	// The project does not exist yet, so the work is moved into it here: row
	// security lets somebody in who founds a project that has no member.
	if err := db.Enter(ctx, cmd.ID); err != nil {
		return nil, err
	}
	f := cmd.Facts
	if f.Language == "" {
		f.Language = "da"
	}
	if f.Currency == "" {
		f.Currency = "DKK"
	}
	f.State = "active"
	s := scope.From(ctx)
	p := &Project{ID: cmd.ID, Version: 1, Facts: f, CreatedBy: s.Person, CreatedAt: m.clock.Now(), ChangedAt: m.clock.Now()}
	// Nobody sees the project before it has a member, not even its founder.
	if _, err := db.On(ctx).NewInsert().Model(p).Returning("NULL").Exec(ctx); err != nil {
		return nil, err
	}
	admin := &Member{ID: uuid.Must(uuid.NewV7()), Version: 1, Person: s.Person, Role: "administrator", Rights: roleOf("administrator").Rights, JoinedAt: &p.CreatedAt}
	if _, err := db.On(ctx).NewInsert().Model(admin).Column("id", "person", "role", "rights", "joined_at").Exec(ctx); err != nil {
		return nil, err
	}
	s.Rights, s.Member, s.Role = admin.Rights, true, admin.Role
	if err := m.people.Show(ctx, s.Person); err != nil {
		return nil, err
	}
	if err := m.companyOf(ctx, admin); err != nil {
		return nil, err
	}
	for kind, lines := range map[string][]Line{"phase": cmd.Phases, "discipline": cmd.Disciplines, "method": cmd.Methods} {
		if err := m.registers.SetUp(ctx, kind, fields(kind, lines)); err != nil {
			return nil, err
		}
	}
	made := &Created{Project: *p.trim()}
	if b := cmd.Begin; b != nil {
		var err error
		if made.Task, err = m.templates.Begin(ctx, b.Template, b.Project, b.Kinds); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// Administers tells whether the person under way administers all of a project.
func (m *Module) Administers(ctx context.Context, project uuid.UUID) (may bool, err error) {
	return may, db.On(ctx).NewRaw("select exists (select 1 from projects.members where project = ? and person = ? and 'project.administer' = any (rights) and disciplines is null and not own_company and joined_at is not null)",
		project, scope.From(ctx).Person).Scan(ctx, &may)
}

// companyOf puts the founder's own company on the project.
func (m *Module) companyOf(ctx context.Context, admin *Member) error {
	names, err := m.people.Names(ctx)
	if err != nil {
		return err
	}
	company := names[admin.Person][1]
	if company == "" {
		return nil
	}
	id, err := ensureCompany(ctx, company)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("update projects.members set company = ? where id = ?", id, admin.ID).Exec(ctx)
	return err
}

func fields(kind string, lines []Line) []map[string]any {
	all := make([]map[string]any, len(lines))
	for i, l := range lines {
		all[i] = map[string]any{"code": l.Code, "name_da": l.NameDA, "name_en": l.NameEN, "position": i + 1}
		if kind == "phase" {
			all[i]["milestone"], all[i]["starts_on"], all[i]["ends_on"] = l.Milestone, l.StartsOn, l.EndsOn
		}
	}
	return all
}

// wrong gathers codes that stand twice in a list.
type wrong struct{ p *problem.Problem }

func distinct(name string, lines []Line) *wrong { return (&wrong{}).and(name, lines) }

func (w *wrong) and(name string, lines []Line) *wrong {
	seen := map[string]bool{}
	for _, l := range lines {
		if seen[l.Code] {
			if w.p == nil {
				w.p = problem.New(problem.Invalid, "")
			}
			w.p.And(name, "has the code %s twice", l.Code)
		}
		seen[l.Code] = true
	}
	return w
}

func (w *wrong) err() error {
	if w.p == nil {
		return nil
	}
	return w.p
}

func init() {
	problem.Teach(map[string]string{"has the code %s twice": "har koden %s to gange"})
}

// Found sets up a project outside a request; for demonstrations.
func (m *Module) Found(ctx context.Context, cmd CreateProject) error {
	_, err := m.found(ctx, cmd)
	return err
}

// Seat makes somebody a member at once, without an invitation; for demonstrations.
func (m *Module) Seat(ctx context.Context, person uuid.UUID, company, role string, disciplines []uuid.UUID) error {
	id, err := ensureCompany(ctx, company)
	if err != nil {
		return err
	}
	now := m.clock.Now()
	member := &Member{ID: uuid.Must(uuid.NewV7()), Person: person, Company: &id, Role: role, Rights: roleOf(role).Rights, Disciplines: disciplines, JoinedAt: &now}
	_, err = db.On(ctx).NewInsert().Model(member).ExcludeColumn("version", "invited_by", "created_at").Exec(ctx)
	return err
}
