import { expect, test } from 'vitest'
import { Companies } from './companies'

function some(mayAdd: boolean) {
  const companies = new Companies('p')
  companies.mayAdd = mayAdd
  companies.take([
    { id: '1', name: 'Nordluft A/S' },
    { id: '2', name: 'Fjordby VVS' },
  ])
  return companies
}

test('a company that is not there is offered last to whoever may add it', () => {
  const companies = some(true)
  const found = companies.find('Nord')
  expect(found.map(({ label }) => label)).toEqual(['Nordluft A/S', 'Nord'])
  const made = found[1]?.value ?? ''
  expect(companies.isNew(made)).toBe(true)
  expect(companies.label(made)).toBe('Nord')
  expect(companies.find('Nord')[1]?.value).toBe(made)
})

test('one that is there is not offered again, and who may not add is offered none', () => {
  expect(
    some(true)
      .find('nordluft a/s')
      .map(({ value }) => value),
  ).toEqual(['1'])
  expect(some(false).find('Nyt firma')).toEqual([])
})

test('pasted names mean companies that are there, and no others', async () => {
  expect(await some(true).match(['FJORDBY VVS', 'Nyt firma'])).toEqual(new Map([['FJORDBY VVS', '2']]))
})
