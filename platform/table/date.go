package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})[-./](\d{1,2})[-./](\d{4})`)
	inWords   = regexp.MustCompile(`^(\d{1,2})\.?[ -]*(\p{L}+)\.?[ -]*(\d{4})`)
	clock     = regexp.MustCompile(`^(?:T| +(?:kl\.? *)?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?Z?$`)
	asSerial  = regexp.MustCompile(`^\d{5}(?:[.,]\d+)?$`)
)

// months are the names of the months in Danish and English, and their short forms.
var months = map[string]time.Month{
	"jan": 1, "januar": 1, "january": 1, "feb": 2, "februar": 2, "february": 2, "mar": 3, "marts": 3, "march": 3,
	"apr": 4, "april": 4, "maj": 5, "may": 5, "jun": 6, "juni": 6, "june": 6, "jul": 7, "juli": 7, "july": 7,
	"aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "okt": 10, "oct": 10, "oktober": 10, "october": 10,
	"nov": 11, "november": 11, "dec": 12, "december": 12,
}

// Date reads a date as people write it, the day before the month, with four
// digits of the year, and perhaps a time of day: 2026-04-20, 20-04-2026,
// 20.04.2026, 20/04/2026, 20. april 2026, 20 Apr 2026, or 46132, a cell's
// number that has lost its format.
func Date(text string) (time.Time, error) {
	fail := &Problem{Kind: NotDate, Detail: text}
	text = strings.TrimSpace(text)
	if asSerial.MatchString(text) {
		n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if at, ok := FromSerial(n); ok && err == nil {
			return at, nil
		}
		return time.Time{}, fail
	}
	var day, month, year, rest string
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		year, month, day, rest = m[1], m[2], m[3], text[len(m[0]):]
	} else if m := dayFirst.FindStringSubmatch(text); m != nil {
		day, month, year, rest = m[1], m[2], m[3], text[len(m[0]):]
	} else if m := inWords.FindStringSubmatch(text); m != nil {
		day, month, year, rest = m[1], strconv.Itoa(int(months[strings.ToLower(m[2])])), m[3], text[len(m[0]):]
	} else {
		return time.Time{}, fail
	}
	hour, minute, second := "0", "0", "0"
	if rest != "" {
		m := clock.FindStringSubmatch(rest)
		if m == nil {
			return time.Time{}, fail
		}
		hour, minute = m[1], m[2]
		if m[3] != "" {
			second = m[3]
		}
	}
	at, err := time.Parse("2006-1-2 15:4:5", year+"-"+month+"-"+day+" "+hour+":"+minute+":"+second)
	if err != nil {
		return time.Time{}, fail
	}
	return at, nil
}

// FromSerial turns the number that a spreadsheet keeps for a time into that
// time, to the second: days since 30 December 1899. Below 60 it is a day less,
// for the format counts a 29 February 1900 that never was.
func FromSerial(serial float64) (time.Time, bool) {
	const afterLast = 2_958_466 // 1 January 10000
	if !(serial >= 0 && serial < afterLast) {
		return time.Time{}, false
	}
	days := math.Floor(serial)
	seconds := math.Round((serial - days) * 86_400)
	if days < 60 {
		days++
	}
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	return at, at.Year() <= 9999
}
