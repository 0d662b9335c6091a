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
	Kind    string    `json:"kind"` // one of letters
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
	"invitation":            {"You are invited to %s", "You are invited to take part in the commissioning of %s. The link below works once and for seven days: you say who you are and choose a password.", "Accept the invitation", "/invitation#"},
	"added":                 {"You have been added to %s", "You now take part in the commissioning of %s. Sign in with the account that you have.", "Open the project", "/projects/"},
	"reset":                 {"Set a new password", "Somebody, hopefully you, asked for a new password for this address. The link below works once and for half an hour. If it was not you, nothing needs to be done.", "Set a new password", "/reset#"},
	"password_changed":      {"Your password was changed", "Your password for CXweb was changed just now. If it was not you, ask for a new one at once and tell your project's administrator.", "Sign in", "/sign-in"},
	"email":                 {"Confirm your new address", "Somebody, hopefully you, wants to use this address for CXweb. The link below works once and for an hour; until then nothing changes. If it was not you, nothing needs to be done.", "Use this address", "/email#"},
	"email_stop":            {"Your address is about to be changed", "Somebody, hopefully you, asked for another address in place of this one. If it was not you, the link below stops it, or puts this address back, for three days. Then choose a new password at once.", "Keep this address", "/email_stop#"},
	"email_changed":         {"Your address was changed", "From now on you sign in to CXweb with this address. You have been signed out everywhere.", "Sign in", "/sign-in"},
	"authenticator_added":   {"An authenticator app was added", "An authenticator app is asked for from now on when you sign in. You have been signed out everywhere else. If it was not you, choose a new password at once and remove the app on your page.", "Open your page", "/me/security"},
	"authenticator_removed": {"Your authenticator app was removed", "The authenticator app is no longer asked for when you sign in. If it was not you, choose a new password at once and add an app again.", "Open your page", "/me/security"},
	"passkey_added":         {"A passkey was added", "A passkey can be used to sign in as you from now on. If it was not you, choose a new password at once and remove the passkey on your page.", "Open your page", "/me/security"},
	"passkey_removed":       {"A passkey was removed", "A passkey no longer signs in as you. If it was not you, choose a new password at once and look at your page.", "Open your page", "/me/security"},
	"codes_renewed":         {"You have new recovery codes", "New recovery codes were made, and the earlier ones work no more. If it was not you, choose a new password at once and make new codes on your page.", "Open your page", "/me/security"},
	"factor_unlocked":       {"Your second factor was removed", "Those who run CXweb removed your authenticator app, passkeys and recovery codes, because somebody, hopefully you, had lost them. You have been signed out everywhere, and your access tokens work no more. Sign in with your password and set up a new second factor. If it was not you, choose a new password at once and tell them. They wrote why:", "Sign in", "/sign-in"},
	"sessions_ended":        {"You were signed out everywhere", "Those who run CXweb signed you out in every browser. Your password and second factor are as they were, and your access tokens go on. If you do not know why, ask them. They wrote why:", "Sign in", "/sign-in"},
	"account_closed":        {"Your account was closed", "Those who run CXweb closed your account: nobody signs in with it any more. You have been signed out everywhere, and your access tokens work no more. What you did on projects stays there under your name. They wrote why:", "Open CXweb", "/sign-in"},
	"account_reopened":      {"Your account is open again", "Those who run CXweb opened your account again. Sign in with what you signed in with before; make new access tokens if your programs need them. They wrote why:", "Sign in", "/sign-in"},
	"new_address":           {"Signed in from a new place", "Somebody, hopefully you, signed in as you from an address that you have not used here of late. If it was not you, choose a new password at once and sign out everywhere else on your page.", "Open your page", "/me/security"},
	"code_used":             {"A recovery code was used", "Somebody, hopefully you, signed in with one of your recovery codes, which works no more. If it was not you, choose a new password at once and make new codes on your page.", "Open your page", "/me/security"},
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
	if problem.Is(db.Translate(err), problem.NotFound) {
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
		if problem.Is(db.Translate(err), problem.NotFound) || l.Used != nil {
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
		if l.Address != "" {
			p.Email = l.Address
		}
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
		"Confirm your new address": "Bekræft din nye adresse", "Use this address": "Brug denne adresse", "Your address is about to be changed": "Din adresse er ved at blive ændret",
		"Signed in from a new place": "Logget ind et nyt sted",
		"Somebody, hopefully you, signed in as you from an address that you have not used here of late. If it was not you, choose a new password at once and sign out everywhere else on your page.": "Nogen, forhåbentlig dig, har logget ind som dig fra en adresse, du ikke har brugt her for nylig. Var det ikke dig, så vælg straks en ny adgangskode, og log ud alle andre steder på din side.",
		"Keep this address": "Behold denne adresse", "Your address was changed": "Din adresse er ændret", "An authenticator app was added": "En godkendelsesapp er tilføjet", "Open your page": "Åbn din side",
		"Your authenticator app was removed": "Din godkendelsesapp er fjernet", "A passkey was added": "En adgangsnøgle er tilføjet", "A passkey was removed": "En adgangsnøgle er fjernet",
		"Your account was closed": "Din konto er lukket", "Your account is open again": "Din konto er åben igen", "Open CXweb": "Åbn CXweb",
		"Those who run CXweb closed your account: nobody signs in with it any more. You have been signed out everywhere, and your access tokens work no more. What you did on projects stays there under your name. They wrote why:": "De, der driver CXweb, har lukket din konto: ingen logger ind med den længere. Du er logget ud alle steder, og dine API-nøgler virker ikke længere. Det, du har gjort på projekter, bliver stående under dit navn. De skrev hvorfor:",
		"Those who run CXweb opened your account again. Sign in with what you signed in with before; make new access tokens if your programs need them. They wrote why:":                                                             "De, der driver CXweb, har åbnet din konto igen. Log ind med det, du brugte før; lav nye API-nøgler, hvis dine programmer har brug for dem. De skrev hvorfor:",
		"You were signed out everywhere": "Du er logget ud alle steder",
		"Those who run CXweb signed you out in every browser. Your password and second factor are as they were, and your access tokens go on. If you do not know why, ask them. They wrote why:": "De, der driver CXweb, har logget dig ud i alle browsere. Din adgangskode og ekstra faktor er uændret, og dine API-nøgler virker fortsat. Ved du ikke hvorfor, så spørg dem. De skrev hvorfor:",
		"Your second factor was removed": "Din ekstra faktor er fjernet",
		"Those who run CXweb removed your authenticator app, passkeys and recovery codes, because somebody, hopefully you, had lost them. You have been signed out everywhere, and your access tokens work no more. Sign in with your password and set up a new second factor. If it was not you, choose a new password at once and tell them. They wrote why:": "De, der driver CXweb, har fjernet din godkendelsesapp, dine adgangsnøgler og genoprettelseskoder, fordi nogen, forhåbentlig dig, havde mistet dem. Du er logget ud alle steder, og dine API-nøgler virker ikke længere. Log ind med din adgangskode, og opret en ny ekstra faktor. Var det ikke dig, så vælg straks en ny adgangskode, og sig det til dem. De skrev hvorfor:",
		"You have new recovery codes": "Du har nye genoprettelseskoder", "A recovery code was used": "En genoprettelseskode er brugt",
		"Somebody, hopefully you, wants to use this address for CXweb. The link below works once and for an hour; until then nothing changes. If it was not you, nothing needs to be done.":                   "Nogen, forhåbentlig dig, vil bruge denne adresse til CXweb. Linket herunder virker én gang og i en time; indtil da ændres intet. Var det ikke dig, skal du ikke gøre noget.",
		"Somebody, hopefully you, asked for another address in place of this one. If it was not you, the link below stops it, or puts this address back, for three days. Then choose a new password at once.": "Nogen, forhåbentlig dig, har bedt om en anden adresse i stedet for denne. Var det ikke dig, stopper linket herunder det eller sætter denne adresse tilbage, i tre dage. Vælg derefter straks en ny adgangskode.",
		"From now on you sign in to CXweb with this address. You have been signed out everywhere.":                                                                                                            "Fra nu af logger du ind på CXweb med denne adresse. Du er logget ud alle steder.",
		"An authenticator app is asked for from now on when you sign in. You have been signed out everywhere else. If it was not you, choose a new password at once and remove the app on your page.":         "Fra nu af bliver du bedt om en kode fra godkendelsesappen, når du logger ind. Du er logget ud alle andre steder. Var det ikke dig, så vælg straks en ny adgangskode, og fjern appen på din side.",
		"The authenticator app is no longer asked for when you sign in. If it was not you, choose a new password at once and add an app again.":                                                               "Du bliver ikke længere bedt om en kode fra godkendelsesappen, når du logger ind. Var det ikke dig, så vælg straks en ny adgangskode, og tilføj en app igen.",
		"A passkey can be used to sign in as you from now on. If it was not you, choose a new password at once and remove the passkey on your page.":                                                          "Fra nu af kan en adgangsnøgle bruges til at logge ind som dig. Var det ikke dig, så vælg straks en ny adgangskode, og fjern nøglen på din side.",
		"A passkey no longer signs in as you. If it was not you, choose a new password at once and look at your page.":                                                                                        "En adgangsnøgle logger ikke længere ind som dig. Var det ikke dig, så vælg straks en ny adgangskode, og se på din side.",
		"New recovery codes were made, and the earlier ones work no more. If it was not you, choose a new password at once and make new codes on your page.":                                                  "Der er lavet nye genoprettelseskoder, og de tidligere virker ikke længere. Var det ikke dig, så vælg straks en ny adgangskode, og lav nye koder på din side.",
		"Somebody, hopefully you, signed in with one of your recovery codes, which works no more. If it was not you, choose a new password at once and make new codes on your page.":                          "Nogen, forhåbentlig dig, har logget ind med en af dine genoprettelseskoder, som ikke virker længere. Var det ikke dig, så vælg straks en ny adgangskode, og lav nye koder på din side.",
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
