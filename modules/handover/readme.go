package handover

import (
	"context"
	"io"
	"strings"
	"time"

	"cxweb/platform/clock"
)

// readme fills the text that explains a package.
func (w *making) readme(text string) func(context.Context, io.Writer) (int64, error) {
	return func(_ context.Context, to io.Writer) (int64, error) {
		number := w.at.Project.Number
		if number != "" {
			number += " "
		}
		_, err := strings.NewReplacer("{project}", number+w.at.Project.Name, "{created}", w.at.Taken.In(clock.Denmark).Format("2006-01-02 15:04"), "{utc}", w.at.Taken.Format(time.RFC3339), "{version}", w.m.version).WriteString(to, text)
		return 0, err
	}
}

const readmeDA = `# {project}

Afleveringspakke med hele projektet, som det var den {created} (dansk tid, {utc}).
Lavet med CXweb {version}. Alt i pakken viser det samme øjeblik og kan læses uden CXweb.

| Mappe | Indhold |
|---|---|
| 00_index | manifest.json: alle filer med størrelse og SHA-256, og alle tabeller med kolonner. manifest.schema.json: manifestets JSON Schema |
| 01_datamodel | cobie_2.4.xlsx til FM-systemet; hvert register som .xlsx og .csv med koder og navne |
| 01_datamodel/json | hvert register fuldstændigt, med id'er; det er denne form, der kan indlæses igen |
| 03_test | fotos, bilag og underskrifter fra test, navngivet efter registerrækkens nummer og anlæggets mærkning |
| 04_log | fotos fra Cx-loggen; selve loggen og dens forløb ligger i 01_datamodel |
| 10_revision | historikken: hvem der gjorde hvad hvornår, og hver version af hver række |
| checksums.sha256 | kontrolsummer for alle filer |

- CSV-filer er UTF-8 med semikolon. En tekst, som et regneark ville opfatte som en formel, har en apostrof foran.
- Klokkeslæt i regneark og CSV er dansk tid. I JSON er de UTC.
- JSON-tabeller er en liste med én række pr. linje.
- Personer står i 01_datamodel/json/people.json og i COBie-arket Contact. Firmaer uden e-mailadresse har en nøgle, der ender på .invalid, for COBie kræver en adresse.

Kontrollér pakken uden netværk: ` + "`cxweb verify PAKKE.zip`" + `, eller pak den ud og kør ` + "`sha256sum -c checksums.sha256`" + `.
Pakken kan indlæses i et tomt projekt i CXweb og giver et tilsvarende projekt.
`

const readmeEN = `# {project}

Handover package of the whole project as it was on {created} (Danish time, {utc}).
Made by CXweb {version}. All of the package shows the same moment and can be read without CXweb.

| Folder | Content |
|---|---|
| 00_index | manifest.json: every file with its size and SHA-256, and every table with its columns. manifest.schema.json: the manifest's JSON Schema |
| 01_datamodel | cobie_2.4.xlsx for the FM system; each register as .xlsx and .csv with codes and names |
| 01_datamodel/json | each register in its complete form, with ids; it is this form that can be taken in again |
| 03_test | photos, enclosed files and signatures of tests, named by the register row's number and the system's tag |
| 04_log | photos of the commissioning log; the log itself and its events lie in 01_datamodel |
| 10_revision | the history: who did what when, and every version of every row |
| checksums.sha256 | checksums of all files |

- CSV files are UTF-8 with semicolons. A text that a spreadsheet would take for a formula has an apostrophe before it.
- Times in spreadsheets and CSV are Danish time. In JSON they are UTC.
- JSON tables are a list with one row a line.
- People stand in 01_datamodel/json/people.json and on the COBie sheet Contact. Companies without an e-mail address have a key that ends in .invalid, for COBie asks for an address.

Check the package without a network: ` + "`cxweb verify PACKAGE.zip`" + `, or unpack it and run ` + "`sha256sum -c checksums.sha256`" + `.
The package can be taken into an empty project in CXweb and gives an equal project.
`
