package files

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	_ "golang.org/x/image/webp" // a kind of picture that people upload
)

// What a picture is refused for.
var (
	ErrNoPicture     = errors.New("the file is not a JPEG, PNG, GIF or WebP picture")
	ErrTooManyPixels = errors.New("the picture has too many pixels")
)

const (
	maxPixels  = 50_000_000 // the largest cameras of phones
	maxDecoded = 256 << 20  // bytes that one picture may take while it is decoded
	maxPicture = 32 << 20   // bytes of the file
	maxHead    = 4 << 20    // bytes before which a picture tells its size
)

// decoding lets two pictures be decoded at a time, so that many uploads at
// once cannot fill the memory.
var decoding = make(chan struct{}, 2)

// CheckImage reads the size of a picture without decoding it, and refuses one
// that would take too much memory.
func CheckImage(r io.Reader) (image.Config, error) {
	head, err := io.ReadAll(io.LimitReader(r, maxHead))
	if err != nil {
		return image.Config{}, err
	}
	return check(head)
}

func check(text []byte) (image.Config, error) {
	c, format, err := image.DecodeConfig(bytes.NewReader(text))
	if err != nil {
		return c, ErrNoPicture
	}
	perPixel := int64(4)
	switch {
	case format == "jpeg" && !baseline(text):
		perPixel = 3 + 12 // of several scans: all coefficients are kept until the last
	case c.ColorModel == color.NRGBA64Model || c.ColorModel == color.RGBA64Model:
		perPixel = 8
	}
	pixels := int64(c.Width) * int64(c.Height)
	if pixels > maxPixels || pixels*perPixel > maxDecoded {
		return c, ErrTooManyPixels
	}
	return c, nil
}

// picked reads a picture that may be decoded.
func picked(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxPicture+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxPicture {
		return nil, ErrTooLarge
	}
	_, err = check(text)
	return text, err
}

// CleanPhoto makes a JPEG of a picture with nothing in it but what is seen:
// turned upright, on white, without place, camera or comment, and no longer
// than max pixels on its longer side; 0 leaves the size.
func CleanPhoto(r io.Reader, max int) ([]byte, error) {
	text, err := picked(r)
	if err != nil {
		return nil, err
	}
	decoding <- struct{}{}
	defer func() { <-decoding }()
	picture, _, err := image.Decode(bytes.NewReader(text))
	if err != nil {
		return nil, ErrNoPicture
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, upright(reduce(picture, max), orientation(text)), &jpeg.Options{Quality: 85})
	return out.Bytes(), err
}

// Clean writes a picture anew in its own kind, as large as it is, with nothing
// in it but what is seen: no place, camera or comment, nothing before, between
// or after. A JPEG comes upright; a GIF keeps its first picture; a WebP becomes
// a PNG, which ending tells.
func Clean(r io.Reader) (clean []byte, ending string, err error) {
	text, err := picked(r)
	if err != nil {
		return nil, "", err
	}
	decoding <- struct{}{}
	defer func() { <-decoding }()
	picture, kind, err := image.Decode(bytes.NewReader(text))
	if err != nil {
		return nil, "", ErrNoPicture
	}
	var out bytes.Buffer
	switch kind {
	case "jpeg":
		if held := orientation(text); held != 1 {
			picture = upright(reduce(picture, 0), held)
		}
		err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: 92})
	case "gif":
		err = gif.Encode(&out, picture, nil)
	case "webp":
		ending = ".png"
		err = png.Encode(&out, picture)
	default:
		err = png.Encode(&out, picture)
	}
	return out.Bytes(), ending, err
}

// reduce paints the picture on white, each pixel the mean of those it stands
// for. It goes by strips: a whole second copy would double the memory.
func reduce(from image.Image, longest int) *image.RGBA {
	b := from.Bounds()
	w, h := b.Dx(), b.Dy()
	if side := max(w, h); longest > 0 && side > longest {
		w, h = max(1, w*longest/side), max(1, h*longest/side)
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	var strip *image.RGBA
	for y := range h {
		top, bottom := y*b.Dy()/h, (y+1)*b.Dy()/h
		if strip == nil || strip.Rect.Dy() != bottom-top {
			strip = image.NewRGBA(image.Rect(0, 0, b.Dx(), bottom-top))
		}
		draw.Draw(strip, strip.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(strip, strip.Rect, from, image.Pt(b.Min.X, b.Min.Y+top), draw.Over)
		for x := range w {
			left, right := x*b.Dx()/w, (x+1)*b.Dx()/w
			var r, g, bl, n uint32
			for sy := range bottom - top {
				for i := strip.PixOffset(left, sy); i < strip.PixOffset(right, sy); i += 4 {
					r, g, bl, n = r+uint32(strip.Pix[i]), g+uint32(strip.Pix[i+1]), bl+uint32(strip.Pix[i+2]), n+1
				}
			}
			to.SetRGBA(x, y, color.RGBA{uint8(r / n), uint8(g / n), uint8(bl / n), 255}) //nolint:gosec // a mean of bytes is one
		}
	}
	return to
}
