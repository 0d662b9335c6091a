import { call } from '~/api/call'
import type { Change, Result } from '~/ui/grid/edits'
import type { Saved } from '~/ui/grid/saver'
import { changeMany } from '../thing/api'
import type { References } from '../thing/references'
import type { Thing } from '../thing/things'

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
  onSaved: (entry: string, added: number, deleted: number) => void,
) {
  return async (changes: Change[]): Promise<Saved> => {
    await references().beforeSave(changes.map(({ set }) => set.company))
    const outcomes = await changeMany(thing, project, changes)
    const results = outcomes.results.map(resultOf)
    const done = new Set(results.flatMap((result) => ('version' in result ? [result.id] : [])))
    const count = (which: 'create' | 'delete') =>
      changes.filter((change) => change[which] && done.has(change.id)).length
    onSaved(outcomes.entry, count('create'), count('delete'))
    return { results, entry: outcomes.entry }
  }
}

/** undoEntry puts back what one act changed. */
export const undoEntry = (project: string, entry: string) =>
  call('audit.entry.undo', { path: { project, entry } })
