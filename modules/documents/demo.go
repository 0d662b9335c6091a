package documents

import (
	"bytes"
	"context"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// demoSheet is a document of the demo project, with what its pages show.
type demoSheet struct {
	number, title, kind, discipline string
	pages                           [][]string
}

var demoSheets = []demoSheet{
	{"V-57-201", "Ventilation, plan 1. sal", "drawing", "Ventilation", [][]string{
		{"VE01: aggregat i teknikrum C.0.02, 12.400 m3/h", "Hovedkanal: 900 x 500, højst 4 m/s", "Afgreninger: spjæld med måleudtag i hver gren", "Lokaler: behovsstyring på CO2 og temperatur"},
		{"BS-01: brandspjæld mellem C.1.01 og gang", "BS-02: brandspjæld mellem C.1.04 og gang", "VE01-TF01: temperaturføler i indblæsning"}}},
	{"V-57-202", "Ventilation, teknikrum", "drawing", "Ventilation", [][]string{{"VE01: aggregat med forstørret filterkammer", "Friplads: 1.200 mm til filterskift", "Afløb: kondensafløb med vandlås"}}},
	{"V-57-301", "VE01 principdiagram", "diagram", "Ventilation", [][]string{{"Indtag: 800 x 600", "Filter: F7, stort kammer", "Veksler: roterende, 83 %", "Ventilatorer: to hastigheder, SEL 1.380 J/m3"}}},
	{"A-52-101", "Afløb, plan kælder", "drawing", "Afløb og regnvand", [][]string{{"AF01: pumpebrønd", "Rensebrønd: RB1"}}},
	{"A-52-102", "Afløb, plan stue", "drawing", "Afløb og regnvand", [][]string{{"Gulvafløb: GA1 til GA6"}}},
	{"A-52-103", "Afløb, plan 1. sal", "drawing", "Afløb og regnvand", [][]string{{"Faldstammer: F1 til F4"}}},
	{"A-52-104", "Regnvand, terræn", "drawing", "Afløb og regnvand", [][]string{{"Faskine: 24 m3"}}},
	{"A-52-105", "Regnvand, tag", "drawing", "Afløb og regnvand", [][]string{{"Tagbrønde: 12 stk."}}},
	{"B-62-401", "CTS topologi", "diagram", "Bygningsautomation (CTS)", [][]string{{"Undercentral: UC1 i teknikrum", "VE01: 46 punkter", "VA01: 31 punkter"}}},
	{"B-62-501", "CTS funktionsbeskrivelse VE01", "description", "Bygningsautomation (CTS)", [][]string{{"Sekvens: varme, genvinding, luftmængde", "Alarm: frostsikring, filter, brandspjæld"}}},
}

// demoComment is a comment of the demo's review.
type demoComment struct {
	number        string
	page          int
	place         string
	verdict, text string
	requirement   string
	who           string
	reply         string
	resolved      bool
}

var demoComments = []demoComment{
	{"V-57-201", 1, "ved VE01", "must_change", "Kanalhastigheden i hovedkanalen er angivet til højst 4 m/s, men målet 900 x 500 giver 7,6 m/s ved 12.400 m3/h.", "K-005", "Ida Bech", "Enig. Hovedkanalen deles i to strenge i rev. C.", false},
	{"V-57-201", 1, "lokale C.1.04", "question", "Hvor sidder CO2-føleren i forhold til indblæsningen?", "K-002", "Ida Bech", "På væggen over for vinduerne, 1,5 m over gulv.", true},
	{"V-57-201", 2, "BS-02", "must_change", "Der mangler inspektionslem ved brandspjæld BS-02.", "K-007", "Jens Krogh", "", false},
	{"V-57-201", 2, "", "remark", "Mærkningen af følere følger projektets regel.", "", "Ida Bech", "", true},
	{"V-57-202", 1, "filterskift", "accepted", "", "", "Jens Krogh", "", true},
	{"V-57-202", 1, "kondensafløb", "question", "Kan vandlåsen efterfyldes uden stige?", "", "Jens Krogh", "", false},
	{"V-57-301", 1, "ventilatorer", "remark", "SEL på 1.380 J/m3 overholder kravet på 1.500 J/m3; angiv også værdien ved halv luftmængde.", "K-005", "Ida Bech", "910 J/m3 tilføjes i rev. C.", true},
	{"B-62-401", 1, "UC1", "must_change", "Energimålere mangler på topologien.", "K-035", "Ali Demir", "", false},
	{"B-62-501", 1, "Alarm", "question", "Skal filteralarmen gå til driftslederens telefon?", "K-034", "Jens Krogh", "", false},
}

// demo loads documents in two revisions and an open review of the second.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	day := func(text string) time.Time {
		t, _ := time.Parse(time.DateOnly, text) // the list is ours
		return t.AddDate(0, 0, d.Shift).Add(9 * time.Hour)
	}
	designer, manager := d.Person("Line Frost"), d.Person("Søren Vang")
	adviser := d.Company("Rådgiver & Ko A/S")
	disciplines, err := m.demoDisciplines(ctx)
	if err != nil {
		return err
	}
	versions, companies := map[string]uuid.UUID{}, map[string]uuid.UUID{"Ida Bech": d.Company("Commissioning Partner ApS"), "Jens Krogh": d.Company("Nørrelund Kommune"), "Ali Demir": d.Company("Styring & Data A/S")}
	for _, s := range demoSheets {
		discipline := disciplines[s.discipline]
		id := uuid.NewSHA1(d.Project, []byte("document "+s.number)) // what links to it is in other modules' parts
		document := &Document{ID: id, Number: s.number, Title: s.title, Discipline: &discipline, Kind: s.kind, Company: &adviser}
		if _, err := db.On(ctx).NewInsert().Model(document).Exec(ctx); err != nil {
			return err
		}
		for _, revision := range [][2]string{{"A", "2026-02-16"}, {"B", "2026-04-07"}} {
			pages := s.pages
			if revision[0] == "A" {
				pages = pages[:1]
			}
			body := sheetOf(s.number, s.title, revision[0], pages)
			stored, err := m.files.Put(ctx, bytes.NewReader(body), int64(len(body)))
			if err != nil {
				return err
			}
			file := &kernel.StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: stored.SHA256, Name: s.number + "_rev_" + revision[0] + ".pdf", Size: stored.Size, MediaType: stored.MediaType}
			if err := kernel.KeepFile(ctx, file); err != nil {
				return err
			}
			v := &Version{ID: uuid.NewSHA1(d.Project, []byte("version "+s.number+" "+revision[0])), Document: document.ID, Revision: revision[0], File: file.ID, MadeBy: &designer, MadeAt: day(revision[1])}
			if _, err := db.On(ctx).NewInsert().Model(v).Exec(ctx); err != nil {
				return err
			}
			versions[s.number] = v.ID
		}
	}
	due := clock.Date(day("2026-04-27").Format(time.DateOnly))
	r := &Review{ID: uuid.Must(uuid.NewV7()), Number: 1, Title: "Tværfaglig granskning, rev. B", DueOn: &due, Seed: "solbakkeengen", Status: "open", OpenedBy: &manager, OpenedAt: day("2026-04-08")}
	if r.Number, err = next(ctx, uuid.Nil); err != nil {
		return err
	}
	if _, err := db.On(ctx).NewInsert().Model(r).Exec(ctx); err != nil {
		return err
	}
	items, err := drawItems(ctx, r.ID, r.Seed, []Scope{{disciplines["Ventilation"], 100}, {disciplines["Bygningsautomation (CTS)"], 100}, {disciplines["Afløb og regnvand"], 20}}, "B")
	if err != nil {
		return err
	}
	if _, err := db.On(ctx).NewInsert().Model(&items).Exec(ctx); err != nil {
		return err
	}
	var comments []*Comment
	for i, one := range demoComments {
		at, by, side, replied := day("2026-04-13").Add(time.Duration(i)*20*time.Minute), d.Person(one.who), companies[one.who], day("2026-04-16")
		c := &Comment{ID: uuid.Must(uuid.NewV7()), Review: r.ID, VersionOf: versions[one.number], Page: &one.page, Place: one.place, Verdict: one.verdict, Text: one.text, MadeBy: &by, Side: &side, MadeAt: at, Resolved: one.resolved}
		if c.Number, err = next(ctx, r.ID); err != nil {
			return err
		}
		if one.requirement != "" {
			found, err := m.registers.RequirementsFound(ctx, one.requirement)
			if err != nil {
				return err
			}
			c.Requirement = &found[0]
		}
		if one.reply != "" {
			c.Reply, c.RepliedBy, c.RepliedSide, c.RepliedAt = one.reply, &designer, &adviser, &replied
		}
		if one.resolved {
			c.ResolvedBy, c.ResolvedAt = &by, &replied
		}
		comments = append(comments, c)
	}
	if _, err := db.On(ctx).NewInsert().Model(&comments).Exec(ctx); err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("insert into documents.reviewers (id, review, person) values (gen_random_uuid(), ?0, ?1), (gen_random_uuid(), ?0, ?2), (gen_random_uuid(), ?0, ?3)", r.ID, d.Person("Ida Bech"), d.Person("Jens Krogh"), d.Person("Ali Demir")).Exec(ctx)
	return err
}

// demoDisciplines finds the disciplines of the demo project by their Danish names.
func (m *Module) demoDisciplines(ctx context.Context) (map[string]uuid.UUID, error) {
	var all []struct {
		ID     uuid.UUID
		Code   string
		NameDA string `bun:"name_da"`
	}
	if err := m.registers.CodesInto(ctx, "discipline", &all); err != nil {
		return nil, err
	}
	found := map[string]uuid.UUID{}
	for _, one := range all {
		found[one.NameDA] = one.ID
	}
	return found, nil
}
