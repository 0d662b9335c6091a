// Package draw draws samples that anybody can draw again: whoever has the seed
// and the names comes to the same order.
package draw

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Of is how many of a population a share in percent is, never fewer than one.
func Of(population, share int) int {
	return max(1, (population*share+99)/100)
}

// Order puts names in the order of a draw: by the SHA-256 of the seed, a line
// break and the name.
func Order(seed string, names []string) []string {
	sums := make(map[string]string, len(names))
	for _, name := range names {
		sum := sha256.Sum256([]byte(seed + "\n" + name))
		sums[name] = hex.EncodeToString(sum[:])
	}
	all := slices.Clone(names)
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(strings.Compare(sums[a], sums[b]), strings.Compare(a, b)) })
	return all
}

// Seed makes a seed, or takes the one that is given.
func Seed(given string) string {
	if given = strings.TrimSpace(given); given != "" {
		return given
	}
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
