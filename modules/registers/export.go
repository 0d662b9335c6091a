package registers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
	"cxweb/platform/sheet"
	"cxweb/platform/sheet/csv"
	"cxweb/platform/table"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

const (
	exportUpTo  = 500_000 // rows
	exportBytes = 512 << 20
)

// ExportSeen asks for what is seen of a register as a file: these columns, of
// the rows that a filter leaves, in this order.
type ExportSeen struct {
	Project uuid.UUID `params:"project" json:"-"`
	Thing   string    `query:"thing" json:"-" validate:"required,max=40"`
	Format  string    `query:"format" json:"-" validate:"required,oneof=csv xlsx"`
	Columns string    `query:"columns" json:"-" validate:"required,max=20000"` // a JSON list of [field, title]
	Name    string    `query:"name" json:"-" validate:"max=120"`
	Q       string    `query:"q" json:"-" validate:"max=200"`
	Sort    string    `query:"sort" json:"-" validate:"max=200"`
	Group   string    `query:"group" json:"-" validate:"max=60"`
	Filter  string    `query:"filter" json:"-" validate:"max=20000"`
	At      time.Time `query:"at" json:"-"`
}

// exported is one column of the file.
type exported struct {
	title string
	sql   string
	kind  kind
	show  func(string) table.Cell // what the database wrote, which is not empty
}

