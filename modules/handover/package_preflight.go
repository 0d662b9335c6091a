package handover

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cxweb/platform/db"
	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Preflight is what a project lacks before a handover.
type Preflight struct {
	Items    []Finding `json:"items"`
	Blocks   int       `json:"blocks"` // findings that stand in the way of a handover
	Warns    int       `json:"warns"`
	Checked  int64     `json:"checked"`  // rows, contacts and files that were looked at
	Complete int64     `json:"complete"` // of them, those that nothing was found about
}

// Finding is one thing that is lacking, and where.
type Finding struct {
	Code   string     `json:"code"`
	Level  string     `json:"level" validate:"oneof=blocks warns"`
	Says   string     `json:"says"` // in the reader's language
	Count  int64      `json:"count"`
	Part   string     `json:"part,omitempty"`
	Checks int64      `json:"checks"` // rows that were looked at
	Rows   []FoundRow `json:"rows"`   // the first of them
}

// FoundRow is a row that lacks something.
type FoundRow struct {
	ID    uuid.UUID `json:"id"`
	Label string    `json:"label"`
}

const (
	foundRows  = 20
	foundFiles = 1000 // files that are looked for in the store
)

func (m *Module) preflight(ctx context.Context, _ ofProject) (*Preflight, error) {
	all := &Preflight{Items: []Finding{}}
	for _, p := range m.parts {
		for _, l := range p.Lacks {
			f, err := m.lacking(ctx, p, l)
			if err != nil {
				return nil, err
			}
			all.add(f)
		}
	}
	for _, look := range []func(context.Context) (*Finding, error){m.lostFiles, m.personalAddresses} {
		f, err := look(ctx)
		if err != nil {
			return nil, err
		}
		all.add(f)
	}
	return all, nil
}

func (p *Preflight) add(f *Finding) {
	p.Checked += f.Checks
	p.Complete += f.Checks - f.Count
	if f.Count == 0 {
		return
	}
	if f.Level == "blocks" {
		p.Blocks++
	} else {
		p.Warns++
	}
	p.Items = append(p.Items, *f)
}

func finding(ctx context.Context, code, says string, count, checks int64, blocks bool) *Finding {
	f := &Finding{Code: code, Level: "warns", Says: problem.Say(scope.From(ctx).Language, says, count), Count: count, Checks: checks, Rows: []FoundRow{}}
	if blocks {
		f.Level = "blocks"
	}
	return f
}

// lacking counts the rows of a part that lack something, and names the first.
func (m *Module) lacking(ctx context.Context, p kernel.Part, l kernel.Lack) (*Finding, error) {
	var count, checks int64
	if err := db.On(ctx).NewRaw("select count(*) filter (where "+l.Where+"), count(*) from ? where project = ?", bun.Safe(p.Table), scope.From(ctx).Project).Scan(ctx, &count, &checks); err != nil {
		return nil, fmt.Errorf("%s: %w", l.Name, err)
	}
	f := finding(ctx, l.Name, l.Says, count, checks, l.Blocks)
	f.Part = p.Name
	if count == 0 {
		return f, nil
	}
	label := m.labels[p.Table]
	if label == "" {
		label = "''"
	}
	err := db.On(ctx).NewRaw("select id, coalesce(("+label+"), '') as label from (select t.*, to_jsonb(t) as r from ? t where project = ?) t where "+l.Where+" order by "+p.Order+" limit ?",
		bun.Safe(p.Table), scope.From(ctx).Project, foundRows).Scan(ctx, &f.Rows)
	return f, err
}

// keptFiles is the SQL of the files that the project's rows hold, and of which
// row; n follows the order of the rows.
func (m *Module) keptFiles() string {
	all := []string{"select '' as part, '' as col, null::uuid as row, null::uuid as file, 0::bigint as n where false"}
	for _, p := range m.parts {
		for _, column := range p.Keeps {
			all = append(all, fmt.Sprintf("select '%s', '%s', id, %[2]s, row_number() over (order by %s) from %s where project = platform.project() and %[2]s is not null", p.Name, column, p.Order, p.Table))
		}
	}
	return strings.Join(all, " union all ")
}

// lostFiles looks whether the newest files are in the store.
func (m *Module) lostFiles(ctx context.Context) (*Finding, error) {
	var kept []kernel.StoredFile
	err := db.On(ctx).NewRaw("select id, sha256, name from platform.files where id in (select file from ("+m.keptFiles()+") k) order by id desc limit ?", foundFiles).Scan(ctx, &kept)
	if err != nil {
		return nil, err
	}
	var lost []FoundRow
	for _, f := range kept {
		r, _, err := m.files.Get(ctx, f.SHA256)
		if err == nil {
			err = r.Close()
		}
		if errors.Is(err, files.ErrMissing) {
			lost = append(lost, FoundRow{ID: f.ID, Label: f.Name})
		} else if err != nil {
			return nil, err
		}
	}
	f := finding(ctx, "file_lost", "Photos and signatures that cannot be found in the file store: %d", int64(len(lost)), int64(len(kept)), true)
	f.Rows = append(f.Rows, lost[:min(len(lost), foundRows)]...)
	return f, nil
}

// roleBoxes are words by which an address is known as one of a role.
var roleBoxes = []string{"info", "kontakt", "contact", "drift", "service", "mail", "post", "projekt", "project", "office", "kontor", "support", "cx", "commissioning", "dv", "ejendom", "facility", "fm", "kundeservice"}

// personalAddresses counts the contacts that the package would name by a
// person's own address: COBie asks for an address of every contact.
func (m *Module) personalAddresses(ctx context.Context) (*Finding, error) {
	emails, err := m.people.Emails(ctx)
	if err != nil {
		return nil, err
	}
	names, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	var personal []FoundRow
	for id, email := range emails {
		box, _, _ := strings.Cut(email, "@")
		if email != "" && !slices.Contains(roleBoxes, strings.ToLower(box)) {
			personal = append(personal, FoundRow{ID: id, Label: names[id][0]})
		}
	}
	slices.SortFunc(personal, func(a, b FoundRow) int { return strings.Compare(a.Label+a.ID.String(), b.Label+b.ID.String()) })
	f := finding(ctx, "contact_personal", "Contacts with a personal e-mail address in the package: %d. An address of a role or company can stand there instead.", int64(len(personal)), int64(len(emails)), false)
	f.Rows = append(f.Rows, personal[:min(len(personal), foundRows)]...)
	return f, nil
}

func init() {
	problem.Teach(map[string]string{
		"Photos and signatures that cannot be found in the file store: %d":                                                     "Fotos og underskrifter, der ikke kan findes i fillageret: %d",
		"Contacts with a personal e-mail address in the package: %d. An address of a role or company can stand there instead.": "Kontakter med en personlig e-mailadresse i pakken: %d. Der kan i stedet stå en adresse for en rolle eller et firma.",
	})
}
