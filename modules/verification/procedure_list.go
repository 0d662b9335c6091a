package verification

import (
	"cmp"
	"context"
	"strings"

	"cxweb/platform/db"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ListProcedures asks for a page of a project's procedures, by their code.
type ListProcedures struct {
	Project uuid.UUID `params:"project" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   string    `query:"after" json:"-" validate:"max=60"`
	Q       string    `query:"q" json:"-" validate:"max=200"`
}

// Procedures is a page of procedures; next leads to the one after it.
type Procedures struct {
	Items []*Procedure `json:"items"`
	Next  *string      `json:"next,omitempty"`
}

const proceduresPage = 100

func (m *Module) listProcedures(ctx context.Context, q ListProcedures) (*Procedures, error) {
	limit := cmp.Or(q.Limit, proceduresPage)
	page := &Procedures{Items: []*Procedure{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).OrderExpr("lower(p.code)").Limit(int64(limit) + 1)
	if q.After != "" {
		s = s.Where("lower(p.code) > ?", strings.ToLower(q.After))
	}
	if words := strings.TrimSpace(q.Q); words != "" {
		s = s.Where("p.code || ' ' || p.title_da || ' ' || p.title_en ilike ?", "%"+like.Replace(words)+"%")
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].Code
	}
	return page, withParts(ctx, page.Items)
}

// like keeps what people type from being a pattern.
var like = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// withParts gives procedures their editions, without steps, and attachments.
func withParts(ctx context.Context, all []*Procedure) error {
	byID := map[uuid.UUID]*Procedure{}
	ids := []uuid.UUID{uuid.Nil}
	for _, p := range all {
		p.Editions, p.Attachments = []*Edition{}, []*Attachment{}
		byID[p.ID] = p
		ids = append(ids, p.ID)
	}
	var editions []*Edition
	if err := db.On(ctx).NewSelect().Model(&editions).ColumnExpr(editionColumns).Where("e.procedure in (?)", bun.List(ids)).OrderExpr("e.number desc").Scan(ctx); err != nil {
		return err
	}
	for _, e := range editions {
		byID[e.Procedure].Editions = append(byID[e.Procedure].Editions, e)
	}
	var attachments []*Attachment
	if err := db.On(ctx).NewSelect().Model(&attachments).Where("at.procedure in (?)", bun.List(ids)).OrderExpr("at.position, at.id").Scan(ctx); err != nil {
		return err
	}
	for _, a := range attachments {
		byID[a.Procedure].Attachments = append(byID[a.Procedure].Attachments, a)
	}
	return nil
}

const editionColumns = "e.id, e.version, e.procedure, e.number, e.state, e.note, e.issued_by, e.issued_at, (select count(*) from verification.steps s where s.project = e.project and s.edition = e.id and s.kind <> 'section') as asked"
