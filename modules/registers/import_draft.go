package registers

import (
	"encoding/json"
	"strings"

	"cxweb/platform/problem"
	"cxweb/platform/table"
)

// draft is a row of a file on its way into a register.
type draft struct {
	Ordinal int
	Sheet   string
	Row     int
	Thing   string
	Set     map[string]any    // values, as the register keeps them
	Refs    map[string]string // links by what they are called in the file
	Cells   map[string]string // what stood in the file, by header; for the report and for mending
	Wrong   []wrongCell
}

// wrongCell is what is wrong with one cell, to be said in the reader's language.
type wrongCell struct {
	Column string `json:"column"`
	Value  string `json:"value"`
	Format string `json:"format"`
	Args   []any  `json:"args,omitempty"`
}

func newDraft(sheet string, row int, thing string) *draft {
	return &draft{Sheet: sheet, Row: row, Thing: thing, Set: map[string]any{}, Refs: map[string]string{}, Cells: map[string]string{}}
}

func (d *draft) bad(column, value, format string, args ...any) {
	if len([]rune(value)) > 200 {
		value = string([]rune(value)[:200]) + "…"
	}
	d.Wrong = append(d.Wrong, wrongCell{Column: column, Value: value, Format: format, Args: args})
}

// take puts a cell's value into a field; what does not fit is noted. Numbers
// that are not may stand in the field for text beside, where there is one.
func (d *draft) take(t *thing, name, column string, c table.Cell, language string) {
	f := t.field(name)
	text := strings.TrimSpace(c.Text)
	if c.Kind == table.IsError {
		d.bad(column, text, "holds an error of the spreadsheet")
		return
	}
	if text == "" || strings.EqualFold(text, "n/a") {
		return
	}
	switch f.kind {
	case link, company, person, document:
		if len([]rune(text)) > 300 {
			d.bad(column, text, "is too long: %d characters, at most %d", len([]rune(text)), 300)
			return
		}
		d.Refs[name] = text
	case number, whole:
		n, err := numberOf(c, language)
		if err != nil {
			if t.has(name + "_text") {
				d.check(t.field(name+"_text"), column, text, text)
				return
			}
			d.bad(column, text, "is not a number")
			return
		}
		d.check(f, column, text, n)
	case date:
		day, ok := dayOf(c)
		if !ok {
			d.bad(column, text, "is not a date such as 2026-04-20")
			return
		}
		d.check(f, column, text, day)
	case flag:
		yes, ok := flagOf(text)
		if !ok {
			d.bad(column, text, "is not yes or no")
			return
		}
		d.check(f, column, text, yes)
	case many:
		d.check(f, column, text, text)
	case choice:
		code, ok := choiceOf(f, text)
		if !ok {
			d.bad(column, text, "is not one of %s", strings.Join(f.choices, ", "))
			return
		}
		d.check(f, column, text, code)
	default:
		d.check(f, column, text, text)
	}
}

// check holds a value against its field and keeps it, or notes what is wrong.
func (d *draft) check(f *field, column, text string, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		d.bad(column, text, "is not of the right kind")
		return
	}
	kept, err := f.check(raw)
	if err != nil {
		for _, one := range problem.Of(err).Fields {
			d.bad(column, text, one.Format, one.Args...)
		}
		return
	}
	d.Set[f.name] = kept
}

func numberOf(c table.Cell, language string) (float64, error) {
	if c.Kind == table.IsNum {
		return c.Number, nil
	}
	return table.Number(c.Text, language)
}

func dayOf(c table.Cell) (string, bool) {
	text := strings.TrimSpace(c.Text)
	if c.Kind == table.IsNum {
		t, ok := table.FromSerial(c.Number)
		return t.Format("2006-01-02"), ok
	}
	if len(text) > 10 && text[4] == '-' && (text[10] == 'T' || text[10] == ' ') {
		text = text[:10]
	}
	t, err := table.Date(text)
	return t.Format("2006-01-02"), err == nil
}

func flagOf(text string) (yes, ok bool) {
	switch strings.ToLower(text) {
	case "ja", "yes", "true", "sand", "x", "1", "j", "y":
		return true, true
	case "nej", "no", "false", "falsk", "0", "n", "-":
		return false, true
	}
	return false, false
}

// choiceWords are what people call the choices, in both languages.
var choiceWords = map[string]string{
	"ikke startet": "not_started", "not started": "not_started", "klar": "ready", "klar til test": "ready", "ready": "ready", "i gang": "in_progress", "igang": "in_progress", "in progress": "in_progress",
	"bestået": "passed", "godkendt": "passed", "passed": "passed", "approved": "passed", "ok": "passed", "bestået m. bemærkning": "passed_with_remarks", "bestået med bemærkninger": "passed_with_remarks",
	"godkendt med bemærkninger": "passed_with_remarks", "passed with remarks": "passed_with_remarks", "approved with comments": "passed_with_remarks", "ikke bestået": "failed", "afvist": "failed", "failed": "failed", "rejected": "failed",
	"blokeret": "blocked", "blocked": "blocked", "ikke relevant": "not_applicable", "n.a.": "not_applicable", "not applicable": "not_applicable",
	"grund": "site", "bygning": "building", "etage": "floor", "plan": "floor", "rum": "space", "zone": "zone", "building": "building", "floor": "floor", "level": "floor", "space": "space", "room": "space", "site": "site",
	"højst": "le", "≤": "le", "<=": "le", "maks": "le", "max": "le", "under": "lt", "<": "lt", "mindst": "ge", "≥": "ge", ">=": "ge", "min": "ge", "over": "gt", ">": "gt", "lig": "eq", "=": "eq", "±": "within", "inden for": "within", "within": "within", "tekst": "text", "text": "text",
	"foreslået": "proposed", "proposed": "proposed", "returneret": "returned", "returned": "returned", "udgået": "superseded", "superseded": "superseded",
}

func choiceOf(f *field, text string) (string, bool) {
	folded := strings.ToLower(strings.TrimSpace(text))
	if f.name == "state" && folded == "godkendt" {
		return "approved", true
	}
	for _, c := range f.choices {
		if strings.ToLower(c) == folded {
			return c, true
		}
	}
	code := choiceWords[folded]
	for _, c := range f.choices {
		if c == code {
			return c, true
		}
	}
	return "", false
}

func init() {
	problem.Teach(map[string]string{"holds an error of the spreadsheet": "indeholder en fejl fra regnearket"})
}
