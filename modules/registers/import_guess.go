package registers

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"cxweb/platform/table"
)

// headerWords are what people call the fields in their own sheets, folded:
// small letters without blanks and signs.
var headerWords = map[string][]string{
	"no": {"nr", "no", "number", "nummer", "rækkenr", "registernr", "løbenr", "#"}, "system": {"system", "anlæg", "anlægsnr", "anlægsnummer", "systemtag", "systemname", "anlægskode"},
	"discipline": {"disciplineda", "discipline", "fagområde", "fag", "disciplin", "disciplineen"}, "phase": {"phaseda", "phase", "fase", "phaseen"}, "milestone": {"milestone", "milepæl"},
	"method": {"methodda", "method", "metode", "verificeringsmetode", "verificationmethod", "methoden"}, "requirement": {"requirement", "krav", "kravid", "kravnr", "cxkrav", "requirementid"},
	"title_da": {"titleda", "titel", "betegnelse", "emne", "test", "kravtekst", "aktivitet", "beskrivelse"}, "title_en": {"titleen", "title", "description", "subject"},
	"criterion_da": {"criterionda", "kriterium", "acceptkriterium", "kriterie"}, "criterion_en": {"criterionen", "criterion", "acceptancecriterion", "acceptancecriteria"},
	"unit": {"unit", "enhed"}, "comparison": {"comparison", "sammenligning", "operator"}, "target": {"target", "grænse", "grænseværdi", "limit", "mål", "krævetværdi", "limitvalue"}, "tolerance": {"tolerance"},
	"measured": {"measured", "målt", "måltværdi", "måleværdi", "measuredvalue", "value"}, "status": {"statusda", "status", "statusen", "resultat", "result"},
	"company": {"company", "firma", "ansvarligtfirma", "entreprenør", "contractor", "responsiblecompany", "virksomhed"}, "person": {"person", "ansvarlig", "responsible", "assignee"},
	"planned_on": {"planned", "planlagt", "plandato", "frist", "due", "duedate", "planneddate", "dato"}, "done_on": {"done", "udført", "udførtdato", "completed", "date", "donedate"},
	"br18": {"br18"}, "weight": {"weight", "vægt"}, "note": {"note", "noter", "bemærkning", "bemærkninger", "kommentar", "remarks", "comment", "comments"},
	"tag": {"tag", "mærkning", "tagnumber", "komponentnr", "id", "anlægsmærke", "tagnr", "component", "komponent"}, "name_da": {"nameda", "navn", "navnda"}, "name_en": {"nameen", "name"},
	"name": {"name", "navn", "rumnavn", "roomname", "nameda", "betegnelse", "instrument", "måleinstrument"}, "classification": {"classification", "klassifikation", "bim7aa", "typekode", "typecode", "klasse"}, "type": {"type", "systemtype", "typename", "produkttype"},
	"location": {"location", "lokation", "rum", "room", "space", "placering"}, "parent": {"parent", "overordnet", "etage", "floor", "floorname", "level"},
	"description": {"description", "beskrivelse"}, "code": {"code", "kode", "id", "kravid", "rumnr", "roomnumber", "room", "nr"}, "kind": {"kind", "slags", "art", "instrumenttype"}, "area_m2": {"aream2", "areal", "area", "nettoareal", "netarea"},
	"serial": {"serial", "serienr", "serienummer", "serialnumber", "sn"}, "installed_on": {"installed", "installeret", "installationdate", "monteret"}, "warranty_from": {"warrantyfrom", "garantistart", "warrantystart", "warrantystartdate", "garantifra"},
	"barcode": {"barcode", "stregkode", "qr"}, "asset": {"asset", "assetidentifier", "aktiv"}, "manufacturer": {"manufacturer", "fabrikant", "producent", "fabrikat"}, "model": {"model", "modelnumber", "modelnr"}, "category": {"category", "kategori"},
	"state": {"state", "status", "tilstand"}, "reason": {"reason", "begrundelse"}, "position": {"position", "rækkefølge", "order"}, "starts_on": {"starts", "start", "startdato"}, "ends_on": {"ends", "slut", "slutdato", "end"},
	"every_months": {"interval", "intervalmåneder", "months", "måneder", "hvermåned", "frekvens", "frequency", "everymonths"}, "hours": {"timer", "tid", "varighed", "duration", "hours"},
	"next_on": {"næste", "næsteservice", "nextservice", "næstegang", "next"}, "instruction": {"instruktion", "instruction", "vejledning", "arbejdsbeskrivelse"},
	"scheme":      {"scheme", "klassifikationssystem", "classificationsystem", "tabel", "table"},
	"part_number": {"varenr", "varenummer", "reservedelsnr", "reservedelsnummer", "partnumber", "partno", "partnr"}, "supplier": {"leverandør", "supplier", "suppliers"},
	"quantity": {"antal", "quantity", "beholdning", "stock"}, "kept_at": {"placering", "lager", "opbevaring", "storage"},
	"calibrated_on":   {"calibrated", "kalibreret", "kalibreretden", "kalibreringsdato", "calibrationdate", "lastcalibration", "senestkalibreret", "senestekalibrering"},
	"calibration_due": {"calibrationdue", "kalibreringudløber", "kalibrerettil", "calibrateduntil", "nextcalibration", "næstekalibrering", "recalibrationdate", "gyldigtil", "validuntil"},
	"certificate":     {"certificate", "certifikat", "certifikatnr", "certificateno", "kalibreringscertifikat", "kalibreringsbevis", "calibrationcertificate"},
}

