package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/valyala/fasthttp"
)

// row is a register row as the floor reads it.
type row struct {
	ID, System, Discipline, Phase, Milestone, Method, Requirement, CreatedBy, Company, Person *uuid.UUID
	Version, No                                                                               int
	CreatedAt, ChangedAt                                                                      time.Time
	TitleDA                                                                                   string `bun:"title_da"`
	TitleEN                                                                                   string `bun:"title_en"`
	CriterionDA                                                                               string `bun:"criterion_da"`
	CriterionEN                                                                               string `bun:"criterion_en"`
	Unit, Comparison, TargetText, MeasuredText, Status, Note                                  string
	Target, Tolerance, Measured                                                               *float64
	PlannedOn, DoneOn                                                                         *string
	BR18                                                                                      bool `bun:"br18"`
	Weight                                                                                    float64
	Extra                                                                                     json.RawMessage
}

// floor serves a page of rows with nothing around it: no sign-in, no rights, no
// row security. It is what this stack can do at best, in a process of its own.
func floor(socket string) error {
	at, err := sql.Open("pgx", "host="+socket+" user=postgres dbname=cxweb")
	if err != nil {
		return err
	}
	at.SetMaxOpenConns(clients)
	db := bun.NewDB(at, pgdialect.New())
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/rows", func(c *fiber.Ctx) error {
		var rows []row
		err := db.NewSelect().TableExpr("registers.rows").ColumnExpr(columns).Where("project = ? and discipline = ? and status = 'passed'", c.Query("project"), c.Query("discipline")).
			Order("no").Limit(51).Scan(c.Context(), &rows)
		if err != nil {
			return err
		}
		return c.JSON(rows)
	})
	app.Hooks().OnListen(func(fiber.ListenData) error {
		_, err := fmt.Println("ready")
		return err
	})
	return app.Listen("127.0.0.1:8188")
}

// beside measures how long the slowest pages take and what they cost the
// program, beside the floor.
func (b *bench) beside(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	c := exec.CommandContext(ctx, self, "-floor", b.pg.SocketDir)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	defer func() { _, _ = c.Process.Kill(), c.Wait() }()
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		return err
	}
	found, err := b.psql(ctx, "select string_agg(id::text, ' ') from registers.disciplines where project = '"+b.project+"'")
	if err != nil {
		return err
	}
	all := strings.Fields(found)
	ours := func(r *rand.Rand) error {
		_, err := b.call("GET", `/api/projects/{project}/rows?limit=50&sort=no&filter=%5B%7B%22field%22:%22discipline%22,%22op%22:%22is%22,%22value%22:%22`+all[r.IntN(len(all))]+`%22%7D,%7B%22field%22:%22status%22,%22op%22:%22is%22,%22value%22:%22passed%22%7D%5D`, nil)
		return err
	}
	theirs := func(r *rand.Rand) error {
		status, _, err := b.client.Get(nil, "http://127.0.0.1:8188/rows?project="+b.project+"&discipline="+all[r.IntN(len(all))])
		if err == nil && status != fasthttp.StatusOK {
			err = fmt.Errorf("the floor answered %d", status)
		}
		return err
	}
	var tails, costs [2][]float64
	for range 3 {
		for i, one := range []func(*rand.Rand) error{ours, theirs} {
			tail, cost, err := b.loaded([]int{b.cmd.Process.Pid, c.Process.Pid}[i], one)
			if err != nil {
				return err
			}
			tails[i], costs[i] = append(tails[i], tail), append(costs[i], cost)
		}
	}
	b.add("P3", "slowest in a hundred of pages under load ÷ the floor's: fiber and bun with nothing around them", "ms", median(tails[0]), median(tails[1]), "max", 1)
	b.add("P4", "processor time of the program for a page ÷ the floor's", "µs", median(costs[0]), median(costs[1]), "max", 1)
	return nil
}

// loaded repeats fn for a while from all clients; it returns the 99th
// percentile in milliseconds and the processor time of a process for each in microseconds.
func (b *bench) loaded(pid int, fn func(*rand.Rand) error) (tail, cost float64, err error) {
	var mu sync.Mutex
	var took []float64
	before := cpu(pid)
	_, err = b.rate(func(r *rand.Rand) error {
		begun := time.Now()
		err := fn(r)
		ms := time.Since(begun).Seconds() * 1000
		mu.Lock()
		took = append(took, ms)
		mu.Unlock()
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	slices.Sort(took)
	return took[len(took)*99/100], (cpu(pid) - before).Seconds() * 1e6 / float64(len(took)), nil
}

// cpu is the processor time that a process has used.
func cpu(pid int) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	f := strings.Fields(rest)
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return time.Duration(user+system) * 10 * time.Millisecond // a hundredth of a second is the kernel's unit
}
