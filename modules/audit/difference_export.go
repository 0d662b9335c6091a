package audit

import (
	"context"
	"fmt"
	"time"

	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"
	"cxweb/platform/sheet"

	"github.com/google/uuid"
)

// differencesUpTo is how many lines a file of differences holds: one for each
// field of each row.
const differencesUpTo = 100_000

// ExportDifferences asks for the differences between two moments as a file.
type ExportDifferences struct {
	Project uuid.UUID `params:"project" json:"-"`
	Table   string    `params:"table" json:"-" validate:"max=100"`
	From    time.Time `query:"from" json:"-" validate:"required"`
	To      time.Time `query:"to" json:"-"`
	Format  string    `query:"format" json:"-" validate:"required,oneof=csv xlsx"`
	Titles  string    `query:"titles" json:"-" validate:"max=20000"`
	Name    string    `query:"name" json:"-" validate:"max=120"` // what people call the table
}

func (m *Module) exportDifferences(ctx context.Context, q ExportDifferences) (*kernel.File, error) {
	if err := m.mayView(ctx, q.Table); err != nil {
		return nil, err
	}
	s := scope.From(ctx)
	if err := kernel.MayExport(s, "history"); err != nil {
		return nil, err
	}
	titles, err := readTitles(q.Titles)
	if err != nil {
		return nil, err
	}
	people, err := m.people.Names(ctx)
	if err != nil {
		return nil, err
	}
	var lines [][]any
	after := uuid.Nil
	for {
		page, err := m.listDifferences(ctx, ListDifferences{Project: q.Project, Table: q.Table, From: q.From, To: q.To, After: after, Limit: exportChanges})
		if err != nil {
			return nil, err
		}
		for _, d := range page.Items {
			who := ""
			if d.Person != nil {
				who = people[*d.Person][0]
			}
			for _, f := range d.lines() {
				lines = append(lines, []any{d.Label, problem.Say(s.Language, ops[d.Op]), titles.of(f.Field, page.Names), shown(f.Before, page.Names, people), shown(f.After, page.Names, people), d.At.Format(time.RFC3339), who, d.Row.String()})
			}
		}
		if len(lines) > differencesUpTo {
			return nil, problem.New(problem.Invalid, "There are more than %d differences. Choose moments that lie closer together.", differencesUpTo)
		}
		if page.Next == nil {
			break
		}
		if after, err = uuid.Parse(*page.Next); err != nil {
			return nil, err
		}
	}
	var columns []sheet.Column
	for _, h := range []string{"Row", "What happened", "Field", "Before", "After", "Time", "Person", "Row id"} {
		columns = append(columns, sheet.Column{Title: problem.Say(s.Language, h)})
	}
	title := q.Name
	if title == "" {
		title = q.Table
	}
	return kernel.ListFile(fmt.Sprintf("%s-%s", problem.Say(s.Language, "differences"), m.clock.Today().Format(time.DateOnly)), q.Format, s.Language, title, columns, lines)
}

func init() {
	problem.Teach(map[string]string{
		"There are more than %d differences. Choose moments that lie closer together.": "Der er flere end %d forskelle. Vælg tidspunkter, der ligger tættere på hinanden.",
		"differences": "forskelle",
	})
}
