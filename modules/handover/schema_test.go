package handover_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// against names what does not fit: types, required and further properties,
// values and patterns. A keyword that it does not know is a misfit too.
func against(root, schema map[string]any, value any, at string) (wrong []string) {
	bad := func(format string, args ...any) { wrong = append(wrong, at+": "+fmt.Sprintf(format, args...)) }
	for word, rule := range schema {
		switch word {
		case "$schema", "title", "description", "$defs", "format", "properties", "minimum":
		case "$ref":
			name := strings.TrimPrefix(rule.(string), "#/$defs/")
			wrong = append(wrong, against(root, root["$defs"].(map[string]any)[name].(map[string]any), value, at)...)
		case "type":
			is := map[string]bool{"string": isA[string](value), "object": isA[map[string]any](value), "array": isA[[]any](value)}
			n, number := value.(float64)
			is["integer"] = number && n == float64(int64(n)) && n >= 0
			if !is[rule.(string)] {
				bad("is no %s: %v", rule, value)
				return wrong
			}
		case "enum":
			if !slices.Contains(rule.([]any), value) {
				bad("%v is not one of %v", value, rule)
			}
		case "pattern":
			if text, ok := value.(string); !ok || !regexp.MustCompile(rule.(string)).MatchString(text) {
				bad("%v does not match %v", value, rule)
			}
		case "required":
			for _, name := range rule.([]any) {
				if _, ok := value.(map[string]any)[name.(string)]; !ok {
					bad("lacks %v", name)
				}
			}
		case "items":
			for i, one := range value.([]any) {
				wrong = append(wrong, against(root, rule.(map[string]any), one, fmt.Sprintf("%s/%d", at, i))...)
			}
		case "additionalProperties":
			known, _ := schema["properties"].(map[string]any)
			for name, one := range value.(map[string]any) {
				if property, ok := known[name].(map[string]any); ok {
					wrong = append(wrong, against(root, property, one, at+"/"+name)...)
				} else if rest, ok := rule.(map[string]any); ok {
					wrong = append(wrong, against(root, rest, one, at+"/"+name)...)
				} else {
					bad("%s is not described", name)
				}
			}
		default:
			bad("the schema says %s, which is not understood here", word)
		}
	}
	return wrong
}

func isA[T any](value any) bool { _, ok := value.(T); return ok }
