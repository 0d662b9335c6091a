package accounts_test

import (
	"sync"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestChangeOfAddress(t *testing.T) {
	w := world.New(t)
	nina, old := newcomer(t, w), ""
	old = nina.email
	fresh := "fresh." + uuid.NewString()[:8] + "@test.example"
	for send, want := range map[string]int{`{"email":"not an address"}`: 422, `{"email":"x@test.example\r\nBcc: y@test.example"}`: 422, `{"email":"` + old + `"}`: 422, `{}`: 422} {
		if a := nina.do("POST", "/me/email", send); a.Status != want {
			t.Errorf("asking for %s: %d %s", send, a.Status, a.Body)
		}
	}
	nina.must("POST", "/me/email", `{"email":"`+fresh+`"}`)
	if a := nina.must("GET", "/me/security", ""); a.Field("new_email") != fresh {
		t.Errorf("the address that waits: %s", a.Body)
	}
	there, stop := w.Link(fresh, "Confirm your new address"), w.Link(old, "about to be changed")
	w.Run([]world.Call{
		{Do: "POST /email/confirm", Send: `{"token":"` + stop + `"}`, Want: 404}, // a link of another kind
		{Do: "POST /email/confirm", Send: `{"token":"` + there + `"}`, Want: 200, Says: fresh},
		{Do: "POST /email/confirm", Send: `{"token":"` + there + `"}`, Want: 404},
		{Do: "POST /sign_in", Send: `{"email":"` + old + `","password":"` + strong + `"}`, Want: 422},
		{Do: "POST /sign_in", Send: `{"email":"` + fresh + `","password":"` + strong + `"}`, Want: 200},
	})
	if a := nina.do("GET", "/me", ""); a.Status != 401 {
		t.Errorf("a session lives on after the change: %d", a.Status)
	}
	w.Mail(fresh, "address was changed")
	w.Run([]world.Call{
		{Do: "POST /email/stop", Send: `{"token":"` + stop + `"}`, Want: 200, Says: old},
		{Do: "POST /email/stop", Send: `{"token":"` + stop + `"}`, Want: 404},
		{Do: "POST /sign_in", Send: `{"email":"` + old + `","password":"` + strong + `"}`, Want: 200},
		{Do: "POST /sign_in", Send: `{"email":"` + fresh + `","password":"` + strong + `"}`, Want: 422},
	})
}

func TestChangeOfAddressThatIsStopped(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	fresh := "fresh." + uuid.NewString()[:8] + "@test.example"
	nina.must("POST", "/me/email", `{"email":"`+fresh+`"}`)
	there, stop := w.Link(fresh, "Confirm your new address"), w.Link(nina.email, "about to be changed")
	w.Run([]world.Call{
		{Do: "POST /email/stop", Send: `{"token":"` + stop + `"}`, Want: 200},
		{Do: "POST /email/confirm", Send: `{"token":"` + there + `"}`, Want: 404},
		{Do: "POST /sign_in", Send: `{"email":"` + nina.email + `","password":"` + strong + `"}`, Want: 200},
	})
}

// TestAddressOfSomebodyElse asks for an address that has an account: the answer
// is the same, and whoever reads its mail cannot take it over either.
func TestAddressOfSomebodyElse(t *testing.T) {
	w := world.New(t)
	nina, other := newcomer(t, w), newcomer(t, w)
	unknown := nina.must("POST", "/me/email", `{"email":"nobody.`+uuid.NewString()[:8]+`@test.example"}`)
	known := nina.must("POST", "/me/email", `{"email":"`+other.email+`"}`)
	if known.Status != unknown.Status || string(known.Body) != string(unknown.Body) {
		t.Errorf("the answers tell whether there is an account: %d %s, %d %s", known.Status, known.Body, unknown.Status, unknown.Body)
	}
	there := w.Link(other.email, "Confirm your new address")
	w.Run([]world.Call{
		{Do: "POST /email/confirm", Send: `{"token":"` + there + `"}`, Want: 409},
		{Do: "POST /sign_in", Send: `{"email":"` + other.email + `","password":"` + strong + `"}`, Want: 200},
	})
	nina.must("DELETE", "/me/email", "")
	w.Run([]world.Call{{Do: "POST /email/confirm", Send: `{"token":"` + there + `"}`, Want: 404}})
}

func TestChangeOfAddressOfSixteenAtOnceSucceedsOnce(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	fresh := "fresh." + uuid.NewString()[:8] + "@test.example"
	nina.must("POST", "/me/email", `{"email":"`+fresh+`"}`)
	there := w.Link(fresh, "Confirm your new address")
	var wait sync.WaitGroup
	var mu sync.Mutex
	ok := 0
	for range 16 {
		wait.Go(func() {
			a := w.Do("", "POST", "/email/confirm", `{"token":"`+there+`"}`)
			mu.Lock()
			defer mu.Unlock()
			if a.Status == 200 {
				ok++
			}
		})
	}
	wait.Wait()
	if ok != 1 {
		t.Errorf("got %d successes of one link, want 1", ok)
	}
}

func TestLinksOfAChangeEnd(t *testing.T) {
	w := world.New(t)
	nina := newcomer(t, w)
	fresh := "fresh." + uuid.NewString()[:8] + "@test.example"
	nina.must("POST", "/me/email", `{"email":"`+fresh+`"}`)
	there, stop := w.Link(fresh, "Confirm your new address"), w.Link(nina.email, "about to be changed")
	w.Clock.Advance(61 * time.Minute)
	w.Run([]world.Call{{Do: "POST /email/confirm", Send: `{"token":"` + there + `"}`, Want: 404}})
	w.Clock.Advance(72 * time.Hour)
	w.Run([]world.Call{{Do: "POST /email/stop", Send: `{"token":"` + stop + `"}`, Want: 404}})
}
