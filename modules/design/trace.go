package design

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Cell is how many register rows of a requirement have a status in a phase.
type Cell struct {
	Phase  *uuid.UUID `json:"phase"`
	Status string     `json:"status"`
	Rows   int        `json:"rows"`
}

// Traced is a requirement with all that follows from it, and what is missing.
type Traced struct {
	Requirement
	Answers    map[string]int `json:"answers"`  // of the basis of design, by status
	Older      bool           `json:"older"`    // an answer is of an earlier version
	Comments   int            `json:"comments"` // of design reviews
	Unresolved int            `json:"unresolved"`
	Cells      []Cell         `json:"cells"`
	Tests      int            `json:"tests"`
	Holes      []string       `json:"holes"`
}

// TraceWhich narrows the traceability matrix.
type TraceWhich struct {
	Project    uuid.UUID `params:"project" json:"-"`
	Discipline uuid.UUID `query:"discipline" json:"-"`
	Q          string    `query:"q" json:"-" validate:"max=200"`
	Hole       string    `query:"hole" json:"-" validate:"omitempty,oneof=any not_approved no_basis basis_open basis_older unresolved no_row no_result failed"`
}

// ListTrace asks for a page of the traceability matrix by the requirements' codes.
type ListTrace struct {
	TraceWhich
	Limit int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After uuid.UUID `query:"after" json:"-"` // a requirement
}

// Trace is a page of the matrix; next leads to the one after it. With a filter
// of holes a page may hold few lines, or none, and yet lead on.
type Trace struct {
	Items []*Traced  `json:"items"`
	Next  *uuid.UUID `json:"next,omitempty"`
}

const (
	atOnce  = 200 // requirements are looked at in parts of this size
	mostOf  = 10  // parts for one page
	holeSep = ", "
)

func (m *Module) listTrace(ctx context.Context, q ListTrace) (*Trace, error) {
	limit := cmp.Or(q.Limit, 50)
	page, after, part := &Trace{Items: []*Traced{}}, q.After, limit
	if q.Hole != "" {
		part = atOnce
	}
	for range mostOf {
		some, err := m.trace(ctx, q.TraceWhich, after, part+1)
		if err != nil {
			return nil, err
		}
		more := len(some) > part
		some = some[:min(len(some), part)]
		for _, t := range some {
			if len(page.Items) == limit {
				page.Next = &after
				return page, nil
			}
			if after = t.ID; t.has(q.Hole) {
				page.Items = append(page.Items, t)
			}
		}
		if !more {
			return page, nil
		}
		if len(page.Items) == limit {
			break
		}
	}
	page.Next = &after
	return page, nil
}

// has tells whether a hole is among those of a requirement; any, or no question at all.
func (t *Traced) has(hole string) bool {
	return hole == "" || hole == "any" && len(t.Holes) > 0 || slices.Contains(t.Holes, hole)
}

// trace reads a part of the matrix: one question to each module.
func (m *Module) trace(ctx context.Context, q TraceWhich, after uuid.UUID, limit int) ([]*Traced, error) {
	var found []*struct {
		Requirement `bun:"embed:"`
		Rows        json.RawMessage
	}
	if err := m.registers.TraceInto(ctx, q.Discipline, strings.TrimSpace(q.Q), after, limit, &found); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, nil
	}
	s := scope.From(ctx)
	all, ids, rows := make([]*Traced, len(found)), make([]uuid.UUID, len(found)), make([][]uuid.UUID, len(found))
	var every []uuid.UUID
	for i, f := range found {
		all[i], ids[i] = &Traced{Requirement: f.Requirement, Answers: map[string]int{}, Cells: []Cell{}, Holes: []string{}}, f.ID
		if !s.Has("registers", "view") {
			continue
		}
		var cells []struct {
			Phase  *uuid.UUID
			Status string
			Rows   []uuid.UUID
		}
		if err := json.Unmarshal(f.Rows, &cells); err != nil {
			return nil, err
		}
		for _, c := range cells {
			all[i].Cells = append(all[i].Cells, Cell{c.Phase, c.Status, len(c.Rows)})
			rows[i] = append(rows[i], c.Rows...)
		}
		every = append(every, rows[i]...)
	}
	if err := m.traceAnswers(ctx, all, ids); err != nil {
		return nil, err
	}
	var err error
	reviewed, tested := map[uuid.UUID][2]int{}, map[uuid.UUID]int{}
	if s.Has("documents", "view") {
		if reviewed, err = m.documents.Reviewed(ctx, ids); err != nil {
			return nil, err
		}
	}
	if s.Has("tests", "view") {
		if tested, err = m.tests.Tested(ctx, every); err != nil {
			return nil, err
		}
	}
	for i, t := range all {
		t.Comments, t.Unresolved = reviewed[t.ID][0], reviewed[t.ID][1]
		for _, row := range rows[i] {
			t.Tests += tested[row]
		}
		t.Holes = t.holes()
	}
	return all, nil
}

// traceAnswers fills in how requirements stand in the basis of design.
func (m *Module) traceAnswers(ctx context.Context, all []*Traced, ids []uuid.UUID) error {
	var found []struct {
		Requirement uuid.UUID
		Status      string
		Answers     int
		Edition     int
	}
	if err := db.On(ctx).NewRaw("select requirement, status, count(*) as answers, min(edition) filter (where text <> '') as edition from design.answers where requirement in (?) group by requirement, status", bun.List(ids)).Scan(ctx, &found); err != nil {
		return err
	}
	byID := make(map[uuid.UUID]*Traced, len(all))
	for _, t := range all {
		byID[t.ID] = t
	}
	for _, f := range found {
		t := byID[f.Requirement]
		t.Answers[f.Status] = f.Answers
		t.Older = t.Older || f.Edition > 0 && f.Edition < t.Edition
	}
	return nil
}

// holes are what is missing between a requirement and its proof, in the order
// of the chain.
func (t *Traced) holes() []string {
	holes := []string{}
	add := func(is bool, hole string) {
		if is {
			holes = append(holes, hole)
		}
	}
	answers, rows, without, failed := 0, 0, 0, 0
	for _, n := range t.Answers {
		answers += n
	}
	for _, c := range t.Cells {
		rows += c.Rows
		switch c.Status {
		case "failed":
			failed += c.Rows
		case "not_started", "ready", "in_progress", "blocked":
			without += c.Rows
		}
	}
	add(t.State != "approved", "not_approved")
	add(answers == 0, "no_basis")
	add(answers > t.Answers["approved"], "basis_open")
	add(t.Older, "basis_older")
	add(t.Unresolved > 0, "unresolved")
	add(rows == 0, "no_row")
	add(without > 0, "no_result")
	add(failed > 0, "failed")
	return holes
}

// inPhase says how the rows of a phase stand, such as 3 passed, 1 failed.
func (t *Traced) inPhase(phase uuid.UUID, language string) string {
	var parts []string
	for _, c := range t.Cells {
		if is(c.Phase, phase) {
			parts = append(parts, fmt.Sprintf("%d %s", c.Rows, inLanguage(rowWords[c.Status], language)))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

func inLanguage(word [2]string, language string) string {
	if language == "en" {
		return word[1]
	}
	return word[0]
}
