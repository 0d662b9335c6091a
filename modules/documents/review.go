package documents

import (
	"cmp"
	"context"
	"strings"
	"time"

	"cxweb/platform/clock"
	"cxweb/platform/db"
	"cxweb/platform/draw"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// Review is a design review of some versions of documents.
type Review struct {
	bun.BaseModel `bun:"table:documents.reviews,alias:r" json:"-"`
	ID            uuid.UUID   `bun:",pk" json:"id"`
	Number        int         `json:"number"`
	Title         string      `json:"title"`
	Phase         *uuid.UUID  `json:"phase"`
	DueOn         *clock.Date `bun:"type:date" json:"due_on"`
	Seed          string      `json:"seed"`
	Status        string      `json:"status" validate:"oneof=open closed"`
	OpenedBy      *uuid.UUID  `json:"opened_by"`
	OpenedAt      time.Time   `json:"opened_at"`
	ClosedBy      *uuid.UUID  `json:"closed_by"`
	ClosedAt      *time.Time  `json:"closed_at"`
	Comments      int         `bun:",scanonly" json:"comments"`
	Unresolved    int         `bun:",scanonly" json:"unresolved"`
}

const reviewColumns = `?TableColumns, (select count(*) from documents.comments c where c.project = r.project and c.review = r.id) as comments,
	(select count(*) from documents.comments c where c.project = r.project and c.review = r.id and not c.resolved) as unresolved`

// Item is a version that a review is about, or that was not drawn.
type Item struct {
	bun.BaseModel `bun:"table:documents.review_items,alias:i" json:"-"`
	ID            uuid.UUID  `bun:",pk" json:"-"`
	Review        uuid.UUID  `json:"-"`
	VersionOf     uuid.UUID  `json:"version"`
	Share         int        `json:"share"` // of its discipline, in percent
	Place         int        `json:"place"` // in the draw of its discipline, from 1
	Drawn         bool       `json:"drawn"`
	Document      uuid.UUID  `bun:",scanonly" json:"document"`
	Number        string     `bun:",scanonly" json:"number"`
	Title         string     `bun:",scanonly" json:"title"`
	Discipline    *uuid.UUID `bun:",scanonly" json:"discipline"`
	Company       *uuid.UUID `bun:",scanonly" json:"company"`
	Revision      string     `bun:",scanonly" json:"revision"`
	File          uuid.UUID  `bun:",scanonly" json:"file"`
	MediaType     string     `bun:",scanonly" json:"media_type"`
	Checked       string     `bun:",scanonly" json:"checked"` // for viruses: clean, infected or unchecked
	Comments      int        `bun:",scanonly" json:"comments"`
}

// OpenedReview is a review as its page shows it.
type OpenedReview struct {
	Review
	Items     []*Item     `json:"items"`
	Reviewers []uuid.UUID `json:"reviewers"`
	May       []string    `json:"may"` // comment, close
}

type ofReview struct {
	Project uuid.UUID `params:"project" json:"-"`
	Review  uuid.UUID `params:"review" json:"-"`
}

// mostReviewed is how many versions one review is about.
const mostReviewed = 500

func (m *Module) readReview(ctx context.Context, q ofReview) (*OpenedReview, error) {
	return m.openedReview(ctx, q.Review)
}

func findReview(ctx context.Context, id uuid.UUID) (*Review, error) {
	r := new(Review)
	return r, db.On(ctx).NewSelect().Model(r).ColumnExpr(reviewColumns).Where("r.id = ?", id).Scan(ctx)
}

func (m *Module) openedReview(ctx context.Context, id uuid.UUID) (*OpenedReview, error) {
	r, err := findReview(ctx, id)
	if err != nil {
		return nil, err
	}
	o := &OpenedReview{Review: *r, Items: []*Item{}, Reviewers: []uuid.UUID{}, May: []string{}}
	if err := db.On(ctx).NewSelect().Model(&o.Items).ColumnExpr("?TableColumns, v.document, d.number, d.title, d.discipline, d.company, v.revision, v.file, f.media_type, platform.verdict(f.sha256) as checked").
		ColumnExpr("(select count(*) from documents.comments c where c.project = i.project and c.review = i.review and c.version_of = i.version_of) as comments").
		Join("join documents.versions v on v.project = i.project and v.id = i.version_of join documents.documents d on d.project = v.project and d.id = v.document join platform.files f on f.project = v.project and f.id = v.file").
		Where("i.review = ?", id).OrderExpr("not i.drawn, d.number collate platform.natural_order, i.id").Limit(mostReviewed).Scan(ctx); err != nil {
		return nil, err
	}
	if err := db.On(ctx).NewRaw("select person from documents.reviewers where review = ? order by id", id).Scan(ctx, &o.Reviewers); err != nil {
		return nil, err
	}
	w := whoActs(ctx, o.Reviewers)
	if o.mayComment(w) == nil {
		o.May = append(o.May, "comment")
	}
	if o.mayClose(w) == nil {
		o.May = append(o.May, "close")
	}
	return o, nil
}

// Scope is a discipline that is reviewed, and which share of its documents.
type Scope struct {
	Discipline uuid.UUID `json:"discipline" validate:"required"`
	Share      int       `json:"share,omitempty" validate:"min=0,max=100"` // in percent; 0: all
}

// OpenReview opens a review of the newest versions in some disciplines.
type OpenReview struct {
	Project   uuid.UUID   `params:"project" json:"-"`
	ID        uuid.UUID   `json:"id"`
	Title     string      `json:"title" validate:"required,max=300"`
	Scopes    []Scope     `json:"scopes" validate:"required,min=1,max=100,dive"`
	Revision  string      `json:"revision,omitempty" validate:"max=20"` // only documents whose newest version is this
	Reviewers []uuid.UUID `json:"reviewers,omitempty" validate:"max=50"`
	Phase     *uuid.UUID  `json:"phase,omitempty"`
	DueOn     *clock.Date `json:"due_on,omitempty" validate:"omitempty,datetime=2006-01-02"`
	Seed      string      `json:"seed,omitempty" validate:"max=100"` // one is made where none is given
}

func (m *Module) openReview(ctx context.Context, cmd OpenReview) (*OpenedReview, error) {
	s := scope.From(ctx)
	r := &Review{ID: kernel.NewID(cmd.ID), Title: strings.TrimSpace(cmd.Title), Phase: cmd.Phase, DueOn: cmd.DueOn, Seed: draw.Seed(cmd.Seed), Status: "open", OpenedBy: orNil(s.Person), OpenedAt: m.clock.Now()}
	if r.Title == "" {
		return nil, problem.At("title", "is needed")
	}
	if err := m.mayBeAsked(ctx, cmd); err != nil {
		return nil, err
	}
	items, err := drawItems(ctx, r.ID, r.Seed, cmd.Scopes, strings.TrimSpace(cmd.Revision))
	if err != nil {
		return nil, err
	}
	if r.Number, err = next(ctx, uuid.Nil); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(r).Exec(ctx); err != nil {
		return nil, err
	}
	if _, err := db.On(ctx).NewInsert().Model(&items).Exec(ctx); err != nil {
		return nil, err
	}
	if len(cmd.Reviewers) > 0 {
		if _, err := db.On(ctx).NewRaw("insert into documents.reviewers (id, review, person) select gen_random_uuid(), ?, p from unnest(array[?]::uuid[]) p group by p", r.ID, bun.List(cmd.Reviewers)).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return m.openedReview(ctx, r.ID)
}

// mayBeAsked refuses reviewers and a phase that are not in the project.
func (m *Module) mayBeAsked(ctx context.Context, cmd OpenReview) error {
	names, err := m.people.Names(ctx)
	if err != nil {
		return err
	}
	for _, person := range cmd.Reviewers {
		if _, ok := names[person]; !ok {
			return problem.At("reviewers", "is not on this project")
		}
	}
	if cmd.Phase == nil {
		return nil
	}
	found, err := m.registers.Labels(ctx, "phase", []uuid.UUID{*cmd.Phase})
	if err == nil && len(found) == 0 {
		err = problem.At("phase", "is not in this project")
	}
	return err
}

// drawItems finds the newest versions of the documents of some disciplines and
// draws the share of each that is asked for, by their numbers.
func drawItems(ctx context.Context, review uuid.UUID, seed string, scopes []Scope, revision string) ([]*Item, error) {
	shares := map[uuid.UUID]int{}
	disciplines := make([]uuid.UUID, len(scopes))
	for i, s := range scopes {
		shares[s.Discipline], disciplines[i] = cmp.Or(s.Share, 100), s.Discipline
	}
	var found []struct {
		Version    uuid.UUID
		Number     string
		Discipline uuid.UUID
	}
	if err := db.On(ctx).NewRaw("select n.id as version, d.number, d.discipline from documents.documents d "+newest+" where d.project = ? and d.discipline in (?) and n.id is not null and (? = '' or lower(n.revision) = lower(?)) order by d.number, d.id limit ?",
		scope.From(ctx).Project, bun.List(disciplines), revision, revision, mostReviewed+1).Scan(ctx, &found); err != nil {
		return nil, err
	}
	switch {
	case len(found) == 0:
		return nil, problem.At("scopes", "has no documents to review")
	case len(found) > mostReviewed:
		return nil, problem.At("scopes", "has more than %d documents: review fewer disciplines at a time", mostReviewed)
	}
	numbers, versions := map[uuid.UUID][]string{}, map[string]uuid.UUID{}
	for _, f := range found {
		numbers[f.Discipline], versions[f.Number] = append(numbers[f.Discipline], f.Number), f.Version
	}
	var items []*Item
	for discipline, all := range numbers {
		share := shares[discipline]
		for i, number := range draw.Order(seed, all) {
			items = append(items, &Item{ID: uuid.Must(uuid.NewV7()), Review: review, VersionOf: versions[number], Share: share, Place: i + 1, Drawn: i < draw.Of(len(all), share)})
		}
	}
	return items, nil
}

// next takes the next number of a series: that of reviews, or of a review's comments.
func next(ctx context.Context, series uuid.UUID) (n int, err error) {
	err = db.On(ctx).NewRaw("insert into documents.counters as c (series, last) values (?, 1) on conflict (project, series) do update set last = c.last + 1 returning last", series).Scan(ctx, &n)
	return n, err
}

// ListReviews asks for a page of reviews, the newest first.
type ListReviews struct {
	Project uuid.UUID `params:"project" json:"-"`
	Status  string    `query:"status" json:"-" validate:"omitempty,oneof=open closed"`
	Limit   int       `query:"limit" json:"-" validate:"min=0,max=200"`
	After   int       `query:"after" json:"-" validate:"min=0"` // a number
}

// Reviews are a page of them; next leads to the one after it.
type Reviews struct {
	Items []*Review `json:"items"`
	Next  int       `json:"next,omitempty"`
}

func (m *Module) listReviews(ctx context.Context, q ListReviews) (*Reviews, error) {
	limit := cmp.Or(q.Limit, 50)
	page := &Reviews{Items: []*Review{}}
	s := db.On(ctx).NewSelect().Model(&page.Items).ColumnExpr(reviewColumns).Where("r.project = ?", q.Project).OrderExpr("r.number desc").Limit(int64(limit) + 1)
	if q.Status != "" {
		s = s.Where("r.status = ?", q.Status)
	}
	if q.After > 0 {
		s = s.Where("r.number < ?", q.After)
	}
	if err := s.Scan(ctx); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = page.Items[limit-1].Number
	}
	return page, nil
}

func init() {
	problem.Teach(map[string]string{
		"design reviews":             "granskninger",
		"has no documents to review": "har ingen dokumenter at granske",
		"has more than %d documents: review fewer disciplines at a time": "har mere end %d dokumenter: gransk færre fagområder ad gangen",
	})
}
