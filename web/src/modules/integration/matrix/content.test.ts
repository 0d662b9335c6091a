import { expect, test } from 'vitest'
import {
  actionsOf,
  type Content,
  isSame,
  linkAt,
  moved,
  newEnd,
  withEnd,
  withLink,
  withoutEnd,
} from './content'

const end = (id: string) => ({ id, code: id.toUpperCase(), title_da: id, title_en: '', system: null })
const link = (cause: string, effect: string, action: string) => ({ cause, effect, action, delay_s: null })
const content: Content = {
  causes: [end('a'), end('b')],
  effects: [end('x'), end('y')],
  links: [link('a', 'x', 'Stop'), link('b', 'x', 'Stop'), link('a', 'y', 'Start')],
}

test('a link is changed where it is, added where there is none, and taken away by nothing', () => {
  expect(linkAt(withLink(content, link('a', 'x', ' Luk ')), 'a', 'x')?.action).toBe('Luk')
  expect(withLink(content, link('b', 'y', 'Stop')).links).toHaveLength(4)
  expect(linkAt(withLink(content, link('a', 'x', ' ')), 'a', 'x')).toBeUndefined()
})

test('what leads from or to an end goes with it', () => {
  expect(withoutEnd(content, 'causes', 'a').links).toEqual([link('b', 'x', 'Stop')])
  expect(withoutEnd(content, 'effects', 'x').links).toEqual([link('a', 'y', 'Start')])
})

test('ends move within their list and no further', () => {
  expect(moved(content, 'causes', 'a', 1).causes.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(moved(content, 'causes', 'a', -1)).toBe(content)
  expect(moved(content, 'effects', 'y', 1)).toBe(content)
})

test('a new end has a code that is free', () => {
  const three = withEnd(content, 'causes', { ...end('c'), code: 'C3' })
  expect(newEnd(three, 'causes').code).toBe('C4')
  expect(newEnd(content, 'effects').code).toBe('E3')
  expect(withEnd(content, 'effects', { ...end('x'), title_da: 'ny' }).effects[0]?.title_da).toBe('ny')
})

test('actions are offered, the most used first', () => expect(actionsOf(content)).toEqual(['Stop', 'Start']))

test('the order of links is no difference, that of ends is', () => {
  expect(isSame(content, { ...content, links: [...content.links].reverse() })).toBe(true)
  expect(isSame(content, moved(content, 'causes', 'a', 1))).toBe(false)
})
