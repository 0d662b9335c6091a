package registers

import (
	"context"
	"math"
	"time"

	"cxweb/platform/db"
)

// Week is where the work stood, or was to stand, at the end of a week.
type Week struct {
	From    string   `json:"from"`    // its Monday
	Planned float64  `json:"planned"` // weight that was to be done by its end
	Done    *float64 `json:"done"`    // weight that was; none of a week that has not begun
}

// Curve is the S-curve of a project: the weight planned and done week by week.
type Curve struct {
	Weeks     []Week  `json:"weeks"`
	Today     string  `json:"today"`
	Total     float64 `json:"total"`      // weight of all rows that apply
	Done      float64 `json:"done"`       // weight that is done by now
	Due       float64 `json:"due"`        // weight that was to be done by now
	Unplanned float64 `json:"unplanned"`  // weight that no day is planned for
	Undated   float64 `json:"undated"`    // weight done on a day that nobody knows
	Pace      float64 `json:"pace"`       // weight done a week, in the last four
	PlannedBy *string `json:"planned_by"` // the last day that something is planned for
	DoneBy    *string `json:"done_by"`    // when all is done at this pace; none where nothing moves
}

const (
	paceWeeks  = 4
	curveYears = 6 // what is planned for a day farther off is a slip of the pen, and counts in the last week
)

// counted is the weight of one week, with what of it is done in the weeks that the pace is taken from.
type counted struct {
	Week                *time.Time
	Planned, Done, Pace float64
	Last                *time.Time
}

func (m *Module) readCurve(ctx context.Context, q Part) (*Curve, error) {
	today := m.clock.Today()
	var found []counted
	// What is done is done by today, whatever day somebody wrote.
	days := q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr(q.days()))).
		ColumnExpr("case when t.day is not null then date_trunc('week', greatest(least(t.day, ?), ?))::date end as week", day(today.AddDate(curveYears, 0, 0)), day(today.AddDate(-curveYears, 0, 0))).
		ColumnExpr("sum(t.planned) as planned, sum(t.done) as done, max(t.day) filter (where t.planned > 0) as last").
		ColumnExpr("coalesce(sum(t.done) filter (where t.day > ? and t.day <= ?), 0) as pace", day(today.AddDate(0, 0, -7*paceWeeks)), day(today)).
		GroupExpr("1").Having("sum(t.planned) <> 0 or sum(t.done) <> 0").OrderExpr("1 nulls first")
	if err := days.Scan(ctx, &found); err != nil {
		return nil, err
	}
	due := 0.0
	err := q.narrow(within(ctx, db.On(ctx).NewSelect().TableExpr(q.days()))).ColumnExpr("coalesce(sum(t.planned), 0)").Where("t.day <= ?", day(today)).Scan(ctx, &due)
	if err != nil {
		return nil, err
	}
	return drawn(found, due, today), nil
}

// monday is the first day of a day's week.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

// drawn adds weeks up to a curve without gaps, from the first in which
// something was planned or done to the last, and at least to this one.
func drawn(found []counted, due float64, today time.Time) *Curve {
	c := &Curve{Weeks: []Week{}, Today: day(today), Due: due}
	by := map[string]counted{}
	now := day(monday(today))
	first, last := now, now
	for _, w := range found {
		c.Total += w.Planned
		c.Done += w.Done
		c.Pace += w.Pace / paceWeeks
		if w.Week == nil {
			c.Unplanned, c.Undated = w.Planned, w.Done
			continue
		}
		if w.Last != nil && w.Planned > 0 && (c.PlannedBy == nil || day(*w.Last) > *c.PlannedBy) {
			text := day(*w.Last)
			c.PlannedBy = &text
		}
		at := day(*w.Week)
		first, last = min(first, at), max(last, at)
		by[at] = w
	}
	if c.Total == 0 {
		return c
	}
	planned, finished, ahead := 0.0, c.Undated, 0.0
	for at, w := range by {
		if at > now {
			ahead += w.Done
		}
	}
	from, _ := time.Parse(time.DateOnly, first) // it was written above
	for at := from; day(at) <= last; at = at.AddDate(0, 0, 7) {
		w := by[day(at)]
		planned += w.Planned
		week := Week{From: day(at), Planned: planned}
		if week.From <= now {
			if finished += w.Done; week.From == now {
				finished += ahead
			}
			done := finished
			week.Done = &done
		}
		c.Weeks = append(c.Weeks, week)
	}
	c.DoneBy = forecast(c.Total-c.Done, c.Pace, today)
	return c
}

// forecast is the day on which what is left is done at the pace of the last
// weeks; none where nothing is left, nothing moves, or it takes longer than
// anybody plans.
func forecast(left, pace float64, today time.Time) *string {
	if left <= 0 || pace <= 0 || left/pace > 52*curveYears {
		return nil
	}
	text := day(today.AddDate(0, 0, int(math.Ceil(7*left/pace))))
	return &text
}
