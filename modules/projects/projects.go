// Package projects knows the projects, the companies on them, and who may do
// what there.
package projects

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/event"
	"cxweb/platform/files"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// people is what projects needs of the accounts module.
type people interface {
	Ensure(ctx context.Context, email, name, company, phone, language string) (id uuid.UUID, known bool, err error)
	Show(ctx context.Context, person uuid.UUID) error
	Leave(ctx context.Context, person uuid.UUID) error
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
	Emails(ctx context.Context) (map[uuid.UUID]string, error)
	Invite(ctx context.Context, person, project uuid.UUID, projectName, role, message string) error
	// Withdraw voids the open invitations of a person to a project, and tells whether there were any.
	Withdraw(ctx context.Context, person, project uuid.UUID) (open bool, err error)
	View(ctx context.Context, project, as uuid.UUID) error
	// Secured refuses whoever begins a project without a second factor that is demanded of them.
	Secured(ctx context.Context) error
}

// setUp is what projects needs of the registers module when one is begun: kind
// is discipline, method or phase, and each line a thing's fields.
type setUp interface {
	SetUp(ctx context.Context, kind string, lines []map[string]any) error
}

// beginnings is what projects needs of the templates module.
type beginnings interface {
	// Begin fills the new project under way with what a template holds, or has
	// it filled in the background with what another project has.
	Begin(ctx context.Context, template, project uuid.UUID, kinds []string) (task uuid.UUID, err error)
}

// Module is the projects module.
type Module struct {
	clock     *clock.Clock
	files     *files.Store
	people    people
	registers setUp
	templates beginnings
	duties    []kernel.Duty // what of every module can hang on a member
}

// New returns the projects module; Join gives it what it needs of others.
func New(c *clock.Clock, store *files.Store) *Module { return &Module{clock: c, files: store} }

// Join hands over the modules that projects asks.
func (m *Module) Join(p people, registers setUp) { m.people, m.registers = p, registers }

// JoinTemplates hands over what new projects can begin with.
func (m *Module) JoinTemplates(b beginnings) { m.templates = b }

// Manifest lists all that projects does.
func (m *Module) Manifest() kernel.Manifest {
	const project, member = "/projects/:project", "/projects/:project/members/:member"
	return kernel.Manifest{
		Name: "projects", Area: "project",
		Actions: []kernel.Action{
			kernel.Get("project.list", "/projects", m.listProjects).Programs().Says("The projects that one is a member of."),
			kernel.Get("starter.list", "/project_starters", m.listStarters).Programs().Says("What a new project can begin with: kinds, phases, milestones, disciplines, methods."),
			kernel.Post("project.create", "/projects", m.createProject).Programs(),
			kernel.Get("project.read", project, m.readProject).Anyone(),
			kernel.Patch("project.change", project, m.changeProject).Needs("project", "administer"),
			kernel.Put("project.demand", project+"/second_factor", m.demandSecondFactor).Needs("project", "administer").Fresh().Says("Says whether the project is closed to members without a second factor."),
			kernel.Get("access.read", project+"/access", m.readAccess).Anyone().Says("What one may do on the project."),
			kernel.Do("access.join", project+"/join", m.joinProject).Anyone().Signed().Says("Notes that a member is there for the first time."),
			kernel.Get("role.list", project+"/roles", m.listRoles).Anyone().Says("The presets of rights: the product's, and those that one's company keeps."),
			kernel.Post("preset.save", project+"/presets", m.savePreset).Needs("members", "create").Says("Keeps rights as a preset of one's company, for the members that its people invite. It gives nobody anything."),
			kernel.Patch("preset.change", "/presets/:preset", m.changePreset).Says("Changes a preset that one has made; whoever was given rights by it keeps those."),
			kernel.Delete("preset.withdraw", "/presets/:preset", m.withdrawPreset).Says("Takes back a preset that one has made; whoever was given rights by it keeps those."),
			kernel.Get("company.list", project+"/companies", m.listCompanies).Anyone(),
			kernel.Post("company.add", project+"/companies", m.addCompany).Needs("members", "create"),
			kernel.Put("logo.set", project+"/companies/:company/logo", m.setLogo).Needs("project", "administer").Says("Gives a company the logo that stands on the reports its people print; without a file it has none."),
			kernel.Get("member.list", project+"/members", m.listMembers).Needs("members", "view"),
			kernel.Post("member.invite", project+"/members", m.inviteMember).Costly().Needs("members", "create"),
			kernel.Patch("member.change", member, m.changeMember).Needs("members", "edit").Says("Changes what a member may do, or moves them to another company; a colleague at the one that is left can take over what waits for them there."),
			kernel.Get("member.duties", member+"/duties", m.listDuties).Anyone().Says("What waits for a member, and what becomes of it when they leave or move to another company. Of others it takes the right to edit all members."),
			kernel.Delete("member.remove", member, m.removeMember).Needs("members", "edit").Anyone().Says("Takes a member off the project, or oneself. Another member can take over what waits for them."),
			kernel.Do("member.transfer", member+"/transfer", m.transferAdministration).Needs("project", "administer").Fresh().Says("Makes another member administrator in one's own place, in one step."),
			kernel.Do("member.view", member+"/view", m.viewAsMember).Needs("project", "administer").Signed().Says("Shows the project as a member sees it, for an hour, in this session alone; meanwhile nothing can be changed on it."),
			kernel.Do("member.resend", member+"/resend", m.resendInvitation).Costly().Needs("members", "create"),
		},
		Handles: []event.Handler{event.On("accounts.invitation_accepted", m.onAccepted)},
		Personal: []kernel.Personal{
			{Table: "projects.members", Holds: "membership and rights", Person: "person", OnErase: "kept: ids only"},
			{Table: "projects.presets", Holds: "who made a preset of rights", Person: "created_by", OnErase: "kept: ids only"},
		},
		Templates: []kernel.TemplateKind{{Name: "project_setup", Tables: []string{"projects.projects"}}},
		Restores: []kernel.Restore{
			{Table: "projects.projects", Label: "r->>'name'", Area: "project", Leaves: []string{"second_factor"}},
			{Table: "projects.companies", Parents: []string{"platform.files"}, Label: "r->>'name'", Area: "registers"},
			{Table: "projects.members", Parents: []string{"projects.companies"}, Label: "r->>'role'", Area: "project"}, // gives rights: it takes an administrator
		},
		Handover: []kernel.Part{
			{Name: "project", Table: "projects.projects", Order: "id", Key: "''", Hides: []string{"second_factor"}}, // there is one
			{Name: "companies", Table: "projects.companies", Order: "lower(name), id", Sheet: [2]string{"Firmaer", "Companies"}, Keeps: []string{"logo"}, Key: "lower(name)", Copy: kernel.Copy{Kind: "companies"}},
		},
		Demo: m.demo,
	}
}
