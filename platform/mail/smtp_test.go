package mail

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"
)

// server is a mail server with fixed answers. It returns its port and a
// channel with the letters it took.
func server(t *testing.T, answers map[string]string) (port int, letters chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	letters = make(chan string, 10)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go talk(c, answers, letters)
		}
	}()
	return l.Addr().(*net.TCPAddr).Port, letters
}

func talk(c net.Conn, answers map[string]string, letters chan string) {
	defer c.Close()
	fmt.Fprint(c, "220 test\r\n")
	lines := bufio.NewScanner(c)
	for lines.Scan() {
		word, _, _ := strings.Cut(strings.ToUpper(lines.Text()), " ")
		answer, fixed := answers[word]
		switch {
		case fixed && answer == "":
			return
		case fixed:
		case word == "EHLO":
			answer = "250-test\r\n250 AUTH PLAIN LOGIN"
		case word == "AUTH":
			answer = "235 ok"
		case word == "DATA":
			fmt.Fprint(c, "354 go\r\n")
			var letter strings.Builder
			for lines.Scan() && lines.Text() != "." {
				letter.WriteString(lines.Text() + "\n")
			}
			letters <- letter.String()
			answer = "250 taken"
			if after, ok := answers["."]; ok {
				answer = after
			}
		default:
			answer = "250 ok"
		}
		fmt.Fprint(c, answer+"\r\n")
	}
}

func send(t *testing.T, port int, tls string) error {
	s := SMTP{Host: "127.0.0.1", Port: port, TLS: tls, From: house, Clock: func() time.Time { return noon }}
	return s.Send(t.Context(), Message{ID: "0197", To: "a@b.example", Subject: "Prøve", Text: "Word", HTML: "<p>Word</p>"})
}

func TestSMTPSends(t *testing.T) {
	port, letters := server(t, nil)
	for _, tls := range []string{"none", "opportunistic"} {
		if err := send(t, port, tls); err != nil {
			t.Fatal(err)
		}
		letter := <-letters
		for _, want := range []string{"Message-ID: <0197@cx.example>", "Date: Mon, 20 Apr 2026 12:00:00 +0000", "To: <a@b.example>", `From: "CXweb" <post@cx.example>`} {
			if !strings.Contains(letter, want) {
				t.Errorf("the letter lacks %q:\n%s", want, letter)
			}
		}
	}
}

func TestSMTPFailures(t *testing.T) {
	for name, c := range map[string]struct {
		answers   map[string]string
		permanent bool
		code      int
	}{
		"no such person":          {map[string]string{"RCPT": "550 a@b.example is unknown"}, true, 550},
		"mailbox busy":            {map[string]string{"RCPT": "451 later"}, false, 451},
		"refused after the text":  {map[string]string{".": "552 too much"}, true, 552},
		"put off after the text":  {map[string]string{".": "421 later"}, false, 421},
		"cut":                     {map[string]string{"MAIL": ""}, false, 0},
		"no secure line offered ": {map[string]string{"EHLO": "250 test"}, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			port, _ := server(t, c.answers)
			tls := "none"
			if c.answers["EHLO"] != "" {
				tls = "starttls"
			}
			err := send(t, port, tls)
			var f *Failure
			if !errors.As(err, &f) || f.Permanent != c.permanent || f.Code != c.code {
				t.Fatalf("says %#v", err)
			}
			if strings.Contains(f.Error(), "@") {
				t.Errorf("the failure names a person: %v", f)
			}
		})
	}
	if err := send(t, 1, "perhaps"); err == nil || errors.As(err, new(*Failure)) {
		t.Errorf("an unknown policy: %v", err)
	}
}

func TestSMTPTakenAndThenCutIsNoFailure(t *testing.T) {
	port, letters := server(t, map[string]string{"QUIT": "", "RSET": ""})
	if err := send(t, port, "none"); err != nil {
		t.Errorf("would be sent again: %v", err)
	}
	<-letters
}
