import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/paraglide|generated|operations/.test(path))
  .map((path) => ({ path, text: readFileSync(join(here, path), 'utf8') }))

/** part is the part of the client that a file belongs to: ui, lib, api, app, or one of the modules. */
const part = (path: string) => {
  const [first = '', second = ''] = path.split('/')
  return first === 'modules' ? `modules/${second}` : first
}

/** forbidden says why one file may not import another, or nothing if it may. */
function forbidden(from: string, to: string): string | undefined {
  const [a, b] = [part(from), part(to)]
  if (a === b || !from.includes('/')) return undefined
  if (b === 'app')
    return a.startsWith('modules/') && to === 'app/module' ? undefined : 'only the shell knows the shell'
  if (b.startsWith('modules/') && a !== 'app') return 'a module is known by nobody but the shell'
  return undefined
}

/** imports lists what a file imports of the client's own, as paths below src. */
function imports(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([.~][^']*)'/g)].map(([, to = '']) =>
    to.startsWith('~/') ? to.slice(2) : posix.normalize(posix.join(dirname(path), to)),
  )
}

test('the parts of the client keep to their borders', () => {
  const broken = sources.flatMap(({ path, text }) =>
    imports(path, text).flatMap((to) => forbidden(path, to)?.concat(`: ${path} imports ${to}`) ?? []),
  )
  expect(broken).toEqual([])
})

test.each([
  ['ui/Page.tsx', 'modules/projects/facts', false],
  ['lib/date.ts', 'app/cache', false],
  ['modules/projects/projects.ts', 'app/module', true],
  ['modules/projects/projects.ts', 'app/cache', false],
  ['modules/projects/projects.ts', 'modules/accounts/Door', false],
  ['modules/projects/projects.ts', 'modules/projects/facts', true],
  ['app/modules.ts', 'modules/projects/projects', true],
  ['main.tsx', 'app/App', true],
])('%s may import %s: %s', (from, to, may) => {
  expect(forbidden(from, to) === undefined).toBe(may)
})

test('no file is longer than four hundred lines', () => {
  expect(sources.filter(({ text }) => text.split('\n').length > 400).map(({ path }) => path)).toEqual([])
})
