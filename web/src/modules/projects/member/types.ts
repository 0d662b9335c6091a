import type { Item } from '~/api/call'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { isOwn, roleName } from '~/lib/roles'
import type { Group } from '~/ui/form/SelectField'

/** Member is somebody on the project; Role is a preset of rights. */
export type Member = Item<'projects.member.list'>
export type Role = Item<'projects.role.list'>

/** Terms are what a member may do: the role, the rights if they differ from the role's, and what they see. */
export type Terms = {
  role: string
  /** rights is null while they are the role's. */
  rights: string[] | null
  disciplines: string[]
  own_company: boolean
  /** ends_on is the last day it counts; null: until it is taken away. */
  ends_on: string | null
}

/** Duty is a kind of what waits for a member. */
export type Duty = Item<'projects.member.duties'>

/** handed are the things whose lists change when somebody takes over what waits for another. */
export const handed = [
  'registers.row',
  'issues.entry',
  'design.answer',
  'documents.review',
  'gates.booking',
  'verification.run',
]

/** same tells whether two lists hold the same, in whatever order. */
export const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && new Set([...a, ...b]).size === a.length

/** withGiven adds to the presets the one that a member's rights were given by, where it is a company's own: as it was then. */
export function withGiven(roles: Role[], { role, rights }: Pick<Member, 'role' | 'rights'>): Role[] {
  if (!isOwn(role)) return roles
  const name = roleName(role)
  const given = { code: role, name_da: name, name_en: name, about_da: '', about_en: '', rights: [...rights] }
  return [
    ...roles,
    { ...given, narrowed: false, own_company: false, ends: false, own: true, mine: false, version: 0 },
  ]
}

/** offered are the presets one chooses among: the product's, one's company's, and the one as it was given. */
export function offered(roles: readonly Role[], company: string): Group[] {
  const group = (name: string, some: Role[]) => ({
    group: name,
    items: some.map((role) => ({ value: role.code, label: named(role) })),
  })
  return [
    group(
      m.projects_presets_given(),
      roles.filter(({ code }) => isOwn(code)),
    ),
    group(
      m.projects_presets_product(),
      roles.filter(({ own }) => !own),
    ),
    group(
      company || m.projects_presets_own(),
      roles.filter(({ own, code }) => own && !isOwn(code)),
    ),
  ].filter(({ items }) => items.length > 0)
}

/** termsOf reads what a member may do. */
export function termsOf(member: Member, roles: readonly Role[]): Terms {
  const preset = roles.find(({ code }) => code === member.role)
  return {
    role: member.role,
    rights: isOwn(member.role) || (preset && same(preset.rights, member.rights)) ? null : [...member.rights],
    disciplines: [...(member.disciplines ?? [])],
    own_company: member.own_company,
    ends_on: member.ends_on ?? null,
  }
}

/** termsChanged holds what to send when a member's terms change; a new role brings its rights with it. */
export function termsChanged(before: Terms, after: Terms, roles: readonly Role[]) {
  const preset = roles.find(({ code }) => code === after.role)?.rights ?? []
  const moved = before.role !== after.role
  const rights = after.rights ?? (before.rights !== null && !moved ? [...preset] : null)
  const rightsMoved = rights !== null && (moved || before.rights === null || !same(before.rights, rights))
  return {
    ...(moved ? { role: after.role } : {}),
    ...(rightsMoved ? { rights } : {}),
    ...(same(before.disciplines, after.disciplines)
      ? {}
      : { disciplines: after.disciplines.length > 0 ? after.disciplines : null }),
    ...(before.own_company === after.own_company ? {} : { own_company: after.own_company }),
    ...(before.ends_on === after.ends_on ? {} : { ends_on: after.ends_on }),
  }
}

/** noCompany stands for acting for none. */
export const noCompany = '00000000-0000-0000-0000-000000000000'

/** movedTo is the company that a written name means, if it is another than the member's: by its id, which is `fresh` for one that is new on the project. */
export function movedTo(
  member: Pick<Member, 'company_name'>,
  written: string,
  companies: readonly { id: string; name: string }[],
  fresh: string,
): string | undefined {
  const name = written.trim().toLocaleLowerCase()
  if (name === member.company_name.trim().toLocaleLowerCase()) return undefined
  if (!name) return noCompany
  return companies.find((one) => one.name.toLocaleLowerCase() === name)?.id ?? fresh
}

/** turned gives or takes one right; giving more than to see gives to see as well, and taking that takes the rest of the area. */
export function turned(rights: readonly string[], right: string): string[] {
  const [area = '', verb = ''] = right.split('.')
  const next = new Set(rights)
  if (!next.delete(right)) {
    next.add(right)
    next.add(`${area}.view`)
  } else if (verb === 'view') {
    for (const one of rights) if (one.startsWith(`${area}.`)) next.delete(one)
  }
  return [...next]
}
