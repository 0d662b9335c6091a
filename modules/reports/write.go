package reports

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/paper"

	"github.com/google/uuid"
)

// status is a status report that is being written.
type status struct {
	language  string
	at        time.Time
	part      string
	facts     map[string]string
	logo      []byte
	companies map[uuid.UUID]string
	work      work
	log       *logged // none: the reader may not see the log
}

// matrixUpTo is how many systems the matrix has room for.
const matrixUpTo = 120

// partOf says which part of the project the report is of.
func (s *status) partOf(in OrderStatus) string {
	var parts []string
	add := func(label, name string) {
		if name != "" {
			parts = append(parts, s.say(label)+": "+name)
		}
	}
	for _, d := range s.work.Disciplines {
		if d.ID == in.Discipline {
			add("Discipline", d.Name)
		}
	}
	add("Company", s.companies[in.Company])
	for _, p := range s.work.Places.Items {
		if p.ID == in.Location {
			add("Location", strings.TrimSpace(p.Code+" "+p.Name))
		}
	}
	if len(parts) == 0 {
		return s.say("The whole project")
	}
	return strings.Join(parts, " · ")
}

// write prints the report.
func (s *status) write(to io.Writer) error {
	name := strings.TrimSpace(s.facts["number"] + " " + s.facts["name"])
	d := paper.New(paper.Sheet{Title: s.say("Status report"), Project: name, Language: s.language, Logo: s.logo, At: s.at})
	d.Facts([][2]string{{s.say("Project"), name}, {s.say("Address"), s.facts["address"]}, {s.say("Client"), s.facts["client"]}, {s.say("Shows"), s.part}})
	s.stand(d)
	s.curve(d)
	s.progress(d)
	s.places(d)
	s.matrix(d)
	s.dues(d, "Late rows", "No rows are late.", s.work.Late, s.work.Progress.Late)
	s.dues(d, "Next fourteen days", "Nothing is planned for the next fourteen days.", s.work.Soon, s.work.Progress.Soon)
	s.entries(d)
	return d.Write(to)
}

// stand are the numbers that one looks for first.
func (s *status) stand(d *paper.Doc) {
	all := total(s.work.Progress.Items)
	d.Heading(s.say("Where the work stands"))
	facts := [][2]string{
		{s.say("Verified"), s.percent(all.finished, all.weight) + " – " + s.say("%d of %d rows", all.done, all.rows)},
		{s.say("Late"), strconv.Itoa(s.work.Progress.Late)}, {s.say("Failed"), strconv.Itoa(all.failed)}, {s.say("Next fourteen days"), strconv.Itoa(s.work.Progress.Soon)},
	}
	if s.log != nil {
		open, critical, overdue := 0, 0, 0
		for _, f := range s.log.Figures {
			overdue += f.Overdue
			if f.Status == "closed" {
				continue
			}
			open += f.Entries
			if f.Severity == "critical" {
				critical += f.Entries
			}
		}
		facts = append(facts, [2]string{s.say("Open in the log"), s.say("%d (critical: %d)", open, critical)}, [2]string{s.say("Overdue in the log"), strconv.Itoa(overdue)})
	}
	d.Facts(facts)
}

// progress are the tables of progress by discipline, company and phase.
func (s *status) progress(d *paper.Doc) {
	disciplines := map[uuid.UUID]string{uuid.Nil: s.say("Without a discipline")}
	for _, one := range s.work.Disciplines {
		disciplines[one.ID] = one.Name
	}
	companies := map[uuid.UUID]string{uuid.Nil: s.say("Without a company")}
	for id, name := range s.companies {
		companies[id] = name
	}
	s.by(d, "Progress by discipline", "Discipline", disciplines, sums(s.work.Progress.Items, func(one share) uuid.UUID { return one.Discipline }))
	s.by(d, "Progress by company", "Company", companies, sums(s.work.Progress.Items, func(one share) uuid.UUID { return one.Company }))
	phases := sums(s.work.Progress.Items, func(one share) uuid.UUID { return one.Phase })
	milestones := sums(s.work.Progress.Items, func(one share) uuid.UUID { return one.Milestone })
	var rows [][]string
	for _, p := range s.work.Phases {
		found, name := phases[p.ID], p.Name
		if p.Milestone {
			found, name = milestones[p.ID], p.Code+" "+p.Name
		}
		if found != nil {
			rows = append(rows, s.line(name, found))
		}
	}
	s.table(d, "Progress by phase and milestone", "Phase or milestone", rows)
}

