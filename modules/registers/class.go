package registers

import (
	"context"
	"encoding/base64"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Class is a class that systems and building parts are sorted by, with what it
// is in other classifications.
type Class struct {
	bun.BaseModel `bun:"table:registers.classes,alias:c" json:"-"`
	Scheme        string `json:"scheme"`
	Code          string `bun:",pk" json:"code"`
	NameDA        string `bun:"name_da" json:"name_da"`
	NameEN        string `bun:"name_en" json:"name_en"`
	SfB           string `bun:"sfb" json:"sfb"`
	CCS           string `bun:"ccs" json:"ccs"`
	IFC           string `bun:"ifc" json:"ifc"`
}

// OwnClassFields are the fields of a class of a project's own.
type OwnClassFields struct {
	Scheme string `json:"scheme"` // such as CCS
	Code   string `json:"code"`
	NameDA string `json:"name_da" bun:"name_da"`
	NameEN string `json:"name_en" bun:"name_en"`
	Own    Own    `json:"own,omitempty" bun:"type:jsonb"`
}

// OwnClass is a class of a classification that a project brings in beside the shipped one.
type OwnClass struct {
	bun.BaseModel `bun:"table:registers.own_classes,alias:t" json:"-"`
	Key
	OwnClassFields
}

var ownClasses = &thing{
	name: "own_class", plural: "own_classes", area: "registers", label: "t.code", order: "code", words: "t.scheme || ' ' || t.code || ' ' || t.name_da || ' ' || t.name_en",
	fields: []*field{{name: "scheme", max: 60}, {name: "code", max: 100, needed: true}, {name: "name_da", max: 300}, {name: "name_en", max: 300}},
}

// allClasses are the shipped classes and the project's own.
const allClasses = `(select scheme, code, name_da, name_en, sfb, ccs, ifc from registers.classes
	union all select scheme, code, name_da, name_en, '', '', '' from registers.own_classes where project = platform.project()) as c`

// ListClasses asks for classes of the shipped catalogue and the project's own by code or name.
type ListClasses struct {
	Project uuid.UUID `params:"project" json:"-"`
	Q       string    `query:"q" json:"-" validate:"max=200"`
	Below   string    `query:"below" json:"-" validate:"max=20"` // the code that others begin with
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=500"`
	After   string    `query:"after" json:"-" validate:"max=100"`
}

// Classes are a page of classes; next leads to the one after it.
type Classes struct {
	Items []*Class `json:"items"`
	Next  *string  `json:"next,omitempty"`
}

func (m *Module) listClasses(ctx context.Context, q ListClasses) (*Classes, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	page := &Classes{Items: []*Class{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).ModelTableExpr(allClasses).OrderExpr("c.code, c.scheme").Limit(int64(limit) + 1)
	if words := strings.TrimSpace(q.Q); words != "" {
		pattern := escapeLike(words)
		name := map[bool]string{true: "c.name_en", false: "c.name_da"}[scope.From(ctx).Language == "en"]
		s = s.WhereGroup(" and ", func(s *bun.SelectQuery) *bun.SelectQuery {
			return s.Where("c.code like ?", pattern+"%").WhereOr("? ilike ?", bun.Safe(name), "%"+pattern+"%").WhereOr("c.ifc ilike ?", pattern+"%").WhereOr("c.ccs ilike ?", "%"+pattern+"%")
		})
	}
	if q.Below != "" {
		s = s.Where("c.code like ? and c.code <> ?", escapeLike(q.Below)+"%", q.Below)
	}
	if q.After != "" {
		after, err := base64.RawURLEncoding.DecodeString(q.After)
		scheme, code, whole := strings.Cut(string(after), "\n")
		if err != nil || !whole {
			return nil, problem.At("after", "is not a place in this list")
		}
		s = s.Where("(c.code, c.scheme) > (?, ?)", code, scheme)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		last := page.Items[limit-1]
		next := base64.RawURLEncoding.EncodeToString([]byte(last.Scheme + "\n" + last.Code))
		page.Next = &next
	}
	return page, nil
}
