package documents

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ListDocuments asks for a page of documents by their number, after one of them.
type ListDocuments struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Discipline uuid.UUID `query:"discipline" json:"-"`
	Company    uuid.UUID `query:"company" json:"-"`
	Kind       string    `query:"kind" json:"-" validate:"omitempty,oneof=drawing diagram description calculation schedule data_sheet model other"`
	Q          string    `query:"q" json:"-" validate:"max=200"`
	Named      string    `query:"named" json:"-" validate:"max=20000"` // a JSON list of numbers or titles, of which a document has one
	Limit      int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After      uuid.UUID `query:"after" json:"-"`
	Count      bool      `query:"count" json:"-"`
}

// Listed is a document with its newest version.
type Listed struct {
	bun.BaseModel `bun:"table:documents.documents,alias:d" json:"-"`
	Document      `bun:"embed:"`
	Newest        *uuid.UUID `bun:",scanonly" json:"newest"` // the version
	Revision      *string    `bun:",scanonly" json:"revision"`
	File          *uuid.UUID `bun:",scanonly" json:"file"`
	MadeAt        *time.Time `bun:",scanonly" json:"made_at"`
}

// Documents are a page of them; next leads to the one after it.
type Documents struct {
	Items []*Listed  `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
	Total *int       `json:"total,omitempty"`
}

// newest joins the newest version n of a document d.
const newest = "left join lateral (select v.id, v.revision, v.file, v.made_at from documents.versions v where v.project = d.project and v.document = d.id order by v.made_at desc, v.id desc limit 1) n on true"

func (m *Module) listDocuments(ctx context.Context, q ListDocuments) (*Documents, error) {
	limit := cmp.Or(q.Limit, 50)
	page := &Documents{Items: []*Listed{}}
	s, err := q.narrow(ctx, db.On(ctx).NewSelect().Model(&page.Items))
	if err != nil {
		return nil, err
	}
	s = s.ColumnExpr(documentColumns + ", n.id as newest, n.revision, n.file, n.made_at").Join(newest).
		OrderExpr("d.number collate platform.natural_order, d.id").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("(d.number collate platform.natural_order, d.id) > (select a.number collate platform.natural_order, a.id from documents.documents a where a.id = ?)", q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	if q.Count {
		all, err := q.narrow(ctx, db.On(ctx).NewSelect().TableExpr("documents.documents as d"))
		if err != nil {
			return nil, err
		}
		n, err := all.Count(ctx)
		if err != nil {
			return nil, err
		}
		total := int(n)
		page.Total = &total
	}
	return page, nil
}

// narrow adds what a list leaves out to a query of documents d.
func (q ListDocuments) narrow(ctx context.Context, s *bun.SelectQuery) (*bun.SelectQuery, error) {
	s = s.Where("d.project = ?", scope.From(ctx).Project)
	if q.Discipline != uuid.Nil {
		s = s.Where("d.discipline = ?", q.Discipline)
	}
	if q.Company != uuid.Nil {
		s = s.Where("d.company = ?", q.Company)
	}
	if q.Kind != "" {
		s = s.Where("d.kind = ?", q.Kind)
	}
	if words := strings.TrimSpace(q.Q); words != "" {
		s = s.Where("(d.number || ' ' || d.title) ilike ?", "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(words)+"%")
	}
	if q.Named != "" {
		var texts []string
		if err := json.Unmarshal([]byte(q.Named), &texts); err != nil || len(texts) == 0 || len(texts) > labelsUpTo {
			return nil, problem.At("named", "is not of the right kind")
		}
		for i, text := range texts {
			texts[i] = strings.ToLower(strings.TrimSpace(text))
		}
		s = s.Where("(lower(d.number) in (?0) or lower(d.title) in (?0))", bun.List(texts))
	}
	return s, nil
}
