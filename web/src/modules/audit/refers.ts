/** Changed is what became of a row: its table and its fields before and after. */
export type Changed = {
  table: string
  fields: readonly { field: string; before?: unknown; after?: unknown }[]
}

/** Sought is a register whose rows are looked up one by one when a change refers to them. */
export type Sought = 'system' | 'component' | 'location' | 'type' | 'requirement' | 'row'

const sought: readonly string[] = ['system', 'component', 'location', 'requirement', 'row']

/** citesVersion tells whether a field names a version of a document. */
export const citesVersion = (field: string): boolean => field === 'version_of'

/** leadsTo says to which register a field's reference leads; one that leads to a short list, or nowhere, gives undefined. */
export function leadsTo(table: string, field: string): Sought | undefined {
  if (field === 'parent') {
    return table === 'registers.systems' ? 'system' : table === 'registers.locations' ? 'location' : undefined
  }
  // A system's type is words, a component's is a row.
  if (field === 'type') return table === 'registers.components' ? 'type' : undefined
  return sought.includes(field) ? (field as Sought) : undefined
}

const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** isId tells whether a value is the id of something. */
export const isId = (value: unknown): value is string => typeof value === 'string' && pattern.test(value)
