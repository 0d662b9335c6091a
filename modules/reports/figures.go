package reports

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// work is how far the project is, as the registers tell it.
type work struct {
	Progress struct {
		Items      []share `json:"items"`
		Late, Soon int
	} `json:"progress"`
	Curve  curve `json:"curve"`
	Places struct {
		Items     []place `json:"items"`
		Elsewhere place   `json:"elsewhere"`
	} `json:"places"`
	Disciplines []thing `json:"disciplines"`
	Phases      []thing `json:"phases"`
	Systems     []thing `json:"systems"`
	Matrix      []share `json:"matrix"`
	Late        []due   `json:"late"`
	Soon        []due   `json:"soon"`
}

type share struct {
	System, Discipline, Phase, Milestone, Company uuid.UUID
	Status                                        string
	Rows                                          int
	Weight                                        float64
}

type curve struct {
	Weeks []struct {
		From    string
		Planned float64
		Done    *float64
	}
	Today                                string
	Total, Done, Due, Unplanned, Undated float64
	Pace                                 float64
	PlannedBy                            string `json:"planned_by"`
	DoneBy                               string `json:"done_by"`
}

type place struct {
	ID, Parent       uuid.UUID
	Kind, Code, Name string
	Height           *float64
	Rows, Failed     int
	Weight, Done     float64
}

type thing struct {
	ID         uuid.UUID
	Code, Name string
	Milestone  bool
}

type due struct {
	No            int
	Title, System string
	Company       uuid.UUID
	PlannedOn     string `json:"planned_on"`
	Status        string
}

// logged is how the log stands.
type logged struct {
	Figures []struct {
		Status           string
		Severity         string
		Entries, Overdue int
	}
	Critical []struct {
		Label, Title, Kind, Status string
		Company                    uuid.UUID
		DueOn                      string `json:"due_on"`
	}
}

// sum is the rows and the weight of one line of a table.
type sum struct {
	rows, done, failed int
	weight, finished   float64
	statuses           map[string]int
}

func (s *sum) add(one share) {
	if s.statuses == nil {
		s.statuses = map[string]int{}
	}
	s.statuses[one.Status] += one.Rows
	if one.Status == "not_applicable" {
		return
	}
	s.rows += one.Rows
	s.weight += one.Weight
	switch one.Status {
	case "passed", "passed_with_remarks", "approved":
		s.done += one.Rows
		s.finished += one.Weight
	case "failed":
		s.failed += one.Rows
	}
}

// sums adds shares up by where they belong.
func sums(all []share, at func(share) uuid.UUID) map[uuid.UUID]*sum {
	by := map[uuid.UUID]*sum{}
	for _, one := range all {
		key := at(one)
		if by[key] == nil {
			by[key] = &sum{}
		}
		by[key].add(one)
	}
	return by
}

// total adds all shares up.
func total(all []share) *sum {
	s := &sum{}
	for _, one := range all {
		s.add(one)
	}
	return s
}

// leading is the one status that stands for many, as on the screen: what stops
// the work first, and done only when all is.
func (s *sum) leading() string {
	has := func(some ...string) bool {
		return slices.ContainsFunc(some, func(one string) bool { return s.statuses[one] > 0 })
	}
	switch {
	case has("failed"):
		return "failed"
	case has("blocked"):
		return "blocked"
	case !has("not_started", "ready", "in_progress"):
		for _, one := range []string{"passed_with_remarks", "passed", "approved"} {
			if has(one) {
				return one
			}
		}
		return "not_applicable"
	case has("in_progress", "passed", "passed_with_remarks", "approved"):
		return "in_progress"
	case has("ready"):
		return "ready"
	}
	return "not_started"
}

// inOrder walks the places from the buildings down, each with what it lies in.
func inOrder(all []place) (walked []place, depths []int) {
	known := map[uuid.UUID]bool{}
	for _, p := range all {
		known[p.ID] = true
	}
	under := map[uuid.UUID][]place{}
	for _, p := range all {
		if !known[p.Parent] {
			p.Parent = uuid.Nil
		}
		under[p.Parent] = append(under[p.Parent], p)
	}
	var walk func(at uuid.UUID, depth int)
	walk = func(at uuid.UUID, depth int) {
		some := under[at]
		slices.SortStableFunc(some, func(a, b place) int {
			if a.Height != nil && b.Height != nil {
				return cmp.Or(cmp.Compare(*a.Height, *b.Height), cmp.Compare(a.Code, b.Code))
			}
			return cmp.Compare(a.Code, b.Code)
		})
		for _, p := range some {
			walked, depths = append(walked, p), append(depths, depth)
			walk(p.ID, depth+1)
		}
	}
	walk(uuid.Nil, 0)
	return walked, depths
}

// days are from one day to another; a text that is no day is none.
func days(from, to string) float64 {
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return 0
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return 0
	}
	return b.Sub(a).Hours() / 24
}
