package projects

import (
	"context"
	"encoding/json"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// PresetFields are what a company's own preset of rights says. Whoever was given
// their rights by it keeps them when it changes.
type PresetFields struct {
	Name       string   `json:"name" validate:"max=60"`
	About      string   `json:"about" validate:"max=500"`
	Rights     []string `bun:",array" json:"rights" validate:"max=100"`
	Narrowed   bool     `json:"narrowed"`
	OwnCompany bool     `json:"own_company"`
	Ends       bool     `json:"ends"`
}

// Preset is a preset of rights that a company keeps beside the product's.
type Preset struct {
	bun.BaseModel `bun:"table:projects.presets,alias:p" json:"-"`
	ID            uuid.UUID `bun:",pk" json:"id"`
	Version       int       `bun:",nullzero,default:1" json:"version"`
	PresetFields
	CreatedBy uuid.UUID `bun:",nullzero" json:"-"`
}

// presetsUpTo is how many presets a company has at most.
const presetsUpTo = 100

// role is a preset as people choose it among the product's.
func (p *Preset) role(ctx context.Context) Role {
	return Role{Code: p.ID.String(), NameDA: p.Name, NameEN: p.Name, AboutDA: p.About, AboutEN: p.About, Rights: p.Rights, Narrowed: p.Narrowed, OwnCompany: p.OwnCompany, Ends: p.Ends,
		Own: true, Mine: p.CreatedBy == scope.From(ctx).Person, Version: p.Version}
}

// ownPresets are those of the company of the person under way, by name.
func ownPresets(ctx context.Context) ([]*Preset, error) {
	var all []*Preset
	return all, db.On(ctx).NewSelect().Model(&all).OrderExpr("lower(p.name), p.id").Limit(presetsUpTo).Scan(ctx)
}

func findPreset(ctx context.Context, id uuid.UUID) (*Preset, error) {
	p := new(Preset)
	return p, db.On(ctx).NewSelect().Model(p).Where("p.id = ?", id).Scan(ctx)
}

// ownPreset finds a preset that the person has made.
func ownPreset(ctx context.Context, id uuid.UUID) (*Preset, error) {
	p, err := findPreset(ctx, id)
	if err == nil && p.CreatedBy != scope.From(ctx).Person {
		return nil, problem.New(problem.Denied, "Only whoever made a preset may change it.")
	}
	return p, err
}

func (f *PresetFields) check() error {
	if f.Name = strings.TrimSpace(f.Name); f.Name == "" {
		return problem.At("name", "is needed")
	}
	if len(f.Rights) == 0 {
		return problem.At("rights", "is needed: choose what the preset gives")
	}
	return knownRights(f.Rights)
}

// SavePreset keeps rights under a name, for the next members that people of
// one's company invite.
type SavePreset struct {
	Project uuid.UUID `params:"project" json:"-"`
	ID      uuid.UUID `json:"id"`
	PresetFields
}

func (m *Module) savePreset(ctx context.Context, cmd SavePreset) (*Role, error) {
	if err := cmd.check(); err != nil {
		return nil, err
	}
	n, err := db.On(ctx).NewSelect().TableExpr("projects.presets").Count(ctx)
	if err != nil {
		return nil, err
	}
	if n >= presetsUpTo {
		return nil, problem.New(problem.Conflict, "Your company has %d presets already. Withdraw some that are not used.", n)
	}
	p := &Preset{ID: kernel.NewID(cmd.ID), Version: 1, PresetFields: cmd.PresetFields, CreatedBy: scope.From(ctx).Person}
	if _, err := db.On(ctx).NewInsert().Model(p).ExcludeColumn("version", "created_by").Exec(ctx); err != nil {
		return nil, taken(err)
	}
	role := p.role(ctx)
	return &role, nil
}

// taken says at the name that another preset of the company has it.
func taken(err error) error {
	if problem.Is(db.Translate(err), problem.Conflict) {
		return problem.At("name", "is the name of another preset of your company").Because(err)
	}
	return err
}

// ChangePreset changes what a preset that one has made says.
type ChangePreset struct {
	Preset uuid.UUID                   `params:"preset" json:"-"`
	Change kernel.Change[PresetFields] `body:""`
}

func (m *Module) changePreset(ctx context.Context, cmd ChangePreset) (*Role, error) {
	p, err := ownPreset(ctx, cmd.Preset)
	if err != nil {
		return nil, err
	}
	after := p.PresetFields
	for field, take := range map[string]func(){
		"name": func() { after.Name = cmd.Change.Value.Name }, "rights": func() { after.Rights = cmd.Change.Value.Rights },
	} {
		if _, given := cmd.Change.Fields[field]; given {
			take()
		}
	}
	if err := after.check(); err != nil {
		return nil, err
	}
	if _, given := cmd.Change.Fields["name"]; given {
		if cmd.Change.Fields["name"], err = json.Marshal(after.Name); err != nil {
			return nil, err
		}
	}
	if err := db.Patch(ctx, "projects.presets", p.ID, cmd.Change.Base, cmd.Change.Fields); err != nil {
		return nil, taken(err)
	}
	if p, err = ownPreset(ctx, cmd.Preset); err != nil {
		return nil, err
	}
	role := p.role(ctx)
	return &role, nil
}

type ofPreset struct {
	Preset uuid.UUID `params:"preset" json:"-"`
}

func (m *Module) withdrawPreset(ctx context.Context, cmd ofPreset) error {
	p, err := ownPreset(ctx, cmd.Preset)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("delete from projects.presets where id = ?", p.ID).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"Only whoever made a preset may change it.":                             "Kun den, der har lavet et rettighedssæt, kan ændre det.",
		"Your company has %d presets already. Withdraw some that are not used.": "Dit firma har allerede %d rettighedssæt. Træk nogle tilbage, der ikke bruges.",
		"is needed: choose what the preset gives":                               "skal udfyldes: vælg, hvad rettighedssættet giver",
		"is the name of another preset of your company":                         "er navnet på et andet af firmaets rettighedssæt",
	})
}
