package verification

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Picture is a photo of an answer: the file that is shown, and the photo as it
// was taken where marks were drawn on it.
type Picture struct {
	File     uuid.UUID  `json:"file" validate:"required"`
	Original *uuid.UUID `json:"original,omitempty"`
}

// GiveAnswer answers one step of a test. Base is the version of the answer that
// was read; 0 where there was none.
type GiveAnswer struct {
	Project   uuid.UUID         `params:"project" json:"-"`
	Run       uuid.UUID         `params:"run" json:"-"`
	Step      uuid.UUID         `params:"step" json:"-"`
	Base      int               `json:"base" validate:"min=0"`
	Said      string            `json:"said" validate:"max=4000"`
	Value     *float64          `json:"value" validate:"omitempty,gte=-1e15,lte=1e15"`
	Facts     map[string]string `json:"facts,omitempty" validate:"max=5000,dive,keys,max=60,endkeys,max=200"`
	Note      string            `json:"note" validate:"max=10000"`
	Photos    []Picture         `json:"photos,omitempty" validate:"max=50,dive"`
	Signature *uuid.UUID        `json:"signature,omitempty"`
}

// Given is an answer as it was kept, and where the test stands after it.
type Given struct {
	Answer  *Answer  `json:"answer"`
	Outcome *Outcome `json:"outcome"`
}

func (m *Module) giveAnswer(ctx context.Context, cmd GiveAnswer) (*Given, error) {
	t, err := m.holdRun(ctx, cmd.Run, "share")
	if err != nil {
		return nil, err
	}
	r, err := m.findRun(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(r.Steps, func(s *Step) bool { return s.ID == cmd.Step })
	if at < 0 {
		return nil, problem.New(problem.NotFound, "")
	}
	step := r.Steps[at]
	if len(r.Covers) > 0 && step.scored() && !slices.Contains(r.Covers, step.Code) {
		return nil, problem.New(problem.Conflict, "This retest is about other steps: only those that failed are tested again")
	}
	a := &Answer{ID: uuid.Must(uuid.NewV7()), Test: t.ID, Step: step.ID, Said: strings.TrimSpace(cmd.Said), Value: cmd.Value, Facts: orEmpty(cmd.Facts), Note: strings.TrimSpace(cmd.Note),
		Signature: cmd.Signature, Person: scope.From(ctx).Person, ReceivedAt: m.clock.Now(), Photos: []*Photo{}, step: step}
	a.AnsweredAt, a.Device, a.ClockOffsetMS = m.captured(ctx)
	files := []uuid.UUID{}
	for i, p := range cmd.Photos {
		a.Photos = append(a.Photos, &Photo{ID: uuid.Must(uuid.NewV7()), Test: t.ID, File: p.File, Original: p.Original, Position: i + 1})
		if files = append(files, p.File); p.Original != nil {
			files = append(files, *p.Original)
		}
	}
	if cmd.Signature != nil {
		files = append(files, *cmd.Signature)
	}
	slices.SortFunc(files, func(a, b uuid.UUID) int { return strings.Compare(a.String(), b.String()) })
	if err := arePictures(ctx, slices.Compact(files)); err != nil {
		return nil, err
	}
	if err := step.judge(a, a.AnsweredAt); err != nil {
		return nil, err
	}
	if err := a.keep(ctx, cmd.Base, r.Answers); err != nil {
		return nil, err
	}
	if r.Answers, err = answersOf(ctx, r.Steps, t.ID); err != nil {
		return nil, err
	}
	now := slices.IndexFunc(r.Answers, func(o *Answer) bool { return o.Step == a.Step })
	return &Given{Answer: r.Answers[now], Outcome: outcome(r.Steps, r.all())}, nil
}

func orEmpty(facts map[string]string) map[string]string {
	if facts == nil {
		return map[string]string{}
	}
	return facts
}

// keep saves an answer unless somebody else has answered otherwise since it was
// read; then both are told.
func (a *Answer) keep(ctx context.Context, base int, had []*Answer) error {
	at := slices.IndexFunc(had, func(o *Answer) bool { return o.Step == a.Step })
	if at < 0 {
		// Two who answer an open step at once meet here: the second waits for the
		// first and is then told of its answer.
		result, err := db.On(ctx).NewInsert().Model(a).On("conflict (project, test, step) do nothing").Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 1 {
			return a.keepPhotos(ctx, err)
		}
		theirs := &Answer{Photos: []*Photo{}, step: a.step}
		if err := db.On(ctx).NewSelect().Model(theirs).Where("a.test = ? and a.step = ?", a.Test, a.Step).Scan(ctx); err != nil {
			return err
		}
		return a.meets(theirs)
	}
	now := had[at]
	if now.Version != base {
		return a.meets(now)
	}
	a.ID = now.ID
	if a.same(now) {
		return nil
	}
	result, err := db.On(ctx).NewUpdate().Model(a).Column("said", "value", "facts", "note", "result", "warned", "signature", "person", "answered_at", "received_at", "device", "clock_offset_ms").
		Where("a.id = ? and a.version = ?", now.ID, base).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return problem.New(problem.Unavailable, "Others were changing the same. Try again.").Because(err)
	}
	if a.pictures() == now.pictures() {
		return nil
	}
	if _, err := db.On(ctx).NewRaw("delete from verification.photos where answer = ?", a.ID).Exec(ctx); err != nil {
		return err
	}
	return a.keepPhotos(ctx, nil)
}

