package accounts

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/mail"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// MailWanted asks for a mail to a person. It carries ids only: names, addresses
// and the secret of the link are put together when the mail is sent.
type MailWanted struct {
	Person  uuid.UUID `json:"person"`
	Kind    string    `json:"kind"` // invitation, added, reset, password_changed
	Link    uuid.UUID `json:"link"`
	Project uuid.UUID `json:"project"`
	Message string    `json:"message"`
}

// EventName implements event.Event.
func (MailWanted) EventName() string { return "accounts.mail_wanted" }

func (m *Module) want(ctx context.Context, w MailWanted) error { return event.Publish(ctx, w) }

func (m *Module) publishAccepted(ctx context.Context, l *link) error {
	return event.Publish(ctx, InvitationAccepted{Person: l.Person, Project: l.Project})
}

// letters are the mails, by kind; %s is the project's name.
var letters = map[string]struct{ subject, text, button, path string }{
	"invitation":       {"You are invited to %s", "You are invited to take part in the commissioning of %s. The link below works once and for seven days: you say who you are and choose a password.", "Accept the invitation", "/invitation#"},
	"added":            {"You have been added to %s", "You now take part in the commissioning of %s. Sign in with the account that you have.", "Open the project", "/projects/"},
	"reset":            {"Set a new password", "Somebody, hopefully you, asked for a new password for this address. The link below works once and for half an hour. If it was not you, nothing needs to be done.", "Set a new password", "/reset#"},
	"password_changed": {"Your password was changed", "Your password for CXweb was changed just now. If it was not you, ask for a new one at once and tell your project's administrator.", "Sign in", "/sign-in"},
}

// sendMail writes and sends a mail that was asked for. The link's secret is
// made here, so that it is kept nowhere in readable form.
func (m *Module) sendMail(ctx context.Context, w MailWanted) error {
	if w.Project == uuid.Nil {
		if err := db.Become(ctx, w.Person); err != nil {
			return err
		}
	}
	p, err := findPerson(ctx, w.Person)
	if problem.Is(err, problem.NotFound) {
		return nil // left or erased in the meantime
	}
	if err != nil {
		return err
	}
	letter := letters[w.Kind]
	address, name := m.url+letter.path, ""
	switch {
	case w.Link != uuid.Nil:
		l := new(link)
		err := db.On(ctx).NewSelect().Model(l).Where("id = ?", w.Link).Scan(ctx)
		if problem.Is(err, problem.NotFound) || l.Used != nil {
			return nil // withdrawn, or a newer one was asked for
		}
		if err != nil {
			return err
		}
		token := secret("")
		if _, err := db.On(ctx).NewRaw("update accounts.links set hash = ? where id = ?", kernel.Hash(token), l.ID).Exec(ctx); err != nil {
			return err
		}
		address, name = address+token, l.ProjectName
	case w.Kind == "added":
		address += w.Project.String()
		if name, err = m.project.Name(ctx); err != nil {
			return err
		}
	}
	subject, text := problem.Say(p.Language, letter.subject), problem.Say(p.Language, letter.text)
	if name != "" {
		subject, text = problem.Say(p.Language, letter.subject, name), problem.Say(p.Language, letter.text, name)
	}
	paragraphs := []string{text}
	if w.Message != "" {
		paragraphs = append(paragraphs, w.Message)
	}
	message, err := mail.Compose(p.Language, subject, paragraphs, address, problem.Say(p.Language, letter.button))
	if err != nil {
		return err
	}
	message.To, message.ID = p.Email, event.ID(ctx).String()
	return m.mail.Send(ctx, message)
}

func init() {
	problem.Teach(map[string]string{
		"You are invited to %s":     "Du er inviteret til %s",
		"Accept the invitation":     "Tag imod invitationen",
		"You have been added to %s": "Du er føjet til %s",
		"Open the project":          "Åbn projektet",
		"Set a new password":        "Vælg en ny adgangskode",
		"Your password was changed": "Din adgangskode er ændret",
		"Sign in":                   "Log ind",
		"You are invited to take part in the commissioning of %s. The link below works once and for seven days: you say who you are and choose a password.":                "Du er inviteret til at deltage i commissioning af %s. Linket herunder virker én gang og i syv dage: Du skriver, hvem du er, og vælger en adgangskode.",
		"You now take part in the commissioning of %s. Sign in with the account that you have.":                                                                            "Du deltager nu i commissioning af %s. Log ind med den konto, du har.",
		"Somebody, hopefully you, asked for a new password for this address. The link below works once and for half an hour. If it was not you, nothing needs to be done.": "Nogen, forhåbentlig dig, har bedt om en ny adgangskode til denne adresse. Linket herunder virker én gang og i en halv time. Var det ikke dig, skal du ikke gøre noget.",
		"Your password for CXweb was changed just now. If it was not you, ask for a new one at once and tell your project's administrator.":                                "Din adgangskode til CXweb er netop ændret. Var det ikke dig, så bed straks om en ny, og sig det til projektets administrator.",
	})
}
