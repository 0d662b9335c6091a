package accounts_test

import (
	"context"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/problem"
)

// TestOperatorLetsSomebodyIn has the operator help somebody who has lost phone
// and codes: the password alone signs in, and nothing that was open is left.
func TestOperatorLetsSomebodyIn(t *testing.T) {
	w := world.New(t)
	ctx := context.Background()
	nina, tom := newcomer(t, w), newcomer(t, w)
	const reason = "Called from her desk; her manager vouched for her."
	for name, c := range map[string]struct {
		email, reason string
		want          problem.Kind
	}{
		"an unknown address":  {"nobody@nordluft.example", reason, problem.NotFound},
		"no address":          {"", reason, problem.NotFound},
		"no reason":           {nina.email, " ", problem.Invalid},
		"a short reason":      {nina.email, "asked", problem.Invalid},
		"a reason too long":   {nina.email, strings.Repeat("because ", 100), problem.Invalid},
		"nobody to be helped": {nina.email, reason, problem.Conflict},
	} {
		if _, err := w.UnlockFactor(ctx, c.email, c.reason, "root"); !problem.Is(err, c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
	nina.protect()
	tom.protect()
	token, _ := nina.must("POST", "/me/tokens", `{"name":"script"}`).Field("token").(string)
	if k, err := w.Kept(ctx, strings.ToUpper(nina.email)); err != nil || !k.Authenticator || k.Codes != 10 || k.Sessions == 0 || k.Tokens != 1 {
		t.Errorf("what she has: %+v %v", k, err)
	}
	if a := nina.signIn(""); a.Status != 401 {
		t.Fatalf("before: %d %s", a.Status, a.Body)
	}
	if _, err := w.UnlockFactor(ctx, nina.email, reason, "root"); err != nil {
		t.Fatal(err)
	}
	if a := nina.do("GET", "/me", ""); a.Status != 401 {
		t.Errorf("a session that was open: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "GET", "/me", "", "Authorization", "Bearer "+token); a.Status != 401 {
		t.Errorf("a token that was open: %d %s", a.Status, a.Body)
	}
	if text := w.Mail(nina.email, "second factor was removed"); !strings.Contains(text, reason) {
		t.Errorf("the mail does not say why: %s", text)
	}
	in := nina.signIn("")
	if in.Status != 200 {
		t.Fatalf("with the password alone: %d %s", in.Status, in.Body)
	}
	nina.take(in)
	if a := nina.must("GET", "/me/events", ""); !strings.Contains(string(a.Body), "accounts.factor.unlock") || !strings.Contains(string(a.Body), reason) {
		t.Errorf("her history does not tell: %s", a.Body)
	}
	if a := nina.must("GET", "/me/security", ""); a.Field("codes_left") != 0.0 || a.Field("authenticator_at") != nil {
		t.Errorf("what is left: %s", a.Body)
	}
	tom.must("GET", "/me", "")
	if a := tom.must("GET", "/me/events", ""); strings.Contains(string(a.Body), "unlock") {
		t.Errorf("somebody else's history: %s", a.Body)
	}
}
