package gates

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/event"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// PhaseAccepted tells that a phase or milestone was accepted and its rows locked.
type PhaseAccepted struct {
	Phase      uuid.UUID `json:"phase"`
	Acceptance uuid.UUID `json:"acceptance"`
}

// EventName implements event.Event.
func (PhaseAccepted) EventName() string { return "gates.phase_accepted" }

// PhaseReopened tells that an acceptance was taken back and its rows opened again.
type PhaseReopened struct {
	Phase      uuid.UUID `json:"phase"`
	Acceptance uuid.UUID `json:"acceptance"`
}

// EventName implements event.Event.
func (PhaseReopened) EventName() string { return "gates.phase_reopened" }

// SignAcceptance approves a phase on the client's behalf: the document is kept
// as it is, the rows that are done are approved and locked, and with them the
// requirements that are approved.
type SignAcceptance struct {
	ofAcceptance
	Base int    `json:"base"`
	Name string `json:"name" validate:"required,max=120"`
	Role string `json:"role" validate:"required,max=120"`
	// Ink is the drawn signature, a small PNG in base64; without it the typed name signs.
	Ink string `json:"ink,omitempty" validate:"max=360000"`
	// Alone says why whoever prepared the document signs it, where nobody else can.
	Alone string `json:"alone,omitempty" validate:"max=2000"`
}

func (m *Module) signAcceptance(ctx context.Context, cmd SignAcceptance) (*OpenedAcceptance, error) {
	if err := seesAll(ctx); err != nil {
		return nil, err
	}
	a, err := holdDraft(ctx, cmd.Acceptance)
	if err != nil {
		return nil, err
	}
	if cmd.Base != a.Version {
		return nil, problem.New(problem.Stale, "Somebody else has changed the document since you read it. Look at it again.")
	}
	g, _, err := m.findGate(ctx, a.Phase)
	if err != nil {
		return nil, err
	}
	if err := m.gather(ctx, a, g); err != nil {
		return nil, err
	}
	o, err := opened(ctx, a)
	if err != nil {
		return nil, err
	}
	if err := o.complete(); err != nil {
		return nil, err
	}
	s, now := scope.From(ctx), m.clock.Now()
	person := s.Person
	o.State, o.SignedBy, o.SignedAt, o.SignedName, o.SignedRole = "signed", &person, &now, strings.TrimSpace(cmd.Name), strings.TrimSpace(cmd.Role)
	if s.Company != uuid.Nil {
		o.SignedCompany = &s.Company
	}
	if o.SignedName == "" {
		return nil, problem.At("name", "is needed")
	}
	if o.SignedRole == "" {
		return nil, problem.At("role", "is needed")
	}
	if err := m.fourEyes(ctx, o, cmd.Alone); err != nil {
		return nil, err
	}
	if cmd.Ink != "" {
		ink, err := readInk(cmd.Ink)
		if err != nil {
			return nil, err
		}
		if err := m.keepInk(ctx, o, ink); err != nil {
			return nil, err
		}
	}
	if o.Locked, err = m.registers.Accept(ctx, g.ID, a.ID, a.Label); err != nil {
		return nil, err
	}
	if _, err := m.registers.LockRequirements(ctx, g.ID, a.ID); err != nil {
		return nil, err
	}
	if err := m.keep(ctx, o, g); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewUpdate().Model(&o.Acceptance).Column("state", "signed_by", "signed_at", "signed_name", "signed_role", "signed_company", "signature", "alone", "file", "sha256", "locked").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	if err := event.Publish(ctx, PhaseAccepted{Phase: g.ID, Acceptance: a.ID}); err != nil {
		return nil, err
	}
	return m.readAcceptance(ctx, cmd.ofAcceptance)
}

// signers are those who can sign a document for the client beside whoever
// prepared it: they approve, see all of the project, and can be reached.
func (m *Module) signers(ctx context.Context, a *Acceptance) ([]uuid.UUID, error) {
	may, err := m.projects.Holders(ctx, "tests.approve")
	if err != nil {
		return nil, err
	}
	reached, err := m.people.Reach(ctx, may)
	return slices.DeleteFunc(may, func(id uuid.UUID) bool { return id == a.PreparedBy || reached[id][0] == "" }), err
}

// namedSigners bounds how many a refusal names.
const namedSigners = 3

