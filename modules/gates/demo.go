package gates

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"math"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// demo has the owner accept the first phase, and the commissioning manager let
// one system be tested early.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	gates, err := m.findGates(ctx)
	if err != nil || len(gates) == 0 {
		return err
	}
	if err := m.demoAcceptance(ctx, d, gates[0]); err != nil {
		return err
	}
	if err := m.demoException(ctx, d, gates); err != nil {
		return err
	}
	if err := m.demoBookings(ctx, d, gates); err != nil {
		return err
	}
	return m.demoRecurrences(ctx)
}

// demoRecurrences says which rows come again after the handover.
func (m *Module) demoRecurrences(ctx context.Context) error {
	var lines []map[string]any
	for kind, numbers := range map[string][]int{"season": {123, 132, 140, 148, 156, 161, 167, 241}, "interval": {280, 289, 298, 306}, "warranty": {126, 162, 198, 220, 226, 244, 255, 266, 283, 292, 313, 318, 326}} {
		for _, no := range numbers {
			row, err := m.registers.Numbered(ctx, no)
			if err != nil {
				return err
			}
			line := map[string]any{"row": row, "kind": kind}
			if kind == "interval" {
				line["months"] = 12
			}
			lines = append(lines, line)
		}
	}
	return m.registers.Recur(ctx, lines)
}

// demoBookings books tests of systems that are ready for them.
func (m *Module) demoBookings(ctx context.Context, d kernel.Demo, gates []*Gate) error {
	for _, line := range []struct {
		title, place, code, tag, firm string
		month                         time.Month
		day, hour, hours              int
		people                        []string
	}{
		{"Performancetest: indeklima under belastning", "Bygning C, madkundskab", "M5", "VE07", "Nordluft Entreprise A/S", time.April, 22, 8, 3, []string{"Søren Vang", "Jens Krogh"}},
		{"Prøvedrift af hovedtavle", "Bygning C, teknikkælder", "M5", "EL01", "Elgruppen Øst A/S", time.April, 23, 11, 2, []string{"Søren Vang", "Maja Lund"}},
		{"Systemintegrationstest: brand", "Alle bygninger, mødested ved ABA-central", "M3", "BR0", "Elgruppen Øst A/S", time.May, 20, 7, 5, []string{"Søren Vang", "Eva Nyholm", "Anne Holm"}},
	} {
		systems, err := m.registers.Tagged(ctx, line.tag)
		if err != nil {
			return err
		}
		b := &Booking{ID: uuid.Must(uuid.NewV7()), Title: line.title, Place: line.place, Person: d.Person("Ida Bech"), Systems: systems, Companies: []uuid.UUID{d.Company(line.firm)},
			StartsAt: time.Date(2026, line.month, line.day, line.hour, 0, 0, 0, time.UTC).AddDate(0, 0, d.Shift)}
		b.EndsAt = b.StartsAt.Add(time.Duration(line.hours) * time.Hour)
		for _, g := range gates {
			if g.Code == line.code {
				b.Phase = &g.ID
			}
		}
		for _, name := range line.people {
			b.People = append(b.People, d.Person(name))
		}
		if _, err := db.On(ctx).NewInsert().Model(b).Exec(ctx); err != nil {
			return err
		}
		if err := keepParts(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// demoAcceptance accepts a phase; what is open in it is carried on.
func (m *Module) demoAcceptance(ctx context.Context, d kernel.Demo, g *Gate) error {
	owner, client := d.Person("Anne Holm"), d.Company("Nørrelund Kommune")
	at := time.Date(2024, 12, 2, 13, 0, 0, 0, time.UTC).AddDate(0, 0, d.Shift)
	a := &Acceptance{ID: uuid.Must(uuid.NewV7()), Phase: g.ID, Number: 1, Label: label(g, 1), State: "draft", PreparedBy: d.Person("Søren Vang"), PreparedAt: at.AddDate(0, 0, -5)}
	if err := m.prefill(ctx, a, g); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewInsert().Model(a).Exec(ctx); err != nil {
		return err
	}
	if err := m.gather(ctx, a, g); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewRaw("update gates.open_points set decision = 'carried', note = 'Eftervises i udførelsesfasen.' where acceptance = ?", a.ID).Exec(ctx); err != nil {
		return err
	}
	o, err := opened(ctx, a)
	if err != nil {
		return err
	}
	o.State, o.SignedBy, o.SignedAt, o.SignedName, o.SignedRole, o.SignedCompany = "signed", &owner, &at, "Anne Holm", "Bygherre", &client
	if o.Locked, err = m.registers.Accept(ctx, g.ID, a.ID, a.Label); err != nil {
		return err
	}
	ink, err := demoInk()
	if err != nil {
		return err
	}
	if err := m.keepInk(ctx, o, ink); err != nil {
		return err
	}
	if err := m.keep(ctx, o, g); err != nil {
		return err
	}
	_, err = db.On(ctx).NewUpdate().Model(&o.Acceptance).Column("state", "signed_by", "signed_at", "signed_name", "signed_role", "signed_company", "signature", "file", "sha256", "locked").WherePK().Exec(ctx)
	return err
}

// demoInk is a signature as a hand in a hurry draws it: loops that grow smaller.
func demoInk() ([]byte, error) {
	const width, height, pen = 600, 200, 2
	paper := image.NewGray(image.Rect(0, 0, width, height))
	for i := range paper.Pix {
		paper.Pix[i] = 255
	}
	for t := 0.0; t <= 1; t += 0.0002 {
		turn := 13 * math.Pi * t
		x, y := 60+440*t+34*math.Sin(turn), 110-(70-50*t)*math.Cos(turn)*math.Exp(-t/2)
		for dx := -pen; dx <= pen; dx++ {
			for dy := -pen; dy <= pen; dy++ {
				if dx*dx+dy*dy <= pen*pen {
					paper.SetGray(int(x)+dx, int(y)+dy, color.Gray{})
				}
			}
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, paper)
	return b.Bytes(), err
}

// demoException lets the fan power of VE04 be measured before its demand control works.
func (m *Module) demoException(ctx context.Context, d kernel.Demo, gates []*Gate) error {
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
		UntilOn: clock.Date(at.AddDate(0, 2, 0).Format(time.DateOnly)), Person: d.Person("Søren Vang"), GrantedAt: at}
	_, err = db.On(ctx).NewInsert().Model(e).Exec(ctx)
	return err
}
