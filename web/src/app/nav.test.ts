import { expect, test } from 'vitest'
import { modules } from './modules'
import { entriesFor, groupAt, groups, partsOf } from './nav'

const labels = (rights: string[]) => entriesFor({ rights }).map(({ to }) => to)

test('what one may not see is not in the menu', () => {
  expect(labels(['project.view'])).toContain('settings')
  expect(labels(['project.view'])).not.toContain('members')
  expect(labels(['project.view', 'members.view'])).toContain('members')
})

test('the menu is in order, and every line of it leads to a page', () => {
  const all = entriesFor({ rights: [], administrator: true })
  expect(all.map(({ order }) => order)).toEqual(all.map(({ order }) => order).sort((a, b) => a - b))
  const pages = new Set(modules.flatMap(({ project = [] }) => project.map(({ path }) => path)))
  expect(all.filter(({ to }) => !pages.has(to)).map(({ to }) => to)).toEqual([])
})

test('no two pages share an address', () => {
  for (const kind of ['open', 'home', 'project'] as const) {
    const paths = modules.flatMap((module) => (module[kind] ?? []).map(({ path }) => path))
    expect(new Set(paths).size).toBe(paths.length)
  }
})

test('the lines of a group stand together, and each group is there once', () => {
  const parts = partsOf(entriesFor({ rights: [], administrator: true }))
  const named = parts.flatMap(({ group }) => group ?? [])
  expect(named).toEqual(Object.keys(groups))
  expect(parts.find(({ group }) => group === 'plan')?.entries.map(({ to }) => to)).toEqual([
    'gates',
    'calendar',
    'handover',
    'after',
  ])
})

test('a group of which one may see one line only is no group', () => {
  const parts = partsOf(entriesFor({ rights: ['project.view', 'documents.view', 'log.view'] }))
  expect(parts.map(({ group }) => group)).toEqual([undefined, undefined, undefined, undefined])
  expect(parts.flatMap(({ entries }) => entries.map(({ to }) => to))).toEqual([
    '',
    'documents',
    'log',
    'settings',
  ])
})

test('a page belongs to the group of its line, or of its module', () => {
  expect(
    ['registers/rows', 'reviews/1', 'trace', 'imports/new', 'log/1', '', 'acceptances/1'].map(groupAt),
  ).toEqual(['registers', 'design', 'design', 'registers', undefined, undefined, 'plan'])
})
