import { type Answer, call } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import { begin, type Draft, type Line, type ListName } from './draft'

/** Beginning is what a new project begins with: the Danish sets, nothing, a template, or another project. */
export type Beginning = {
  from: 'standard' | 'blank' | 'template' | 'project'
  /** id is that of the template or the project. */
  id?: string
  /** name is what it is called, for the review. */
  name?: string
  /** kinds are what else comes along beside the lists. */
  kinds: string[]
}

type Coded = { code: string; name_da: string; name_en: string }

const lines = (all: readonly Coded[]): Line[] =>
  all.map(({ code, name_da, name_en }) => ({ key: code, code, name_da, name_en, on: true, own: false }))

/** listsOf arranges what a template or a project is divided by as the wizard shows it. */
export function listsOf(
  phases: readonly (Coded & { milestone: boolean })[],
  disciplines: readonly Coded[],
  methods: readonly Coded[],
): Record<ListName, Line[]> {
  return {
    phases: lines(phases.filter(({ milestone }) => !milestone)),
    milestones: lines(phases.filter(({ milestone }) => milestone)),
    disciplines: lines(disciplines),
    methods: lines(methods),
  }
}

/** listsFor reads the lists that a draft begins with. */
export async function listsFor(
  beginning: Beginning,
  starters: Answer<'projects.starter.list'>,
): Promise<Draft['lists']> {
  const { from, id } = beginning
  if (from === 'template' && id) {
    const found = await call('templates.template.read', { path: { template: id } })
    return listsOf(found.phases, found.disciplines, found.methods)
  }
  if (from === 'project' && id) {
    const of = { path: { project: id }, query: { limit: 500, sort: 'position' } }
    const [phases, disciplines, methods] = await Promise.all([
      call('registers.phase.list', of),
      call('registers.discipline.list', of),
      call('registers.method.list', of),
    ])
    return listsOf(phases.items, disciplines.items, methods.items)
  }
  return from === 'blank' ? listsOf([], [], []) : begin(starters).lists
}

const kindWords: Record<string, () => string> = {
  lists: m.projects_kind_lists,
  companies: m.projects_kind_companies,
  columns: m.projects_kind_columns,
  views: m.projects_kind_views,
  tag_rule: m.projects_kind_tag_rule,
  procedures: m.projects_kind_procedures,
  gates: m.projects_kind_gates,
  log: m.projects_kind_log,
  locations: m.projects_kind_locations,
  systems: m.projects_kind_systems,
  requirements: m.projects_kind_requirements,
  rows: m.projects_kind_rows,
}

/** kindName is what a kind of things is called; one that this client does not know keeps its code. */
export const kindName = (kind: string): string => kindWords[kind]?.() ?? kind

/** counted are the counts that tell how much of a kind there is, by the kind. */
const counted: Record<string, string> = { lists: 'disciplines' }

/** countOf is how many of a kind there are, by what people count: systems, not what joins them. */
export const countOf = (kind: string, holds: Record<string, number>): number =>
  holds[counted[kind] ?? kind] ?? holds[kind] ?? 0

/** needs are the kinds that a kind means little without. */
const needed: Record<string, string[]> = { rows: ['systems', 'requirements'], systems: ['locations'] }

/** withNeeded adds what a kind that is chosen means little without. */
export function withNeeded(kinds: readonly string[], chosen: string, offered: readonly string[]): string[] {
  const more = (needed[chosen] ?? []).flatMap((kind) => [kind, ...(needed[kind] ?? [])])
  return [...new Set([...kinds, chosen, ...more.filter((kind) => offered.includes(kind))])]
}
