package files

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// corners is a picture with another colour in each quarter: red, green over
// blue, white.
func corners(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 0, 0, 255}
			switch {
			case x >= w/2 && y >= h/2:
				c = color.RGBA{255, 255, 255, 255}
			case x >= w/2:
				c = color.RGBA{0, 255, 0, 255}
			case y >= h/2:
				c = color.RGBA{0, 0, 255, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// held is a JPEG with EXIF that says how the camera was held, and where.
func held(t *testing.T, m image.Image, orientation uint16, order binary.AppendByteOrder) []byte {
	t.Helper()
	tiff := []byte("MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		tiff = []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	tiff = append(order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, 0x010F), 2), 4), "GPS\x00"...)
	tiff = order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, 0x0112), 3), 1)
	tiff = order.AppendUint16(order.AppendUint16(tiff, orientation), 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	text := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	return append(append(text, body...), plain.Bytes()[2:]...)
}

// seen names the colours in the four quarters, by rows.
func seen(m image.Image) (names string) {
	b := m.Bounds()
	for _, y := range []int{b.Dy() / 4, b.Dy() * 3 / 4} {
		for _, x := range []int{b.Dx() / 4, b.Dx() * 3 / 4} {
			r, g, bl, _ := m.At(x, y).RGBA()
			switch {
			case r > 0xC000 && g > 0xC000 && bl > 0xC000:
				names += "w"
			case r > 0xC000:
				names += "r"
			case g > 0xC000:
				names += "g"
			case bl > 0xC000:
				names += "b"
			default:
				names += "?"
			}
		}
	}
	return names
}

func TestPhotosComeUprightAndBare(t *testing.T) {
	wants := []string{"rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"}
	for i, want := range wants {
		order := []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian}[i%2]
		text := held(t, corners(64, 32), uint16(i+1), order)
		if orientation(text) != i+1 {
			t.Fatalf("orientation %d reads as %d", i+1, orientation(text))
		}
		clean, err := CleanPhoto(bytes.NewReader(text), 0)
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(clean))
		if err != nil {
			t.Fatal(err)
		}
		size := image.Pt(64, 32)
		if i >= 4 {
			size = image.Pt(32, 64)
		}
		if got := seen(m); got != want || m.Bounds().Size() != size {
			t.Errorf("orientation %d gives %s %v; want %s %v", i+1, got, m.Bounds().Size(), want, size)
		}
		if bytes.Contains(clean, []byte("Exif")) || bytes.Contains(clean, []byte("GPS")) {
			t.Errorf("orientation %d: the camera's words are still there", i+1)
		}
	}
}

func TestPhotosAreReduced(t *testing.T) {
	for _, c := range []struct{ w, h, max, wantW, wantH int }{
		{640, 480, 320, 320, 240}, {480, 640, 320, 240, 320}, {1001, 3, 100, 100, 1}, {50, 40, 320, 50, 40},
	} {
		clean, err := CleanPhoto(bytes.NewReader(held(t, corners(c.w, c.h), 1, binary.BigEndian)), c.max)
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(clean))
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Bounds().Size(); got != image.Pt(c.wantW, c.wantH) {
			t.Errorf("%+v gives %v", c, got)
		}
		if got := seen(m); c.h > 3 && got != "rgbw" {
			t.Errorf("%+v shows %s", c, got)
		}
	}
}

