package files

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // a kind of picture that people upload
	"image/jpeg"
	_ "image/png" // the same
	"io"
)

// What a picture is refused for.
var (
	ErrNoPicture     = errors.New("the file is not a JPEG, PNG or GIF picture")
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

// CleanPhoto makes a JPEG of a picture with nothing in it but what is seen:
// turned upright, on white, without place, camera or comment, and no longer
// than max pixels on its longer side; 0 leaves the size.
func CleanPhoto(r io.Reader, max int) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxPicture+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxPicture {
		return nil, ErrTooLarge
	}
	if _, err := check(text); err != nil {
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
			to.SetRGBA(x, y, color.RGBA{uint8(r / n), uint8(g / n), uint8(bl / n), 255})
		}
	}
	return to
}
