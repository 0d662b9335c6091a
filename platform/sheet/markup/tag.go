package markup

import (
	"bufio"
	"bytes"
	"strconv"
)

// readTag reads a tag; a > within quotes does not end it.
func (s *Scanner) readTag() (Token, error) {
	s.tag = s.tag[:0]
	for quote := byte(0); ; {
		part, err := s.r.ReadSlice('>')
		for _, b := range part {
			switch {
			case quote == 0 && (b == '"' || b == '\''):
				quote = b
			case b == quote:
				quote = 0
			}
		}
		s.tag = append(s.tag, part...)
		if len(s.tag) > maxTag || err != nil && err != bufio.ErrBufferFull {
			return 0, ErrSyntax
		}
		if err == nil && quote == 0 {
			break
		}
	}
	kind := Start
	s.tag = s.tag[:len(s.tag)-1]
	switch {
	case len(s.tag) > 0 && s.tag[0] == '/':
		kind, s.tag = End, s.tag[1:]
	case len(s.tag) > 0 && s.tag[len(s.tag)-1] == '/':
		s.pending, s.tag = true, s.tag[:len(s.tag)-1]
	}
	end := bytes.IndexAny(s.tag, " \t\r\n")
	if end < 0 {
		end = len(s.tag)
	}
	if s.Name = s.tag[:end]; len(s.Name) == 0 {
		return 0, ErrSyntax
	}
	s.Name = local(s.Name)
	return kind, nil
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// Attribute is the value of the current tag's attribute, by its name without
// prefix; nil if there is none.
func (s *Scanner) Attribute(name string) []byte {
	for rest := s.tag; ; {
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:equals])
		key = key[bytes.LastIndexAny(key, " \t\r\n")+1:]
		rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(local(key)) == name && !bytes.HasPrefix(key, []byte("xmlns")) {
			value := rest[1 : end+1]
			if bytes.IndexByte(value, '&') >= 0 {
				value, _ = unescape(bytes.Clone(value)) // malformed is as good as none
			}
			return value
		}
		rest = rest[end+2:]
	}
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

// unescape puts characters in the place of entities, within the text itself:
// none is shorter than what it stands for.
func unescape(text []byte) ([]byte, error) {
	from := bytes.IndexByte(text, '&')
	if from < 0 {
		return text, nil
	}
	out := text[:from]
	for rest := text[from:]; len(rest) > 0; {
		if rest[0] != '&' {
			next := bytes.IndexByte(rest, '&')
			if next < 0 {
				next = len(rest)
			}
			out, rest = append(out, rest[:next]...), rest[next:]
			continue
		}
		end := bytes.IndexByte(rest[:min(len(rest), 12)], ';')
		if end < 2 {
			return nil, ErrSyntax
		}
		name := string(rest[1:end])
		if known, ok := entities[name]; ok {
			out = append(out, known...)
		} else if code, err := codePoint(name); err != nil {
			return nil, ErrSyntax
		} else {
			out = append(out, string(code)...)
		}
		rest = rest[end+1:]
	}
	return out, nil
}

// codePoint reads #65 or #x41.
func codePoint(name string) (rune, error) {
	if name[0] != '#' {
		return 0, ErrSyntax
	}
	digits, base := name[1:], 10
	if len(digits) > 1 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	return rune(n), err
}
