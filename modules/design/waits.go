package design

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// awaited are what of the basis of design waits for a member.
func (m *Module) awaited() []kernel.Wait {
	return []kernel.Wait{{Says: "Basis of design: your turn", Order: 40, Page: "basis", Find: m.yourTurn}}
}

// yourTurn are answers whose next step is one's own, those due first.
func (m *Module) yourTurn(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	var all []*Answer
	s := db.On(ctx).NewSelect().Model(&all).ColumnExpr(answerColumns).Where("a.project = ?", scope.From(ctx).Project).OrderExpr(orders["due"] + ", a.id").Limit(int64(limit))
	if err := turn(s, whoActs(ctx)).Scan(ctx); err != nil || len(all) == 0 {
		return w, err
	}
	n, err := m.count(ctx, Which{Show: "mine"})
	if err != nil {
		return w, err
	}
	ids := make([]uuid.UUID, len(all))
	for i, a := range all {
		ids[i] = a.Requirement
	}
	of, err := m.requirementsOf(ctx, ids)
	if err != nil {
		return w, err
	}
	for _, a := range all {
		title, on := "", ""
		if r := of[a.Requirement]; r != nil {
			title = r.Code + " " + r.title(scope.From(ctx).Language)
		}
		if a.DueOn != nil && a.Status != "answered" {
			on = string(*a.DueOn)
		}
		w.Add(title, on, "basis/"+a.ID.String(), n)
	}
	return w, nil
}

func init() {
	problem.Teach(map[string]string{"Basis of design: your turn": "Projektbasis: din tur"})
}
