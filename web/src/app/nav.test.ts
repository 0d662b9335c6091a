import { expect, test } from 'vitest'
import { modules } from './modules'
import { entriesFor } from './nav'

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
