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

// views gives the demo project a view that everybody shares and two columns of
// its own, so that they can be seen in use.
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
	if _, err := db.On(ctx).NewRaw(`update registers.systems set own = jsonb_build_object(?::text, (array['Sat op', 'Bestilt', 'Mangler'])[1 + length(tag || name_da) % 3]) where project = ?`, key, l.d.Project).Exec(ctx); err != nil {
		return err
	}
	return l.diagrams(ctx)
}

// diagrams has systems of the demo project link to documents, which come after
// the registers.
func (l *demoLoad) diagrams(ctx context.Context) error {
	const key = "c5e5a1ab3f1"
	if _, err := db.On(ctx).NewRaw("insert into registers.columns (id, thing, key, name_da, name_en, kind, position) values (?, 'system', ?, 'Diagram', 'Diagram', 'document', 1)",
		uuid.NewSHA1(l.d.Project, []byte("column diagram")), key).Exec(ctx); err != nil {
		return err
	}
	for _, one := range [][2]string{{"VE01", "V-57-301"}, {"AF01", "A-52-101"}, {"BA01", "B-62-401"}} {
		document := uuid.NewSHA1(l.d.Project, []byte("document "+one[1]))
		if _, err := db.On(ctx).NewRaw("update registers.systems set own = own || jsonb_build_object(?::text, ?::uuid) where id = ?", key, document, l.systems[one[0]]).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
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

// services are what the operation of the demo project's plants takes.
func (l *demoLoad) services(ctx context.Context) error {
	var tasks, parts []map[string]any
	for _, one := range []struct {
		code, name, system, instruction, next, company string
		months, hours                                  float64
	}{
		{"S-VE01-1", "Filterskift", "VE01", "Skift F7 på indblæsning og M5 på udsugning; nulstil filteralarm.", "2026-12-15", "Nordluft Entreprise A/S", 6, 1.5},
		{"S-VE01-2", "Eftersyn af rotorveksler", "VE01", "Kontrollér rem, tætning og renhed.", "2027-06-15", "Nordluft Entreprise A/S", 12, 2},
		{"S-BR01-1", "Kvartalsprøve af brandalarm", "BR01", "Prøv en detektor i hver zone og overførsel til alarmcentral.", "2026-09-15", "Elgruppen Øst A/S", 3, 3},
		{"S-EV01-1", "Lovpligtigt eftersyn af elevator", "EV01", "Udføres af certificeret virksomhed.", "2027-06-01", "Løfteteknik ApS", 12, 4},
	} {
		tasks = append(tasks, map[string]any{"id": newID(), "code": one.code, "name": one.name, "system": l.systems[one.system], "instruction": one.instruction, "every_months": one.months, "hours": one.hours,
			"next_on": l.day(one.next), "company": l.d.Company(one.company)})
	}
	for _, one := range []struct {
		number, name, system, supplier, place string
		quantity                              float64
	}{
		{"F7-592x592", "Posefilter F7", "VE01", "Filterhuset A/S", "Teknikrum C.-1", 4},
		{"RR-2200", "Rem til rotorveksler", "VE01", "Nordluft Entreprise A/S", "Teknikrum C.-1", 1},
		{"RD-11", "Røgdetektor, optisk", "BR01", "Elgruppen Øst A/S", "Driftsleders lager", 6},
	} {
		parts = append(parts, map[string]any{"id": newID(), "part_number": one.number, "name": one.name, "system": l.systems[one.system], "supplier": one.supplier, "quantity": one.quantity, "kept_at": one.place})
	}
	if err := l.save(ctx, serviceTasks, tasks); err != nil {
		return err
	}
	return l.save(ctx, spareParts, parts)
}
