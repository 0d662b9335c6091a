package seal

import "fmt"

// Fault is one thing that is not as it was sealed. Format and arguments stay
// apart, so that they can be said in the reader's language.
type Fault struct {
	Format string `json:"format"`
	Args   []any  `json:"args"`
	Table  string `json:"table,omitempty"`
	Row    string `json:"row,omitempty"`
}

const shownFaults = 200

// Add takes up a fault that was found elsewhere than in the chain.
func (r *Report) Add(f Fault) {
	r.Faults++
	if len(r.Found) < shownFaults {
		r.Found = append(r.Found, f)
	}
}

// In says the fault in a language, by a function that knows its words. Numbers
// that have been through JSON are made whole again.
func (f Fault) In(language string, say func(language, format string, args ...any) string) string {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		if n, ok := a.(float64); ok {
			a = int64(n)
		}
		args[i] = a
	}
	return say(language, f.Format, args...)
}

// String says the fault in English.
func (f Fault) String() string { return fmt.Sprintf(f.Format, f.Args...) }

// Danish holds the words of this package in Danish, by their English source.
var Danish = map[string]string{
	"seal %d was changed after it was signed":                             "segl %d er ændret, efter at det blev underskrevet",
	"seal %d is signed with a key that is not known: %s":                  "segl %d er underskrevet med en nøgle, der ikke kendes: %s",
	"seal %d is of another project":                                       "segl %d hører til et andet projekt",
	"a seal is missing between %d and %d":                                 "der mangler et segl mellem %d og %d",
	"seal %d does not follow on the one before it":                        "segl %d følger ikke efter det foregående",
	"seal %d is another than the one that was noted outside the database": "segl %d er et andet end det, der er noteret uden for databasen",
	"the newest seals are gone: there were %d, and there are %d":          "de nyeste segl er væk: der var %d, og der er %d",
	"version %d of %s says %s, but came after later ones had been sealed": "version %d af %s siger %s, men kom, efter at senere var forseglet",
	"a version is gone from the history: line %d, sealed %s in seal %d":   "en version er væk fra historikken: linje %d, forseglet %s i segl %d",
	"an entry is gone from the history: line %d, sealed %s in seal %d":    "en handling er væk fra historikken: linje %d, forseglet %s i segl %d",
	twiceVersion:   "version %d af %s er der to gange",
	twiceEntry:     "handlingen %s %s er der to gange",
	changedVersion: "version %d af %s er ændret, efter at den blev forseglet",
	changedEntry:   "handlingen %s %s er ændret, efter at den blev forseglet",
	"a row of %s was changed without a trace in the history": "en række i %s er ændret uden spor i historikken",
	"a row of %s was made without a trace in the history":    "en række i %s er oprettet uden spor i historikken",
	"a row of %s was removed without a trace in the history": "en række i %s er fjernet uden spor i historikken",
}