func (m *Module) exportSeen(ctx context.Context, q ExportSeen) (*kernel.File, error) {
	t, err := m.lookedAt(ctx, q.Thing)
	if err != nil {
		return nil, err
	}
	s := scope.From(ctx)
	if err := kernel.MayExport(s, t.area); err != nil {
		return nil, err
	}
	list := List{Q: q.Q, Sort: q.Sort, Group: q.Group, Filter: q.Filter, At: q.At}
	orders, joins, err := t.sorted(list, s.Language, m.ranks(ctx, t))
	if err != nil {
		return nil, err
	}
	columns, more, err := m.exportColumns(ctx, t, q.Columns)
	if err != nil {
		return nil, err
	}
	source, err := t.source(ctx, q.At)
	if err != nil {
		return nil, err
	}
	rows := db.On(ctx).NewSelect().TableExpr("? as t", source).Limit(exportUpTo + 1)
	for _, c := range columns {
		rows = rows.ColumnExpr("(" + c.sql + ")")
	}
	for _, j := range append(joins, more...) {
		rows = rows.Join(j)
	}
	for _, o := range orders {
		way := " asc nulls last"
		if o.descending {
			way = " desc nulls last"
		}
		rows = rows.OrderExpr(o.expression + way)
	}
	if rows, err = t.narrow(within(ctx, rows), list, s.Language); err != nil {
		return nil, err
	}
	body, size, err := m.files.Pass(ctx, exportBytes, func(to io.Writer) error { return writeSeen(ctx, rows, columns, q, s.Language, to) })
	if errors.Is(err, files.ErrTooLarge) {
		return nil, problem.New(problem.Invalid, "The file would be larger than %d MB. Narrow the list first.", exportBytes>>20).Because(err)
	}
	if err != nil {
		return nil, err
	}
	name := strings.ToLower(strings.ReplaceAll(q.Name, " ", "-"))
	if name == "" {
		name = t.plural
	}
	media := map[string]string{"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
	return &kernel.File{Name: fmt.Sprintf("%s-%s.%s", name, m.clock.Today().Format(time.DateOnly), q.Format), MediaType: media[q.Format], Size: size, Body: body}, nil
}

// exportColumns reads which columns are wanted, and what is joined for their words.
func (m *Module) exportColumns(ctx context.Context, t *thing, wanted string) (columns []exported, joins []string, err error) {
	var named [][2]string
	if err := json.Unmarshal([]byte(wanted), &named); err != nil || len(named) == 0 || len(named) > 200 {
		return nil, nil, problem.At("columns", "is not of the right kind")
	}
	language := scope.From(ctx).Language
	for i, one := range named {
		e, k, ok := t.expression(one[0], language)
		if !ok {
			return nil, nil, problem.At("columns", "there is no field %s", one[0])
		}
		c := exported{title: one[1], sql: e, kind: k, show: inWords}
		switch k {
		case number, whole:
			c.show = func(s string) table.Cell { return table.Cell{Kind: table.IsNum, Text: s} }
		case date:
			c.sql = "(" + e + ")::date"
			c.show = func(s string) table.Cell { return table.Cell{Kind: table.IsDate, Text: s} }
		case flag:
			words := map[byte]string{'t': problem.Say(language, "Yes"), 'f': problem.Say(language, "No")}
			c.show = func(s string) table.Cell { return inWords(words[s[0]]) }
		case choice:
			if f := t.field(one[0]); f == nil || f.own == "" {
				c.show = remembered(func(s string) string { return problem.Say(language, choiceNames[s]) })
			}
		case many:
			c.show = func(s string) table.Cell {
				var several []string
				if json.Unmarshal([]byte(s), &several) != nil {
					return inWords(s)
				}
				return inWords(strings.Join(several, "; "))
			}
		case company, person, document:
			called, err := m.called(ctx, t, k, e)
			if err != nil {
				return nil, nil, err
			}
			c.show = remembered(called)
		case link:
			if f := t.field(one[0]); f != nil && f.to != nil {
				alias := "l" + strconv.Itoa(i)
				joins = append(joins, fmt.Sprintf("left join %s %s on %s.project = t.project and %s.id = %s", f.to.table(), alias, alias, alias, e))
				c.sql = strings.ReplaceAll(f.to.title(language), "t.", alias+".")
			}
		}
		columns = append(columns, c)
	}
	return columns, joins, nil
}

// inWords is a cell that holds a text.
func inWords(text string) table.Cell { return table.Cell{Kind: table.IsText, Text: text} }

// remembered says each of few values once.
func remembered(say func(string) string) func(string) table.Cell {
	said := map[string]string{}
	return func(s string) table.Cell {
		words, had := said[s]
		if !had {
			words = say(s)
			said[strings.Clone(s)] = words
		}
		return inWords(words)
	}
}

// title is the SQL of what a row t is called where it is referred to.
func (t *thing) title(language string) string {
	if t.is(disciplines, methods, phases) {
		e, _, _ := t.expression("name", language)
		return e
	}
	return t.label
}

// called names companies or people, or the documents that a column links to.
func (m *Module) called(ctx context.Context, t *thing, k kind, e string) (func(string) string, error) {
	names := map[uuid.UUID]string{}
	var err error
	switch k {
	case company:
		names, err = m.projects.Companies(ctx)
	case document:
		names, err = m.linkedDocuments(ctx, t, e)
	default:
		var people map[uuid.UUID][2]string
		people, err = m.people.Names(ctx)
		for id, name := range people {
			names[id] = name[0]
		}
	}
	return func(s string) string {
		id, _ := uuid.Parse(s) // the database wrote it
		return names[id]
	}, err
}

// rowFile is a file that rows are written to.
type rowFile interface {
	Cells(cells []table.Cell) error
}

// writeSeen writes the rows as they are read.
func writeSeen(ctx context.Context, s *bun.SelectQuery, columns []exported, q ExportSeen, language string, to io.Writer) error {
	file, end, err := seenFile(columns, q, language, to)
	if err != nil {
		return err
	}
	cells, n := make([]table.Cell, len(columns)), 0
	var line []byte
	err = db.Cells(ctx, func(texts [][]byte) error {
		if n++; n > exportUpTo {
			return problem.New(problem.Invalid, "There are more than %d rows. Narrow the list first.", exportUpTo)
		}
		line = line[:0]
		for _, text := range texts {
			line = append(line, text...)
		}
		whole, from := string(line), 0 // of all cells at once, which costs one allocation a row
		for i, c := range columns {
			text := whole[from : from+len(texts[i])]
			from += len(text)
			if cells[i] = (table.Cell{}); text != "" {
				cells[i] = c.show(text)
			}
		}
		return file.Cells(cells)
	}, s.String())
	if err != nil {
		return err
	}
	return end()
}

// seenFile begins the file and returns what ends it. What a spreadsheet would
// carry out as a formula stays the text it is.
func seenFile(columns []exported, q ExportSeen, language string, to io.Writer) (file rowFile, end func() error, err error) {
	if q.Format == "csv" {
		file := csv.NewWriter(to)
		if file.Decimal = '.'; language == "da" {
			file.Decimal = ','
		}
		titles := make([]any, len(columns))
		for i, c := range columns {
			titles[i] = c.title
		}
		return file, file.Flush, file.Row(titles...)
	}
	titles := make([]sheet.Column, len(columns))
	for i, c := range columns {
		titles[i] = sheet.Column{Title: c.title, Date: c.kind == date}
	}
	book := sheet.NewWriter(to)
	name := q.Name
	if name == "" {
		name = q.Thing
	}
	return book, book.Close, book.Sheet(name, titles)
}

// choiceNames are the choices of the registers as they are called in English.
var choiceNames = map[string]string{
	"not_started": "Not started", "ready": "Ready", "in_progress": "In progress", "passed": "Passed", "passed_with_remarks": "Passed with remarks", "failed": "Failed", "blocked": "Blocked",
	"not_applicable": "N/A", "approved": "Approved", "proposed": "Proposed", "returned": "Returned", "superseded": "Superseded", "site": "Site", "building": "Building", "floor": "Floor", "space": "Room", "zone": "Zone",
	"text": "in words", "le": "at most", "lt": "below", "ge": "at least", "gt": "above", "eq": "equal to", "within": "within the tolerance",
}

func init() {
	problem.Teach(map[string]string{
		"The file would be larger than %d MB. Narrow the list first.": "Filen ville fylde mere end %d MB. Afgræns listen først.",
		"There are more than %d rows. Narrow the list first.":         "Der er flere end %d rækker. Afgræns listen først.",
		"Yes": "Ja", "No": "Nej", "Not started": "Ikke startet", "Ready": "Klar til test", "In progress": "I gang", "Passed": "Bestået", "Passed with remarks": "Bestået m. bemærkning", "Failed": "Ikke bestået",
		"Blocked": "Blokeret", "N/A": "Ikke relevant", "Approved": "Godkendt", "Proposed": "Foreslået", "Superseded": "Udgået", "Site": "Grund", "Building": "Bygning", "Floor": "Etage", "Room": "Rum", "Zone": "Zone",
		"in words": "i ord", "at most": "højst", "below": "under", "at least": "mindst", "above": "over", "equal to": "lig med", "within the tolerance": "inden for tolerancen",
	})
}
