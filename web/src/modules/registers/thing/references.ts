import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useReducer } from 'react'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { reading, refresh } from '~/api/query'
import { type Language, named, useLanguage } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { type Choice, isLookup, type Lookup } from '~/ui/grid/columns'
import { type Line, readingLines } from './api'
import { Classes } from './classes'
import { Companies } from './companies'
import { Documents } from './documents'
import type { Target } from './field'
import { Names, type Sought } from './lookup'

type Listed = Item<'registers.phase.list'>
type Shown = Item<'accounts.person.list'>

/** References find what the fields of a register lead to, and what it is called. */
export type References = {
  choices(to: Target): Choice[] | Lookup
  /** label is what a reference is called; nothing while that is not known yet. */
  label(to: Target, id: string): string | undefined
  /** titleOf is what stands beside the number of a document. */
  titleOf(id: unknown): string
  companies: Companies
  /** beforeSave adds the companies that are chosen but not there yet. */
  beforeSave(companies: Iterable<unknown>): Promise<void>
  /** told counts how often names have come that were being looked up. */
  told: number
}

const sought: readonly Sought[] = ['system', 'requirement', 'location', 'type', 'component']

/** listed makes choices of a list whose entries have a code and two names; all of them mean it when pasted. */
const listed = (
  items: readonly Item<'registers.discipline.list'>[] | undefined,
  label: (one: Item<'registers.discipline.list'>) => string,
): Choice[] =>
  (items ?? []).map((one) => ({
    value: one.id,
    label: label(one) || one.code,
    aliases: [one.code, one.name_da, one.name_en].filter(Boolean),
  }))

const milestone = (one: { code: string; name_da: string; name_en: string }) =>
  [one.code, named(one)].filter(Boolean).join(' ')

function person({ id, name, company, left }: Shown): Choice {
  const hint = [company, left && m.registers_person_left()].filter(Boolean).join(' · ')
  return { value: id, label: name, ...(hint ? { hint } : {}) }
}

/** useReferences reads the short lists whole, and looks into the long ones when they are needed. */
export function useReferences(targets: readonly Target[], mayAddCompany: boolean): References {
  const project = useProject()
  const path = { project }
  const spoken: Language = useLanguage()
  const cache = useQueryClient()
  const [told, tell] = useReducer((count: number) => count + 1, 0)
  const has = (...some: string[]) => some.some((one) => targets.includes(one as Target))
  const whole = { limit: 500 }

  const disciplines = useQuery({
    ...reading('registers.discipline.list', { path, query: whole }),
    enabled: has('discipline'),
  }).data?.items
  const phases = useQuery({
    ...reading('registers.phase.list', { path, query: whole }),
    enabled: has('phase', 'milestone'),
  }).data?.items
  const methods = useQuery({
    ...reading('registers.method.list', { path, query: whole }),
    enabled: has('method'),
  }).data?.items
  const companies = useQuery({ ...reading('projects.company.list', { path }), enabled: has('company') }).data
    ?.items
  const people = useQuery({ ...reading('accounts.person.list', { path }), enabled: has('person') }).data
    ?.items

  const names = useMemo(() => {
    const finder = (thing: Sought) => [thing, new Names(thing, project, tell)]
    return Object.fromEntries(sought.map(finder)) as Record<Sought, Names>
  }, [project])
  useFirst('system', names, has('system'), tell)
  useFirst('requirement', names, has('requirement'), tell)
  useFirst('location', names, has('location'), tell)
  useFirst('type', names, has('type'), tell)

  const classes = useMemo(() => new Classes(project), [project])
  const documents = useMemo(() => new Documents(project, tell), [project])
  const firms = useMemo(() => new Companies(project), [project])
  firms.mayAdd = mayAddCompany
  useMemo(() => firms.take(companies ?? []), [firms, companies])

  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language
  const lists = useMemo<Partial<Record<Target, Choice[]>>>(() => {
    const of = (wanted: boolean) =>
      (phases as Listed[] | undefined)?.filter((one) => one.milestone === wanted)
    return {
      discipline: listed(disciplines, named),
      method: listed(methods, named),
      phase: listed(of(false), named),
      milestone: listed(of(true), milestone),
      person: (people ?? []).map(person),
    }
  }, [disciplines, methods, phases, people, spoken])

  const choices = useCallback(
    (to: Target): Choice[] | Lookup => {
      const long = { class: classes, document: documents, company: firms, ...names }
      return lists[to] ?? long[to as keyof typeof long]
    },
    [lists, firms, names, classes, documents],
  )
  const titleOf = useCallback((id: unknown) => (id ? documents.title(String(id)) : ''), [documents])
  return useMemo<References>(
    () => ({
      choices,
      titleOf,
      companies: firms,
      told,
      label(to, id) {
        const all = choices(to)
        if (isLookup(all)) return all.label(id)
        return all.find(({ value }) => value === id)?.label
      },
      async beforeSave(ids) {
        if (await firms.add(ids)) await refresh(cache, ['projects.company'])
      },
    }),
    [choices, titleOf, firms, cache, told],
  )
}

/** useFirst keeps the first of a long list at hand, so that most names are known before they are shown. */
function useFirst(thing: Sought, names: Record<Sought, Names>, enabled: boolean, tell: () => void) {
  const { data } = useQuery({ ...readingLines(thing, useProject(), { limit: 500 }), enabled })
  useEffect(() => {
    if (!data) return
    names[thing].take(data.items as unknown as Line[])
    tell()
  }, [data, names, thing, tell])
}
