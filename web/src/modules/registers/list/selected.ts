import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { say, sayUndo } from '~/ui/toast'
import { type ChangeOne, changeMany, type Line, mostAtOnce } from '../thing/api'
import type { Thing } from '../thing/things'
import { undoEntry } from './saving'

/** changeAll changes many rows in the same way, as few acts as the server takes, and offers to take it back. */
export async function changeAll(
  thing: Thing,
  project: string,
  rows: readonly Line[],
  change: (row: Line) => ChangeOne,
  said: (count: string) => string,
  after: () => unknown,
) {
  const entries: string[] = []
  let done = 0
  let refusal: string | undefined
  let refused = 0
  for (let at = 0; at < rows.length; at += mostAtOnce) {
    const { results, entry } = await changeMany(thing, project, rows.slice(at, at + mostAtOnce).map(change))
    entries.unshift(entry)
    for (const { problem } of results) {
      if (!problem) done++
      else {
        refused++
        refusal ??= [problem.title, ...(problem.errors ?? []).map(({ detail }) => detail), problem.detail]
          .filter(Boolean)
          .join('. ')
      }
    }
  }
  await after()
  if (done > 0) {
    sayUndo(said(formatNumber(done)), async () => {
      for (const entry of entries) await undoEntry(project, entry)
      await after()
    })
  }
  if (refusal) say(m.registers_refused({ count: formatNumber(refused), reason: refusal }))
}
