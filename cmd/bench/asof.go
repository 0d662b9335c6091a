package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"time"

	"github.com/google/uuid"
)

// asof measures looking at a register as it stood, with ever more versions
// behind it: what a page costs must not grow with the versions of other rows.
// Each row has ten versions, spread over two years.
func (b *bench) asof(ctx context.Context) error {
	kept := b.project
	defer func() { b.project = kept }()
	if _, err := b.psql(ctx, "select audit.make_month((date_trunc('month', now()) - make_interval(months => m))::date) from generate_series(0, 24) m"); err != nil {
		return err
	}
	var first map[string]float64
	for _, n := range []int{10_000, 1_000_000, b.versions} {
		if n == 0 {
			continue
		}
		b.project = uuid.NewString()
		if _, err := b.call("POST", "/api/projects", map[string]any{"id": b.project, "name": "Historik"}); err != nil {
			return err
		}
		if _, err := b.psql(ctx, fmt.Sprintf(fillVersions, b.project, kept, n, n/10)); err != nil {
			return err
		}
		if _, err := b.psql(ctx, "vacuum analyze audit.versions"); err != nil {
			return err
		}
		took, err := b.looks()
		if err != nil {
			return err
		}
		if first == nil {
			first = took
			continue
		}
		for _, one := range []struct{ id, what string }{{"H1", "a page of a register as it stood"}, {"H2", "a page of what differs between two moments"}, {"H3", "the history of a row"}} {
			b.add(one.id, fmt.Sprintf("%s, behind it %d versions ÷ 10,000", one.what, n), "ms", took[one.id], first[one.id], "max", 2)
		}
	}
	return nil
}

// fillVersions writes versions of rows that are not there any more, past the trigger.
const fillVersions = `with one as (select to_jsonb(r) - 'project' as image from registers.rows r where project = '%[2]s' order by no limit 1)
	insert into audit.versions (at, project, entry, action, origin, tbl, row, version, op, new, old)
	select now() - interval '23 months' + n * (interval '23 months' / %[3]d), '%[1]s', gen_random_uuid(), 'registers.row.change', 'web', 'registers.rows', md5('%[1]s' || n %% %[4]d)::uuid, n / %[4]d + 1,
	case when n < %[4]d then 'I' else 'U' end::"char", one.image || jsonb_build_object('id', md5('%[1]s' || n %% %[4]d), 'project', '%[1]s', 'no', n %% %[4]d + 1, 'version', n / %[4]d + 1, 'note', 'note ' || n), case when n < %[4]d then null else '{"note": ""}'::jsonb end
	from one, generate_series(0, %[3]d - 1) n`

// looks are the medians, in milliseconds, of looking at places all over the register.
func (b *bench) looks() (map[string]float64, error) {
	at := func(months int) string {
		return url.QueryEscape(time.Now().UTC().AddDate(0, -months, 0).Format(time.RFC3339))
	}
	r := rand.New(rand.NewPCG(1, 1))
	anywhere := func() string {
		var id uuid.UUID
		for i := range id {
			id[i] = byte(r.IntN(256))
		}
		return id.String()
	}
	place := func() string {
		id := anywhere()
		return base64.RawURLEncoding.EncodeToString([]byte(`["` + id + `","` + id + `"]`))
	}
	text, err := b.call("GET", "/api/projects/{project}/history/moments/registers.rows/rows?limit=1&at="+at(0), nil)
	if err != nil {
		return nil, err
	}
	var page struct{ Items []struct{ Row string } }
	if err := json.Unmarshal(text, &page); err != nil || len(page.Items) == 0 {
		return nil, fmt.Errorf("nothing stood: %w %s", err, text)
	}
	row := page.Items[0].Row
	did := map[string]func() error{
		"H1": func() error {
			_, err := b.call("GET", "/api/projects/{project}/rows?limit=50&sort=id&at="+at(1+r.IntN(20))+"&after="+place(), nil)
			return err
		},
		"H2": func() error {
			_, err := b.call("GET", "/api/projects/{project}/history/differences/registers.rows?limit=50&from="+at(12+r.IntN(8))+"&to="+at(1+r.IntN(8))+"&after="+anywhere(), nil)
			return err
		},
		"H3": func() error {
			_, err := b.call("GET", "/api/projects/{project}/history/rows/registers.rows/"+row, nil)
			return err
		},
	}
	medians := map[string]float64{}
	for _, id := range []string{"H1", "H2", "H3"} {
		var all []float64
		for range 100 {
			begun := time.Now()
			if err := did[id](); err != nil {
				return nil, err
			}
			all = append(all, time.Since(begun).Seconds()*1000)
		}
		medians[id] = median(all)
	}
	return medians, nil
}
