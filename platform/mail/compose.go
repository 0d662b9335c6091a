package mail

import (
	"fmt"
	"html"
	"net/url"
	"strings"
)

// phrases are the layout's own words in the languages of the product.
var phrases = map[string]struct{ copy, automatic string }{
	"da": {"Virker knappen ikke, så kopiér denne adresse ind i din browser:", "Denne mail er sendt automatisk af CXweb."},
	"en": {"If the button does not work, copy this address into your browser:", "This mail was sent automatically by CXweb."},
}

// Compose lays out a message in plain text and in HTML that says the same.
// The link, which may be empty, becomes a button and is also written out; parts
// of the mail stand above it.
func Compose(lang, subject string, paragraphs []string, link, linkText string, parts ...Section) (Message, error) {
	words, ok := phrases[lang]
	if !ok {
		return Message{}, fmt.Errorf("mail: no words in the language %q", lang)
	}
	var text, body strings.Builder
	for _, p := range paragraphs {
		text.WriteString(p + "\n\n")
		body.WriteString(`<p style="margin:0 0 16px">` + strings.ReplaceAll(html.EscapeString(p), "\n", "<br>") + "</p>\n")
	}
	for _, s := range parts {
		s.text(&text)
		s.html(&body, false)
	}
	if link != "" {
		u, err := url.Parse(link)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return Message{}, fmt.Errorf("mail: %q is no web address", link)
		}
		text.WriteString(linkText + ":\n" + link + "\n\n")
		safe := html.EscapeString(link)
		body.WriteString(`<p style="margin:24px 0"><a href="` + safe + `" style="display:inline-block;padding:12px 20px;` +
			`border-radius:6px;background:#0b5a8a;color:#ffffff;text-decoration:none;font-weight:600">` + html.EscapeString(linkText) + "</a></p>\n" +
			`<p style="margin:0 0 16px;font-size:14px;color:#4a5560">` + html.EscapeString(words.copy) +
			`<br><a href="` + safe + `" style="color:#0b5a8a;word-break:break-all">` + safe + "</a></p>\n")
	}
	text.WriteString("-- \n" + words.automatic + "\n")
	return Message{Subject: subject, Text: text.String(), HTML: `<!doctype html>
<html lang="` + lang + `">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>` + html.EscapeString(subject) + `</title></head>
<body style="margin:0;padding:24px 12px;background:#f3f5f7">
<div style="max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border-radius:8px;font-family:system-ui,'Segoe UI',Arial,sans-serif;font-size:16px;line-height:1.5;color:#1b2329">
<h1 style="margin:0 0 20px;font-size:20px">` + html.EscapeString(subject) + `</h1>
` + body.String() + `<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dde3e8;font-size:13px;color:#4a5560">` +
		html.EscapeString(words.automatic) + `</p>
</div>
</body>
</html>
`}, nil
}
