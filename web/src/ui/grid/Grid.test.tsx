import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Column } from './columns'
import { allowed, columns, Server, words } from './fixture'
import { Grid, type GridHandle } from './Grid'
import type { Options } from './options'
import { holding } from './touch'

const wide = [
  ...columns,
  ...Array.from({ length: 30 }, (_, i) => ({ ...columns[1], key: `own${i}`, label: `Own ${i}` })),
] as typeof columns

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function shown(server: Server, changed: Partial<Options> = {}) {
  const ref = createRef<GridHandle>()
  const options: Options = {
    label: 'Systems',
    columns,
    query: { sort: 'tag' },
    locale: 'da',
    words,
    rights: allowed,
    fetch: server.fetch,
    onSave: server.save,
    onRestore: server.restore,
    ...changed,
  }
  const { rerender } = render(<Grid ref={ref} {...options} />)
  const grid = screen.getByRole('grid')
  await waitFor(() => expect(cell(0, 0)?.textContent).toBe('T-0'))
  return {
    ref,
    grid,
    update: (more: Partial<Options>) => rerender(<Grid ref={ref} {...options} {...more} />),
  }
}

const parts = (index: number) => `[role=row]:not([hidden])[aria-rowindex="${index + 2}"]`
const row = (index: number) => document.querySelector<HTMLElement>(parts(index))
const cell = (index: number, column: number) =>
  document.querySelector<HTMLElement>(`${parts(index)} [aria-colindex="${column + 2}"]`)
const editor = () => document.querySelector('textarea') as HTMLTextAreaElement
const press = (key: string, held: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held })
const status = () => document.querySelector('.cx-status')?.textContent

function write(text: string): void {
  press(text[0] ?? '')
  fireEvent.input(editor(), { target: { value: text } })
}

