package kernel

import (
	"errors"
	"reflect"
	"strings"
	"unicode"

	"cxweb/platform/problem"

	"github.com/go-playground/validator/v10"
)

var validate = newValidator()

func newValidator() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		for _, tag := range []string{"query", "json"} {
			if name, _, _ := strings.Cut(f.Tag.Get(tag), ","); name != "" && name != "-" {
				return name
			}
		}
		return f.Name
	})
	return v
}

// Validate checks a value by its validate tags.
func Validate(value any) error {
	err := validate.Struct(value)
	var all validator.ValidationErrors
	if !errors.As(err, &all) {
		return err
	}
	p := problem.New(problem.Invalid, "")
	for _, e := range all {
		// The name of a generic type holds points of its own.
		path := strings.TrimPrefix(e.Namespace(), reflect.Indirect(reflect.ValueOf(value)).Type().Name()+".")
		path = strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(path)
		// What begins with a capital is a struct inside another, and no field of JSON.
		for first, rest, inside := strings.Cut(path, "/"); inside && unicode.IsUpper(rune(first[0])); first, rest, inside = strings.Cut(path, "/") {
			path = rest
		}
		format, args := say(e)
		p.And(path, format, args...)
	}
	return p
}

func say(e validator.FieldError) (string, []any) {
	long := e.Kind() == reflect.String
	list := e.Kind() == reflect.Slice || e.Kind() == reflect.Map
	switch e.Tag() {
	case "required", "required_without", "required_if":
		return "is needed", nil
	case "max":
		switch {
		case long:
			return "is too long: at most %s characters", []any{e.Param()}
		case list:
			return "is too many: at most %s", []any{e.Param()}
		}
		return "is too large: at most %s", []any{e.Param()}
	case "min":
		switch {
		case long:
			return "is too short: at least %s characters", []any{e.Param()}
		case list:
			return "is too few: at least %s", []any{e.Param()}
		}
		return "is too small: at least %s", []any{e.Param()}
	case "gte":
		return "is too small: at least %s", []any{e.Param()}
	case "gt":
		return "must be more than %s", []any{e.Param()}
	case "lte":
		return "is too large: at most %s", []any{e.Param()}
	case "oneof":
		return "is not one of %s", []any{e.Param()}
	case "email":
		return "is not an e-mail address", nil
	case "datetime":
		return "is not a date such as 2026-04-20", nil
	}
	return "is not allowed", nil
}

func init() {
	problem.Teach(map[string]string{
		"This request takes no body":           "Denne forespørgsel tager ikke imod indhold",
		"A JSON body is needed":                "Der skal sendes et JSON-indhold",
		"is not of the right kind":             "er ikke af den rigtige slags",
		"There is more than one JSON value":    "Der er mere end én JSON-værdi",
		"is not a field here":                  "er ikke et felt her",
		"An id is not an id":                   "Et id er ikke et id",
		"The JSON cannot be read":              "JSON kan ikke læses",
		"is needed: the version that was read": "skal med: den version, der blev læst",
		"No field is changed":                  "Intet felt er ændret",
		"is too long: at most %s characters":   "er for lang: højst %s tegn",
		"is too many: at most %s":              "er for mange: højst %s",
		"is too large: at most %s":             "er for stor: højst %s",
		"is too short: at least %s characters": "er for kort: mindst %s tegn",
		"is too few: at least %s":              "er for få: mindst %s",
		"is too small: at least %s":            "er for lille: mindst %s",
		"must be more than %s":                 "skal være mere end %s",
		"is not one of %s":                     "er ikke en af %s",
		"is not an e-mail address":             "er ikke en e-mailadresse",
		"is not a date such as 2026-04-20":     "er ikke en dato som 2026-04-20",
	})
}
