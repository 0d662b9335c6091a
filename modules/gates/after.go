package gates

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// After is a row of the time after the handover: one that comes again, or that
// is planned for a later day.
type After struct {
	ID        uuid.UUID   `json:"id"`
	No        int         `json:"no"`
	TitleDA   string      `json:"title_da"`
	TitleEN   string      `json:"title_en"`
	System    *uuid.UUID  `json:"system"`
	Tag       string      `json:"tag"`
	Status    string      `json:"status"`
	Company   *uuid.UUID  `json:"company"`
	Person    *uuid.UUID  `json:"person"`
	PlannedOn *clock.Date `json:"planned_on"`
	DoneOn    *clock.Date `json:"done_on"`
	Kind      string      `json:"kind"` // interval, season, inspection, warranty or training; empty: planned only
	Months    *int        `json:"months"`
	UntilOn   *clock.Date `json:"until_on"`
	Series    *uuid.UUID  `json:"-"`
	Made      *uuid.UUID  `json:"made"` // the row that followed
}

// ListAfter asks for a page of what comes after the handover.
type ListAfter struct {
	Project uuid.UUID `params:"project" json:"-"`
	Kind    string    `query:"kind" json:"-" validate:"omitempty,oneof=interval season inspection warranty training"`
	Open    bool      `query:"open" json:"-"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   string    `query:"after" json:"-" validate:"max=100"`
}

// Afters are a page of it, the soonest first, with the day of the handover.
type Afters struct {
	Items      []*After `json:"items"`
	HandoverOn string   `json:"handover_on"` // empty where the project has none yet
	Next       *string  `json:"next,omitempty"`
}

func (m *Module) listAfter(ctx context.Context, q ListAfter) (*Afters, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	day, no := "", 0
	if q.After != "" {
		text, err := base64.RawURLEncoding.DecodeString(q.After)
		first, second, found := strings.Cut(string(text), " ")
		if no, _ = strconv.Atoi(second); err != nil || !found || len(first) != 10 {
			return nil, problem.At("after", "is not a place in this list")
		}
		day = first
	}
	handover, err := m.projects.HandoverOn(ctx)
	if err != nil {
		return nil, err
	}
	page := &Afters{Items: []*After{}, HandoverOn: handover}
	if err := m.registers.AfterInto(ctx, handover, q.Kind, q.Open, day, no, limit+1, &page.Items); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		last := page.Items[limit-1]
		at := clock.Date("9999-12-31")
		if last.PlannedOn != nil {
			at = *last.PlannedOn
		}
		next := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s %d", at, last.No))
		page.Next = &next
	}
	return page, nil
}

// SetRecurrence says that a row comes again.
type SetRecurrence struct {
	ofRow
	Kind    string      `json:"kind" validate:"required,oneof=interval season inspection warranty training"`
	Months  *int        `json:"months,omitempty" validate:"omitempty,gte=1,lte=240"`
	UntilOn *clock.Date `json:"until_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
}

func (m *Module) setRecurrence(ctx context.Context, cmd SetRecurrence) error {
	if err := m.registers.MayChange(ctx, cmd.Row); err != nil {
		return err
	}
	return m.registers.Recur(ctx, []map[string]any{{"row": cmd.Row, "kind": cmd.Kind, "months": cmd.Months, "until_on": cmd.UntilOn}})
}

func (m *Module) dropRecurrence(ctx context.Context, cmd ofRow) error {
	if err := m.registers.MayChange(ctx, cmd.Row); err != nil {
		return err
	}
	return m.registers.StopRecurring(ctx, cmd.Row)
}

func init() {
	problem.Teach(map[string]string{"is not a place in this list": "er ikke et sted i denne liste"})
}
