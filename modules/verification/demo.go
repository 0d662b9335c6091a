package verification

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// demoShelf are the shipped procedures that the demo project uses.
var demoShelf = []string{"VE-FUNK", "VE-SEL", "VA-FUNK", "BE-FUNK", "BA-FUNK", "BA-FOL", "EV-FUNK", "ST-KANAL", "ST-TRYK", "ST-RENG", "ST-MAERK", "EL-ISO", "BA-PTP"}

// demo takes procedures into use, and has the fan power of VE01 fail by one of
// them and the temperature sensors fail their sample check, as the log tells.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	adopted, err := m.adoptProcedures(ctx, AdoptProcedures{Codes: demoShelf})
	if err != nil {
		return err
	}
	at := slices.IndexFunc(adopted.Items, func(p *Procedure) bool { return p.Code == "VE-SEL" })
	rows, err := m.demoRows(ctx)
	if err != nil {
		return err
	}
	sel := adopted.Items[at]
	for _, r := range rows {
		if strings.Contains(r.TitleDA, "(SEL)") {
			if _, err := db.On(ctx).NewInsert().Model(&assignment{ID: uuid.Must(uuid.NewV7()), Row: r.ID, Procedure: sel.ID}).Exec(ctx); err != nil {
				return err
			}
		}
		if r.No == 7 {
			if err := m.demoRun(ctx, d, sel, r); err != nil {
				return err
			}
		}
	}
	return m.demoSample(ctx, d)
}

// demoRows are the rows of the demo's systems.
func (m *Module) demoRows(ctx context.Context) ([]*rowFacts, error) {
	var plants []*plant
	if err := m.rows.SystemsInto(ctx, nil, "", 1000, &plants); err != nil {
		return nil, err
	}
	var found []struct {
		ID             uuid.UUID
		System, Method *uuid.UUID
	}
	systems, ids := make([]uuid.UUID, len(plants)), []uuid.UUID{uuid.Nil}
	for i, p := range plants {
		systems[i] = p.ID
	}
	if err := m.rows.RowsOfInto(ctx, systems, &found); err != nil {
		return nil, err
	}
	for _, r := range found {
		ids = append(ids, r.ID)
	}
	var rows []*rowFacts
	return rows, m.rows.RowsInto(ctx, ids, &rows)
}

// demoRun is the test of 19 March in which the fan power was 1,982 J/m³.
func (m *Module) demoRun(ctx context.Context, d kernel.Demo, p *Procedure, row *rowFacts) error {
	e, err := findEdition(ctx, p.ID, p.Editions[0].ID)
	if err != nil {
		return err
	}
	began := time.Date(2026, 3, 19, 9, 12, 0, 0, time.UTC).AddDate(0, 0, d.Shift)
	ended := began.Add(38 * time.Minute)
	tina := d.Person("Tina Mørk")
	value := func(v float64) *float64 { return &v }
	calibrated, due := time.Date(2026, 1, 9, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.Shift), time.Date(2027, 1, 9, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.Shift)
	meter := func(name, serial string) *Answer {
		return &Answer{Facts: map[string]string{"name": name, "serial": serial, "calibrated_on": calibrated.Format(time.DateOnly), "due_on": due.Format(time.DateOnly)}}
	}
	instruments := []*Answer{meter("Effektmåler", "A-17"), meter("Luftmængdetragt", "B-04")}
	texts := []string{"Hovedkanal ved aggregat, hultagning 3", "SEL er over kravet. Filtre og kanaltryk undersøges."}
	answers := map[string]*Answer{}
	var kept []*Answer
	t := &Test{ID: uuid.Must(uuid.NewV7()), Row: row.ID, Discipline: row.Discipline, Company: row.Company, Person: tina, TestedAt: ended, ReceivedAt: ended.Add(time.Minute), Device: "Bil 4", Edition: &e.ID,
		State: "done", StartedAt: &began, Seconds: 2280, Holder: &tina, StatusBefore: "ready", Note: "Gentest, når indreguleringen er færdig."}
	for i, s := range e.Steps {
		if s.OfRow {
			s.Limit = Limit{Unit: row.Unit, Comparison: row.Comparison, Target: row.Target, Tolerance: row.Tolerance}
		}
		a := &Answer{Facts: map[string]string{}}
		switch {
		case s.Kind == "prerequisite":
			a.Said = "yes"
		case s.Kind == "instrument":
			a, instruments = instruments[0], instruments[1:]
		case s.Kind == "choice":
			a.Said = s.Options[1].Code
		case s.Code == "power":
			a.Value = value(1982)
		case s.Code == "flow":
			a.Value = value(3600)
		case s.Kind == "text":
			a.Said, texts = texts[0], texts[1:]
		case s.Kind != "formula":
			a.Said = notApplicable
		}
		a.ID, a.Test, a.Step, a.Person, a.AnsweredAt, a.ReceivedAt, a.Device, a.step = uuid.Must(uuid.NewV7()), t.ID, s.ID, tina, began.Add(time.Duration(2*i)*time.Minute), ended, "Bil 4", s
		if s.Kind != "formula" {
			if err := s.judge(a, began); err != nil {
				return fmt.Errorf("step %s: %w", s.Code, err)
			}
		}
		answers[s.Code] = a
		kept = append(kept, a)
	}
	o := outcome(e.Steps, answers)
	t.Result, t.Verdict, t.Credit, t.Measured = o.Verdict, o.Verdict, o.Credit, answers["sel"].Value
	if _, err := db.On(ctx).NewInsert().Model(t).Exec(ctx); err != nil {
		return err
	}
	_, err = db.On(ctx).NewInsert().Model(&kept).Exec(ctx)
	return err
}

// demoSample checked twelve of 48 temperature sensors on 8 April; one of the
// two that deviated raised the share to half.
func (m *Module) demoSample(ctx context.Context, d kernel.Demo) error {
	tags := make([]string, 48)
	for i := range tags {
		tags[i] = fmt.Sprintf("+C=BA01-TF%02d", i+1)
	}
	s, err := m.drawSample(ctx, DrawSample{Title: "Temperaturfølere, CTS (BA01)", Tags: tags, Seed: "2026-04-08 BA01 TF"})
	if err != nil {
		return err
	}
	at := time.Date(2026, 4, 8, 8, 30, 0, 0, time.UTC).AddDate(0, 0, d.Shift)
	ali := d.Person("Ali Demir")
	for i, u := range s.Units {
		result, note := passed, ""
		if i == 6 || i == 10 {
			result, note = failed, "Afviger mere end 0,5 K fra referencen"
		}
		when := at.Add(time.Duration(6*i) * time.Minute)
		if _, err := db.On(ctx).NewRaw("update verification.sample_units set result = ?, note = ?, person = ?, checked_at = ?, received_at = ? where id = ?", result, note, ali, when, when, u.ID).Exec(ctx); err != nil {
			return err
		}
	}
	_, err = db.On(ctx).NewRaw("update verification.samples set share = ?, escalated_at = ?, escalated_by = ? where id = ?", escalated, at.Add(36*time.Minute), s.Units[6].ID, s.ID).Exec(ctx)
	return err
}
