package kernel

import (
	"cmp"
	"encoding/json"
	"reflect"
	"strings"

	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Creation is a thing to be made: its id, made by the client so that a repeat is
// recognised, and its fields as they were sent.
type Creation[T any] struct {
	ID     uuid.UUID
	Fields map[string]json.RawMessage
	Value  T
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *Creation[T]) UnmarshalJSON(body []byte) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(body, &all); err != nil {
		return err
	}
	if id, given := all["id"]; given {
		if err := json.Unmarshal(id, &n.ID); err != nil {
			return problem.At("id", "is not of the right kind")
		}
	}
	delete(all, "id")
	n.ID, n.Fields = NewID(n.ID), all
	return decodeFields(all, &n.Value)
}

// decodeFields reads fields into a value that knows each of them by exactly its
// name: to encoding/json Status is status too, and would pass by another name
// what is looked at by its own.
func decodeFields(fields map[string]json.RawMessage, target any) error {
	if names := namesOf(reflect.TypeOf(target).Elem()); names != nil {
		for name := range fields {
			if !names[name] {
				return problem.At(name, "is not a field here")
			}
		}
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return decode(text, target)
}

// namesOf are the names of a struct's fields in JSON; nil for another type.
func namesOf(t reflect.Type) map[string]bool {
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return nil
	}
	names := map[string]bool{}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); f.IsExported() && !f.Anonymous && name != "-" {
			names[cmp.Or(name, f.Name)] = true
		}
	}
	return names
}

// A body that is more than its Go type tells the API description its fields
// and what goes with them.
func (n Creation[T]) described() (reflect.Type, map[string]any, []string) {
	return reflect.TypeFor[T](), map[string]any{"id": map[string]any{"type": "string", "format": "uuid"}}, nil
}

func (c Change[T]) described() (reflect.Type, map[string]any, []string) {
	return reflect.TypeFor[T](), map[string]any{"base": map[string]any{"type": "integer", "description": "the version that was read"}}, []string{"base"}
}

type describedBody interface {
	described() (of reflect.Type, with map[string]any, required []string)
}
