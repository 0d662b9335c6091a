import { isTold } from '../words/fields'

/** Image is a row whole, as one version left it. */
export type Image = Record<string, unknown>

/** Difference is a field in which two images of a row are not alike. */
export type Difference = { field: string; before: unknown; after: unknown }

const machinery = ['id', 'version', 'created_by', 'created_at', 'changed_at']

/** differences are the fields that a restore of one image would change in another. */
export function differences(now: Image, then: Image): Difference[] {
  return Object.keys(then)
    .filter((field) => !machinery.includes(field) && isTold(field) && field in now)
    .filter((field) => JSON.stringify(now[field]) !== JSON.stringify(then[field]))
    .sort()
    .map((field) => ({ field, before: now[field], after: then[field] }))
}
