package world

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"cxweb/platform/db"
	"cxweb/platform/mail"

	"github.com/google/uuid"
)

// Mail waits for the newest mail to somebody whose subject holds some words and
// returns its text.
func (w *World) Mail(to, subject string) string {
	w.t.Helper()
	kept, err := mail.NewFolder(filepath.Join(w.Config.Data, "mail"), w.Config.Mail.From, w.Clock.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	for range 200 {
		all, err := kept.List(200, "")
		if err != nil {
			w.t.Fatal(err)
		}
		for _, m := range all {
			if strings.Contains(m.To, to) && strings.Contains(m.Subject, subject) && w.delivered(m.ID) {
				return m.Text
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.t.Fatalf("no mail to %s about %s came", to, subject)
	return ""
}

// delivered tells whether what went with a mail is committed: its link works
// from then on.
func (w *World) delivered(event string) (is bool) {
	w.t.Helper()
	w.within(uuid.Nil, uuid.Nil, func(ctx context.Context) error {
		return db.On(ctx).NewRaw("select exists (select 1 from platform.inbox where event::text = ?)", event).Scan(ctx, &is)
	})
	return is
}

// Link waits for such a mail and returns the secret behind the # of its link.
func (w *World) Link(to, subject string) string {
	w.t.Helper()
	_, secret, _ := strings.Cut(w.Mail(to, subject), "#")
	return strings.Fields(secret + " ")[0]
}
