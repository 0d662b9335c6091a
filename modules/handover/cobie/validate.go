package cobie

import (
	"fmt"
	"slices"
	"strings"
)

// Cell is a cell as it was read. Date says that the workbook itself keeps it
// as a date.
type Cell struct {
	Column int // from 1
	Text   string
	Date   bool
}

// Finding is something that the standard does not allow, or warns of. Format
// and arguments stay apart, so that they can be said in the reader's language.
type Finding struct {
	Rule   string // sheets, headers, required, keys, references, pick_lists or dates
	Warns  bool   // it does not make the workbook unusable
	Sheet  string
	Row    int
	Column string
	Format string
	Args   []any
}

func (f Finding) String() string {
	where := f.Sheet
	if f.Row > 0 {
		where += fmt.Sprintf(" %d", f.Row)
	}
	return strings.TrimSpace(where + " " + f.Column + ": " + fmt.Sprintf(f.Format, f.Args...))
}

// Report is what was found in a workbook: the first of each kind, and how many
// there are of all.
type Report struct {
	Findings []Finding
	Errors   int
	Warnings int
	Rows     map[string]int // by sheet
}

// findingsEach is how many findings of one rule on one sheet are told.
const findingsEach = 25

// Validator checks a workbook while it is read from its first sheet to its
// last, in any order of the sheets.
type Validator struct {
	report  Report
	order   []string
	sheet   string
	at      []int // column of the workbook by column of the standard; 0: missing
	headed  bool
	lists   []string                   // pick lists by column of the sheet PickLists
	values  map[string]map[string]bool // of the workbook's own pick lists
	names   map[string]map[string]bool // what can be referred to: sheet and column → values
	keys    map[string]int             // of the sheet: key → row
	waiting []reference
	picked  map[picked]Finding // values of pick lists, where each stands first
	told    map[string]int
}

type reference struct {
	to, value string // sheet.column and what was looked for there
	finding   Finding
}

type picked struct{ list, value string }

// NewValidator begins with nothing read.
func NewValidator() *Validator {
	return &Validator{report: Report{Rows: map[string]int{}}, values: map[string]map[string]bool{}, names: map[string]map[string]bool{}, picked: map[picked]Finding{}, told: map[string]int{}}
}

// Sheet says that the rows that follow stand on this sheet.
func (v *Validator) Sheet(name string) {
	v.endSheet()
	v.sheet, v.headed, v.at, v.keys = name, false, nil, map[string]int{}
	if slices.Contains(v.order, name) {
		v.bad("sheets", 0, "", "stands twice in the workbook")
	}
	v.order = append(v.order, name)
	if columns[name] != nil {
		for _, c := range columns[name] {
			v.names[name+"."+c.Header] = map[string]bool{}
		}
	}
}

// Row checks a row of the sheet; the first is its headers.
func (v *Validator) Row(number int, cells []Cell) {
	switch {
	case v.sheet == "PickLists":
		v.pickList(cells)
	case columns[v.sheet] == nil:
	case !v.headed:
		v.headed = true
		v.headers(number, cells)
	default:
		v.row(number, cells)
	}
}

// Done ends the reading and says what was found.
func (v *Validator) Done() Report {
	v.endSheet()
	v.sheet = ""
	for _, name := range Names {
		if slices.Contains(v.order, name) {
			continue
		}
		f := Finding{Rule: "sheets", Sheet: name, Format: "the sheet is missing", Warns: !slices.Contains(needed, name)}
		v.tell(f)
	}
	var known []int
	for _, name := range v.order {
		if i := slices.Index(Names, name); i >= 0 {
			known = append(known, i)
		}
	}
	if !slices.IsSorted(known) {
		v.tell(Finding{Rule: "sheets", Warns: true, Format: "the sheets are not in the standard's order"})
	}
	for _, r := range v.waiting {
		v.resolve(r)
	}
	v.checkPicked()
	return v.report
}

