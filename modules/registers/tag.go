package registers

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"cxweb/platform/problem"
)

// usualGrammar is how tags are written where a project has said nothing else:
// +C=VE01 for a system, +C=VE01-TF01 for one of its components.
const usualGrammar = "+{loc}={sys}{nn}-{comp}{nn}"

// grammar is how a project writes its tags: a text with places for the
// location's code, the system's and the component's letters, and their numbers,
// whose n tell how many digits they have at least.
type grammar struct {
	text              string
	anew              bool // numbers begin anew at each place
	parts             []grammarPart
	system, component *regexp.Regexp
	systemParts       int // of parts, up to the system's number
}

type grammarPart struct {
	literal string
	token   string // loc, sys, comp or n; empty for a literal
	width   int    // of a number
}

// parsed is what a tag says.
type parsed struct {
	loc, sys, comp string
	no, compNo     int
}

var grammarToken = regexp.MustCompile(`\{([a-z]+)\}`)

// readGrammar reads how tags are written, or says what is wrong with it.
func readGrammar(text string) (*grammar, error) {
	g := &grammar{text: text}
	seen, at := map[string]int{}, 0
	for _, m := range grammarToken.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > at {
			g.parts = append(g.parts, grammarPart{literal: text[at:m[0]]})
		}
		token, width := text[m[2]:m[3]], 0
		if strings.Trim(token, "n") == "" {
			token, width = "n", len(token)
		}
		if token != "loc" && token != "sys" && token != "comp" && token != "n" || width > 6 {
			return nil, problem.At("grammar", "has a place that is not known: %s", text[m[0]:m[1]])
		}
		seen[token]++
		if token != "n" && seen[token] > 1 {
			return nil, problem.At("grammar", "has %s twice", text[m[0]:m[1]])
		}
		g.parts = append(g.parts, grammarPart{token: token, width: width})
		at = m[1]
		if token == "n" && seen["n"] == 1 {
			g.systemParts = len(g.parts)
		}
	}
	if at < len(text) {
		g.parts = append(g.parts, grammarPart{literal: text[at:]})
	}
	if strings.ContainsAny(strings.Join(literals(g.parts), ""), "{}") {
		return nil, problem.At("grammar", "has a bracket that is not closed")
	}
	return g, g.check(seen)
}

func literals(parts []grammarPart) []string {
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = p.literal
	}
	return all
}

// check holds that numbers follow letters, the system before the component.
func (g *grammar) check(seen map[string]int) error {
	order := ""
	for _, p := range g.parts {
		if p.token != "" && p.token != "loc" {
			order += p.token + " "
		}
	}
	if order != "sys n comp n " || g.parts[g.systemParts].literal == "" {
		return problem.At("grammar", "must hold {sys} and a number such as {nn}, then a sign, then {comp} and a number")
	}
	g.system = regexp.MustCompile("^" + g.pattern(g.parts[:g.systemParts]) + "$")
	g.component = regexp.MustCompile("^" + g.pattern(g.parts) + "$")
	if len(g.parts) > 12 || seen["n"] != 2 {
		return problem.At("grammar", "must hold {sys} and a number such as {nn}, then a sign, then {comp} and a number")
	}
	return nil
}

func (g *grammar) pattern(parts []grammarPart) string {
	var b strings.Builder
	for _, p := range parts {
		switch p.token {
		case "loc":
			b.WriteString(`([\p{L}\d][\p{L}\d._]*?)`)
		case "sys", "comp":
			b.WriteString(`(\p{Lu}{1,8})`)
		case "n":
			fmt.Fprintf(&b, `(\d{%d,9})`, p.width)
		default:
			b.WriteString(regexp.QuoteMeta(p.literal))
		}
	}
	return b.String()
}

// read takes a tag apart; false where it is not written so.
func (g *grammar) read(tag string, component bool) (parsed, bool) {
	expression, parts := g.system, g.parts[:g.systemParts]
	if component {
		expression, parts = g.component, g.parts
	}
	m := expression.FindStringSubmatch(tag)
	if m == nil {
		return parsed{}, false
	}
	var p parsed
	at := 0
	for _, part := range parts {
		if part.token == "" {
			continue
		}
		at++
		switch part.token {
		case "loc":
			p.loc = m[at]
		case "sys":
			p.sys = m[at]
		case "comp":
			p.comp = m[at]
		case "n":
			n, err := strconv.Atoi(m[at])
			if err != nil {
				return parsed{}, false
			}
			if p.comp == "" {
				p.no = n
			} else {
				p.compNo = n
			}
		}
	}
	return p, true
}

// write puts a tag together.
func (g *grammar) write(p parsed, component bool) string {
	parts := g.parts[:g.systemParts]
	if component {
		parts = g.parts
	}
	var b strings.Builder
	comp := false
	for _, part := range parts {
		switch part.token {
		case "loc":
			b.WriteString(p.loc)
		case "sys":
			b.WriteString(p.sys)
		case "comp":
			b.WriteString(p.comp)
			comp = true
		case "n":
			no := p.no
			if comp {
				no = p.compNo
			}
			fmt.Fprintf(&b, "%0*d", part.width, no)
		default:
			b.WriteString(part.literal)
		}
	}
	return b.String()
}

// hasLocation tells whether tags say where a thing stands.
func (g *grammar) hasLocation() bool { return strings.Contains(g.text, "{loc}") }

var looseTag = regexp.MustCompile(`(\p{L}+)[\s._-]*(\d+)(?:[\s._=-]+(\p{L}+)[\s._-]*(\d+))?\s*$`)

// guessTag reads a tag that is written otherwise: its letters and numbers, as far
// as they can be told.
func guessTag(tag string, component bool) (parsed, bool) {
	m := looseTag.FindStringSubmatch(strings.ToUpper(tag))
	if m == nil || component != (m[3] != "") {
		return parsed{}, false
	}
	p := parsed{sys: m[1], comp: m[3]}
	var err error
	if p.no, err = strconv.Atoi(m[2]); err != nil {
		return parsed{}, false
	}
	if component {
		if p.compNo, err = strconv.Atoi(m[4]); err != nil {
			return parsed{}, false
		}
	}
	return p, true
}

// plainTag is a tag as it sounds: without case, spaces and leading zeros, with
// Danish letters as systems that know none write them.
func plainTag(tag string) string {
	tag = strings.NewReplacer("Æ", "AE", "Ø", "OE", "Å", "AA", " ", "").Replace(strings.ToUpper(tag))
	return leadingZeros.ReplaceAllString(tag, "$1$2")
}

var leadingZeros = regexp.MustCompile(`(^|\D)0+(\d)`)

func init() {
	problem.Teach(map[string]string{
		"has a place that is not known: %s": "har en plads, der ikke kendes: %s",
		"has %s twice":                      "har %s to gange",
		"has a bracket that is not closed":  "har en parentes, der ikke er lukket",
		"must hold {sys} and a number such as {nn}, then a sign, then {comp} and a number": "skal rumme {sys} og et nummer som {nn}, derefter et tegn, derefter {comp} og et nummer",
	})
}
