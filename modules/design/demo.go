package design

import (
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// demoStep is something that happened to a question of the demo project.
type demoStep struct {
	day, who, kind, text, where string
	cites                       string // the document and revision that an answer names, on its first page
}

// demoQuestion is a question of the demo project with what became of it.
type demoQuestion struct {
	code, system, who, due string
	steps                  []demoStep
}

var demoQuestions = []demoQuestion{
	{"K-005", "VE01", "Line Frost", "2025-02-14", []demoStep{
		{"2025-02-07", "Line Frost", "answered", "Anlægget dimensioneres med lav kanalhastighed, og ventilatorerne har to hastigheder.", "Projektbasis VVS afsnit 4.2", ""},
		{"2025-02-12", "Ida Bech", "returned", "Der mangler en beregning af SEL ved både fuld og halv luftmængde, og tryktabet i aggregatet er ikke angivet.", "", ""},
		{"2025-02-26", "Line Frost", "answered", "Lav kanalhastighed (højst 4 m/s i hovedkanaler), to ventilatorhastigheder og filtre i forstørret kammer. Beregnet SEL 1.380 J/m3 ved fuld og 910 J/m3 ved halv luftmængde; tryktab i aggregatet 420 Pa.",
			"Projektbasis VVS afsnit 4.2 og bilag 3, rev. B, side 2", ""},
		{"2025-03-03", "Ida Bech", "approved", "", "", ""}}},
	{"K-002", "VE01", "Line Frost", "2025-02-14", []demoStep{
		{"2025-02-10", "Line Frost", "answered", "Behovsstyring på CO2 i hvert lokale; friskluftmængden er dimensioneret til 28 elever ved 950 ppm.", "Projektbasis VVS afsnit 4.1", ""},
		{"2025-02-14", "Ida Bech", "approved", "", "", ""}}},
	{"K-004", "VE01", "Line Frost", "2026-04-24", []demoStep{
		{"2026-04-16", "Line Frost", "answered", "Indreguleringsspjæld med måleudtag ved hver lokalegren; indreguleres efter proportionalmetoden.", "Afgreninger", "V-57-201 B"}}},
	{"K-007", "VE01", "Line Frost", "2026-04-17", []demoStep{
		{"2026-04-08", "Line Frost", "answered", "Brandspjæld lukker på signal fra ABA-centralen.", "Projektbasis VVS afsnit 4.6", ""},
		{"2026-04-13", "Ida Bech", "returned", "Lukketiden på 60 s er ikke eftervist for spjæld med fjederretur.", "", ""}}},
	{"K-006", "", "Line Frost", "2026-04-30", nil},
	{"K-012", "", "Line Frost", "2026-04-10", nil},
	{"K-025", "", "Omar Said", "2026-04-28", nil},
	{"K-018", "", "Line Frost", "2025-02-21", []demoStep{
		{"2025-02-18", "Line Frost", "answered", "Cirkulation føres til højst 3 m fra tapsted; varmtvandsbeholderen holdes på 58 °C.", "Projektbasis VVS afsnit 5.3", ""},
		{"2025-02-24", "Ida Bech", "approved", "", "", ""}}},
}

// demo loads the basis of design of the demo project.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	day := func(text string, hour int) time.Time {
		t, _ := time.Parse(time.DateOnly, text) // the list is ours
		return t.AddDate(0, 0, d.Shift).Add(time.Duration(hour) * time.Hour)
	}
	manager, partner, adviser := d.Person("Søren Vang"), d.Company("Commissioning Partner ApS"), d.Company("Rådgiver & Ko A/S")
	var answers []*Answer
	var events []*Event
	for _, q := range demoQuestions {
		found, err := m.registers.RequirementsFound(ctx, q.code)
		if err != nil {
			return err
		}
		of, err := m.requirementsOf(ctx, found)
		if err != nil {
			return err
		}
		r := of[found[0]]
		var system *uuid.UUID
		if q.system != "" {
			if system, err = m.demoSystem(ctx, q.system); err != nil {
				return err
			}
		}
		due, asked, company, person := clock.Date(day(q.due, 0).Format(time.DateOnly)), day(q.due, 8).AddDate(0, 0, -usually), adviser, d.Person(q.who)
		a := &Answer{ID: uuid.Must(uuid.NewV7()), Requirement: r.ID, System: system, Edition: 1, Discipline: r.Discipline, Company: &company, Person: &person, DueOn: &due, Status: "asked", AskedBy: &manager, AskedAt: asked}
		events = append(events, &Event{ID: uuid.Must(uuid.NewV7()), Answer: a.ID, At: asked, Person: &manager, Side: &partner, Kind: "asked", ToStatus: "asked", ToCompany: &company, ToPerson: &person, DueOn: &due})
		for _, s := range q.steps {
			at, by, side, from, note := day(s.day, 9), d.Person(s.who), partner, a.Status, s.text
			if a.Status = s.kind; s.kind == "answered" {
				side = adviser
				a.Text, a.Reference, a.Reason, a.AnsweredBy, a.AnsweredSide, a.AnsweredAt, a.JudgedBy, a.JudgedSide, a.JudgedAt = s.text, s.where, "", &by, &side, &at, nil, nil, nil
				note += "\n" + s.where
				a.VersionOf, a.Page = s.cited(d.Project)
			} else {
				a.Reason, a.JudgedBy, a.JudgedSide, a.JudgedAt = s.text, &by, &side, &at
			}
			v := &Event{ID: uuid.Must(uuid.NewV7()), Answer: a.ID, At: at, Person: &by, Side: &side, Kind: s.kind, FromStatus: from, ToStatus: a.Status, Note: note}
			if s.kind == "answered" {
				v.VersionOf, v.Page = a.VersionOf, a.Page
			}
			events = append(events, v)
		}
		answers = append(answers, a)
	}
	if _, err := db.On(ctx).NewInsert().Model(&answers).Exec(ctx); err != nil {
		return err
	}
	_, err := db.On(ctx).NewInsert().Model(&events).Exec(ctx)
	return err
}

// cited is the version that a step names, which the documents' part makes under
// this id, and its first page.
func (s demoStep) cited(project uuid.UUID) (version *uuid.UUID, page *int) {
	if s.cites == "" {
		return nil, nil
	}
	id, first := uuid.NewSHA1(project, []byte("version "+s.cites)), 1
	return &id, &first
}

// demoSystem finds a system of the demo project by its number.
func (m *Module) demoSystem(ctx context.Context, number string) (*uuid.UUID, error) {
	found, err := m.registers.Tagged(ctx, number)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}
