package sheet

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"cxweb/platform/table"
)

// Command is the word by which the program reads a table and ends: cmd calls
// Main for it.
const Command = "sheet-read"

// limits are what a reading process may use.
type limits struct {
	memory  uint64 // MB beyond what it has at its start
	seconds uint64 // of a processor
}

var usual = limits{memory: 512, seconds: 120}

// message is what the reading process says. It is sent as gob: both ends are
// this program.
type message struct {
	Sheet   *table.Sheet // the rows that follow are this sheet's
	Row     int
	Cells   []table.Cell
	Problem *table.Problem
	End     bool // the file has been read whole
}

// Read reads the file at path in a process of its own, which has little
// memory and time, none of this one's secrets, and dies alone. It hands over
// every sheet, followed by its rows; either function may be nil. What is wrong
// with the file is a *table.Problem; an error of a function ends the reading.
func Read(ctx context.Context, path string, sheet func(table.Sheet) error, row func(table.Row) error) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if runtime.GOOS == "linux" {
		self = "/proc/self/exe" // is there even when an upgrade has replaced the file
	}
	return read(ctx, self, usual, path, sheet, row)
}

func read(ctx context.Context, program string, most limits, path string, sheet func(table.Sheet) error, row func(table.Row) error) (err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := exec.CommandContext(ctx, program, Command, fmt.Sprint(most.memory), fmt.Sprint(most.seconds), path)
	// The garbage collector works hard from half of the memory on.
	cmd.Env = []string{fmt.Sprintf("GOMEMLIMIT=%dMiB", most.memory/2), "GOTRACEBACK=none"}
	var complaint lastWords
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended, err := listen(out, sheet, row)
	if err != nil {
		stop()
	}
	died := cmd.Wait()
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case died != nil || !ended:
		return most.fate(cmd.ProcessState, string(complaint))
	}
	return nil
}

// listen hands over what the process says, and tells whether it said all.
func listen(out io.Reader, sheet func(table.Sheet) error, row func(table.Row) error) (ended bool, err error) {
	in := gob.NewDecoder(bufio.NewReaderSize(out, 1<<16))
	for {
		var m message
		err := in.Decode(&m)
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return false, nil // it died; how, is seen by its end
		case err != nil:
			return false, fmt.Errorf("reading process: %w", err)
		case m.Problem != nil:
			return false, m.Problem
		case m.End:
			return true, nil
		case m.Sheet != nil && sheet != nil:
			err = sheet(*m.Sheet)
		case m.Row > 0 && row != nil:
			err = row(table.Row{Number: m.Row, Cells: m.Cells})
		}
		if err != nil {
			return false, err
		}
	}
}

// fate is why a reading process died.
func (m limits) fate(end *os.ProcessState, complaint string) error {
	worked := end.UserTime() + end.SystemTime()
	killed := end.ExitCode() < 0
	switch {
	case killed && worked > time.Duration(m.seconds)*time.Second/2: //nolint:gosec // seconds of a constant; a busy machine counts them coarsely
		return &table.Problem{Kind: table.OutOfTime, Detail: fmt.Sprintf("reading the file took more than %d s", m.seconds)}
	case killed, strings.Contains(complaint, "out of memory"), strings.Contains(complaint, "cannot allocate memory"):
		return &table.Problem{Kind: table.OutOfMemory, Detail: fmt.Sprintf("reading the file took more than %d MB", m.memory)}
	}
	return fmt.Errorf("reading process: %v: %s", end, complaint)
}

// lastWords keeps the beginning of what a dying process says, which names the
// cause.
type lastWords []byte

func (l *lastWords) Write(p []byte) (int, error) {
	*l = append(*l, p[:min(len(p), 2000-len(*l))]...)
	return len(p), nil
}

// Main is the reading process. Its arguments are those behind Command; its
// result is the process's exit code.
func Main(args []string) int {
	var most limits
	if _, err := fmt.Sscan(strings.Join(args[:min(len(args), 2)], " "), &most.memory, &most.seconds); err != nil || len(args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: "+Command+" MEGABYTES SECONDS FILE")
		return 2
	}
	if err := most.confine(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	err := say(gob.NewEncoder(out), args[2])
	if err = errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// say reads the file and says what is in it, or what is wrong with it.
func say(out *gob.Encoder, path string) error {
	err := tell(out, path)
	if problem := new(table.Problem); errors.As(err, &problem) {
		return out.Encode(message{Problem: problem})
	}
	if err != nil {
		return err
	}
	return out.Encode(message{End: true})
}

func tell(out *gob.Encoder, path string) error {
	b, err := OpenFile(path)
	if err != nil {
		return err
	}
	defer b.Close()
	for i, s := range b.Sheets() {
		if err := out.Encode(message{Sheet: &s}); err != nil {
			return err
		}
		for r, err := range b.Rows(i) {
			if err != nil {
				return err
			}
			if err := out.Encode(message{Row: r.Number, Cells: r.Cells}); err != nil {
				return err
			}
		}
	}
	return nil
}
