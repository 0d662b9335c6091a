package integration

import (
	"context"

	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// demo is the fire matrix of the demo project: five zones of the alarm, and what
// each has other installations do.
func (m *Module) demo(ctx context.Context, d kernel.Demo) error {
	var systems []system
	if err := m.registers.SystemsInto(ctx, nil, "", mostSystems, &systems); err != nil {
		return err
	}
	of := map[string]*uuid.UUID{}
	for _, s := range systems {
		of[s.Tag] = &s.ID
	}
	ends := func(all [][4]string) (list []*End, ids map[string]uuid.UUID) {
		ids = map[string]uuid.UUID{}
		for _, e := range all {
			one := &End{ID: uuid.Must(uuid.NewV7()), Code: e[0], TitleDA: e[1], TitleEN: e[2], System: of[e[3]]}
			list, ids[e[0]] = append(list, one), one.ID
		}
		return list, ids
	}
	c := Content{}
	var causes, effects map[string]uuid.UUID
	c.Causes, causes = ends(demoCauses)
	c.Effects, effects = ends(demoEffects)
	for cause, follows := range demoLinks {
		for effect, action := range follows {
			l := linkOf(action)
			l.Cause, l.Effect = causes[cause], effects[effect]
			c.Links = append(c.Links, l)
		}
	}
	a, err := m.createMatrix(ctx, CreateMatrix{MatrixFields: MatrixFields{Code: "BR-M1", TitleDA: "Brandmatrix, bygning A–C", TitleEN: "Fire matrix, buildings A–C", Months: 12,
		About: "Funktionsafprøves samlet, når hver installation er afprøvet for sig. Prøves igen hvert år af akkrediteret inspektionsorgan."}})
	if err != nil {
		return err
	}
	_, err = m.writeMatrix(ctx, WriteMatrix{Matrix: a.ID, Base: a.Version, Content: c})
	return err
}

var demoCauses = [][4]string{
	{"A0", "Røgdetektor, bygning A, stueetage", "Smoke detector, building A, ground floor", "BR01"},
	{"A1", "Røgdetektor, bygning A, 1. sal", "Smoke detector, building A, first floor", "BR01"},
	{"A2", "Røgdetektor, atrium, 2. sal", "Smoke detector, atrium, second floor", "BR01"},
	{"B0", "Linjerøgdetektor, idrætshal", "Beam detector, sports hall", "BR01"},
	{"C0", "Røgdetektor, teknikkælder", "Smoke detector, technical basement", "BR01"},
	{"TRYK", "Alarmtryk, alle bygninger", "Call point, all buildings", "BR01"},
}

var demoEffects = [][4]string{
	{"VE01", "Ventilation, bygning A", "Ventilation, building A", "VE01"},
	{"VE02", "Ventilation, idrætshal", "Ventilation, sports hall", "VE02"},
	{"BR02", "Talevarsling", "Voice alarm", "BR02"},
	{"BR03", "Branddøre", "Fire doors", "BR03"},
	{"BR04", "Røglemme, atrium", "Smoke vents, atrium", "BR04"},
	{"EV01", "Elevator", "Lift", "EV01"},
	{"SI01", "Adgangskontrol, flugtveje", "Access control, escape routes", "SI01"},
}

var demoLinks = map[string]map[string]string{
	"A0":   {"VE01": "Stop (10 s)", "BR02": "Start (30 s)", "BR03": "Luk (10 s)", "EV01": "Til udgang (60 s)", "SI01": "Frigiv (5 s)"},
	"A1":   {"VE01": "Stop (10 s)", "BR02": "Start (30 s)", "BR03": "Luk (10 s)", "EV01": "Til udgang (60 s)", "SI01": "Frigiv (5 s)"},
	"A2":   {"VE01": "Stop (10 s)", "BR02": "Start (30 s)", "BR03": "Luk (10 s)", "BR04": "Åbn (60 s)", "EV01": "Til udgang (60 s)", "SI01": "Frigiv (5 s)"},
	"B0":   {"VE02": "Stop (10 s)", "BR02": "Start (30 s)", "BR03": "Luk (10 s)", "SI01": "Frigiv (5 s)"},
	"C0":   {"VE01": "Stop (10 s)", "VE02": "Stop (10 s)", "BR02": "Start (30 s)", "BR03": "Luk (10 s)", "EV01": "Til udgang (60 s)", "SI01": "Frigiv (5 s)"},
	"TRYK": {"BR02": "Start (30 s)", "SI01": "Frigiv (5 s)"},
}
