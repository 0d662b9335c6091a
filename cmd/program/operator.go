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

// UnlockFactor lets somebody in again who has lost every second factor, by the
// operator and with a reason. It returns what was taken away.
func (p *Program) UnlockFactor(ctx context.Context, email, reason, operator string) (k *accounts.Kept, err error) {
	return k, p.DB.Work(ctx, p.operatorEntry("accounts.factor.unlock"), func(ctx context.Context) error {
		k, err = ModuleOf[*accounts.Module](p).UnlockFactor(ctx, email, reason, operator)
		return err
	})
}

// EndSessions signs somebody out everywhere, by the operator and with a reason.
// It returns what they had open.
func (p *Program) EndSessions(ctx context.Context, email, reason, operator string) (k *accounts.Kept, err error) {
	return k, p.DB.Work(ctx, p.operatorEntry("accounts.session.end_all"), func(ctx context.Context) error {
		k, err = ModuleOf[*accounts.Module](p).EndSessions(ctx, email, reason, operator)
		return err
	})
}

// operatorEntry is work of the operator's on this machine, outside every project.
func (p *Program) operatorEntry(action string) db.Entry {
	return db.Entry{Kind: scope.Operator, Request: uuid.Must(uuid.NewV7()), Action: action, Origin: "operator", Language: "en", Now: p.Clock.Now()}
}
