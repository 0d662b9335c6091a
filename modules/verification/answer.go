package verification

import (
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Answer is what was answered to one step of a test.
type Answer struct {
	bun.BaseModel `bun:"table:verification.answers,alias:a" json:"-"`
	ID            uuid.UUID         `bun:",pk" json:"id"`
	Version       int               `bun:",nullzero,default:1" json:"version"`
	Test          uuid.UUID         `json:"-"`
	Step          uuid.UUID         `json:"step"`
	Said          string            `json:"said"` // yes, no, passed, failed, not_applicable, the code of a choice, a text, a day or a name
	Value         *float64          `json:"value"`
	Facts         map[string]string `bun:"type:jsonb" json:"facts"` // an instrument, or a table's numbers as line.column
	Note          string            `json:"note"`
	Result        string            `json:"result"`
	Warned        bool              `json:"warned"`
	Signature     *uuid.UUID        `json:"signature"`
	Person        uuid.UUID         `json:"person"`
	AnsweredAt    time.Time         `json:"answered_at"` // by the device's clock where one said so
	ReceivedAt    time.Time         `json:"received_at"` // by the server's clock
	Device        string            `json:"device"`
	ClockOffsetMS *int              `bun:"clock_offset_ms" json:"clock_offset_ms"`
	LogEntry      *uuid.UUID        `json:"log_entry"` // of the commissioning log, where the step failed
	LogNumber     *int              `json:"log_number"`
	Photos        []*Photo          `bun:"-" json:"photos"`

	step *Step
}
