package reports

import (
	"math"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/problem"
)

// say puts a sentence into the report's language.
func (s *status) say(format string, args ...any) string {
	return problem.Say(s.language, format, args...)
}

// percent is a share as a whole percentage that says 100 only when all is done.
func (s *status) percent(part, whole float64) string {
	if whole <= 0 {
		return "–"
	}
	n := math.Round(part / whole * 100)
	if part < whole {
		n = min(n, 99)
	}
	if s.language == "da" {
		return strconv.Itoa(int(n)) + " %"
	}
	return strconv.Itoa(int(n)) + "%"
}

// number writes a number with at most one decimal.
func (s *status) number(n float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(n, 'f', 1, 64), ".0")
	if s.language == "da" {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// day writes 2026-04-20 as people do.
func (s *status) day(text string) string {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return ""
	}
	if s.language == "da" {
		return t.Format("02-01-2006")
	}
	return t.Format("2 Jan 2006")
}

// look is what stands for a status: its letter, its name, its colours.
type look struct{ letter, name, fill, ink string }

var looks = map[string]look{
	"not_started": {"·", "Not started", "#FFFFFF", "#10151A"}, "ready": {"K", "Ready", "#8FBBFF", "#10151A"}, "in_progress": {"G", "In progress", "#FFC93C", "#10151A"},
	"passed": {"B", "Passed", "#0B7A5C", "#FFFFFF"}, "passed_with_remarks": {"b", "Passed with remarks", "#B5DB7C", "#10151A"}, "failed": {"F", "Failed", "#B3123A", "#FFFFFF"},
	"blocked": {"S", "Blocked", "#5A2A8A", "#FFFFFF"}, "not_applicable": {"-", "N/A", "#FFFFFF", "#5A6470"}, "approved": {"L", "Approved", "#141B22", "#FFFFFF"},
}

// entryStatuses are the statuses of the log.
var entryStatuses = map[string]string{"new": "New", "assigned": "Assigned", "remedied": "Remedied", "rejected": "Rejected", "verified": "Verified", "closed": "Closed"}

func init() {
	problem.Teach(map[string]string{
		"Status report": "Statusrapport", "Project": "Projekt", "Address": "Adresse", "Client": "Bygherre", "Shows": "Viser", "The whole project": "Hele projektet",
		"Discipline": "Fagområde", "Company": "Firma", "Location": "Sted", "System": "Anlæg", "Phase or milestone": "Fase eller milepæl", "Rows": "Rækker", "Done": "Færdige", "Failed": "Ikke bestået",
		"Verified": "Verificeret", "Weight": "Vægt", "Late": "Forsinkede", "Next fourteen days": "De næste fjorten dage", "Open in the log": "Åbne i loggen", "Overdue in the log": "Over frist i loggen",
		"%d of %d rows": "%d af %d rækker", "%d (critical: %d)": "%d (kritiske: %d)", "Where the work stands": "Hvor arbejdet står", "Planned and done": "Planlagt og færdigt",
		"%s of the weight is done; %s should be by today.":                         "%s af vægten er færdig; %s skulle være det i dag.",
		"At the pace of the last four weeks (%s weight a week) all is done on %s.": "I de seneste fire ugers tempo (%s vægt om ugen) er alt færdigt %s.",
		"Nothing was done in the last four weeks, so no forecast can be given.":    "Intet blev færdigt i de seneste fire uger, så der kan ikke gives en prognose.",
		"All is done.": "Alt er færdigt.", "The plan ends on %s.": "Planen slutter %s.", "%s of the weight has no planned date.": "%s af vægten har ingen planlagt dato.",
		"No rows have a planned date.": "Ingen rækker har en planlagt dato.", "planned": "planlagt", "done": "færdigt", "forecast": "prognose", "today": "i dag",
		"Progress by discipline": "Fremdrift efter fagområde", "Progress by company": "Fremdrift efter firma", "Progress by phase and milestone": "Fremdrift efter fase og milepæl", "Progress by location": "Fremdrift efter sted",
		"Systems and phases": "Anlæg og faser", "Late rows": "Forsinkede rækker", "Critical entries of the log": "Kritiske poster i loggen", "No rows are late.": "Ingen rækker er forsinkede.",
		"Nothing is planned for the next fourteen days.": "Intet er planlagt til de næste fjorten dage.", "No critical entries are open.": "Ingen kritiske poster er åbne.",
		"The first %d are shown.": "De første %d er vist.", "No.": "Nr.", "Row": "Række", "What": "Hvad", "Planned": "Planlagt", "Due": "Frist", "Status": "Status", "Entry": "Post", "Without a discipline": "Uden fagområde",
		"Without a company": "Uden firma", "Without a location": "Uden sted", "New": "Ny", "Assigned": "Tildelt", "Remedied": "Udbedret", "Rejected": "Afvist", "Closed": "Lukket",
	})
}
