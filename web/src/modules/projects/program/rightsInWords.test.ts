import { afterEach, expect, test } from 'vitest'
import { speak } from '~/lib/locale'
import { rightsInWords } from './rightsInWords'

afterEach(() => speak('da'))

test('rights are told area by area, in the order in which they are shown', () => {
  speak('en')
  expect(rightsInWords([])).toBe('')
  expect(rightsInWords(['registers.create', 'members.view', 'registers.view'])).toBe(
    'Members: view · Registers: view, create',
  )
})
