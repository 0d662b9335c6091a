package registers

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// demo loads the registers of the demo project from its lists.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	l := &demoLoad{m: m, d: d, disciplines: map[string]uuid.UUID{}, methods: map[string]uuid.UUID{}, phases: map[string]uuid.UUID{},
		locations: map[string]uuid.UUID{}, systems: map[string]uuid.UUID{}, requirements: map[string]uuid.UUID{}}
	for _, step := range []func(context.Context) error{l.lists, l.places, l.plants, l.meters, l.services, l.wants, l.lines, l.views} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

type demoLoad struct {
	m *Module
	d kernel.Demo

	disciplines, methods, phases, locations, systems, requirements map[string]uuid.UUID
}

// table reads one of the demo's lists as a map for each line.
func (l *demoLoad) table(name string) ([]map[string]string, error) {
	f, err := l.d.File(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	all := make([]map[string]string, 0, len(lines)-1)
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, v := range line {
			row[lines[0][i]] = v
		}
		all = append(all, row)
	}
	return all, nil
}

// save makes rows of a register; a demo that does not fit is a fault of ours.
func (l *demoLoad) save(ctx context.Context, t *thing, lines []map[string]any) error {
	all := make([]*edit, len(lines))
	for i, line := range lines {
		id, _ := line["id"].(uuid.UUID)
		delete(line, "id")
		set := map[string]json.RawMessage{}
		for name, v := range line {
			if v == nil || v == uuid.Nil || v == "" {
				continue
			}
			raw, err := json.Marshal(v)
			if err != nil {
				return err
			}
			set[name] = raw
		}
		all[i] = &edit{ID: id, Create: true, Set: set}
	}
	if err := l.m.save(ctx, t, all); err != nil {
		return err
	}
	for i, e := range all {
		if e.failed != nil {
			return fmt.Errorf("demo %s line %d: %w", t.plural, i+2, e.failed)
		}
	}
	return nil
}

// lists finds the ids of what the project was set up with, by Danish name and by code.
func (l *demoLoad) lists(ctx context.Context) error {
	for t, ids := range map[*thing]map[string]uuid.UUID{disciplines: l.disciplines, methods: l.methods, phases: l.phases} {
		var all []struct {
			ID         uuid.UUID
			Code, Name string
		}
		if err := db.On(ctx).NewRaw("select id, code, name_da as name from ?", bun.Ident(t.table())).Scan(ctx, &all); err != nil {
			return err
		}
		for _, one := range all {
			short, _, _ := strings.Cut(one.Name, " (") // the demo leaves out abbreviations: (SIT)
			ids[short], ids[one.Name], ids[one.Code] = one.ID, one.ID, one.ID
		}
	}
	return nil
}

// demoHeights are how high the floors of the demo project lie.
var demoHeights = map[string]any{"Kælder": -3.2, "Stue": 0.0, "1. sal": 3.6, "2. sal": 7.2}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func (l *demoLoad) places(ctx context.Context) error {
	spaces, err := l.table("spaces.csv")
	if err != nil {
		return err
	}
	var buildings, floors, rooms []map[string]any
	for _, s := range spaces {
		b, f := s["building"], s["building"]+" "+s["level"]
		if l.locations[b] == uuid.Nil {
			l.locations[b] = newID()
			buildings = append(buildings, map[string]any{"id": l.locations[b], "kind": "building", "code": b})
		}
		if l.locations[f] == uuid.Nil {
			l.locations[f] = newID()
			floors = append(floors, map[string]any{"id": l.locations[f], "kind": "floor", "code": s["level"], "parent": l.locations[b], "elevation_m": demoHeights[s["level"]]})
		}
		rooms = append(rooms, map[string]any{"id": newID(), "kind": "space", "code": s["code"], "name": s["name_da"], "parent": l.locations[f], "area_m2": decimal(s["area_m2"])})
	}
	systems, err := l.table("systems.csv")
	if err != nil {
		return err
	}
	for _, s := range systems {
		if l.locations[s["building"]] == uuid.Nil && s["building"] != "" {
			l.locations[s["building"]] = newID()
			buildings = append(buildings, map[string]any{"id": l.locations[s["building"]], "kind": "building", "code": s["building"]})
		}
	}
	for _, some := range [][]map[string]any{buildings, floors, rooms} {
		if err := l.save(ctx, locations, some); err != nil {
			return err
		}
	}
	return nil
}

