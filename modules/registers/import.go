package registers

import (
	"context"
	"encoding/json"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Import is a file that is brought into the registers.
type Import struct {
	bun.BaseModel `bun:"table:registers.imports,alias:t" json:"-"`
	ID            uuid.UUID         `bun:",pk" json:"id"`
	File          uuid.UUID         `json:"file"`
	Name          string            `json:"name"`
	Format        string            `json:"format" validate:"omitempty,oneof=cobie table"`
	Thing         string            `json:"thing"` // which register a table goes into
	State         string            `json:"state" validate:"oneof=reading mapping checking checked applying applied undone failed cancelled"`
	Sheets        []ImportSheet     `bun:"type:jsonb" json:"sheets"`
	Mapping       map[string]string `bun:"type:jsonb" json:"mapping"` // field → header
	MappingFrom   string            `json:"mapping_from"`             // remembered or guessed
	Choice        ImportChoice      `bun:"type:jsonb" json:"choice"`  // sheet and header row
	Counts        map[string]Counts `bun:"type:jsonb" json:"counts"`  // by register
	Task          *uuid.UUID        `json:"task"`
	Entries       []uuid.UUID       `bun:",array" json:"entries"` // in the history
	Language      string            `json:"-"`
	Person        uuid.UUID         `json:"person"`
	CreatedAt     time.Time         `json:"created_at"`

	of *thing // Thing, with the project's own columns
}

// ImportSheet is one table of the file.
type ImportSheet struct {
	Name      string     `json:"name"`
	Rows      int        `json:"rows"`
	HeaderRow int        `json:"header_row"`
	Headers   []string   `json:"headers"`
	Samples   [][]string `json:"samples"`
	Hidden    bool       `json:"hidden,omitempty"`
}

// ImportChoice is the sheet that is brought in and the row its headers stand in.
type ImportChoice struct {
	Sheet     string `json:"sheet"`
	HeaderRow int    `json:"header_row"`
}

// Counts are how many rows would be, or were, made, changed, left as they are,
// or are wrong.
type Counts struct {
	New     int `json:"new"`
	Changed int `json:"changed"`
	Same    int `json:"same"`
	Wrong   int `json:"wrong"`
	Done    int `json:"done"`
}

type ofImport struct {
	Project uuid.UUID `params:"project" json:"-"`
	Import  uuid.UUID `params:"import" json:"-"`
}

// importActions are what people can do with imports.
func (m *Module) importActions() []kernel.Action {
	const imports, one = "/projects/:project/imports", "/projects/:project/imports/:import"
	return []kernel.Action{
		kernel.Get("import.list", imports, m.listImports),
		kernel.Post("import.start", imports, m.startImport).Costly().Needs("registers", "create").Says("Reads an uploaded file; a COBie workbook is recognised and checked as it is."),
		kernel.Get("import.read", one, m.readImport),
		kernel.Do("import.map", one+"/map", m.mapImport).Needs("registers", "create").Says("Says which column is which field, and checks every row without changing anything."),
		kernel.Get("import.report", one+"/report", m.reportImport).Costly().Says("What each row would do or has done, and what is wrong with it: row, column, reason."),
		kernel.Do("import.apply", one+"/apply", m.applyImport).Costly().Needs("registers", "create").Says("Carries the checked rows out as one change, in the background."),
		kernel.Do("import.retry", one+"/retry", m.retryImport).Needs("registers", "create").Says("Takes corrected cells of rows that were wrong, and checks those rows again."),
		kernel.Do("import.undo", one+"/undo", m.undoImport).Needs("registers", "edit_all").Says("Puts back everything the import changed."),
		kernel.Do("import.cancel", one+"/cancel", m.cancelImport).Needs("registers", "create"),
	}
}

func (m *Module) readImport(ctx context.Context, q ofImport) (*Import, error) {
	i := new(Import)
	if err := db.On(ctx).NewSelect().Model(i).Where("id = ?", q.Import).Scan(ctx); err != nil {
		return nil, err
	}
	if t := m.thingNamed(i.Thing); t != nil {
		var err error
		if i.of, err = m.with(ctx, t); err != nil {
			return nil, err
		}
	}
	return i, i.settle(ctx)
}

// register is a register as the import sees it.
func (i *Import) register(m *Module, name string) *thing {
	if i.of != nil && i.of.name == name {
		return i.of
	}
	return m.thingNamed(name)
}

// settle tells what became of an import whose task ended without saying so
// itself, because it was cancelled before it began.
func (i *Import) settle(ctx context.Context) error {
	if i.Task == nil || i.State != "reading" && i.State != "checking" && i.State != "applying" {
		return nil
	}
	t, err := kernel.FindTask(ctx, *i.Task)
	if err != nil {
		if problem.Is(db.Translate(err), problem.NotFound) { // somebody else's
			return nil
		}
		return err
	}
	if t.State == "cancelled" || t.State == "failed" {
		i.State = t.State
	}
	return nil
}

// Imports are a page of a project's imports.
type Imports struct {
	Items []*Import `json:"items"`
}

func (m *Module) listImports(ctx context.Context, _ ofProject) (*Imports, error) {
	all := &Imports{Items: []*Import{}}
	return all, db.On(ctx).NewSelect().Model(&all.Items).OrderExpr("created_at desc, id desc").Limit(200).Scan(ctx)
}

// StartImport begins an import of an uploaded file.
type StartImport struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	File    uuid.UUID `json:"file" validate:"required"`
	Thing   string    `json:"thing,omitempty" validate:"max=40"` // the register that is meant; empty: to be guessed
}

