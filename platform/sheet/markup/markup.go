// Package markup scans XML that is not trusted: without namespaces, document
// types or memory that grows, at many times the speed of the general reader.
package markup

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Token is what a Scanner has come to.
type Token byte

// The kinds of tokens.
const (
	Start Token = iota // a tag that opens
	End                // a tag that closes, also of one that closes itself
	Characters
)

const (
	maxTag = 1 << 16 // bytes of a tag
	// MaxCharacters is the most bytes a text may have.
	MaxCharacters = 1 << 18
)

// What a Scanner refuses.
var (
	ErrSyntax  = errors.New("the XML is not well formed")
	ErrDoctype = errors.New("the XML has a document type, which may pull in what lies outside")
	ErrTooLong = errors.New("the XML holds a text of more than 256 KB")
)

// Scanner reads XML token by token. What it gives out is valid until the next
// call of Next.
type Scanner struct {
	Name []byte // of the tag, without prefix
	Text []byte // of characters

	r       *bufio.Reader
	tag     []byte // the tag without < and >
	pending bool   // a tag that closes itself has yet to end
}

// New scans UTF-8, or UTF-16 with a byte order mark.
func New(r io.Reader) *Scanner {
	b := bufio.NewReaderSize(r, 1<<16)
	head, _ := b.Peek(2)
	if string(head) == "\xEF\xBB" || string(head) == "\xFF\xFE" || string(head) == "\xFE\xFF" {
		decoder := unicode.BOMOverride(encoding.Nop.NewDecoder())
		b = bufio.NewReaderSize(transform.NewReader(b, decoder), 1<<16)
	}
	return &Scanner{r: b}
}

// Next moves to the next token; io.EOF is the end.
func (s *Scanner) Next() (Token, error) {
	if s.pending {
		s.pending = false
		return End, nil
	}
	for {
		first, err := s.r.ReadByte()
		if err != nil {
			return 0, err
		}
		if first != '<' {
			if err := s.r.UnreadByte(); err != nil {
				return 0, err
			}
			return Characters, s.characters()
		}
		ahead, err := s.r.Peek(1)
		if err != nil {
			return 0, ErrSyntax
		}
		switch ahead[0] {
		case '!':
			isText, err := s.declaration()
			if err != nil || isText {
				return Characters, err
			}
		case '?':
			if err := s.skip("?>"); err != nil {
				return 0, err
			}
		default:
			return s.readTag()
		}
	}
}

// characters reads up to the next tag.
func (s *Scanner) characters() error {
	s.Text = s.Text[:0]
	for {
		part, err := s.r.ReadSlice('<')
		s.Text = append(s.Text, part...)
		if len(s.Text) > MaxCharacters {
			return ErrTooLong
		}
		if err == nil {
			s.Text = s.Text[:len(s.Text)-1]
			err = s.r.UnreadByte()
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == nil || err == io.EOF {
			s.Text, err = unescape(s.Text)
		}
		return err
	}
}

// declaration passes over a comment or reads the characters of a CDATA section.
func (s *Scanner) declaration() (isText bool, err error) {
	head, _ := s.r.Peek(8)
	switch {
	case bytes.HasPrefix(head, []byte("!--")):
		if _, err := s.r.Discard(3); err != nil {
			return false, err
		}
		return false, s.skip("-->")
	case bytes.Equal(head, []byte("![CDATA[")):
		if _, err := s.r.Discard(8); err != nil {
			return false, err
		}
		s.Text = s.Text[:0]
		for !bytes.HasSuffix(s.Text, []byte("]]>")) {
			b, err := s.r.ReadByte()
			if err != nil {
				return false, ErrSyntax
			}
			if s.Text = append(s.Text, b); len(s.Text) > MaxCharacters {
				return false, ErrTooLong
			}
		}
		s.Text = s.Text[:len(s.Text)-3]
		return true, nil
	}
	return false, ErrDoctype
}

// skip passes over everything up to and with the end.
func (s *Scanner) skip(end string) error {
	for last := [3]byte{}; !bytes.HasSuffix(last[:], []byte(end)); {
		b, err := s.r.ReadByte()
		if err != nil {
			return ErrSyntax
		}
		last = [3]byte{last[1], last[2], b}
	}
	return nil
}
