package accounts_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"cxweb/cmd/world"

	"github.com/descope/virtualwebauthn"
	"github.com/google/uuid"
)

// device is a browser with passkeys, as far as the program sees it.
type device struct {
	party virtualwebauthn.RelyingParty
	keys  virtualwebauthn.Authenticator
	key   virtualwebauthn.Credential
}

func newDevice(w *world.World) *device {
	url := w.Config.PublicURL
	host, _, _ := strings.Cut(strings.TrimPrefix(url, "http://"), ":")
	return &device{party: virtualwebauthn.RelyingParty{ID: host, Name: "CXweb", Origin: url}, keys: virtualwebauthn.NewAuthenticator(), key: virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)}
}

// make answers the program's wish for a passkey.
func (d *device) make(t *testing.T, begun world.Answer, more string) string {
	t.Helper()
	var asked struct {
		Ticket  string
		Options json.RawMessage
	}
	begun.Read(t, &asked)
	options, err := virtualwebauthn.ParseAttestationOptions(`{"publicKey":` + string(asked.Options) + `}`)
	if err != nil {
		t.Fatal(err)
	}
	if d.keys.Options.UserHandle == nil {
		handle := uuid.MustParse(handleOf(t, asked.Options))
		d.keys.Options.UserHandle = handle[:]
	}
	answer := virtualwebauthn.CreateAttestationResponse(d.party, d.keys, d.key, *options)
	d.keys.AddCredential(d.key)
	return `{"ticket":"` + asked.Ticket + `","credential":` + answer + more + `}`
}

// use answers the program's wish to see a passkey.
func (d *device) use(t *testing.T, w *world.World) string {
	t.Helper()
	var asked struct {
		Ticket  string
		Options json.RawMessage
	}
	w.Do("", "GET", "/sign_in/passkey", "").Read(t, &asked)
	options, err := virtualwebauthn.ParseAssertionOptions(`{"publicKey":` + string(asked.Options) + `}`)
	if err != nil {
		t.Fatal(err)
	}
	d.key.Counter++
	return `{"ticket":"` + asked.Ticket + `","credential":` + virtualwebauthn.CreateAssertionResponse(d.party, d.keys, d.key, *options) + `}`
}

func TestPasskeys(t *testing.T) {
	w := world.New(t)
	nina, phone := newcomer(t, w), newDevice(w)
	send := phone.make(t, nina.must("GET", "/me/passkeys/new", ""), `,"name":"My phone"`)
	other := newcomer(t, w)
	if a := other.do("POST", "/me/passkeys", send); a.Status == 201 {
		t.Error("a passkey that was begun by somebody else is taken")
	}
	var made struct {
		Passkey struct{ ID, Name string }
		Codes   []string
	}
	send = phone.make(t, nina.must("GET", "/me/passkeys/new", ""), `,"name":"My phone"`)
	nina.must("POST", "/me/passkeys", send).Read(t, &made)
	if made.Passkey.Name != "My phone" || len(made.Codes) != 10 {
		t.Errorf("made: %+v", made)
	}
	if a := nina.do("POST", "/me/passkeys", send); a.Status != 409 {
		t.Errorf("the same answer again: %d %s", a.Status, a.Body)
	}
	w.Mail(nina.email, "passkey was added")
	if a := nina.signIn(""); a.Status != 401 || !strings.Contains(string(a.Body), `"ways":["passkey","recovery"]`) {
		t.Errorf("the password alone, with a passkey: %d %s", a.Status, a.Body)
	}
	shown := phone.use(t, w)
	if a := w.Do("", "POST", "/sign_in/passkey", shown); a.Status != 200 || !strings.Contains(string(a.Body), nina.email) || a.Header.Get("Set-Cookie") == "" {
		t.Errorf("signing in with the passkey: %d %s", a.Status, a.Body)
	}
	if a := w.Do("", "POST", "/sign_in/passkey", shown); a.Status != 409 {
		t.Errorf("the same answer signs in twice: %d %s", a.Status, a.Body)
	}
	stale := phone.use(t, w)
	w.Clock.Advance(11 * time.Minute)
	if a := w.Do("", "POST", "/sign_in/passkey", stale); a.Status != 409 {
		t.Errorf("an answer that took too long: %d %s", a.Status, a.Body)
	}
	if a := nina.do("DELETE", "/me/passkeys/"+made.Passkey.ID, ""); a.Status != 403 {
		t.Errorf("removing unconfirmed: %d %s", a.Status, a.Body)
	}
	if a := other.do("POST", "/me/confirm", phone.use(t, w)); a.Status != 422 {
		t.Errorf("confirming with somebody else's passkey: %d %s", a.Status, a.Body)
	}
	if a := other.do("GET", "/me", ""); !strings.Contains(string(a.Body), other.email) {
		t.Errorf("the session became somebody else's: %s", a.Body)
	}
	nina.must("POST", "/me/confirm", phone.use(t, w))
	nina.must("PUT", "/me/passkeys/"+made.Passkey.ID, `{"name":"Work phone"}`)
	for do, want := range map[string]int{"PUT": 404, "DELETE": 403} {
		send := `{"name":"Mine"}`
		if do == "DELETE" {
			send = ""
		}
		if a := other.do(do, "/me/passkeys/"+made.Passkey.ID, send); a.Status != want {
			t.Errorf("%s of somebody else's passkey: %d %s", do, a.Status, a.Body)
		}
	}
	if a := nina.must("GET", "/me/security", ""); !strings.Contains(string(a.Body), "Work phone") || strings.Contains(string(a.Body), "publicKey") {
		t.Errorf("what is told of passkeys: %s", a.Body)
	}
	nina.must("DELETE", "/me/passkeys/"+made.Passkey.ID, "")
	if a := w.Do("", "POST", "/sign_in/passkey", phone.use(t, w)); a.Status != 422 {
		t.Errorf("a removed passkey signs in: %d %s", a.Status, a.Body)
	}
	if a := nina.signIn(""); a.Status != 200 {
		t.Errorf("without any factor left, the password: %d %s", a.Status, a.Body)
	}
}

