package markup

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// scan gives the tokens of a text: <a for a tag that opens, > for one that
// closes, and the characters between them, joined.
func scan(r io.Reader) (tokens string, err error) {
	s := New(r)
	for {
		kind, err := s.Next()
		switch {
		case err == io.EOF:
			return tokens, nil
		case err != nil:
			return tokens, err
		case kind == Start:
			tokens += "<" + string(s.Name)
		case kind == End:
			tokens += ">"
		default:
			tokens += "'" + string(s.Text) + "'"
		}
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		`<a>b</a>`: "<a'b'>",
		`<?xml version="1.0"?><x:a b="1>2" c='"'/>`:       "<a>",
		`<a><!-- <b> -- - --->c</a>`:                      "<a'c'>",
		`<a>&lt;&#65;&#x42;&amp;amp;&quot;&apos;&gt;</a>`: "<a'<AB&amp;\"'>'>",
		`<a>b<![CDATA[<&]]>c</a>`:                         "<a'b''<&''c'>",
		"\xEF\xBB\xBF<a\n\tb\n=\n'c'\n></a\n>":            "<a>",
		"\xFF\xFE<\x00a\x00/\x00>\x00":                    "<a>",
		"":                                                "",
	} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			if got, err := scan(r); got != want || err != nil {
				t.Errorf("%s reads %s, %v; want %s", text, got, err, want)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	for text, want := range map[string]error{
		`<!DOCTYPE a><a/>`:            ErrDoctype,
		`<!ENTITY b SYSTEM "file:c">`: ErrDoctype,
		`<a>&b;</a>`:                  ErrSyntax,
		`<a>&</a>`:                    ErrSyntax,
		`<a>&#xZ;</a>`:                ErrSyntax,
		`<a`:                          ErrSyntax,
		`<a b="1></a>`:                ErrSyntax,
		`<`:                           ErrSyntax,
		`<>`:                          ErrSyntax,
		`<!-- a`:                      ErrSyntax,
		`<![CDATA[a]]`:                ErrSyntax,
		`<?a`:                         ErrSyntax,
		"<a>" + strings.Repeat("b", MaxCharacters+1):       ErrTooLong,
		"<![CDATA[" + strings.Repeat("b", MaxCharacters+1): ErrTooLong,
		"<a " + strings.Repeat("b", maxTag):                ErrSyntax,
	} {
		if _, err := scan(strings.NewReader(text)); !errors.Is(err, want) {
			t.Errorf("%.40s: %v, want %v", text, err, want)
		}
	}
	broken := errors.New("the disk is broken")
	if _, err := scan(io.MultiReader(strings.NewReader("<a>b"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a broken disk: %v", err)
	}
}

func TestAttributes(t *testing.T) {
	s := New(strings.NewReader(`<a xmlns:id="no" r:id = 'one' name="b &amp; &quot;c&quot;" empty="" id2=">" bad="&x;" last=un/>`))
	if _, err := s.Next(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // reading an attribute changes none
		for name, want := range map[string]string{"id": "one", "name": `b & "c"`, "empty": "", "id2": ">", "bad": "", "absent": "", "last": ""} {
			if got := string(s.Attribute(name)); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
	}
}

// FuzzScanner compares with the general reader on what that takes for well formed.
func FuzzScanner(f *testing.F) {
	f.Add(`<a b="c">d<e/>f&amp;g<!--h--><![CDATA[<i>]]></a>`)
	f.Add("<x:a xmlns:x='y'>\n<?z w?></x:a>")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := scan(strings.NewReader(text))
		want := ""
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				return // not well formed: the scanner may make of it what it likes
			}
			switch v := token.(type) {
			case xml.StartElement:
				want += "<" + v.Name.Local
			case xml.EndElement:
				want += ">"
			case xml.CharData:
				want += "'" + string(v) + "'"
			case xml.Directive:
				return // refused
			}
		}
		bare := strings.NewReplacer("'", "", "\r\n", "\n", "\r", "\n").Replace
		if err != nil || bare(got) != bare(want) {
			t.Errorf("%q reads %s, %v; want %s", text, got, err, want)
		}
	})
}
