package kernel

import (
	"bytes"
	"context"
	"crypto/sha256"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
)

// keepsQuiet tells whether nothing of the action may be kept for a repeat: what
// is sent or answered is secret, such as passwords, codes and tokens.
func (a Action) keepsQuiet() bool { return a.open || a.fresh || a.strict }

// once carries out a request that has a key at most once: a repeat gets the
// first answer, word for word. Another request under the same key is refused.
// The key is the person's own, and commits with what the action changed.
func (k *Kernel) once(ctx context.Context, a Action, key string, body []byte, done *answer, fn func(context.Context) error) error {
	sum := sha256.Sum256(body)
	person := scope.From(ctx).Person
	result, err := db.On(ctx).NewRaw(`insert into platform.idempotency (person, key, action, body, status, answer) values (?, ?, ?, ?, 0, '')
		on conflict do nothing`, person, key, a.Name, sum[:]).Exec(ctx)
	if err != nil {
		return err
	}
	if n, _ := result.RowsAffected(); n == 0 {
		var had struct {
			Action string
			Body   []byte
			Status int
			Answer []byte
		}
		if err := db.On(ctx).NewRaw("select action, body, status, answer from platform.idempotency where person = ? and key = ?", person, key).Scan(ctx, &had); err != nil {
			return err
		}
		if had.Action != a.Name || !bytes.Equal(had.Body, sum[:]) {
			return problem.New(problem.Invalid, "This Idempotency-Key was used for another request")
		}
		done.status, done.body = had.Status, had.Answer
		return nil
	}
	if err := fn(ctx); err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("update platform.idempotency set status = ?, answer = ? where person = ? and key = ?", done.status, append([]byte{}, done.body...), person, key).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"The Idempotency-Key is too long: at most %s characters":                                               "Idempotency-Key er for lang: højst %s tegn",
		"This Idempotency-Key was used for another request":                                                    "Denne Idempotency-Key er brugt til en anden forespørgsel",
		"It takes the right to %s in %s. It can be given by %s.":                                               "Det kræver retten til at %s i %s. Den kan gives af %s.",
		"It takes the right to %s in %s. An administrator of the project can give it.":                         "Det kræver retten til at %s i %s. En projektadministrator kan give den.",
		"Captured-At is not a time such as 2026-04-20T10:42:00Z":                                               "Captured-At er ikke et tidspunkt som 2026-04-20T10:42:00Z",
		"The request is larger than %d MB":                                                                     "Forespørgslen er større end %d MB",
		"The request ended too early":                                                                          "Forespørgslen sluttede for tidligt",
		"The body must be sent as application/json":                                                            "Indholdet skal sendes som application/json",
		"The request came from another site":                                                                   "Forespørgslen kom fra et andet websted",
		"The database does not answer":                                                                         "Databasen svarer ikke",
		"Show once more who you are, then it can be done.":                                                     "Vis igen, hvem du er, så kan det gøres.",
		"You are looking at the project as another member. Stop that first: nothing can be changed meanwhile.": "Du ser projektet som et andet medlem. Stop det først: imens kan intet ændres.",
		"The token's scopes do not reach this.":                                                                "Nøglens rettigheder rækker ikke til dette.",
		"A token cannot do this: sign in with a browser.":                                                      "Det kan en nøgle ikke: Log ind i en browser.",
		"Too many tries. Wait %d seconds and try again.":                                                       "For mange forsøg. Vent %d sekunder, og prøv igen.",
		"view": "se", "create": "oprette", "edit": "redigere", "edit_own": "redigere egne", "edit_all": "redigere alle", "approve": "godkende", "export": "eksportere", "administer": "administrere",
		"project": "projektet", "members": "medlemmer", "registers": "registre", "requirements": "krav", "tests": "verificering", "log": "loggen", "documents": "dokumenter", "exports": "aflevering", "history": "historikken",
	})
}