// importInput is what an import's task is started with.
type importInput struct {
	Import uuid.UUID `json:"import"`
	Step   string    `json:"step"` // read, check or apply
}

func (m *Module) startImport(ctx context.Context, cmd StartImport) (*Import, error) {
	f, err := kernel.FindFile(ctx, cmd.File)
	if err != nil {
		return nil, problem.At("file", "is not in this project").Because(err)
	}
	if cmd.Thing != "" && m.thingNamed(cmd.Thing) == nil {
		return nil, problem.At("thing", "is not a register")
	}
	i := &Import{ID: kernel.NewID(cmd.ID), File: cmd.File, Name: f.Name, Thing: cmd.Thing, State: "reading", Sheets: []ImportSheet{}, Mapping: map[string]string{}, Counts: map[string]Counts{},
		Entries: []uuid.UUID{}, Language: scope.From(ctx).Language, Person: scope.From(ctx).Person, CreatedAt: m.clock.Now()}
	if i.Language == "" {
		i.Language = "da"
	}
	if _, err := db.On(ctx).NewInsert().Model(i).Exec(ctx); err != nil {
		return nil, err
	}
	return i, m.nextStep(ctx, i, "read", "reading")
}

// nextStep starts the import's next task.
func (m *Module) nextStep(ctx context.Context, i *Import, step, state string) error {
	task := uuid.Must(uuid.NewV7())
	i.Task, i.State = &task, state
	if _, err := db.On(ctx).NewRaw("update registers.imports set task = ?, state = ? where id = ?", task, state, i.ID).Exec(ctx); err != nil {
		return err
	}
	return kernel.StartTask(ctx, task, "registers.import", i.Name, importInput{Import: i.ID, Step: step})
}

// MapImport says which header is which field.
type MapImport struct {
	Project uuid.UUID         `params:"project" json:"-"`
	Import  uuid.UUID         `params:"import" json:"-"`
	Thing   string            `json:"thing" validate:"required,max=40"`
	Choice  ImportChoice      `json:"choice"`
	Mapping map[string]string `json:"mapping" validate:"required,min=1,max=100"`
}

func (m *Module) mapImport(ctx context.Context, cmd MapImport) (*Import, error) {
	i, err := m.readImport(ctx, ofImport{Import: cmd.Import})
	if err != nil {
		return nil, err
	}
	if i.Format != "table" || i.State != "mapping" && i.State != "checked" {
		return nil, problem.New(problem.Conflict, "The import cannot be mapped now: it is %s", problem.Word(i.State))
	}
	t, err := m.lookedAt(ctx, cmd.Thing)
	if err != nil {
		return nil, err
	}
	sheet := i.sheet(cmd.Choice.Sheet)
	if sheet == nil {
		return nil, problem.At("choice", "is not a sheet of the file")
	}
	if err := fits(t, cmd.Mapping); err != nil {
		return nil, err
	}
	i.Thing, i.Mapping, i.Choice, i.MappingFrom = t.name, cmd.Mapping, cmd.Choice, "chosen"
	if _, err := db.On(ctx).NewUpdate().Model(i).Column("thing", "mapping", "choice", "mapping_from").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	if err := remember(ctx, fingerprint(sheet.Headers), t.name, cmd.Mapping); err != nil {
		return nil, err
	}
	return i, m.nextStep(ctx, i, "check", "checking")
}

