import { isEmpty } from '../values'
import { isTold } from '../words/fields'

const machinery = ['id', 'version', 'created_by', 'created_at', 'changed_at']

type Image = Record<string, unknown>

/** flat has each of a project's own columns be a field of its own. */
const flat = ({ own, ...rest }: Image): Image => ({
  ...rest,
  ...Object.fromEntries(Object.entries((own ?? {}) as Image).map(([key, value]) => [`own.${key}`, value])),
})

/** fieldsOf are the fields of a row's image that say something, as what they became. */
export const fieldsOf = (image: unknown) =>
  Object.entries(flat((image ?? {}) as Image))
    .filter(
      ([field, value]) => !machinery.includes(field) && isTold(field) && !isEmpty(value) && value !== false,
    )
    .map(([field, after]) => ({ field, before: null, after }))