func (v *Validator) endSheet() {
	if columns[v.sheet] != nil && !v.headed {
		v.bad("headers", 0, "", "the sheet has no headers")
	}
}

// headers finds the standard's columns. Others may add their own to the right.
func (v *Validator) headers(number int, cells []Cell) {
	found := map[string]int{}
	for _, c := range cells {
		text := strings.TrimSpace(c.Text)
		if found[text] > 0 {
			v.bad("headers", number, text, "the header stands twice")
		}
		found[text] = c.Column
	}
	v.at = make([]int, len(columns[v.sheet]))
	last, ordered := 0, true
	for i, c := range columns[v.sheet] {
		v.at[i] = found[c.Header]
		if v.at[i] == 0 {
			v.bad("headers", number, c.Header, "the header is missing")
			continue
		}
		ordered, last = ordered && v.at[i] > last, v.at[i]
	}
	if !ordered {
		v.warn("headers", number, "", "the headers are not in the standard's order")
	}
}

func (v *Validator) pickList(cells []Cell) {
	if v.lists == nil {
		v.lists = []string{}
		for _, c := range cells {
			for len(v.lists) < c.Column {
				v.lists = append(v.lists, "")
			}
			v.lists[c.Column-1] = strings.TrimSpace(c.Text)
			v.values[v.lists[c.Column-1]] = map[string]bool{}
		}
		return
	}
	for _, c := range cells {
		if c.Column <= len(v.lists) && v.lists[c.Column-1] != "" {
			v.values[v.lists[c.Column-1]][fold(c.Text)] = true
		}
	}
}

// checkPicked holds the values that were picked against the workbook's own
// lists and the standard's.
func (v *Validator) checkPicked() {
	all := make([]picked, 0, len(v.picked))
	for p := range v.picked {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b picked) int { return strings.Compare(a.list+"\x00"+a.value, b.list+"\x00"+b.value) })
	for _, p := range all {
		own, has := v.values[p.list]
		standard := slices.ContainsFunc(pickLists[p.list], func(s string) bool { return fold(s) == fold(p.value) })
		if own[fold(p.value)] || standard || !has && pickLists[p.list] == nil {
			continue
		}
		f := v.picked[p]
		f.Format, f.Args, f.Warns = "%s is not in the list %s", []any{p.value, p.list}, isOpen(p.list)
		v.tell(f)
	}
}

// resolve looks a reference up, once its sheet has been read.
func (v *Validator) resolve(r reference) {
	if v.names[r.to][r.value] {
		return
	}
	for _, one := range strings.Split(r.value, ",") { // several, in one cell
		if !v.names[r.to][strings.TrimSpace(one)] {
			sheet, _, _ := strings.Cut(r.to, ".")
			r.finding.Format, r.finding.Args = "%s does not stand on the sheet %s", []any{strings.TrimSpace(one), sheet}
			v.tell(r.finding)
			return
		}
	}
}

func (v *Validator) bad(rule string, row int, column, format string, args ...any) {
	v.tell(Finding{Rule: rule, Sheet: v.sheet, Row: row, Column: column, Format: format, Args: args})
}

func (v *Validator) warn(rule string, row int, column, format string, args ...any) {
	v.tell(Finding{Rule: rule, Warns: true, Sheet: v.sheet, Row: row, Column: column, Format: format, Args: args})
}

func (v *Validator) tell(f Finding) {
	if f.Warns {
		v.report.Warnings++
	} else {
		v.report.Errors++
	}
	of := f.Rule + " " + f.Sheet + " " + fmt.Sprint(f.Warns)
	if v.told[of]++; v.told[of] <= findingsEach {
		v.report.Findings = append(v.report.Findings, f)
	}
}

// fold is the form in which values of lists are compared: workbooks are not
// strict about case and spaces.
func fold(text string) string { return strings.ToLower(strings.TrimSpace(text)) }
