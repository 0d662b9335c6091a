package reports

import (
	"math"

	"cxweb/platform/paper"

	"github.com/google/uuid"
)

// Colours of the drawings.
const (
	blue  = "#1A489F"
	grey  = "#5A6470"
	pale  = "#DDE2E8"
	black = "#10151A"
)

// curve is the S-curve with what it says.
func (s *status) curve(d *paper.Doc) {
	c := s.work.Curve
	d.Heading(s.say("Planned and done"))
	if len(c.Weeks) == 0 || c.Total <= 0 {
		d.Text(s.say("No rows have a planned date."))
		return
	}
	words := s.say("%s of the weight is done; %s should be by today.", s.percent(c.Done, c.Total), s.percent(c.Due, c.Total)) + " "
	switch {
	case c.Done >= c.Total:
		words += s.say("All is done.")
	case c.DoneBy != "":
		words += s.say("At the pace of the last four weeks (%s weight a week) all is done on %s.", s.number(c.Pace), s.day(c.DoneBy))
	default:
		words += s.say("Nothing was done in the last four weeks, so no forecast can be given.")
	}
	if c.PlannedBy != "" {
		words += " " + s.say("The plan ends on %s.", s.day(c.PlannedBy))
	}
	if c.Unplanned > 0 {
		words += " " + s.say("%s of the weight has no planned date.", s.percent(c.Unplanned, c.Total))
	}
	d.Text(words)
	d.Draw(78, s.draw)
}

// draw draws the curve: what was planned dashed, what is done in full, what is
// foreseen dotted, and a line at today.
func (s *status) draw(p paper.Pen) {
	const left, bottom, height = 12.0, 64.0, 60.0
	c := s.work.Curve
	first := c.Weeks[0].From
	span := days(first, c.Weeks[len(c.Weeks)-1].From) + 7
	reach := math.Max(span, math.Min(days(first, c.DoneBy), span*1.5))
	x := func(day float64) float64 { return left + day/reach*(p.Width()-left-4) }
	y := func(weight float64) float64 { return bottom - weight/c.Total*height }
	for n := range 5 {
		at := bottom - float64(n)/4*height
		p.Line(left, at, p.Width()-4, at, pale, 0.15, 0)
		p.Words(left-1.5, at+1, s.percent(float64(n), 4), 7, "r", grey)
	}
	every := max(1, (len(c.Weeks)+5)/6)
	for n := 0; n < len(c.Weeks); n += every {
		p.Words(x(float64(7*n)), bottom+4.5, s.day(c.Weeks[n].From), 7, "c", grey)
	}
	today := days(first, c.Today)
	planned, done := [][2]float64{{x(0), y(0)}}, [][2]float64{{x(0), y(c.Undated)}}
	for n, w := range c.Weeks {
		end := float64(7 * (n + 1))
		planned = append(planned, [2]float64{x(end), y(w.Planned)})
		if w.Done != nil {
			done = append(done, [2]float64{x(math.Min(end, today)), y(*w.Done)})
		}
	}
	p.Line(x(today), bottom-height, x(today), bottom, black, 0.25, 0)
	p.Curve(planned, grey, 0.45, 1.6)
	if all := days(c.Today, c.DoneBy); c.DoneBy != "" && all > 0 {
		seen := math.Min(all, reach-today)
		p.Line(x(today), y(c.Done), x(today+seen), y(c.Done+(c.Total-c.Done)*seen/all), blue, 0.45, 0.6)
	}
	p.Curve(done, blue, 0.8, 0)
	at := left
	for _, one := range []struct {
		name, colour string
		thick, dash  float64
	}{{"planned", grey, 0.45, 1.6}, {"done", blue, 0.8, 0}, {"forecast", blue, 0.45, 0.6}, {"today", black, 0.25, 0}} {
		if one.name == "today" {
			p.Line(at+3, bottom+8.5, at+3, bottom+12, one.colour, one.thick, 0)
		} else {
			p.Line(at, bottom+10.2, at+7, bottom+10.2, one.colour, one.thick, one.dash)
		}
		p.Words(at+8.5, bottom+11.2, s.say(one.name), 8, "l", black)
		at += 32
	}
}

// matrix draws systems × phases, each cell with the letter and colour of the
// status that matters most and the share that is done.
func (s *status) matrix(d *paper.Doc) {
	cells := map[[2]uuid.UUID]*sum{}
	used := map[uuid.UUID]bool{}
	for _, one := range s.work.Matrix {
		for _, column := range []uuid.UUID{one.Phase, one.Milestone} {
			if column == uuid.Nil || one.System == uuid.Nil {
				continue
			}
			key := [2]uuid.UUID{one.System, column}
			if cells[key] == nil {
				cells[key] = &sum{}
			}
			cells[key].add(one)
			used[column] = true
		}
	}
	var columns []thing
	for _, phase := range s.work.Phases {
		if used[phase.ID] {
			columns = append(columns, phase)
		}
	}
	systems := s.work.Systems[:min(matrixUpTo, len(s.work.Systems))]
	if len(columns) == 0 || len(systems) == 0 {
		return
	}
	d.Heading(s.say("Systems and phases"))
	const most = 20 // lines of the matrix that are drawn together, under a head of their own
	for from := 0; from < len(systems); from += most {
		some := systems[from:min(from+most, len(systems))]
		d.Draw(float64(len(some)+1)*5.4+1, func(p paper.Pen) { s.cells(p, some, columns, cells) })
	}
	s.legend(d)
	s.more(d, len(systems), len(s.work.Systems))
}

func (s *status) cells(p paper.Pen, systems, columns []thing, cells map[[2]uuid.UUID]*sum) {
	const high, named = 5.4, 50.0
	wide := (p.Width() - named) / float64(len(columns))
	for n, c := range columns {
		p.Words(named+wide*(float64(n)+0.5), 3.8, cut(c.Code, int(wide/1.7)), 7, "c", grey)
	}
	for row, system := range systems {
		top := high * float64(row+1)
		p.Words(0, top+3.8, cut(system.Code+"  "+system.Name, 34), 7, "l", black)
		for n, c := range columns {
			of := cells[[2]uuid.UUID{system.ID, c.ID}]
			if of == nil {
				continue
			}
			l := looks[of.leading()]
			p.Box(named+wide*float64(n)+0.3, top+0.3, wide-0.6, high-0.6, l.fill, grey)
			p.Words(named+wide*(float64(n)+0.5), top+3.7, l.letter+" "+s.percent(of.finished, of.weight), 7, "c", l.ink)
		}
	}
}

// legend says what letters and colours stand for.
func (s *status) legend(d *paper.Doc) {
	order := []string{"approved", "passed", "passed_with_remarks", "in_progress", "ready", "blocked", "failed", "not_started"}
	d.Draw(12, func(p paper.Pen) {
		wide := p.Width() / 4
		for n, name := range order {
			x, y, l := wide*float64(n%4), 6*float64(n/4), looks[name]
			p.Box(x, y+0.5, 5, 4.4, l.fill, grey)
			p.Words(x+2.5, y+3.8, l.letter, 7, "c", l.ink)
			p.Words(x+6.5, y+3.8, s.say(l.name), 7.5, "l", black)
		}
	})
}

// cut shortens words to so many letters.
func cut(words string, most int) string {
	letters := []rune(words)
	if len(letters) <= most {
		return words
	}
	return string(letters[:max(1, most-1)]) + "…"
}
