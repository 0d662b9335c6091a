// Package audit shows the history of a project and puts back what was changed
// or deleted. Versions themselves are written by the database.
package audit

import (
	"context"
	"crypto/ed25519"
	"sync"

	"cxweb/modules/audit/seal"
	"cxweb/platform/clock"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// people is what audit needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
}

// projects is what audit needs of the projects module.
type projects interface {
	Sides(ctx context.Context) (map[uuid.UUID]uuid.UUID, error)
}

// Module is the audit module.
type Module struct {
	people   people
	projects projects
	clock    *clock.Clock
	files    *files.Store
	restores map[string]kernel.Restore
	order    []string // tables, parents first
	keys     Keys

	mu    sync.Mutex
	links map[string]string // table.field → the table that it refers to
}

// Keys are those of the installation: the one that signs, and the public ones
// of those before it.
type Keys struct {
	Sign   ed25519.PrivateKey
	Before []ed25519.PublicKey
}

// New returns the audit module; Join tells it which tables can be restored.
func New(c *clock.Clock, store *files.Store, keys Keys, p people, in projects) *Module {
	return &Module{clock: c, files: store, keys: keys, people: p, projects: in, restores: map[string]kernel.Restore{}}
}

// Join takes over what every module says of restoring its tables.
func (m *Module) Join(manifests []kernel.Manifest) {
	for _, f := range manifests {
		for _, r := range f.Restores {
			if r.Area == "" {
				r.Area = f.Area
			}
			m.restores[r.Table] = r
		}
	}
	seen := map[string]bool{}
	var visit func(table string)
	visit = func(table string) {
		if seen[table] {
			return
		}
		seen[table] = true
		for _, parent := range m.restores[table].Parents {
			visit(parent)
		}
		m.order = append(m.order, table)
	}
	for _, f := range manifests {
		for _, r := range f.Restores {
			visit(r.Table)
		}
	}
}

// Manifest lists all that audit does.
func (m *Module) Manifest() kernel.Manifest {
	const history, moment = "/projects/:project/history", "/projects/:project/history/moments/:table"
	return kernel.Manifest{
		Name: "audit", Area: "history",
		Actions: []kernel.Action{
			kernel.Get("entry.list", history, m.listEntries).Says("What was done on the project, newest first."),
			kernel.Get("change.list", history+"/:entry/changes", m.listChanges).Says("Every row that one action changed, with its fields before and after."),
			kernel.Get("version.list", history+"/rows/:table/:row", m.listVersions).Says("Every version of one row."),
			kernel.Get("deleted.list", history+"/deleted", m.listDeleted).Says("Rows that were deleted and are not back."),
			kernel.Get("moment.read", moment, m.readMoment).Says("How many rows a table held at a moment, and which of their fields no longer exist."),
			kernel.Get("moment.list", moment+"/rows", m.listMoment).Says("The rows of a table as they stood at a moment, in the order in which they were made."),
			kernel.Get("mark.list", history+"/marks", m.listMarks).Says("When something happened: the last of it in each of 120 parts of a period."),
			kernel.Get("difference.list", history+"/differences/:table", m.listDifferences).Says("In which rows a table was otherwise at one moment than at an earlier one, field by field."),
			kernel.Get("difference.export", history+"/differences/:table/file", m.exportDifferences).Costly().Says("The differences between two moments as CSV or XLSX, a line for each field. Takes the right to export the history."),
			kernel.Do("moment.restore", moment+"/restore", m.restoreMoment).Anyone().Says("Puts rows of a table back as they stood at a moment, or all of them, as one change; in the background where they are more than 2,000. Takes the right to edit all in the table's area."),
			kernel.Do("deleted.restore", history+"/deleted/restore", m.restoreDeleted).Anyone().Says("Brings deleted rows back with what hung on them, as one change. Takes the right to edit all in the areas of its rows."),
			kernel.Get("entry.export", history+"/export", m.exportEntries).Costly().Needs("history", "view").Says("The history, as far as a filter leaves it, as CSV or as JSON lines. Takes the right to export it."),
			kernel.Do("version.restore", history+"/restore", m.restoreVersion).Anyone().Says("Puts a row, or some of its fields, back as they were. Takes the right to edit all in the row's area."),
			kernel.Get("entry.preview", history+"/:entry/undo", m.previewUndo).Anyone().Says("What an undo would put back, and what it could not."),
			kernel.Do("entry.undo", history+"/:entry/undo", m.undoEntry).Anyone().Says("Puts back everything that one action changed, as one change. Takes the right to edit all in the areas of its rows."),
			kernel.Get("proof.read", history+"/proof", m.readProof).Says("How the history is sealed, and what the last check of it found."),
			kernel.Do("proof.check", history+"/proof/check", m.checkProof).Costly().Needs("history", "view").Accepted().Says("Has every line of the history held against its seal, and every row against the history, in the background."),
			kernel.Get("seal.list", history+"/seals", m.listSeals).Says("The chain of seals, newest first."),
			kernel.Get("key.read", "/seal_key", m.readKey).Open().Says("The public key by which this installation signs seals and packages."),
		},
		Tasks:  []kernel.TaskKind{m.restoreKind(), {Kind: checkKind, Area: "history", Verb: "view", Run: m.check}},
		Jobs:   []kernel.Job{{Name: "seal", Every: "@every 1m", Run: m.makeSeals, Of: m.makeSealsOf}, {Name: "check", Every: "0 3 * * *", Each: m.checkDaily}, {Name: "check_outside", Every: "40 2 * * *", Run: m.checkOutside}},
		Gauges: m.gauges(),
		Personal: []kernel.Personal{
			{Table: "audit.checks", Holds: "who had the history checked", Person: "person", OnErase: "kept: ids only"},
			{Table: "audit.entries", Holds: "who did what, when, from which address", Person: "person", OnErase: "kept: ids only; addresses shortened"},
			{Table: "audit.versions", Holds: "who changed which row", Person: "person", OnErase: "kept: ids only"},
		},
		Handover: []kernel.Part{
			{Name: "entries", Table: "audit.entries", Order: "at, id", People: []string{"person"}, Hides: []string{"address", "device", "xid"}, Record: true},
			{Name: "versions", Table: "audit.versions", Order: "entry, seq", People: []string{"person"}, Hides: []string{"xid"}, Record: true},
			{Name: "seals", Table: "audit.seals", Order: "n", Hides: []string{"id"}, Record: true},
		},
	}
}

func init() { problem.Teach(seal.Danish) }
