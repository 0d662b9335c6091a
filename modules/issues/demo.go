package issues

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// The demo's words, as its list has them.
var (
	demoKind     = map[string]string{"Observation": "observation", "Mangel": "defect"}
	demoSeverity = map[string]string{"A": "critical", "B": "major", "C": "minor"}
	// demoHands remedies what a company is responsible for.
	demoHands = map[string]string{"Nordluft Entreprise A/S": "Tina Mørk", "Fjordby VVS ApS": "Bo Riis", "Elgruppen Øst A/S": "Sanne Gade", "Styring & Data A/S": "Ali Demir",
		"Hovedbyg A/S": "Kim Lauritsen", "Commissioning Partner ApS": "Ida Bech", "Nørrelund Kommune": "Jens Krogh"}
	demoStatus = map[string]string{"Åben": "new", "Under udbedring": "assigned", "Klar til kontrol": "remedied", "Lukket": "closed"}
)

const (
	demoRemedy       = "Udbedret og egenkontrol udført."
	demoVerification = "Kontrolleret på stedet og i dokumentationen; kravet er opfyldt."
)

// demo loads the log of the demo project from its list.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	f, err := d.File("log.csv")
	if err != nil {
		return err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	l := &demoLoad{m: m, d: d, manager: d.Person("Søren Vang"), guards: d.Company("Commissioning Partner ApS")}
	for i, line := range lines[1:] {
		at := map[string]string{}
		for c, v := range line {
			at[lines[0][c]] = v
		}
		if err := l.line(ctx, at); err != nil {
			return fmt.Errorf("demo log line %d: %w", i+2, err)
		}
	}
	return nil
}

type demoLoad struct {
	m       *Module
	d       kernel.Demo
	manager uuid.UUID
	guards  uuid.UUID // the side that verifies
}

// line makes one entry and what had happened to it by the demo's day.
func (l *demoLoad) line(ctx context.Context, at map[string]string) error {
	no, err := strconv.Atoi(at["register_no"])
	if err != nil {
		return err
	}
	row, err := l.m.registers.Numbered(ctx, no)
	if err != nil {
		return err
	}
	of, err := l.m.registers.About(ctx, "row", row)
	if err != nil {
		return err
	}
	raised, due := l.day(at["created"]), clock.Date(l.day(at["due"]).Format(time.DateOnly))
	e := &Entry{ID: uuid.Must(uuid.NewV7()), Kind: demoKind[at["type_da"]], Severity: demoSeverity[at["priority"]], Status: demoStatus[at["status_da"]], Title: at["title_da"],
		Row: &row, System: orNil(of["system"]), Discipline: orNil(of["discipline"]), DueOn: &due, RaisedBy: &l.manager, RaisedSide: &l.guards, RaisedAt: raised}
	if e.Number, err = nextNumber(ctx, e.Kind); err != nil {
		return err
	}
	company := l.d.Company(at["responsible"])
	if e.Status != "new" {
		e.Company = orNil(company)
	}
	history := []*Event{{At: raised, Kind: "raised", ToStatus: "new", Person: &l.manager, Side: &l.guards}}
	step := func(days int, v Event) time.Time {
		v.At, v.FromStatus = raised.AddDate(0, 0, days), history[len(history)-1].ToStatus
		history = append(history, &v)
		return v.At
	}
	if e.Status != "new" {
		step(1, Event{Kind: "assigned", ToStatus: "assigned", Person: &l.manager, Side: &l.guards, ToCompany: e.Company, DueOn: e.DueOn})
	}
	if e.Status == "remedied" || e.Status == "closed" {
		by := orNil(l.d.Person(demoHands[at["responsible"]]))
		when := step(6, Event{Kind: "remedied", ToStatus: "remedied", Person: by, Side: e.Company, Note: demoRemedy})
		e.Remedy, e.RemediedBy, e.RemediedSide, e.RemediedAt = demoRemedy, by, e.Company, &when
	}
	if e.Status == "closed" {
		// What the manager's own side remedied, the owner verified.
		by, side := l.manager, l.guards
		if is(e.Company, l.guards) {
			by, side = l.d.Person("Anne Holm"), l.d.Company("Nørrelund Kommune")
		}
		when := step(8, Event{Kind: "verified", ToStatus: "verified", Person: &by, Side: &side, Note: demoVerification})
		step(8, Event{Kind: "closed", ToStatus: "closed", Person: &by, Side: &side})
		e.Verification, e.VerifiedBy, e.VerifiedSide, e.VerifiedAt, e.ClosedBy, e.ClosedAt = demoVerification, &by, &side, &when, &by, &when
	}
	if _, err := db.On(ctx).NewInsert().Model(e).Exec(ctx); err != nil {
		return err
	}
	for _, v := range history {
		v.ID, v.Entry = uuid.Must(uuid.NewV7()), e.ID
	}
	_, err = db.On(ctx).NewInsert().Model(&history).Exec(ctx)
	return err
}

// day moves a demo date to the present, at the beginning of a working day.
func (l *demoLoad) day(text string) time.Time {
	t, _ := time.Parse(time.DateOnly, text) // the demo's list is ours
	return t.AddDate(0, 0, l.d.Shift).Add(8 * time.Hour)
}
