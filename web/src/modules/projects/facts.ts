import type { Answer } from '~/api/call'
import { formatDate } from '~/lib/date'
import { formatMoney, formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'

/** Project is a project as the server tells of it. */
export type Project = Answer<'projects.project.read'>

/** Facts are what a project is, apart from what it is divided into. */
export type Facts = {
  number: string
  name: string
  kind: string
  address: string
  client: string
  language: 'da' | 'en'
  starts_on: string | null
  handover_on: string | null
  budget: number | null
  currency: string
  size_m2: number | null
  cx_cost: number | null
  cx_benefit: number | null
}

/** factNames are the words for each fact, in the order they are shown. */
export const factNames: Record<keyof Facts, () => string> = {
  number: m.projects_number,
  name: m.projects_name,
  kind: m.projects_kind,
  address: m.projects_address,
  client: m.projects_client,
  language: m.projects_language,
  starts_on: m.projects_starts_on,
  handover_on: m.projects_handover_on,
  budget: m.projects_budget,
  currency: m.projects_currency,
  size_m2: m.projects_size_m2,
  cx_cost: m.projects_cx_cost,
  cx_benefit: m.projects_cx_benefit,
}

/** currencies are those that building projects here are priced in. */
export const currencies = ['DKK', 'EUR', 'SEK', 'NOK', 'GBP', 'USD']

/** factsOf takes the facts out of a project. */
export function factsOf(project: Project): Facts {
  return {
    number: project.number,
    name: project.name,
    kind: project.kind,
    address: project.address,
    client: project.client,
    language: project.language === 'en' ? 'en' : 'da',
    starts_on: project.starts_on ?? null,
    handover_on: project.handover_on ?? null,
    budget: project.budget ?? null,
    currency: project.currency,
    size_m2: project.size_m2 ?? null,
    cx_cost: project.cx_cost ?? null,
    cx_benefit: project.cx_benefit ?? null,
  }
}

/** showFact writes a fact as people read it; nothing when it is not given. */
export function showFact(
  fact: keyof Facts,
  value: unknown,
  { currency = '', kinds = [] as Kind[] } = {},
): string {
  if (value === null || value === undefined || value === '') return ''
  switch (fact) {
    case 'starts_on':
    case 'handover_on':
      return formatDate(String(value))
    case 'budget':
    case 'cx_cost':
    case 'cx_benefit':
      return formatMoney(Number(value), currency)
    case 'size_m2':
      return `${formatNumber(Number(value))} m²`
    case 'language':
      return value === 'en' ? m.app_language_en() : m.app_language_da()
    case 'kind':
      return kinds.find(({ code }) => code === value)?.label ?? String(value)
    default:
      return String(value)
  }
}

/** Kind is a kind of building, by its name in the reader's language. */
export type Kind = { code: string; label: string }

/** wrongFacts finds what cannot stand together. */
export function wrongFacts({
  starts_on,
  handover_on,
}: Pick<Facts, 'starts_on' | 'handover_on'>): Record<string, string> {
  return starts_on && handover_on && handover_on < starts_on
    ? { handover_on: m.projects_handover_early() }
    : {}
}