func (i *Import) sheet(name string) *ImportSheet {
	for n := range i.Sheets {
		if i.Sheets[n].Name == name {
			return &i.Sheets[n]
		}
	}
	return nil
}

// fits refuses a mapping to fields that the register does not have, or without
// those that it needs.
func fits(t *thing, mapping map[string]string) error {
	for name := range mapping {
		if t.field(name) == nil || name == "extra" {
			return problem.At("mapping/"+name, "is not a field here")
		}
	}
	for _, f := range t.fields {
		if f.needed && mapping[f.name] == "" && f.kind != choice {
			return problem.At("mapping/"+f.name, "is needed")
		}
	}
	return nil
}

// remember keeps how a person mapped a sheet's headers.
func remember(ctx context.Context, print, thing string, mapping map[string]string) error {
	text, err := json.Marshal(mapping)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw(`insert into registers.mappings (fingerprint, thing, mapping) values (?, ?, ?::jsonb)
		on conflict (person, fingerprint) do update set thing = excluded.thing, mapping = excluded.mapping, used_at = platform.now()`, print, thing, string(text)).Exec(ctx)
	return err
}

func (m *Module) applyImport(ctx context.Context, cmd ofImport) (*Import, error) {
	i, err := m.readImport(ctx, cmd)
	if err != nil {
		return nil, err
	}
	if i.State != "checked" && i.State != "failed" && i.State != "cancelled" || len(i.Counts) == 0 {
		return nil, problem.New(problem.Conflict, "The import cannot be carried out now: it is %s", problem.Word(i.State))
	}
	return i, m.nextStep(ctx, i, "apply", "applying")
}

func (m *Module) cancelImport(ctx context.Context, cmd ofImport) (*Import, error) {
	i, err := m.readImport(ctx, cmd)
	if err != nil {
		return nil, err
	}
	if i.Task != nil {
		if err := kernel.CancelTask(ctx, *i.Task); err != nil {
			return nil, err
		}
	}
	if err := i.settle(ctx); err != nil {
		return nil, err
	}
	if i.State == "mapping" || i.State == "checked" || i.State == "cancelled" {
		i.State = "cancelled"
		_, err = db.On(ctx).NewRaw("update registers.imports set state = 'cancelled' where id = ?", i.ID).Exec(ctx)
	}
	return i, err
}

// undoImport puts back what each applying of the import changed, the last first.
func (m *Module) undoImport(ctx context.Context, cmd ofImport) (*Import, error) {
	i, err := m.readImport(ctx, cmd)
	if err != nil {
		return nil, err
	}
	if len(i.Entries) == 0 {
		return nil, problem.New(problem.Conflict, "The import has not changed anything yet")
	}
	for n := len(i.Entries) - 1; n >= 0; n-- {
		_, refused, err := m.history.Undo(ctx, i.Entries[n])
		if err != nil {
			return nil, err
		}
		if refused > 0 {
			return nil, problem.New(problem.Conflict, "%d rows of the import were changed since. Undo those changes first, or restore row by row from the history.", refused)
		}
	}
	i.State, i.Entries = "undone", []uuid.UUID{}
	_, err = db.On(ctx).NewUpdate().Model(i).Column("state", "entries").WherePK().Exec(ctx)
	return i, err
}

func init() {
	problem.Teach(map[string]string{
		"The import cannot be mapped now: it is %s":      "Importen kan ikke opsættes nu: den er %s",
		"The import cannot be carried out now: it is %s": "Importen kan ikke udføres nu: den er %s",
		"is not a sheet of the file":                     "er ikke et ark i filen",
		"The import has not changed anything yet":        "Importen har ikke ændret noget endnu",
		"%d rows of the import were changed since. Undo those changes first, or restore row by row from the history.": "%d af importens rækker er ændret siden. Fortryd først de ændringer, eller gendan række for række fra historikken.",
		"reading": "ved at blive læst", "mapping": "under opsætning", "checking": "ved at blive kontrolleret", "checked": "kontrolleret", "applying": "ved at blive udført",
		"applied": "udført", "undone": "fortrudt", "failed": "fejlet", "cancelled": "annulleret",
	})
}
