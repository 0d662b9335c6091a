package program

import (
	"context"

	"cxweb/modules/accounts"
	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Kept is what somebody signs in with beside the password.
func (p *Program) Kept(ctx context.Context, email string) (k *accounts.Kept, err error) {
	e := p.operatorEntry("accounts.factor.look")
	e.ReadOnly = true
	return k, p.DB.Work(ctx, e, func(ctx context.Context) error {
		k, err = ModuleOf[*accounts.Module](p).KeptOf(ctx, email)
		return err
	})
}

// Help is what the operator can do for a person, with a reason; it returns what
// they had before.
type Help func(ctx context.Context, email, reason, operator string) (*accounts.Kept, error)

// Helps are what the operator can do for a person, by their names on the command line.
func (p *Program) Helps() map[string]Help {
	m := ModuleOf[*accounts.Module](p)
	return map[string]Help{
		"unlock-factor": p.help("accounts.factor.unlock", m.UnlockFactor),
		"end-sessions":  p.help("accounts.session.end_all", m.EndSessions),
		"close":         p.help("accounts.account.close", m.CloseAccount),
		"reopen":        p.help("accounts.account.reopen", m.ReopenAccount),
	}
}

// help has the operator do something under the name of an action.
func (p *Program) help(action string, do Help) Help {
	return func(ctx context.Context, email, reason, operator string) (k *accounts.Kept, err error) {
		return k, p.DB.Work(ctx, p.operatorEntry(action), func(ctx context.Context) error {
			k, err = do(ctx, email, reason, operator)
			return err
		})
	}
}

// operatorEntry is work of the operator's on this machine, outside every project.
func (p *Program) operatorEntry(action string) db.Entry {
	return db.Entry{Kind: scope.Operator, Request: uuid.Must(uuid.NewV7()), Action: action, Origin: "operator", Language: "en", Now: p.Clock.Now()}
}