func TestPasskeysThatAreNotRight(t *testing.T) {
	w := world.New(t)
	nina, phone := newcomer(t, w), newDevice(w)
	elsewhere := *phone
	elsewhere.party.Origin = "https://evil.example"
	if a := nina.do("POST", "/me/passkeys", elsewhere.make(t, nina.must("GET", "/me/passkeys/new", ""), `,"name":"x"`)); a.Status != 422 {
		t.Errorf("a passkey of another site: %d %s", a.Status, a.Body)
	}
	nina.must("POST", "/me/passkeys", phone.make(t, nina.must("GET", "/me/passkeys/new", ""), `,"name":"x"`))
	elsewhere = *phone
	elsewhere.party.Origin = "https://evil.example"
	if a := w.Do("", "POST", "/sign_in/passkey", elsewhere.use(t, w)); a.Status != 422 {
		t.Errorf("an answer given to another site: %d %s", a.Status, a.Body)
	}
	forged := *phone
	forged.key = virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
	forged.key.ID = phone.key.ID
	if a := w.Do("", "POST", "/sign_in/passkey", forged.use(t, w)); a.Status != 422 {
		t.Errorf("an answer signed by another key: %d %s", a.Status, a.Body)
	}
	lazy := *phone
	lazy.keys.Options.UserNotVerified = true
	if a := w.Do("", "POST", "/sign_in/passkey", lazy.use(t, w)); a.Status != 422 {
		t.Errorf("an answer without a look at who holds the device: %d %s", a.Status, a.Body)
	}
	for _, send := range []string{`{}`, `{"ticket":"x"}`, `{"ticket":"x","credential":"y"}`} {
		if a := w.Do("", "POST", "/sign_in/passkey", send); a.Status != 409 && a.Status != 422 {
			t.Errorf("%s: %d %s", send, a.Status, a.Body)
		}
	}
}

// handleOf reads whose passkey the program asks for.
func handleOf(t *testing.T, options json.RawMessage) string {
	t.Helper()
	var asked struct{ User struct{ ID []byte } }
	text := strings.NewReplacer("-", "+", "_", "/").Replace(string(options))
	i := strings.Index(text, `"user":`)
	var user struct{ ID string }
	if err := json.NewDecoder(strings.NewReader(text[i+len(`"user":`):])).Decode(&user); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{"user":{"id":"`+user.ID+strings.Repeat("=", (4-len(user.ID)%4)%4)+`"}}`), &asked); err != nil {
		t.Fatal(err)
	}
	id, err := uuid.FromBytes(asked.User.ID)
	if err != nil {
		t.Fatal(err)
	}
	return id.String()
}