test('a register is a grid with rows, heads and cells that tell their place', async () => {
  const { grid } = await shown(Server.of(300))
  expect(grid.getAttribute('aria-label')).toBe('Systems')
  expect([grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')]).toEqual(['301', '8'])
  const [, tag, title] = screen.getAllByRole('columnheader')
  expect([tag?.getAttribute('aria-sort'), title?.getAttribute('aria-sort')]).toEqual(['ascending', 'none'])
  expect(row(0)?.querySelector('[role=rowheader]')?.textContent).toBe('1')
  expect(cell(0, 6)?.getAttribute('aria-readonly')).toBe('true')
  expect(cell(1, 4)?.querySelector('.cx-chip')?.textContent).toBe('BPassed')
  expect(cell(1, 4)?.querySelectorAll('path')[0]?.getAttribute('d')).toContain('M5.2 8.2')
  expect(document.querySelectorAll('[role=gridcell][tabindex]')).toHaveLength(1)
})

test('scrolling moves the same elements about and keeps the focus on its cell', async () => {
  const { grid } = await shown(Server.of(2000), { columns: wide })
  fireEvent.pointerDown(grid, { button: 0, clientX: 60, clientY: 40, pointerId: 1 })
  const focused = document.activeElement
  expect(focused).toBe(cell(0, 0))
  let pool = 0
  for (const top of [3400, 340, 34_000, 12_000, 50]) {
    grid.scrollTop = top
    fireEvent.scroll(grid)
    await waitFor(() =>
      expect(row(Math.floor(top / 34) + 1)?.querySelector('.cx-cell')?.textContent).toMatch(/^T-/),
    )
    pool ||= document.querySelectorAll('.cx-row').length
  }
  for (const left of [500, 3000, 0]) {
    grid.scrollLeft = left
    fireEvent.scroll(grid)
  }
  expect(document.querySelectorAll('.cx-row').length).toBeLessThanOrEqual(pool + 4)
  expect(document.querySelectorAll('.cx-cell').length).toBeLessThan(pool * 10)
  expect(document.activeElement).toBe(focused)
  expect(focused?.getAttribute('aria-colindex')).toBe('2')
})

test('arrows move the focus and the cell is spoken', async () => {
  const { ref } = await shown(Server.of(100))
  act(() => ref.current?.focus())
  press('ArrowDown')
  press('ArrowRight')
  expect(document.activeElement).toBe(cell(1, 1))
  await waitFor(() =>
    expect(document.querySelector('[aria-live]')?.textContent).toBe('Title, row 2: Title 1'),
  )
  press('ArrowDown', { shiftKey: true })
  expect([cell(1, 1), cell(2, 1)].map((one) => one?.getAttribute('aria-selected'))).toEqual(['true', 'true'])
  expect(status()).toContain('2 rows × 1 columns')
})

test('typing takes the place of the value, Enter saves it and goes down, Escape leaves it', async () => {
  const server = Server.of(100)
  const { ref } = await shown(server)
  act(() => ref.current?.scrollTo(0, 'title'))
  act(() => ref.current?.focus())
  write('New')
  expect(editor().getAttribute('aria-label')).toBe('Title, row 1, editing')
  press('Enter')
  expect(document.activeElement).toBe(cell(1, 1))
  await waitFor(() => expect(cell(0, 1)?.textContent).toBe('New'))
  await act(async () => ref.current?.saved())
  expect(server.rows[0]?.title).toBe('New')
  press('F2')
  expect(editor().value).toBe('Title 1')
  fireEvent.input(editor(), { target: { value: 'other' } })
  press('Escape')
  await act(async () => ref.current?.saved())
  expect([server.batches.length, document.activeElement === cell(1, 1)]).toEqual([1, true])
})

test('a list narrows as one types and Enter takes what is marked', async () => {
  const server = Server.of(100)
  const { ref } = await shown(server)
  act(() => ref.current?.scrollTo(0, 'status'))
  act(() => ref.current?.focus())
  write('rem')
  const options = screen.getAllByRole('option')
  expect(options.map((option) => option.textContent)).toEqual(['b  Passed with remarks'])
  expect(editor().getAttribute('aria-activedescendant')).toBe(options[0]?.id)
  press('Enter')
  await act(async () => ref.current?.saved())
  expect(server.rows[0]?.status).toBe('passed_with_remarks')
})

test('a refused cell says why, to the eye and to the ear, and can be given up', async () => {
  const server = Server.of(100)
  server.refuses = (key) => (key === 'title' ? 'too bold' : undefined)
  const { ref } = await shown(server)
  act(() => ref.current?.scrollTo(0, 'title'))
  act(() => ref.current?.focus())
  write('Bold')
  press('Enter')
  await act(async () => ref.current?.saved())
  await waitFor(() => expect(cell(0, 1)?.title).toBe('too bold'))
  expect(cell(0, 1)?.getAttribute('aria-invalid')).toBe('true')
  press('F8')
  expect(status()).toContain('too bold')
  const described = document.activeElement?.getAttribute('aria-describedby')
  expect(document.getElementById(described ?? '')?.textContent).toContain('too bold')
  fireEvent.click(screen.getByText('Discard'))
  await waitFor(() => expect(cell(0, 1)?.textContent).toBe('Title 0'))
  expect(document.activeElement).toBe(cell(0, 1))
})

test('what others change is shown, but never over what is being written', async () => {
  const server = Server.of(100)
  const { ref } = await shown(server)
  act(() => ref.current?.scrollTo(0, 'title'))
  act(() => ref.current?.focus())
  write('Mine')
  server.change('r0', { title: 'Theirs', target: 99 })
  act(() => ref.current?.outdate(['r0']))
  await waitFor(() => expect(cell(0, 2)?.textContent).toBe('99'))
  expect([editor().value, document.activeElement]).toEqual(['Mine', editor()])
  expect(status()).toContain('Title is now Theirs')
})

test('rows that come in above take the selection along', async () => {
  const { ref } = await shown(Server.of(100))
  act(() => ref.current?.scrollTo(5, 'title'))
  act(() => ref.current?.focus())
  act(() => ref.current?.scrollTo(3, 'title'))
  press('Insert')
  await waitFor(() => expect(cell(5, 0)?.textContent).toBe('T-4'))
  press('ArrowDown')
  press('ArrowDown')
  act(() => ref.current?.remove('r0'))
  await waitFor(() => expect(cell(0, 0)?.textContent).toBe('T-1'))
  expect(document.activeElement).toBe(cell(4, 0))
  expect(cell(4, 0)?.textContent).toBe('T-5')
})

test('a paste that outgrows the register asks first', async () => {
  const server = Server.of(3)
  const { ref, grid } = await shown(server)
  act(() => ref.current?.scrollTo(2, 'tag'))
  act(() => ref.current?.focus())
  const clipboardData = { getData: () => 'A\tone\r\nB\ttwo\r\n' }
  fireEvent.paste(document.activeElement ?? grid, { clipboardData })
  const yes = await screen.findByText('Yes, do')
  expect([status(), document.activeElement]).toEqual([expect.stringContaining('add 1?'), yes])
  fireEvent.click(yes)
  await waitFor(() => expect(status()).toContain('4 pasted'))
  await act(async () => ref.current?.saved())
  expect(server.rows.map((one) => one.title)).toEqual(['Title 0', 'Title 1', 'one', 'two'])
})

test('another query starts from the top, and heads ask for it', async () => {
  const server = Server.of(300)
  const onSort = vi.fn()
  const { ref, grid, update } = await shown(server, { onSort })
  act(() => ref.current?.focus())
  press('ArrowUp')
  expect(document.activeElement?.getAttribute('role')).toBe('columnheader')
  press('Enter')
  expect(onSort).toHaveBeenCalledWith('-tag')
  grid.scrollTop = 3400
  fireEvent.scroll(grid)
  server.rows.splice(0, 290)
  update({ query: { sort: '-tag' } })
  await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('11'))
  expect(cell(0, 0)?.textContent).toBe('T-290')
})

test('a head is dragged to another place; a press alone sorts', async () => {
  const onArrange = vi.fn()
  const onSort = vi.fn()
  await shown(Server.of(5), { onArrange, onSort })
  const heads = [...document.querySelectorAll<HTMLElement>('.cx-column')]
  HTMLElement.prototype.setPointerCapture = vi.fn()
  const drag = (from: number, to: number, end = 'pointerUp' as 'pointerUp' | 'pointerCancel') => {
    const head = heads[0] as HTMLElement
    fireEvent.pointerDown(head, { clientX: from, clientY: 5, button: 0, pointerType: 'mouse' })
    fireEvent.pointerMove(head, { clientX: to, clientY: 5 })
    const marked = document.querySelectorAll('.is-before, .is-after').length
    fireEvent[end](head, { clientX: to, clientY: 5 })
    return marked
  }
  const [first, second, third] = columns as [Column, Column, ...Column[]] & Column[]
  const gutter = 60
  expect(drag(gutter, gutter + first.width + second.width - 4)).toBe(1)
  expect(onArrange).toHaveBeenCalledWith(first.key, third?.key)
  expect(document.querySelectorAll('.is-before, .is-after').length).toBe(0)
  drag(gutter, gutter + first.width + second.width - 4, 'pointerCancel')
  expect(document.querySelectorAll('.is-before, .is-after').length).toBe(0)
  drag(gutter, gutter + 3)
  expect(onArrange).toHaveBeenCalledTimes(1)
  fireEvent.click(heads[1] as HTMLElement, { clientX: gutter + first.width + 20, clientY: 5 })
  expect(onSort).toHaveBeenCalledWith(second.key)
})

test('a link stands beside its value, and leads on without selecting or writing', async () => {
  const onFollow = vi.fn()
  const choices = {
    search: async () => [],
    label: (id: string) => id,
    match: async (texts: string[]) => new Map(texts.map((one) => [one, one === 'both' ? null : one])),
    address: (id: string) => (id === 'Title 1' ? undefined : `/documents/${id}`),
  }
  const linked = columns.map((one) =>
    one.key === 'title' ? { ...one, type: 'reference' as const, choices } : one,
  )
  await shown(Server.of(30), { columns: linked, onFollow })
  const link = () => cell(0, 1)?.querySelector('a')
  expect([link()?.getAttribute('href'), link()?.getAttribute('aria-label')]).toEqual([
    '/documents/Title 0',
    'open Title 0',
  ])
  expect(cell(1, 1)?.querySelector('a')).toBeNull()
  fireEvent.pointerDown(link() as Element, { button: 0, clientX: 290, clientY: 40, pointerId: 1 })
  expect(fireEvent.click(link() as Element, { clientX: 290, clientY: 40 })).toBe(false)
  expect(onFollow).toHaveBeenCalledWith('/documents/Title 0')
  expect(cell(0, 1)?.className).not.toContain('is-active')
})

test('a finger that is kept on a head takes the column along; one that moves at once scrolls', async () => {
  const onArrange = vi.fn()
  const onSort = vi.fn()
  const { grid } = await shown(Server.of(30), { onArrange, onSort })
  const head = screen.getByRole('columnheader', { name: /Target/ })
  const at = (clientX: number) => ({ pointerType: 'touch', button: 0, pointerId: 1, clientX, clientY: 10 })
  vi.useFakeTimers()
  try {
    fireEvent.pointerDown(head, at(400))
    fireEvent.pointerMove(grid, at(440))
    vi.advanceTimersByTime(1000)
    fireEvent.pointerMove(grid, at(160))
    expect(head.classList.contains('is-held')).toBe(false)
    fireEvent.pointerUp(grid, at(160))
    expect(onArrange).not.toHaveBeenCalled()

    fireEvent.pointerDown(head, at(400))
    vi.advanceTimersByTime(holding)
    expect(head.classList.contains('is-held')).toBe(true)
    expect(fireEvent.touchMove(head)).toBe(false)
    expect(fireEvent.contextMenu(head, at(400))).toBe(false)
    fireEvent.pointerMove(grid, at(160))
    fireEvent.pointerUp(grid, at(160))
    expect(fireEvent.touchMove(head)).toBe(true)
    fireEvent.click(head, at(160))
    expect([onArrange.mock.calls, onSort.mock.calls]).toEqual([[['target', 'title']], []])
    expect(head.classList.contains('is-held')).toBe(false)

    fireEvent.pointerDown(head, at(400))
    vi.advanceTimersByTime(holding)
    fireEvent.pointerMove(grid, at(160))
    fireEvent.pointerCancel(grid, at(160))
    expect(onArrange).toHaveBeenCalledTimes(1)
  } finally {
    vi.useRealTimers()
  }
})
