package registers

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"time"

	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// source is where the rows t of a list come from: the register, or, where a
// moment is named, the register as it stood then.
func (t *thing) source(ctx context.Context, at time.Time) (schema.QueryWithArgs, error) {
	if at.IsZero() {
		return bun.SafeQuery(t.table()), nil
	}
	return t.stood(ctx, at, bun.SafeQuery("audit.standing_whole(?, ?)", t.table(), at))
}

// page is source for a page of a list. In the order of ids, and with nothing
// left out, no more of what stood is read than the page holds.
func (t *thing) page(ctx context.Context, q List, plain bool, limit int) (schema.QueryWithArgs, error) {
	if q.At.IsZero() || !plain || !q.inOrderOfIDs() {
		return t.source(ctx, q.At)
	}
	beyond := uuid.Nil
	if q.After != "" {
		var place []uuid.UUID
		bytes, err := base64.RawURLEncoding.DecodeString(q.After)
		if err != nil || json.Unmarshal(bytes, &place) != nil || len(place) == 0 {
			return schema.QueryWithArgs{}, problem.At("after", "is not a place in this list")
		}
		beyond = place[0]
	}
	return t.stood(ctx, q.At, bun.SafeQuery("audit.standing(?, ?, ?, ?)", t.table(), q.value(q.At.UTC().Format(time.RFC3339Nano)), q.value(beyond.String()), limit+1))
}

// inOrderOfIDs tells that a list is asked for whole, in the order in which its rows were made.
func (list List) inOrderOfIDs() bool {
	return list.Sort == "id" && list.Filter == "" && list.Q == "" && list.Group == ""
}

// stood are the rows t as the versions left them that a function of the history
// gives. What has come to the register since is empty in them.
func (t *thing) stood(ctx context.Context, at time.Time, versions schema.QueryWithArgs) (none schema.QueryWithArgs, err error) {
	if s := scope.From(ctx); !s.May("history", "view") {
		return none, kernel.Lacks("history", "view")
	}
	if at.Year() < 2000 || at.Year() > 9999 {
		return none, problem.At("at", "is not a moment in the life of the project")
	}
	blank := map[string]any{"own": struct{}{}}
	for _, f := range t.fields {
		if f.own == "" {
			blank[f.name] = f.unset()
		}
	}
	image, err := json.Marshal(blank)
	if err != nil {
		return none, err
	}
	return bun.SafeQuery("(select r.* from ? s join audit.versions v on v.project = platform.project() and v.seq = s.seq and v.at = s.at, jsonb_populate_record(null::?, ?::jsonb || v.new) r)",
		versions, bun.Safe(t.table()), string(image)), nil
}

func init() {
	problem.Teach(map[string]string{
		"is not a moment in the life of the project": "er ikke et tidspunkt i projektets liv",
		"The register held more than 25,000 rows then. Look at it in the order in which its rows were made, without a filter.": "Registret havde mere end 25.000 rækker dengang. Se det i den rækkefølge, rækkerne blev oprettet i, og uden filter.",
	})
}
