package integration

import (
	"slices"
	"strconv"
	"strings"

	"cxweb/platform/problem"
	"cxweb/platform/table"

	"github.com/google/uuid"
)

const (
	mostEnds  = 300
	mostLinks = 20_000
	codeUpTo  = 40
	titleUpTo = 300
)

// facts are the headings of columns that tell what a cause is, as people write
// them; every other heading is an effect.
var facts = map[string]string{
	"kode": "code", "code": "code", "nr": "code", "nr.": "code", "no": "code", "no.": "code", "id": "code",
	"årsag": "title", "cause": "title", "hændelse": "title", "event": "title", "zone": "title", "alarm": "title", "detektor": "title", "detector": "title", "input": "title",
	"anlæg": "system", "system": "system",
}

// reading reads a matrix out of the rows of a sheet.
type reading struct {
	language string
	systems  map[string]uuid.UUID // by tag, in small letters
	columns  map[int]string       // of the head: code, title, system
	effects  map[int]*End         // by column
	found    Proposal
	codes    map[string]bool
}

func newReading(language string, systems []system) *reading {
	r := &reading{language: language, systems: map[string]uuid.UUID{}, found: Proposal{Content: Content{Causes: []*End{}, Effects: []*End{}, Links: []*Link{}}, Wrong: []Misread{}}, codes: map[string]bool{}}
	for _, s := range systems {
		r.systems[strings.ToLower(s.Tag)] = s.ID
	}
	return r
}

// row reads one row: the first with at least two cells is the head.
func (r *reading) row(row table.Row) error {
	if r.columns == nil {
		if len(row.Cells) > 1 {
			r.head(row)
		}
		return nil
	}
	cause := &End{ID: uuid.Must(uuid.NewV7())}
	var links []*Link
	for _, c := range row.Cells {
		text := strings.TrimSpace(c.Text)
		effect := r.effects[c.Column]
		switch {
		case text == "":
		case r.columns[c.Column] == "code":
			cause.Code = r.clip(row.Number, c.Column, text, codeUpTo)
		case r.columns[c.Column] == "title":
			r.title(cause, r.clip(row.Number, c.Column, strings.TrimSpace(cause.TitleDA+cause.TitleEN+" "+text), titleUpTo))
		case r.columns[c.Column] == "system":
			cause.System = r.system(row.Number, c.Column, text)
		case effect == nil:
			r.wrong(row.Number, c.Column, "stands in a column without a heading")
		default:
			if l := linkOf(text); l != nil {
				l.Cause, l.Effect, l.Action = cause.ID, effect.ID, r.clip(row.Number, c.Column, l.Action, 60)
				links = append(links, l)
			}
		}
	}
	if cause.Code == "" && cause.TitleDA == "" && cause.TitleEN == "" {
		if len(links) > 0 {
			r.wrong(row.Number, 1, "has no cause")
		}
		return nil
	}
	if len(r.found.Causes) == mostEnds || len(r.found.Links)+len(links) > mostLinks {
		r.wrong(row.Number, 1, "does not fit: a matrix has at most %d causes and %d links", mostEnds, mostLinks)
		return nil
	}
	cause.Code = r.free(cause.Code, "C", len(r.found.Causes)+1)
	r.found.Causes, r.found.Links = append(r.found.Causes, cause), append(r.found.Links, links...)
	return nil
}

// head reads which columns tell of the cause, and which are effects. Where no
// heading is known, the first column is the cause.
func (r *reading) head(row table.Row) {
	r.columns, r.effects = map[int]string{}, map[int]*End{}
	for _, c := range row.Cells {
		if what := facts[strings.ToLower(strings.TrimSpace(c.Text))]; what != "" {
			r.columns[c.Column] = what
		}
	}
	if len(r.columns) == 0 {
		r.columns[row.Cells[0].Column] = "title"
	}
	for _, c := range row.Cells {
		text := strings.TrimSpace(c.Text)
		if r.columns[c.Column] != "" || text == "" {
			continue
		}
		if len(r.found.Effects) == mostEnds {
			r.wrong(row.Number, c.Column, "does not fit: a matrix has at most %d effects", mostEnds)
			continue
		}
		code, title, parted := strings.Cut(strings.ReplaceAll(text, "\n", " "), ":")
		if !parted {
			code, title, _ = strings.Cut(text, " ")
		}
		e := &End{ID: uuid.Must(uuid.NewV7())}
		if id, known := r.systems[strings.ToLower(strings.TrimSpace(code))]; known {
			e.System = &id
		} else if !parted {
			code, title = "", text
		}
		r.title(e, r.clip(row.Number, c.Column, strings.TrimSpace(title), titleUpTo))
		e.Code = r.free(r.clip(row.Number, c.Column, strings.TrimSpace(code), codeUpTo), "E", len(r.found.Effects)+1)
		r.effects[c.Column], r.found.Effects = e, append(r.found.Effects, e)
	}
	clear(r.codes) // causes have codes of their own
}

func (r *reading) title(e *End, text string) {
	if r.language == "en" {
		e.TitleEN = text
	} else {
		e.TitleDA = text
	}
}

func (r *reading) system(row, column int, tag string) *uuid.UUID {
	id, known := r.systems[strings.ToLower(tag)]
	if !known {
		r.wrong(row, column, "there is no system %s", tag)
		return nil
	}
	return &id
}

// free is a code that is not taken: the one that is given, or the next number.
func (r *reading) free(code, letter string, n int) string {
	for code == "" || r.codes[code] {
		code = letter + strconv.Itoa(n)
		n++
	}
	r.codes[code] = true
	return code
}

func (r *reading) clip(row, column int, text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		r.wrong(row, column, "is cut to %d characters", most)
		return string(runes[:most])
	}
	return text
}

// mostWrong is how many misread cells are told of.
const mostWrong = 200

func (r *reading) wrong(row, column int, detail string, args ...any) {
	if len(r.found.Wrong) < mostWrong {
		r.found.Wrong = append(r.found.Wrong, Misread{Row: row, Column: table.ColumnName(column), Detail: problem.Say(r.language, detail, args...)})
	}
}

// proposal is what was found; a sheet in which nothing is a matrix is refused.
func (r *reading) proposal() (*Proposal, error) {
	if len(r.found.Causes) == 0 || len(r.found.Effects) == 0 {
		return nil, problem.At("file", "has no matrix on its first sheet: a line for each cause, a column for each effect")
	}
	slices.SortStableFunc(r.found.Wrong, func(a, b Misread) int { return a.Row - b.Row })
	return &r.found, nil
}

func init() {
	problem.Teach(map[string]string{
		"stands in a column without a heading": "står i en kolonne uden overskrift",
		"has no cause":                         "har ingen årsag",
		"does not fit: a matrix has at most %d causes and %d links":                         "er der ikke plads til: en matrix har højst %d årsager og %d forbindelser",
		"does not fit: a matrix has at most %d effects":                                     "er der ikke plads til: en matrix har højst %d virkninger",
		"there is no system %s":                                                             "der er intet anlæg %s",
		"is cut to %d characters":                                                           "er afkortet til %d tegn",
		"has no matrix on its first sheet: a line for each cause, a column for each effect": "har ingen matrix på første ark: en linje for hver årsag og en kolonne for hver virkning",
	})
}
