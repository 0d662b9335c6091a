package verification

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/draw"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Sample is a sample check of one type, such as the temperature sensors: at least
// a quarter is checked against an external calibrated instrument; a fault raises
// that to half.
type Sample struct {
	bun.BaseModel `bun:"table:verification.samples,alias:m" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",nullzero,default:1" json:"version"`
	Title         string     `json:"title"`
	Type          *uuid.UUID `json:"type"`
	Discipline    *uuid.UUID `json:"discipline"`
	Seed          string     `json:"seed"`
	Share         int        `json:"share"`       // in percent, as it is now
	FirstShare    int        `json:"first_share"` // as it was drawn first
	Population    int        `json:"population"`
	EscalatedAt   *time.Time `json:"escalated_at"`
	EscalatedBy   *uuid.UUID `json:"escalated_by"` // the unit whose fault raised the share
	CreatedAt     time.Time  `bun:",nullzero,default:now()" json:"created_at"`
	Drawn         int        `bun:"-" json:"drawn"`
	Checked       int        `bun:",scanonly" json:"checked"`
	Failed        int        `bun:",scanonly" json:"failed"`
	Units         []*Unit    `bun:"-" json:"units,omitempty"` // that are drawn, in the order of the draw
}

// Unit is one of what a sample is drawn from.
type Unit struct {
	bun.BaseModel `bun:"table:verification.sample_units,alias:u" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `bun:",nullzero,default:1" json:"version"`
	Sample        uuid.UUID  `json:"-"`
	Component     *uuid.UUID `json:"component"`
	Tag           string     `json:"tag"`
	Place         int        `json:"place"` // in the draw, from 1
	Result        string     `json:"result" validate:"omitempty,oneof=passed failed not_applicable"`
	Note          string     `json:"note"`
	Person        *uuid.UUID `json:"person"`
	CheckedAt     *time.Time `json:"checked_at"`
	ReceivedAt    *time.Time `json:"received_at"`
	Device        string     `json:"device"`
	ClockOffsetMS *int       `bun:"clock_offset_ms" json:"clock_offset_ms"`
}

// escalated is the share that a fault leads to.
const escalated = 50

// DrawSample draws a sample from the components of a product type, or from tags.
type DrawSample struct {
	Project    uuid.UUID  `params:"project" json:"-"`
	ID         uuid.UUID  `json:"id"`
	Title      string     `json:"title" validate:"required,max=300"`
	Type       *uuid.UUID `json:"type,omitempty"`
	Tags       []string   `json:"tags,omitempty" validate:"max=5000,dive,min=1,max=200"`
	Discipline *uuid.UUID `json:"discipline,omitempty"`
	Share      int        `json:"share,omitempty" validate:"omitempty,min=25,max=100"`
	Seed       string     `json:"seed,omitempty" validate:"max=100"` // one is made where none is given
}

const largestPopulation = 5000

func (m *Module) drawSample(ctx context.Context, cmd DrawSample) (*Sample, error) {
	components := map[string]uuid.UUID{}
	tags := []string{}
	add := func(tag string, component uuid.UUID) {
		tag = strings.TrimSpace(tag)
		if _, had := components[tag]; tag != "" && !had {
			tags = append(tags, tag)
			components[tag] = component
		}
	}
	if cmd.Type != nil {
		var found []struct {
			ID  uuid.UUID
			Tag string
		}
		if err := m.rows.ComponentsInto(ctx, *cmd.Type, &found); err != nil {
			return nil, err
		}
		if len(found) > largestPopulation {
			return nil, problem.At("type", "has more than %d components: draw from a part of them", largestPopulation)
		}
		for _, c := range found {
			add(c.Tag, c.ID)
		}
	}
	for _, tag := range cmd.Tags {
		add(tag, uuid.Nil)
	}
	if cmd.Discipline != nil {
		var all []listed
		if err := m.rows.CodesInto(ctx, "discipline", &all); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(d listed) bool { return d.ID == *cmd.Discipline }) {
			return nil, problem.At("discipline", "is not in this project")
		}
	}
	if len(tags) == 0 {
		return nil, problem.At("tags", "there is nothing to draw from: choose a type that has components, or write tags")
	}
	if cmd.Title = strings.TrimSpace(cmd.Title); cmd.Title == "" {
		return nil, problem.At("title", "is needed")
	}
	seed := draw.Seed(cmd.Seed)
	share := cmp.Or(cmd.Share, 25)
	s := &Sample{ID: kernel.NewID(cmd.ID), Title: cmd.Title, Type: cmd.Type, Discipline: cmd.Discipline, Seed: seed, Share: share, FirstShare: share, Population: len(tags)}
	if _, err := db.On(ctx).NewInsert().Model(s).Exec(ctx); err != nil {
		return nil, err
	}
	units := make([]*Unit, len(tags))
	for i, tag := range draw.Order(seed, tags) {
		units[i] = &Unit{ID: uuid.Must(uuid.NewV7()), Sample: s.ID, Tag: tag, Place: i + 1}
		if component := components[tag]; component != uuid.Nil {
			units[i].Component = &component
		}
	}
	if _, err := db.On(ctx).NewInsert().Model(&units).Exec(ctx); err != nil {
		return nil, err
	}
	return findSample(ctx, s.ID)
}

type ofSample struct {
	Project uuid.UUID `params:"project" json:"-"`
	Sample  uuid.UUID `params:"sample" json:"-"`
}

func (m *Module) readSample(ctx context.Context, q ofSample) (*Sample, error) {
	return findSample(ctx, q.Sample)
}

const sampleColumns = `m.id, m.version, m.title, m.type, m.discipline, m.seed, m.share, m.first_share, m.population, m.escalated_at, m.escalated_by, m.created_at,
	(select count(*) from verification.sample_units u where u.project = m.project and u.sample = m.id and u.result <> '') as checked,
	(select count(*) from verification.sample_units u where u.project = m.project and u.sample = m.id and u.result = 'failed') as failed`

func findSample(ctx context.Context, id uuid.UUID) (*Sample, error) {
	s := &Sample{ID: id}
	if err := db.On(ctx).NewSelect().Model(s).ColumnExpr(sampleColumns).WherePK().Scan(ctx); err != nil {
		return nil, err
	}
	s.Drawn, s.Units = draw.Of(s.Population, s.Share), []*Unit{}
	return s, db.On(ctx).NewSelect().Model(&s.Units).Where("u.sample = ? and u.place <= ?", s.ID, s.Drawn).OrderExpr("u.place").Scan(ctx)
}

// ListSamples asks for a page of sample checks, the newest first.
type ListSamples struct {
	Project uuid.UUID `params:"project" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   uuid.UUID `query:"after" json:"-"`
}

// Samples is a page of sample checks; next leads to the one after it.
type Samples struct {
	Items []*Sample  `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

func (m *Module) listSamples(ctx context.Context, q ListSamples) (*Samples, error) {
	limit := cmp.Or(q.Limit, 50)
	page := &Samples{Items: []*Sample{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).ColumnExpr(sampleColumns).OrderExpr("m.id desc").Limit(int64(limit) + 1)
	if q.After != uuid.Nil {
		s = s.Where("m.id < ?", q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = &page.Items[limit-1].ID
	}
	for _, one := range page.Items {
		one.Drawn = draw.Of(one.Population, one.Share)
	}
	return page, nil
}

func init() {
	problem.Teach(map[string]string{
		"has more than %d components: draw from a part of them":                           "har mere end %d komponenter: udtag fra en del af dem",
		"there is nothing to draw from: choose a type that has components, or write tags": "der er intet at udtage fra: vælg en type med komponenter, eller skriv mærkninger",
	})
}
