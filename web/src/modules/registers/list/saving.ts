import { call } from '~/api/call'
import type { Change, Result } from '~/ui/grid/edits'
import type { Saved } from '~/ui/grid/saver'
import { changeMany } from '../thing/api'
import type { References } from '../thing/references'
import type { Thing } from '../thing/things'
import type { Counted } from './news'

/** resultOf puts what the server says of one row into the grid's form. */
export function resultOf({
  id,
  version,
  problem,
}: Awaited<ReturnType<typeof changeMany>>['results'][number]): Result {
  if (problem) return { id, problem: problem as Extract<Result, { problem: unknown }>['problem'] }
  return { id, version: version ?? 0 }
}

/** saver sends what was written in the grid, with the companies that are new in it before it. */
export function saver(
  thing: Thing,
  project: string,
  references: () => References,
  own: Counted,
  onDeleted: (rows: number, entry: string) => void,
) {
  return async (changes: Change[]): Promise<Saved> => {
    await references().beforeSave(changes.map(({ set }) => set.company))
    const outcomes = await changeMany(thing, project, changes)
    own.take(changes, outcomes)
    const results = outcomes.results.map(resultOf)
    const gone = new Set(changes.flatMap((change) => (change.delete ? [change.id] : [])))
    const deleted = results.filter((result) => 'version' in result && gone.has(result.id)).length
    if (deleted > 0) onDeleted(deleted, outcomes.entry)
    return { results, entry: outcomes.entry }
  }
}

/** undoEntry puts back what one act changed. */
export const undoEntry = (project: string, entry: string) =>
  call('audit.entry.undo', { path: { project, entry } })
