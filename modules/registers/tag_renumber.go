package registers

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Renumbering says which tags become others: set gives one thing a tag; fit
// writes tags by the project's rule; close leaves no number of a series out;
// letters puts other letters for a kind of system or component. The components
// of a system that gets another tag go with it.
type Renumbering struct {
	Act    string    `json:"act" validate:"required,oneof=set fit close letters"`
	ID     uuid.UUID `json:"id"`                                  // of the thing that is set
	Tag    string    `json:"tag,omitempty" validate:"max=200"`    // that it gets
	Series string    `json:"series,omitempty" validate:"max=200"` // that is closed, as the report calls it
	From   string    `json:"from,omitempty" validate:"max=8"`     // letters that there are
	To     string    `json:"to,omitempty" validate:"max=8"`       // and that come instead
	Thing  string    `json:"thing,omitempty" validate:"max=20"`   // whose letters: system or component
}

// RenumberTags gives systems and components other tags.
type RenumberTags struct {
	Project uuid.UUID `params:"project" json:"-"`
	Renumbering
}

// PreviewTags asks what a renumbering would change.
type PreviewTags struct {
	Project uuid.UUID `params:"project" json:"-"`
	Act     string    `query:"act" json:"-" validate:"required,oneof=set fit close letters"`
	ID      uuid.UUID `query:"id" json:"-"`
	Tag     string    `query:"tag" json:"-" validate:"max=200"`
	Series  string    `query:"series" json:"-" validate:"max=200"`
	From    string    `query:"from" json:"-" validate:"max=8"`
	To      string    `query:"to" json:"-" validate:"max=8"`
	Thing   string    `query:"thing" json:"-" validate:"max=20"`
}

// TagMove is one tag that becomes another, or why it does not.
type TagMove struct {
	Thing   string          `json:"thing" validate:"oneof=system component"`
	ID      uuid.UUID       `json:"id"`
	Name    string          `json:"name"`
	From    string          `json:"from"`
	To      string          `json:"to"`
	Problem *problem.Answer `json:"problem,omitempty"`
}

// TagMoves are what a renumbering changes; the entry of the history undoes it.
type TagMoves struct {
	Items   []TagMove `json:"items"` // the first thousand
	Count   int       `json:"count"` // tags that change
	Refused int       `json:"refused"`
	Entry   uuid.UUID `json:"entry"`
}

const listedMoves = 1000

func (m *Module) previewTags(ctx context.Context, q PreviewTags) (*TagMoves, error) {
	moves, _, err := m.planTags(ctx, Renumbering{Act: q.Act, ID: q.ID, Tag: q.Tag, Series: q.Series, From: q.From, To: q.To, Thing: q.Thing})
	return moves, err
}

