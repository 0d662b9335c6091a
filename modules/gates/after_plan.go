package gates

import (
	"context"
	"slices"
	"strings"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Planned is a row of the usual set after a handover, as it would be made.
type Planned struct {
	Key       string      `json:"key"` // names it among the others
	Kind      string      `json:"kind"`
	TitleDA   string      `json:"title_da"`
	TitleEN   string      `json:"title_en"`
	System    *uuid.UUID  `json:"system"`
	Tag       string      `json:"tag"`
	PlannedOn clock.Date  `json:"planned_on"`
	Months    *int        `json:"months"` // between one and the next
	UntilOn   *clock.Date `json:"until_on"`
	There     bool        `json:"there"` // the register has it already
	method    string      // a part of the method's Danish name
	company   *uuid.UUID
}

// Plan is the usual set after a handover.
type Plan struct {
	HandoverOn string     `json:"handover_on"`
	Items      []*Planned `json:"items"`
}

// mostPlanned is how many systems the plan looks at.
const mostPlanned = 2000

func (m *Module) planAfter(ctx context.Context, _ ofProject) (*Plan, error) {
	p := &Plan{Items: []*Planned{}}
	var err error
	if p.HandoverOn, err = m.projects.HandoverOn(ctx); err != nil {
		return nil, err
	}
	day, err := time.Parse(time.DateOnly, p.HandoverOn)
	if err != nil {
		return nil, problem.New(problem.Conflict, "The project has no day of handover yet. Set it in the project's settings first.")
	}
	var systems []struct {
		ID                   uuid.UUID
		Tag, NameDA, NameEN  string
		Type, Classification string
		Discipline, Company  *uuid.UUID
	}
	if err := m.registers.SystemsInto(ctx, nil, "", mostPlanned, &systems); err != nil {
		return nil, err
	}
	var ends []struct {
		System     uuid.UUID
		EndsOn     clock.Date
		Components int
	}
	if err := m.registers.WarrantiesInto(ctx, &ends); err != nil {
		return nil, err
	}
	warranty := map[uuid.UUID]clock.Date{}
	for _, e := range ends {
		warranty[e.System] = e.EndsOn
	}
	on := func(years, months int) clock.Date {
		return clock.Date(day.AddDate(years, months, 0).Format(time.DateOnly))
	}
	yearly, end := 12, on(5, 0)
	p.Items = append(p.Items,
		&Planned{Key: "inspection_1", Kind: "inspection", TitleDA: "1-års eftersyn", TitleEN: "1-year inspection", PlannedOn: on(1, 0), method: "eftersyn"},
		&Planned{Key: "inspection_5", Kind: "inspection", TitleDA: "5-års eftersyn", TitleEN: "5-year inspection", PlannedOn: on(5, 0), method: "eftersyn"},
		&Planned{Key: "training", Kind: "training", TitleDA: "Genopfriskning af driftspersonalets undervisning", TitleEN: "Refresher training of the operations staff", PlannedOn: on(1, 0), Months: &yearly, UntilOn: &end, method: "undervisning"})
	for _, s := range systems {
		add := func(key, kind, da, en, method string, at clock.Date, months *int) {
			one := &Planned{Key: key + "_" + s.ID.String(), Kind: kind, TitleDA: da, TitleEN: en, System: &s.ID, Tag: s.Tag, PlannedOn: at, Months: months, method: method, company: s.Company}
			if months != nil {
				one.UntilOn = &end
			}
			p.Items = append(p.Items, one)
		}
		switch letters(s.Tag) {
		case "VA":
			add("winter", "season", "Vintertest", "Winter test", "sæson", season(day, time.January), nil)
		case "KØ":
			add("summer", "season", "Sommertest", "Summer test", "sæson", season(day, time.July), nil)
		case "BR":
			add("sit", "interval", "Årlig systemintegrationstest", "Annual integrated systems test", "integration", on(1, 0), &yearly)
		}
		if at, ok := warranty[s.ID]; ok {
			add("warranty", "warranty", "Garanti udløber", "Warranty ends", "", at, nil)
		}
	}
	return p, m.markThere(ctx, p)
}

// letters are those of a system in its tag: VA of +C=VA01.
func letters(tag string) string {
	tag = tag[strings.LastIndex(tag, "=")+1:]
	return strings.ToUpper(strings.TrimRight(tag, "0123456789"))
}

// season is the middle of a month in the first season after a handover.
func season(handover time.Time, month time.Month) clock.Date {
	at := time.Date(handover.Year(), month, 15, 0, 0, 0, 0, time.UTC)
	if !at.After(handover) {
		at = at.AddDate(1, 0, 0)
	}
	return clock.Date(at.Format(time.DateOnly))
}

// markThere finds what the register has already: the same title on the same system.
func (m *Module) markThere(ctx context.Context, p *Plan) error {
	var have []*After
	if err := m.registers.AfterInto(ctx, p.HandoverOn, "", false, "", 0, 20*mostPlanned, &have); err != nil {
		return err
	}
	type same struct {
		system uuid.UUID
		title  string
	}
	there := map[same]bool{}
	for _, h := range have {
		there[same{orNil(h.System), h.TitleDA}] = true
	}
	for _, one := range p.Items {
		one.There = there[same{orNil(one.System), one.TitleDA}]
	}
	return nil
}

// MakeAfter makes rows of the usual set.
type MakeAfter struct {
	Project uuid.UUID `params:"project" json:"-"`
	Keys    []string  `json:"keys" validate:"required,min=1,max=2000,dive,max=100"`
}

// MadeAfter says how many rows were made.
type MadeAfter struct {
	Rows int `json:"rows"`
}

func (m *Module) makeAfter(ctx context.Context, cmd MakeAfter) (*MadeAfter, error) {
	p, err := m.planAfter(ctx, ofProject{})
	if err != nil {
		return nil, err
	}
	var methods []struct {
		ID           uuid.UUID
		Code, NameDA string
	}
	if err := m.registers.CodesInto(ctx, "method", &methods); err != nil {
		return nil, err
	}
	gates, err := m.findGates(ctx)
	if err != nil {
		return nil, err
	}
	var phase any
	for _, g := range gates {
		if !g.Milestone && (phase == nil || g.Code == "DRIFT") {
			phase = g.ID
		}
	}
	var rows, again []map[string]any
	for _, one := range p.Items {
		if one.There || !slices.Contains(cmd.Keys, one.Key) {
			continue
		}
		id := uuid.Must(uuid.NewV7())
		row := map[string]any{"id": id, "title_da": one.TitleDA, "title_en": one.TitleEN, "planned_on": one.PlannedOn, "phase": phase}
		if one.System != nil {
			row["system"] = one.System
		}
		if one.company != nil {
			row["company"] = one.company
		}
		for _, k := range methods {
			if one.method != "" && strings.Contains(strings.ToLower(k.NameDA), one.method) {
				row["method"] = k.ID
				break
			}
		}
		rows = append(rows, row)
		again = append(again, map[string]any{"row": id, "kind": one.Kind, "months": one.Months, "until_on": one.UntilOn})
	}
	if len(rows) == 0 {
		return nil, problem.New(problem.Conflict, "Nothing of it is missing from the register")
	}
	if err := m.registers.MakeRows(ctx, rows); err != nil {
		return nil, err
	}
	return &MadeAfter{Rows: len(rows)}, m.registers.Recur(ctx, again)
}

func init() {
	problem.Teach(map[string]string{
		"The project has no day of handover yet. Set it in the project's settings first.": "Projektet har endnu ingen afleveringsdato. Sæt den først i projektets indstillinger.",
		"Nothing of it is missing from the register":                                      "Intet af det mangler i registeret",
	})
}
