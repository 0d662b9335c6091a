package problem

import "fmt"

// Answer is a problem as it is sent (RFC 9457).
type Answer struct {
	Type      string        `json:"type"`
	Title     string        `json:"title"`
	Status    int           `json:"status"`
	Detail    string        `json:"detail,omitempty"`
	Instance  string        `json:"instance,omitempty"`
	Reference string        `json:"reference,omitempty"`
	Errors    []AnswerField `json:"errors,omitempty"`
	Fields    []Difference  `json:"fields,omitempty"`
	Ways      []string      `json:"ways,omitempty"`
	Ticket    string        `json:"ticket,omitempty"`
}

// AnswerField is one thing that is wrong, as it is sent.
type AnswerField struct {
	Pointer string `json:"pointer"`
	Detail  string `json:"detail"`
}

// In writes the problem in a language: da or en.
func (p *Problem) In(language, instance, reference string) Answer {
	k := kinds[p.Kind]
	a := Answer{Type: "/problems/" + string(p.Kind), Title: Say(language, k.title), Status: k.status, Instance: instance, Reference: reference, Fields: p.Stale, Ways: p.Ways, Ticket: p.Ticket}
	if p.Reason != "" {
		a.Type += "/" + p.Reason
	}
	if p.Format != "" {
		a.Detail = Say(language, p.Format, p.Args...)
	}
	for _, f := range p.Fields {
		a.Errors = append(a.Errors, AnswerField{Pointer: f.Pointer, Detail: Say(language, f.Format, f.Args...)})
	}
	return a
}

// Say puts English source words into the reader's language. Arguments that are
// themselves a Word are said in it too.
func Say(language, format string, args ...any) string {
	if language == "da" {
		if danish, ok := words[format]; ok {
			format = danish
		}
	}
	if len(args) == 0 {
		return format
	}
	said := make([]any, len(args))
	for i, a := range args {
		if w, ok := a.(Word); ok {
			a = Say(language, string(w))
		}
		said[i] = a
	}
	return fmt.Sprintf(format, said...)
}

// Word is an argument that is itself translated.
type Word string

var words = map[string]string{}

// Teach adds Danish words for English source words. A source that is taught
// twice must be taught the same.
func Teach(danish map[string]string) {
	for en, da := range danish {
		if had, ok := words[en]; ok && had != da {
			panic(fmt.Sprintf("two Danish texts for %q: %q and %q", en, had, da))
		}
		words[en] = da
	}
}

// Knows tells whether there are Danish words for an English source.
func Knows(format string) bool {
	_, ok := words[format]
	return ok
}
