package registers

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"cxweb/platform/db"

	"github.com/google/uuid"
)

// reported is how many findings of a kind are listed; the number of all is told.
const reported = 500

// TagFault is a tag that is not as the project writes them.
type TagFault struct {
	Thing  string    `json:"thing" validate:"oneof=system component"`
	ID     uuid.UUID `json:"id"`
	Tag    string    `json:"tag"`
	Name   string    `json:"name"`
	Fault  string    `json:"fault" validate:"oneof=form location system"`
	Wanted string    `json:"wanted"` // what it would be; empty where that cannot be told
}

// TagGap is a series in which numbers are left out.
type TagGap struct {
	Thing   string `json:"thing" validate:"oneof=system component"`
	Series  string `json:"series"` // such as +C=VE
	Count   int    `json:"count"`  // of those that are there
	Missing []int  `json:"missing"`
}

// TagTwin is a set of tags that sound the same.
type TagTwin struct {
	Tags []TagFound `json:"tags"`
}

// TagFound is a thing by its tag.
type TagFound struct {
	Thing string    `json:"thing" validate:"oneof=system component"`
	ID    uuid.UUID `json:"id"`
	Tag   string    `json:"tag"`
	Name  string    `json:"name"`
	Old   bool      `json:"old"` // it had the tag before
}

// TagReport is how the tags of a project stand.
type TagReport struct {
	Systems    int        `json:"systems"`
	Components int        `json:"components"`
	Faults     []TagFault `json:"faults"`
	FaultCount int        `json:"fault_count"`
	Gaps       []TagGap   `json:"gaps"`
	GapCount   int        `json:"gap_count"`
	Twins      []TagTwin  `json:"twins"`
	TwinCount  int        `json:"twin_count"`
}

func (m *Module) reportTags(ctx context.Context, _ ofProject) (*TagReport, error) {
	t, err := allTags(ctx)
	if err != nil {
		return nil, err
	}
	r := &TagReport{Systems: len(t.systems), Components: len(t.components), Faults: []TagFault{}, Gaps: []TagGap{}, Twins: []TagTwin{}}
	for _, some := range [][]*tagged{t.systems, t.components} {
		for _, one := range some {
			if f := t.fault(one); f != "" {
				r.FaultCount++
				if len(r.Faults) < reported {
					r.Faults = append(r.Faults, TagFault{Thing: one.thing(), ID: one.ID, Tag: one.Tag, Name: one.Name, Fault: f, Wanted: t.wanted(one)})
				}
			}
		}
		t.gaps(some, r)
	}
	return r, t.twins(ctx, r)
}

func (one *tagged) thing() string {
	if one.component {
		return "component"
	}
	return "system"
}

// gaps finds the numbers that each series leaves out.
func (t *tags) gaps(some []*tagged, r *TagReport) {
	numbers := map[string][]int{}
	for _, one := range some {
		if one.fits {
			numbers[t.series(one)] = append(numbers[t.series(one)], one.number())
		}
	}
	for _, series := range slices.Sorted(maps.Keys(numbers)) {
		all := numbers[series]
		slices.Sort(all)
		missing := []int{}
		for i, last := 0, 0; i < len(all); i++ {
			for n := last + 1; n < all[i] && len(missing) < 100; n++ {
				missing = append(missing, n)
			}
			last = all[i]
		}
		if len(missing) == 0 {
			continue
		}
		r.GapCount++
		if len(r.Gaps) < reported {
			r.Gaps = append(r.Gaps, TagGap{Thing: some[0].thing(), Series: series, Count: len(all), Missing: missing})
		}
	}
}

// twins finds tags that sound the same, those that things had before among them.
func (t *tags) twins(ctx context.Context, r *TagReport) error {
	same := map[string][]TagFound{}
	for _, some := range [][]*tagged{t.systems, t.components} {
		for _, one := range some {
			same[plainTag(one.Tag)] = append(same[plainTag(one.Tag)], TagFound{Thing: one.thing(), ID: one.ID, Tag: one.Tag, Name: one.Name})
		}
	}
	var old []struct {
		ID  uuid.UUID
		Tag string
	}
	if err := db.On(ctx).NewRaw("select coalesce(system, component) as id, tag from registers.tag_aliases").Scan(ctx, &old); err != nil {
		return err
	}
	for _, o := range old {
		one := t.byID[o.ID]
		now := same[plainTag(o.Tag)]
		if one == nil || !slices.ContainsFunc(now, func(f TagFound) bool { return f.ID != o.ID && !f.Old }) {
			continue // an old tag matters only where another thing has it now
		}
		same[plainTag(o.Tag)] = append(now, TagFound{Thing: one.thing(), ID: one.ID, Tag: o.Tag, Name: one.Name, Old: true})
	}
	for _, plain := range slices.Sorted(maps.Keys(same)) {
		found := same[plain]
		if len(found) < 2 {
			continue
		}
		slices.SortFunc(found, func(a, b TagFound) int {
			return cmp.Or(cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.ID.String(), b.ID.String()))
		})
		r.TwinCount++
		if len(r.Twins) < reported {
			r.Twins = append(r.Twins, TagTwin{Tags: found})
		}
	}
	return nil
}

// ProposeTag asks for the next free tag: of a system by its letters and where
// it stands, of a component by its letters and its system.
type ProposeTag struct {
	Project  uuid.UUID `params:"project" json:"-"`
	Letters  string    `query:"letters" json:"-" validate:"required,max=8"`
	Location uuid.UUID `query:"location" json:"-"`
	System   uuid.UUID `query:"system" json:"-"`
}

// TagProposal is a tag that nothing has, or had before.
type TagProposal struct {
	Tag string `json:"tag"`
}