// fourEyes has somebody else sign than whoever prepared the document; where the
// project has nobody else, the reason stands in it.
func (m *Module) fourEyes(ctx context.Context, o *OpenedAcceptance, reason string) error {
	if *o.SignedBy != o.PreparedBy {
		return nil
	}
	others, err := m.signers(ctx, &o.Acceptance)
	if err != nil {
		return err
	}
	if len(others) == 0 {
		if o.Alone = strings.TrimSpace(reason); o.Alone == "" {
			return problem.At("alone", "is needed: you prepared the document, and nobody else on the project can sign it")
		}
		return nil
	}
	names, err := m.people.Names(ctx)
	if err != nil {
		return err
	}
	var some []string
	for _, id := range others[:min(len(others), namedSigners)] {
		some = append(some, names[id][0])
	}
	return problem.New(problem.Conflict, "You prepared this document, so somebody else signs it: %s", strings.Join(some, ", "))
}

// complete refuses a document that says too little, or leaves something undecided.
func (o *OpenedAcceptance) complete() error {
	for name, text := range map[string]string{"activities": o.Activities, "documents": o.Documents, "conclusion": o.Conclusion} {
		if text == "" {
			return problem.At(name, "is needed")
		}
	}
	undecided := 0
	for _, p := range o.Points {
		if p.Decision == "" {
			undecided++
		}
	}
	if undecided > 0 {
		return problem.New(problem.Conflict, "%d open points have no decision yet", undecided)
	}
	return nil
}

// keep stores the signed document.
func (m *Module) keep(ctx context.Context, o *OpenedAcceptance, g *Gate) error {
	text, err := m.print(ctx, o, g)
	if err != nil {
		return err
	}
	stored, err := m.files.Put(context.WithoutCancel(ctx), bytes.NewReader(text), documentLimit)
	if err != nil {
		return err
	}
	f := &kernel.StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: stored.SHA256, Name: problem.Say(scope.From(ctx).Language, "Acceptance document") + " " + o.Label + ".pdf", Size: stored.Size, MediaType: "application/pdf", Area: "tests"}
	if err := kernel.KeepFile(ctx, f); err != nil {
		return err
	}
	o.File, o.SHA256 = &f.ID, stored.SHA256
	return nil
}

// ReopenAcceptance takes an acceptance back, with the reason; its rows get the
// status back that they had before it.
type ReopenAcceptance struct {
	ofAcceptance
	Reason string `json:"reason" validate:"required,max=2000"`
}

func (m *Module) reopenAcceptance(ctx context.Context, cmd ReopenAcceptance) (*OpenedAcceptance, error) {
	if cmd.Reason = strings.TrimSpace(cmd.Reason); cmd.Reason == "" {
		return nil, problem.At("reason", "is needed")
	}
	if err := seesAll(ctx); err != nil {
		return nil, err
	}
	a := new(Acceptance)
	if err := db.On(ctx).NewSelect().Model(a).ColumnExpr(acceptanceColumns).Where("a.id = ?", cmd.Acceptance).For("update").Scan(ctx); err != nil {
		return nil, err
	}
	if a.State != "signed" {
		return nil, problem.New(problem.Conflict, "Only a signed acceptance document can be opened again")
	}
	now, person := m.clock.Now(), scope.From(ctx).Person
	a.State, a.ReopenedBy, a.ReopenedAt, a.Reason = "reopened", &person, &now, cmd.Reason
	if _, err := db.On(ctx).NewUpdate().Model(a).Column("state", "reopened_by", "reopened_at", "reason").WherePK().Exec(ctx); err != nil {
		return nil, err
	}
	if err := m.registers.Reopen(ctx, a.ID); err != nil {
		return nil, err
	}
	if _, err := m.registers.UnlockRequirements(ctx, a.ID); err != nil {
		return nil, err
	}
	if err := event.Publish(ctx, PhaseReopened{Phase: a.Phase, Acceptance: a.ID}); err != nil {
		return nil, err
	}
	return m.readAcceptance(ctx, cmd.ofAcceptance)
}

func init() {
	problem.Teach(map[string]string{
		"%d open points have no decision yet":                                              "%d åbne punkter er endnu uden beslutning",
		"Only a signed acceptance document can be opened again":                            "Kun et underskrevet acceptdokument kan genåbnes",
		"Acceptance document":                                                              "Acceptdokument",
		"You prepared this document, so somebody else signs it: %s":                        "Du har forberedt dokumentet, så en anden underskriver det: %s",
		"is needed: you prepared the document, and nobody else on the project can sign it": "skal udfyldes: du har forberedt dokumentet, og ingen anden på projektet kan underskrive det",
		"The acceptance document %s is signed by somebody else than whoever prepared it":   "Acceptdokumentet %s underskrives af en anden end den, der har forberedt det",
	})
}
