package files

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestSafeName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"../../etc/passwd": "passwd", `C:\x\Tegning rev. B.pdf`: "Tegning rev. B.pdf", "": "file", "..": "file", "a\x00b\n.txt": "a_b_.txt", "KØ01 æøå.xlsx": "KØ01 æøå.xlsx",
		"faktura\u202egpj.exe": "fakturagpj.exe", "a\u2066b\u2069.pdf": "ab.pdf", "a\u200bb\ufeff.pdf": "ab.pdf", "a\u00ad.pdf": "a.pdf", "a\u2028b.pdf": "ab.pdf",
		"con": "_con", "CON.txt": "_CON.txt", "nul.tar.gz": "_nul.tar.gz", "COM1.pdf": "_COM1.pdf", "lpt¹.pdf": "_lpt¹.pdf", "aux .pdf": "_aux .pdf", "console.txt": "console.txt",
		".htaccess": "htaccess", "x.pdf.": "x.pdf", "x.pdf  ": "x.pdf", "a\u00a0b.pdf": "a b.pdf", "a<b>|c?*:\"%.pdf": "a_b__c_____.pdf",
		"e\u0301.pdf": "é.pdf", "\xff\xfe.pdf": "_.pdf", strings.Repeat("ø", 300) + ".pdf": strings.Repeat("ø", 196) + ".pdf",
		"a." + strings.Repeat("b", 300): "a." + strings.Repeat("b", 198),
	} {
		if got := SafeName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func FuzzSafeName(f *testing.F) {
	for _, name := range []string{"", "a.pdf", "..", "con.", "\u202e.exe", "../x", strings.Repeat("å", 400), "\xff", " . .con", "a/\u2066/.."} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := SafeName(name)
		if got == "" || got == "." || got == ".." || !utf8.ValidString(got) || utf8.RuneCountInString(got) > longestName+1 {
			t.Fatalf("%q gives %q", name, got)
		}
		if strings.ContainsAny(got, `/\<>:"|?*`) || strings.HasPrefix(got, ".") || strings.HasSuffix(got, ".") || strings.HasSuffix(got, " ") {
			t.Fatalf("%q gives %q", name, got)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
				t.Fatalf("%q gives %q, with %U in it", name, got, r)
			}
		}
		if again := SafeName(got); again != got {
			t.Fatalf("%q gives %q, and that %q", name, got, again)
		}
	})
}

func TestKindsByNameAndContent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, content, want string
		err                 error
	}{
		{"a.pdf", "application/pdf", "a.pdf", nil}, {"A.PDF", "application/pdf", "A.PDF", nil}, {"a.csv", "text/plain; charset=utf-8", "a.csv", nil},
		{"a", "application/pdf", "a.pdf", nil}, {"a", "text/plain; charset=utf-8", "a.txt", nil}, {"a", "image/png", "a.png", nil},
		{"a.pdf", "text/html; charset=utf-8", "a.pdf", ErrOtherKind}, {"a.png", "image/jpeg", "a.png", ErrOtherKind}, {"a.txt", "text/html; charset=utf-8", "a.txt", ErrOtherKind},
		{"a.xlsx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.xlsx", ErrOtherKind}, {"a.xlsx", "application/zip", "a.xlsx", nil},
		{"a.svg", "text/xml; charset=utf-8", "a.svg", ErrUnknownKind}, {"a.html", "text/html; charset=utf-8", "a.html", ErrUnknownKind}, {"a.exe", "application/octet-stream", "a.exe", ErrUnknownKind},
		{"a.pdf.exe", "application/pdf", "a.pdf.exe", ErrUnknownKind}, {"a.xlsm", "application/zip", "a.xlsm", ErrUnknownKind}, {"a", "application/octet-stream", "a", ErrUnknownKind},
		{"a.heic", "image/heic", "a.heic", ErrUnknownKind}, {"a.js", "text/plain; charset=utf-8", "a.js", ErrUnknownKind},
	} {
		_, name, err := KindOf(c.name, c.content)
		if name != c.want || err != c.err {
			t.Errorf("%s as %s: got %s %v, want %s %v", c.name, c.content, name, err, c.want, c.err)
		}
	}
	seen := map[string]bool{}
	for _, e := range Endings() {
		if seen[e] || e != strings.ToLower(e) || !strings.HasPrefix(e, ".") {
			t.Errorf("the ending %s is there twice, or is none", e)
		}
		seen[e] = true
	}
}
