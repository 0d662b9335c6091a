package mail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Folder keeps each mail as a file that a mail program opens, with what a
// page needs to show it in a JSON file beside it.
type Folder struct {
	dir   string
	from  string
	clock func() time.Time
	mu    sync.Mutex // one mail at a time, so that the same one twice is seen
}

// Kept is a mail that was put into a folder.
type Kept struct {
	ID      string    `json:"id"`
	To      string    `json:"to"`
	Subject string    `json:"subject"`
	At      time.Time `json:"at"`
	Text    string    `json:"text"`
	HTML    string    `json:"html"`
	Invite  string    `json:"invite,omitempty"` // a calendar
}

// NewFolder makes the directory if need be. A nil clock is the system's.
func NewFolder(dir, from string, clock func() time.Time) (*Folder, error) {
	if clock == nil {
		clock = time.Now
	}
	return &Folder{dir: dir, from: from, clock: clock}, os.MkdirAll(dir, 0o700)
}

// stamp begins a mail's file names, so that they sort by time.
const stamp = "20060102T150405.000000000Z"

// Send keeps the message, unless one with its ID is kept already.
func (f *Folder) Send(_ context.Context, m Message) error {
	at := f.clock().UTC()
	built, err := m.build(f.from, at)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	names, err := f.names()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(names, func(name string) bool { return idOf(name) == m.ID }) {
		return nil
	}
	name := filepath.Join(f.dir, at.Format(stamp)+"-"+m.ID)
	if err := write(name+".eml", func(w io.Writer) error {
		_, err := built.WriteTo(w)
		return err
	}); err != nil {
		return err
	}
	return write(name+".json", func(w io.Writer) error {
		k := Kept{ID: m.ID, To: m.To, Subject: m.Subject, At: at, Text: m.Text, HTML: m.HTML}
		if m.Invite != nil {
			k.Invite = string(m.Invite.Calendar)
		}
		return json.NewEncoder(w).Encode(k)
	})
}

// List returns the newest mails first, at most limit of them, and only those
// older than the mail with the ID after, if that is not empty.
func (f *Folder) List(limit int, after string) ([]Kept, error) {
	names, err := f.names()
	if err != nil {
		return nil, err
	}
	slices.Reverse(names)
	if after != "" {
		at := slices.IndexFunc(names, func(name string) bool { return idOf(name) == after })
		if at < 0 {
			return nil, fmt.Errorf("mail: no mail has the id %q", after)
		}
		names = names[at+1:]
	}
	kept := []Kept{}
	for _, name := range names[:min(limit, len(names))] {
		text, err := os.ReadFile(filepath.Join(f.dir, name))
		if err != nil {
			return nil, err
		}
		var k Kept
		if err := json.Unmarshal(text, &k); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		kept = append(kept, k)
	}
	return kept, nil
}

// names lists the JSON files, oldest first.
func (f *Folder) names() ([]string, error) {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func idOf(name string) string {
	_, rest, _ := strings.Cut(name, "-")
	return strings.TrimSuffix(rest, ".json")
}

// write makes a file that is there whole or not at all.
func write(name string, fill func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), "underway")
	if err != nil {
		return err
	}
	err = errors.Join(fill(f), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
