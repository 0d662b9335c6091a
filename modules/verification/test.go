package verification

import (
	"time"

	"cxweb/platform/problem"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Test is one verification of a register row.
type Test struct {
	bun.BaseModel `bun:"table:verification.tests,alias:t" json:"-"`
	ID            uuid.UUID    `bun:",pk" json:"id"`
	Row           uuid.UUID    `json:"row"`
	Discipline    *uuid.UUID   `json:"-"`
	Company       *uuid.UUID   `json:"company"`
	Measured      *float64     `json:"measured"`
	MeasuredText  string       `json:"measured_text"`
	Result        string       `json:"result" validate:"oneof=in_progress passed passed_with_remarks failed blocked not_applicable"`
	Note          string       `json:"note"`
	SignedName    string       `json:"signed_name"`
	Signature     *uuid.UUID   `json:"signature"` // a file
	Person        uuid.UUID    `json:"person"`
	TestedAt      time.Time    `json:"tested_at"`   // by the device's clock where one said so
	ReceivedAt    time.Time    `json:"received_at"` // by the server's clock
	Device        string       `json:"device"`
	ClockOffsetMS *int         `bun:"clock_offset_ms" json:"clock_offset_ms"`
	Photos        []*Photo     `bun:"-" json:"photos"`
	Enclosures    []*Enclosure `bun:"-" json:"enclosures"`

	// Of a test that follows a procedure.
	Edition        *uuid.UUID `json:"edition"`
	State          string     `json:"state" validate:"omitempty,oneof=running paused done"`
	RetestOf       *uuid.UUID `json:"retest_of"`
	Covers         []string   `bun:"type:jsonb,nullzero,default:'[]'" json:"covers"` // codes of the steps that a retest is about
	StartedAt      *time.Time `json:"started_at"`
	ResumedAt      *time.Time `json:"resumed_at"`
	Seconds        int        `json:"seconds"` // of work, up to when it was last resumed
	Holder         *uuid.UUID `json:"holder"`  // who is to go on with it
	StatusBefore   string     `json:"-"`       // of the row
	Verdict        string     `json:"verdict"` // by the steps, whatever somebody with the right has decided since
	Credit         *float64   `json:"credit"`
	OverriddenBy   *uuid.UUID `json:"overridden_by"`
	OverrideReason string     `json:"override_reason"`
}

// Photo is a photo that a test is shown by, or one of its answers.
type Photo struct {
	bun.BaseModel `bun:"table:verification.photos,alias:p" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"id"`
	Test          uuid.UUID  `json:"-"`
	Answer        *uuid.UUID `json:"answer"`
	File          uuid.UUID  `json:"file"`
	Original      *uuid.UUID `json:"original"` // as it was taken, where the file has marks drawn on it
	Position      int        `json:"position"`
}

// check holds the rules of a result: one outside the limit cannot pass, and
// whatever is not a plain pass says why.
func (t *Test) check(within func(float64) (bool, bool)) error {
	if t.Measured != nil && t.Result == "passed" {
		if ok, told := within(*t.Measured); told && !ok {
			return problem.At("result", "cannot be passed: the measured value is outside the limit")
		}
	}
	switch t.Result {
	case "failed", "passed_with_remarks", "not_applicable":
		if t.Note == "" {
			return problem.At("note", "is needed: say what was found")
		}
	}
	if (t.Signature != nil) != (t.SignedName != "") {
		return problem.At("signed_name", "goes with a signature")
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"cannot be passed: the measured value is outside the limit": "kan ikke være bestået: den målte værdi er uden for grænsen",
		"is needed: say what was found":                             "skal udfyldes: skriv, hvad der blev fundet",
		"goes with a signature":                                     "hører sammen med en underskrift",
		"is not a picture of this project":                          "er ikke et billede i dette projekt",
	})
}
