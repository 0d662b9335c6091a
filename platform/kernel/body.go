package kernel

import (
	"encoding/json"
	"reflect"

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
	rest, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return decode(rest, &n.Value)
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
