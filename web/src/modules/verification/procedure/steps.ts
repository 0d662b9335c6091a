import type { Answer } from '~/api/call'
import { parseNumber } from '~/lib/number'
import { uuid } from '~/lib/uuid'

/** Edition is one numbered edition of a procedure, with its steps. */
export type Edition = Answer<'verification.edition.read'>

/** Procedure is a procedure with its editions and what it is used for. */
export type Procedure = Answer<'verification.procedure.read'>

/** Step is one thing that a procedure has done, asked or measured. */
export type Step = NonNullable<Edition['steps']>[number]

/** Kind is what sort of step it is. */
export type Kind = Step['kind']

/** Option is one answer that a choice offers, or one column of a table. */
export type Option = NonNullable<Step['options']>[number]

/** kinds are the sorts of step, in the order in which they are offered. */
export const kinds: readonly Kind[] = [
  'section',
  'prerequisite',
  'pass_fail',
  'yes_no',
  'measure',
  'choice',
  'table',
  'formula',
  'instrument',
  'photo',
  'text',
  'date',
  'signature',
]

/** unscored are the sorts of step that cannot fail, and so weigh nothing. */
const unscored: readonly Kind[] = [
  'section',
  'prerequisite',
  'instrument',
  'photo',
  'text',
  'date',
  'signature',
]

/** codeFor is a short name that no step has: s1, s2 and on. */
export function codeFor(steps: readonly Step[]): string {
  const taken = new Set(steps.map(({ code }) => code))
  let n = steps.length + 1
  while (taken.has(`s${n}`)) n++
  return `s${n}`
}

/** newStep is a step of which only its sort is known. */
export const newStep = (kind: Kind, steps: readonly Step[]): Step => ({
  id: uuid(),
  code: codeFor(steps),
  kind,
  text_da: '',
  text_en: '',
  weight: unscored.includes(kind) ? 0 : 1,
  unit: '',
  comparison: 'text',
  target: null,
  tolerance: null,
  ...(kind === 'choice' || kind === 'table' ? { options: [newOption('a'), newOption('b')] } : {}),
  ...(kind === 'table' ? { lines: 1 } : {}),
})

/** newOption is an answer or column of which only its short name is known. */
export const newOption = (code: string): Option => ({
  code,
  da: '',
  en: '',
  unit: '',
  comparison: 'text',
  target: null,
  tolerance: null,
})

/** moved puts a step another place in the list. */
export function moved(steps: readonly Step[], at: number, by: number): Step[] {
  const to = at + by
  const step = steps[at]
  if (!step || to < 0 || to >= steps.length) return [...steps]
  const rest = steps.filter((_, i) => i !== at)
  return [...rest.slice(0, to), step, ...rest.slice(to)]
}

/** doubled puts a copy of a step right behind it. */
export function doubled(steps: readonly Step[], at: number): Step[] {
  const step = steps[at]
  if (!step) return [...steps]
  const copy = { ...structuredClone(step), id: uuid(), code: codeFor(steps) }
  return [...steps.slice(0, at + 1), copy, ...steps.slice(at + 1)]
}

const comparisons: [RegExp, Step['comparison']][] = [
  [/^(≤|<=|maks\.?|max\.?|højst|at most)\s*/i, 'le'],
  [/^(≥|>=|min\.?|mindst|at least)\s*/i, 'ge'],
  [/^(<|under|below)\s*/i, 'lt'],
  [/^(>|over|above)\s*/i, 'gt'],
  [/^(=)\s*/i, 'eq'],
]

/** limitIn reads a limit as people write it in a cell: ≤ 1.500, min. 20, 21 ± 1. */
export function limitIn(text: string): Pick<Step, 'comparison' | 'target' | 'tolerance'> | undefined {
  const found = comparisons.find(([pattern]) => pattern.test(text.trim()))
  const [number = '', slack = ''] = (found ? text.trim().replace(found[0], '') : text.trim()).split(/±|\+\/-/)
  const target = parseNumber(number)
  const tolerance = parseNumber(slack) ?? null
  if (target === undefined) return undefined
  if (found) return { comparison: found[1], target, tolerance }
  return tolerance === null ? undefined : { comparison: 'within', target, tolerance }
}

/** cellsOf reads what a spreadsheet puts on the clipboard: lines of cells, with quotes around awkward ones. */
export function cellsOf(text: string): string[][] {
  const lines: string[][] = [[]]
  let cell = ''
  let quoted = false
  const flush = () => {
    lines.at(-1)?.push(cell.trim())
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"'
        i++
      } else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"' && cell === '') quoted = true
    else if (c === '\t') flush()
    else if (c === '\n') {
      flush()
      lines.push([])
    } else if (c !== '\r') cell += c
  }
  flush()
  return lines.filter((line) => line.some(Boolean))
}

/**
 * fromCells makes steps of pasted lines: the first cell is the Danish text, the
 * second the English one, the third the unit and the fourth the limit. A line
 * with a limit is a measured value; one that ends with a colon is a section.
 */
export function fromCells(lines: readonly string[][], steps: readonly Step[]): Step[] {
  const made: Step[] = []
  for (const [da = '', en = '', unit = '', limit = ''] of lines) {
    if (!da && !en) continue
    const held = limitIn(limit)
    const kind: Kind = /:$/.test(da || en) ? 'section' : held || unit ? 'measure' : 'pass_fail'
    const bare = (text: string) => (kind === 'section' ? text.replace(/:$/, '') : text)
    made.push({
      ...newStep(kind, [...steps, ...made]),
      text_da: bare(da).slice(0, 1000),
      text_en: bare(en).slice(0, 1000),
      unit: unit.slice(0, 40),
      ...held,
    })
  }
  return made
}
