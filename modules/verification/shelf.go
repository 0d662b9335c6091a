package verification

import (
	"context"
	"embed"
	"encoding/json"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

//go:embed shelf/*.json
var shelfFiles embed.FS

// Shipped is a procedure that comes with the product: one for each class of
// installation whose function BR18 has tested, and the ordinary static checks.
type Shipped struct {
	Group string `json:"group" validate:"oneof=br18 static"`
	ProcedureFields
	Attachments []ShippedUse `json:"attachments"`
	Steps       []*Step      `json:"steps"`
	Taken       *uuid.UUID   `json:"taken"` // the project's procedure that was made from it
}

// ShippedUse says which rows a shipped procedure fits, by the usual names.
type ShippedUse struct {
	Method         string `json:"method"`
	Phase          string `json:"phase"`
	Type           string `json:"type"`
	Classification string `json:"classification"`
}

// readShelf reads the shipped procedures, in the order of their codes.
func readShelf() ([]*Shipped, error) {
	files, err := shelfFiles.ReadDir("shelf")
	if err != nil {
		return nil, err
	}
	all := make([]*Shipped, len(files))
	for i, f := range files {
		text, err := shelfFiles.ReadFile("shelf/" + f.Name())
		if err != nil {
			return nil, err
		}
		all[i] = new(Shipped)
		if err := json.Unmarshal(text, all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Shelf are the procedures that come with the product.
type Shelf struct {
	Items []*Shipped `json:"items"`
}

func (m *Module) listShelf(ctx context.Context, _ ListProcedures) (*Shelf, error) {
	all, err := readShelf()
	if err != nil {
		return nil, err
	}
	taken, err := takenFromShelf(ctx)
	for _, s := range all {
		if id, ok := taken[s.Code]; ok {
			s.Taken = &id
		}
		for _, step := range s.Steps {
			step.ID = uuid.NewSHA1(uuid.NameSpaceOID, []byte(s.Code+"."+step.Code)) // of the shelf alone; a project's steps have their own
		}
	}
	return &Shelf{Items: all}, err
}

func takenFromShelf(ctx context.Context) (map[string]uuid.UUID, error) {
	var had []struct {
		ID    uuid.UUID
		Shelf string
	}
	err := db.On(ctx).NewRaw("select id, shelf from verification.procedures where shelf <> ''").Scan(ctx, &had)
	taken := map[string]uuid.UUID{}
	for _, one := range had {
		taken[one.Shelf] = one.ID
	}
	return taken, err
}

// AdoptProcedures takes shipped procedures into use; those that are in use are left alone.
type AdoptProcedures struct {
	Project uuid.UUID `params:"project" json:"-"`
	Codes   []string  `json:"codes" validate:"required,min=1,max=100,dive,max=40"`
}

// Adopted are the procedures that were made.
type Adopted struct {
	Items []*Procedure `json:"items"`
}

func (m *Module) adoptProcedures(ctx context.Context, cmd AdoptProcedures) (*Adopted, error) {
	all, err := readShelf()
	if err != nil {
		return nil, err
	}
	taken, err := takenFromShelf(ctx)
	if err != nil {
		return nil, err
	}
	done := &Adopted{Items: []*Procedure{}}
	for i, code := range cmd.Codes {
		at := slices.IndexFunc(all, func(s *Shipped) bool { return s.Code == code })
		if at < 0 {
			return nil, problem.At("codes", "there is no procedure %s on the shelf", code)
		}
		if _, had := taken[code]; had || slices.Contains(cmd.Codes[:i], code) {
			continue
		}
		p, err := m.adopt(ctx, all[at])
		if err != nil {
			return nil, err
		}
		done.Items = append(done.Items, p)
	}
	return done, nil
}

// adopt makes a project's own procedure of a shipped one, with an issued edition.
func (m *Module) adopt(ctx context.Context, s *Shipped) (*Procedure, error) {
	p := &Procedure{ID: uuid.Must(uuid.NewV7()), ProcedureFields: s.ProcedureFields, Shelf: s.Code}
	if _, err := db.On(ctx).NewInsert().Model(p).Exec(ctx); err != nil {
		return nil, err
	}
	e := &Edition{ID: uuid.Must(uuid.NewV7()), Procedure: p.ID, Number: 1, State: "draft"}
	if _, err := db.On(ctx).NewInsert().Model(e).Exec(ctx); err != nil {
		return nil, err
	}
	for _, step := range s.Steps {
		step.ID = uuid.Must(uuid.NewV7())
	}
	if err := tidy(s.Steps); err != nil {
		return nil, err
	}
	if _, err := m.write(ctx, e, s.Steps); err != nil {
		return nil, err
	}
	if _, err := m.issue(ctx, e, ""); err != nil {
		return nil, err
	}
	uses, err := m.usesHere(ctx, p.ID, s.Attachments)
	if err != nil {
		return nil, err
	}
	if len(uses) > 0 {
		if _, err := db.On(ctx).NewInsert().Model(&uses).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return findProcedure(ctx, p.ID)
}

// usesHere finds the project's own methods and phases by their usual names. A
// use whose method the project does not have is left out.
func (m *Module) usesHere(ctx context.Context, procedure uuid.UUID, all []ShippedUse) ([]*Attachment, error) {
	lists := map[string][]listed{}
	for _, name := range []string{"method", "phase"} {
		var some []listed
		if err := m.rows.CodesInto(ctx, name, &some); err != nil {
			return nil, err
		}
		lists[name] = some
	}
	var uses []*Attachment
	for i, use := range all {
		method, phase := find(lists["method"], use.Method), find(lists["phase"], use.Phase)
		if method == nil && use.Method != "" {
			continue
		}
		uses = append(uses, &Attachment{ID: uuid.Must(uuid.NewV7()), Procedure: procedure, Method: method, Phase: phase, Type: use.Type, Classification: use.Classification, Position: i + 1})
	}
	return uses, nil
}

// listed is an entry of a list that rows refer to.
type listed struct {
	ID     uuid.UUID
	Code   string
	NameDA string `bun:"name_da"`
}

func find(all []listed, name string) *uuid.UUID {
	for i, one := range all {
		if name != "" && (strings.EqualFold(one.Code, name) || strings.EqualFold(one.NameDA, name)) {
			return &all[i].ID
		}
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{"there is no procedure %s on the shelf": "der er ingen testprocedure %s på hylden"})
}
