package testkit

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the pages that are made from the code anew")

// Page holds a page of the docs, between its two marks, against a text that was
// made from the code; with -update it is written instead.
func Page(t *testing.T, path, text string) {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- begin -->\n", "<!-- end -->"
	before, rest, found := strings.Cut(string(body), begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("%s has no marks", path)
	}
	whole := before + begin + text + end + after
	if *update {
		if err := os.WriteFile(path, []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if whole != string(body) {
		t.Errorf("%s is not in step with the code: go test -run %s -update, in its package", path, t.Name())
	}
}
