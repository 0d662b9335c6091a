package handover

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cxweb/platform/table"

	"github.com/google/uuid"
)

// FuzzSplit holds the splitting of rows against the standard library's reading.
func FuzzSplit(f *testing.F) {
	for _, text := range []string{`{}`, ` { } `, `{"a":1}`, `{"a":null,"b":"x"}`, `{"a":"\"},{[","b":{"c":[1,{"d":"}"}]},"e":[]}`, `{ "a" : "\\" , "b" : -1.5e3 }`, `{"":""}`, `{"a\"b":true,"æ":false}`, `{"a":"\\\""}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want map[string]json.RawMessage
		if !strings.HasPrefix(strings.TrimSpace(text), "{") || json.Unmarshal([]byte(text), &want) != nil {
			return
		}
		l, err := split(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for _, f := range l {
			if found := seek(text, f.name); found.raw != l[slices.IndexFunc(l, func(one field) bool { return one.name == f.name })].raw {
				t.Errorf("%s: %s is %s", text, f.name, found.raw)
			}
		}
		again, err := json.Marshal(l)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		var got, had any
		if json.Unmarshal(again, &got) != nil || json.Unmarshal([]byte(text), &had) != nil || !reflect.DeepEqual(got, had) {
			t.Errorf("%s comes back as %s", text, again)
		}
	})
}

func TestLineValues(t *testing.T) {
	id := uuid.New()
	l, err := split(`{"id":"` + id.String() + `","no":12,"text":"a\n\"æ\" 😀","none":null,"exact":0.12345678901234567890,"extra":{"b":"2","a":1},"name_da":"","name_en":"Fan"}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range []struct{ got, want any }{
		{l.id("id"), id}, {l.id("none"), uuid.Nil}, {l.text("no"), "12"}, {l.text("text"), "a\n\"æ\" 😀"}, {l.has("none"), false}, {l.text("none"), ""}, {l.number("none"), nil},
		{l.number("exact"), 0.12345678901234568}, {l.text("exact"), "0.12345678901234567890"}, {listed(l.facts()), "a: 1; b: 2"}, {l.inLanguage("name", "da"), "Fan"}, {l.first("none", "no"), "12"},
	} {
		if !reflect.DeepEqual(check.got, check.want) {
			t.Errorf("got %v, want %v", check.got, check.want)
		}
	}
	for _, text := range []string{"", "[]", "12", `"a"`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`} {
		if l, err := split(text); err == nil {
			t.Errorf("%q is a row: %v", text, l)
		}
	}
}

func TestASCII(t *testing.T) {
	for name, want := range map[string]string{
		"Foto – æ.png": "Foto_ae.png", "+A=VE01": "A_VE01", "../../etc/passwd": "etc_passwd", "": "x", "日本": "x", "Rådgiver & Ko": "Raadgiver_Ko", "..": "x", "a\x00b\nc": "a_b_c", "CON .": "CON",
		strings.Repeat("a", 100) + ".jpeg": strings.Repeat("a", 55) + ".jpeg", strings.Repeat("b", 100): strings.Repeat("b", 60),
	} {
		if got := ascii(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// TestNamesOfFiles are short, tell what they show, and never stand twice.
func TestNamesOfFiles(t *testing.T) {
	test, row, photo := uuid.New(), uuid.New(), uuid.New()
	e := &evidence{testOf: map[uuid.UUID]uuid.UUID{photo: test}, tests: map[uuid.UUID]tested{test: {row: row}}, rows: map[uuid.UUID]verified{row: {no: "7", tag: "VE 01/æ"}}}
	counts := map[string]int{}
	for _, check := range []struct {
		file file
		want string
	}{
		{file{Part: "photos", Column: "file", Row: photo, MediaType: "image/jpeg", Name: "x.png"}, "03_test/photos/00007_VE_01_ae_1.jpg"},
		{file{Part: "photos", Column: "file", Row: photo, MediaType: "image/webp"}, "03_test/photos/00007_VE_01_ae_2.webp"},
		{file{Part: "tests", Column: "signature", Row: test, MediaType: "image/png"}, "03_test/signatures/00007_VE_01_ae_signature_1.png"},
		{file{Part: "manuals", Column: "file", Name: "Vejledning på dansk.PDF", MediaType: "application/octet-stream"}, "06_files/manuals/Vejledning_paa_dansk_1.PDF"},
		{file{Part: "manuals", Column: "file", Name: "vejledning paa DANSK.pdf", MediaType: "application/pdf"}, "06_files/manuals/vejledning_paa_DANSK_2.pdf"},
	} {
		if got := e.name(check.file, counts); got != check.want {
			t.Errorf("got %s, want %s", got, check.want)
		}
	}
}

func TestMoment(t *testing.T) {
	for text, want := range map[string]string{"": "", "infinity": "infinity", "2026-07-20T22:30:00.5+00:00": "2026-07-21T00:30:00", "2026-01-20T22:30:00Z": "2026-01-20T23:30:00"} {
		if got := moment(text); got != (table.Cell{Kind: table.IsDate, Text: want}) {
			t.Errorf("%q: got %v, want %s", text, got, want)
		}
	}
}

// TestLinesTakeEachOthersRoom: what is kept of a row must not change with the next.
func TestLinesTakeEachOthersRoom(t *testing.T) {
	first, err := split(`{"a":1,"b":"x"}`)
	if err != nil {
		t.Fatal(err)
	}
	kept := first.keep("b")
	next, err := first.split(`{"c":"y"}`)
	if err != nil || next.has("a") || next.text("c") != "y" || kept != "x" {
		t.Errorf("got %v, %q, %v", next, kept, err)
	}
}