// by is a table of progress, the one with most left to do first.
func (s *status) by(d *paper.Doc, heading, first string, names map[uuid.UUID]string, found map[uuid.UUID]*sum) {
	ids := make([]uuid.UUID, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int {
		left := func(id uuid.UUID) float64 { return found[id].weight - found[id].finished }
		if left(a) != left(b) {
			if left(a) > left(b) {
				return -1
			}
			return 1
		}
		return strings.Compare(names[a]+a.String(), names[b]+b.String())
	})
	var rows [][]string
	for _, id := range ids {
		rows = append(rows, s.line(names[id], found[id]))
	}
	s.table(d, heading, first, rows)
}

func (s *status) line(name string, of *sum) []string {
	return []string{name, strconv.Itoa(of.rows), strconv.Itoa(of.done), strconv.Itoa(of.failed), s.number(of.weight), s.percent(of.finished, of.weight)}
}

func (s *status) table(d *paper.Doc, heading, first string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	d.Subheading(s.say(heading))
	d.Table(paper.Table{Head: []string{s.say(first), s.say("Rows"), s.say("Done"), s.say("Failed"), s.say("Weight"), s.say("Verified")}, Widths: []float64{6, 1.4, 1.6, 1.9, 1.6, 1.9}, Align: "lrrrrr", Rows: rows})
}

// places is the table of progress by location, each indented by what it lies in.
func (s *status) places(d *paper.Doc) {
	walked, depths := inOrder(s.work.Places.Items)
	var rows [][]string
	row := func(name string, p place) {
		rows = append(rows, []string{name, strconv.Itoa(p.Rows), strconv.Itoa(p.Failed), s.number(p.Weight), s.percent(p.Done, p.Weight)})
	}
	for i, p := range walked {
		row(strings.Repeat("    ", depths[i])+strings.TrimSpace(p.Code+" "+p.Name), p)
	}
	if len(rows) == 0 {
		return
	}
	if s.work.Places.Elsewhere.Rows > 0 {
		row(s.say("Without a location"), s.work.Places.Elsewhere)
	}
	d.Subheading(s.say("Progress by location"))
	d.Table(paper.Table{Head: []string{s.say("Location"), s.say("Rows"), s.say("Failed"), s.say("Weight"), s.say("Verified")}, Widths: []float64{7, 1.5, 1.9, 1.6, 1.9}, Align: "lrrrr", Rows: rows})
}

// dues is a table of rows by their day.
func (s *status) dues(d *paper.Doc, heading, none string, all []due, count int) {
	d.Heading(s.say(heading))
	if len(all) == 0 {
		d.Text(s.say(none))
		return
	}
	var rows [][]string
	for _, r := range all {
		rows = append(rows, []string{strconv.Itoa(r.No), r.System, r.Title, s.companies[r.Company], s.day(r.PlannedOn), s.say(looks[r.Status].name)})
	}
	d.Table(paper.Table{Head: []string{s.say("No."), s.say("System"), s.say("Row"), s.say("Company"), s.say("Planned"), s.say("Status")}, Widths: []float64{1, 2, 5, 3, 1.8, 2}, Align: "rlllrl", Rows: rows})
	s.more(d, len(all), count)
}

// more says that a table holds only the first.
func (s *status) more(d *paper.Doc, shown, count int) {
	if count > shown {
		d.Text(s.say("The first %d are shown.", shown))
	}
}

// entries is the table of the log's open critical entries.
func (s *status) entries(d *paper.Doc) {
	if s.log == nil {
		return
	}
	d.Heading(s.say("Critical entries of the log"))
	if len(s.log.Critical) == 0 {
		d.Text(s.say("No critical entries are open."))
		return
	}
	var rows [][]string
	for _, e := range s.log.Critical {
		rows = append(rows, []string{e.Label, e.Title, s.companies[e.Company], s.day(e.DueOn), s.say(entryStatuses[e.Status])})
	}
	d.Table(paper.Table{Head: []string{s.say("Entry"), s.say("What"), s.say("Company"), s.say("Due"), s.say("Status")}, Widths: []float64{1.6, 6, 3, 1.8, 1.6}, Align: "lllrl", Rows: rows})
}
