import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import settings from '../project.inlang/settings.json'

const here = import.meta.dirname
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|paraglide|generated|operations/.test(path))
  .map((path) => ({ path, text: readFileSync(join(here, path), 'utf8') }))

type Catalogue = Record<string, unknown>
const catalogue = (area: string, language: string) =>
  JSON.parse(readFileSync(join(here, '../messages', area, `${language}.json`), 'utf8')) as Catalogue
const areas = readdirSync(join(here, '../messages'))

test('every folder of words is compiled', () => {
  const compiled = settings['plugin.inlang.messageFormat'].pathPattern.map((path) => path.split('/')[2])
  expect(compiled.sort()).toEqual([...areas].sort())
})

test.each(areas)('%s says the same in both languages, under names that begin with its own', (area) => {
  const [da, en] = [catalogue(area, 'da'), catalogue(area, 'en')]
  expect(Object.keys(en)).toEqual(Object.keys(da))
  expect(Object.keys(da).filter((key) => !key.startsWith(`${area}_`))).toEqual([])
  const holes = (words: unknown) =>
    [...JSON.stringify(words).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  for (const [key, words] of Object.entries(da)) {
    expect([key, holes(en[key])]).toEqual([key, holes(words)])
    expect([key, words !== '' && en[key] !== '']).toEqual([key, true])
  }
})

test('no words are kept that nothing says', () => {
  const said = new Set(sources.flatMap(({ text }) => [...text.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key)))
  const unsaid = areas.flatMap((area) => Object.keys(catalogue(area, 'da'))).filter((key) => !said.has(key))
  expect(unsaid).toEqual([])
})

const spoken = new Set([
  'label',
  'title',
  'placeholder',
  'description',
  'alt',
  'aria-label',
  'message',
  'about',
])
const hasWords = (text: string) => /\p{L}{2}/u.test(text)

/** bare finds words that stand in the drawing itself, instead of in the catalogues. */
function bare(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const look = (node: ts.Node, silent: boolean) => {
    const said = (words: string) => !silent && hasWords(words) && found.push(`${path}: ${words.trim()}`)
    if (ts.isJsxText(node)) said(node.text)
    if (
      ts.isJsxExpression(node) &&
      node.expression &&
      ts.isStringLiteralLike(node.expression) &&
      !ts.isJsxAttribute(node.parent)
    ) {
      said(node.expression.text)
    }
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (value && ts.isStringLiteralLike(value)) said(value.text)
    }
    // The names of keys are the same in every language.
    const key = ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'kbd'
    ts.forEachChild(node, (child) => look(child, silent || key))
  }
  look(file, false)
  return found
}

test('no screen holds words of its own', () => {
  const found = sources
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap(({ path, text }) => bare(path, text))
  expect(found).toEqual([])
}, 60_000)

test('the search for bare words bites', () => {
  expect(bare('a.tsx', 'const a = <p>Gem nu</p>')).toEqual(['a.tsx: Gem nu'])
  expect(bare('a.tsx', 'const a = <p title="Gem">{"Hej"}</p>')).toEqual(['a.tsx: Gem', 'a.tsx: Hej'])
  expect(bare('a.tsx', 'const a = <p className="wide"><kbd>Ctrl</kbd> · {m.ui_save()}</p>')).toEqual([])
})
