package accounts

import (
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Person is somebody who signs in, is invited, or is a contact without sign-in.
type Person struct {
	bun.BaseModel `bun:"table:accounts.people,alias:p" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Version       int        `json:"version"`
	Email         string     `json:"email"`
	Name          string     `json:"name"`
	Company       string     `json:"company"`
	Phone         string     `json:"phone"`
	Language      string     `json:"language" validate:"oneof=da en"`
	SignsIn       bool       `json:"signs_in"`
	Changed       time.Time  `bun:"changed_at" json:"-"`
	Closed        *time.Time `bun:"closed_at" json:"-"` // since when nobody signs in as them
}

// Profile is what people say of themselves.
type Profile struct {
	Name     string `json:"name" validate:"omitempty,max=120"`
	Company  string `json:"company" validate:"max=120"`
	Phone    string `json:"phone" validate:"max=40"`
	Language string `json:"language" validate:"omitempty,oneof=da en"`
}
