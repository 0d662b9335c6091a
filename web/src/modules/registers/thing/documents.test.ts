import { expect, test, vi } from 'vitest'
import { Documents } from './documents'

const asked: [string, Record<string, unknown>][] = []
const store = [
  { id: '1', number: 'V-57-2', title: 'Plan' },
  { id: '2', number: 'V-57-10', title: 'Snit' },
  { id: '3', number: 'V-57-11', title: 'Snit' },
  { id: '4', number: 'E-63-1', title: 'V-57-2' },
]

vi.mock('~/api/call', () => ({
  call: async (operation: string, { query }: { query: Record<string, string> }) => {
    asked.push([operation, query])
    if (operation === 'documents.label.list') {
      const ids: string[] = JSON.parse(query.ids ?? '[]')
      const hidden = { number: '', title: '', state: 'hidden' }
      return {
        items: ids.map((id) => ({
          ...(store.find((one) => one.id === id) ?? { ...hidden, ...(id === 'x' ? { state: 'gone' } : {}) }),
          id,
          ...(id < '5' ? { state: 'seen' } : {}),
        })),
      }
    }
    const named: string[] = JSON.parse(query.named ?? '[]').map((one: string) => one.trim().toLowerCase())
    return {
      items: store.filter(({ number, title }) =>
        [number, title].some((one) => named.includes(one.toLowerCase())),
      ),
    }
  },
}))

test('a link is called by the number of its document, which is asked for once', async () => {
  asked.length = 0
  const came = vi.fn()
  const documents = new Documents('p', came)
  expect([documents.label('1'), documents.label('8'), documents.label('x')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  await vi.waitFor(() => expect(came).toHaveBeenCalledTimes(1))
  expect([documents.label('1'), documents.title('1'), documents.address('1')]).toEqual([
    'V-57-2',
    'Plan',
    '/projects/p/documents/1',
  ])
  expect(asked).toHaveLength(1)
})

test('one that may not be seen, and one that is gone, say so and lead nowhere', async () => {
  const came = vi.fn()
  const documents = new Documents('p', came)
  documents.label('8')
  documents.label('x')
  await vi.waitFor(() => expect(came).toHaveBeenCalled())
  expect([documents.label('8'), documents.label('x')]).toEqual([
    'Dokument, du ikke kan se',
    'Slettet dokument',
  ])
  expect([documents.address('8'), documents.address('x'), documents.title('8')]).toEqual([
    undefined,
    undefined,
    '',
  ])
})

test('a text means a number before a title, and two of one title mean neither', async () => {
  const documents = new Documents('p', () => undefined)
  expect(await documents.match(['v-57-2', 'PLAN', 'Snit', 'X-1'])).toEqual(
    new Map([
      ['v-57-2', '1'],
      ['PLAN', '1'],
      ['Snit', null],
    ]),
  )
})
