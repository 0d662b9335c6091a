package cobie

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Title is a column's title as a workbook shows it.
type Title struct {
	Text string
	Fill string // colour of its cell; empty for any
}

// Book is what a workbook is written to, sheet by sheet. Cells are texts and numbers.
type Book interface {
	Sheet(name string, titles []Title) error
	Row(cells ...any) error
}

// Cells are a row by header; what is empty or not given becomes n/a.
type Cells map[string]any

// Writer writes a workbook of all sheets in their order.
type Writer struct {
	book Book
	at   int                        // of the sheet in Names
	keys map[[16]byte]bool          // of the rows on it
	used map[string]map[string]bool // values by pick list
}

// NewWriter writes to a book; Close ends it.
func NewWriter(b Book) *Writer {
	return &Writer{book: b, at: -1, used: map[string]map[string]bool{}}
}

// Sheet goes on to a sheet; those before it that were not written stay empty.
func (w *Writer) Sheet(name string) error {
	to := slices.Index(Names, name)
	if to <= w.at {
		return fmt.Errorf("cobie: the sheet %s does not follow", name)
	}
	for w.at < to {
		w.at++
		if err := w.begin(Names[w.at]); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) begin(name string) error {
	w.keys = map[[16]byte]bool{}
	switch name {
	case "Instruction":
		return w.instruction()
	case "PickLists":
		return w.pickLists()
	}
	titles := make([]Title, len(columns[name]))
	for i, c := range columns[name] {
		titles[i] = Title{c.Header, fills[c.Kind]}
	}
	return w.book.Sheet(name, titles)
}

// Row adds a row to the sheet. One whose key stands there already is left out.
func (w *Writer) Row(cells Cells) error {
	name := Names[w.at]
	row, key := make([]any, len(columns[name])), ""
	given := 0
	for i, c := range columns[name] {
		v, ok := cells[c.Header]
		if ok {
			given++
		}
		if text, isText := v.(string); v == nil || isText && strings.TrimSpace(text) == "" {
			v = NA
		}
		row[i] = v
		if c.Key {
			key += fmt.Sprint(v) + "\x00"
		}
		if list := c.list(); list != "" && v != NA {
			if w.used[list] == nil {
				w.used[list] = map[string]bool{}
			}
			w.used[list][fmt.Sprint(v)] = true
		}
	}
	if given != len(cells) {
		return fmt.Errorf("cobie: the sheet %s has not all of the columns %v", name, slices.Sorted(maps.Keys(cells)))
	}
	sum := sha256.Sum256([]byte(key))
	short := [16]byte(sum[:16])
	if w.keys[short] {
		return nil
	}
	w.keys[short] = true
	return w.book.Row(row...)
}

// Close writes the sheets that are left.
func (w *Writer) Close() error { return w.Sheet("PickLists") }

// pickLists writes the lists of the standard with the values that were used
// beside them.
func (w *Writer) pickLists() error {
	all := map[string][]string{}
	for name, values := range pickLists {
		all[name] = slices.Clone(values)
	}
	for name, values := range w.used {
		for _, v := range slices.Sorted(maps.Keys(values)) {
			if !slices.Contains(all[name], v) {
				all[name] = append(all[name], v)
			}
		}
	}
	names, longest := slices.Sorted(maps.Keys(all)), 0
	titles := make([]Title, len(names))
	for i, name := range names {
		titles[i] = Title{Text: name}
		longest = max(longest, len(all[name]))
	}
	if err := w.book.Sheet("PickLists", titles); err != nil {
		return err
	}
	for n := range longest {
		row := make([]any, len(names))
		for i, name := range names {
			if n < len(all[name]) {
				row[i] = all[name][n]
			}
		}
		if err := w.book.Row(row...); err != nil {
			return err
		}
	}
	return nil
}

// contents say what stands on each sheet.
var contents = map[string]string{
	"Contact": "Personer og firmaer / People and companies", "Facility": "Projekt, grund og bygning / Project, site and facility", "Floor": "Etager / Floors", "Space": "Rum / Spaces",
	"Zone": "Zoner af rum / Zones of spaces", "Type": "Produkttyper / Product types", "Component": "Komponenter / Components", "System": "Anlæg og deres komponenter / Systems and their components",
	"Assembly": "Sammensætninger / Assemblies", "Connection": "Forbindelser / Connections", "Spare": "Reservedele / Spare parts", "Resource": "Ressourcer og undervisning / Resources and training",
	"Job": "Serviceopgaver / Service jobs", "Impact": "Miljøpåvirkninger / Environmental impacts", "Document": "Dokumenter / Documents", "Attribute": "Egenskaber og testresultater / Properties and test results",
	"Coordinate": "Koordinater / Coordinates", "Issue": "Udeståender / Open issues", "PickLists": "Værdilister / Lists of values",
}

// instruction writes the first sheet, which says what the others hold.
func (w *Writer) instruction() error {
	if err := w.book.Sheet("Instruction", []Title{{Text: "Title"}, {Text: "COBie2"}, {}}); err != nil {
		return err
	}
	rows := [][]any{{"Version", "2"}, {"Release", "4"}, {"Status", "IFC4"}, {"Region", "da-DK"}, {"Made by", "CXweb"}}
	for _, name := range Names[1:] {
		rows = append(rows, []any{"Sheet", name, contents[name]})
	}
	rows = append(rows, []any{"Legend", fills[Required], "skal udfyldes / required"}, []any{"Legend", fills[Reference], "henviser til et andet ark eller en værdiliste / refers to another sheet or a list of values"},
		[]any{"Legend", fills[External], "henvisning uden for arket / external reference"}, []any{"Legend", fills[Optional], "hvis det er aftalt / if specified"}, []any{"Legend", NA, "ingen værdi / no value"})
	for _, row := range rows {
		if err := w.book.Row(row...); err != nil {
			return err
		}
	}
	return nil
}