func (a *Answer) keepPhotos(ctx context.Context, err error) error {
	if err != nil || len(a.Photos) == 0 {
		return err
	}
	for _, p := range a.Photos {
		p.Answer = &a.ID
	}
	_, err = db.On(ctx).NewInsert().Model(&a.Photos).Exec(ctx)
	return err
}

// meets is what becomes of an answer where another stands: nothing if it says
// the same, and else the choice between both.
func (a *Answer) meets(theirs *Answer) error {
	if a.same(theirs) {
		return nil
	}
	p := problem.New(problem.Stale, "")
	p.Stale = []problem.Difference{{Field: "answer", Theirs: theirs, Yours: a}}
	return p
}

// same tells whether two answers say the same, whoever gave them.
func (a *Answer) same(b *Answer) bool {
	value := func(v *float64) string { text, _ := json.Marshal(v); return string(text) }
	return a.Said == b.Said && a.Note == b.Note && maps.Equal(a.Facts, b.Facts) && value(a.Value) == value(b.Value) && a.pictures() == b.pictures() &&
		(a.Signature == nil) == (b.Signature == nil) && (a.Signature == nil || *a.Signature == *b.Signature)
}

// pictures are an answer's photos as one text.
func (a *Answer) pictures() string {
	text := ""
	for _, p := range a.Photos {
		text += p.File.String() + " "
	}
	return text
}

// YieldAnswer has one's own answer give way to the one that somebody else gave
// meanwhile. Nothing changes; the history keeps what was answered.
type YieldAnswer struct {
	Project uuid.UUID         `params:"project" json:"-"`
	Run     uuid.UUID         `params:"run" json:"-"`
	Step    uuid.UUID         `params:"step" json:"-"`
	Said    string            `json:"said" validate:"max=4000"`
	Value   *float64          `json:"value" validate:"omitempty,gte=-1e15,lte=1e15"`
	Facts   map[string]string `json:"facts,omitempty" validate:"max=5000,dive,keys,max=60,endkeys,max=200"`
	Note    string            `json:"note" validate:"max=10000"`
}

func (m *Module) yieldAnswer(ctx context.Context, cmd YieldAnswer) (kernel.Nothing, error) {
	var there bool
	if _, err := m.holdRun(ctx, cmd.Run, "share"); err != nil {
		return kernel.Nothing{}, err
	}
	if err := db.On(ctx).NewRaw("select exists (select 1 from verification.answers where test = ? and step = ?)", cmd.Run, cmd.Step).Scan(ctx, &there); err != nil {
		return kernel.Nothing{}, err
	}
	if !there {
		return kernel.Nothing{}, problem.New(problem.NotFound, "")
	}
	return kernel.Nothing{}, nil
}

type listInstruments struct {
	Project uuid.UUID `params:"project" json:"-"`
}

// Instrument is a measuring instrument with its newest calibration.
type Instrument struct {
	Name         string `json:"name"`
	Serial       string `json:"serial"`
	CalibratedOn string `json:"calibrated_on"`
	DueOn        string `json:"due_on"`
}

// Instruments are those that can be measured with: the last used first, then
// the others of the register.
type Instruments struct {
	Items []*Instrument `json:"items"`
}

// listInstruments lists those used on a project and those of its register,
// which knows best of a calibration.
func (m *Module) listInstruments(ctx context.Context, q listInstruments) (*Instruments, error) {
	var used, kept []*Instrument
	if err := db.On(ctx).NewRaw(`select coalesce(facts ->> 'name', '') as name, facts ->> 'serial' as serial, facts ->> 'calibrated_on' as calibrated_on, facts ->> 'due_on' as due_on from (
		select distinct on (lower(a.facts ->> 'serial')) a.facts, a.answered_at from verification.answers a
		where a.project = ? and a.facts ->> 'serial' <> '' order by lower(a.facts ->> 'serial'), a.facts ->> 'due_on' desc, a.answered_at desc) i
		order by answered_at desc limit 50`, q.Project).Scan(ctx, &used); err != nil {
		return nil, err
	}
	if err := m.rows.CalibratedInto(ctx, &kept); err != nil {
		return nil, err
	}
	all := &Instruments{Items: []*Instrument{}}
	of := make(map[string]*Instrument, len(kept))
	for _, k := range kept {
		of[strings.ToLower(k.Serial)] = k
	}
	for _, u := range used {
		if k := of[strings.ToLower(u.Serial)]; k != nil {
			u = k
			delete(of, strings.ToLower(u.Serial))
		}
		all.Items = append(all.Items, u)
	}
	for _, k := range kept {
		if of[strings.ToLower(k.Serial)] != nil {
			all.Items = append(all.Items, k)
		}
	}
	return all, nil
}

func init() {
	problem.Teach(map[string]string{
		"This retest is about other steps: only those that failed are tested again": "Gentesten handler om andre trin: kun dem, der ikke bestod, testes igen",
	})
}
