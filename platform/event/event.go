// Package event tells facts between modules: written with the change that made
// them true, delivered to every listener once in effect.
package event

import (
	"context"
	"encoding/json"
	"reflect"

	"cxweb/platform/db"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Event is a fact that a module tells; its name is <module>.<what_happened>.
type Event interface{ EventName() string }

// Handler listens for one event, with its own view of it.
type Handler struct {
	Event string
	View  reflect.Type
	Run   func(ctx context.Context, payload []byte) error
}

// On makes a handler of a method that takes its own view of an event. A
// handler changes its own module's rows and publishes nothing.
func On[View any](event string, fn func(context.Context, View) error) Handler {
	return Handler{Event: event, View: reflect.TypeFor[View](), Run: func(ctx context.Context, payload []byte) error {
		var view View
		if err := json.Unmarshal(payload, &view); err != nil {
			return err
		}
		return fn(ctx, view)
	}}
}

type handling struct{}

// ID is the id of the event that a handler is dealing with.
func ID(ctx context.Context) uuid.UUID {
	id, _ := ctx.Value(handling{}).(uuid.UUID)
	return id
}

// Publish writes an event in the transaction of the work under way: rolled
// back, it never was.
func Publish(ctx context.Context, e Event) error {
	if ctx.Value(handling{}) != nil {
		panic("a handler publishes nothing: " + e.EventName())
	}
	payload, err := json.Marshal(e)
	if err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	s := scope.From(ctx)
	db.Wakes(ctx)
	_, err = db.On(ctx).NewRaw(`insert into platform.outbox (id, event, payload, project, person, request) values (?, ?, ?::jsonb, ?, ?, ?)`,
		id, e.EventName(), string(payload), orNull(s.Project), orNull(s.Person), orNull(s.Request)).Exec(ctx)
	return err
}

func orNull(u uuid.UUID) any {
	if u == uuid.Nil {
		return nil
	}
	return u
}
