package accounts

import (
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"cxweb/platform/vault"
)

// Codes for tests of other packages' kind, which see only what is exported.
var (
	CodeOf = codeOf
	StepAt = stepAt
)

// TestCodes holds codes against appendix B of RFC 6238, cut to six digits.
func TestCodes(t *testing.T) {
	t.Parallel()
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		if got := codeOf(secret, stepAt(time.Unix(at, 0))); got != want {
			t.Errorf("the code at %d: got %s, want %s", at, got, want)
		}
	}
}

func TestCodesCountForHalfAMinuteEitherWay(t *testing.T) {
	t.Parallel()
	secret, now := []byte("12345678901234567890"), time.Unix(1111111111, 0)
	for off, want := range map[int64]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		step := stepAt(now) + off
		if got := stepOf(secret, codeOf(secret, step), now); (got == step) != want {
			t.Errorf("the code of %d steps off: got step %d, want taken %v", off, got, want)
		}
	}
	for _, code := range []string{"", "12345", "1234567", "abcdef"} {
		if stepOf(secret, code, now) != 0 {
			t.Errorf("%q is taken for a code", code)
		}
	}
}

func TestWhatAnAppReads(t *testing.T) {
	t.Parallel()
	secret := []byte("12345678901234567890")
	address := setUpAddress(secret, "anne&søren@test.example")
	if !strings.HasPrefix(address, "otpauth://totp/CXweb:anne&s%C3%B8ren@test.example?issuer=CXweb&secret="+base32.StdEncoding.EncodeToString(secret)) {
		t.Errorf("got %s", address)
	}
	drawn, err := picture(address)
	if err != nil || drawn.Size < 29+8 || strings.Count(drawn.Path, "M") < 200 || strings.Contains(drawn.Path, "M0 ") {
		t.Errorf("the picture: %v %+v", err, drawn.Size)
	}
}

func TestRecoveryCodesAreReadAsTyped(t *testing.T) {
	t.Parallel()
	code := recoveryCode()
	if plainCode(strings.ToLower(strings.ReplaceAll(code, "-", " "))) != plainCode(code) || len(plainCode(code)) != 16 || code == recoveryCode() {
		t.Errorf("the code %s", code)
	}
}

// Forget has the module know no company any more.
func (m *Module) Forget() { m.companies = nil }

// Seals has the module seal by a key, and gives back what puts the one before back.
func (m *Module) Seals(by func(before *vault.Key) *vault.Key) (restore func()) {
	before := m.key
	m.key = by(before)
	return func() { m.key = before }
}
