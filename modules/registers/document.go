package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// linked are the documents that a column of a register links to: by the order
// of their numbers, and by what they are called.
func (m *Module) linked(ctx context.Context, t *thing, e string) ([]uuid.UUID, map[uuid.UUID][2]string, error) {
	ids, err := links(ctx, t, e)
	if err != nil || len(ids) == 0 {
		return nil, nil, err
	}
	return m.documents.Called(ctx, ids)
}

// links are the ids that stand in a column of a register.
func links(ctx context.Context, t *thing, e string) (ids []uuid.UUID, err error) {
	return ids, db.On(ctx).NewRaw("select distinct ? from ? t where t.project = ? and t.own <> '{}' and ? is not null",
		bun.Safe(e), bun.Safe(t.table()), scope.From(ctx).Project, bun.Safe(e)).Scan(ctx, &ids)
}

// linkedDocuments say the number of each document that a column links to; of
// those that the reader may not see, and of those that are gone, that they are.
func (m *Module) linkedDocuments(ctx context.Context, t *thing, e string) (map[uuid.UUID]string, error) {
	ids, err := links(ctx, t, e)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	_, called, err := m.documents.Called(ctx, ids)
	if err != nil {
		return nil, err
	}
	there, err := m.documents.There(ctx, ids)
	if err != nil {
		return nil, err
	}
	names, language := map[uuid.UUID]string{}, scope.From(ctx).Language
	for _, id := range ids {
		switch seen, ok := called[id]; {
		case ok:
			names[id] = seen[0]
		case there[id]:
			names[id] = problem.Say(language, "A document that you may not see")
		default:
			names[id] = problem.Say(language, "A deleted document")
		}
	}
	return names, nil
}

// knownDocuments refuses links to documents that are not in the project, or
// that the person may not see.
func (m *Module) knownDocuments(ctx context.Context, f *field, all []*edit) error {
	var ids []uuid.UUID
	for _, e := range all {
		if id, ok := e.values[f.name].(string); ok && e.failed == nil {
			ids = append(ids, uuid.MustParse(id)) // it was checked
		}
	}
	if len(ids) == 0 {
		return nil
	}
	_, called, err := m.documents.Called(ctx, ids)
	if err != nil {
		return err
	}
	for _, e := range all {
		if id, ok := e.values[f.name].(string); ok && e.failed == nil {
			if _, known := called[uuid.MustParse(id)]; !known {
				e.failed = problem.At(f.name, "is not a document that you see in this project")
			}
		}
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"A document that you may not see":                "Et dokument, som du ikke kan se",
		"A deleted document":                             "Et slettet dokument",
		"is not a document that you see in this project": "er ikke et dokument, som du ser på dette projekt",
	})
}