func TestTransparentBecomesWhite(t *testing.T) {
	var text bytes.Buffer
	if err := png.Encode(&text, image.NewNRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	clean, err := CleanPhoto(&text, 0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(clean))
	if err != nil || seen(m) != "wwww" {
		t.Errorf("shows %s, %v", seen(m), err)
	}
}

// claims is the beginning of a PNG that says it is as large as that.
func claims(w, h uint32) []byte {
	text := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	header = append(header, 8, 6, 0, 0, 0)
	return binary.BigEndian.AppendUint32(append(text, header...), crc32.ChecksumIEEE(header))
}

func TestPicturesAreCheckedBeforeTheyAreDecoded(t *testing.T) {
	baselineJPEG := held(t, corners(16, 16), 1, binary.BigEndian)
	scans := bytes.Replace(baselineJPEG, []byte{0xFF, 0xC0, 0, 17, 8, 0, 16, 0, 16}, []byte{0xFF, 0xC2, 0, 17, 8, 0x17, 0x70, 0x17, 0x70}, 1)
	once := bytes.Replace(baselineJPEG, []byte{0xFF, 0xC0, 0, 17, 8, 0, 16, 0, 16}, []byte{0xFF, 0xC0, 0, 17, 8, 0x17, 0x70, 0x17, 0x70}, 1)
	for name, c := range map[string]struct {
		text []byte
		want error
	}{
		"a bomb":                 {claims(100_000, 100_000), ErrTooManyPixels},
		"wider than can be":      {claims(50_000_001, 1), ErrTooManyPixels},
		"one that is allowed":    {claims(6000, 6000), nil},
		"36 megapixels at once":  {once, nil},
		"36 megapixels in scans": {scans, ErrTooManyPixels},
		"no picture":             {[]byte("%PDF-1.7"), ErrNoPicture},
		"an SVG":                 {[]byte("<svg onload='x'/>"), ErrNoPicture},
		"nothing":                {nil, ErrNoPicture},
	} {
		if _, err := CheckImage(bytes.NewReader(c.text)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		want := c.want
		if want == nil {
			want = ErrNoPicture // for each is cut off behind its head
		}
		if _, err := CleanPhoto(bytes.NewReader(c.text), 100); !errors.Is(err, want) {
			t.Errorf("cleaning %s: %v, want %v", name, err, want)
		}
	}
	if c, err := CheckImage(bytes.NewReader(baselineJPEG)); err != nil || c.Width != 16 {
		t.Errorf("a small picture: %+v, %v", c, err)
	}
}

func FuzzCleanPhoto(f *testing.F) {
	f.Add([]byte("\xFF\xD8\xFF\xE1\x00\x16Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01"))
	f.Add(claims(10, 10))
	f.Fuzz(func(t *testing.T, text []byte) {
		if o := orientation(text); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
		clean, err := CleanPhoto(bytes.NewReader(text), 64)
		if err != nil {
			return
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(clean))
		if err != nil || c.Width > 64 || c.Height > 64 {
			t.Errorf("made %+v, %v", c, err)
		}
	})
}

// webp is a picture of one pixel, without loss.
const webp = "RIFF\x24\x00\x00\x00WEBPVP8L\x17\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"

func TestPicturesAreWrittenAnew(t *testing.T) {
	var still, moving bytes.Buffer
	if err := png.Encode(&still, corners(64, 32)); err != nil {
		t.Fatal(err)
	}
	frame := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.Black, color.White})
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	hidden := []byte("PK\x03\x04 hidden behind")
	for _, c := range []struct {
		name, text, kind, ending string
		size                     image.Point
	}{
		{"a JPEG on its side", string(held(t, corners(64, 32), 6, binary.BigEndian)), "jpeg", "", image.Pt(32, 64)},
		{"a PNG", still.String(), "png", "", image.Pt(64, 32)},
		{"a GIF that moves", moving.String(), "gif", "", image.Pt(8, 8)},
		{"a WebP", webp, "png", ".png", image.Pt(1, 1)},
	} {
		clean, ending, err := Clean(bytes.NewReader(append([]byte(c.text), hidden...)))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		m, kind, err := image.Decode(bytes.NewReader(clean))
		if err != nil || kind != c.kind || ending != c.ending || m.Bounds().Size() != c.size {
			t.Errorf("%s: got a %s with the ending %q, %v %v", c.name, kind, ending, m.Bounds(), err)
		}
		if bytes.Contains(clean, hidden) || bytes.Contains(clean, []byte("Exif")) {
			t.Errorf("%s: something is left beside the picture", c.name)
		}
	}
	for name, text := range map[string]string{"no picture": "x", "half a picture": still.String()[:still.Len()/2], "SVG": "<svg xmlns='http://www.w3.org/2000/svg'/>"} {
		if _, _, err := Clean(strings.NewReader(text)); !errors.Is(err, ErrNoPicture) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add([]byte(webp))
	f.Add(claims(10, 10))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02L\x01\x00;"))
	f.Fuzz(func(t *testing.T, text []byte) {
		before, err := check(text)
		if err != nil || before.Width*before.Height > 1<<20 {
			return
		}
		clean, _, err := Clean(bytes.NewReader(text))
		if err != nil {
			return
		}
		after, _, err := image.DecodeConfig(bytes.NewReader(clean))
		if err != nil || after.Width*after.Height != before.Width*before.Height {
			t.Errorf("%d×%d became %d×%d, %v", before.Width, before.Height, after.Width, after.Height, err)
		}
	})
}
