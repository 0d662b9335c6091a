package world_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/kernel"

	"github.com/google/uuid"
)

// every is every right there is.
func every() (all []string) {
	for _, area := range kernel.Areas {
		for _, verb := range kernel.Verbs {
			all = append(all, area+"."+verb)
		}
	}
	return all
}

// without is every right but those that let somebody do an action.
func without(area, verb string) []string {
	return slices.DeleteFunc(every(), func(right string) bool {
		return right == area+"."+verb || verb == "edit" && strings.HasPrefix(right, area+".edit_")
	})
}

// token makes ann a personal token with scopes.
func token(t *testing.T, w *world.World, scopes []string) []string {
	t.Helper()
	send, err := json.Marshal(map[string]any{"name": "limited", "scopes": scopes})
	if err != nil {
		t.Fatal(err)
	}
	made := w.Do("ann", "POST", "/me/tokens", string(send))
	text, _ := made.Field("token").(string)
	id, _ := made.Field("id").(string)
	if text == "" {
		t.Fatalf("making a token: %d %s", made.Status, made.Body)
	}
	t.Cleanup(func() { w.Do("ann", "DELETE", "/me/tokens/"+id, "") })
	return []string{"Authorization", "Bearer " + text}
}

// TestTokensDoNoMoreThanTheirScopes takes every action by a token that has all
// scopes but the one that the action needs.
func TestTokensDoNoMoreThanTheirScopes(t *testing.T) {
	w := world.New(t)
	tokens := map[string][]string{}
	limited := func(area, verb string) []string {
		key := area + "." + verb
		if tokens[key] == nil {
			tokens[key] = token(t, w, without(area, verb))
		}
		return tokens[key]
	}
	reads, whole := token(t, w, []string{"read"}), token(t, w, []string{"*"})
	tried, never := 0, 0
	for _, a := range w.Actions() {
		if a.IsOpen() {
			continue
		}
		path := strings.Replace(a.Path, ":project", w.Project.String(), 1)
		path = strings.Replace(path, ":table", "registers.rows", 1)
		path = parameter.ReplaceAllStringFunc(path, func(string) string { return uuid.NewString() })
		body := "{}"
		if a.Method == http.MethodGet || a.Method == http.MethodDelete {
			body = ""
		}
		refused := func(headers []string) bool {
			got := w.Do("", a.Method, path, body, headers...)
			return got.Status == 403 && got.Field("type") == "/problems/denied/scope"
		}
		if !a.ForPrograms() {
			never++
			if !refused(whole) {
				t.Errorf("%s can be done by a token", a.Name)
			}
			continue
		}
		if a.Method != http.MethodGet && !refused(reads) {
			t.Errorf("%s can be done by a token that only reads", a.Name)
		}
		area, verb := a.Reach()
		if area == "" {
			continue
		}
		tried++
		if !refused(limited(area, verb)) {
			t.Errorf("%s can be done by a token without %s.%s", a.Name, area, verb)
		}
	}
	if tried < 100 || never < 20 {
		t.Errorf("only %d actions were tried, and %d that no token does", tried, never)
	}
}

// TestNoTokenReachesTheDoor shows a token where people sign in and prove who
// they are.
func TestNoTokenReachesTheDoor(t *testing.T) {
	w := world.New(t)
	whole := token(t, w, []string{"*"})
	for _, do := range []string{"POST /sign_in", "POST /sign_in/passkey", "POST /password/reset", "POST /password/forgot", "POST /invitation/accept", "POST /email/confirm", "GET /me", "PATCH /me", "POST /me/password", "POST /me/confirm",
		"GET /me/sessions", "GET /me/tokens", "POST /me/tokens", "GET /me/security", "GET /me/events", "POST /me/authenticator", "GET /projects/{project}/programs", "POST /projects/{project}/programs"} {
		method, path, _ := strings.Cut(do, " ")
		body := "{}"
		if method == "GET" {
			body = ""
		}
		if got := w.Do("", method, path, body, whole...); got.Status != 403 || got.Field("type") != "/problems/denied/scope" {
			t.Errorf("%s by a token: %d %s", do, got.Status, got.Body)
		}
	}
}

// TestATokenActsWithinItsPerson gives a reader's token every scope there is.
func TestATokenActsWithinItsPerson(t *testing.T) {
	w := world.New(t)
	send, err := json.Marshal(map[string]any{"name": "greedy", "scopes": every()})
	if err != nil {
		t.Fatal(err)
	}
	made := w.Do("rita", "POST", "/me/tokens", string(send))
	text, _ := made.Field("token").(string)
	bearer := []string{"Authorization", "Bearer " + text}
	if got := w.Do("", "POST", "/projects/{project}/systems", `{"tag":"VE01"}`, bearer...); got.Status != 403 {
		t.Errorf("a reader's token makes a system: %d %s", got.Status, got.Body)
	}
	if got := w.Do("", "GET", "/projects/{project}/systems", "", bearer...); got.Status != 200 {
		t.Errorf("a reader's token does not read: %d %s", got.Status, got.Body)
	}
	if got := w.Do("", "GET", "/projects/{other}/systems", "", bearer...); got.Status != 404 {
		t.Errorf("a token reaches another project: %d %s", got.Status, got.Body)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "POST /me/tokens", Send: `{"name":"x","scopes":["rows.destroy"]}`, Want: 422, Says: "#/scopes"},
		{As: "ann", Do: "POST /me/tokens", Send: `{"name":"x","scopes":["registers"]}`, Want: 422},
		{As: "ann", Do: "POST /me/tokens", Send: `{"name":"x","expires_at":"2020-01-01T00:00:00Z"}`, Want: 422, Says: "#/expires_at"},
		{As: "ann", Do: "POST /me/tokens", Send: `{"name":""}`, Want: 422, Says: "#/name"},
	})
}
