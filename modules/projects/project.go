package projects

import (
	"time"

	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Facts are what a project is; all of it may be changed.
type Facts struct {
	Number     string   `json:"number" validate:"max=60"`
	Name       string   `json:"name" validate:"omitempty,max=200"`
	Kind       string   `json:"kind" validate:"max=60"`
	Address    string   `json:"address" validate:"max=300"`
	Client     string   `json:"client" validate:"max=200"`
	Language   string   `json:"language" validate:"omitempty,oneof=da en"`
	Currency   string   `json:"currency" validate:"omitempty,len=3"`
	Budget     *float64 `json:"budget" validate:"omitempty,gte=0,lte=1000000000000"`
	SizeM2     *float64 `json:"size_m2" bun:"size_m2" validate:"omitempty,gte=0,lte=100000000"`
	CxCost     *float64 `json:"cx_cost" validate:"omitempty,gte=0,lte=1000000000000"`
	CxBenefit  *float64 `json:"cx_benefit" validate:"omitempty,gte=0,lte=1000000000000"`
	StartsOn   *string  `json:"starts_on" bun:"type:date" validate:"omitempty,datetime=2006-01-02"`
	HandoverOn *string  `json:"handover_on" bun:"type:date" validate:"omitempty,datetime=2006-01-02"`
	State      string   `json:"state" validate:"omitempty,oneof=active archived"`
}

// Project is one building project that is commissioned.
type Project struct {
	bun.BaseModel `bun:"table:projects.projects,alias:p" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	Version       int       `json:"version"`
	Facts
	SecondFactor bool      `json:"second_factor"` // is demanded of every member
	CreatedBy    uuid.UUID `bun:",nullzero" json:"created_by,omitzero"`
	CreatedAt    time.Time `json:"created_at"`
	ChangedAt    time.Time `json:"changed_at"`
}

// check holds rules of fields that depend on each other.
func (f *Facts) check() error {
	if f.StartsOn != nil && f.HandoverOn != nil && *f.HandoverOn < *f.StartsOn {
		return problem.At("handover_on", "is before the start")
	}
	return nil
}

// A date comes from the database as a whole timestamp; people see the day.
func (p *Project) trim() *Project {
	trimDays(p.StartsOn, p.HandoverOn)
	return p
}

func trimDays(days ...*string) {
	for _, d := range days {
		if d != nil && len(*d) > 10 {
			*d = (*d)[:10]
		}
	}
}

func init() {
	problem.Teach(map[string]string{"is before the start": "er før start"})
}
