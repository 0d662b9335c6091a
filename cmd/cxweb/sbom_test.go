package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestTheBillNamesEverything holds the bill of materials of the built program
// against what the build says it is made of, and against the lock of the web UI.
func TestTheBillNamesEverything(t *testing.T) {
	text, err := build(t).command("sbom").Output()
	if err != nil {
		t.Fatal(err)
	}
	var b struct {
		BomFormat, SpecVersion string
		Components             []part
	}
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	if b.BomFormat != "CycloneDX" || b.SpecVersion != "1.6" {
		t.Errorf("the bill is of %s %s", b.BomFormat, b.SpecVersion)
	}
	named := map[string]bool{}
	for _, p := range b.Components {
		if named[p.Ref] || p.Version == "" || p.Name == "" || !strings.HasPrefix(p.Purl, "pkg:") {
			t.Errorf("%+v stands twice or says too little", p)
		}
		named[p.Ref] = true
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for path := range strings.FieldsSeq(string(out)) {
		n++
		if !named["go:"+path] {
			t.Errorf("the module %s is not named", path)
		}
	}
	if n < 50 || !named["go:stdlib"] {
		t.Errorf("only %d modules were looked at", n)
	}
	lock, err := os.ReadFile("../../web/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var packages struct{ Packages map[string]any }
	if err := json.Unmarshal(lock, &packages); err != nil {
		t.Fatal(err)
	}
	for path := range packages.Packages {
		if path != "" && !named["npm:"+path] {
			t.Errorf("the package %s is not named", path)
		}
	}
}
