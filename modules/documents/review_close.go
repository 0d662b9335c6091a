package documents

import (
	"context"
	"fmt"

	"cxweb/platform/db"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// mostLeft is how many unresolved comments go to the log at once.
const mostLeft = 500

func (m *Module) closeReview(ctx context.Context, cmd ofReview) (*OpenedReview, error) {
	r, err := findReview(ctx, cmd.Review)
	if err != nil {
		return nil, err
	}
	if err := r.mayClose(whoActs(ctx, nil)); err != nil {
		return nil, err
	}
	if r.Unresolved > mostLeft {
		return nil, problem.New(problem.Conflict, "%d comments are unresolved; at most %d go to the log at once. Resolve some first.", r.Unresolved, mostLeft)
	}
	var left []*Comment
	if err := db.On(ctx).NewSelect().Model(&left).ColumnExpr(commentColumns).Join(commentJoins).Where("c.review = ? and not c.resolved", r.ID).OrderExpr("c.number").For("update of c, r").Scan(ctx); err != nil {
		return nil, err
	}
	for _, c := range left {
		if err := m.toLog(ctx, r, c); err != nil {
			return nil, err
		}
	}
	now := m.clock.Now()
	result, err := db.On(ctx).NewRaw("update documents.reviews set status = 'closed', closed_by = ?, closed_at = ? where id = ? and status = 'open'", orNil(scope.From(ctx).Person), now, r.ID).Exec(ctx)
	if err != nil {
		return nil, err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		if err == nil {
			err = errClosed()
		}
		return nil, err
	}
	return m.openedReview(ctx, r.ID)
}

// toLog makes an observation of a comment that nobody has resolved; what must
// be changed weighs more than a question or a remark.
func (m *Module) toLog(ctx context.Context, r *Review, c *Comment) error {
	severity := "minor"
	if c.Verdict == "must_change" {
		severity = "major"
	}
	language := scope.From(ctx).Language
	where := c.Document + " " + problem.Say(language, "rev. %s", c.Revision)
	if c.Page != nil {
		where += ", " + problem.Say(language, "page %d", *c.Page)
	}
	if c.Place != "" {
		where += ", " + c.Place
	}
	text := c.Text + "\n\n" + problem.Say(language, "Design review %s, comment %d", fmt.Sprintf("GR-%d %s", r.Number, r.Title), c.Number)
	if c.Reply != "" {
		text += "\n" + problem.Say(language, "The designer's reply: %s", c.Reply)
	}
	discipline, company := uuid.Nil, uuid.Nil
	if c.Discipline != nil {
		discipline = *c.Discipline
	}
	if c.Company != nil {
		company = *c.Company
	}
	title := c.Text
	if runes := []rune(title); len(runes) > 200 {
		title = string(runes[:199]) + "…"
	}
	entry, number, err := m.log.RaiseReview(ctx, severity, where+": "+title, text, discipline, company, c.ID)
	if err != nil {
		return err
	}
	_, err = db.On(ctx).NewRaw("update documents.comments set entry = ?, entry_number = ? where id = ?", entry, number, c.ID).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"%d comments are unresolved; at most %d go to the log at once. Resolve some first.": "%d bemærkninger er uafklarede; højst %d går til loggen på én gang. Afklar nogle først.",
		"rev. %s": "rev. %s", "page %d": "side %d",
		"Design review %s, comment %d": "Granskning %s, bemærkning %d", "The designer's reply: %s": "Den projekterendes svar: %s",
	})
}
