package files

import (
	"context"

	"gocloud.dev/blob"
)

// Notes are small texts that the product keeps beside its files, under names of
// its own choosing; Sweep leaves them alone.
const notes = "notes/"

// WriteNote keeps a text under a name such as seals/019d…; it takes the place
// of what was there.
func (s *Store) WriteNote(ctx context.Context, name string, text []byte) error {
	return s.bucket.WriteAll(ctx, notes+name, text, &blob.WriterOptions{ContentType: "application/octet-stream"})
}

// ReadNote is a text that was kept; ErrMissing if there is none of that name.
func (s *Store) ReadNote(ctx context.Context, name string) ([]byte, error) {
	text, err := s.bucket.ReadAll(ctx, notes+name)
	return text, missing(err)
}
