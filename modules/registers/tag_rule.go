package registers

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// tagActions are what people do with tags as such.
func (m *Module) tagActions() []kernel.Action {
	const tags = "/projects/:project/tags"
	return []kernel.Action{
		kernel.Get("tag.read_rule", tags+"/rule", m.readTagRule).Says("How the project writes its tags."),
		kernel.Put("tag.set_rule", tags+"/rule", m.setTagRule).Needs("registers", "edit_all").Says("Says how the project writes its tags: a text with {loc}, {sys}, {nn}, {comp}."),
		kernel.Get("tag.report", tags+"/report", m.reportTags).Says("Tags that are not written by the rule, numbers that are left out, and tags that sound the same."),
		kernel.Get("tag.propose", tags+"/next", m.proposeTag).Says("The next free tag for a new system or component."),
		kernel.Get("tag.preview", tags+"/changes", m.previewTags).Needs("registers", "edit_all").Says("What a renumbering would change, and what of it would be refused."),
		kernel.Do("tag.renumber", tags+"/changes", m.renumberTags).Needs("registers", "edit_all").Says("Gives systems and components other tags, as one change; the old ones go on finding them."),
		kernel.Get("alias.list", tags+"/aliases", m.listAliases).Says("The tags that systems and components had before."),
	}
}

// TagRule is how a project writes its tags.
type TagRule struct {
	bun.BaseModel `bun:"table:registers.tag_rules,alias:r" json:"-"`
	Grammar       string `json:"grammar"`
	Anew          bool   `json:"anew"`           // numbers begin anew at each place; else they are of the whole project
	System        string `bun:"-" json:"system"` // what a system's tag looks like by it
	Component     string `bun:"-" json:"component"`
}

func findGrammar(ctx context.Context) (*grammar, error) {
	var all []TagRule
	if err := db.On(ctx).NewSelect().Model(&all).Scan(ctx); err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return readGrammar(usualGrammar)
	}
	g, err := readGrammar(all[0].Grammar)
	if err != nil {
		return nil, err
	}
	g.anew = all[0].Anew
	return g, nil
}

func (g *grammar) rule() *TagRule {
	such := parsed{loc: "C", sys: "VE", no: 1, comp: "TF", compNo: 1}
	return &TagRule{Grammar: g.text, Anew: g.anew, System: g.write(such, false), Component: g.write(such, true)}
}

func (m *Module) readTagRule(ctx context.Context, _ ofProject) (*TagRule, error) {
	g, err := findGrammar(ctx)
	if err != nil {
		return nil, err
	}
	return g.rule(), nil
}

// SetTagRule says how a project writes its tags.
type SetTagRule struct {
	Project uuid.UUID `params:"project" json:"-"`
	Grammar string    `json:"grammar" validate:"required,max=200"`
	Anew    bool      `json:"anew"`
}

func (m *Module) setTagRule(ctx context.Context, cmd SetTagRule) (*TagRule, error) {
	g, err := readGrammar(cmd.Grammar)
	if err != nil {
		return nil, err
	}
	g.anew = cmd.Anew
	_, err = db.On(ctx).NewRaw("insert into registers.tag_rules (grammar, anew) values (?, ?) on conflict (project) do update set grammar = excluded.grammar, anew = excluded.anew", cmd.Grammar, cmd.Anew).Exec(ctx)
	return g.rule(), err
}
