package gates

import (
	"cxweb/platform/clock"

	"context"
	"strconv"

	"github.com/google/uuid"
)

// Early is a row that was tested although rows of an earlier milestone of its
// system were open on that day.
type Early struct {
	ID        uuid.UUID  `json:"id"`
	No        int        `json:"no"`
	TitleDA   string     `json:"title_da"`
	TitleEN   string     `json:"title_en"`
	Status    string     `json:"status"`
	System    uuid.UUID  `json:"system"`
	Tag       string     `json:"tag"`
	Milestone uuid.UUID  `json:"milestone"`
	DoneOn    clock.Date `json:"done_on"`
	Open      []string   `bun:",array" json:"open"` // the first of the rows that were open
	OpenRows  int        `json:"open_rows"`         // how many there were
}

// ListEarly asks for a page of rows tested out of order.
type ListEarly struct {
	Project uuid.UUID `params:"project" json:"-"`
	System  uuid.UUID `query:"system" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   int       `query:"after" json:"-" validate:"min=0"`
}

// OutOfOrder are rows tested out of order, by their number.
type OutOfOrder struct {
	Items []*Early          `json:"items"`
	Rows  map[string]string `json:"rows"` // numbers of the rows that were open, by id
	Next  *string           `json:"next,omitempty"`
}

func (m *Module) listEarly(ctx context.Context, q ListEarly) (*OutOfOrder, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	gates, err := m.findGates(ctx)
	if err != nil {
		return nil, err
	}
	page := &OutOfOrder{Items: []*Early{}, Rows: map[string]string{}}
	later, earlier := pairs(gates)
	if err := m.registers.EarlyInto(ctx, later, earlier, uuid.Nil, q.System, q.After, limit+1, &page.Items); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		next := strconv.Itoa(page.Items[limit-1].No)
		page.Next = &next
	}
	return page, m.number(ctx, page.Items, page.Rows)
}

// pairs are the milestones that come after others, beside those others.
func pairs(gates []*Gate) (later, earlier []uuid.UUID) {
	for _, g := range gates {
		if !g.Milestone {
			continue
		}
		for _, e := range g.After {
			later, earlier = append(later, g.ID), append(earlier, e)
		}
	}
	return later, earlier
}

// number finds the numbers of the rows that were open.
func (m *Module) number(ctx context.Context, all []*Early, numbers map[string]string) error {
	var ids []uuid.UUID
	for _, e := range all {
		for _, text := range e.Open {
			id, err := uuid.Parse(text)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
	}
	labels, err := m.registers.Labels(ctx, "row", ids)
	for id, label := range labels {
		numbers[id.String()] = label
	}
	return err
}

type ofRow struct {
	Project uuid.UUID `params:"project" json:"-"`
	Row     uuid.UUID `params:"row" json:"-"`
}

// Order is how a row stands in the order of the milestones.
type Order struct {
	Gate  *uuid.UUID        `json:"gate"`  // its milestone
	Early *Early            `json:"early"` // it was tested out of order
	Waits *Waits            `json:"waits"` // what its test should wait for; none where it is in its turn, or done
	Rows  map[string]string `json:"rows"`  // numbers of the rows that were open, by id
}

func (m *Module) readOrder(ctx context.Context, q ofRow) (*Order, error) {
	o := &Order{Rows: map[string]string{}}
	system, milestone, err := m.registers.PlaceOf(ctx, q.Row)
	if err != nil || system == uuid.Nil || milestone == uuid.Nil {
		return o, err
	}
	o.Gate = &milestone
	s, err := m.look(ctx, []uuid.UUID{system})
	if err != nil {
		return nil, err
	}
	var all []*Early
	later, earlier := pairs(s.gates)
	if err := m.registers.EarlyInto(ctx, later, earlier, q.Row, uuid.Nil, 0, 1, &all); err != nil {
		return nil, err
	}
	if len(all) > 0 {
		o.Early = all[0]
		if err := m.number(ctx, all, o.Rows); err != nil {
			return nil, err
		}
	}
	g := gateOf(s.gates, milestone)
	if state := s.state(g, system); state == "waiting" || state == "excepted" {
		o.Waits, err = m.waits(ctx, s, g, system)
	}
	return o, err
}
