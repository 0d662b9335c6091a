package registers

import (
	"context"
	"encoding/json"
	"errors"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/sheet"
	"cxweb/platform/table"

	"github.com/google/uuid"
)

const (
	sampleRows = 8
	headerLook = 25 // rows in which headers are looked for
)

// runImport carries out one step of an import in the background. Each step can
// be run again from its beginning: nothing but the import's own rows is
// changed before the applying, which is one transaction.
func (m *Module) runImport(ctx context.Context, t *kernel.Task) error {
	var in importInput
	if err := t.Read(&in); err != nil {
		return err
	}
	err := m.importStep(ctx, t, in)
	if err == nil {
		return nil
	}
	state := "failed"
	if errors.Is(err, context.Canceled) || kernel.IsCancelled(err) {
		state = "cancelled"
	}
	if saved := t.Step(context.WithoutCancel(ctx), func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("update registers.imports set state = ? where id = ? and task = ?", state, in.Import, t.ID).Exec(ctx)
		return err
	}); saved != nil && state == "failed" {
		return errors.Join(err, saved)
	}
	return err
}

func (m *Module) importStep(ctx context.Context, t *kernel.Task, in importInput) (err error) {
	var i *Import
	if err := t.Step(ctx, func(ctx context.Context) (err error) {
		i, err = m.readImport(ctx, ofImport{Import: in.Import})
		return err
	}); err != nil {
		return err
	}
	if in.Step == "apply" {
		return m.applyDrafts(ctx, t, i)
	}
	path, done, err := m.fetch(ctx, t, i)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if in.Step == "read" {
		if err := m.look(ctx, t, i, path); err != nil || i.Format == "table" {
			return err
		}
	}
	return m.checkDrafts(ctx, t, i, path)
}

// fetch has the file where the reading process can see it, until done is called.
func (m *Module) fetch(ctx context.Context, t *kernel.Task, i *Import) (path string, done func() error, err error) {
	var f *kernel.StoredFile
	if err := t.Look(ctx, func(ctx context.Context) error {
		f, err = kernel.FindFile(ctx, i.File)
		return err
	}); err != nil {
		return "", nil, err
	}
	return m.files.Local(ctx, f.SHA256)
}

// look reads which sheets the file has, recognises COBie, and guesses what a
// table is.
func (m *Module) look(ctx context.Context, t *kernel.Task, i *Import, path string) error {
	var first []table.Row
	i.Sheets = nil
	close := func() {
		if len(i.Sheets) == 0 {
			return
		}
		s := &i.Sheets[len(i.Sheets)-1]
		if len(first) > 0 {
			at := headerRow(first)
			s.HeaderRow, s.Headers, s.Samples = first[at].Number, headersOf(first[at]), samples(first[at+1:], len(headersOf(first[at])))
		}
		first = nil
	}
	err := sheet.Read(ctx, path, func(s table.Sheet) error {
		close()
		i.Sheets = append(i.Sheets, ImportSheet{Name: s.Name, Hidden: s.Hidden, Headers: []string{}, Samples: [][]string{}})
		return t.Progress(ctx, int64(len(i.Sheets)), 0)
	}, func(r table.Row) error {
		i.Sheets[len(i.Sheets)-1].Rows++
		if len(first) < headerLook {
			first = append(first, r)
		}
		return nil
	})
	if err != nil {
		return unreadable(err)
	}
	close()
	i.Format, i.State = "table", "mapping"
	if isCobie(i.Sheets) {
		i.Format, i.State = "cobie", "checking"
	}
	return t.Step(ctx, func(ctx context.Context) error {
		if i.Format == "table" {
			if err := m.guessImport(ctx, i); err != nil {
				return err
			}
		}
		_, err := db.On(ctx).NewUpdate().Model(i).Column("sheets", "format", "state", "thing", "mapping", "mapping_from", "choice").WherePK().Exec(ctx)
		return err
	})
}

// guessImport chooses the sheet with the most rows and how its headers map: as
// the person did before, or as the headers are called.
func (m *Module) guessImport(ctx context.Context, i *Import) error {
	most := -1
	for n, s := range i.Sheets {
		if !s.Hidden && len(s.Headers) > 0 && (most < 0 || s.Rows > i.Sheets[most].Rows) {
			most = n
		}
	}
	if most < 0 {
		return problem.New(problem.Invalid, "There is no sheet with headers and rows in the file")
	}
	s := i.Sheets[most]
	i.Choice = ImportChoice{Sheet: s.Name, HeaderRow: s.HeaderRow}
	var had struct {
		Thing   string
		Mapping map[string]string `bun:"type:jsonb"`
	}
	err := db.On(ctx).NewRaw("select thing, mapping from registers.mappings where fingerprint = ?", fingerprint(s.Headers)).Scan(ctx, &had)
	if err == nil && m.thingNamed(had.Thing) != nil && (i.Thing == "" || i.Thing == had.Thing) {
		i.Thing, i.Mapping, i.MappingFrom = had.Thing, had.Mapping, "remembered"
		return nil
	}
	if err != nil && !problem.Is(db.Translate(err), problem.NotFound) {
		return err
	}
	i.MappingFrom = "guessed"
	if t := m.thingNamed(i.Thing); t != nil {
		if t, err = m.with(ctx, t); err != nil {
			return err
		}
		i.Thing = t.name
		i.Mapping, _ = guess(t, s.Headers)
		return nil
	}
	own, err := columnsOf(ctx, "")
	if err != nil {
		return err
	}
	t, mapping := guessThing(s.Headers, own)
	i.Thing, i.Mapping = t.name, mapping
	return nil
}

