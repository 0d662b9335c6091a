package seal

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"slices"
	"time"
)

// Source is a history to be checked: that of a database, or of a package.
type Source interface {
	Seals(ctx context.Context, each func(*Seal) error) error // in the order of their numbers
	Versions(ctx context.Context, each func(*Version) error) error
	Entries(ctx context.Context, each func(*Entry) error) error
}

// Expected is what is known of a history from elsewhere than itself.
type Expected struct {
	Project string
	Keys    [][]byte // that may have signed; none: any may
	Last    int      // seals that there were at least
	Hash    []byte   // of the last of them
}

// Report is what came of a check.
type Report struct {
	Seals             int
	Versions, Entries int64 // that stand as they were sealed
	Waiting           int64 // not sealed yet
	Head              Seal  // the last seal, without what it holds
	Keys              [][]byte
	Faults            int     // all
	Found             []Fault // the first of them
}

// A line may be written somewhat later than one that was sealed before it:
// transactions overlap, and clocks are set right.
const overlap = time.Hour

// kept is where one line is sealed.
type kept struct {
	seq  int64
	seal int32
	leaf int32
	seen bool
}

// checking is a check under way.
type checking struct {
	Report
	want              Expected
	seals             []Seal // without their numbers
	versions, entries []kept
}

// Check holds every line of a history against its seals, and the seals against
// each other and their signatures.
func Check(ctx context.Context, from Source, want Expected) (*Report, error) {
	c := &checking{want: want}
	if err := from.Seals(ctx, c.seal); err != nil {
		return nil, err
	}
	c.chain()
	for _, all := range [][]kept{c.versions, c.entries} {
		slices.SortFunc(all, func(a, b kept) int { return cmp.Compare(a.seq, b.seq) })
	}
	stretches := make([]stretch, len(c.seals))
	err := from.Versions(ctx, func(v *Version) error {
		hash, err := v.Leaf(want.Project)
		if err != nil {
			return err
		}
		if k := c.line(c.versions, v.Seq, hash, v.Table, v.Row, twiceVersion, changedVersion, v.Version, v.Table); k != nil {
			c.Versions++
			stretches[k.seal].take(v)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.order(stretches)
	err = from.Entries(ctx, func(e *Entry) error {
		hash, err := e.Leaf(want.Project)
		if err != nil {
			return err
		}
		if k := c.line(c.entries, e.Seq, hash, "", "", twiceEntry, changedEntry, e.Action, e.At.UTC().Format(time.DateTime)); k != nil {
			c.Entries++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.gone(c.versions, "a version is gone from the history: line %d, sealed %s in seal %d")
	c.gone(c.entries, "an entry is gone from the history: line %d, sealed %s in seal %d")
	return &c.Report, nil
}

// stretch is the time that the versions of a seal span.
type stretch struct {
	newest, oldest time.Time
	of             Version // the oldest
}

func (s *stretch) take(v *Version) {
	if v.At.After(s.newest) {
		s.newest = v.At
	}
	if s.oldest.IsZero() || v.At.Before(s.oldest) {
		s.oldest, s.of = v.At, Version{Table: v.Table, Row: v.Row, Version: v.Version}
	}
}

// order tells of versions that claim to be older than what was sealed before them.
func (c *checking) order(all []stretch) {
	var newest time.Time
	for _, s := range all {
		if !s.oldest.IsZero() && s.oldest.Before(newest.Add(-overlap)) {
			c.fault(s.of.Table, s.of.Row, "version %d of %s says %s, but came after later ones had been sealed", s.of.Version, s.of.Table, s.oldest.UTC().Format(time.DateTime))
		}
		if s.newest.After(newest) {
			newest = s.newest
		}
	}
}

// What is said of a line that is not as it was sealed.
const (
	twiceVersion   = "version %d of %s is there twice"
	twiceEntry     = "the entry of %s at %s is there twice"
	changedVersion = "version %d of %s was changed after it was sealed"
	changedEntry   = "the entry of %s at %s was changed after it was sealed"
)

func (c *checking) fault(table, row, format string, args ...any) {
	c.Add(Fault{format, args, table, row})
}

// seal takes over one seal.
func (c *checking) seal(s *Seal) error {
	if !s.whole() {
		c.fault("", "", "seal %d was changed after it was signed", s.N)
	}
	if len(s.Leaves) == sha256.Size*(len(s.Versions)+len(s.Entries)) {
		at := int32(len(c.seals)) //nolint:gosec // bounded by the table of seals
		for i, seq := range s.Versions {
			c.versions = append(c.versions, kept{seq: seq, seal: at, leaf: int32(i)})
		}
		for i, seq := range s.Entries {
			c.entries = append(c.entries, kept{seq: seq, seal: at, leaf: int32(len(s.Versions) + i)}) //nolint:gosec // bounded by one seal
		}
	}
	light := *s
	light.Versions, light.Entries = nil, nil
	c.seals = append(c.seals, light)
	c.Seals++
	if !slices.ContainsFunc(c.Keys, func(key []byte) bool { return bytes.Equal(key, s.Key) }) {
		c.Keys = append(c.Keys, s.Key)
		if len(c.want.Keys) > 0 && !slices.ContainsFunc(c.want.Keys, func(key []byte) bool { return bytes.Equal(key, s.Key) }) {
			c.fault("", "", "seal %d is signed with a key that is not known: %s", s.N, Fingerprint(s.Key))
		}
	}
	return nil
}

// chain holds the seals against each other.
func (c *checking) chain() {
	var prev Seal
	for _, s := range c.seals {
		switch {
		case s.Project != c.want.Project:
			c.fault("", "", "seal %d is of another project", s.N)
		case s.N != prev.N+1:
			c.fault("", "", "a seal is missing between %d and %d", prev.N, s.N)
		case !bytes.Equal(s.Prev, prev.Hash):
			c.fault("", "", "seal %d does not follow on the one before it", s.N)
		}
		if s.N == c.want.Last && !bytes.Equal(s.Hash, c.want.Hash) {
			c.fault("", "", "seal %d is another than the one that was noted outside the database", s.N)
		}
		prev = s
	}
	if prev.N < c.want.Last {
		c.fault("", "", "the newest seals are gone: there were %d, and there are %d", c.want.Last, prev.N)
	}
	c.Head = prev
	c.Head.Leaves = nil
}

// line holds one line against its seal; nil where it is not as it was sealed.
func (c *checking) line(all []kept, seq int64, hash Hash, table, row, twice, changed string, args ...any) *kept {
	i, found := slices.BinarySearchFunc(all, seq, func(k kept, seq int64) int { return cmp.Compare(k.seq, seq) })
	if !found {
		c.Waiting++
		return nil
	}
	k := &all[i]
	if k.seen {
		c.fault(table, row, twice, args...)
		return nil
	}
	k.seen = true
	s := &c.seals[k.seal]
	if !bytes.Equal(hash[:], s.Leaves[int(k.leaf)*sha256.Size:(int(k.leaf)+1)*sha256.Size]) {
		c.fault(table, row, changed, args...)
		return nil
	}
	return k
}

// gone tells of sealed lines that are not there.
func (c *checking) gone(all []kept, format string) {
	for _, k := range all {
		if !k.seen {
			s := c.seals[k.seal]
			c.fault("", "", format, k.seq, s.Made.UTC().Format(time.DateTime), s.N)
		}
	}
}
