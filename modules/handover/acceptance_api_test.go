package handover_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestAcceptancesComeBackEqual hands over an acceptance document with its drawn
// signature and the reason of whoever signed it alone, and takes it into another project.
func TestAcceptancesComeBackEqual(t *testing.T) {
	s := newScene(t)
	picture := image.NewGray(image.Rect(0, 0, 60, 20))
	for x := range 60 {
		picture.Pix[600+x] = 200
	}
	var ink bytes.Buffer
	if err := png.Encode(&ink, picture); err != nil {
		t.Fatal(err)
	}
	s.ids["gate"] = s.ID("registers.phases", "code", "M1").String()
	s.ids["document"] = s.post("/projects/{project}/gates/{gate}/acceptances", "{}")
	s.done("PUT", "/projects/{project}/acceptances/{document}", `{"base":1,"activities":"a","documents":"b","conclusion":"c"}`)
	s.done("POST", "/projects/{project}/acceptances/{document}/sign", fmt.Sprintf(`{"base":2,"name":"Anne","role":"Bygherre","alone":%s,"ink":"%s"}`, quote(awkward), base64.StdEncoding.EncodeToString(ink.Bytes())))
	sent := s.download("ann", "{project}", s.order("ann", "{project}", "en"))
	if state, says := s.receive(sent); state != "done" {
		t.Fatalf("the task is %s: %s", state, says)
	}
	before, after := tables(t, sent), tables(t, s.download("bob", "{other}", s.order("bob", "{other}", "en")))
	if !slices.Equal(after["acceptances"], before["acceptances"]) || len(before["acceptances"]) != 1 || !strings.Contains(before["acceptances"][0], "Signature M1-1.png") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(after["acceptances"], "\n"), strings.Join(before["acceptances"], "\n"))
	}
	if signed := slices.ContainsFunc(slices.Collect(maps.Keys(unpacked(t, sent))), func(name string) bool { return strings.HasSuffix(name, "Signature_M1-1_1.png") }); !signed {
		t.Error("the package does not hold the picture of the signature")
	}
}
