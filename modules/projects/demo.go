package projects

import (
	"context"

	"cxweb/platform/kernel"
)

// demo keeps a preset of the commissioning manager's company.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	_, err := m.savePreset(ctx, SavePreset{Project: d.Project, PresetFields: PresetFields{Name: "Fagtilsyn", About: "Følger op i sine fagområder: ser alt, skriver i loggen og godkender test", Narrowed: true,
		Rights: rights("project members registers requirements documents history: view", "tests: view approve", "log: view create edit_own")}})
	return err
}
