package documents

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Called tells other modules what documents are called, of these or of all:
// number and title, and the order of their numbers. Those that the person may
// not see are missing.
func (m *Module) Called(ctx context.Context, ids []uuid.UUID) (order []uuid.UUID, called map[uuid.UUID][2]string, err error) {
	s := scope.From(ctx)
	if !s.May("documents", "view") || ids != nil && len(ids) == 0 {
		return nil, map[uuid.UUID][2]string{}, nil
	}
	var all []struct {
		ID            uuid.UUID
		Number, Title string
	}
	q := db.On(ctx).NewSelect().TableExpr("documents.documents as d").ColumnExpr("d.id, d.number, d.title").Where("d.project = ?", s.Project).OrderExpr("d.number collate platform.natural_order, d.id")
	if ids != nil {
		q = q.Where("d.id in (?)", bun.List(ids))
	}
	if err := q.Scan(ctx, &all); err != nil {
		return nil, nil, err
	}
	order, called = make([]uuid.UUID, len(all)), make(map[uuid.UUID][2]string, len(all))
	for i, one := range all {
		order[i], called[one.ID] = one.ID, [2]string{one.Number, one.Title}
	}
	return order, called, nil
}

// There tells other modules which of some documents are in the project, whoever
// may see them.
func (m *Module) There(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
	there := map[uuid.UUID]bool{}
	if len(ids) == 0 {
		return there, nil
	}
	var found []uuid.UUID
	if err := db.On(ctx).NewRaw("select t.id from documents.there(array[?]::uuid[]) t (id)", bun.List(ids)).Scan(ctx, &found); err != nil {
		return nil, err
	}
	for _, id := range found {
		there[id] = true
	}
	return there, nil
}

// Cited tells other modules what versions of documents are called: number,
// title and revision. Those that the person may not see are missing.
func (m *Module) Cited(ctx context.Context, versions []uuid.UUID) (map[uuid.UUID][3]string, error) {
	all, err := cited(ctx, versions)
	called := make(map[uuid.UUID][3]string, len(all))
	for _, one := range all {
		called[one.ID] = [3]string{one.Number, one.Title, one.Revision}
	}
	return called, err
}

func cited(ctx context.Context, versions []uuid.UUID) ([]*Label, error) {
	all := []*Label{}
	if s := scope.From(ctx); len(versions) == 0 || !s.May("documents", "view") {
		return all, nil
	}
	return all, db.On(ctx).NewRaw(`select v.id, d.id as document, d.number, d.title, v.revision, v.file, f.media_type, 'seen' as state from documents.versions v join documents.documents d on d.project = v.project and d.id = v.document
		join platform.files f on f.project = v.project and f.id = v.file where v.project = ? and v.id in (?)`, scope.From(ctx).Project, bun.List(versions)).Scan(ctx, &all)
}

// ListLabels asks what documents, or versions of them, are called that
// something links to.
type ListLabels struct {
	Project uuid.UUID `params:"project" json:"-"`
	IDs     string    `query:"ids" json:"-" validate:"required,max=20000"` // a JSON list
}

// Label is what a document is called, or a version of one. One that the reader
// may not see has neither number nor title, and one that is gone says that it is.
type Label struct {
	ID        uuid.UUID  `json:"id"`
	Document  *uuid.UUID `json:"document"` // whose it is; none where it may not be seen
	Number    string     `json:"number"`
	Title     string     `json:"title"`
	Revision  string     `json:"revision"` // of a version
	File      *uuid.UUID `json:"file"`
	MediaType string     `json:"media_type"`
	State     string     `json:"state" validate:"oneof=seen hidden gone"`
}

// Labels are what some documents are called.
type Labels struct {
	Items []*Label `json:"items"`
}

// labelsUpTo is how many are told at once.
const labelsUpTo = 500

func (m *Module) listLabels(ctx context.Context, q ListLabels) (*Labels, error) {
	ids := []uuid.UUID{}
	if err := json.Unmarshal([]byte(q.IDs), &ids); err != nil {
		return nil, problem.At("ids", "is not of the right kind")
	}
	if len(ids) > labelsUpTo {
		return nil, problem.At("ids", "is too many: at most %s", "500")
	}
	seen, err := cited(ctx, ids)
	if err != nil {
		return nil, err
	}
	known := make(map[uuid.UUID]*Label, len(ids))
	for _, one := range seen {
		known[one.ID] = one
	}
	_, called, err := m.Called(ctx, ids)
	if err != nil {
		return nil, err
	}
	for id, c := range called {
		known[id] = &Label{ID: id, Document: &id, Number: c[0], Title: c[1], State: "seen"}
	}
	there, err := m.There(ctx, ids)
	if err != nil {
		return nil, err
	}
	all := &Labels{Items: make([]*Label, len(ids))}
	for i, id := range ids {
		one := known[id]
		switch {
		case one == nil && there[id]:
			one = &Label{ID: id, State: "hidden"}
		case one == nil:
			one = &Label{ID: id, State: "gone"}
		}
		all.Items[i] = one
	}
	return all, nil
}
