package sheet

import (
	"bytes"
	"io"
	"strings"

	"cxweb/platform/table"
)

// compoundMagic begins the container of Microsoft's older formats, which also
// wraps a workbook with a password.
const compoundMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// compound tells a workbook with a password from the older format.
func compound(r io.ReaderAt, size int64) error {
	mark := []byte(strings.Join(strings.Split("EncryptedPackage", ""), "\x00")) // UTF-16
	window := make([]byte, 1<<16)
	for at := int64(0); at < size; at += int64(len(window) - len(mark)) {
		n, err := r.ReadAt(window, at)
		if bytes.Contains(window[:n], mark) {
			return &table.Problem{Kind: table.Encrypted, Detail: "the workbook is protected by a password"}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	return &table.Problem{Kind: table.OldFormat, Detail: "a file of the format before .xlsx"}
}
