import { expect, test } from 'vitest'
import { headersOf, inBytes } from './device'

test('the headers of a test name the device, in letters that a header can carry', () => {
  const headers = headersOf({ key: 'k', at: '2026-04-20T08:42:00Z' }, 'Målervogn')
  expect(headers['Idempotency-Key']).toBe('k')
  expect(headers['Captured-At']).toBe('2026-04-20T08:42:00Z')
  const bytes = Uint8Array.from(headers.Device ?? '', (letter) => letter.charCodeAt(0))
  expect(new TextDecoder().decode(bytes)).toBe('Målervogn')
  expect(inBytes('Bil 4')).toBe('Bil 4')
})

test('a device without a name is not named', () => {
  expect(headersOf({ key: 'k', at: 'now' }, '')).not.toHaveProperty('Device')
})
