package world_test

import (
	"context"
	"testing"

	"cxweb/cmd/world"
	"cxweb/platform/db"

	"github.com/google/uuid"
)

// TestOnce sends requests twice with one key: the second does nothing and gets
// the first answer.
func TestOnce(t *testing.T) {
	w := world.New(t)
	id, key := uuid.NewString(), uuid.NewString()
	make1 := w.Do("ann", "POST", "/projects/{project}/systems", `{"id":"`+id+`","tag":"VE01"}`, "Idempotency-Key", key)
	again := w.Do("ann", "POST", "/projects/{project}/systems", `{"id":"`+id+`","tag":"VE01"}`, "Idempotency-Key", key)
	if make1.Status != 201 || again.Status != 201 || string(make1.Body) != string(again.Body) {
		t.Errorf("a repeat got another answer: %d %s, first %d %s", again.Status, again.Body, make1.Status, make1.Body)
	}
	if other := w.Do("ann", "POST", "/projects/{project}/systems", `{"tag":"VE02"}`, "Idempotency-Key", key); other.Status != 422 {
		t.Errorf("another request under the key: %d %s", other.Status, other.Body)
	}
	if eve := w.Do("eve", "POST", "/projects/{project}/systems", `{"tag":"VE03"}`, "Idempotency-Key", key); eve.Status != 201 {
		t.Errorf("somebody else's key of the same name: %d %s", eve.Status, eve.Body)
	}
	gone := uuid.NewString()
	for range 2 { // an answer without a body is one too
		if a := w.Do("ann", "DELETE", "/projects/{project}/systems/"+id, "", "Idempotency-Key", gone); a.Status != 204 {
			t.Errorf("deleting twice with one key: %d %s", a.Status, a.Body)
		}
	}
	w.Do("ann", "POST", "/me/tokens", `{"name":"secret"}`, "Idempotency-Key", "secret-"+key)
	w.Do("ann", "POST", "/me/confirm", `{"password":"Secret123"}`, "Idempotency-Key", "confirm-"+key)
	var kept int
	w.As("ann", func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select count(*) from platform.idempotency where key in (?, ?)", "secret-"+key, "confirm-"+key).Scan(ctx, &kept)
	})
	if kept != 0 {
		t.Error("a secret is kept for a repeat")
	}
	refused := uuid.NewString()
	w.Do("ann", "POST", "/projects/{project}/systems", `{"tag":""}`, "Idempotency-Key", refused)
	if a := w.Do("ann", "POST", "/projects/{project}/systems", `{"tag":"VE09"}`, "Idempotency-Key", refused); a.Status != 201 {
		t.Errorf("a refused request used its key up: %d %s", a.Status, a.Body)
	}
}
