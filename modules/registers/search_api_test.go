package registers_test

import (
	"fmt"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

// TestSearchKeepsUp searches rows by their words and by their system's tag
// while both change, as people who see all, some and none of them.
func TestSearchKeepsUp(t *testing.T) {
	w := world.New(t)
	const rows = "/projects/{project}/rows"
	ve, va := w.ID("registers.disciplines", "code", "VE"), w.ID("registers.disciplines", "code", "VA")
	row, hidden, system := uuid.NewString(), uuid.NewString(), uuid.NewString()
	w.Run([]world.Call{
		{As: "ann", Do: "POST /projects/{project}/systems", Send: fmt.Sprintf(`{"id":"%s","tag":"VE77","discipline":"%s"}`, system, ve), Want: 201},
		{As: "ann", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"Tæthed af kanaler","discipline":"%s","system":"%s"}`, row, ve, system), Want: 201},
		{As: "ann", Do: "POST " + rows, Send: fmt.Sprintf(`{"id":"%s","title_da":"Tæthed af rør","discipline":"%s"}`, hidden, va), Want: 201},
		{As: "ann", Do: "GET " + rows + "?count=true&q=t%C3%A6thed", Want: 200, Says: `"total":2`},
		{As: "ann", Do: "GET " + rows + "?count=true&q=HED%20AF%20KAN", Want: 200, Says: `"total":1`},
		{As: "ann", Do: "GET " + rows + "?count=true&q=ve77", Want: 200, Says: `"total":1`},
		{As: "ann", Do: "GET " + rows + "?count=true&q=t%C3%A6", Want: 200, Says: `"total":2`}, // too short to be looked up
		{As: "ben", Do: "GET " + rows + "?count=true&q=t%C3%A6thed", Want: 200, Says: `"total":1`, Not: "rør"},
		{As: "bob", Do: "GET /projects/{other}/rows?count=true&q=t%C3%A6thed", Want: 200, Says: `"total":0`},
		{As: "ann", Do: "PATCH " + rows + "/" + row, Send: `{"base":1,"title_da":"Indregulering"}`, Want: 200},
		{As: "ann", Do: "GET " + rows + "?q=kanaler", Want: 200, Says: `"items":[]`},
		{As: "ann", Do: "GET " + rows + "?q=indregul&filter=[{\"field\":\"status\",\"op\":\"is\",\"value\":\"not_started\"}]", Want: 200, Says: row},
		{As: "ann", Do: "GET /projects/{project}/values?thing=row&field=status&q=indregul", Want: 200, Says: `"count":1`},
		{As: "ann", Do: "DELETE " + rows + "/" + row + "?base=2", Want: 204},
		{As: "ann", Do: "GET " + rows + "?q=indregul", Want: 200, Says: `"items":[]`},
	})
}
