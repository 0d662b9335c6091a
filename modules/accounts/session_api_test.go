package accounts_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// invite has ann invite somebody new and returns the address and the link's secret.
func invite(t *testing.T, w *world.World, more string) (email, token string) {
	t.Helper()
	email = "new." + uuid.NewString()[:8] + "@test.example"
	ve := w.ID("registers.disciplines", "code", "VE")
	send := fmt.Sprintf(`{"email":"%s","company_name":"Nordluft","role":"own_items","disciplines":["%s"],"language":"en"%s}`, email, ve, more)
	if a := w.Do("ann", "POST", "/projects/{project}/members", send); a.Status != 201 {
		t.Fatalf("inviting: %d %s", a.Status, a.Body)
	}
	return email, w.Link(email, "invited")
}

const strong = "Blå9tærskel"

func TestInvitationWorksOnce(t *testing.T) {
	w := world.New(t)
	email, token := invite(t, w, "")
	accept := func(password string) string {
		return fmt.Sprintf(`{"token":"%s","name":"Nina Ny","company":"Nordluft","phone":"12345678","password":"%s","language":"da"}`, token, password)
	}
	w.Run([]world.Call{
		{Do: "POST /invitation", Send: `{"token":"` + token + `"}`, Want: 200, Says: email},
		{Do: "POST /invitation", Send: `{"token":"` + token + `"}`, Want: 200, Says: "Ny Skole"}, // reading does not use it up
		{Do: "POST /invitation", Send: `{"token":"forged"}`, Want: 404},
		{Do: "POST /invitation/accept", Send: accept("short1A"), Want: 422, Says: "#/password"},
		{Do: "POST /invitation/accept", Send: accept("alllowercase1"), Want: 422, Says: "#/password"},
		{Do: "POST /invitation/accept", Send: accept("NoDigitsHere"), Want: 422, Says: "#/password"},
		{Do: "POST /invitation/accept", Send: accept("Password1"), Want: 422, Says: "commonest"},
		{Do: "POST /invitation/accept", Send: accept("NinaNy12345"), Want: 422, Says: "name"},
		{Do: "POST /invitation/accept", Send: accept("NordLuft12345"), Want: 422, Says: "company or project"},
		{Do: "POST /invitation/accept", Send: accept("MinSkole12345"), Want: 422, Says: "company or project"},
		{Do: "POST /invitation/accept", Send: accept(strong), Want: 200, Says: "Nina Ny"},
		{Do: "POST /invitation/accept", Send: accept(strong), Want: 404},
		{Do: "POST /invitation", Send: `{"token":"` + token + `"}`, Want: 404},
		{Do: "POST /sign_in", Send: fmt.Sprintf(`{"email":" %s ","password":"%s"}`, strings.ToUpper(email), strong), Want: 200, Says: "Nina Ny"},
	})
}

func TestInvitationOfSixteenAtOnceSucceedsOnce(t *testing.T) {
	w := world.New(t)
	_, token := invite(t, w, "")
	var wait sync.WaitGroup
	var mu sync.Mutex
	ok := 0
	for range 16 {
		wait.Go(func() {
			a := w.Do("", "POST", "/invitation/accept", fmt.Sprintf(`{"token":"%s","name":"Nina Ny","company":"Nordluft","password":"%s"}`, token, strong))
			mu.Lock()
			defer mu.Unlock()
			if a.Status == 200 {
				ok++
			}
		})
	}
	wait.Wait()
	if ok != 1 {
		t.Errorf("got %d successes of one invitation, want 1", ok)
	}
}

