package registers

import (
	"context"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// meters are the instruments that the demo project measures with; one of them
// is past its calibration.
func (l *demoLoad) meters(ctx context.Context) error {
	var all []map[string]any
	for _, one := range [][]string{
		{"A-17", "Effektmåler", "Elektrisk effekt", "2026-01-09", "2027-01-09", "KC-2026-0017", "Nordluft Entreprise A/S", ""},
		{"B-04", "Luftmængdetragt", "Luftmængde", "2026-01-09", "2027-01-09", "KC-2026-0018", "Nordluft Entreprise A/S", ""},
		{"C-22", "Temperaturlogger", "Temperatur", "2025-09-15", "2026-09-15", "KC-2025-0341", "", "Bruges til stikprøver af følere."},
		{"D-08", "Differenstrykmåler", "Tryk", "2025-02-20", "2026-02-20", "KC-2025-0077", "Nordluft Entreprise A/S", "Sendt til kalibrering."},
	} {
		all = append(all, map[string]any{"id": newID(), "serial": one[0], "name": one[1], "kind": one[2], "calibrated_on": l.day(one[3]), "calibration_due": l.day(one[4]),
			"certificate": one[5], "company": l.d.Company(one[6]), "note": one[7]})
	}
	return l.save(ctx, instruments, all)
}

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

// approvals has the client approve the requirements in the programme phase, but
// for one that is still a proposal; another was proposed again since.
func (l *demoLoad) approvals(ctx context.Context) error {
	yield, envelope, client := l.requirements["K-030"], l.requirements["K-045"], l.d.Person("Anne Holm")
	for _, step := range []struct {
		set  string
		args []any
	}{
		{"target = 1.0, criterion_da = 'q50 ≤ 1,0 l/s pr. m2' where id = ?", []any{envelope}},
		{"state = 'approved', approved_by = ?, approved_on = ? where id <> ?", []any{client, l.day("2024-11-29"), yield}},
		{"state = 'proposed', edition = 2, approved_by = null, approved_on = null, target = 0.7, criterion_da = 'q50 ≤ 0,7 l/s pr. m2 (projektkrav)', reason = ? where id = ?",
			[]any{"Skærpet fra 1,0 til 0,7, fordi den beregnede energiramme forudsætter det.", envelope}},
	} {
		if _, err := db.On(ctx).NewRaw("update registers.requirements set "+step.set, step.args...).Exec(ctx); err != nil {
			return err
		}
	}
	_, err := db.On(ctx).NewRaw("insert into registers.views (id, thing, name, whose, state) values (?, 'requirement', 'Venter på godkendelse', 'project', ?::jsonb)",
		uuid.NewSHA1(l.d.Project, []byte("view proposed")), `{"filter":[{"field":"state","op":"in","value":["proposed"]}],"sort":"code"}`).Exec(ctx)
	return err
}
