package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// sizes are how many rows the registers have whose costs are held together.
var sizes = []int{1_000, 10_000, 100_000, 1_000_000}

// growth measures the same requests on registers of four sizes in one run: what
// a page costs must not grow with the register.
func (b *bench) growth(ctx context.Context) error {
	kept := b.project
	defer func() { b.project = kept }()
	table := map[string][]float64{}
	for _, n := range sizes {
		out, err := b.command(ctx, "demo", "--rows", strconv.Itoa(n), "--projects", "1").Output()
		if err != nil {
			return err
		}
		b.project, _, _ = strings.Cut(string(out), "\n")
		if err := b.rest(ctx); err != nil {
			return err
		}
		took, err := b.visits(ctx, n)
		if err != nil {
			return err
		}
		for id, ms := range took {
			table[id] = append(table[id], ms)
		}
	}
	for _, g := range []struct {
		id, what string
		goal     float64
	}{{"G1", "a page", 1.3}, {"G2", "a page with a filter", 1.3}, {"G3", "opening a row", 1.3}, {"G4", "changing a row", 1.3}, {"G5", "searching", 2}} {
		t := table[g.id]
		b.add(g.id, fmt.Sprintf("%s of 1 M rows ÷ of 1 k (1 k %.2f, 10 k %.2f, 100 k %.2f, 1 M %.2f)", g.what, t[0], t[1], t[2], t[3]), "ms", t[3], t[0], "max", g.goal)
	}
	return b.tenants(ctx)
}

// tenants measures one project among ten and among ten thousand.
func (b *bench) tenants(ctx context.Context) error {
	const rows, few, many = 1_000, 10, 10_000
	var took []map[string]float64
	for _, n := range []int{few, many} {
		each := rows
		if n == many {
			each = 10 // those beside it, which nobody visits
		}
		out, err := b.command(ctx, "demo", "--rows", strconv.Itoa(each), "--projects", strconv.Itoa(n)).Output()
		if err != nil {
			return err
		}
		if n == few {
			b.project, _, _ = strings.Cut(string(out), "\n")
		}
		if err := b.rest(ctx); err != nil {
			return err
		}
		all, err := b.visits(ctx, rows)
		if err != nil {
			return err
		}
		took = append(took, all)
	}
	b.add("G6", fmt.Sprintf("a page of a project of %d rows among %d projects ÷ among %d", rows, many, few), "ms", took[1]["G1"], took[0]["G1"], "max", 1.1)
	return nil
}

// rest waits until what was filled in is known to the planner and sealed: what
// is measured then is no work of the background.
func (b *bench) rest(ctx context.Context) error {
	if _, err := b.psql(ctx, "analyze"); err != nil {
		return err
	}
	for begun := time.Now(); time.Since(begun) < 10*time.Minute; time.Sleep(time.Second) {
		left, err := b.psql(ctx, "select count(*) from (select 1 from audit.versions v join audit.reached r on r.project = '00000000-0000-0000-0000-000000000000' where (v.xid, v.seq) > (r.vx, r.vn) limit 1000) v")
		if err != nil {
			return err
		}
		if n, err := strconv.Atoi(left); err != nil || n < 1000 { // the visits of the step before count for nothing
			return err
		}
	}
	return errors.New("the history was not sealed within ten minutes")
}

// visits are the medians, in milliseconds, of what one person does in a register of n rows.
func (b *bench) visits(ctx context.Context, n int) (map[string]float64, error) {
	found, err := b.psql(ctx, "select string_agg(id::text || ' ' || version, ' ') from (select id, version from registers.rows where project = '"+b.project+"' order by no limit 200) t")
	if err != nil {
		return nil, err
	}
	discipline, err := b.psql(ctx, "select discipline from registers.rows where project = '"+b.project+"' order by no limit 1")
	if err != nil {
		return nil, err
	}
	rows := strings.Fields(found)
	const list = "/api/projects/{project}/rows"
	filter := url.QueryEscape(`[{"field":"discipline","op":"is","value":"` + discipline + `"},{"field":"status","op":"is","value":"passed"}]`)
	r := rand.New(rand.NewPCG(1, uint64(n)))
	did := map[string]func(i int) error{
		"G1": func(int) error { _, err := b.call("GET", list+"?limit=50&sort=no", nil); return err },
		"G2": func(int) error { _, err := b.call("GET", list+"?limit=50&sort=no&filter="+filter, nil); return err },
		"G3": func(i int) error { _, err := b.call("GET", list+"/"+rows[i%200*2], nil); return err },
		"G4": func(i int) error {
			base, err := strconv.Atoi(rows[i*2+1])
			if err == nil {
				_, err = b.call("PATCH", list+"/"+rows[i*2], map[string]any{"base": base, "note": "note " + strconv.Itoa(i)})
			}
			return err
		},
		"G5": func(int) error {
			_, err := b.call("GET", fmt.Sprintf("%s?limit=50&q=ventil%%20%d", list, 100+r.IntN(899)), nil)
			return err
		},
	}
	medians := map[string]float64{}
	for _, id := range []string{"G1", "G2", "G3", "G4", "G5"} {
		var all []float64
		for i := range len(rows) / 2 {
			begun := time.Now()
			if err := did[id](i); err != nil {
				return nil, err
			}
			all = append(all, time.Since(begun).Seconds()*1000)
		}
		medians[id] = median(all)
	}
	return medians, nil
}