func TestSignIn(t *testing.T) {
	w := world.New(t)
	email, token := invite(t, w, "")
	w.Do("", "POST", "/invitation/accept", fmt.Sprintf(`{"token":"%s","name":"Nina Ny","company":"Nordluft","password":"%s"}`, token, strong))
	wrong := w.Do("", "POST", "/sign_in", `{"email":"`+email+`","password":"Wrong1234"}`)
	unknown := w.Do("", "POST", "/sign_in", `{"email":"nobody@test.example","password":"Wrong1234"}`)
	if wrong.Status != 422 || unknown.Status != 422 || fmt.Sprint(wrong.Field("detail")) != fmt.Sprint(unknown.Field("detail")) {
		t.Errorf("a wrong password and an unknown address are told apart: %s %s", wrong.Body, unknown.Body)
	}
	a := w.Do("", "POST", "/sign_in", fmt.Sprintf(`{"email":"%s","password":"%s"}`, email, strong))
	cookie := a.Header.Get("Set-Cookie")
	if a.Status != 200 || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") || strings.Contains(string(a.Body), strings.Split(cookie, ";")[0][6:]) {
		t.Fatalf("signing in: %d %q %s", a.Status, cookie, a.Body)
	}
	session := strings.Split(cookie, ";")[0]
	if got := w.Do("", "GET", "/me", "", "Cookie", session); got.Status != 200 {
		t.Errorf("the session is not taken: %d", got.Status)
	}
	if got := w.Do("", "POST", "/sign_out", "", "Cookie", session, "Origin", "http://evil.example"); got.Status != 403 {
		t.Errorf("another site may send requests: %d", got.Status)
	}
	if got := w.Do("", "POST", "/sign_out", "", "Cookie", session); got.Status != 200 {
		t.Errorf("signing out: %d %s", got.Status, got.Body)
	}
	if got := w.Do("", "GET", "/me", "", "Cookie", session); got.Status != 401 {
		t.Errorf("the session lives on after signing out: %d", got.Status)
	}
	if got := w.Do("", "GET", "/me", "", "Cookie", "cxweb=made-up"); got.Status != 401 {
		t.Errorf("a made-up session is taken: %d", got.Status)
	}
}

func TestPersonalTokens(t *testing.T) {
	w := world.New(t)
	made := w.Do("ann", "POST", "/me/tokens", `{"name":"script"}`)
	token, _ := made.Field("token").(string)
	id, _ := made.Field("id").(string)
	if made.Status != 201 || !strings.HasPrefix(token, "cx_") {
		t.Fatalf("making a token: %d %s", made.Status, made.Body)
	}
	bearer := []string{"Authorization", "Bearer " + token}
	if got := w.Do("", "GET", "/projects/{project}/rows", "", bearer...); got.Status != 200 {
		t.Errorf("the token is not taken: %d %s", got.Status, got.Body)
	}
	w.Run([]world.Call{
		{As: "ann", Do: "GET /me/tokens", Want: 200, Says: "script", Not: token},
		{As: "eve", Do: "DELETE /me/tokens/" + id, Want: 404},
		{As: "ann", Do: "DELETE /me/tokens/" + id, Want: 204},
	})
	if got := w.Do("", "GET", "/me", "", bearer...); got.Status != 401 {
		t.Errorf("a revoked token is taken: %d", got.Status)
	}
}

func TestForgottenPassword(t *testing.T) {
	w := world.New(t)
	email, token := invite(t, w, "")
	w.Do("", "POST", "/invitation/accept", fmt.Sprintf(`{"token":"%s","name":"Nina Ny","company":"Nordluft","password":"%s","language":"en"}`, token, strong))
	known, unknown := w.Do("", "POST", "/password/forgot", `{"email":"`+email+`"}`), w.Do("", "POST", "/password/forgot", `{"email":"nobody@test.example"}`)
	if known.Status != 202 || unknown.Status != 202 || string(known.Body) != string(unknown.Body) {
		t.Errorf("the answers tell whether there is an account: %d %d", known.Status, unknown.Status)
	}
	reset := w.Link(email, "Set a new password")
	w.Run([]world.Call{
		{Do: "POST /password/reset", Send: `{"token":"` + reset + `","password":"weak"}`, Want: 422},
		{Do: "POST /password/reset", Send: `{"token":"` + reset + `","password":"Nyt4Kodeord!x"}`, Want: 204},
		{Do: "POST /password/reset", Send: `{"token":"` + reset + `","password":"Nyt4Kodeord!x"}`, Want: 404},
		{Do: "POST /sign_in", Send: `{"email":"` + email + `","password":"` + strong + `"}`, Want: 422},
		{Do: "POST /sign_in", Send: `{"email":"` + email + `","password":"Nyt4Kodeord!x"}`, Want: 200},
	})
}
