package virus

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// eicar is what every scanner takes for a virus, in two parts so that none
// takes this file for one.
const eicar = `X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-` + `STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

// clamd speaks enough of its protocol, and knows one virus. It looks at no more
// than limit bytes.
func clamd(t *testing.T, network, address string, limit int) string {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			answerOne(conn, limit)
		}
	}()
	return l.Addr().String()
}

func answerOne(conn net.Conn, limit int) {
	defer conn.Close()
	greeting := make([]byte, len("zINSTREAM\x00"))
	if _, err := io.ReadFull(conn, greeting); err != nil || string(greeting) != "zINSTREAM\x00" {
		_, _ = io.WriteString(conn, "UNKNOWN COMMAND\x00")
		return
	}
	var all bytes.Buffer
	for {
		var size uint32
		if err := binary.Read(conn, binary.BigEndian, &size); err != nil {
			return
		}
		if size == 0 {
			break
		}
		if all.Len()+int(size) > limit {
			_, _ = io.WriteString(conn, "INSTREAM size limit exceeded. ERROR\x00")
			return
		}
		if _, err := io.CopyN(&all, conn, int64(size)); err != nil {
			return
		}
	}
	if strings.Contains(all.String(), eicar) {
		_, _ = io.WriteString(conn, "stream: Eicar-Signature FOUND\x00")
		return
	}
	_, _ = io.WriteString(conn, "stream: OK\x00")
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, address := range []string{clamd(t, "tcp", "127.0.0.1:0", 1<<20), clamd(t, "unix", filepath.Join(t.TempDir(), "c"), 1<<20)} {
		s := Scanner{Address: address}
		for name, c := range map[string]struct{ content, virus string }{
			"nothing":                {"", ""},
			"a harmless file":        {"%PDF-1.7", ""},
			"a virus":                {eicar, "Eicar-Signature"},
			"a virus across a piece": {strings.Repeat("x", piece-20) + eicar, "Eicar-Signature"},
			"a file of whole pieces": {strings.Repeat("x", 2*piece), ""},
		} {
			if virus, err := s.Check(t.Context(), strings.NewReader(c.content)); virus != c.virus || err != nil {
				t.Errorf("%s: got %q %v, want %q", name, virus, err, c.virus)
			}
		}
		if _, err := s.Check(t.Context(), strings.NewReader(strings.Repeat("x", 2<<20))); !errors.Is(err, ErrTooLarge) {
			t.Errorf("a file that is too large: got %v", err)
		}
		if _, err := s.Check(t.Context(), iotest.ErrReader(io.ErrUnexpectedEOF)); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("a file that ends early: got %v", err)
		}
		if _, err := s.Check(t.Context(), iotest.ErrReader(errors.New("damaged"))); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("a file that cannot be read: got %v", err)
		}
	}
	if _, err := (Scanner{Address: filepath.Join(t.TempDir(), "none")}).Check(t.Context(), strings.NewReader("x")); err == nil {
		t.Error("no clamd: the file passes")
	}
}

func TestAnswersOfClamd(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		"stream: OK\x00": "", "stream: Win.Test.EICAR_HDB-1 FOUND\x00": "Win.Test.EICAR_HDB-1", "stream: A B FOUND\n": "A B",
	} {
		if virus, err := read(answer); virus != want || err != nil {
			t.Errorf("%q: got %q %v, want %q", answer, virus, err, want)
		}
	}
	for _, answer := range []string{"", "OK", "stream: ", "stream:  FOUND"[:8], "stream: OK but", "COMMAND READ TIMED OUT", "FOUND"} {
		if virus, err := read(answer); err == nil {
			t.Errorf("%q passes as %q", answer, virus)
		}
	}
}

// FuzzAnswer has any answer of clamd read: a file passes on one only.
func FuzzAnswer(f *testing.F) {
	for _, answer := range []string{"stream: OK\x00", "stream: X FOUND", "stream:  FOUND", "INSTREAM size limit exceeded. ERROR"} {
		f.Add(answer)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		if virus, err := read(answer); err == nil && virus == "" && strings.TrimRight(answer, "\x00\n") != "stream: OK" {
			t.Fatalf("%q passes", answer)
		}
	})
}
