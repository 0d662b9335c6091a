package registers

import (
	"context"
	"encoding/json"

	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

// prepareRows holds the rules of register rows: approved rows are locked and
// approving takes its own right; a new row gets the next number and its
// system's discipline; a row that is done has the day on which it was.
func prepareRows(ctx context.Context, m *Module, all []*edit) error {
	mayApprove := scope.From(ctx).Has("tests", "approve")
	locked, err := lockedRows(ctx, all)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.failed != nil {
			continue
		}
		status, given := e.values["status"].(string)
		if e.alone && !(mayApprove && given && status != "approved") {
			e.only = "t.status <> 'approved'"
		}
		document, isLocked := locked[e.ID]
		switch {
		case document != "":
			e.failed = approved(document)
		case (given && status == "approved" || isLocked) && !mayApprove:
			e.failed = problem.Of(kernel.Lacks("tests", "approve"))
		case isLocked && !(given && status != "approved"):
			e.failed = approved("")
		}
		if _, set := e.values["done_on"]; given && isDone(status) && !set && e.failed == nil {
			e.values["done_on"] = m.clock.Today().Format("2006-01-02")
		}
	}
	if err := fromSystems(ctx, all); err != nil {
		return err
	}
	return numberRows(ctx, all)
}

// lockedRows are those among the edits whose row is approved, with the acceptance
// document that locked it, if one did. Of one that is alone, the statement that
// changes it finds out.
func lockedRows(ctx context.Context, all []*edit) (map[uuid.UUID]string, error) {
	var ids []uuid.UUID
	for _, e := range all {
		if !e.Create && !e.alone && e.failed == nil {
			ids = append(ids, e.ID)
		}
	}
	locked := map[uuid.UUID]string{}
	if len(ids) == 0 {
		return locked, nil
	}
	var found []uuid.UUID
	err := db.On(ctx).NewRaw("select id from registers.rows where status = 'approved' and id in (?)", bun.List(ids)).Scan(ctx, &found)
	if err != nil || len(found) == 0 {
		return locked, err
	}
	documents, err := documentsOf(ctx, found)
	for _, id := range found {
		locked[id] = documents[id]
	}
	return locked, err
}

// fromSystems gives new rows the discipline of their system unless they name one.
func fromSystems(ctx context.Context, all []*edit) error {
	wanted := map[string]bool{}
	for _, e := range all {
		if system, ok := e.values["system"].(string); ok && e.Create && e.values["discipline"] == nil {
			wanted[system] = true
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	ids := make([]string, 0, len(wanted))
	for id := range wanted {
		ids = append(ids, id)
	}
	var found []struct{ ID, Discipline string }
	if err := db.On(ctx).NewRaw("select id, discipline from registers.systems where discipline is not null and id in (?)", bun.List(ids)).Scan(ctx, &found); err != nil {
		return err
	}
	of := make(map[string]string, len(found))
	for _, f := range found {
		of[f.ID] = f.Discipline
	}
	for _, e := range all {
		if system, ok := e.values["system"].(string); ok && e.Create && e.values["discipline"] == nil && of[system] != "" {
			e.values["discipline"] = of[system]
		}
	}
	return nil
}

// numberRows gives new rows the next numbers of the project. Numbers that come
// with an import are kept, and count on from the highest. A row that is alone
// is numbered by the statement that makes it.
func numberRows(ctx context.Context, all []*edit) error {
	var unnumbered []*edit
	highest := int64(0)
	for _, e := range all {
		if !e.Create || e.failed != nil {
			continue
		}
		n, given := e.values["no"].(json.Number)
		switch {
		case e.alone && given:
			e.values["no"] = call{"registers.keep_number(%s)", n.String()}
		case e.alone:
			e.values["no"] = call{function: "registers.next_number()"}
		case given:
			v, err := n.Int64()
			if err != nil {
				return err
			}
			highest = max(highest, v)
		default:
			unnumbered = append(unnumbered, e)
		}
	}
	if highest > 0 {
		if _, err := db.On(ctx).NewRaw("select registers.keep_number(?)", highest).Exec(ctx); err != nil {
			return err
		}
	}
	if len(unnumbered) == 0 {
		return nil
	}
	var numbers []int64
	if err := db.On(ctx).NewRaw("select registers.next_numbers(?)", len(unnumbered)).Scan(ctx, &numbers); err != nil {
		return err
	}
	for i, e := range unnumbered {
		e.values["no"] = numbers[i]
	}
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"register rows":     "registerrækker",
		"is part of itself": "er en del af sig selv",
	})
}
