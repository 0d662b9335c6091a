package registers

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Alias is a tag that a system or component had before; it goes on finding it.
type Alias struct {
	ID     uuid.UUID  `json:"id"`
	Thing  string     `json:"thing" validate:"oneof=system component"`
	Of     uuid.UUID  `json:"of"` // the system or component
	Tag    string     `json:"tag"`
	Now    string     `json:"now"` // its tag today
	Name   string     `json:"name"`
	At     time.Time  `json:"at"`
	Person *uuid.UUID `json:"person"`
}

// ListAliases asks for tags that things had before, the latest first.
type ListAliases struct {
	Project uuid.UUID `params:"project" json:"-"`
	Q       string    `query:"q" json:"-" validate:"max=200"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   string    `query:"after" json:"-" validate:"max=500"`
}

// Aliases are a page of tags that things had before.
type Aliases struct {
	Items []Alias `json:"items"`
	Next  *string `json:"next,omitempty"`
}

func (m *Module) listAliases(ctx context.Context, q ListAliases) (*Aliases, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	// What somebody does not see has no old tag for them either.
	s := db.On(ctx).NewSelect().TableExpr("registers.tag_aliases as a").Join("left join registers.systems s on s.id = a.system").Join("left join registers.components c on c.id = a.component").
		ColumnExpr("a.id, coalesce(a.system, a.component) as of, a.tag, a.at, a.person, case when a.system is null then 'component' else 'system' end as thing, coalesce(s.tag, c.tag) as now, coalesce(nullif(s.name_da, ''), s.name_en, c.name, '') as name").
		Where("coalesce(s.id, c.id) is not null").OrderExpr("a.at desc, a.id desc").Limit(int64(limit) + 1)
	if words := strings.TrimSpace(q.Q); words != "" {
		pattern := "%" + escapeLike(words) + "%"
		s = s.Where("(a.tag ilike ? or coalesce(s.tag, c.tag) ilike ?)", pattern, pattern)
	}
	if q.After != "" {
		var place struct {
			At time.Time
			ID uuid.UUID
		}
		text, err := base64.RawURLEncoding.DecodeString(q.After)
		if err == nil {
			err = json.Unmarshal(text, &place)
		}
		if err != nil {
			return nil, problem.At("after", "is not a place in this list")
		}
		s = s.Where("(a.at, a.id) < (?, ?)", place.At, place.ID)
	}
	page := &Aliases{Items: []Alias{}}
	if err := s.Scan(ctx, &page.Items); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		last := page.Items[limit-1]
		text, err := json.Marshal(map[string]any{"At": last.At, "ID": last.ID})
		if err != nil {
			return nil, err
		}
		next := base64.RawURLEncoding.EncodeToString(text)
		page.Next = &next
	}
	return page, nil
}

// tagParts are what a package holds of tags beside the things that have them.
func tagParts() []kernel.Part {
	return []kernel.Part{
		{Name: "tag_rules", Table: "registers.tag_rules", Order: "id", Key: "''", Copy: kernel.Copy{Kind: "tag_rule", SetUp: true}}, // there is one
		{Name: "tag_aliases", Table: "registers.tag_aliases", Refers: map[string]string{"system": "systems", "component": "components"}, People: []string{"person"}, Order: "at, id", Sheet: [2]string{"Tidligere mærker", "Former tags"}},
	}
}

// An old tag finds the system or component that had it, and the system's rows.
func init() {
	systems.search = "t.id = any (array(select a.system from registers.tag_aliases a where a.system is not null and a.tag ilike ?0 limit 500))"
	rows.search = "t.system = any (array(select s.id from registers.systems s where s.tag ilike ?0 union select a.system from registers.tag_aliases a where a.system is not null and a.tag ilike ?0 limit 500))"
	components.search = "(t.system = any (array(select s.id from registers.systems s where s.tag ilike ?0 limit 500)) or t.id = any (array(select a.component from registers.tag_aliases a where a.component is not null and a.tag ilike ?0 limit 500)))"
}
