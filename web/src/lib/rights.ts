import { m } from './paraglide/messages'

/** areas are the parts of a project that rights are given for, in the order they are shown. */
export const areas = [
  'project',
  'members',
  'registers',
  'requirements',
  'tests',
  'log',
  'documents',
  'exports',
  'history',
] as const

/** verbs are what one may be allowed to do in an area, from the least to the most. */
export const verbs = ['view', 'create', 'edit_own', 'edit_all', 'approve', 'export', 'administer'] as const

export type Area = (typeof areas)[number]
export type Verb = (typeof verbs)[number]

/** Right is an area and a verb, such as `registers.view`. */
export type Right = `${Area}.${Verb}`

/** areaNames and verbNames hold the words for them. */
export const areaNames: Record<Area, () => string> = {
  project: m.app_area_project,
  members: m.app_area_members,
  registers: m.app_area_registers,
  requirements: m.app_area_requirements,
  tests: m.app_area_tests,
  log: m.app_area_log,
  documents: m.app_area_documents,
  exports: m.app_area_exports,
  history: m.app_area_history,
}
export const verbNames: Record<Verb, () => string> = {
  view: m.app_verb_view,
  create: m.app_verb_create,
  edit_own: m.app_verb_edit_own,
  edit_all: m.app_verb_edit_all,
  approve: m.app_verb_approve,
  export: m.app_verb_export,
  administer: m.app_verb_administer,
}

/** Access is the part of a member's access that decides what is allowed. */
export type Access = { rights: readonly string[]; administrator?: boolean | undefined }

/** Needs is one right, or several of which one is enough. */
export type Needs = Right | readonly Right[]

/** can tells whether the access holds one of the rights needed. */
export function can(access: Access, needs: Needs | undefined): boolean {
  if (needs === undefined || access.administrator) return true
  return (typeof needs === 'string' ? [needs] : needs).some((right) => access.rights.includes(right))
}

/** whyNot says why something is not allowed, or nothing if it is. */
export function whyNot(access: Access, needs: Needs | undefined): string | undefined {
  if (can(access, needs)) return undefined
  const [right] = typeof needs === 'string' ? [needs] : (needs ?? [])
  const [area, verb] = (right ?? 'project.view').split('.') as [Area, Verb]
  return m.app_not_allowed({ verb: verbNames[verb]().toLowerCase(), area: areaNames[area]().toLowerCase() })
}
