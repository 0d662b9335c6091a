import { isEmpty } from '../values'
import { isTold } from '../words/fields'

const machinery = ['id', 'version', 'created_by', 'created_at', 'changed_at']

/** fieldsOf are the fields of a row's image that say something, as what they became. */
export const fieldsOf = (image: unknown) =>
  Object.entries((image ?? {}) as Record<string, unknown>)
    .filter(
      ([field, value]) => !machinery.includes(field) && isTold(field) && !isEmpty(value) && value !== false,
    )
    .map(([field, after]) => ({ field, before: null, after }))
