package issues

import (
	"context"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
)

// handover is the log as a package holds it, with its photos and all that was
// said of each entry.
func handover() []kernel.Part {
	return []kernel.Part{
		{Name: "log_settings", Table: "issues.settings", Order: "id", Key: "''", Copy: kernel.Copy{Kind: "log", SetUp: true}}, // there is one
		{Name: "log", Table: "issues.entries", Order: "kind, number, id", Sheet: [2]string{"Cx-log", "Commissioning log"},
			Refers: map[string]string{"discipline": "disciplines", "system": "systems", "component": "components", "location": "locations", "row": "rows", "test": "tests", "origin": "log", "comment": "review_comments", "company": "companies",
				"raised_side": "companies", "remedied_side": "companies", "verified_side": "companies"},
			People: []string{"person", "raised_by", "remedied_by", "verified_by", "closed_by"}, Settle: settleNumbers,
			Lacks: []kernel.Lack{
				{Name: "log_serious", Says: "Defects and critical entries of the log that are not closed: %d", Where: "(kind = 'defect' or severity = 'critical') and status <> 'closed'", Blocks: true},
				{Name: "log_open", Says: "Other entries of the log that are not closed: %d", Where: "kind <> 'defect' and severity <> 'critical' and status <> 'closed'"},
			}},
		{Name: "log_photos", Table: "issues.photos", Refers: map[string]string{"entry": "log"}, Keeps: []string{"file"}, People: []string{"person"}, Order: "entry, stage, position, id"},
		{Name: "log_events", Table: "issues.events", Refers: map[string]string{"entry": "log", "side": "companies", "to_company": "companies"}, People: []string{"person", "to_person"}, Order: "entry, at, id",
			Sheet: [2]string{"Cx-log forløb", "Commissioning log events"}},
	}
}

// settleNumbers has the next entry of each kind follow the highest that came in.
func settleNumbers(ctx context.Context) error {
	_, err := db.On(ctx).NewRaw(`insert into issues.counters as c (kind, last) select kind, max(number) from issues.entries where project = platform.project() group by kind
		on conflict (project, kind) do update set last = greatest(c.last, excluded.last)`).Exec(ctx)
	return err
}

func init() {
	problem.Teach(map[string]string{
		"Defects and critical entries of the log that are not closed: %d": "Mangler og kritiske poster i loggen, der ikke er lukket: %d",
		"Other entries of the log that are not closed: %d":                "Andre poster i loggen, der ikke er lukket: %d",
	})
}
