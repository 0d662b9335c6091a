package kernel

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"

	"cxweb/platform/problem"

	"github.com/google/uuid"
)

// Fields of a command come from its JSON body, from the query (tag `query`) and
// from the path (tag `params`, bound last so that a body cannot override it). A
// field tagged `body` takes the body whole.
func (k *Kernel) bind(in any, body []byte, query func(string) string, params func(string) string) error {
	v := reflect.ValueOf(in).Elem()
	target := in
	takesBody := false
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if _, whole := f.Tag.Lookup("body"); whole {
			target, takesBody = v.Field(i).Addr().Interface(), true
		} else if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "-" && f.IsExported() {
			takesBody = true
		}
	}
	if body = bytes.TrimSpace(body); !takesBody && string(body) == "{}" {
		body = nil
	}
	if len(body) > 0 {
		if !takesBody {
			return problem.New(problem.Invalid, "This request takes no body")
		}
		if err := decode(body, target); err != nil {
			return err
		}
	} else if takesBody && target != in {
		return problem.New(problem.Invalid, "A JSON body is needed")
	}
	return bindNames(v, query, params)
}

func bindNames(v reflect.Value, query, params func(string) string) error {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct && f.Tag.Get("body") == "" {
			if err := bindNames(v.Field(i), query, params); err != nil {
				return err
			}
			continue
		}
		if name := f.Tag.Get("query"); name != "" {
			if text := query(name); text != "" {
				if err := setText(v.Field(i), text); err != nil {
					return problem.At(name, "is not of the right kind")
				}
			}
		}
		if name := f.Tag.Get("params"); name != "" {
			if err := setText(v.Field(i), params(name)); err != nil {
				return problem.New(problem.NotFound, "")
			}
		}
	}
	return nil
}

func setText(v reflect.Value, text string) error {
	switch p := v.Addr().Interface().(type) {
	case *string:
		*p = text
	case *uuid.UUID:
		if len(text) != 36 {
			return errors.New("not an id")
		}
		u, err := uuid.Parse(text)
		if err != nil {
			return err
		}
		*p = u
	case *int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		*p = n
	case *bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return err
		}
		*p = b
	case *time.Time: // as it stands in JSON or without its quotes
		t, err := time.Parse(time.RFC3339Nano, strings.Trim(text, `"`))
		if err != nil {
			return err
		}
		*p = t
	default:
		return json.Unmarshal([]byte(text), p)
	}
	return nil
}

// decode reads one JSON value and nothing after it; unknown fields are refused.
func decode(body []byte, target any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	err := d.Decode(target)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			return problem.New(problem.Invalid, "There is more than one JSON value")
		}
		return nil
	}
	var p *problem.Problem
	if errors.As(err, &p) {
		return p
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return problem.At(strings.ReplaceAll(wrong.Field, ".", "/"), "is not of the right kind").Because(err)
	}
	if name, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		return problem.At(strings.Trim(name, `"`), "is not a field here")
	}
	if strings.Contains(err.Error(), "UUID") {
		return problem.New(problem.Invalid, "An id is not an id").Because(err)
	}
	if strings.Contains(err.Error(), "parsing time") {
		return problem.New(problem.Invalid, "A date is not a date").Because(err)
	}
	return problem.New(problem.Invalid, "The JSON cannot be read").Because(err)
}

// Change is a partial change: the version that was read and the fields that
// are to be something else. Absent is untouched, null is cleared.
type Change[T any] struct {
	Base   int
	Fields map[string]json.RawMessage
	Value  T
}

// UnmarshalJSON implements json.Unmarshaler.
func (c *Change[T]) UnmarshalJSON(body []byte) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(body, &all); err != nil {
		return err
	}
	base, ok := all["base"]
	if !ok {
		return problem.At("base", "is needed: the version that was read")
	}
	if err := json.Unmarshal(base, &c.Base); err != nil {
		return problem.At("base", "is not of the right kind")
	}
	delete(all, "base")
	if len(all) == 0 {
		return problem.New(problem.Invalid, "No field is changed")
	}
	c.Fields = all
	return decodeFields(all, &c.Value)
}
