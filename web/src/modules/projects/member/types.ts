import type { Item } from '~/api/call'

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

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && new Set([...a, ...b]).size === a.length

/** termsOf reads what a member may do. */
export function termsOf(member: Member, roles: readonly Role[]): Terms {
  const preset = roles.find(({ code }) => code === member.role)
  return {
    role: member.role,
    rights: preset && same(preset.rights, member.rights) ? null : [...member.rights],
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
