package main

import (
	"context"
	"encoding/hex"

	"cxweb/cmd/program"
	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// database checks the history of every project in a database, read as a role
// that sees all of it.
func (v *verifying) database(ctx context.Context, address string) error {
	return program.CheckHistory(ctx, address, func(h program.History) error {
		if h.Project == uuid.Nil {
			v.say("", "What was done outside every project")
		} else {
			v.say("", "Project %s %s", h.Number, h.Name)
		}
		if v.key != "" && len(h.Report.Keys) > 0 && v.key != hex.EncodeToString(h.Report.Keys[len(h.Report.Keys)-1]) {
			v.signedBy(h.Report.Keys[len(h.Report.Keys)-1])
		}
		v.history(h.Report)
		return nil
	})
}

func init() {
	problem.Teach(map[string]string{"Project %s %s": "Projekt %s %s", "What was done outside every project": "Hvad der er gjort uden for projekterne"})
}
