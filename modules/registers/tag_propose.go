package registers

import (
	"context"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

func (m *Module) proposeTag(ctx context.Context, q ProposeTag) (*TagProposal, error) {
	t, err := allTags(ctx)
	if err != nil {
		return nil, err
	}
	p, component, err := t.begun(ctx, q)
	if err != nil {
		return nil, err
	}
	if p.no = max(p.no, 1); component {
		p.compNo = 1
	}
	if says, fits := t.grammar.read(t.grammar.write(p, component), component); !fits || says != p {
		return nil, problem.At("letters", "is not letters that a tag can begin with, such as VE")
	}
	some := t.systems
	if component {
		some = t.components
	}
	last := 0
	wanted := t.series(&tagged{component: component, says: p})
	for _, one := range some {
		if one.fits && t.series(one) == wanted {
			last = max(last, one.number())
		}
	}
	// A number that a thing had before stands on labels: it is not given again.
	var old []string
	if err := db.On(ctx).NewRaw("select tag from registers.tag_aliases where tag ilike ?", "%"+escapeLike(wanted)+"%").Scan(ctx, &old); err != nil {
		return nil, err
	}
	for _, tag := range old {
		if says, fits := t.grammar.read(tag, component); fits && t.series(&tagged{component: component, says: says}) == wanted {
			last = max(last, (&tagged{component: component, says: says}).number())
		}
	}
	if component {
		p.compNo = last + 1
	} else {
		p.no = last + 1
	}
	return &TagProposal{Tag: t.grammar.write(p, component)}, nil
}

// begun is what is known of a tag that is proposed before its number.
func (t *tags) begun(ctx context.Context, q ProposeTag) (p parsed, component bool, err error) {
	letters := strings.ToUpper(strings.TrimSpace(q.Letters))
	if q.System != uuid.Nil {
		s := t.byID[q.System]
		if s == nil || s.component {
			return p, true, problem.At("system", "is not in this project")
		}
		p = s.says
		if !s.fits {
			var ok bool
			if p, ok = guessTag(s.Tag, false); !ok {
				return p, true, problem.At("system", "has a tag that is not written by the project's rule")
			}
			p.loc = s.Place
		}
		p.comp = letters
		return p, true, nil
	}
	p.sys = letters
	if !t.grammar.hasLocation() {
		return p, false, nil
	}
	if q.Location == uuid.Nil {
		return p, false, problem.At("location", "is needed: tags here say where a thing stands")
	}
	if err := db.On(ctx).NewRaw(buildings+"select code from standing where id = ?", q.Location).Scan(ctx, &p.loc); err != nil {
		return p, false, problem.At("location", "is not in this project").Because(err)
	}
	return p, false, nil
}

func init() {
	problem.Teach(map[string]string{
		"is not letters that a tag can begin with, such as VE": "er ikke bogstaver, som et mærke kan begynde med, fx VE",
		"has a tag that is not written by the project's rule":  "har et mærke, der ikke er skrevet efter projektets regel",
		"is needed: tags here say where a thing stands":        "skal udfyldes: mærker fortæller her, hvor en ting står",
	})
}
