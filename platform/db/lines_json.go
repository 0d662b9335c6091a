package db

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// appendLine writes a row, as the connection gave it in text form, as a JSON object.
func appendLine(b []byte, columns []Column, types []pgconn.FieldDescription, values [][]byte) []byte {
	b = append(b, '{')
	first := true
	for i, c := range columns {
		v := values[i]
		if c.Omit && (v == nil || string(v) == "{}") {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(append(append(b, '"'), c.Name...), '"', ':')
		b = appendValue(b, types[i].DataTypeOID, v)
	}
	return append(b, '}')
}

func appendValue(b []byte, oid uint32, v []byte) []byte {
	if v == nil {
		return append(b, "null"...)
	}
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.NumericOID, pgtype.Float8OID:
		return append(b, v...)
	case pgtype.JSONOID, pgtype.JSONBOID:
		return appendJSON(b, v)
	case pgtype.BoolOID:
		return strconv.AppendBool(b, v[0] == 't')
	case pgtype.UUIDOID, pgtype.DateOID:
		return append(append(append(b, '"'), v...), '"')
	case pgtype.TimestamptzOID: // 2026-04-20 10:42:00.5+00, the session being in UTC
		b = append(append(b, '"'), v...)
		b[len(b)-len(v)+10] = 'T'
		return append(b[:len(b)-3], 'Z', '"')
	}
	return appendText(b, v)
}

// appendJSON writes JSON without the spaces that PostgreSQL puts between its parts.
func appendJSON(b, v []byte) []byte {
	for at := 0; at < len(v); {
		switch v[at] {
		case '"':
			end := at + closed(v[at:])
			b, at = append(b, v[at:end]...), end
		case ' ', '\n':
			at++
		default:
			b = append(b, v[at])
			at++
		}
	}
	return b
}

// closed is the length of the quoted text that begins a text.
func closed(v []byte) int {
	for at := 1; at < len(v); at++ {
		next := bytes.IndexByte(v[at:], '"')
		if next < 0 {
			break
		}
		at += next
		escapes := at
		for v[escapes-1] == '\\' {
			escapes--
		}
		if (at-escapes)%2 == 0 {
			return at + 1
		}
	}
	return len(v)
}

const digits = "0123456789abcdef"

// appendText writes a JSON string; what could end a script in a page is escaped.
func appendText(b, v []byte) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(v); {
		c := v[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
				i++
				continue
			}
			b = append(b, v[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\n':
				b = append(b, '\\', 'n')
			default:
				b = append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
			}
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRune(v[i:])
		if r == '\u2028' || r == '\u2029' {
			b = append(append(append(b, v[from:i]...), `\u202`...), digits[r&15])
			from = i + n
		}
		i += n
	}
	return append(append(b, v[from:]...), '"')
}
