// Package templates lets a project begin with what another one has: its set-up,
// kept as a template of the company, or more of it as a copy without results.
// What goes along, every module says in its manifest.
package templates

import (
	"context"
	"slices"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// projects is what templates needs of the projects module.
type projects interface {
	// Administers tells whether the person under way administers all of a project.
	Administers(ctx context.Context, project uuid.UUID) (bool, error)
}

// Module is the templates module.
type Module struct {
	clock    *clock.Clock
	projects projects
	parts    []kernel.Part // what goes along, what others refer to first
}

// New returns the templates module; Join tells it what goes along.
func New(c *clock.Clock, in projects) *Module { return &Module{clock: c, projects: in} }

// Join takes over what every module lets go along. The lists come first, for
// all else refers to them, and they to nothing.
func (m *Module) Join(manifests []kernel.Manifest) {
	for _, f := range manifests {
		for _, p := range f.Handover {
			if p.Copy.Kind != "" {
				m.parts = append(m.parts, p)
			}
		}
	}
	slices.SortStableFunc(m.parts, func(a, b kernel.Part) int { return rank(a) - rank(b) })
}

func rank(p kernel.Part) int {
	if p.Copy.Kind == lists {
		return 0
	}
	return 1
}

// lists are the disciplines, methods and phases. Whoever creates a project
// chooses them one by one, so that they are met and not brought along.
const lists = "lists"

// Manifest lists all that templates does.
func (m *Module) Manifest() kernel.Manifest {
	const templates, template = "/templates", "/templates/:template"
	return kernel.Manifest{
		Name: "templates", Area: "project",
		Actions: []kernel.Action{
			kernel.Get("template.list", templates, m.listTemplates).Programs().Says("The templates of one's company, with their versions and what these hold."),
			kernel.Get("template.read", template, m.readTemplate).Programs().Says("The phases, milestones, disciplines and methods of a template's newest version."),
			kernel.Patch("template.change", template, m.changeTemplate).Says("Renames a template that one has made."),
			kernel.Delete("template.withdraw", template, m.withdrawTemplate).Says("Takes back a template that one has made; projects that began with it keep what they have."),
			kernel.Get("content.read", "/projects/:project/setup", m.readContent).Needs("project", "administer").Says("How much of each kind there is in a project that a template, or a copy of it, could begin with."),
			kernel.Post("template.save", "/projects/:project/templates", m.saveTemplate).Needs("project", "administer").Says("Keeps the project's set-up as a template of one's company, or as the next version of one."),
		},
		Tasks:    []kernel.TaskKind{{Kind: copyKind, Area: "project", Verb: "administer", Run: m.copyProject}},
		Personal: []kernel.Personal{{Table: "templates.templates", Holds: "who made a template", Person: "created_by", OnErase: "kept: ids only"}},
	}
}
