package kernel

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Areas and Verbs make up the rights: a right is area.verb.
var (
	Areas = []string{"project", "members", "registers", "requirements", "tests", "log", "documents", "exports", "history"}
	Verbs = []string{"view", "create", "edit_own", "edit_all", "approve", "export", "administer"}
)

var actionName = regexp.MustCompile(`^[a-z]+(\.[a-z]+(_[a-z]+)*){2}$`)

// Check refuses a program whose modules do not fit: names, routes, areas,
// address fields that a body could override, and listeners whose view does not
// fit the event that is published.
func (k *Kernel) Check() error {
	var wrong []error
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	names, routes := map[string]bool{}, map[string]string{}
	published := map[string]reflect.Type{}
	for _, f := range k.manifests {
		for _, e := range f.Publishes {
			if !strings.HasPrefix(e.EventName(), f.Name+".") {
				bad("event %s does not carry the name of its module %s", e.EventName(), f.Name)
			}
			published[e.EventName()] = reflect.TypeOf(e)
		}
	}
	for _, a := range k.actions {
		if !actionName.MatchString(a.Name) {
			bad("action %s is not named module.thing.verb", a.Name)
		}
		if names[a.Name] {
			bad("there are two actions %s", a.Name)
		}
		names[a.Name] = true
		route := a.Method + " " + regexp.MustCompile(`:[a-z]+`).ReplaceAllString(a.Path, ":x")
		if other, taken := routes[route]; taken {
			bad("%s and %s share the route %s", a.Name, other, route)
		}
		routes[route] = a.Name
		if area, verb := a.Right(); a.OfProject() && !a.anyone && !a.open {
			if !slices.Contains(Areas, area) || verb != "edit" && !slices.Contains(Verbs, verb) {
				bad("%s takes the right %s.%s, which does not exist", a.Name, area, verb)
			}
		}
		if a.ahead != nil && !a.open {
			bad("%s does something ahead of its rights", a.Name)
		}
		if a.alone && (a.Method != http.MethodGet || !a.OfProject() || a.open || a.fresh) {
			bad("%s does not read a project", a.Name)
		}
		checkFields(a, bad)
	}
	for _, f := range k.manifests {
		for _, h := range f.Handles {
			e, ok := published[h.Event]
			if !ok {
				bad("%s listens for %s, which nobody publishes", f.Name, h.Event)
				continue
			}
			for name, t := range jsonFields(h.View) {
				if had, ok := jsonFields(e)[name]; !ok || had != t {
					bad("%s hears %s.%s as %s, but it is published as %v", f.Name, h.Event, name, t, had)
				}
			}
		}
	}
	return errors.Join(wrong...)
}

func checkFields(a Action, bad func(string, ...any)) {
	if a.In.Kind() != reflect.Struct {
		bad("the command of %s is not a struct", a.Name)
		return
	}
	inPath := map[string]bool{}
	for _, part := range strings.Split(a.Path, "/") {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			inPath[name] = false
		}
	}
	for _, f := range reflect.VisibleFields(a.In) {
		name := f.Tag.Get("params")
		if name == "" {
			continue
		}
		if _, ok := inPath[name]; !ok {
			bad("%s binds %s, which is not in %s", a.Name, name, a.Path)
		}
		inPath[name] = true
		if f.Tag.Get("json") != "-" {
			bad("%s: a body could override the address field %s", a.Name, f.Name)
		}
	}
	for name, bound := range inPath {
		if !bound {
			bad("%s does not bind :%s of its path", a.Name, name)
		}
	}
}

func jsonFields(t reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			fields[name] = f.Type
		}
	}
	return fields
}
