package kernel

import (
	"strings"
	"testing"

	"cxweb/platform/problem"

	"github.com/google/uuid"
)

type thingFields struct {
	Name string   `json:"name" validate:"max=5"`
	Size *float64 `json:"size"`
}

type changeOne struct {
	Project uuid.UUID           `params:"project" json:"-"`
	Change  Change[thingFields] `body:""`
}

func TestBind(t *testing.T) {
	t.Parallel()
	project := uuid.NewString()
	params := func(string) string { return project }
	for _, c := range []struct{ name, body, says string }{
		{"a change", `{"base":2,"name":"AHU"}`, ""},
		{"without base", `{"name":"AHU"}`, "#/base"},
		{"without a field", `{"base":2}`, "No field"},
		{"an unknown field", `{"base":2,"colour":"red"}`, "#/colour"},
		{"the project in the body", `{"base":2,"project":"` + uuid.NewString() + `"}`, "#/project"},
		{"a text for a number", `{"base":2,"size":"big"}`, "#/size"},
		{"two values", `{"base":2,"name":"A"} {"base":3}`, "more than one"},
		{"half a value", `{"base":2,"name":`, "cannot be read"},
		{"too long", `{"base":2,"name":"ABCDEF"}`, "#/name"},
	} {
		in := new(changeOne)
		err := (&Kernel{}).bind(in, []byte(c.body), func(string) string { return "" }, params)
		if err == nil {
			err = Validate(in)
		}
		if c.says == "" && (err != nil || in.Project.String() != project || in.Change.Value.Name != "AHU" || len(in.Change.Fields) != 1) {
			t.Errorf("%s: got %v %+v", c.name, err, in)
		}
		if c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: got %v, want it to say %q", c.name, err, c.says)
		}
	}
	if err := (&Kernel{}).bind(new(changeOne), []byte(`{"base":1,"name":"A"}`), func(string) string { return "" }, func(string) string { return "nonsense" }); !problem.Is(err, problem.NotFound) {
		t.Errorf("an id that is none: got %v, want not found", err)
	}
}

type Inside struct {
	Name string `json:"name" validate:"max=5"`
}

// TestFieldsOfAStructInside expects a struct inside another to have no name of
// its own in what is said of its fields.
func TestFieldsOfAStructInside(t *testing.T) {
	t.Parallel()
	err := Validate(&struct {
		Of uuid.UUID `params:"of" json:"-"`
		Inside
	}{Inside: Inside{Name: "ABCDEF"}})
	if err == nil || !strings.Contains(err.Error(), "#/name") {
		t.Errorf("got %v, want it to say #/name", err)
	}
}

func TestByteRange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		header      string
		first, last int64
		ok          bool
	}{
		{"bytes=0-9", 0, 9, true}, {"bytes=90-", 90, 99, true}, {"bytes=-10", 90, 99, true}, {"bytes=0-999", 0, 99, true},
		{"bytes=100-", 0, 0, false}, {"bytes=9-1", 0, 0, false}, {"bytes=0-1,5-6", 0, 0, false}, {"", 0, 0, false}, {"bytes=x-", 0, 0, false},
	} {
		first, last, ok := byteRange(c.header, 100)
		if first != c.first || last != c.last || ok != c.ok {
			t.Errorf("%q: got %d %d %v, want %d %d %v", c.header, first, last, ok, c.first, c.last, c.ok)
		}
	}
}