func (m *Module) renumberTags(ctx context.Context, cmd RenumberTags) (*TagMoves, error) {
	moves, wanted, err := m.planTags(ctx, cmd.Renumbering)
	if err != nil {
		return nil, err
	}
	for _, table := range []string{"systems", "components"} {
		some := wanted[table]
		if len(some) == 0 {
			continue
		}
		body, err := json.Marshal(some)
		if err != nil {
			return nil, err
		}
		// In one statement: tags that change places are unique again at its end.
		if _, err := db.On(ctx).NewRaw("update registers."+table+" t set tag = r.tag from jsonb_to_recordset(?::jsonb) r(id uuid, tag text) where t.id = r.id", string(body)).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return moves, nil
}

type newTag struct {
	ID  uuid.UUID `json:"id"`
	Tag string    `json:"tag"`
}

// planTags finds what a renumbering changes, by table, and refuses what would
// give two things one tag.
func (m *Module) planTags(ctx context.Context, r Renumbering) (*TagMoves, map[string][]newTag, error) {
	t, err := allTags(ctx)
	if err != nil {
		return nil, nil, err
	}
	next, err := t.next(r)
	if err != nil {
		return nil, nil, err
	}
	t.follow(next)
	moves := &TagMoves{Items: []TagMove{}, Entry: scope.From(ctx).Request}
	wanted := map[string][]newTag{}
	refused := t.collisions(next)
	for _, one := range slices.Concat(t.systems, t.components) {
		tag, changes := next[one.ID]
		if !changes || tag == one.Tag {
			continue
		}
		move := TagMove{Thing: one.thing(), ID: one.ID, Name: one.Name, From: one.Tag, To: tag}
		if refused[one.ID] {
			a := problem.New(problem.Conflict, "Another thing has the tag %s, or would get it", tag).In(scope.From(ctx).Language, "", scope.From(ctx).Request.String())
			move.Problem = &a
			moves.Refused++
		} else {
			wanted[one.thing()+"s"] = append(wanted[one.thing()+"s"], newTag{one.ID, tag})
			moves.Count++
		}
		if len(moves.Items) < listedMoves {
			moves.Items = append(moves.Items, move)
		}
	}
	if r.Act == "set" && moves.Refused > 0 {
		return nil, nil, problem.New(problem.Conflict, "Another thing has the tag %s, or would get it", r.Tag)
	}
	return moves, wanted, nil
}

// collisions finds the things that cannot get their tag because another has it,
// or would get it. What is refused keeps its own tag and may stand in the way
// of others, so that it is looked at until nothing more is refused.
func (t *tags) collisions(next map[uuid.UUID]string) map[uuid.UUID]bool {
	refused := map[uuid.UUID]bool{}
	all := slices.Concat(t.systems, t.components)
	key := func(one *tagged) string {
		tag := one.Tag
		if to, moves := next[one.ID]; moves && !refused[one.ID] {
			tag = to
		}
		return one.thing() + " " + strings.ToLower(tag)
	}
	for {
		counts := make(map[string]int, len(all))
		for _, one := range all {
			counts[key(one)]++
		}
		more := false
		for _, one := range all {
			if to, moves := next[one.ID]; moves && to != one.Tag && !refused[one.ID] && counts[key(one)] > 1 {
				refused[one.ID], more = true, true
			}
		}
		if !more {
			return refused
		}
	}
}

// next finds the tags that a renumbering gives, without what follows from them.
func (t *tags) next(r Renumbering) (map[uuid.UUID]string, error) {
	next := map[uuid.UUID]string{}
	all := slices.Concat(t.systems, t.components)
	switch r.Act {
	case "set":
		one, tag := t.byID[r.ID], strings.TrimSpace(r.Tag)
		if one == nil {
			return nil, problem.At("id", "is not in this project")
		}
		if tag == "" || utf8.RuneCountInString(tag) > 200 {
			return nil, problem.At("tag", "is needed")
		}
		next[one.ID] = tag
	case "fit":
		for _, one := range all {
			if wanted := t.wanted(one); wanted != "" && t.fault(one) != "" {
				next[one.ID] = wanted
			}
		}
	case "close":
		return next, t.close(r.Series, next)
	case "letters":
		return next, t.letters(r, next)
	}
	return next, nil
}

// close has the numbers of a series follow each other from one.
func (t *tags) close(series string, next map[uuid.UUID]string) error {
	var some []*tagged
	for _, one := range slices.Concat(t.systems, t.components) {
		if one.fits && t.series(one) == series {
			some = append(some, one)
		}
	}
	if len(some) == 0 {
		return problem.At("series", "is not a series of tags here")
	}
	slices.SortFunc(some, func(a, b *tagged) int { return a.number() - b.number() })
	for i, one := range some {
		p := one.says
		if one.component {
			p.compNo = i + 1
		} else {
			p.no = i + 1
		}
		next[one.ID] = t.grammar.write(p, one.component)
	}
	return nil
}

// letters puts other letters for a kind of system or component.
func (t *tags) letters(r Renumbering, next map[uuid.UUID]string) error {
	from, to := strings.ToUpper(strings.TrimSpace(r.From)), strings.ToUpper(strings.TrimSpace(r.To))
	if r.Thing != "system" && r.Thing != "component" {
		return problem.At("thing", "is not one of %s", "system, component")
	}
	some := t.systems
	if r.Thing == "component" {
		some = t.components
	}
	for _, one := range some {
		p := one.says
		switch {
		case !one.fits:
			continue
		case one.component && p.comp == from:
			p.comp = to
		case !one.component && p.sys == from:
			p.sys = to
		default:
			continue
		}
		tag := t.grammar.write(p, one.component)
		if says, fits := t.grammar.read(tag, one.component); !fits || says != p {
			return problem.At("to", "is not letters that a tag can begin with, such as VE")
		}
		next[one.ID] = tag
	}
	if len(next) == 0 {
		return problem.At("from", "is not in any tag")
	}
	return nil
}

// follow has components whose tag begins with their system's go with it.
func (t *tags) follow(next map[uuid.UUID]string) {
	for _, one := range t.components {
		s := t.system(one)
		if s == nil || next[one.ID] != "" {
			continue
		}
		if to := next[s.ID]; to != "" && to != s.Tag && strings.HasPrefix(one.Tag, s.Tag) && len(one.Tag) > len(s.Tag) {
			next[one.ID] = to + one.Tag[len(s.Tag):]
		}
	}
}

func init() {
	problem.Teach(map[string]string{
		"Another thing has the tag %s, or would get it": "En anden ting har mærket %s eller ville få det",
		"is not a series of tags here":                  "er ikke en række af mærker her",
		"is not in any tag":                             "står ikke i noget mærke",
	})
}
