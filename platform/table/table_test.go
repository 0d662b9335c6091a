package table

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "12": 12, "-12": -12, "+12": 12, "−12": -12, " 12 ": 12, "007": 7,
		"1.234,5": 1234.5, "1,234.5": 1234.5, "1 234,56": 1234.56, "1\u00A0234\u202F567,8": 1234567.8, "1'234.5": 1234.5,
		"1.234.567": 1234567, "1,234,567": 1234567, "1.234.567,89": 1234567.89, "1 234": 1234, "12 345": 12345,
		"0,5": 0.5, "0.5": 0.5, "0.500": 0.5, "0,500": 0.5, ",5": 0.5, ".5": 0.5, "12,3456": 12.3456, "1234,567": 1234.567, "1234.567": 1234.567,
		"1.5E3": 1500, "1,5e-3": 0.0015, "1.500e3": 1500, "12%": 0.12, "12,5 %": 0.125, "-7%": -0.07, "1 234,567": 1234.567,
	} {
		for _, lang := range []string{"da", "en"} {
			if got, err := Number(text, lang); err != nil || got != want {
				t.Errorf("Number(%q, %s) is %v, %v; want %v", text, lang, got, err, want)
			}
		}
	}
	for _, c := range []struct {
		text   string
		da, en float64
	}{{"1.500", 1500, 1.5}, {"1,500", 1.5, 1500}, {"-12.345", -12345, -12.345}, {"123,456", 123.456, 123456}} {
		da, errDa := Number(c.text, "da")
		en, errEn := Number(c.text, "en")
		if err := errors.Join(errDa, errEn); err != nil || da != c.da || en != c.en {
			t.Errorf("%q is %v in Danish and %v in English, %v", c.text, da, en, err)
		}
	}
	for _, text := range []string{"", " ", "-", "a", "12 m³/h", "12m", "1.2.3", "1,2,3", "1.234,5.6", "12.34.567", "1 23", "1234 567", "1,234.567,8",
		"1.234 567", "NaN", "Inf", "0x10", "1_000", "1e", "e5", "1e999", ".", ",", "5,", "5.", "--5", "1%%", "%", "1 2", "²"} {
		for _, lang := range []string{"da", "en"} {
			problem := new(Problem)
			if got, err := Number(text, lang); !errors.As(err, &problem) || problem.Kind != NotNumber || problem.Detail != text {
				t.Errorf("Number(%q, %s) is %v, %v", text, lang, got, err)
			}
		}
	}
}

func TestDate(t *testing.T) {
	day := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	for _, text := range []string{"2026-04-20", "2026-4-20", "20-04-2026", "20.04.2026", "20/04/2026", "20/4/2026", "20. april 2026", "20 Apr 2026",
		"20 APRIL 2026", "20. apr. 2026", "20-Apr-2026", " 20.04.2026 ", "46132", "2026-04-20T00:00:00Z"} {
		if got, err := Date(text); err != nil || !got.Equal(day) {
			t.Errorf("Date(%q) is %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]time.Time{
		"2026-04-20T08:30:15": day.Add(8*time.Hour + 30*time.Minute + 15*time.Second), "20-04-2026 08:30": day.Add(8*time.Hour + 30*time.Minute),
		"20.04.2026 kl. 8.30": day.Add(8*time.Hour + 30*time.Minute), "46132,5": day.Add(12 * time.Hour),
		"1. maj 2026": day.AddDate(0, 0, 11), "1 May 2026": day.AddDate(0, 0, 11), "31. oktober 2025": time.Date(2025, 10, 31, 0, 0, 0, 0, time.UTC),
		"29-02-2028": time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC), "1900-12-31T23:59:59": time.Date(1900, 12, 31, 23, 59, 59, 0, time.UTC),
	} {
		if got, err := Date(text); err != nil || !got.Equal(want) {
			t.Errorf("Date(%q) is %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "i morgen", "2026", "20-04-26", "04/20/2026", "31-02-2026", "29-02-2026", "0-1-2026", "20 foo 2026", "20. 2026",
		"2026-13-01", "2026-04-20 25:00", "2026-04-20 later", "2026-04-20T08:30+02:00", "123456", "20-04-20266", "uge 17"} {
		problem := new(Problem)
		if got, err := Date(text); !errors.As(err, &problem) || problem.Kind != NotDate || problem.Detail != text {
			t.Errorf("Date(%q) is %v, %v", text, got, err)
		}
	}
}

func TestFromSerial(t *testing.T) {
	for serial, want := range map[float64]string{
		1: "1900-01-01T00:00:00", 59: "1900-02-28T00:00:00", 61: "1900-03-01T00:00:00", 46132.999999: "2026-04-21T00:00:00", 2958465.5: "9999-12-31T12:00:00",
	} {
		if got, ok := FromSerial(serial); !ok || got.Format("2006-01-02T15:04:05") != want {
			t.Errorf("%v is %v, want %s", serial, got, want)
		}
	}
	for _, serial := range []float64{-1, 2958466, 1e300} {
		if got, ok := FromSerial(serial); ok {
			t.Errorf("%v is %v", serial, got)
		}
	}
}

func TestTooLong(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("a", 32_767): false, strings.Repeat("a", 32_768): true, strings.Repeat("æ", 32_767): false,
		strings.Repeat("😀", 16_383): false, strings.Repeat("😀", 16_384): true, strings.Repeat("\xFF", 32_768): true,
	} {
		if TooLong(text) != want {
			t.Errorf("%d bytes of %q: %v", len(text), text[:2], !want)
		}
	}
}

func TestTallyCountsOnce(t *testing.T) {
	tally := NewTally([]Sheet{{Name: "A"}, {Name: "B"}})
	row := Row{Number: 1, Cells: []Cell{{Column: 1, Kind: IsText, Text: strings.Repeat("a", 1<<20)}}}
	for range 3 {
		pass := tally.Pass(0)
		for range 200 {
			if err := pass.Count(row); err != nil {
				t.Fatal(err)
			}
		}
	}
	pass := tally.Pass(1)
	for n := 1; ; n++ {
		err := pass.Count(row)
		if problem := new(Problem); errors.As(err, &problem) {
			if n != 57 || problem.Kind != TooLarge || problem.Sheet != "B" {
				t.Errorf("after %d rows of the second sheet: %v", n, err)
			}
			return
		}
		if n > 57 {
			t.Fatal("the sheets are not counted together")
		}
	}
}

func TestProblemSaysWhere(t *testing.T) {
	for want, problem := range map[string]*Problem{
		"table too_long, sheet Facility, row 3, column AB: more than 32767 characters": {Kind: LongText, Sheet: "Facility", Row: 3, Column: 28, Detail: "more than 32767 characters"},
		"table encrypted: the workbook is protected by a password":                     {Kind: Encrypted, Detail: "the workbook is protected by a password"},
	} {
		if got := problem.Error(); got != want {
			t.Errorf("says %q", got)
		}
	}
	for column, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(column); got != want {
			t.Errorf("column %d is %s", column, got)
		}
	}
}

func TestIsDigits(t *testing.T) {
	for text, want := range map[string]bool{"0": true, "-12.50": true, "1e6": true, "1.5E-3": true, "2e+7": true, "": false, "-": false, "NaN": false, "-Infinity": false, "1.": false, ".5": false, "1e": false,
		"+1": false, "1,5": false, "12 ": false, "=1": false, "-1+2": false, "--1": false, "1.2.3": false} {
		if got := IsDigits(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}
