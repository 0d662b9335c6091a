package accounts

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // what RFC 6238 and every authenticator app take
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"

	"cxweb/platform/scope"

	"rsc.io/qr"
)

// A code has six digits and changes every half minute (RFC 6238).
const stepLasts = 30

// secretText is the form in which people and apps read the secret.
var secretText = base32.StdEncoding.WithPadding(base32.NoPadding)

// stepAt is the step of time that a moment lies in.
func stepAt(at time.Time) int64 { return at.Unix() / stepLasts }

// codeOf is the code that belongs to a secret in a step of time (RFC 4226).
func codeOf(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	_ = binary.Write(mac, binary.BigEndian, step) // a hash takes everything
	sum := mac.Sum(nil)
	from := sum[len(sum)-1] & 0x0f
	number := binary.BigEndian.Uint32(sum[from:from+4]) & 0x7fffffff
	return fmt.Sprintf("%06d", number%1_000_000)
}

// stepOf finds the step of time that a code belongs to; a clock may be half a
// minute off either way. Zero: none.
func stepOf(secret []byte, code string, now time.Time) int64 {
	for _, off := range []int64{0, -1, 1} {
		if step := stepAt(now) + off; hmac.Equal([]byte(codeOf(secret, step)), []byte(code)) {
			return step
		}
	}
	return 0
}

// Picture is a QR code: a path to be drawn dark on a square of so many units.
type Picture struct {
	Size int    `json:"size"`
	Path string `json:"path"`
}

// setUpAddress is what an app reads to take the secret over.
func setUpAddress(secret []byte, email string) string {
	return "otpauth://totp/" + url.PathEscape("CXweb:"+email) + "?" + url.Values{"secret": {secretText.EncodeToString(secret)}, "issuer": {"CXweb"}}.Encode()
}

// picture draws a text as a QR code with the quiet zone around it.
func picture(text string) (*Picture, error) {
	const quiet = 4
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, err
	}
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return &Picture{Size: code.Size + 2*quiet, Path: path.String()}, nil
}

// sealedFor is the purpose for which a secret is sealed: one person's does not
// open as another's.
func sealedFor(s *scope.Scope) string { return "authenticator " + s.Person.String() }
