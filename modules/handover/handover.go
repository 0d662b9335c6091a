// Package handover hands a project over: it makes packages that hold all of it
// in open formats, says what a project lacks before that, and takes a package
// back in.
package handover

import (
	"context"
	"embed"

	"cxweb/platform/clock"
	"cxweb/platform/files"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

//go:embed schema/manifest.schema.json
var schema embed.FS

// people is what handover needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
	Emails(ctx context.Context) (map[uuid.UUID]string, error)
}

// projects is what handover needs of the projects module.
type projects interface {
	Name(ctx context.Context) (string, error)
}

// Module is the handover module.
type Module struct {
	clock    *clock.Clock
	files    *files.Store
	people   people
	projects projects
	signer   signer
	version  string            // of the program
	parts    []kernel.Part     // what every module puts into a package, parents first
	labels   map[string]string // by table: SQL over a row's image r that names it
}

// New returns the handover module; Join tells it what goes into a package.
func New(c *clock.Clock, store *files.Store, p people, in projects, by signer, version string) *Module {
	return &Module{clock: c, files: store, people: p, projects: in, signer: by, version: version, labels: map[string]string{}}
}

// Join takes over what every module hands over.
func (m *Module) Join(manifests []kernel.Manifest) {
	for _, f := range manifests {
		for _, p := range f.Handover {
			if !p.Stays {
				m.parts = append(m.parts, p)
			}
		}
		for _, r := range f.Restores {
			m.labels[r.Table] = r.Label
		}
	}
}

// Manifest lists all that handover does.
func (m *Module) Manifest() kernel.Manifest {
	const packages, one = "/projects/:project/packages", "/projects/:project/packages/:package"
	return kernel.Manifest{
		Name: "handover", Area: "exports",
		Actions: []kernel.Action{
			kernel.Get("package.preflight", packages+"/preflight", m.preflight).Says("What the project lacks before a handover, with what stands in the way of it."),
			kernel.Post("package.order", packages, m.orderPackage).Costly().Needs("exports", "export").Says("Has a package of the whole project made in the background, as it is at one moment."),
			kernel.Get("package.list", packages, m.listPackages).Says("The project's packages, the newest first."),
			kernel.Get("package.read", one, m.readPackage),
			kernel.Do("package.cancel", one+"/cancel", m.cancelPackage).Needs("exports", "export").Says("Stops a package that one has ordered."),
			kernel.Post("package.receive", packages+"/receive", m.receivePackage).Costly().Needs("project", "administer").Says("Checks an uploaded package and takes all of it into a project that holds nothing yet."),
		},
		Tasks: []kernel.TaskKind{
			{Kind: makeKind, Area: "exports", Verb: "export", Run: m.makePackage},
			{Kind: receiveKind, Area: "project", Verb: "administer", Run: m.takeIn},
		},
		Personal: []kernel.Personal{
			{Table: "handover.packages", Holds: "who ordered a package", Person: "person", OnErase: "kept: ids only"},
			{Table: "platform.files", Holds: "in packages: names and e-mail addresses of those shown on the project at that moment", Person: "", OnErase: "kept as evidence until the licence ends"},
		},
	}
}

// part finds a part by its name.
func (m *Module) part(name string) (kernel.Part, bool) {
	for _, p := range m.parts {
		if p.Name == name {
			return p, true
		}
	}
	return kernel.Part{}, false
}
