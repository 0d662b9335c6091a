package seal

import (
	"crypto/sha256"
	"encoding/json"
	"time"
)

// Hash is a SHA-256 hash.
type Hash [sha256.Size]byte

// Version is a version of a row, as far as it is sealed. Images stand whole or,
// where they do not leave the product, as their hash alone.
type Version struct {
	Seq     int64           `json:"seq"`
	At      time.Time       `json:"at"`
	Entry   *string         `json:"entry"`
	Person  *string         `json:"person"`
	Action  *string         `json:"action"`
	Origin  *string         `json:"origin"`
	Table   string          `json:"table"`
	Row     string          `json:"row"`
	Version int             `json:"version"`
	Op      string          `json:"op"` // I made, U changed, D deleted
	New     json.RawMessage `json:"new"`
	Old     json.RawMessage `json:"old"`
	NewHash *string         `json:"new_sha256"`
	OldHash *string         `json:"old_sha256"`
}

// Leaf is the version's hash in the history of a project.
func (v *Version) Leaf(project string) (Hash, error) {
	after, err := imageOr(v.New, v.NewHash)
	if err != nil {
		return Hash{}, err
	}
	before, err := imageOr(v.Old, v.OldHash)
	if err != nil {
		return Hash{}, err
	}
	return leaf("version", orNull(project), v.Seq, v.At.UnixMicro(), text(v.Entry), text(v.Person), text(v.Action), text(v.Origin),
		v.Table, v.Row, v.Version, v.Op, after, before), nil
}

// Entry is what one action did, as far as it is sealed: what it says about its
// fields stands as a hash where it does not leave the product.
type Entry struct {
	Seq       int64           `json:"seq"`
	At        time.Time       `json:"at"`
	ID        string          `json:"id"`
	Person    *string         `json:"person"`
	Action    string          `json:"action"`
	Origin    string          `json:"origin"`
	Captured  *time.Time      `json:"captured_at"`
	Offset    *int            `json:"clock_offset_ms"`
	Subject   *string         `json:"subject"`
	About     json.RawMessage `json:"about"`
	Tables    json.RawMessage `json:"tables"`
	AboutHash *string         `json:"about_sha256"`
}

// Leaf is the entry's hash in the history of a project.
func (e *Entry) Leaf(project string) (Hash, error) {
	about, err := imageOr(e.About, e.AboutHash)
	if err != nil {
		return Hash{}, err
	}
	tables, err := image(e.Tables)
	if err != nil {
		return Hash{}, err
	}
	var captured, offset any
	if e.Captured != nil {
		captured = e.Captured.UnixMicro()
	}
	if e.Offset != nil {
		offset = *e.Offset
	}
	return leaf("entry", orNull(project), e.Seq, e.At.UnixMicro(), e.ID, text(e.Person), e.Action, e.Origin, captured, offset, text(e.Subject), about, tables), nil
}

// Nobody is the project of what was done outside every project.
const Nobody = "00000000-0000-0000-0000-000000000000"

func orNull(project string) any {
	if project == Nobody {
		return nil
	}
	return project
}

func leaf(fields ...any) Hash { return sha256.Sum256([]byte(Text(fields))) }

func imageOr(raw json.RawMessage, hash *string) (any, error) {
	if hash != nil {
		return *hash, nil
	}
	return image(raw)
}

func text(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}
