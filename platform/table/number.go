package table

import (
	"strconv"
	"strings"
)

// Number reads a number as people write it: 1.234,5 or 1,234.5 or 1 234,56.
// 12% is 0.12, as it is in a cell. Where a single separator could mean either,
// as in 1.500, the language decides: thousands in "da", a fraction in others.
// A number with a unit is refused, for it may not be the unit expected.
func Number(text, lang string) (float64, error) {
	fail := &Problem{Kind: NotNumber, Detail: text}
	digits, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	digits = strings.TrimSpace(numberSigns.Replace(digits))
	sign := ""
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		sign, digits = digits[:1], digits[1:]
	}
	mantissa, exponent := digits, ""
	if at := strings.IndexAny(digits, "eE"); at >= 0 {
		mantissa, exponent = digits[:at], digits[at:]
	}
	whole, fraction := mantissa, ""
	if point := decimalPoint(mantissa, lang, exponent != ""); point >= 0 {
		whole, fraction = mantissa[:point], mantissa[point+1:]
		if !onlyDigits(fraction) {
			return 0, fail
		}
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return strings.ContainsRune(separators, r) })
	if len(groups) > 1 && !grouped(whole, groups) || len(groups) <= 1 && whole != "" && !onlyDigits(whole) {
		return 0, fail
	}
	n, err := strconv.ParseFloat(sign+strings.Join(groups, "")+"."+fraction+exponent, 64)
	if err != nil {
		return 0, fail
	}
	if percent {
		n /= 100
	}
	return n, nil
}

// separators are what can stand between groups of three digits.
const separators = " .,"

// numberSigns are the other spaces between groups, and the sign that a
// typesetter uses for a hyphen.
var numberSigns = strings.NewReplacer("\u00A0", " ", "\u202F", " ", "\u2009", " ", "'", " ", "’", " ", "−", "-")

// decimalPoint is where the fraction begins, or -1.
func decimalPoint(number, lang string, exponent bool) int {
	last := strings.LastIndexAny(number, ".,")
	switch {
	case last < 0:
		return -1
	case strings.ContainsRune(number, '.') && strings.ContainsRune(number, ','):
		return last
	case strings.Count(number, number[last:last+1]) > 1:
		return -1
	case len(number)-last-1 != 3, last == 0, last > 3, number[0] == '0', exponent, strings.ContainsRune(number, ' '):
		return last // cannot be a group of three
	case (number[last] == '.') == (lang == "da"):
		return -1
	}
	return last
}

// grouped reports whether the groups are of three digits, the first of one to
// three, all with the same separator between them.
func grouped(whole string, groups []string) bool {
	for i, g := range groups {
		if !onlyDigits(g) || len(g) > 3 || i > 0 && len(g) < 3 {
			return false
		}
	}
	separator := whole[len(groups[0]) : len(groups[0])+1]
	return strings.Join(groups, separator) == whole
}

func onlyDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// IsDigits tells whether a text is a number as databases and JSON write it:
// digits, with a sign before and a fraction or an exponent behind. NaN is none.
func IsDigits(text string) bool {
	rest := strings.TrimPrefix(text, "-")
	for _, part := range []string{"", ".", "eE"} {
		if part != "" {
			if rest == "" || strings.IndexByte(part, rest[0]) < 0 {
				continue
			}
			if rest = rest[1:]; part == "eE" && rest != "" && (rest[0] == '-' || rest[0] == '+') {
				rest = rest[1:]
			}
		}
		n := 0
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n == 0 {
			return false
		}
		rest = rest[n:]
	}
	return rest == ""
}
