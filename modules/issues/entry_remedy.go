package issues

import (
	"context"
	"strings"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// RemedyEntry reports an entry as remedied: what was done, and what it looks
// like now.
type RemedyEntry struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Entry   uuid.UUID   `params:"entry" json:"-"`
	Remedy  string      `json:"remedy" validate:"max=10000"`
	Cause   string      `json:"cause,omitempty" validate:"max=2000"`
	Photos  []uuid.UUID `json:"photos,omitempty" validate:"max=100"`
}

func (m *Module) remedyEntry(ctx context.Context, cmd RemedyEntry) (*OpenedEntry, error) {
	return m.step(ctx, cmd.Entry, "remedied", cmd.Remedy, (*Entry).mayRemedy, func(e *Entry) error {
		if err := needed("remedy", cmd.Remedy, "is needed: say what was done"); err != nil {
			return err
		}
		setting, err := findSetting(ctx)
		if err != nil {
			return err
		}
		if setting.PhotoOnRemedy && len(cmd.Photos) == 0 {
			return problem.At("photos", "is needed: the project asks for a photo of what was remedied")
		}
		if err := keepPhotos(ctx, e.ID, "after", cmd.Photos); err != nil {
			return err
		}
		now := m.moment(ctx)
		e.remedied(strings.TrimSpace(cmd.Remedy), scope.From(ctx))
		e.RemediedAt = &now
		if cause := strings.TrimSpace(cmd.Cause); cause != "" {
			e.Cause = cause
		}
		return nil
	})
}

// remedied says what was done and by which side. What an earlier remedy was
// told of it no longer holds.
func (e *Entry) remedied(remedy string, s *scope.Scope) {
	e.Status, e.Remedy, e.Reason = "remedied", remedy, ""
	e.RemediedBy, e.RemediedSide = orNil(s.Person), orNil(s.Company)
	e.Verification, e.VerifiedBy, e.VerifiedSide, e.VerifiedAt = "", nil, nil, nil
}

// VerifyEntry verifies that an entry is remedied: how it was verified and where
// that is documented.
type VerifyEntry struct {
	Project      uuid.UUID `params:"project" json:"-"`
	Entry        uuid.UUID `params:"entry" json:"-"`
	Verification string    `json:"verification,omitempty" validate:"max=10000"`
	Close        bool      `json:"close,omitempty"` // in the same step
}

func (m *Module) verifyEntry(ctx context.Context, cmd VerifyEntry) (*OpenedEntry, error) {
	done, err := m.step(ctx, cmd.Entry, "verified", cmd.Verification, (*Entry).mayJudge, func(e *Entry) error {
		if e.Kind != "observation" {
			if err := needed("verification", cmd.Verification, "is needed: say how it was verified"); err != nil {
				return err
			}
		}
		s, now := scope.From(ctx), m.moment(ctx)
		e.Status, e.Verification, e.VerifiedBy, e.VerifiedSide, e.VerifiedAt = "verified", strings.TrimSpace(cmd.Verification), orNil(s.Person), orNil(s.Company), &now
		return nil
	})
	if err != nil || !cmd.Close {
		return done, err
	}
	return m.closeEntry(ctx, CloseEntry{Project: cmd.Project, Entry: cmd.Entry})
}

// RejectEntry sends an entry back to the side that reported it remedied.
type RejectEntry struct {
	Project uuid.UUID   `params:"project" json:"-"`
	Entry   uuid.UUID   `params:"entry" json:"-"`
	Reason  string      `json:"reason" validate:"max=10000"`
	DueOn   *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
	Photos  []uuid.UUID `json:"photos,omitempty" validate:"max=100"`
}

func (m *Module) rejectEntry(ctx context.Context, cmd RejectEntry) (*OpenedEntry, error) {
	return m.step(ctx, cmd.Entry, "rejected", cmd.Reason, (*Entry).mayJudge, func(e *Entry) error {
		if err := needed("reason", cmd.Reason, "is needed: say what is still wrong"); err != nil {
			return err
		}
		if err := keepPhotos(ctx, e.ID, "before", cmd.Photos); err != nil {
			return err
		}
		e.Status, e.Reason = "rejected", strings.TrimSpace(cmd.Reason)
		if cmd.DueOn != nil {
			e.DueOn = cmd.DueOn
		}
		return nil
	})
}

// CloseEntry closes an entry. One that was not verified is closed with the
// reason why it is left as it is.
type CloseEntry struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `params:"entry" json:"-"`
	Reason  string    `json:"reason,omitempty" validate:"max=10000"`
}

