package documents_test

import (
	"net/url"
	"testing"

	"cxweb/cmd/world"

	"github.com/google/uuid"
)

func TestLabels(t *testing.T) {
	w := world.New(t)
	ve := studio(w)
	id, other := document(t, w, "V-57-2", ve), document(t, w, "V-57-10", ve)
	revision := w.ID("documents.versions", "document", other).String()
	labels := func(ids string) string { return "/projects/{project}/document_labels?ids=" + url.QueryEscape(ids) }
	w.Walls("GET "+labels(`["`+id+`"]`), "", "")
	named := func(texts string) string { return "GET " + documents + "?count=true&named=" + url.QueryEscape(texts) }
	w.Run([]world.Call{
		{As: "rita", Do: "GET " + labels(`["`+other+`","`+uuid.NewString()+`"]`), Want: 200, Says: `"document":"` + other + `","number":"V-57-10","title":"Plan V-57-10"`},
		{As: "rita", Do: "GET " + labels(`["`+revision+`"]`), Want: 200, Says: `"document":"` + other + `","number":"V-57-10","title":"Plan V-57-10","revision":"A"`},
		{As: "rita", Do: "GET " + labels(`["`+uuid.NewString()+`"]`), Want: 200, Says: `"state":"gone"`},
		{As: "rita", Do: "GET " + labels(`[]`), Want: 200, Says: `"items":[]`},
		{As: "rita", Do: "GET " + labels(`V-57-2`), Want: 422, Says: "#/ids"},
		{As: "bob", Do: "GET /projects/{other}/document_labels?ids=" + url.QueryEscape(`["`+id+`"]`), Want: 200, Says: `"state":"gone"`},
		{As: "rita", Do: named(`["v-57-2 ","Plan V-57-10","V-57"]`), Want: 200, Says: `"total":2`},
		{As: "rita", Do: named(`["V-57"]`), Want: 200, Says: `"total":0`},
		{As: "rita", Do: named(`[]`), Want: 422, Says: "#/named"},
		{As: "rita", Do: named(`all`), Want: 422, Says: "#/named"},
	})
}
