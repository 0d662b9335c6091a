import { areaNames, areas, verbNames, verbs } from '~/lib/rights'

/** rightsInWords tells rights area by area, such as `Registers: view, create`. */
export function rightsInWords(rights: readonly string[]): string {
  return areas
    .flatMap((area) => {
      const may = verbs.filter((verb) => rights.includes(`${area}.${verb}`))
      return may.length === 0
        ? []
        : [`${areaNames[area]()}: ${may.map((verb) => verbNames[verb]().toLowerCase()).join(', ')}`]
    })
    .join(' · ')
}