func (m *Module) closeEntry(ctx context.Context, cmd CloseEntry) (*OpenedEntry, error) {
	return m.step(ctx, cmd.Entry, "closed", cmd.Reason, (*Entry).mayClose, func(e *Entry) error { return e.closed(ctx, m, cmd.Reason) })
}

func (e *Entry) closed(ctx context.Context, m *Module, reason string) error {
	if e.Status != "verified" {
		if err := needed("reason", reason, "is needed: say why it is closed without a verified remedy"); err != nil {
			return err
		}
	}
	now := m.moment(ctx)
	e.Status, e.Reason, e.ClosedBy, e.ClosedAt = "closed", strings.TrimSpace(reason), orNil(scope.From(ctx).Person), &now
	return nil
}

// ReopenEntry opens a closed entry again.
type ReopenEntry struct {
	Project uuid.UUID `params:"project" json:"-"`
	Entry   uuid.UUID `params:"entry" json:"-"`
	Reason  string    `json:"reason" validate:"max=10000"`
}

func (m *Module) reopenEntry(ctx context.Context, cmd ReopenEntry) (*OpenedEntry, error) {
	return m.step(ctx, cmd.Entry, "reopened", cmd.Reason, (*Entry).mayReopen, func(e *Entry) error {
		if err := needed("reason", cmd.Reason, "is needed: say why it is opened again"); err != nil {
			return err
		}
		e.Status, e.Reason, e.ClosedBy, e.ClosedAt = "new", strings.TrimSpace(cmd.Reason), nil, nil
		if e.Company != nil || e.Person != nil {
			e.Status = "rejected" // it is with those who remedied it once more
		}
		return nil
	})
}

// EscalateEntry makes an issue of an observation.
type EscalateEntry struct {
	Project  uuid.UUID `params:"project" json:"-"`
	Entry    uuid.UUID `params:"entry" json:"-"`
	ID       uuid.UUID `json:"id"` // of the issue
	Severity string    `json:"severity,omitempty" validate:"omitempty,oneof=critical major minor"`
}

func (m *Module) escalateEntry(ctx context.Context, cmd EscalateEntry) (*OpenedEntry, error) {
	o, err := holdEntry(ctx, cmd.Entry)
	if err != nil {
		return nil, err
	}
	if err := o.mayEscalate(whoActs(ctx)); err != nil {
		return nil, err
	}
	e := *o
	e.ID, e.Kind, e.Origin, e.RemediedBy, e.RemediedSide, e.RemediedAt, e.Remedy, e.Reason = uuid.Must(uuid.NewV7()), "issue", &o.ID, nil, nil, nil, "", ""
	e.Verification, e.VerifiedBy, e.VerifiedSide, e.VerifiedAt = "", nil, nil, nil
	if cmd.ID != uuid.Nil {
		e.ID = cmd.ID
	}
	if cmd.Severity != "" {
		e.Severity = cmd.Severity
	}
	if err := m.raise(ctx, &e, nil); err != nil {
		return nil, err
	}
	// The issue shows what the observation showed.
	if _, err := db.On(ctx).NewRaw("insert into issues.photos (id, entry, file, stage, position, person) select gen_random_uuid(), ?, file, stage, position, person from issues.photos where entry = ? and stage = 'before'", e.ID, o.ID).Exec(ctx); err != nil {
		return nil, err
	}
	issue, err := answer(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	_, err = m.step(ctx, o.ID, "escalated", issue.Label, (*Entry).mayEscalate, func(o *Entry) error {
		now := m.moment(ctx)
		o.Status, o.Reason, o.ClosedBy, o.ClosedAt = "closed", issue.Label, orNil(scope.From(ctx).Person), &now
		return nil
	})
	return issue, err
}

func init() {
	problem.Teach(map[string]string{
		"is needed: say what was done":                                 "skal udfyldes: skriv, hvad der blev gjort",
		"is needed: the project asks for a photo of what was remedied": "skal med: projektet beder om et foto af det udbedrede",
		"is needed: say how it was verified":                           "skal udfyldes: skriv, hvordan det blev verificeret",
		"is needed: say what is still wrong":                           "skal udfyldes: skriv, hvad der stadig er galt",
		"is needed: say why it is closed without a verified remedy":    "skal udfyldes: skriv, hvorfor den lukkes uden en verificeret udbedring",
		"is needed: say why it is opened again":                        "skal udfyldes: skriv, hvorfor den åbnes igen",
	})
}
