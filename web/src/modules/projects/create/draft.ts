import type { Answer, Body } from '~/api/call'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { type Facts, wrongFacts } from '../facts'
import type { Beginning } from './beginning'

/** Line is a phase, milestone, discipline or method that the new project may have. */
export type Line = {
  key: string
  code: string
  name_da: string
  name_en: string
  /** on tells that the project has it. */
  on: boolean
  /** own tells that it was written here rather than offered. */
  own: boolean
  starts_on?: string | null
  ends_on?: string | null
}

/** ListName is one of the lists that a project is divided by. */
export type ListName = 'phases' | 'milestones' | 'disciplines' | 'methods'

/** Draft is a project that is being made ready. */
export type Draft = { id: string; beginning: Beginning; facts: Facts; lists: Record<ListName, Line[]> }

type Starters = Answer<'projects.starter.list'>

/** begin is the draft that one starts from: the phases, milestones and disciplines offered, all chosen. */
export function begin(starters: Starters): Draft {
  const lines = (offered: Starters['phases'] | null | undefined): Line[] =>
    (offered ?? []).map(({ code, name_da, name_en }) => ({
      key: code,
      code,
      name_da,
      name_en,
      on: true,
      own: false,
    }))
  return {
    id: uuid(),
    beginning: { from: 'standard', kinds: [] },
    facts: {
      number: '',
      name: '',
      kind: '',
      address: '',
      client: '',
      language: language(),
      starts_on: null,
      handover_on: null,
      budget: null,
      currency: 'DKK',
      size_m2: null,
      cx_cost: null,
      cx_benefit: null,
    },
    lists: {
      phases: lines(starters.phases),
      milestones: lines(starters.milestones),
      disciplines: lines(starters.disciplines),
      methods: lines(starters.methods),
    },
  }
}

/** newLine is an empty line to write in. */
export const newLine = (): Line => ({ key: uuid(), code: '', name_da: '', name_en: '', on: true, own: true })

/** moved takes the line at one place to another. */
export function moved(lines: Line[], from: number, to: number): Line[] {
  if (to < 0 || to >= lines.length) return lines
  const next = [...lines]
  const [line] = next.splice(from, 1)
  if (line) next.splice(to, 0, line)
  return next
}

/** WrongLines says what is wrong with a line, by its key. */
export type WrongLines = Record<string, string>

/** wrongLines finds what is wrong in lists whose codes share one register, such as phases and milestones. */
export function wrongLines(...lists: Line[][]): WrongLines {
  const wrong: WrongLines = {}
  const seen = new Set<string>()
  for (const { key, code, name_da, name_en, starts_on, ends_on } of lists.flat().filter(({ on }) => on)) {
    const short = code.trim()
    if (!name_da.trim() && !name_en.trim()) wrong[key] = m.projects_line_needs_name()
    else if (!short) wrong[key] = m.projects_line_needs_code()
    else if (seen.has(short)) wrong[key] = m.projects_line_same_code({ code: short })
    else if (starts_on && ends_on && ends_on < starts_on) wrong[key] = m.projects_line_ends_early()
    seen.add(short)
  }
  return wrong
}

/** Step is one step of the wizard. */
export type Step = 'beginning' | 'basics' | 'economy' | 'phases' | 'disciplines' | 'methods' | 'review'

/** steps are all of them, in order. */
export const steps: Step[] = ['beginning', 'basics', 'economy', 'phases', 'disciplines', 'methods', 'review']

const economy = new Set(['budget', 'currency', 'size_m2', 'cx_cost', 'cx_benefit'])

/** stepOf is the step where a field is written, so that a problem leads back to it. */
export function stepOf(field: string): Step {
  const [first = ''] = field.split('/')
  if (first === 'begin' || first === 'kinds') return 'beginning'
  if (first === 'phases' || first === 'disciplines' || first === 'methods') return first
  return economy.has(first) ? 'economy' : 'basics'
}

/** isReady tells whether a step holds nothing that is known to be wrong. */
export function isReady(step: Step, { beginning, facts, lists }: Draft): boolean {
  switch (step) {
    case 'beginning':
      return beginning.from === 'standard' || beginning.from === 'blank' || beginning.id !== undefined
    case 'basics':
      return facts.name.trim() !== '' && Object.keys(wrongFacts(facts)).length === 0
    case 'phases':
      return Object.keys(wrongLines(lists.phases, lists.milestones)).length === 0
    case 'disciplines':
    case 'methods':
      return Object.keys(wrongLines(lists[step])).length === 0
    default:
      return true
  }
}

/** bodyOf is what is sent to make the project of the draft. */
export function bodyOf({ id, beginning, facts, lists }: Draft): Body<'projects.project.create'> {
  const chosen = (lines: Line[], milestone = false) =>
    lines
      .filter(({ on }) => on)
      .map(({ code, name_da, name_en, starts_on, ends_on }) => ({
        code: code.trim(),
        name_da: name_da.trim(),
        name_en: name_en.trim(),
        milestone,
        ...(starts_on ? { starts_on } : {}),
        ...(ends_on ? { ends_on } : {}),
      }))
  const coded = (lines: Line[]) =>
    chosen(lines).map(({ code, name_da, name_en }) => ({ code, name_da, name_en }))
  const given = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== ''),
  )
  const { from, id: source, kinds } = beginning
  const begun = source && kinds.length > 0 ? { begin: { [from]: source, kinds } } : {}
  return {
    ...given,
    ...begun,
    id,
    phases: [...chosen(lists.phases), ...chosen(lists.milestones, true)],
    disciplines: coded(lists.disciplines),
    methods: coded(lists.methods),
  } as Body<'projects.project.create'>
}

const key = 'cxweb.new_project'

/** keep remembers the draft in this window, and forgets it when there is none. */
export function keep(draft: Draft | undefined) {
  if (draft) sessionStorage.setItem(key, JSON.stringify(draft))
  else sessionStorage.removeItem(key)
}

/** kept is the draft that was remembered. */
export function kept(): Draft | undefined {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null
    return draft ? { ...draft, beginning: draft.beginning ?? { from: 'standard', kinds: [] } } : undefined
  } catch {
    return undefined
  }
}
