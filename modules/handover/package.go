package handover

import (
	"cmp"
	"context"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Package is one handover package: ordered, made in the background, and then a file.
type Package struct {
	bun.BaseModel `bun:"table:handover.packages,alias:p" json:"-"`
	ID            uuid.UUID        `bun:",pk" json:"id"`
	Language      string           `json:"language" validate:"oneof=da en"`
	State         string           `json:"state" validate:"oneof=queued running done failed cancelled"`
	Task          uuid.UUID        `json:"task"`
	Person        uuid.UUID        `json:"person"`
	TakenAt       *time.Time       `json:"taken_at"` // the moment that it shows
	File          *uuid.UUID       `json:"file"`
	Name          string           `json:"name"`
	Size          int64            `json:"size"`
	SHA256        string           `bun:"sha256" json:"sha256"`
	Counts        map[string]int64 `bun:"type:jsonb" json:"counts"` // rows by part
	CreatedAt     time.Time        `json:"created_at"`
}

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

type ofPackage struct {
	Project uuid.UUID `params:"project" json:"-"`
	Package uuid.UUID `params:"package" json:"-"`
}

// packageColumns are what a package is read with.
const packageColumns = "p.id, p.language, p.state, p.task, p.person, p.taken_at, p.file, p.name, p.size, p.sha256, p.counts, p.created_at"

func findPackage(ctx context.Context, id uuid.UUID) (*Package, error) {
	p := new(Package)
	return p, db.On(ctx).NewSelect().Model(p).ColumnExpr(packageColumns).Where("p.id = ?", id).Scan(ctx)
}

func (m *Module) readPackage(ctx context.Context, q ofPackage) (*Package, error) {
	p, err := findPackage(ctx, q.Package)
	if err != nil {
		return nil, err
	}
	return p, p.look(ctx)
}

type listPackages struct {
	Project uuid.UUID `params:"project" json:"-"`
	After   uuid.UUID `query:"after" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
}

// Packages are a page of those of a project, the newest first.
type Packages struct {
	Items []*Package `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

// packagesShown is how many packages a page shows.
const packagesShown = 100

func (m *Module) listPackages(ctx context.Context, q listPackages) (*Packages, error) {
	all, limit := &Packages{Items: []*Package{}}, cmp.Or(q.Limit, packagesShown)
	s := db.On(ctx).NewSelect().Model(&all.Items).ColumnExpr(packageColumns).OrderExpr("p.created_at desc, p.id desc").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(p.created_at, p.id) < (select b.created_at, b.id from handover.packages b where b.project = ? and b.id = ?)", q.Project, q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(all.Items) > limit {
		all.Items = all.Items[:limit]
		all.Next = &all.Items[limit-1].ID
	}
	for _, p := range all.Items {
		if err := p.look(ctx); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// look asks the task of a package of one's own that is under way how it is: it
// may have ended before it could tell.
func (p *Package) look(ctx context.Context) error {
	if p.State != "queued" && p.State != "running" || p.Person != scope.From(ctx).Person {
		return nil
	}
	t, err := kernel.FindTask(ctx, p.Task)
	if problem.Is(db.Translate(err), problem.NotFound) {
		p.State = "failed"
		return nil
	}
	if err == nil && t.State != "done" { // done is told together with the file
		p.State = t.State
	}
	return err
}

func (m *Module) cancelPackage(ctx context.Context, cmd ofPackage) (*Package, error) {
	p, err := findPackage(ctx, cmd.Package)
	if err != nil {
		return nil, err
	}
	if p.Person != scope.From(ctx).Person {
		return nil, problem.New(problem.Denied, "Only who ordered the package can stop it")
	}
	if p.State != "queued" && p.State != "running" {
		return nil, problem.New(problem.Conflict, "The package is not being made any more")
	}
	if err := kernel.CancelTask(ctx, p.Task); err != nil {
		return nil, err
	}
	if err := p.look(ctx); err != nil || p.State != "cancelled" {
		return p, err
	}
	_, err = db.On(ctx).NewRaw("update handover.packages set state = 'cancelled' where id = ?", p.ID).Exec(ctx)
	return p, err
}

// wholeView refuses people who see only part of the project.
func wholeView(ctx context.Context) error {
	if s := scope.From(ctx); s.Narrowed != nil || s.OwnOnly {
		return problem.New(problem.Denied, "A package holds the whole project, and you see only part of it. Ask somebody who sees all of it.")
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"Only who ordered the package can stop it":                                                         "Kun den, der bestilte pakken, kan stoppe den",
		"The package is not being made any more":                                                           "Pakken er ikke længere under udarbejdelse",
		"A package holds the whole project, and you see only part of it. Ask somebody who sees all of it.": "En pakke indeholder hele projektet, og du ser kun en del af det. Spørg en, der ser det hele.",
	})
}
