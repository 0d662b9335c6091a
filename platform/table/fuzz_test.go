package table

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
)

// FuzzNumber has numbers read as people write them: what is one is finite, and
// the same again when it is written out.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{"1.234,5", "1,234.5", "1 234,56", "12%", "-0,5", "1e308", "1e309", "−5", "1.500", "٣", "0x10", "1_000", "NaN", "Inf", ".5", "5."} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []string{"da", "en"} {
			n, err := Number(text, lang)
			if err != nil {
				continue
			}
			if math.IsNaN(n) || math.IsInf(n, 0) {
				t.Fatalf("%q in %s is %v", text, lang, n)
			}
			again, err := Number(strings.Replace(strconv.FormatFloat(n, 'e', -1, 64), ".", map[string]string{"da": ",", "en": "."}[lang], 1), lang)
			if err != nil || again != n {
				t.Fatalf("%q in %s is %v, and that %v %v", text, lang, n, again, err)
			}
		}
	})
}

// FuzzDate has dates read as people write them: what is one is a day of the
// calendar, and the same again as ISO writes it.
func FuzzDate(f *testing.F) {
	for _, text := range []string{"20-04-2026", "20.4.26", "2026-04-20", "20. april 2026", "31-02-2026", "1/2/3", "46132", "-1", "20-04-99999", "2026-04-20T10:00:00Z"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		day, err := Date(text)
		if err != nil {
			return
		}
		if day.Year() < 1 || day.Year() > 9999 {
			t.Fatalf("%q is in the year %d", text, day.Year())
		}
		again, err := Date(day.Format(time.DateOnly))
		if err != nil || again.Format(time.DateOnly) != day.Format(time.DateOnly) {
			t.Fatalf("%q is %s, and that %s %v", text, day, again, err)
		}
	})
}
