import { expect, test } from 'vitest'
import { kept } from './kept'
import { canUndo, needsFor } from './restoring'
import { tables } from './words/tables'

test('a row is put back by whoever may edit all where it belongs', () => {
  expect(needsFor('registers.rows')).toBe('registers.edit_all')
  expect(needsFor('registers.requirements')).toBe('requirements.edit_all')
  expect(needsFor('verification.tests')).toBe('tests.edit_all')
  expect(needsFor('projects.members')).toBe('project.administer')
  expect(needsFor('projects.projects')).toBe('project.administer')
})

test('what leaves nothing to put back is not offered to be undone', () => {
  expect(canUndo('registers.row.change', ['registers.rows'])).toBe(true)
  expect(canUndo('projects.project.create', ['projects.projects'])).toBe(false)
  expect(canUndo('files.file.upload', ['platform.files'])).toBe(false)
  expect(canUndo('registers.import.start', [])).toBe(false)
})

test('every table that is followed has words', () => {
  expect(Object.keys(tables).sort()).toEqual([...kept].sort())
})
