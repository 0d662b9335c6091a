// Package world runs the real program for scenario tests: every module, the
// real database as the role that owns nothing, and people to act.
package world

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"cxweb/cmd/program"
	"cxweb/modules/accounts"
	"cxweb/modules/projects"
	"cxweb/platform/db"
	"cxweb/platform/kernel"
	"cxweb/platform/scope"
	"cxweb/platform/sheet"
	"cxweb/platform/testkit"

	"github.com/google/uuid"
)

var shared struct {
	sync.Once
	p    *program.Program
	stop func()
	err  error
}

// Main runs a package's scenario tests and ends the program afterwards. The
// test's own program is also the one that reads imported files.
func Main(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == sheet.Command {
		os.Exit(sheet.Main(os.Args[2:]))
	}
	testkit.After(func() {
		if shared.stop != nil {
			shared.stop()
		}
	})
	testkit.Main(m)
}

// World is a project with its people, a second one with the same names and
// numbers, and the program that serves them. Every test has its own.
type World struct {
	*program.Program
	t       testing.TB
	Project uuid.UUID
	Other   uuid.UUID
	Tokens  map[string]string
	People  map[string]uuid.UUID
}

// New makes a world. In its project ann administers, eve edits, ben may do his
// own items in the discipline VE for the company Nordluft, and rita reads; bob
// administers the other project.
func New(t testing.TB) *World {
	t.Helper()
	p := run(t)
	w := &World{Program: p, t: t, Project: uuid.Must(uuid.NewV7()), Other: uuid.Must(uuid.NewV7()), Tokens: map[string]string{}, People: map[string]uuid.UUID{}}
	w.found("ann", w.Project)
	w.found("bob", w.Other)
	w.Seat("eve", "editor", "Rådgiver & Ko", nil)
	w.Seat("ben", "own_items", "Nordluft", []uuid.UUID{w.ID("registers.disciplines", "code", "VE")})
	w.Seat("rita", "reader", "Bygherre", nil)
	return w
}

func run(t testing.TB) *program.Program {
	t.Helper()
	serving, owner := testkit.Database(t)
	shared.Do(func() { shared.p, shared.stop, shared.err = bringUp(serving, owner) })
	if shared.err != nil {
		t.Fatalf("the program: %v", shared.err)
	}
	return shared.p
}

func bringUp(serving, owner string) (*program.Program, func(), error) {
	dir, err := os.MkdirTemp("", "cxweb-world-")
	if err != nil {
		return nil, nil, err
	}
	for name, value := range map[string]string{"CXWEB_DATABASE_URL": serving, "CXWEB_DATABASE_OWNER_URL": owner, "CXWEB_DATA": dir, "CXWEB_LIMITS__PER_SECOND": "100000", "CXWEB_LIMITS__TRIES": "100000", "CXWEB_LIMITS__HASH_MB": "8"} {
		if err := os.Setenv(name, value); err != nil {
			return nil, nil, err
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	p, err := program.Start(ctx, false)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	p.Clock.Start(testkit.Today)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := p.Work(ctx, true); err != nil {
			fmt.Fprintln(os.Stderr, "work:", err)
		}
	}()
	return p, func() {
		p.Closing()
		cancel()
		<-done
		if err := p.End(); err != nil {
			fmt.Fprintln(os.Stderr, "end:", err)
		}
		os.RemoveAll(dir)
	}, nil
}

// As runs fn as a person in the world's project, for setting a scene.
func (w *World) As(name string, fn func(context.Context) error) {
	w.t.Helper()
	w.within(w.People[name], w.Project, fn)
}

func (w *World) within(person, project uuid.UUID, fn func(context.Context) error) {
	w.t.Helper()
	err := w.DB.Work(context.Background(), db.Entry{Kind: scope.Job, Person: person, Project: project, Request: uuid.Must(uuid.NewV7()), Action: "test.scene", Origin: "test", Language: "en", Now: w.Clock.Now()},
		func(ctx context.Context) error {
			db.Note(ctx, uuid.Nil, []byte("{}"))
			return fn(ctx)
		})
	if err != nil {
		w.t.Fatalf("setting the scene: %v", err)
	}
}

// person makes somebody who is signed in.
func (w *World) person(name, company string) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	token := uuid.NewString()
	w.within(id, uuid.Nil, func(ctx context.Context) error {
		err := program.ModuleOf[*accounts.Module](w.Program).AddPerson(ctx, id, name+"."+id.String()+"@test.example", strings.ToUpper(name[:1])+name[1:], company, "", "none")
		if err != nil {
			return err
		}
		_, err = db.On(ctx).NewRaw("insert into accounts.sessions (id, person, hash, ends_at) values (?, ?, ?, ?)",
			uuid.Must(uuid.NewV7()), id, kernel.Hash(token), w.Clock.Now().Add(30*24*time.Hour)).Exec(ctx)
		return err
	})
	w.People[name], w.Tokens[name] = id, token
	return id
}

// found has a person set up a project with the usual lists.
func (w *World) found(name string, project uuid.UUID) {
	id := w.person(name, "Commissioning Partner")
	w.within(id, uuid.Nil, func(ctx context.Context) error {
		cmd := projects.CreateProject{ID: project, Facts: projects.Facts{Name: "Ny Skole", Number: "1001", Language: "da"}}
		cmd.Phases, cmd.Disciplines, cmd.Methods = projects.StarterLists()
		return program.ModuleOf[*projects.Module](w.Program).Found(ctx, cmd)
	})
}

// Seat makes somebody who takes part in the world's project in a role.
func (w *World) Seat(name, role, company string, disciplines []uuid.UUID) {
	id := w.person(name, company)
	w.As("ann", func(ctx context.Context) error {
		if err := program.ModuleOf[*accounts.Module](w.Program).Show(ctx, id); err != nil {
			return err
		}
		return program.ModuleOf[*projects.Module](w.Program).Seat(ctx, id, company, role, disciplines)
	})
}

// ID finds the id of a row of the world's project by one of its columns.
func (w *World) ID(table, column string, value any) (id uuid.UUID) {
	w.t.Helper()
	w.As("ann", func(ctx context.Context) error {
		return db.On(ctx).NewRaw(fmt.Sprintf("select id from %s where project = ? and %s = ?", table, column), w.Project, value).Scan(ctx, &id)
	})
	return id
}
