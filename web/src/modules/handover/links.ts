import type { Item } from '~/api/call'

/** Finding is one thing that a project lacks before a handover. */
export type Finding = Item<'handover.package.preflight'>

type Condition = { field: string; op: string; value?: unknown }

/** filters say how a register is narrowed to the rows that a finding is about. */
const filters: Record<string, Condition[]> = {
  row_status: [
    { field: 'status', op: 'in', value: ['not_started', 'ready', 'in_progress', 'failed', 'blocked'] },
  ],
  requirement_state: [{ field: 'state', op: 'in', value: ['proposed', 'returned'] }],
  system_discipline: [{ field: 'discipline', op: 'empty' }],
  system_location: [{ field: 'location', op: 'empty' }],
  system_classification: [{ field: 'classification', op: 'empty' }],
  component_serial: [{ field: 'serial', op: 'empty' }],
  component_type: [{ field: 'type', op: 'empty' }],
  component_location: [{ field: 'location', op: 'empty' }],
}

const registers = [
  'rows',
  'systems',
  'components',
  'requirements',
  'locations',
  'types',
  'instruments',
  'service_tasks',
  'spare_parts',
]

/** To is where a link leads. */
export type To = { to: string; search: never }

/** toAll leads to all rows that a finding is about, where a register can show them. */
export function toAll(project: string, { code, part }: Pick<Finding, 'code' | 'part'>): To | undefined {
  if (part === 'log') return { to: `/projects/${project}/log`, search: {} as never }
  const filter = filters[code]
  if (!filter || !part || !registers.includes(part)) return undefined
  return { to: `/projects/${project}/registers/${part}`, search: { filter } as never }
}

/** toRow leads to one row that a finding names, where a register can show it. */
export function toRow(project: string, part: string | undefined, row: string): To | undefined {
  if (part === 'log') return { to: `/projects/${project}/log/${row}`, search: {} as never }
  if (!part || !registers.includes(part)) return undefined
  return { to: `/projects/${project}/registers/${part}`, search: { row } as never }
}
