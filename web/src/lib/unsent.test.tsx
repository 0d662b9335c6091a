import { beforeEach, expect, test, vi } from 'vitest'
import { forgetUnsent, photos, runPlace, testPlace, unsent } from './unsent'

const deleteDatabase = vi.fn()
beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('cxweb.device', 'Tablet 3')
  deleteDatabase.mockClear()
  vi.stubGlobal('indexedDB', { deleteDatabase })
})

test('counts tests that were not sent, and nothing else that a device keeps', () => {
  expect(unsent()).toBe(0)
  localStorage.setItem(testPlace('row'), '{}')
  localStorage.setItem(runPlace('run'), '{}')
  expect(unsent()).toBe(2)
})

test('forgets them with their photos, and leaves the rest', () => {
  localStorage.setItem(runPlace('run'), '{}')
  forgetUnsent()
  expect(unsent()).toBe(0)
  expect(localStorage.getItem('cxweb.device')).toBe('Tablet 3')
  expect(deleteDatabase).toHaveBeenCalledWith(photos)
})
