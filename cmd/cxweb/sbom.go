package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"cxweb/cmd/program"
	"cxweb/web"
)

// part is a library as a bill of materials names it (CycloneDX 1.6).
type part struct {
	Type    string `json:"type"`
	Ref     string `json:"bom-ref"`
	Name    string `json:"name"`
	Version string `json:"version"`
	Purl    string `json:"purl"`
	Scope   string `json:"scope,omitempty"`
}

// bill prints what the program is made of: the Go modules that are built into
// it, as the binary itself knows them, and the packages of the web UI as they
// are locked; those that only build it are excluded from what runs.
func bill(context.Context, []string) error {
	parts, err := parts()
	if err != nil {
		return err
	}
	e := json.NewEncoder(os.Stdout)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
		"metadata":   map[string]any{"component": part{Type: "application", Ref: "cxweb", Name: "cxweb", Version: program.Version, Purl: "pkg:golang/cxweb@" + program.Version}},
		"components": parts,
	})
}

func parts() ([]part, error) {
	built, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, errors.New("the binary does not know what it was built of")
	}
	all := []part{goPart("stdlib", strings.TrimPrefix(built.GoVersion, "go"))}
	for _, m := range built.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		all = append(all, goPart(m.Path, m.Version))
	}
	var lock struct {
		Packages map[string]struct {
			Version       string
			Dev, Optional bool
		}
	}
	if err := json.Unmarshal(web.Lock, &lock); err != nil {
		return nil, err
	}
	for path, p := range lock.Packages {
		if path == "" { // the web UI itself
			continue
		}
		name := path[strings.LastIndex(path, "node_modules/")+len("node_modules/"):]
		scope := "required"
		switch {
		case p.Dev:
			scope = "excluded"
		case p.Optional:
			scope = "optional"
		}
		all = append(all, part{"library", "npm:" + path, name, p.Version, "pkg:npm/" + strings.Replace(name, "@", "%40", 1) + "@" + p.Version, scope})
	}
	slices.SortFunc(all, func(a, b part) int { return strings.Compare(a.Ref, b.Ref) })
	return all, nil
}

func goPart(path, version string) part {
	return part{"library", "go:" + path, path, version, "pkg:golang/" + path + "@" + version, "required"}
}
