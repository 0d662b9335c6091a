import { addressOf } from '~/api/call'
import type { Ask } from '../thing/api'
import type { ReadyField } from '../thing/field'
import type { Open } from '../thing/register'

/** seenAddress is where the server writes what is seen to a file: these columns, in this order. */
export function seenAddress(
  { register, project }: Pick<Open, 'register' | 'project'>,
  { sort, q, filter, group, at }: Ask,
  fields: readonly ReadyField[],
  format: 'csv' | 'xlsx',
): string {
  const query = {
    thing: register.thing,
    format,
    name: register.label(),
    columns: JSON.stringify(fields.map((field) => [field.query, titleOf(field)])),
    ...(sort ? { sort } : {}),
    ...(q ? { q } : {}),
    ...(group ? { group } : {}),
    ...(at ? { at } : {}),
    ...(filter?.length ? { filter: JSON.stringify(filter) } : {}),
  }
  return addressOf('registers.seen.export', { path: { project }, query })[1]
}

const titleOf = ({ label, unit }: ReadyField) => (unit ? `${label()} [${unit}]` : label())