func samples(rows []table.Row, width int) [][]string {
	all := [][]string{}
	for _, r := range rows {
		if len(all) == sampleRows {
			break
		}
		line := make([]string, width)
		for _, c := range r.Cells {
			if c.Column <= width {
				line[c.Column-1] = clipRunes(c.Text, 120)
			}
		}
		all = append(all, line)
	}
	return all
}

// unreadable puts what is wrong with a file into words.
func unreadable(err error) error {
	var p *table.Problem
	if !errors.As(err, &p) {
		return err
	}
	words := map[table.ProblemKind]string{
		table.Encrypted: "The workbook is protected by a password. Save a copy without one.", table.OldFormat: "The file is an old .xls. Save it as .xlsx.",
		table.NotTable: "The file is not a table: it must be .xlsx or .csv, whatever it is called.", table.Damaged: "The file is damaged or cut off. Save it again and upload it once more.",
		table.Unsafe: "The file wants to pull in what lies outside it, and is not read.", table.TooLarge: "The file unpacks to more than is read.", table.TooManyRows: "The file has more rows than one import takes. Split it.",
		table.TooManyColumns: "The file has more columns than a sheet can have.", table.TooManySheets: "The file has too many sheets.", table.OutOfMemory: "The file takes too much memory to read. Split it.", table.OutOfTime: "The file takes too long to read. Split it.",
	}
	if p.Kind == table.LongText {
		return problem.New(problem.Invalid, "A cell holds more text than is allowed: sheet %s, row %d, column %s.", p.Sheet, p.Row, table.ColumnName(p.Column)).Because(err)
	}
	if text, ok := words[p.Kind]; ok {
		return problem.New(problem.Invalid, text).Because(err)
	}
	return err
}

// insertDrafts keeps drafts with what they would do.
func insertDrafts(ctx context.Context, i uuid.UUID, some []*checked) error {
	body, err := json.Marshal(some)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw(`insert into registers.import_rows (import, ordinal, sheet, row, thing, label, outcome, target, base, set, refs, cells, wrong, differs)
		select ?, ordinal, sheet, row, thing, label, outcome, target, base, set, refs, cells, wrong, differs from jsonb_populate_recordset(null::registers.import_rows, ?::jsonb)`, i, string(body)).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"There is no sheet with headers and rows in the file":                       "Der er intet ark med overskrifter og rækker i filen",
		"The workbook is protected by a password. Save a copy without one.":         "Projektmappen er beskyttet med adgangskode. Gem en kopi uden.",
		"The file is an old .xls. Save it as .xlsx.":                                "Filen er en gammel .xls. Gem den som .xlsx.",
		"The file is not a table: it must be .xlsx or .csv, whatever it is called.": "Filen er ikke en tabel: den skal være .xlsx eller .csv, uanset hvad den hedder.",
		"The file is damaged or cut off. Save it again and upload it once more.":    "Filen er beskadiget eller afkortet. Gem den igen, og overfør den på ny.",
		"The file wants to pull in what lies outside it, and is not read.":          "Filen vil hente noget uden for sig selv og bliver ikke læst.",
		"The file unpacks to more than is read.":                                    "Filen fylder udpakket mere, end der læses.",
		"The file has more rows than one import takes. Split it.":                   "Filen har flere rækker, end én import kan tage. Del den op.",
		"The file has more columns than a sheet can have.":                          "Filen har flere kolonner, end et ark kan have.",
		"The file has too many sheets.":                                             "Filen har for mange ark.",
		"The file takes too much memory to read. Split it.":                         "Filen kræver for meget hukommelse at læse. Del den op.",
		"The file takes too long to read. Split it.":                                "Filen tager for lang tid at læse. Del den op.",
		"A cell holds more text than is allowed: sheet %s, row %d, column %s.":      "En celle indeholder mere tekst end tilladt: ark %s, række %d, kolonne %s.",
		"stands twice on the sheet":                                                 "står to gange på arket",
		"is not a component of the workbook (row %d)":                               "er ikke en komponent i projektmappen (række %d)",
		"is not on the sheet %s":                                                    "står ikke på arket %s",
	})
}
