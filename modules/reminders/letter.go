package reminders

import (
	"cmp"
	"context"
	"slices"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/mail"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Bounds of a mail: how many things it names, and how many projects.
const (
	mostLines    = 60
	mostProjects = 20
)

// sendDigest sends the mail of a day. What stood in it, or would have, is kept
// no longer than that.
func (m *Module) sendDigest(ctx context.Context, told DigestDue) error {
	message, err := m.digest(ctx, told.Day)
	if err != nil {
		return err
	}
	if message.To != "" {
		message.ID = event.ID(ctx).String()
		if err := m.mail.Send(ctx, message); err != nil {
			return err
		}
	}
	_, err = db.On(ctx).NewRaw("update reminders.gathered set waits = '[]' where person = ? and day = ?", scope.From(ctx).Person, told.Day).Exec(ctx)
	return err
}

// digest is the mail of a day to the person under way; to nobody if the day has
// passed, they want none, or cannot be reached. Projects that they have left
// since are left out.
func (m *Module) digest(ctx context.Context, day string) (none mail.Message, err error) {
	wants, err := wanted(ctx)
	if err != nil || !wants || day != m.today() {
		return none, err
	}
	to, err := m.people.Myself(ctx)
	if err != nil || to[0] == "" {
		return none, err
	}
	names, err := m.projects.Mine(ctx)
	if err != nil {
		return none, err
	}
	all, err := read(ctx, day)
	if err != nil {
		return none, err
	}
	all = slices.DeleteFunc(all, func(g *gathered) bool { return names[g.Project] == "" })
	if len(all) == 0 {
		return none, nil
	}
	slices.SortFunc(all, func(a, b *gathered) int {
		return cmp.Or(cmp.Compare(names[a.Project], names[b.Project]), cmp.Compare(a.Project.String(), b.Project.String()))
	})
	message, err := m.letter(to[2], all, names)
	message.To = to[0]
	return message, err
}

// letter writes the mail: what waits on each project by its kind, no longer
// than people read.
func (m *Module) letter(language string, all []*gathered, names map[uuid.UUID]string) (mail.Message, error) {
	say := func(words string, args ...any) string { return problem.Say(language, words, args...) }
	count, left := 0, mostLines
	var parts []mail.Section
	for i, g := range all {
		page := m.url + "/projects/" + g.Project.String()
		of := mail.Section{Title: names[g.Project]}
		for _, f := range g.Waits {
			count += f.All
			kind := mail.Section{Title: say(f.Says)}
			shown := f.Lines[:min(len(f.Lines), left)]
			left -= len(shown)
			for _, l := range shown {
				kind.Lines = append(kind.Lines, mail.Line{Text: l.Title + m.when(language, l.On), Link: page + "/" + l.Page})
			}
			if more := f.All - len(shown); more > 0 {
				kind.Lines = append(kind.Lines, mail.Line{Text: say("and %d more", more), Link: page + "/" + f.Page})
			}
			of.Under = append(of.Under, kind)
		}
		if i < mostProjects {
			parts = append(parts, of)
		}
	}
	if more := len(all) - mostProjects; more > 0 {
		parts = append(parts, mail.Section{Lines: []mail.Line{{Text: say("and on %d more projects", more), Link: m.url + "/projects"}}})
	}
	parts = append(parts, mail.Section{Lines: []mail.Line{{Text: say("Turn this daily mail off on your page"), Link: m.url + "/me#reminders"}}})
	link, subject := m.url+"/projects", say("Waiting for you today: %d", count)
	if len(all) == 1 {
		link += "/" + all[0].Project.String()
	}
	return mail.Compose(language, subject, []string{say("This waits for you on your projects:")}, link, say("Open CXweb"), parts...)
}

// when says when something is due.
func (m *Module) when(language, on string) string {
	if on == "" {
		return ""
	}
	today, words := m.clock.Today(), "due %s"
	switch {
	case on < today.Format(time.DateOnly):
		words = "overdue since %s"
	case on == today.Format(time.DateOnly):
		return " – " + problem.Say(language, "today")
	case on == today.AddDate(0, 0, 1).Format(time.DateOnly):
		return " – " + problem.Say(language, "tomorrow")
	}
	return " – " + problem.Say(language, words, on)
}

func init() {
	problem.Teach(map[string]string{
		"and %d more": "og %d mere", "and on %d more projects": "og på %d projekter mere", "Turn this daily mail off on your page": "Slå den daglige mail fra på din side",
		"Waiting for you today: %d": "Venter på dig i dag: %d", "This waits for you on your projects:": "Dette venter på dig på dine projekter:",
		"due %s": "frist %s", "overdue since %s": "overskredet siden %s", "today": "i dag", "tomorrow": "i morgen",
	})
}
