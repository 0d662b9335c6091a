package kernel

import (
	"encoding/json"
	"mime"
	"testing"

	"cxweb/platform/files"
	"cxweb/platform/problem"
)

// FuzzBody has changes and creations read: what is not one is refused in words,
// and what is one holds no field that its type does not know.
func FuzzBody(f *testing.F) {
	for _, body := range []string{`{"base":1,"name":"x"}`, `{"base":1,"size":null}`, `{"id":"01a202ad-1e4f-7910-868c-6a1f6fafcd1d","name":"x"}`, `{"base":1,"Name":"x"}`, `{"base":1,"name":"a","name":"b"}`,
		`{"base":1e999,"name":"x"}`, `{"base":1,"size":1e999}`, `{"__proto__":{},"base":1}`, `[]`, `null`, `{"base":1,"name":"\ud800"}`, `{"base":9223372036854775808}`} {
		f.Add([]byte(body))
	}
	known := map[string]bool{"name": true, "size": true}
	f.Fuzz(func(t *testing.T, body []byte) {
		var change Change[thingFields]
		if err := decode(body, &change); err != nil {
			if problem.Of(err).Kind == problem.Internal {
				t.Fatalf("%s: %v", body, err)
			}
		} else {
			sane(t, body, change.Fields, known)
		}
		var creation Creation[thingFields]
		if err := decode(body, &creation); err != nil {
			if problem.Of(err).Kind == problem.Internal {
				t.Fatalf("%s: %v", body, err)
			}
		} else {
			sane(t, body, creation.Fields, known)
		}
	})
}

func sane(t *testing.T, body []byte, fields map[string]json.RawMessage, known map[string]bool) {
	t.Helper()
	for name, raw := range fields {
		if !known[name] || !json.Valid(raw) {
			t.Fatalf("%s holds %s: %s", body, name, raw)
		}
	}
}

func FuzzByteRange(f *testing.F) {
	for _, header := range []string{"bytes=0-9", "bytes=-5", "bytes=5-", "bytes=-9223372036854775808", "bytes=9223372036854775807-", "bytes=+1-2", "bytes=1-2,3-4"} {
		f.Add(header, int64(100))
	}
	f.Fuzz(func(t *testing.T, header string, size int64) {
		if size < 0 {
			return
		}
		if first, last, ok := byteRange(header, size); ok && (first < 0 || last < first || last >= size) {
			t.Fatalf("%q of %d: %d to %d", header, size, first, last)
		}
	})
}

// FuzzDisposition holds the header of a download against the standard library's
// reading: the name comes back as it was.
func FuzzDisposition(f *testing.F) {
	for _, name := range []string{"a.pdf", "Målt \"æ\"; x.csv", "a%41=b@c:'d'.txt", "\u202e.pdf", "日本.ifc", "a\r\nSet-Cookie: x"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		name = files.SafeName(name)
		header := disposition("attachment", name)
		kind, values, err := mime.ParseMediaType(header)
		if err != nil || kind != "attachment" || values["filename"] != name {
			t.Fatalf("%q reads as %s %q, %v", header, kind, values["filename"], err)
		}
		for _, r := range header {
			if r < ' ' || r > '~' {
				t.Fatalf("%q holds %U", header, r)
			}
		}
	})
}
