package registers

import (
	"context"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// views gives the demo project a view that everybody shares and a column of
// its own, so that both can be seen in use.
func (l *demoLoad) views(ctx context.Context) error {
	if _, err := db.On(ctx).NewRaw("insert into registers.views (id, thing, name, whose, state) values (?, 'row', 'Ikke bestået, efter fagområde', 'project', ?::jsonb)",
		uuid.NewSHA1(l.d.Project, []byte("view failed")), `{"filter":[{"field":"status","op":"in","value":["failed","blocked"]}],"sort":"planned_on","group":"discipline"}`).Exec(ctx); err != nil {
		return err
	}
	const key = "c5e5a1ab3f0"
	if _, err := db.On(ctx).NewRaw("insert into registers.columns (id, thing, key, name_da, name_en, kind, choices, at_handover) values (?, 'system', ?, 'Skiltning', 'Labelling', 'choice', array['Mangler', 'Bestilt', 'Sat op'], true)",
		uuid.NewSHA1(l.d.Project, []byte("column labelling")), key).Exec(ctx); err != nil {
		return err
	}
	_, err := db.On(ctx).NewRaw(`update registers.systems set own = jsonb_build_object(?::text, (array['Sat op', 'Bestilt', 'Mangler'])[1 + length(tag || name_da) % 3]) where project = ?`, key, l.d.Project).Exec(ctx)
	return err
}
