package documents

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Document is a document of the project by its number, whatever its versions.
type Document struct {
	bun.BaseModel `bun:"table:documents.documents,alias:d" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",scanonly" json:"version"`
	CreatedBy     *uuid.UUID `bun:",scanonly" json:"created_by"`
	Number        string     `json:"number"`
	Title         string     `json:"title"`
	Discipline    *uuid.UUID `json:"discipline"`
	Kind          string     `json:"kind" validate:"oneof=drawing diagram description calculation schedule data_sheet model other"`
	Company       *uuid.UUID `json:"company"` // is responsible for it
}

const documentColumns = "?TableColumns, d.version, d.created_by"

// Version is a revision of a document with its file. It is never changed.
type Version struct {
	bun.BaseModel `bun:"table:documents.versions,alias:v" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Document      uuid.UUID  `json:"-"`
	Revision      string     `json:"revision"`
	File          uuid.UUID  `json:"file"`
	Name          string     `bun:",scanonly" json:"name"`
	MediaType     string     `bun:",scanonly" json:"media_type"`
	Size          int64      `bun:",scanonly" json:"size"`
	SHA256        string     `bun:"sha256,scanonly" json:"sha256"`
	Checked       string     `bun:",scanonly" json:"checked"` // for viruses: clean, infected or unchecked
	Note          string     `json:"note"`
	MadeBy        *uuid.UUID `json:"made_by"`
	MadeAt        time.Time  `json:"made_at"`
}

// Opened is a document with its versions, the newest first.
type Opened struct {
	Document
	Versions []*Version `json:"versions"`
	May      bool       `json:"may"` // the reader may change it
}

type ofDocument struct {
	Project  uuid.UUID `params:"project" json:"-"`
	Document uuid.UUID `params:"document" json:"-"`
}

// mostVersions is how many versions of a document are shown.
const mostVersions = 200

func (m *Module) readDocument(ctx context.Context, q ofDocument) (*Opened, error) {
	return opened(ctx, q.Document)
}

func opened(ctx context.Context, id uuid.UUID) (*Opened, error) {
	o := &Opened{Versions: []*Version{}}
	if err := db.On(ctx).NewSelect().Model(&o.Document).ColumnExpr(documentColumns).Where("d.id = ?", id).Scan(ctx); err != nil {
		return nil, err
	}
	o.May = o.mayEdit(ctx) == nil
	return o, db.On(ctx).NewSelect().Model(&o.Versions).ColumnExpr("?TableColumns, f.name, f.media_type, f.size, f.sha256, platform.verdict(f.sha256) as checked").Join("join platform.files f on f.project = v.project and f.id = v.file").
		Where("v.document = ?", id).OrderExpr("v.made_at desc, v.id desc").Limit(mostVersions).Scan(ctx)
}

// mayEdit holds who changes a document: whoever edits all, who put it in, and
// the company that is responsible for it.
func (d *Document) mayEdit(ctx context.Context) error {
	s := scope.From(ctx)
	switch {
	case s.Has("documents", "edit_all"):
		return nil
	case !s.Has("documents", "edit_own"):
		return kernel.Lacks("documents", "edit_own")
	case is(d.CreatedBy, s.Person) || is(d.Company, s.Company):
		return nil
	}
	return problem.New(problem.Denied, "Another company is responsible for the document")
}

// DocumentFields are what people say of a document.
type DocumentFields struct {
	Number     string     `json:"number" validate:"max=100"`
	Title      string     `json:"title" validate:"max=300"`
	Discipline *uuid.UUID `json:"discipline"`
	Kind       string     `json:"kind" validate:"omitempty,oneof=drawing diagram description calculation schedule data_sheet model other"`
	Company    *uuid.UUID `json:"company"`
}

// CreateDocument puts a document into the project with its first version.
type CreateDocument struct {
	Project    uuid.UUID  `params:"project" json:"-"`
	ID         uuid.UUID  `json:"id"`
	Number     string     `json:"number" validate:"required,max=100"`
	Title      string     `json:"title" validate:"required,max=300"`
	Discipline *uuid.UUID `json:"discipline,omitempty"`
	Kind       string     `json:"kind" validate:"required,oneof=drawing diagram description calculation schedule data_sheet model other"`
	Company    *uuid.UUID `json:"company,omitempty"`
	Revision   string     `json:"revision" validate:"required,max=20"`
	File       uuid.UUID  `json:"file" validate:"required"`
	Note       string     `json:"note,omitempty" validate:"max=2000"`
}

func (m *Module) createDocument(ctx context.Context, cmd CreateDocument) (*Opened, error) {
	d := &Document{ID: kernel.NewID(cmd.ID), Number: strings.TrimSpace(cmd.Number), Title: strings.TrimSpace(cmd.Title), Discipline: cmd.Discipline, Kind: cmd.Kind, Company: cmd.Company}
	for name, text := range map[string]string{"number": d.Number, "title": d.Title} {
		if text == "" {
			return nil, problem.At(name, "is needed")
		}
	}
	if err := m.known(ctx, d.Discipline, d.Company); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(d).Exec(ctx); err != nil {
		return nil, err
	}
	if err := m.keepVersion(ctx, d.ID, cmd.Revision, cmd.File, cmd.Note); err != nil {
		return nil, err
	}
	return opened(ctx, d.ID)
}

// ChangeDocument changes what is said of a document.
type ChangeDocument struct {
	Project  uuid.UUID                     `params:"project" json:"-"`
	Document uuid.UUID                     `params:"document" json:"-"`
	Change   kernel.Change[DocumentFields] `body:""`
}

func (m *Module) changeDocument(ctx context.Context, cmd ChangeDocument) (*Opened, error) {
	now, err := opened(ctx, cmd.Document)
	if err != nil {
		return nil, err
	}
	if err := now.mayEdit(ctx); err != nil {
		return nil, err
	}
	v := cmd.Change.Value
	if err := m.known(ctx, v.Discipline, v.Company); err != nil {
		return nil, err
	}
	set := map[string]json.RawMessage{}
	for name := range cmd.Change.Fields {
		value := map[string]any{"number": strings.TrimSpace(v.Number), "title": strings.TrimSpace(v.Title), "kind": v.Kind, "discipline": v.Discipline, "company": v.Company}[name]
		if value == "" {
			return nil, problem.At(name, "is needed")
		}
		if set[name], err = json.Marshal(value); err != nil {
			return nil, err
		}
	}
	if err := db.Patch(ctx, "documents.documents", cmd.Document, cmd.Change.Base, set); err != nil {
		return nil, err
	}
	return opened(ctx, cmd.Document)
}

// AddVersion adds a revision of a document.
type AddVersion struct {
	Project  uuid.UUID `params:"project" json:"-"`
	Document uuid.UUID `params:"document" json:"-"`
	Revision string    `json:"revision" validate:"required,max=20"`
	File     uuid.UUID `json:"file" validate:"required"`
	Note     string    `json:"note,omitempty" validate:"max=2000"`
}

func (m *Module) addVersion(ctx context.Context, cmd AddVersion) (*Opened, error) {
	d, err := opened(ctx, cmd.Document)
	if err != nil {
		return nil, err
	}
	if err := d.mayEdit(ctx); err != nil {
		return nil, err
	}
	if err := m.keepVersion(ctx, d.ID, cmd.Revision, cmd.File, cmd.Note); err != nil {
		return nil, err
	}
	return opened(ctx, d.ID)
}

// keepVersion keeps a revision whose file is stored in the project.
func (m *Module) keepVersion(ctx context.Context, document uuid.UUID, revision string, file uuid.UUID, note string) error {
	if _, err := kernel.FindFile(ctx, file); err != nil {
		if problem.Is(db.Translate(err), problem.NotFound) {
			return problem.At("file", "is not a file of this project")
		}
		return err
	}
	v := &Version{ID: uuid.Must(uuid.NewV7()), Document: document, Revision: strings.TrimSpace(revision), File: file, Note: strings.TrimSpace(note), MadeBy: orNil(scope.From(ctx).Person), MadeAt: m.clock.Now()}
	if v.Revision == "" {
		return problem.At("revision", "is needed")
	}
	_, err := db.On(ctx).NewInsert().Model(v).Exec(ctx)
	return err
}

// known refuses a discipline or a company that is not in the project.
func (m *Module) known(ctx context.Context, discipline, company *uuid.UUID) error {
	if discipline != nil {
		found, err := m.registers.Labels(ctx, "discipline", []uuid.UUID{*discipline})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return problem.At("discipline", "is not in this project")
		}
	}
	if company != nil {
		names, err := m.companies.Companies(ctx)
		if err != nil {
			return err
		}
		if _, ok := names[*company]; !ok {
			return problem.At("company", "is not on this project")
		}
	}
	return nil
}

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func is(p *uuid.UUID, id uuid.UUID) bool { return p != nil && id != uuid.Nil && *p == id }

func init() {
	problem.Teach(map[string]string{
		"Another company is responsible for the document": "Et andet firma er ansvarligt for dokumentet",
		"is not a file of this project":                   "er ikke en fil i dette projekt",
		"is not on this project":                          "er ikke på dette projekt",
	})
}
