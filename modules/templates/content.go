package templates

import (
	"context"
	"fmt"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

type ofProject struct {
	Project uuid.UUID `params:"project" json:"-"`
}

// Kind is what people choose to take along, with how much of it there is.
type Kind struct {
	Kind  string         `json:"kind"`
	SetUp bool           `json:"set_up"` // goes into templates too
	Holds map[string]int `json:"holds"`
}

// Content is what a project has that a further one could begin with.
type Content struct {
	Items []*Kind `json:"items"`
}

func (m *Module) readContent(ctx context.Context, _ ofProject) (*Content, error) {
	all := &Content{Items: []*Kind{}}
	by := map[string]*Kind{}
	for _, p := range m.parts { // some twenty tables, each counted by its index
		n := 0
		if err := db.On(ctx).NewRaw(fmt.Sprintf("select count(*) from %s t where t.project = ?%s", p.Table, condition(p)), scope.From(ctx).Project).Scan(ctx, &n); err != nil {
			return nil, err
		}
		k := by[p.Copy.Kind]
		if k == nil {
			k = &Kind{Kind: p.Copy.Kind, SetUp: p.Copy.SetUp, Holds: map[string]int{}}
			by[k.Kind] = k
			all.Items = append(all.Items, k)
		}
		k.Holds[holdsOf(p)] += n
	}
	return all, nil
}
