package documents

import (
	"context"
	"fmt"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// awaited are what of design reviews waits for a member.
func (m *Module) awaited() []kernel.Wait {
	return []kernel.Wait{
		{Says: "Review comments that wait for you", Order: 50, Page: "reviews", Find: m.waitingComments},
		{Says: "Design reviews that are due", Order: 60, Page: "reviews", Find: m.dueReviews},
	}
}

// saidOf is how many characters of a comment are told.
const saidOf = 80

// waitingComments are comments of open reviews that one's side is to reply to,
// and replies to one's own that are to be looked at.
func (m *Module) waitingComments(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	who := whoActs(ctx, nil)
	var all []struct {
		Review         uuid.UUID
		Document, Text string
		Number, All    int
		On             string
	}
	if err := db.On(ctx).NewRaw(`select c.review, d.number as document, c.number, c.text, coalesce(r.due_on::text, '') as "on", count(*) over () as "all"
		from documents.comments c `+commentJoins+`
		where c.project = ?0 and r.status = 'open' and not c.resolved and c.verdict <> 'accepted' and (
			c.reply = '' and ?1 and d.company = ?2
			or c.reply <> '' and (c.made_by = ?3 or c.side = ?2) and c.replied_by is distinct from ?3 and (c.made_by = ?3 or c.replied_side is distinct from ?2))
		order by r.due_on nulls last, c.made_at, c.id limit ?4`, scope.From(ctx).Project, who.own || who.all, who.company, who.person, limit).Scan(ctx, &all); err != nil {
		return w, err
	}
	for _, c := range all {
		text := []rune(c.Text)
		if len(text) > saidOf {
			text = append(text[:saidOf], '…')
		}
		w.Add(fmt.Sprintf("%s, %d: %s", c.Document, c.Number, string(text)), c.On, "reviews/"+c.Review.String(), c.All)
	}
	return w, nil
}

// dueReviews are open reviews that one takes part in and that end by tomorrow.
func (m *Module) dueReviews(ctx context.Context, limit int) (w kernel.Waiting, err error) {
	s := scope.From(ctx)
	var all []struct {
		ID        uuid.UUID
		Title, On string
		All       int
	}
	if err := db.On(ctx).NewRaw(`select r.id, r.title, r.due_on::text as "on", count(*) over () as "all" from documents.reviews r
		where r.project = ? and r.status = 'open' and r.due_on <= ?::date and exists (select 1 from documents.reviewers p where p.project = r.project and p.review = r.id and p.person = ?)
		order by r.due_on, r.id limit ?`, s.Project, m.clock.Today().AddDate(0, 0, 1).Format(time.DateOnly), s.Person, limit).Scan(ctx, &all); err != nil {
		return w, err
	}
	for _, r := range all {
		w.Add(r.Title, r.On, "reviews/"+r.ID.String(), r.All)
	}
	return w, nil
}

func init() {
	problem.Teach(map[string]string{"Review comments that wait for you": "Granskningsbemærkninger, der venter på dig", "Design reviews that are due": "Granskninger med frist"})
}
