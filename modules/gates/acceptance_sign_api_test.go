package gates_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"

	"github.com/google/uuid"
)

// drawn is a signature of a width as the screen sends it; without ink it is blank.
func drawn(t *testing.T, width int, inked bool) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, 40))
	for x := range m.Pix {
		m.Pix[x] = 255
	}
	if inked {
		for x := 5; x < width-5; x++ {
			m.Set(x, 20, color.Black)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func TestSignatures(t *testing.T) {
	s := newScene(t)
	id, version := s.prepared()
	sign := "POST " + documents + id + "/sign"
	body := func(more string) string {
		return fmt.Sprintf(`{"base":%d,"name":"Carl Bo","role":"Bygherre"%s}`, version, more)
	}
	s.Seat("carl", "read_and_approve", "Bygherre", nil)
	for name, ink := range map[string]string{"no base64": "æ", "no picture": base64.StdEncoding.EncodeToString([]byte("%PDF-1.4")), "half a picture": drawn(t, 120, true)[:80], "blank": drawn(t, 120, false), "a wall": drawn(t, 3000, true)} {
		if a := s.Do("carl", "POST", documents+id+"/sign", body(`,"ink":"`+ink+`"`)); a.Status != 422 || !strings.Contains(string(a.Body), "#/ink") {
			t.Errorf("a signature that is %s: got %d %s", name, a.Status, a.Body)
		}
	}
	s.Run([]world.Call{
		{As: "carl", Do: sign, Send: body(`,"ink":"` + strings.Repeat("A", 360_001) + `"`), Want: 422, Says: "#/ink"},
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: `"state":"draft"`},
		{As: "carl", Do: sign, Send: body(`,"ink":"` + drawn(t, 300, true) + `"`), Want: 200, Says: `"alone":""`},
	})
	file, ok := s.Do("rita", "GET", documents+id, "").Field("signature").(string)
	if !ok {
		t.Fatal("the signature is not kept")
	}
	if a := s.Do("rita", "GET", "/projects/{project}/files/"+file, ""); a.Status != 200 || !bytes.HasPrefix(a.Body, []byte("\x89PNG")) {
		t.Errorf("the signature: %d %.20q", a.Status, a.Body)
	}
	s.Run([]world.Call{{As: "bob", Do: "GET /projects/{other}/files/" + file, Want: 404}, {As: "", Do: "GET /projects/{project}/files/" + file, Want: 401}})
}

// TestFourEyes has whoever prepared a document not sign it, as long as anybody else can.
func TestFourEyes(t *testing.T) {
	s := newScene(t)
	id, version := s.prepared()
	sign, body := "POST "+documents+id+"/sign", func(more string) string {
		return fmt.Sprintf(`{"base":%d,"name":"Ann","role":"Bygherre"%s}`, version, more)
	}
	const alone = `,"alone":"Bygherren har ingen anden på projektet."`
	s.Seat("carl", "read_and_approve", "Bygherre", nil)
	s.Run([]world.Call{
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: `"signers":["` + s.People["carl"].String() + `"]`},
		{As: "ann", Do: sign, Send: body(""), Want: 409, Says: "somebody else signs it: Carl"},
		{As: "ann", Do: sign, Send: body(alone), Want: 409, Says: "somebody else signs it: Carl"},
	})
	seat := func(set string, args ...any) {
		t.Helper()
		s.As("ann", func(ctx context.Context) error {
			_, err := db.On(ctx).NewRaw("update projects.members set "+set+" where project = ? and person = ?", append(args, s.Project, s.People["carl"])...).Exec(ctx)
			return err
		})
	}
	// Who never came, sees a part only, or is gone by now, cannot sign instead.
	for _, set := range [][2]string{{"joined_at = null", "joined_at = now()"}, {"disciplines = array[gen_random_uuid()]", "disciplines = null"}, {"own_company = true", "own_company = false"}, {"ends_on = '2026-04-19'", "ends_on = null"}} {
		seat(set[0])
		s.Run([]world.Call{{As: "ann", Do: sign, Send: body(""), Want: 422, Says: "#/alone"}, {As: "ann", Do: sign, Send: body(`,"alone":"  "`), Want: 422, Says: "#/alone"}})
		seat(set[1])
		s.Run([]world.Call{{As: "ann", Do: sign, Send: body(""), Want: 409}})
	}
	seat("rights = array['tests.view']")
	s.Run([]world.Call{
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: `"signers":[]`},
		{As: "ann", Do: sign, Send: body(alone), Want: 200, Says: `"alone":"Bygherren har ingen anden på projektet."`},
		{As: "rita", Do: "GET /projects/{project}/history?table=gates.acceptances&row=" + id, Want: 200, Says: "Bygherren har ingen anden"},
		{As: "ann", Do: "POST " + documents + id + "/reopen", Send: `{"reason":"x"}`, Want: 200, Says: `"alone":"Bygherren har ingen anden`},
	})
	// The database holds to it too, whatever changes the row.
	second := s.made("/projects/{project}/gates/"+s.m4+"/acceptances", `{}`)
	err := s.DB.Work(context.Background(), db.Entry{Kind: "job", Person: s.People["ann"], Project: s.Project, Request: uuid.New(), Action: "test.scene", Origin: "test", Now: s.Clock.Now()}, func(ctx context.Context) error {
		_, err := db.On(ctx).NewRaw("update gates.acceptances a set state = 'signed', signed_by = prepared_by, signed_at = now(), signed_name = 'x', file = (select b.file from gates.acceptances b where b.id = ?) where a.id = ?", id, second).Exec(ctx)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "somebody else than whoever prepared it") {
		t.Errorf("a document that its preparer signs without a reason: got %v", err)
	}
}

// TestTokensSignNothing leaves the client's approval to people who are signed in.
func TestTokensSignNothing(t *testing.T) {
	s := newScene(t)
	id, version := s.prepared()
	s.Seat("carl", "read_and_approve", "Bygherre", nil)
	made := s.Do("carl", "POST", "/me/tokens", `{"name":"x","scopes":["tests.view","tests.approve"]}`)
	secret, _ := made.Field("token").(string)
	if secret == "" {
		t.Fatalf("the token: %d %s", made.Status, made.Body)
	}
	s.Tokens["program"] = secret
	s.Run([]world.Call{
		{As: "program", Do: "GET " + documents + id, Want: 200},
		{As: "program", Do: "POST " + documents + id + "/sign", Send: fmt.Sprintf(`{"base":%d,"name":"Carl","role":"Bygherre"}`, version), Want: 403},
		{As: "rita", Do: "GET " + documents + id, Want: 200, Says: `"state":"draft"`},
	})
}
