import { expect, test } from 'vitest'
import { type Change, labelOf, shownOf } from './label'

const names = (id: string) => ({ r: 'nr. 7 SEL', p: 'Tina Mørk' })[id]
const change = (part: Partial<Change>): Change => ({
  table: 'registers.rows',
  row: 'r',
  label: '7',
  op: 'U',
  version: 2,
  fields: [],
  ...part,
})
const field = (name: string, after: unknown, before: unknown = null) => ({ field: name, before, after })

test.each([
  [change({}), 'Registerrække nr. 7'],
  [change({ table: 'registers.systems', label: '+C=VE01' }), 'Anlæg: +C=VE01'],
  [
    change({ table: 'verification.tests', label: 'failed', fields: [field('row', 'r')] }),
    'Test af nr. 7 SEL: Ikke bestået',
  ],
  [change({ table: 'verification.tests', label: 'passed' }), 'Test: Bestået'],
  [
    change({ table: 'projects.members', label: 'reader', fields: [field('person', 'p')] }),
    'Medlem: Tina Mørk',
  ],
  [
    change({ table: 'projects.members', label: 'reader', fields: [field('person', null, 'p')] }),
    'Medlem: Tina Mørk',
  ],
  [change({ table: 'projects.members', label: 'reader' }), 'Medlem: Læs'],
  [change({ table: 'platform.files', label: '', fields: [field('name', 'foto.jpg')] }), 'Fil: foto.jpg'],
  [change({ table: 'verification.photos', label: '' }), 'Foto'],
])('%o is called %s', (one, want) => {
  expect(labelOf(one, names)).toBe(want)
})

test('a brief line looks up only what it shows', () => {
  const fields = [field('system', 's'), field('row', 'r')]
  expect(shownOf(change({ fields })).fields).toHaveLength(2)
  expect(shownOf(change({ op: 'I', fields })).fields.map((one) => one.field)).toEqual(['row'])
})
