package integration

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
	"cxweb/platform/sheet"
	"cxweb/platform/table"

	"github.com/google/uuid"
)

// The sheet of a matrix has a line for each cause and, after what the cause is,
// a column for each effect. A cell says what follows, such as Stop (10 s).

// system is a system as the registers give it.
type system struct {
	ID                   uuid.UUID
	Tag                  string
	NameDA               string `bun:"name_da"`
	NameEN               string `bun:"name_en"`
	Type, Classification string
	Discipline, Company  *uuid.UUID
}

// mostSystems is how many systems of a project a sheet is held against.
const mostSystems = 20_000

func (m *Module) exportMatrix(ctx context.Context, q ofMatrix) (*kernel.File, error) {
	s := scope.From(ctx)
	if err := kernel.MayExport(s, "tests"); err != nil {
		return nil, err
	}
	a, err := m.findMatrix(ctx, q.Matrix)
	if err != nil {
		return nil, err
	}
	tags, err := m.tags(ctx, a)
	if err != nil {
		return nil, err
	}
	columns := []sheet.Column{{Title: problem.Say(s.Language, "Code")}, {Title: problem.Say(s.Language, "Cause"), Width: 48}, {Title: problem.Say(s.Language, "System")}}
	for _, e := range a.Effects {
		columns = append(columns, sheet.Column{Title: strings.TrimSpace(e.Code + ": " + e.inWords(s.Language)), Width: 18})
	}
	cells := map[[2]uuid.UUID]string{}
	for _, l := range a.Links {
		cells[[2]uuid.UUID{l.Cause, l.Effect}] = l.inWords(s.Language)
	}
	rows := make([][]any, len(a.Causes))
	for i, c := range a.Causes {
		rows[i] = []any{c.Code, c.inWords(s.Language), tagOf(tags, c.System)}
		for _, e := range a.Effects {
			rows[i] = append(rows[i], cells[[2]uuid.UUID{c.ID, e.ID}])
		}
	}
	return kernel.ListFile("matrix-"+a.Code, "xlsx", s.Language, a.Code, columns, rows)
}

// inWords is what a cause or effect is called in a language, or else in the other.
func (e *End) inWords(language string) string { return inEither(language, e.TitleDA, e.TitleEN) }

func inEither(language, da, en string) string {
	if language == "en" && en != "" || da == "" {
		return en
	}
	return da
}

// inWords is what follows, with the seconds in which it must.
func (l *Link) inWords(language string) string {
	if l.DelayS == nil {
		return l.Action
	}
	text := strconv.FormatFloat(*l.DelayS, 'f', -1, 64)
	if language != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return l.Action + " (" + text + " s)"
}

func (m *Module) tags(ctx context.Context, a *Matrix) (map[uuid.UUID]string, error) {
	var ids []uuid.UUID
	for _, e := range append(append([]*End{}, a.Causes...), a.Effects...) {
		if e.System != nil {
			ids = append(ids, *e.System)
		}
	}
	return m.registers.Labels(ctx, "system", ids)
}

func tagOf(tags map[uuid.UUID]string, id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return tags[*id]
}

// ProposeMatrix asks what a stored file would make of a matrix.
type ProposeMatrix struct {
	Project uuid.UUID `params:"project" json:"-"`
	File    uuid.UUID `json:"file" validate:"required"`
}

// Proposal is what a file holds, to be looked at before it is written.
type Proposal struct {
	Content
	Wrong []Misread `json:"wrong"` // what could not be read, with its place
}

// Misread is a cell that could not be read.
type Misread struct {
	Row    int    `json:"row"`
	Column string `json:"column"`
	Detail string `json:"detail"`
}

// largestSheet is how large a file with a matrix may be.
const largestSheet = 4 << 20

func (m *Module) proposeMatrix(ctx context.Context, cmd ProposeMatrix) (*Proposal, error) {
	f, err := kernel.FindFile(ctx, cmd.File)
	if err != nil {
		return nil, problem.At("file", "is not a file of this project").Because(err)
	}
	if f.Size > largestSheet {
		return nil, problem.At("file", "is larger than %d MB", largestSheet>>20)
	}
	path, done, err := m.files.Local(ctx, f.SHA256)
	if err != nil {
		return nil, err
	}
	var systems []system
	if err := m.registers.SystemsInto(ctx, nil, "", mostSystems, &systems); err != nil {
		return nil, errors.Join(err, done())
	}
	r := newReading(scope.From(ctx).Language, systems)
	sheets := 0
	err = sheet.Read(ctx, path, func(table.Sheet) error {
		if sheets++; sheets > 1 {
			return errFirstOnly
		}
		return nil
	}, r.row)
	if errors.Is(err, errFirstOnly) {
		err = nil
	}
	var wrong *table.Problem
	if errors.As(err, &wrong) {
		err = problem.At("file", "cannot be read as a table").Because(err)
	}
	if err := errors.Join(err, done()); err != nil {
		return nil, err
	}
	return r.proposal()
}

var errFirstOnly = errors.New("the matrix stands on the first sheet")

var delay = regexp.MustCompile(`(?i)\s*[(/,;]?\s*(\d+(?:[.,]\d+)?)\s*(?:s|sek\.?|sec\.?|sekunder|seconds)\)?\s*$`)

// linkOf reads what a cell says follows: nothing for an empty one or a dash.
func linkOf(text string) *Link {
	l := &Link{Action: strings.TrimSpace(text)}
	switch strings.ToLower(l.Action) {
	case "", "-", "–", "0", "nej", "no", "n/a":
		return nil
	}
	if at := delay.FindStringSubmatchIndex(l.Action); at != nil {
		if s, err := strconv.ParseFloat(strings.Replace(l.Action[at[2]:at[3]], ",", ".", 1), 64); err == nil && s <= 86400 {
			l.DelayS, l.Action = &s, strings.TrimSpace(l.Action[:at[0]])
		}
	}
	if l.Action == "" {
		l.Action = "x"
	}
	return l
}

func init() {
	problem.Teach(map[string]string{
		"Code": "Kode", "Cause": "Årsag", "System": "Anlæg", "is not a file of this project": "er ikke en fil i dette projekt", "is larger than %d MB": "er større end %d MB",
		"cannot be read as a table": "kan ikke læses som en tabel",
	})
}
