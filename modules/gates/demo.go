package gates

import (
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// demo has the commissioning manager let one system be tested early.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	gates, err := m.findGates(ctx)
	if err != nil {
		return err
	}
	row, err := m.registers.Numbered(ctx, 46) // specific fan power of VE04
	if err != nil {
		return err
	}
	system, milestone, err := m.registers.PlaceOf(ctx, row)
	if err != nil || gateOf(gates, milestone) == nil {
		return err
	}
	at := time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC).AddDate(0, 0, d.Shift)
	e := &Exception{ID: uuid.Must(uuid.NewV7()), Phase: milestone, System: &system, Share: 50, Reason: "Behovsstyringen afventer CTS. SEL måles ved fast luftmængde og påvirkes ikke af den.",
		UntilOn: Date(at.AddDate(0, 2, 0).Format(time.DateOnly)), Person: d.Person("Søren Vang"), GrantedAt: at}
	_, err = db.On(ctx).NewInsert().Model(e).Exec(ctx)
	return err
}
