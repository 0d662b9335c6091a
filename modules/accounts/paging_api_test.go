package accounts_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// page is one page of any list.
type page struct {
	Items []struct{ ID, Name string }
	Next  string
}

// turned reads a list to its end, so many lines at a time.
func turned(t *testing.T, get func(path string) world.Answer, path string, limit int) (names []string) {
	t.Helper()
	for after := ""; ; {
		var p page
		a := get(fmt.Sprintf("%s?limit=%d%s", path, limit, after))
		if a.Status != 200 {
			t.Fatalf("%s: %d %s", path, a.Status, a.Body)
		}
		a.Read(t, &p)
		if len(p.Items) > limit {
			t.Errorf("%s: %d lines where %d were asked for", path, len(p.Items), limit)
		}
		for _, one := range p.Items {
			names = append(names, one.Name)
		}
		if p.Next == "" || len(names) > 1000 {
			return names
		}
		after = "&after=" + p.Next
	}
}

// TestListsOfAccountsAreReadPageByPage reads each list whole, and in pages: the
// same lines in the same order, none twice, and none of anybody else's.
func TestListsOfAccountsAreReadPageByPage(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	for i := range 5 {
		nina.must("POST", "/me/tokens", fmt.Sprintf(`{"name":"token %d"}`, i))
		if a := w.Do("ann", "POST", "/projects/{project}/programs", fmt.Sprintf(`{"name":"program %d","rights":["registers.view"]}`, i)); a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := w.Do("ann", "POST", "/projects", fmt.Sprintf(`{"id":"%s","name":"Sidevej %d"}`, uuid.NewString(), i)); a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := w.Do("ann", "POST", "/projects/{project}/companies", fmt.Sprintf(`{"name":"Firma %d"}`, i)); a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	hers := func(path string) world.Answer { return nina.do("GET", path, "") }
	anns := func(path string) world.Answer { return w.Do("ann", "GET", path, "") }
	for path, c := range map[string]struct {
		get   func(string) world.Answer
		least int
		first string
	}{
		"/me/tokens":                    {hers, 5, "token 4"},
		"/projects/{project}/programs":  {anns, 5, "program 4"},
		"/projects/{project}/people":    {anns, 9, "API: program 0"},
		"/projects/{project}/companies": {anns, 8, "Bygherre"},
		"/projects/{project}/members":   {anns, 5, "Ann"},
		"/projects":                     {anns, 6, "Sidevej 0"},
	} {
		whole := turned(t, c.get, path, 200)
		if len(whole) < c.least || whole[0] != c.first {
			t.Errorf("%s: %v", path, whole)
		}
		for _, limit := range []int{1, 2, len(whole)} {
			if got := turned(t, c.get, path, limit); !slices.Equal(got, whole) {
				t.Errorf("%s, %d at a time: got %v, want %v", path, limit, got, whole)
			}
		}
		if a := c.get(path + "?limit=-1"); a.Status != 422 {
			t.Errorf("%s with a limit below zero: %d", path, a.Status)
		}
		if a := c.get(path + "?limit=100000"); a.Status != 422 {
			t.Errorf("%s with a limit beyond all: %d", path, a.Status)
		}
		if got := c.get(path + "?after=00000000-0000-0000-0000-000000000001"); got.Status != 200 || len(got.Field("items").([]any)) != 0 {
			t.Errorf("%s after what is not there: %d %s", path, got.Status, got.Body)
		}
	}
	tom := newcomer(t, w)
	var p page
	nina.must("GET", "/me/tokens?limit=1", "").Read(t, &p)
	if a := tom.must("GET", "/me/tokens?after="+p.Next, ""); len(a.Field("items").([]any)) != 0 {
		t.Errorf("after a token of somebody else's: %s", a.Body)
	}
}

// TestSessionsAreBounded signs somebody in more often than they have sessions:
// the one that was used least gives way.
func TestSessionsAreBounded(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	first := nina.cookie
	for range 50 {
		w.Clock.Advance(time.Minute)
		nina.take(nina.signIn(""))
	}
	if a := nina.must("GET", "/me/sessions", ""); len(a.Field("items").([]any)) != 50 {
		t.Errorf("%d sessions", len(a.Field("items").([]any)))
	}
	if a := w.Do("", "GET", "/me", "", "Cookie", first); a.Status != 401 {
		t.Errorf("the oldest session still works: %d", a.Status)
	}
	nina.must("GET", "/me", "")
}
