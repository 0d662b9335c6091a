package registers

import (
	"context"
	"slices"
	"strings"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// tagged is a system or component with what its tag ought to say.
type tagged struct {
	ID        uuid.UUID
	Tag       string
	Name      string
	System    *uuid.UUID // of a component
	Place     string     // the code of the building it stands in
	component bool
	says      parsed
	fits      bool // is written by the grammar
}

// tags are all systems and components of a project that the person sees.
type tags struct {
	grammar    *grammar
	systems    []*tagged
	components []*tagged
	byID       map[uuid.UUID]*tagged
	held       map[string]*tagged // by the tag in small letters
}

// buildings finds the code of the building that each location stands in; a
// location outside of any building goes by the top of its tree.
const buildings = `with recursive up as (select id, id as at, parent, kind, code from registers.locations
	union all select up.id, p.id, p.parent, p.kind, p.code from up join registers.locations p on p.id = up.parent where up.kind <> 'building'),
	standing as (select distinct on (id) id, code from up where kind = 'building' or parent is null order by id, kind = 'building' desc) `

// allTags reads every tag there is and takes it apart.
func allTags(ctx context.Context) (*tags, error) {
	g, err := findGrammar(ctx)
	if err != nil {
		return nil, err
	}
	t := &tags{grammar: g, byID: map[uuid.UUID]*tagged{}, held: map[string]*tagged{}}
	if err := db.On(ctx).NewRaw(buildings+"select s.id, s.tag, coalesce(nullif(s.name_da, ''), s.name_en) as name, coalesce(b.code, '') as place from registers.systems s left join standing b on b.id = s.location").Scan(ctx, &t.systems); err != nil {
		return nil, err
	}
	if err := db.On(ctx).NewRaw("select id, tag, name, system from registers.components").Scan(ctx, &t.components); err != nil {
		return nil, err
	}
	for i, some := range [][]*tagged{t.systems, t.components} {
		for _, one := range some {
			one.component = i == 1
			one.says, one.fits = g.read(one.Tag, one.component)
			t.byID[one.ID], t.held[strings.ToLower(one.Tag)] = one, one
		}
		slices.SortFunc(some, func(a, b *tagged) int { return strings.Compare(a.Tag, b.Tag) })
	}
	return t, nil
}

// system is the system that a component belongs to.
func (t *tags) system(one *tagged) *tagged {
	if one.System == nil {
		return nil
	}
	return t.byID[*one.System]
}

// fault says what is wrong with a tag: form, where it is not written by the
// grammar; location, where it names another building than the one it stands
// in; system, where it names another system than its own. Empty: nothing.
func (t *tags) fault(one *tagged) string {
	if !one.fits {
		return "form"
	}
	if !one.component {
		if t.grammar.hasLocation() && one.Place != "" && one.says.loc != one.Place {
			return "location"
		}
		return ""
	}
	s := t.system(one)
	if s != nil && s.fits && (one.says.sys != s.says.sys || one.says.no != s.says.no || one.says.loc != s.says.loc) {
		return "system"
	}
	return ""
}

// wanted is what a tag would be if nothing were wrong with it; empty where that
// cannot be told.
func (t *tags) wanted(one *tagged) string {
	p := one.says
	if !one.fits {
		var ok bool
		if p, ok = guessTag(one.Tag, one.component); !ok {
			return ""
		}
	}
	place := one.Place
	if one.component {
		s := t.system(one)
		if s == nil {
			return ""
		}
		of := s.says
		if !s.fits {
			if of, _ = guessTag(s.Tag, false); of.sys == "" {
				return ""
			}
		}
		p.sys, p.no, p.loc, place = of.sys, of.no, of.loc, s.Place
	}
	if place != "" {
		p.loc = place
	}
	if t.grammar.hasLocation() && p.loc == "" || p.no == 0 || p.sys == "" {
		return ""
	}
	tag := t.grammar.write(p, one.component)
	if _, fits := t.grammar.read(tag, one.component); !fits {
		return ""
	}
	return tag
}

// series is what a tag counts within: systems of one kind, in the whole project
// or at one place; components of one kind in one system.
func (t *tags) series(one *tagged) string {
	if !one.component && !t.grammar.anew {
		return one.says.sys
	}
	if !one.component {
		p := one.says
		p.no = 0
		tag := t.grammar.write(p, false)
		return strings.TrimRight(tag, "0")
	}
	p := one.says
	p.compNo = 0
	return strings.TrimRight(t.grammar.write(p, true), "0")
}

// number is a tag's place in its series.
func (one *tagged) number() int {
	if one.component {
		return one.says.compNo
	}
	return one.says.no
}
