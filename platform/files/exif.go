package files

import (
	"encoding/binary"
	"image"
)

// segments calls each for the marker segments of a JPEG that come before its
// picture, until it returns false.
func segments(jpeg []byte, each func(marker byte, body []byte) bool) {
	if len(jpeg) < 4 || jpeg[0] != 0xFF || jpeg[1] != 0xD8 {
		return
	}
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xFF; {
		marker := jpeg[at+1]
		if marker == 0xFF { // filling
			at++
			continue
		}
		size := int(binary.BigEndian.Uint16(jpeg[at+2:]))
		if marker == 0xDA || size < 2 || at+2+size > len(jpeg) || !each(marker, jpeg[at+4:at+2+size]) {
			return
		}
		at += 2 + size
	}
}

// baseline reports whether a JPEG says in the usual place that it comes in a
// single scan.
func baseline(jpeg []byte) (found bool) {
	segments(jpeg, func(marker byte, _ []byte) bool {
		found = found || marker == 0xC0 || marker == 0xC1
		return !found && marker != 0xC2
	})
	return found
}

// orientation reads how the camera was held: EXIF 2.32, 4.6.4, tag 0x0112,
// 1 to 8, where 1 is upright.
func orientation(jpeg []byte) (found int) {
	found = 1
	segments(jpeg, func(marker byte, body []byte) bool {
		if marker != 0xE1 || len(body) < 14 || string(body[:6]) != "Exif\x00\x00" {
			return true
		}
		tiff := body[6:]
		var order binary.ByteOrder = binary.BigEndian
		if string(tiff[:2]) == "II" {
			order = binary.LittleEndian
		}
		at := int64(order.Uint32(tiff[4:]))
		if at+2 > int64(len(tiff)) {
			return false
		}
		for n := order.Uint16(tiff[at:]); n > 0 && at+14 <= int64(len(tiff)); n, at = n-1, at+12 {
			if entry := tiff[at+2:]; order.Uint16(entry) == 0x0112 {
				if v := int(order.Uint16(entry[8:])); v >= 1 && v <= 8 {
					found = v
				}
				break
			}
		}
		return false
	})
	return found
}

// upright turns and mirrors a picture as its orientation says.
func upright(from *image.RGBA, orientation int) *image.RGBA {
	if orientation == 1 {
		return from
	}
	w, h := from.Rect.Dx(), from.Rect.Dy()
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			var tx, ty int
			switch orientation {
			case 2:
				tx, ty = w-1-x, y
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				tx, ty = x, h-1-y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(to.Pix[to.PixOffset(tx, ty):][:4], from.Pix[from.PixOffset(x, y):][:4])
		}
	}
	return to
}
