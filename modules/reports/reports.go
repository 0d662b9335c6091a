// Package reports prints what a project comes to, for meetings and files.
package reports

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/files"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// registers is what reports needs of the registers module.
type registers interface {
	// Report tells how far a part of the project is, as JSON.
	Report(ctx context.Context, discipline, company, location uuid.UUID) ([]byte, error)
}

// log is what reports needs of the commissioning log.
type log interface {
	// Report tells how the log stands and which critical entries are open, as JSON.
	Report(ctx context.Context, discipline, company, location uuid.UUID) ([]byte, error)
}

// projects is what reports needs of the projects module.
type projects interface {
	// Letterhead tells a project's facts, and the logo of a company.
	Letterhead(ctx context.Context, company uuid.UUID) (facts map[string]string, logo []byte, err error)
	// Companies gives the names of the project's companies.
	Companies(ctx context.Context) (map[uuid.UUID]string, error)
}

// Module is the reports module.
type Module struct {
	clock     *clock.Clock
	files     *files.Store
	registers registers
	log       log
	projects  projects
}

// New returns the reports module.
func New(c *clock.Clock, store *files.Store, r registers, l log, in projects) *Module {
	return &Module{clock: c, files: store, registers: r, log: l, projects: in}
}

// Manifest lists all that reports does.
func (m *Module) Manifest() kernel.Manifest {
	return kernel.Manifest{
		Name: "reports", Area: "registers",
		Actions: []kernel.Action{
			kernel.Post("status.order", "/projects/:project/status_reports", m.orderStatus).Costly().Needs("registers", "view").Says("Has a status report of what one sees of the project, or of a part of it, made as a PDF in the background."),
		},
		Tasks: []kernel.TaskKind{{Kind: statusKind, Area: "registers", Verb: "view", Run: m.makeStatus}},
		Personal: []kernel.Personal{
			{Table: "platform.files", Holds: "in status reports: no names of people, those of companies only", Person: "", OnErase: "kept until the licence ends"},
		},
	}
}
