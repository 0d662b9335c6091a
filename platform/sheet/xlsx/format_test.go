package xlsx

import "testing"

func TestFormats(t *testing.T) {
	date, plain := format{date: true}, general
	for code, want := range map[string]format{
		"yyyy-mm-dd": date, `d\.\ mmmm\ yyyy;@`: date, "[$-406]dd/mm/yyyy": date, "h:mm AM/PM": date, "mm:ss.0": date, "[Red]dd.mm": date, "MMM": date,
		"General": plain, "0.00": plain, "#,##0;[Red]-#,##0": plain, `0.0" m³/h"`: plain, `0\ \d\a\y\s`: plain, "0_d": plain, "0*d": plain,
		"[h]:mm": plain, "[mm]:ss": plain, "@": plain, "": plain, `"dd"`: plain, `"open`: plain, `0.00E+00`: plain, "GENERAL": plain, "0;dd": plain,
		"000": {width: 3}, "0": plain,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("%q is %+v, want %+v", code, got, want)
		}
	}
	for id, want := range map[int]bool{0: false, 13: false, 14: true, 22: true, 23: false, 45: true, 46: false, 47: true, 49: false, 164: false} {
		if builtin(id).date != want {
			t.Errorf("builtin %d: %v", id, !want)
		}
	}
}

func TestNumbersReadAsTheyAreShown(t *testing.T) {
	for n, want := range map[float64]string{
		0.1 + 0.2: "0.3", 1e15: "1000000000000000", 123456789012345: "123456789012345", 1.0 / 3: "0.333333333333333", 1e21: "1e+21", 1e-10: "1e-10", -0.5: "-0.5", 1.005: "1.005",
	} {
		if got := shortest(n); got != want {
			t.Errorf("%v reads %s, want %s", n, got, want)
		}
	}
}

func TestDatesFrom1904(t *testing.T) {
	for serial, want := range map[float64]string{44670: "2026-04-20", 44670.5: "2026-04-20T12:00:00", 0.25: "06:00:00"} {
		if got, ok := dateOf(serial, days1904); !ok || got != want {
			t.Errorf("%v is %s, want %s", serial, got, want)
		}
	}
	if got, ok := dateOf(-1, days1904); ok {
		t.Errorf("-1 is %s", got)
	}
}
