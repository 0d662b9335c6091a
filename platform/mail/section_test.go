package mail

import (
	"strings"
	"testing"
)

func TestPartsOfAMail(t *testing.T) {
	t.Parallel()
	m, err := Compose("da", "Venter", []string{"Dette venter:"}, "https://cx.example/projects", "Åbn",
		Section{Title: "Skolen & hallen", Under: []Section{{Title: "Rækker", Lines: []Line{{"12 <VE01>", "https://cx.example/tests/1?a=1&b=2"}, {Text: "uden sted"}}}}},
		Section{Lines: []Line{{"Slå fra", "https://cx.example/me"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Skolen & hallen\n\nRækker\n- 12 <VE01>\n  https://cx.example/tests/1?a=1&b=2\n- uden sted\n\nSlå fra\nhttps://cx.example/me\n\nÅbn:"} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("got\n%s\nwant in it\n%s", m.Text, want)
		}
	}
	for _, want := range []string{"Skolen &amp; hallen</h2>", "Rækker</h3>", `<a href="https://cx.example/tests/1?a=1&amp;b=2" style="color:#0b5a8a">12 &lt;VE01&gt;</a></li>`, "uden sted</li>", `>Slå fra</a></p>`} {
		if !strings.Contains(m.HTML, want) {
			t.Errorf("the HTML lacks %q:\n%s", want, m.HTML)
		}
	}
}
