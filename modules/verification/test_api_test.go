package verification_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http/httptest"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// picture stores a small picture in the world's project and returns its id.
func picture(t *testing.T, w *world.World, as string) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/api/projects/"+w.Project.String()+"/files?name=foto.png&photo=true", &b)
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("Authorization", "Bearer "+w.Tokens[as])
	answer, err := w.App().Test(r, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(answer.Body); err != nil {
		t.Fatal(err)
	}
	id, _ := world.Answer{Body: body.Bytes()}.Field("id").(string)
	if answer.StatusCode != 201 || id == "" {
		t.Fatalf("storing a picture: %d %s", answer.StatusCode, body.Bytes())
	}
	return id
}

func TestContractorVerifiesOwnRow(t *testing.T) {
	w := world.New(t)
	ve, nordluft := w.ID("registers.disciplines", "code", "VE"), w.ID("projects.companies", "name", "Nordluft")
	mine, theirs := uuid.NewString(), uuid.NewString()
	row := `{"id":"%s","title_da":"SEL","discipline":"%s","unit":"J/m3","comparison":"le","target":1500%s}`
	w.Do("ann", "POST", "/projects/{project}/rows", fmt.Sprintf(row, mine, ve, `,"company":"`+nordluft.String()+`"`))
	w.Do("ann", "POST", "/projects/{project}/rows", fmt.Sprintf(row, theirs, ve, ""))
	tests := "/projects/{project}/rows/" + mine + "/tests"
	w.Walls("GET "+tests, "", "")
	w.Walls("POST "+tests, `{"result":"passed"}`, "rita")
	photo, signature := picture(t, w, "ben"), picture(t, w, "ben")
	w.Run([]world.Call{
		{As: "ben", Do: "GET /projects/{project}/progress/mine", Want: 200, Says: mine, Not: theirs},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"passed","measured":1982}`, Want: 422, Says: "outside the limit"},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"failed","measured":1982}`, Want: 422, Says: "#/note"},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"passed","photos":["` + uuid.NewString() + `"]}`, Want: 422, Says: "#/photos"},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"passed","enclosures":["` + uuid.NewString() + `"]}`, Want: 422, Says: "#/enclosures"},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"in_progress","note":"x","enclosures":["` + photo + `","` + photo + `"]}`, Want: 422, Says: "#/enclosures"},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"passed","signed_name":"Ben"}`, Want: 422, Says: "#/signed_name"},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"failed","measured":1982,"note":"For højt","enclosures":["` + signature + `"]}`, Want: 201, Says: `"enclosures":[{"id":`},
		{As: "rita", Do: "GET /projects/{project}/rows/" + mine, Want: 200, Says: `"status":"failed"`},
		{As: "ben", Do: "POST " + tests, Send: fmt.Sprintf(`{"result":"passed","measured":1420.5,"photos":["%s"],"signature":"%s","signed_name":"Ben"}`, photo, signature), Want: 201},
		{As: "rita", Do: "GET /projects/{project}/rows/" + mine, Want: 200, Says: `"measured":1420.5`},
		{As: "rita", Do: "GET " + tests, Want: 200, Says: photo},
		{As: "rita", Do: "GET " + tests, Want: 200, Says: `"file":"` + signature + `","position":1,"name":"foto.jpg","media_type":"image/jpeg","size":`},
		{As: "ben", Do: "POST /projects/{project}/rows/" + theirs + "/tests", Send: `{"result":"passed"}`, Want: 403},
		{As: "ann", Do: "PATCH /projects/{project}/rows/" + mine, Send: `{"base":3,"status":"approved"}`, Want: 200},
		{As: "ben", Do: "POST " + tests, Send: `{"result":"failed","note":"x"}`, Want: 409, Says: "locked"},
		{As: "bob", Do: "GET /projects/{other}/files/" + photo, Want: 404},
		{As: "", Do: "GET /projects/{project}/files/" + photo, Want: 401},
		{As: "rita", Do: "GET /projects/{project}/files/" + photo + "?show=true", Want: 200},
	})
}

func TestDeviceTimeIsKept(t *testing.T) {
	w := world.New(t)
	id := uuid.NewString()
	w.Do("ann", "POST", "/projects/{project}/rows", `{"id":"`+id+`","title_da":"Tæthed"}`)
	a := w.Do("ann", "POST", "/projects/{project}/rows/"+id+"/tests", `{"result":"passed"}`, "Captured-At", "2026-04-20T08:42:00Z", "Clock-Offset", "1500", "Device", "Bil 4")
	if a.Status != 201 || a.Field("tested_at") != "2026-04-20T08:42:00Z" || a.Field("device") != "Bil 4" || fmt.Sprint(a.Field("received_at")) < "2026-04-20T09" {
		t.Errorf("the device's time: %d %s", a.Status, a.Body)
	}
}