func fold(header string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n._-/()[]:*²", r) {
			return -1
		}
		return r
	}, strings.ToLower(strings.ReplaceAll(header, "²", "2")))
}

// guess maps fields to headers by name, each header once. It returns how many
// of the headers found a field.
func guess(t *thing, headers []string) (mapping map[string]string, found int) {
	mapping = map[string]string{}
	taken := map[string]bool{}
	try := func(f *field, words []string) {
		for _, word := range words {
			for _, h := range headers {
				if mapping[f.name] == "" && h != "" && !taken[h] && fold(h) == word {
					mapping[f.name], taken[h] = h, true
				}
			}
		}
	}
	for _, f := range t.fields {
		try(f, []string{fold(f.name)})
	}
	for _, f := range t.fields {
		for _, name := range f.called {
			try(f, []string{fold(name)})
		}
	}
	for _, f := range t.fields {
		if mapping[f.name] == "" && !(f.name == "parent" && !t.is(locations)) { // a system's floor is its place, not what it is part of
			words := headerWords[f.name]
			if f.name == "tag" && t.is(systems) {
				words = append(slices.Clone(words), headerWords["system"]...)
			}
			try(f, words)
		}
	}
	return mapping, len(mapping)
}

// guessThing finds the register that a sheet's headers fit best.
func guessThing(headers []string, own []Column) (*thing, map[string]string) {
	var best *thing
	var how map[string]string
	most := 0
	for _, t := range []*thing{rows, systems, components, instruments, serviceTasks, spareParts, requirements, locations, types, disciplines, methods, phases, ownClasses} {
		t = t.among(own)
		mapping, n := guess(t, headers)
		titled := !t.has("title_da") || mapping["title_da"] != "" || mapping["title_en"] != ""
		if fits(t, mapping) == nil && titled && t.told(mapping) && n > most {
			best, how, most = t, mapping, n
		}
	}
	if best == nil {
		best = rows.among(own)
		how, _ = guess(best, headers)
	}
	return best, how
}

// told tells whether one of the headers is of this register alone: units of the
// plant have serial numbers and parts too.
func (t *thing) told(mapping map[string]string) bool {
	only := map[string][]string{"instrument": {"calibrated_on", "calibration_due"}, "service_task": {"every_months", "instruction"}, "spare_part": {"part_number"}, "own_class": {"scheme"}}[t.name]
	return only == nil || slices.ContainsFunc(only, func(name string) bool { return mapping[name] != "" })
}

// fingerprint recognises the same headers in any order.
func fingerprint(headers []string) string {
	folded := make([]string, 0, len(headers))
	for _, h := range headers {
		if h != "" {
			folded = append(folded, fold(h))
		}
	}
	slices.Sort(folded)
	sum := sha256.Sum256([]byte(strings.Join(folded, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// headerRow guesses which of the first rows holds the headers: the one with the
// most cells of short text.
func headerRow(first []table.Row) int {
	best, most := 0, 0
	for i, r := range first {
		n := 0
		for _, c := range r.Cells {
			if c.Kind == table.IsText && len([]rune(c.Text)) <= 60 {
				n++
			}
		}
		if n > most && n*2 >= len(r.Cells) {
			best, most = i, n
		}
		if i >= 20 {
			break
		}
	}
	return best
}

// headersOf names the columns of a header row; a name that stands twice is told
// apart by its column's letters.
func headersOf(r table.Row) []string {
	last := 0
	for _, c := range r.Cells {
		last = max(last, c.Column)
	}
	headers := make([]string, last)
	seen := map[string]bool{}
	for _, c := range r.Cells {
		name := strings.TrimSpace(c.Text)
		if len([]rune(name)) > 200 {
			name = string([]rune(name)[:200])
		}
		if name != "" && seen[strings.ToLower(name)] {
			name += " (" + table.ColumnName(c.Column) + ")"
		}
		seen[strings.ToLower(name)] = true
		headers[c.Column-1] = name
	}
	return headers
}
