package draw

import (
	"fmt"
	"slices"
	"testing"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]int{{48, 25, 12}, {48, 50, 24}, {1, 25, 1}, {5, 25, 2}, {5, 50, 3}, {4, 25, 1}, {7, 100, 7}} {
		if got := Of(c[0], c[1]); got != c[2] {
			t.Errorf("%d %% of %d: got %d, want %d", c[1], c[0], got, c[2])
		}
	}
}

// TestOrder pins the order of a draw, so that one made today can be repeated
// in ten years. The sums are those of sha256sum.
func TestOrder(t *testing.T) {
	t.Parallel()
	tags := []string{"TF01", "TF02", "TF03", "TF04"}
	got := Order("solbakken", tags)
	want := []string{"TF01", "TF04", "TF03", "TF02"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	slices.Reverse(tags)
	if again := Order("solbakken", tags); !slices.Equal(again, got) {
		t.Errorf("from the other end: got %v, want %v", again, got)
	}
	if slices.Equal(Order("another", tags), got) && slices.Equal(Order("third", tags), got) {
		t.Error("the seed does not matter")
	}
	first := map[string]int{}
	for i := range 4000 { // no tag is drawn first much more often than another
		first[Order(fmt.Sprint(i), tags)[0]]++
	}
	for tag, n := range first {
		if n < 800 || n > 1200 {
			t.Errorf("%s is first %d times of 4000", tag, n)
		}
	}
}