func (l *demoLoad) plants(ctx context.Context) error {
	lines, err := l.table("systems.csv")
	if err != nil {
		return err
	}
	var all []map[string]any
	for _, s := range lines {
		l.systems[s["code"]] = newID()
		place := l.locations[s["building"]+" "+s["level"]]
		if place == uuid.Nil {
			place = l.locations[s["building"]]
		}
		all = append(all, map[string]any{"id": l.systems[s["code"]], "tag": s["tag"], "name_da": s["name_da"], "name_en": s["name_en"], "discipline": l.disciplines[s["discipline_da"]],
			"classification": s["bim7aa"], "type": s["type"], "location": place, "company": l.d.Company(s["contractor"])})
	}
	return l.save(ctx, systems, all)
}

func (l *demoLoad) wants(ctx context.Context) error {
	lines, err := l.table("requirements.csv")
	if err != nil {
		return err
	}
	var all []map[string]any
	for _, r := range lines {
		l.requirements[r["id"]] = newID()
		one := map[string]any{"id": l.requirements[r["id"]], "code": r["id"], "discipline": l.disciplines[r["discipline_da"]], "title_da": r["title_da"], "title_en": r["title_en"],
			"criterion_da": r["criterion_da"], "unit": r["unit"]}
		limit(one, r["criterion_da"], r["target"])
		all = append(all, one)
	}
	if err := l.save(ctx, requirements, all); err != nil {
		return err
	}
	return l.approvals(ctx)
}

// demoStatus maps the demo's words to statuses (decisions on statuses).
var demoStatus = map[string]string{"Ikke startet": "not_started", "I gang": "in_progress", "Godkendt": "passed", "Godkendt med bemærkninger": "passed_with_remarks", "Afvist": "failed"}

func (l *demoLoad) lines(ctx context.Context) error {
	lines, err := l.table("register.csv")
	if err != nil {
		return err
	}
	var all []map[string]any
	for _, r := range lines {
		no, err := strconv.Atoi(r["no"])
		if err != nil {
			return err
		}
		one := map[string]any{"id": newID(), "no": no, "system": l.systems[r["system"]], "discipline": l.disciplines[r["discipline_da"]], "phase": l.phases[r["phase_da"]],
			"milestone": l.phases[r["milestone"]], "method": l.methods[r["method_da"]], "requirement": l.requirements[r["requirement"]], "title_da": r["title_da"], "title_en": r["title_en"],
			"criterion_da": r["criterion_da"], "unit": r["unit"], "status": demoStatus[r["status_da"]], "company": l.d.Company(r["company"]),
			"planned_on": l.day(r["planned"]), "done_on": l.day(r["done"]), "br18": r["br18"] == "ja"}
		if r["milestone"] == "" {
			one["milestone"] = nil
		}
		limit(one, r["criterion_da"], r["target"])
		if v := decimal(r["measured"]); v != nil {
			one["measured"] = v
		} else {
			one["measured_text"] = r["measured"]
		}
		all = append(all, one)
	}
	return l.save(ctx, rows, all)
}

// day moves a demo date to the present.
func (l *demoLoad) day(text string) any {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil
	}
	return t.AddDate(0, 0, l.d.Shift).Format(time.DateOnly)
}

// limit reads a limit and how it is compared out of a criterion's words.
func limit(one map[string]any, criterion, target string) {
	v := decimal(target)
	if v == nil {
		one["target_text"] = target
		return
	}
	one["target"] = v
	if c := comparisonIn(criterion); c != "" {
		one["comparison"] = c
	}
}

func decimal(text string) any {
	if v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64); err == nil {
		return v
	}
	return nil
}
