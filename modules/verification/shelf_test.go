package verification

import (
	"testing"

	"github.com/google/uuid"
)

// TestShelf holds every shipped procedure against the rules of an issued one,
// and asks for all of its words in both languages.
func TestShelf(t *testing.T) {
	t.Parallel()
	all, err := readShelf()
	if err != nil {
		t.Fatal(err)
	}
	codes, br18 := map[string]bool{}, 0
	for _, s := range all {
		if codes[s.Code] || len(s.Code) > 40 {
			t.Errorf("%s stands twice, or is too long", s.Code)
		}
		codes[s.Code] = true
		if s.BR18 {
			br18++
		}
		for _, step := range s.Steps {
			step.ID = uuid.New()
			if step.TextDA == "" || step.TextEN == "" || (step.HelpDA == "") != (step.HelpEN == "") {
				t.Errorf("%s %s lacks words in a language", s.Code, step.Code)
			}
			for _, o := range step.Options {
				if o.DA == "" || o.EN == "" {
					t.Errorf("%s %s %s lacks words in a language", s.Code, step.Code, o.Code)
				}
			}
		}
		if err := tidy(s.Steps); err != nil {
			t.Errorf("%s: %v", s.Code, err)
		}
		if err := complete(s.Steps); err != nil {
			t.Errorf("%s: %v", s.Code, err)
		}
		if s.TitleDA == "" || s.TitleEN == "" || s.AboutDA == "" || s.AboutEN == "" || s.CriterionDA == "" || s.CriterionEN == "" || len(s.Attachments) == 0 {
			t.Errorf("%s lacks words, or what it is used for", s.Code)
		}
	}
	for _, code := range []string{"VE-FUNK", "VA-FUNK", "KO-FUNK", "BE-FUNK", "EV-FUNK", "BA-FUNK", "PV-FUNK", "FV-FUNK", "ST-KANAL", "ST-TRYK", "ST-SKYL", "ST-RENG", "ST-MAERK", "EL-ISO", "EL-MOM", "BA-PTP", "BA-ALARM"} {
		if !codes[code] {
			t.Errorf("%s is not on the shelf", code)
		}
	}
	if br18 < 8 {
		t.Errorf("only %d for BR18", br18)
	}
}
