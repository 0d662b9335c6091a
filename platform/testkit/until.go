package testkit

import "time"

// Until looks again and again whether something has come about, and gives up
// after a bound that only a broken program reaches.
func Until(bound time.Duration, fn func() bool) bool {
	for end := time.Now().Add(bound); ; time.Sleep(50 * time.Millisecond) {
		if fn() {
			return true
		}
		if time.Now().After(end) {
			return false
		}
	}
}
