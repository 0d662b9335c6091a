package db

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzAppendJSON holds what is written of JSON without its spaces against what the
// library makes of it.
func FuzzAppendJSON(f *testing.F) {
	for _, text := range []string{`{"a": 1, "b": [true, null, "x y"], "c\\": "\"", "d": "\\\\"}`, `[]`, `"a  b"`, `{"": {"\\\"": " \\"}}`, `[1, -2.5e3,` + "\n" + `"\u00e6 \n"]`, `""`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want bytes.Buffer
		if json.Compact(&want, []byte(text)) != nil || bytes.ContainsAny([]byte(text), "\t\r") {
			return // the database writes JSON, and no other space between its parts
		}
		if got := appendJSON(nil, []byte(text)); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%q became %q instead of %q", text, got, want.Bytes())
		}
	})
}
