package cobie

import (
	"strings"
	"time"
)

// row checks the cells of a row and keeps what others may refer to.
func (v *Validator) row(number int, cells []Cell) {
	all := columns[v.sheet]
	row := make([]Cell, len(all))
	blank := true
	for i := range all {
		for _, c := range cells {
			if v.at[i] > 0 && c.Column == v.at[i] {
				row[i] = c
				row[i].Text = strings.TrimSpace(c.Text)
				blank = blank && row[i].Text == ""
			}
		}
	}
	if blank {
		return
	}
	v.report.Rows[v.sheet]++
	key := make([]string, 0, 4)
	for i, c := range all {
		if v.at[i] == 0 {
			continue
		}
		text := row[i].Text
		if c.Key {
			key = append(key, text)
		}
		v.cell(number, c, row[i])
		if known := v.names[v.sheet+"."+c.Header]; !absent(text, c.Header) && (c.Header == "Name" || c.Header == "Email") {
			known[text] = true
		}
		if to, ok := v.target(c, row); ok && !absent(text, c.Header) {
			v.refer(reference{to: to, value: text, finding: Finding{Rule: "references", Sheet: v.sheet, Row: number, Column: c.Header}})
		}
	}
	whole := strings.Join(key, "\x00")
	if first, twice := v.keys[whole]; twice {
		v.bad("keys", number, "", "the row %d has the same key: %s", first, strings.Join(key, ", "))
		return
	}
	v.keys[whole] = number
}

// absent tells whether a cell has no value: nothing, n/a, or the header's own
// name, as templates leave it.
func absent(text, header string) bool {
	return text == "" || strings.EqualFold(text, NA) || text == header
}

// cell checks one cell for itself.
func (v *Validator) cell(number int, c Column, cell Cell) {
	switch text := cell.Text; {
	case text == "" && c.Key:
		v.bad("required", number, c.Header, "is needed: it is part of the key")
	case text == "":
		if c.Kind != Optional {
			v.warn("required", number, c.Header, "is empty; where there is no value n/a is expected")
		}
	case absent(text, c.Header):
		switch {
		case c.Key && (c.Header == "Name" || c.Header == "Email"), c.Header == "CreatedBy", c.Header == "CreatedOn":
			v.bad("required", number, c.Header, "is needed")
		case c.Kind == Required || c.Kind == Reference || c.Kind == PickValue:
			v.warn("required", number, c.Header, "is asked for and has no value")
		}
	case c.Header == "Email" && !strings.Contains(text, "@"):
		v.bad("required", number, c.Header, "%s is not an e-mail address", text)
	case c.Header == "CreatedOn" || c.Header == "InstallationDate" || c.Header == "WarrantyStartDate":
		if !cell.Date && !isDate(text) {
			v.bad("dates", number, c.Header, "%s is not a date such as 2026-04-20T09:00:00", text)
		}
	case c.list() != "":
		p := picked{c.list(), text}
		if _, seen := v.picked[p]; !seen {
			v.picked[p] = Finding{Rule: "pick_lists", Sheet: v.sheet, Row: number, Column: c.Header}
		}
	case c.Ref == "PickLists.SheetType" && !isSheet(text):
		v.bad("references", number, c.Header, "%s is not a sheet", text)
	}
}

// target is the sheet and column that a cell refers to.
func (v *Validator) target(c Column, row []Cell) (string, bool) {
	if c.Kind != Reference || strings.HasPrefix(c.Ref, "PickLists.") {
		return "", false
	}
	by, rest, ok := strings.Cut(strings.TrimPrefix(c.Ref, "["), "].")
	if !ok {
		return c.Ref, c.Ref != ""
	}
	for i, other := range columns[v.sheet] {
		if other.Header == by && isSheet(row[i].Text) {
			if row[i].Text == "Contact" {
				rest = "Email"
			}
			return row[i].Text + "." + rest, true
		}
	}
	return "", false
}

// refer looks a reference up at once if its sheet has been read whole, else
// when the workbook has.
func (v *Validator) refer(r reference) {
	sheet, _, _ := strings.Cut(r.to, ".")
	if _, seen := v.names[r.to]; seen && sheet != v.sheet {
		v.resolve(r)
		return
	}
	v.waiting = append(v.waiting, r)
}

var dateLayouts = []string{"2006-01-02T15:04:05", "2006-01-02", time.RFC3339, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05", "2006-01-02T15:04"}

func isDate(text string) bool {
	for _, layout := range dateLayouts {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}
