import { m } from '~/lib/paraglide/messages'
import { type Area, areaNames, areas, verbs } from '~/lib/rights'

/** Chosen is how the reader says what a token may do. */
export type Chosen = { reach: 'all' | 'read' | 'some'; areas: string[]; writes: boolean }

/** whole is a token that may do all that its owner may. */
export const whole: Chosen = { reach: 'all', areas: [], writes: false }

/** scopesOf are the scopes that were chosen, as the server takes them. */
export function scopesOf({ reach, areas, writes }: Chosen): string[] {
  if (reach === 'all') return ['*']
  if (reach === 'read') return ['read']
  const may = writes ? verbs : verbs.filter((verb) => verb === 'view' || verb === 'export')
  return areas.flatMap((area) => may.map((verb) => `${area}.${verb}`))
}

/** wrongScopes asks for an area where only some are to be reached. */
export const wrongScopes = ({ reach, areas }: Chosen): Record<string, string> =>
  reach === 'some' && areas.length === 0 ? { areas: m.accounts_token_areas_needed() } : {}

/** scopeWords are what a token may do, in words. */
export function scopeWords(scopes: readonly string[]): string {
  if (scopes.includes('*')) return m.accounts_token_all()
  if (scopes.includes('read')) return m.accounts_token_read()
  const named = areas.filter((area) => scopes.some((scope) => scope.startsWith(`${area}.`)))
  const names = named.map((area: Area) => areaNames[area]()).join(', ')
  const reads = scopes.every((scope) => scope.endsWith('.view') || scope.endsWith('.export'))
  return reads ? m.accounts_token_reads({ areas: names }) : names
}
