// Package reminders tells people once a day, by one mail for all of their
// projects, what waits for them.
package reminders

import (
	"context"
	"slices"

	"cxweb/platform/clock"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"

	"github.com/google/uuid"
)

// people is what reminders needs of the accounts module.
type people interface {
	// Reach gives address, name and language of people who can be reached on the project under way.
	Reach(ctx context.Context, people []uuid.UUID) (map[uuid.UUID][3]string, error)
	// Myself gives address, name and language of the person under way; nothing of one who cannot be reached.
	Myself(ctx context.Context) ([3]string, error)
}

// projects is what reminders needs of the projects module.
type projects interface {
	// Mine gives the names of the active projects that the person under way may look into.
	Mine(ctx context.Context) (map[uuid.UUID]string, error)
}

// Module is the reminders module.
type Module struct {
	clock    *clock.Clock
	people   people
	projects projects
	mail     mail.Outgoing
	url      string // of the product, for links
	waits    []kernel.Wait
}

// New returns the reminders module; Join gives it what can wait for somebody.
func New(c *clock.Clock, p people, in projects, m mail.Outgoing, publicURL string) *Module {
	return &Module{clock: c, people: p, projects: in, mail: m, url: publicURL}
}

// Join takes over what every module says that can wait for a member.
func (m *Module) Join(manifests []kernel.Manifest) {
	for _, f := range manifests {
		for _, w := range f.Waits {
			if w.Area == "" {
				w.Area = f.Area
			}
			if w.Verb == "" {
				w.Verb = "view"
			}
			m.waits = append(m.waits, w)
		}
	}
	slices.SortStableFunc(m.waits, func(a, b kernel.Wait) int { return a.Order - b.Order })
}

// Manifest lists all that reminders does. The mail goes in the morning in
// Denmark; what a crash has cut off is made up for in the hours after it.
func (m *Module) Manifest() kernel.Manifest {
	return kernel.Manifest{
		Name: "reminders",
		Actions: []kernel.Action{
			kernel.Get("digest.read", "/me/digest", m.readDigest).Says("Whether one gets a daily mail of what waits for oneself."),
			kernel.Put("digest.choose", "/me/digest", m.chooseDigest),
		},
		Publishes: []event.Event{DigestDue{}},
		Handles:   []event.Handler{event.On("reminders.digest_due", m.sendDigest)},
		Jobs:      []kernel.Job{{Name: "gather", Every: "CRON_TZ=Europe/Copenhagen 0 6-9 * * *", Each: m.gather, Then: m.due}},
		Personal: []kernel.Personal{
			{Table: "reminders.gathered", Holds: "what waits for a person on a day, until the mail is sent", Person: "person", OnErase: "deleted"},
			{Table: "reminders.mails", Holds: "the days of the last month on which a daily mail was sent", Person: "person", OnErase: "deleted"},
			{Table: "reminders.unwanted", Holds: "who wants no daily mail", Person: "person", OnErase: "deleted"},
		},
	}
}
