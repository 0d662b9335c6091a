package audit

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"time"

	"cxweb/modules/audit/seal"
	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// ReadProof asks how a project's history is sealed.
type ReadProof struct {
	Project uuid.UUID `params:"project" json:"-"`
}

// Proof is how a project's history is sealed, and what the last check found.
type Proof struct {
	Seals    int    `json:"seals"`
	Versions int64  `json:"versions"` // that are sealed
	Entries  int64  `json:"entries"`
	Waiting  int64  `json:"waiting"` // versions that are not sealed yet
	Last     *Link  `json:"last,omitempty"`
	Key      Key    `json:"key"`
	Check    *Check `json:"check,omitempty"`
}

// Link is one seal of a project's chain, in hexadecimal digits.
type Link struct {
	N        int       `json:"n"`
	MadeAt   time.Time `json:"made_at"`
	Versions int       `json:"versions"`
	Entries  int       `json:"entries"`
	Hash     string    `json:"hash"`
	Key      string    `json:"key"` // its fingerprint
}

// Key is the public key by which this installation signs.
type Key struct {
	Public      string `json:"public"` // Ed25519, in hexadecimal digits
	Fingerprint string `json:"fingerprint"`
}

// Check is one look through a project's history.
type Check struct {
	bun.BaseModel `bun:"table:audit.checks,alias:c" json:"-"`
	ID            uuid.UUID    `bun:",pk" json:"id"`
	At            time.Time    `json:"at"`
	Person        *uuid.UUID   `json:"person,omitempty"` // none: the check of every night
	Seals         int          `json:"seals"`
	Versions      int64        `json:"versions"`
	Entries       int64        `json:"entries"`
	Waiting       int64        `json:"waiting"`
	Faults        int          `json:"faults"`
	Found         []seal.Fault `bun:"type:jsonb" json:"-"`
	Says          []Said       `bun:"-" json:"found"` // the first of the faults
}

// Said is a fault in the reader's language, and the row it is about.
type Said struct {
	Says  string `json:"says"`
	Table string `json:"table,omitempty"`
	Row   string `json:"row,omitempty"`
}

func (m *Module) readProof(ctx context.Context, q ReadProof) (*Proof, error) {
	if err := wholeView(ctx); err != nil {
		return nil, err
	}
	p := &Proof{Key: m.publicKey()}
	err := db.On(ctx).NewRaw(`select count(*), coalesce(sum(cardinality(versions)), 0), coalesce(sum(cardinality(entries)), 0),
		(select count(*) from audit.versions v where v.project = ?0 and v.seq > coalesce((select max(versions[cardinality(versions)]) from audit.seals where project = ?0), 0)) from audit.seals where project = ?0`, q.Project).
		Scan(ctx, &p.Seals, &p.Versions, &p.Entries, &p.Waiting)
	if err != nil {
		return nil, err
	}
	some, err := links(ctx, q.Project, 1<<30, 1)
	if err != nil {
		return nil, err
	}
	if len(some) > 0 {
		p.Last = some[0]
	}
	var checks []*Check
	if err := db.On(ctx).NewSelect().Model(&checks).Where("c.project = ?", q.Project).Order("at desc", "id desc").Limit(1).Scan(ctx); err != nil {
		return nil, err
	}
	if len(checks) > 0 {
		p.Check = checks[0].said(scope.From(ctx).Language)
	}
	return p, nil
}

func (c *Check) said(language string) *Check {
	c.Says = []Said{}
	for _, f := range c.Found {
		c.Says = append(c.Says, Said{f.In(language, problem.Say), f.Table, f.Row})
	}
	return c
}

// ListSeals asks for the seals of a project, newest first.
type ListSeals struct {
	Project uuid.UUID `params:"project" json:"-"`
	After   int       `query:"after" json:"-" validate:"min=0"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
}

// Links are a page of a project's chain.
type Links struct {
	Items []*Link `json:"items"`
	Next  *int    `json:"next,omitempty"` // ask for what is after it
}

func (m *Module) listSeals(ctx context.Context, q ListSeals) (*Links, error) {
	if err := wholeView(ctx); err != nil {
		return nil, err
	}
	if q.Limit == 0 {
		q.Limit = 50
	}
	if q.After == 0 {
		q.After = 1 << 30
	}
	all, err := links(ctx, q.Project, q.After, q.Limit+1)
	if err != nil {
		return nil, err
	}
	page := &Links{Items: all}
	if len(all) > q.Limit {
		page.Items, page.Next = all[:q.Limit], &all[q.Limit-1].N
	}
	return page, nil
}

func links(ctx context.Context, project uuid.UUID, before, limit int) ([]*Link, error) {
	var rows []struct {
		Link
		Hash, Key []byte
	}
	all := []*Link{}
	err := db.On(ctx).NewRaw(`select n, made_at, cardinality(versions) versions, cardinality(entries) entries, hash, key from audit.seals
		where project = ? and n < ? order by n desc limit ?`, project, before, limit).Scan(ctx, &rows)
	for _, r := range rows {
		l := r.Link
		l.Hash, l.Key = hex.EncodeToString(r.Hash), seal.Fingerprint(r.Key)
		all = append(all, &l)
	}
	return all, err
}

// Sign signs a text with the key that seals the history.
func (m *Module) Sign(text []byte) (key, signature []byte) {
	return m.keys.Sign.Public().(ed25519.PublicKey), ed25519.Sign(m.keys.Sign, text)
}

// readKey is open to everyone: who holds a package needs the key to check it.
func (m *Module) readKey(context.Context, struct{}) (*Key, error) {
	k := m.publicKey()
	return &k, nil
}

func (m *Module) publicKey() Key {
	public := m.keys.Sign.Public().(ed25519.PublicKey)
	return Key{hex.EncodeToString(public), seal.Fingerprint(public)}
}
