package projects

import (
	"context"
	"slices"
)

// Starters are what a new project can begin with. The phases follow the Danish
// service description, the milestones Bygningsstyrelsen's performance test.
type Starters struct {
	Kinds       []Line `json:"kinds"`
	Phases      []Line `json:"phases"`
	Milestones  []Line `json:"milestones"`
	Disciplines []Line `json:"disciplines"`
	Methods     []Line `json:"methods"`
}

func line(code, da, en string) Line { return Line{Code: code, NameDA: da, NameEN: en} }

func milestone(code, da, en string) Line {
	return Line{Code: code, NameDA: da, NameEN: en, Milestone: true}
}

var starters = Starters{
	Kinds: []Line{line("school", "Skole", "School"), line("daycare", "Daginstitution", "Daycare"), line("hospital", "Hospital", "Hospital"), line("office", "Kontor", "Office"),
		line("housing", "Bolig", "Housing"), line("laboratory", "Laboratorium", "Laboratory"), line("university", "Universitet", "University"), line("sports", "Idræt", "Sports"),
		line("culture", "Kultur", "Culture"), line("retail", "Butik", "Retail"), line("hotel", "Hotel", "Hotel"), line("industry", "Industri", "Industry"), line("data_centre", "Datacenter", "Data centre"),
		line("renovation", "Renovering", "Renovation"), line("other", "Andet", "Other")},
	Phases: []Line{line("PROG", "Program", "Predesign"), line("PROJ", "Projektering", "Design"), line("UDF", "Udførelse", "Construction"),
		line("AFL", "Aflevering", "Handover"), line("DRIFT", "Drift", "Operation"), line("LCX", "Løbende Cx", "Ongoing Cx")},
	Milestones: []Line{milestone("M1", "Forsyninger aktive", "Utilities live"), milestone("M2", "Mekanisk og elektrisk komplet", "Mechanically and electrically complete"),
		milestone("M3", "Brandsikkerhed, indregulering og CTS-integration", "Fire safety, balancing and BMS integration"),
		milestone("M4", "Energieffektivitet, indeklima og klimaskærm", "Energy efficiency, indoor climate and envelope"), milestone("M5", "Prøvedrift", "Trial operation")},
	Disciplines: []Line{line("VE", "Ventilation", "Ventilation"), line("VA", "Varme", "Heating"), line("KØ", "Køling", "Cooling"), line("BV", "Brugsvand", "Domestic water"),
		line("AF", "Afløb", "Drainage"), line("EL", "El", "Electrical"), line("BE", "Belysning", "Lighting"), line("PV", "Vedvarende energi", "Renewable energy"),
		line("BA", "Bygningsautomation", "Building automation"), line("BR", "Brand", "Fire safety"), line("SI", "Sikring", "Security"), line("IT", "IT og AV", "IT and AV"),
		line("EV", "Elevatorer", "Lifts"), line("KS", "Klimaskærm", "Building envelope")},
	Methods: []Line{line("KG", "Kravgennemgang", "Requirement review"), line("DK", "Dokumentkontrol", "Document check"), line("GR", "Granskning", "Design review"),
		line("BK", "Beregningskontrol", "Calculation check"), line("FAT", "Fabrikstest (FAT)", "Factory acceptance test (FAT)"), line("MK", "Modtagekontrol", "Delivery inspection"),
		line("VK", "Visuel kontrol", "Visual inspection"), line("SK", "Statisk kontrol", "Static check"), line("TP", "Trykprøvning", "Pressure test"), line("GS", "Gennemskylning", "Flushing"),
		line("TÆ", "Tæthedsprøvning", "Leakage test"), line("IM", "Isolations-/RCD-måling", "Insulation/RCD test"), line("IR", "Indregulering", "Balancing"), line("OS", "Opstart", "Start-up"),
		line("PP", "Punkt-til-punkt-test", "Point-to-point test"), line("SAT", "Test på plads (SAT)", "Site acceptance test (SAT)"), line("FA", "Funktionsafprøvning", "Functional performance test"),
		line("GT", "Grænsefladetest", "Interface test"), line("SIT", "Systemintegrationstest (SIT)", "Integrated systems test (SIT)"), line("BT", "Belastet test", "Load test"),
		line("ML", "Måling og logning", "Measurement and trending"), line("BD", "Blower door/termografi", "Air tightness/thermography"), line("PT", "Performancetest", "Performance test"),
		line("PD", "Prøvedrift", "Trial operation"), line("ST", "Sæsontest", "Seasonal test"), line("UV", "Undervisning", "Training"), line("SP", "Stikprøve", "Sample check"),
		line("EE", "1-/5-års eftersyn", "1-/5-year inspection")},
}

func (m *Module) listStarters(context.Context, struct{}) (*Starters, error) { return &starters, nil }

// StarterLists are the phases with their milestones, the disciplines and the
// methods that a project usually begins with.
func StarterLists() (phases, disciplines, methods []Line) {
	return slices.Concat(starters.Phases, starters.Milestones), slices.Clone(starters.Disciplines), slices.Clone(starters.Methods)
}
