import { call } from '~/api/call'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import type { Group } from '~/ui/grid/groups'
import type { Ask, Condition } from '../thing/api'
import type { ReadyField } from '../thing/field'
import type { Open } from '../thing/register'

/** canGroup tells whether rows can be put together by a field: one of few values, or one that leads somewhere. */
export const canGroup = ({ type, fixed }: Pick<ReadyField, 'type' | 'fixed'>): boolean =>
  (type === 'reference' && !fixed) || type === 'choice' || type === 'status' || type === 'boolean'

/** withoutClosed leaves the rows of groups that are closed out of what is asked for. */
export const withoutClosed = (
  filter: readonly Condition[],
  group: string,
  closed: readonly (string | null)[],
): readonly Condition[] =>
  closed.length > 0 ? [...filter, { field: group, op: 'not_in', value: closed }] : filter

/** readGroups reads the groups of a list, with what people call them and their sums as they are read. */
export async function readGroups(
  { register, project, fields, show }: Pick<Open, 'register' | 'project' | 'fields' | 'show'>,
  { filter, q, at }: Ask,
  by: string,
  signal: AbortSignal,
): Promise<Group[]> {
  const query = {
    thing: register.thing,
    field: by,
    ...(filter?.length ? { filter: JSON.stringify(filter) } : {}),
    ...(q ? { q } : {}),
    ...(at ? { at } : {}),
  }
  const { items } = await call('registers.group.list', { path: { project }, query, signal })
  const field = fields.find((one) => one.query === by)
  return items.map(({ value, count, sums }) => ({
    value,
    count,
    get label() {
      if (value === null || value === '' || !field) return m.registers_filter_empty()
      return `${field.label()}: ${show(field, field.type === 'boolean' ? value === 'true' : value)}`
    },
    sums: Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, `Σ ${formatNumber(sum)}`])),
  }))
}
