// Package virus has files looked at by ClamAV, over its socket.
package virus

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// ErrTooLarge is what is larger than ClamAV is set to look at.
var ErrTooLarge = errors.New("ClamAV does not look at files of this size: see its StreamMaxLength")

const (
	patience  = 5 * time.Minute // for one file
	piece     = 64 << 10
	maxAnswer = 4 << 10
)

// Scanner is a clamd by its address: the path of its socket, or host:port.
type Scanner struct{ Address string }

// Check returns the name of the virus that r holds, or none. The file goes
// through the connection (INSTREAM of clamd's protocol): clamd needs no access
// to where files lie.
func (s Scanner) Check(ctx context.Context, r io.Reader) (virus string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	network := "tcp"
	if strings.HasPrefix(s.Address, "/") {
		network = "unix"
	}
	conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, network, s.Address)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	deadline, _ := ctx.Deadline()
	if err := conn.SetDeadline(deadline); err != nil {
		return "", err
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	sent := send(conn, r)
	if errors.As(sent, new(*readError)) {
		return "", sent
	}
	// clamd that refuses a file says so and hangs up: its word comes first.
	answer, err := io.ReadAll(io.LimitReader(conn, maxAnswer))
	if err != nil && len(answer) == 0 {
		return "", errors.Join(sent, err)
	}
	return read(string(answer))
}

// readError is one of the file, not of clamd.
type readError struct{ error }

func (e *readError) Unwrap() error { return e.error }

// send writes pieces with their length before them, and an empty one at the end.
func send(w io.Writer, r io.Reader) error {
	if _, err := io.WriteString(w, "zINSTREAM\x00"); err != nil {
		return err
	}
	buffer := make([]byte, 4+piece)
	for {
		n, err := r.Read(buffer[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(buffer, uint32(n)) //nolint:gosec // at most a piece
			if _, err := w.Write(buffer[:4+n]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			_, err = w.Write([]byte{0, 0, 0, 0})
			return err
		case err != nil:
			return &readError{err}
		}
	}
}

// read understands "stream: OK", "stream: Eicar-Signature FOUND" and words of an error.
func read(answer string) (virus string, err error) {
	answer = strings.TrimRight(answer, "\x00\n")
	switch name, found := strings.CutSuffix(strings.TrimPrefix(answer, "stream: "), " FOUND"); {
	case answer == "stream: OK":
		return "", nil
	case found && strings.HasPrefix(answer, "stream: ") && name != "":
		return name, nil
	case strings.Contains(answer, "size limit exceeded"):
		return "", ErrTooLarge
	}
	return "", fmt.Errorf("clamd answered %q", answer)
}
