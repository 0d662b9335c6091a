package kernel

import "context"

// Wait is a kind of thing that waits for a member: what they are to do, or are
// late with. They are told once a day, by mail.
type Wait struct {
	Says  string // what people call it, in English: the heading of its lines
	Order int    // its place among the others, the most pressing first
	Area  string // of the right that it takes to be told; empty: the module's
	Verb  string // of that right; empty: view
	Page  string // of the project, where all of it stands, such as log
	// Find is asked as that member, in their project and their language.
	Find func(ctx context.Context, limit int) (Waiting, error)
}

// Waiting is what of a kind waits for the member under way.
type Waiting struct {
	Lines []WaitingLine // the most urgent first, no more than were asked for
	All   int           // how many there are
}

// WaitingLine is one thing that waits.
type WaitingLine struct {
	Title string `json:"title"`
	On    string `json:"on,omitempty"` // the day it is due; empty: none
	Page  string `json:"page"`         // of the project, such as log/ and an id
}

// Add takes a thing in that was found.
func (w *Waiting) Add(title, on, page string, all int) {
	w.Lines, w.All = append(w.Lines, WaitingLine{title, on, page}), all
}
