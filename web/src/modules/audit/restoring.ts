import type { Right } from '~/lib/rights'
import { tables } from './words/tables'

/** everything is what may look different after a restore. */
export const everything = [
  'audit.entry',
  'audit.change',
  'audit.version',
  'audit.deleted',
  ...[
    'row',
    'system',
    'component',
    'instrument',
    'own_class',
    'service_task',
    'spare_part',
    'requirement',
    'location',
    'type',
    'discipline',
    'method',
    'phase',
  ].map((thing) => `registers.${thing}`),
  'registers.progress',
  'registers.edition',
  'documents.document',
  'documents.review',
  'documents.comment',
  'design.answer',
  'design.figure',
  'design.event',
  'verification.test',
  'verification.run',
  'verification.procedure',
  'verification.edition',
  'projects.member',
  'projects.company',
  'projects.project',
]

/** needsFor is the right that it takes to put a row of a table back. */
export function needsFor(table: string): Right {
  const area = tables[table]?.area ?? 'project'
  return area === 'project' ? 'project.administer' : `${area}.edit_all`
}

/**
 * canUndo tells whether an entry is offered to be undone. A project that was
 * made is not unmade by its history, and stored files are never taken away.
 */
export const canUndo = (action: string, changed: readonly string[]): boolean =>
  action !== 'projects.project.create' && changed.length > 0 && !changed.includes('platform.files')
