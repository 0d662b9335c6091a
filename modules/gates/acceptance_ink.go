package gates

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/png"

	"cxweb/platform/files"
	"cxweb/platform/kernel"
	"cxweb/platform/problem"
	"cxweb/platform/scope"

	"github.com/google/uuid"
)

// Bounds of a signature's picture: its bytes, and the pixels of a side.
const (
	inkLimit = 256 << 10
	inkSide  = 2400
)

// readInk reads a drawn signature: a small PNG with something on it, written anew.
func readInk(text string) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || files.Sniff(raw) != "image/png" {
		return nil, problem.At("ink", "is not a PNG picture in base64")
	}
	size, err := files.CheckImage(bytes.NewReader(raw))
	if err != nil || len(raw) > inkLimit || size.Width > inkSide || size.Height > inkSide {
		return nil, problem.At("ink", "is larger than a signature")
	}
	clean, _, err := files.Clean(bytes.NewReader(raw))
	if err != nil {
		return nil, problem.At("ink", "is not a PNG picture in base64")
	}
	picture, err := png.Decode(bytes.NewReader(clean))
	if err != nil {
		return nil, err
	}
	if blank(picture) {
		return nil, problem.At("ink", "shows nothing. Draw the signature, or sign by the name alone.")
	}
	return clean, nil
}

// blank tells whether a picture is of one colour.
func blank(p image.Image) bool {
	at := p.Bounds()
	r, g, b, a := p.At(at.Min.X, at.Min.Y).RGBA()
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			if r2, g2, b2, a2 := p.At(x, y).RGBA(); r != r2 || g != g2 || b != b2 || a != a2 {
				return false
			}
		}
	}
	return true
}

// keepInk stores the picture of a signature.
func (m *Module) keepInk(ctx context.Context, o *OpenedAcceptance, ink []byte) error {
	stored, err := m.files.Put(context.WithoutCancel(ctx), bytes.NewReader(ink), inkLimit*4)
	if err != nil {
		return err
	}
	f := &kernel.StoredFile{ID: uuid.Must(uuid.NewV7()), SHA256: stored.SHA256, Name: problem.Say(scope.From(ctx).Language, "Signature") + " " + o.Label + ".png", Size: stored.Size, MediaType: "image/png", Area: "tests"}
	if err := kernel.KeepFile(ctx, f); err != nil {
		return err
	}
	o.Signature, o.ink, o.inkSHA256 = &f.ID, ink, stored.SHA256
	return nil
}

func init() {
	problem.Teach(map[string]string{
		"is not a PNG picture in base64":                                "er ikke et PNG-billede i base64",
		"is larger than a signature":                                    "er større end en underskrift",
		"shows nothing. Draw the signature, or sign by the name alone.": "viser intet. Tegn underskriften, eller underskriv med navnet alene.",
		"Signature": "Underskrift",
	})
}
