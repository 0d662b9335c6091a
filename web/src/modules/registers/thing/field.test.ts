import { expect, test } from 'vitest'
import description from '~/api/openapi.json'
import { meta, readyFields, remarkOf } from './field'
import { registers } from './things'

type Schema = { properties: Record<string, { enum?: string[] }> }
const schemas = description.components.schemas as unknown as Record<string, Schema>
const schemaOf = (thing: string) =>
  schemas[`Registers${thing.replace(/(^|_)./g, (letter) => letter.slice(-1).toUpperCase())}`]?.properties ??
  {}

test.each(registers.map((register) => [register.thing, register] as const))(
  '%s shows every field that the server has',
  (thing, register) => {
    const known = readyFields([...register.fields, ...meta], 'da').map(({ key }) => key)
    // What is kept of further facts stands in the row's details.
    const served = Object.keys(schemaOf(thing)).filter(
      (key) => !['id', 'version', 'extra', 'own'].includes(key),
    )
    expect(known.sort()).toEqual(served.sort())
  },
)

test.each(registers.map((register) => [register.thing, register] as const))(
  '%s offers the choices that the server takes',
  (thing, register) => {
    const schema = schemaOf(thing)
    for (const { key, choices } of register.fields) {
      if (choices) expect([key, choices.map(({ value }) => value)]).toEqual([key, schema[key]?.enum])
    }
  },
)

test('a text in both languages is written in the reader’s and shows the other while it is empty', () => {
  const [own, other] = readyFields(registers[0]?.fields.filter(({ key }) => key === 'title') ?? [], 'en')
  expect([own?.id, own?.key, own?.query, own?.fallback, own?.required]).toEqual([
    'title',
    'title_en',
    'title',
    'title_da',
    true,
  ])
  expect([other?.id, other?.key, other?.query, other?.shown, other?.label()]).toEqual([
    'title_other',
    'title_da',
    'title_da',
    undefined,
    'Titel (dansk)',
  ])
})

test('every register shows something to begin with, and its columns have names of their own', () => {
  for (const { fields } of registers) {
    const ready = readyFields(fields, 'da')
    expect(ready.some(({ shown }) => shown)).toBe(true)
    expect(new Set(ready.map(({ id }) => id)).size).toBe(ready.length)
  }
})

test('a calibration that has gone by is said in words, on the day itself it has not', () => {
  const due = registers.find(({ thing }) => thing === 'instrument')?.fields.find(({ past }) => past)
  if (!due) throw new Error('no field tells')
  expect(remarkOf(due, '2026-04-19', '2026-04-20')).toBe(due.past?.())
  expect(remarkOf(due, '2026-04-20', '2026-04-20')).toBe('')
  expect(remarkOf(due, null, '2026-04-20')).toBe('')
  expect(remarkOf({}, '2026-04-19', '2026-04-20')).toBe('')
})
