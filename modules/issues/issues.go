// Package issues keeps the commissioning log: observations, issues and
// defects, who is to remedy each of them, and the verification of its closing
// by another side than the one that remedied it.
package issues

import (
	"context"

	"cxweb/platform/clock"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// registers is what issues needs of the registers module. A kind of thing is
// row, system, component, location or discipline.
type registers interface {
	// About tells what a thing belongs to: its system, component, location,
	// discipline, company and person, each missing where there is none.
	About(ctx context.Context, kind string, id uuid.UUID) (map[string]uuid.UUID, error)
	// Labels tells what people call things of one kind.
	Labels(ctx context.Context, kind string, ids []uuid.UUID) (map[uuid.UUID]string, error)
	// Tagged finds systems by a part of their tag.
	Tagged(ctx context.Context, words string) ([]uuid.UUID, error)
	// Inside gives a location and all that lies in it.
	Inside(ctx context.Context, location uuid.UUID) ([]uuid.UUID, error)
	// Numbered finds a register row by its number.
	Numbered(ctx context.Context, no int) (uuid.UUID, error)
}

// companies is what issues needs of the projects module.
type companies interface {
	Companies(ctx context.Context) (map[uuid.UUID]string, error)
}

// people is what issues needs of the accounts module.
type people interface {
	Names(ctx context.Context) (map[uuid.UUID][2]string, error)
}

// Module is the issues module.
type Module struct {
	clock     *clock.Clock
	registers registers
	companies companies
	people    people
}

// New returns the issues module.
func New(c *clock.Clock, r registers, in companies, p people) *Module {
	return &Module{clock: c, registers: r, companies: in, people: p}
}

// Manifest lists all that issues does.
func (m *Module) Manifest() kernel.Manifest {
	const log, entry = "/projects/:project/log", "/projects/:project/log/:entry"
	return kernel.Manifest{
		Name: "issues", Area: "log",
		Actions: []kernel.Action{
			kernel.Get("entry.list", log, m.listEntries).Says("The entries of the commissioning log: one's own turn, one's company's, overdue, open, or all."),
			kernel.Get("figure.read", "/projects/:project/log_figures", m.readFigures).Says("How many entries of each kind, status and severity there are, how many are overdue, and how many wait for oneself; of the whole log or of a discipline, a company or a location with all that lies in it."),
			kernel.Get("entry.export", "/projects/:project/log_export", m.exportEntries).Costly().Anyone().Says("The entries of a list as an Excel workbook or a CSV file. Takes the right to export the log."),
			kernel.Get("entry.read", entry, m.readEntry).Says("An entry with its photos and what one may do with it."),
			kernel.Post("entry.raise", log, m.raiseEntry).Says("Puts an observation, an issue or a defect on the log; it gets the next number of its kind."),
			kernel.Patch("entry.change", entry, m.changeEntry),
			kernel.Do("entry.assign", entry+"/assign", m.assignEntry).Says("Says which company and person are to remedy an entry, and by when."),
			kernel.Do("entry.remedy", entry+"/remedy", m.remedyEntry).Says("Reports an entry as remedied; done by the side that is responsible."),
			kernel.Do("entry.verify", entry+"/verify", m.verifyEntry).Says("Verifies that an entry is remedied, and closes it if asked to; done by another side than the one that remedied it."),
			kernel.Do("entry.reject", entry+"/reject", m.rejectEntry).Says("Sends an entry back to those who reported it remedied, with the reason."),
			kernel.Do("entry.close", entry+"/close", m.closeEntry).Says("Closes a verified entry, or one that is not to be remedied, with the reason."),
			kernel.Do("entry.reopen", entry+"/reopen", m.reopenEntry).Needs("log", "approve").Says("Opens a closed entry again, with the reason."),
			kernel.Do("entry.escalate", entry+"/escalate", m.escalateEntry).Says("Makes an issue of an observation, which is closed and refers to it."),
			kernel.Get("entry.preview", "/projects/:project/log_changes", m.previewMany).Needs("log", "edit").Says("What a change of many entries would do to each, or why it would be refused."),
			kernel.Do("entry.change_many", "/projects/:project/log_changes", m.changeMany).Says("Assigns up to 200 entries, moves their due date, or closes them; each is done or refused for itself."),
			kernel.Get("event.list", entry+"/events", m.listEvents).Says("What happened to an entry and what was said of it, the oldest first."),
			kernel.Post("event.comment", entry+"/events", m.comment).Needs("log", "view").Says("Says something about an entry; it stays as it was said."),
			kernel.Post("photo.add", entry+"/photos", m.addPhotos).Needs("log", "edit"),
			kernel.Get("setting.read", "/projects/:project/log_settings", m.readSetting),
			kernel.Put("setting.change", "/projects/:project/log_settings", m.changeSetting).Needs("project", "administer"),
		},
		Personal: []kernel.Personal{
			{Table: "issues.entries", Holds: "who raised, remedied, verified and closed an entry, and who is responsible for it", Person: "person", OnErase: "kept: ids only"},
			{Table: "issues.events", Holds: "who did or said what about an entry", Person: "person", OnErase: "kept as evidence until the licence ends: ids only"},
			{Table: "issues.photos", Holds: "who took a photo", Person: "person", OnErase: "kept: ids only"},
		},
		Duties:    []kernel.Duty{{Thing: "entry", Says: "log entries", Table: "issues.entries", Person: "person", Company: "company", Discipline: "discipline", Open: "t.status not in ('verified', 'closed')", Taken: m.takenOver}},
		Templates: []kernel.TemplateKind{{Name: "lesson", Tables: []string{"issues.entries"}}},
		Waits:     m.awaited(),
		Restores: []kernel.Restore{
			{Table: "issues.entries", Label: "r->>'label'"},
			{Table: "issues.photos", Parents: []string{"issues.entries", "platform.files"}, Label: "r->>'stage'"},
			{Table: "issues.events", Parents: []string{"issues.entries"}, Label: "r->>'kind'"},
			{Table: "issues.settings", Label: "''", Area: "project"},
		},
		Handover: handover(),
		Demo:     m.demo,
	}
}
